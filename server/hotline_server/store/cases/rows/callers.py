"""Columns of the calls that a case must answer, and rows of answers."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hotline_server.domain.callbacks import CallbackState
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.parties import CallerEntry
from hotline_server.ground.clock import to_micros
from hotline_server.store.cases.rows.values import load, optional_micros, optional_moment

# No database takes a larger number as an id.
_LAST_ID = 2**63 - 1


def caller_columns(caller: CallerEntry) -> dict[str, Any]:
    """Return the columns of a call that a case must answer."""
    return {
        "call_id": caller.call_id,
        "answered": caller.answered,
        "has_phone": caller.has_phone,
        "wishes_no_reply": caller.wishes_no_reply,
        "withdrawn": caller.withdrawn,
        "handling": caller.handling,
        "callback": caller.callback.name,
        "attempts": caller.attempts,
        "next_attempt": optional_micros(caller.next_attempt),
        "exemption": caller.exemption,
        "tell_by": optional_micros(caller.tell_by),
        "tell_since": optional_micros(caller.tell_since),
        "write_since": optional_micros(caller.write_since),
        "refuses_messages": caller.refuses_messages,
    }


def caller_of(row: Mapping[str, Any]) -> CallerEntry:
    """Build a call that a case must answer from its row."""
    return CallerEntry(
        call_id=row["call_id"],
        answered=bool(row["answered"]),
        has_phone=bool(row["has_phone"]),
        wishes_no_reply=bool(row["wishes_no_reply"]),
        withdrawn=bool(row["withdrawn"]),
        handling=row["handling"],
        callback=CallbackState[row["callback"]],
        attempts=row["attempts"],
        next_attempt=optional_moment(row["next_attempt"]),
        exemption=row["exemption"],
        tell_by=optional_moment(row["tell_by"]),
        tell_since=optional_moment(row["tell_since"]),
        write_since=optional_moment(row["write_since"]),
        refuses_messages=bool(row["refuses_messages"]),
    )


def left_calls_of(text: str) -> tuple[int, ...]:
    """Build the calls that a case answered once from their column.

    Raises:
        ValueError: if they are none.
    """
    calls = load(text) if text else []
    if not isinstance(calls, list) or any(type(call) is not int or not 0 < call <= _LAST_ID for call in calls):
        raise ValueError(calls)
    return tuple(calls)


def answer_rows(file: CaseFile, now: datetime) -> list[dict[str, Any]]:
    """Return the rows of the answers given since loading."""
    return [
        {
            "version": file.version,
            "call_id": answer.call_id,
            "at": to_micros(answer.at or now),
            "actor": file.notes[-1].actor.name,
            "means": answer.means,
            "content": answer.content,
            "policy": answer.policy,
            "supported": answer.supported,
            "given": answer.given,
        }
        for answer in file.answers
    ]
