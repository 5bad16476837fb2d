"""Columns of hand-overs to other lines, and of the line that a case came from (R8.2)."""

from collections.abc import Mapping, Sequence
from typing import Any

from hotline_server.domain.handover import Handover, Origin
from hotline_server.domain.lifecycle.state import HandoverState
from hotline_server.ground.clock import to_micros
from hotline_server.store.cases.rows.pending import alarm_of, alarm_text
from hotline_server.store.cases.rows.values import dump, listed, load, optional_micros, optional_moment, sound

_MOMENTS = ("handed_at", "accept_by", "accepted_at", "ended_at", "due_at", "reminded_at")
_VALUES = (
    "number", "line", "code", "reason", "told", "connected", "gives_back", "limit", "record", "refusal", "result",
    "of_danger", "told_calls",
)  # fmt: skip


def handovers_text(handovers: Sequence[Handover]) -> str:
    """Return the column of the hand-overs of a case; empty if there are none."""
    return dump([_stored(one) for one in handovers]) if handovers else ""


def _stored(handover: Handover) -> dict[str, Any]:
    moments = {name: optional_micros(getattr(handover, name)) for name in _MOMENTS}
    values = {name: getattr(handover, name) for name in _VALUES}
    return values | moments | {"state": handover.state.name, "alarm": alarm_text(handover.alarm)}


def handover_columns(handover: Handover) -> dict[str, Any]:
    """Return the columns of a hand-over by which lines find their cases."""
    return {
        "number": handover.number,
        "line": handover.line,
        "record": handover.record,
        "state": handover.state.name,
        "gives_back": handover.gives_back,
        "handed_at": to_micros(handover.handed_at),
        "accept_by": to_micros(handover.accept_by),
        "accepted_at": optional_micros(handover.accepted_at),
        "ended_at": optional_micros(handover.ended_at),
    }


def handovers_of(text: str) -> list[Handover]:
    """Build the hand-overs of a case from their column."""
    return [_handover(stored) for stored in load(text)] if text else []


def _handover(stored: dict[str, Any]) -> Handover:
    moments = {name: optional_moment(stored.get(name)) for name in _MOMENTS}
    state, alarm = HandoverState[stored["state"]], alarm_of(stored["alarm"])
    # Those stored before schema version 15 do not say; all of an emergency ended with a false alarm then.
    stored = {"of_danger": True} | stored
    told = listed(stored.get("told_calls", []))
    return sound(Handover(**stored | moments | {"state": state, "alarm": alarm, "told_calls": told}))


def origin_columns(origin: Origin | None) -> dict[str, str]:
    """Return the columns of the line that a case came from; empty if none handed it in."""
    return {"origin_line": origin.line if origin else "", "origin_record": origin.record if origin else ""}


def origin_of(row: Mapping[str, Any]) -> Origin | None:
    """Build the line that a case came from from the row of the case; ``None`` if none handed it in."""
    return Origin(row["origin_line"], row["origin_record"]) if row["origin_line"] else None
