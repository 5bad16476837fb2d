"""Between the rows of the tables and the domain's records."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hotline_server.clock import from_micros, to_micros
from hotline_server.domain.assignment import Assignment, AssignmentState, Pressure
from hotline_server.domain.call import Call
from hotline_server.domain.log import LogEntry
from hotline_server.rulebook.decision import Decision
from hotline_server.store.models import LogRow


def dump(value: object) -> str:
    """``value`` as the JSON that the tables hold."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def call_columns(call: Call, fingerprint: str, registered_at: datetime) -> dict[str, Any]:
    """The columns of a call."""
    return {
        "request_id": call.request_id,
        "fingerprint": fingerprint,
        "name": call.name,
        "organisation": call.organisation,
        "phone": call.phone,
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
    }


def decision_columns(decision: Decision) -> dict[str, Any]:
    """The columns of a decision."""
    return {
        "outcome": decision.outcome.name,
        "lead": decision.lead,
        "cohandlers": dump(decision.cohandlers),
        "urgency": decision.urgency.name,
        "deadline_days": decision.deadline_days,
        "policy": decision.policy,
        "reasons": dump(decision.reasons),
        "rules": dump(decision.rules),
        "book_version": decision.book_version,
        "facts": dump(decision.facts),
    }


def assignment_columns(assignment: Assignment) -> dict[str, Any]:
    """The columns of an assignment."""
    return {
        "number": assignment.number,
        "department": assignment.department,
        "leads": assignment.leads,
        "state": assignment.state.name,
        "issued_at": to_micros(assignment.issued_at),
        "days": assignment.days,
        "deadline": to_micros(assignment.deadline),
        "provisional": assignment.provisional,
        "limit_at": to_micros(assignment.limit),
        "accept_by": to_micros(assignment.accept_by),
        "may_answer": assignment.may_answer,
        "progress_by": optional_micros(assignment.progress_by),
        "accepted_at": optional_micros(assignment.accepted_at),
        "replied_at": optional_micros(assignment.replied_at),
        "reply": assignment.reply,
        "extension_days": assignment.extension_days,
        "extension_reason": assignment.extension_reason,
        "extended": assignment.extended,
        "reworks": assignment.reworks,
        "supervisions": assignment.supervisions,
        "reminded_to_accept": assignment.reminded_to_accept,
        "pressure": int(assignment.pressure),
    }


def assignment_of(row: Mapping[str, Any]) -> Assignment:
    """The assignment in a row."""
    return Assignment(
        number=row["number"],
        department=row["department"],
        leads=bool(row["leads"]),
        state=AssignmentState[row["state"]],
        issued_at=from_micros(row["issued_at"]),
        days=row["days"],
        deadline=from_micros(row["deadline"]),
        provisional=bool(row["provisional"]),
        limit=from_micros(row["limit_at"]),
        accept_by=from_micros(row["accept_by"]),
        may_answer=bool(row["may_answer"]),
        progress_by=optional_moment(row["progress_by"]),
        accepted_at=optional_moment(row["accepted_at"]),
        replied_at=optional_moment(row["replied_at"]),
        reply=row["reply"],
        extension_days=row["extension_days"],
        extension_reason=row["extension_reason"],
        extended=row["extended"],
        reworks=row["reworks"],
        supervisions=row["supervisions"],
        reminded_to_accept=row["reminded_to_accept"],
        pressure=Pressure(row["pressure"]),
    )


def entry_of(number: str, row: LogRow, previous: str) -> LogEntry:
    """The log entry in a row; ``previous`` is the hash of the one before."""
    return LogEntry(
        case_number=number,
        sequence=row.sequence,
        at=from_micros(row.at),
        actor=row.actor,
        role=row.role,
        act=row.act,
        reason=row.reason,
        from_state=row.from_state,
        to_state=row.to_state,
        department=row.department,
        details=json.loads(row.details),
        previous_hash=previous,
        position=row.id,
    )


def optional_micros(moment: datetime | None) -> int | None:
    """``moment`` as it is stored, if there is one."""
    return None if moment is None else to_micros(moment)


def optional_moment(micros: int | None) -> datetime | None:
    """The stored moment, if there is one."""
    return None if micros is None else from_micros(micros)
