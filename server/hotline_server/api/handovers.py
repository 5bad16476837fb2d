"""Conversion of hand-overs to other lines, and of alarms."""

from hotline.v1 import case_pb2, line_service_pb2

from hotline_server.api import wording
from hotline_server.api.fields import optional_timestamp, timestamp
from hotline_server.api.time_limits import time_limit_message
from hotline_server.domain.alarms import Alarm
from hotline_server.domain.handover import Handover, Origin
from hotline_server.rulebook.lines import Line


def line_message(line: Line) -> line_service_pb2.Line:
    """Convert a line."""
    return line_service_pb2.Line(
        name=line.name,
        phone=line.phone,
        scope=line.scope,
        accept_minutes=line.accept_minutes,
        result_limit=time_limit_message(line.limit),
        takes_dangers=line.takes_dangers,
    )


def origin_message(origin: Origin) -> case_pb2.LineOrigin:
    """Convert the line that a case came from."""
    return case_pb2.LineOrigin(line=origin.line, record_number=origin.record)


def handover_message(handover: Handover) -> case_pb2.Handover:
    """Convert a hand-over to another line."""
    return case_pb2.Handover(
        line=handover.line,
        state=wording.HANDOVER_STATE_NUMBERS[handover.state],
        reason_code=handover.code,
        reason=handover.reason,
        told=handover.told,
        connected=handover.connected,
        gives_back=handover.gives_back,
        handed_at=timestamp(handover.handed_at),
        accept_due_at=timestamp(handover.accept_by),
        accepted_at=optional_timestamp(handover.accepted_at),
        record_number=handover.record,
        result_due_at=optional_timestamp(handover.due_at),
        ended_at=optional_timestamp(handover.ended_at),
        refusal=handover.refusal,
        result=handover.result,
        alarm=alarm_message(handover.alarm) if handover.alarm else None,
        of_danger=handover.of_danger,
    )


def alarm_message(alarm: Alarm) -> case_pb2.Alarm:
    """Convert an alarm."""
    return case_pb2.Alarm(level=alarm.level, post=alarm.post, told=alarm.told, at=timestamp(alarm.at))
