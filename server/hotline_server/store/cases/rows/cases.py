"""Columns of cases and of their calls."""

from datetime import datetime
from typing import Any

from hotline_server.domain.call import Call
from hotline_server.domain.case import coordinate_source, coordinates_of
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.numbering import parse_number
from hotline_server.ground.clock import to_micros
from hotline_server.rulebook.decision import Urgency
from hotline_server.store.cases.rows.decisions import proposed_decision_text
from hotline_server.store.cases.rows.handovers import handovers_text, origin_columns
from hotline_server.store.cases.rows.interruptions import interrupted_text
from hotline_server.store.cases.rows.pending import (
    alarm_text,
    end_proposal_text,
    leader_question_text,
    promise_text,
    question_text,
    referral_text,
    reminders_text,
)
from hotline_server.store.cases.rows.values import dump, optional_micros
from hotline_server.text.location import Location
from hotline_server.text.place_index import to_microdegrees

_URGENCIES = {urgency: rank for rank, urgency in enumerate(Urgency)}


def case_columns(file: CaseFile, due: datetime | None, now: datetime) -> dict[str, Any]:
    """Return the mutable columns of a case."""
    return {
        "version": file.version,
        "state": file.state.name,
        "since": to_micros(file.since),
        "outcome": file.outcome.name,
        "urgency": _URGENCIES[file.urgency],
        "lead": file.designation.lead,
        "cohandlers": dump(file.designation.cohandlers),
        "time_limit": str(file.designation.limit),
        "may_answer": file.designation.may_answer,
        "owner": file.owner,
        "next_due": optional_micros(due),
        "reminded_at": None,
        "reminders": reminders_text(file.reminders),
        "interrupted": interrupted_text(file.interrupted),
        "left_calls": dump(file.left_calls) if file.left_calls else "",
        "transfers": file.transfers,
        "objected": dump(file.objected),
        "erased": file.erased,
        "updated_at": to_micros(now),
        "question": question_text(file.question),
        "leader_question": leader_question_text(file.leader_question),
        "promise": promise_text(file.promise),
        "holds": dump([[to_micros(one.since), optional_micros(one.until)] for one in file.holds]),
        "alarm": alarm_text(file.alarm),
        "end_proposal": end_proposal_text(file.end_proposal),
        "nuisance": file.nuisance,
        "handovers": handovers_text(file.handovers),
        "urges": file.urges,
        "reopen_by": optional_micros(file.reopen_by),
        "joined_into": parse_number(file.joined_into) if file.joined_into else 0,
        "proposed_decision": proposed_decision_text(file.proposed_decision),
        "referral": referral_text(file.referral),
        **origin_columns(file.origin),
    }


def call_columns(call: Call, location: Location, registered_at: datetime) -> dict[str, Any]:
    """Return the columns of a call and of where its matter is, without the caller."""
    point, source = coordinates_of(location), coordinate_source(call, location)
    return {
        "request_id": call.request_id,
        "confidential": call.confidential,
        "received_at": to_micros(call.received_at or registered_at),
        "subject": call.subject,
        "content": call.content,
        "channel": call.channel,
        "request_type": call.request_type,
        "district": call.district,
        "address": call.address,
        "operator": call.operator,
        "telephony_call_id": call.telephony_call_id,
        "marked_urgent": call.marked_urgent,
        "follows": call.follows,
        "recording": call.recording,
        "latitude": None if point is None else to_microdegrees(point.latitude),
        "longitude": None if point is None else to_microdegrees(point.longitude),
        "coordinate_source": source.name if source else "",
        "address_detail": location.detail,
        "wishes_no_reply": call.wishes_no_reply,
    }
