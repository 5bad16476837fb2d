"""Joining of cases about one matter 并单."""

from datetime import datetime

from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.parties import Actor, CallerEntry
from hotline_server.rulebook.decision import Outcome


def join(file: CaseFile, actor: Actor, now: datetime, reason: str, call_id: int, other: str) -> None:
    """Merge another case's call into this one, so that its caller is answered too."""
    file.act(Act.JOIN, actor, now, reason, details={"joined": other})
    file.callers.append(CallerEntry(call_id, answered=False))


def join_into(file: CaseFile, actor: Actor, now: datetime, reason: str, other: str) -> None:
    """Merge this case into another, which takes over its callers."""
    file.act(Act.JOIN_INTO, actor, now, reason, details={"joined": other})
    if file.outcome is Outcome.DIRECT_ANSWER:
        # Nobody confirmed it; the callers are answered with the other case.
        file.outcome = Outcome.DESK
    file.callers.clear()
    file.withdraw_assignments(actor, now)
