"""Joining of cases about one matter 并单."""

from datetime import datetime

from hotline_server.domain.acts.emergencies import confirm_emergency
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.guards import CaseStanding
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.parties import Actor, CallerEntry
from hotline_server.rulebook.decision import Outcome


def join(file: CaseFile, actor: Actor, now: datetime, reason: str, call_id: int, other: str) -> None:
    """Merge another case's call into this one, so that its caller is answered too."""
    file.act(Act.JOIN, actor, now, reason, details={"joined": other})
    file.callers.append(CallerEntry(call_id, answered=False))


def share_dispatch(file: CaseFile, main: CaseFile, actor: Actor, now: datetime, reason: str) -> None:
    """Confirm the main emergency too if that which is to be merged into it is confirmed, so that it is sent out."""
    if file.state is CaseState.RESPONDING and main.state is CaseState.VERIFYING:
        confirm_emergency(main, actor, now, reason, file.designation)


def join_into(
    file: CaseFile, actor: Actor, now: datetime, reason: str, other: str, main: CaseStanding | None = None
) -> None:
    """Merge this case into another, which takes over its callers.

    Args:
        file: the case to be merged.
        actor: who joins them.
        now: current time, UTC.
        reason: why they are about one matter.
        other: number of the main case.
        main: the main case.
    """
    file.act(Act.JOIN_INTO, actor, now, reason, details={"joined": other}, other=main)
    file.leader_question = None
    file.end_hold(now)
    if file.outcome is Outcome.DIRECT_ANSWER:
        # Nobody confirmed it; the callers are answered with the other case.
        file.outcome = Outcome.DESK
    file.callers.clear()
    file.withdraw_assignments(actor, now)
