"""Facts about a call, as the rule book tests them."""

from collections.abc import Mapping
from datetime import datetime

from hotline_server.domain.call import Call
from hotline_server.domain.phone import subscriber
from hotline_server.domain.working_days import WorkingCalendar
from hotline_server.ground.clock import CITY, local_day
from hotline_server.rulebook.facts import (
    MARKED_URGENT,
    REQUEST_TYPE,
    FactValue,
    calendar_facts,
    location_facts,
    text_facts,
)
from hotline_server.text.facts import TextFacts
from hotline_server.text.location import Location


def call_facts(
    call: Call,
    text: TextFacts,
    location: Location,
    earlier: Mapping[str, FactValue],
    calendar: WorkingCalendar,
    now: datetime,
) -> dict[str, FactValue]:
    """Return the facts about a call: its text, the operator's choices, the time and earlier cases.

    Args:
        call: registered call.
        text: facts read from its text.
        location: where the matter is.
        earlier: facts about earlier cases.
        calendar: working calendar in force.
        now: time of registration, UTC.
    """
    return (
        heard_facts(text, call.request_type, confidential=call.confidential)
        | time_facts(calendar, now)
        | location_facts(location)
        | {
            "渠道": call.channel,
            MARKED_URGENT: call.marked_urgent,
            "匿名": not call.name,
            "留有号码": bool(subscriber(call.phone)),
            "单位来电": bool(call.organisation),
            "不要求回复": call.wishes_no_reply,
            "接着以前的工单": bool(call.follows),
            **earlier,
        }
    )


def heard_facts(text: TextFacts, request_type: str, *, confidential: bool) -> dict[str, FactValue]:
    """Return the facts that follow from the text of a call, and from what was chosen when it was heard.

    Args:
        text: facts read from it.
        request_type: chosen by the operator; empty if nobody chose one.
        confidential: the caller asked for secrecy.
    """
    known = text_facts(text)
    return known | {
        REQUEST_TYPE: request_type or text.request_type,
        "要求保密": confidential or bool(known["要求保密"]),
    }


def time_facts(calendar: WorkingCalendar, now: datetime) -> dict[str, FactValue]:
    """Return the facts about the time of a call."""
    day, local = local_day(now), now.astimezone(CITY)
    working = calendar.is_working(day)
    return {
        **calendar_facts(day),
        "时刻": local.hour * 100 + local.minute,
        "工作时间": working and calendar.start_of(day) <= now < calendar.end_of(day),
        "节假日": not working,
    }
