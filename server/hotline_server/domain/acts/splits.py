"""Splitting of a call with several matters into cases 拆单 (R2.5)."""

from datetime import datetime

from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.handover import Origin
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.parties import Actor, Note

SPLIT = "split"
"""Detail of log entries that has the number of the other case."""


def split(file: CaseFile, actor: Actor, now: datetime, reason: str, number: str) -> None:
    """Record that a matter was split off into another case; this one goes on."""
    file.act(Act.SPLIT, actor, now, reason, details={SPLIT: number})


def split_off(file: CaseFile, actor: Actor, reason: str, number: str, origin: Origin | None) -> None:
    """Record in a case that was just registered that it was split off from another.

    Args:
        file: the case.
        actor: who split it off.
        reason: why.
        number: number of the other case.
        origin: line from which the call came that raised the matter; ``None`` if it came from none.
    """
    registered = file.notes[0]
    state = registered.to_state
    file.notes.insert(1, Note(Act.SPLIT_OFF, actor, reason, state, state, "", {SPLIT: number}))
    file.split_from, file.origin = number, origin
