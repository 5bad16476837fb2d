"""Acts that a person may do to a case now, and why not those that the person would expect (drawn from the tables)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import chain

from hotline_server.domain.assignment import Assignment
from hotline_server.domain.assignments import by_department
from hotline_server.domain.handover import by_line
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.guards import CaseStanding, Guard, Situation
from hotline_server.domain.lifecycle.machine import ASSIGNMENT, HANDOVER
from hotline_server.domain.lifecycle.refusals import first_unmet, refusal
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.lifecycle.table import CASE_TABLE, Transition
from hotline_server.domain.parties import Actor, Role


@dataclass(frozen=True, slots=True)
class Permission:
    """Act that somebody may do, or would expect to.

    Attributes:
        rpc: the rpc that does it, such as ``DeskService.AssignCase``.
        act: the act.
        department: department whose assignment, or line whose hand-over, is acted on; empty for an act on the case as a
            whole.
        reason: why it is not allowed; empty if it is.
        caution: what whoever does it must know first; empty for nothing.
    """

    rpc: str
    act: Act
    department: str = ""
    reason: str = ""
    caution: str = ""

    @property
    def is_allowed(self) -> bool:
        """True if the act is allowed."""
        return not self.reason


def permissions(
    case: CaseStanding, actor: Actor, now: datetime, concerns: Callable[[str], bool]
) -> tuple[Permission, ...]:
    """Return what an actor may do to a case, and what is refused although the state suggests it, in table order.

    Args:
        case: the case.
        actor: who asks.
        now: current time, UTC.
        concerns: returns True for a department or line in whose name the actor may act, or over which.
    """
    whole = Situation(case, actor, now)
    assignments = [Situation(case, actor, now, one) for one in by_department(case.assignments).values()]
    counting = chain.from_iterable(by_line(case.handovers).values())
    handovers = [Situation(case, actor, now, handover=one) for one in counting]
    concerns = cache(concerns)
    found: dict[tuple[str, Act, str], Permission] = {}
    for row in _OFFERED[actor.role, case.state]:
        if row.on_referral:
            offers = _offers_on_referral(row, case, concerns)
        elif row.on_handover:
            offers = _offers_on_handovers(row, handovers, concerns)
        elif row.on_assignment:
            offers = _offers_on_assignments(row, assignments, concerns)
        else:
            offers = _offers_on_case(row, whole)
        for one in offers:
            found.setdefault((one.rpc, one.act, one.department), one)
    allowed = {(one.rpc, one.department) for one in found.values() if one.is_allowed}
    told: dict[tuple[str, str], Permission] = {}
    for one in found.values():
        # Where an rpc would do none of its acts, one reason is told.
        told.setdefault((one.rpc, one.department), one)
    return tuple(
        one for one in found.values() if (one.rpc, one.department) in allowed or told[one.rpc, one.department] is one
    )


def _offers_on_referral(
    row: Transition[CaseState], case: CaseStanding, concerns: Callable[[str], bool]
) -> Iterator[Permission]:
    if case.state in row.sources and concerns(case.referred_to):
        yield Permission(row.rpc, row.act, case.referred_to)


def _offers_on_case(row: Transition[CaseState], situation: Situation) -> Iterator[Permission]:
    if situation.case.state in row.sources and _suggested(row.when, situation):
        caution = first_unmet((row.caution,) if row.caution else (), situation)
        yield Permission(row.rpc, row.act, reason=_reason(row, situation), caution=caution)


def _offers_on_assignments(
    row: Transition[CaseState], situations: Iterable[Situation], concerns: Callable[[str], bool]
) -> Iterator[Permission]:
    for situation in situations:
        case, assignment = situation.case, situation.concerned
        parts = ASSIGNMENT.rows.get((row.act, assignment.state), ())
        if not parts or not concerns(_doer(row, case, assignment)):
            continue
        # Whoever has the assignment in hand expects the act, and is told if the case stands in its way.
        if any(_suggested((*row.when, *part.when), situation) for part in parts):
            yield Permission(row.rpc, row.act, assignment.department, _reason(row, situation))


def _doer(row: Transition[CaseState], case: CaseStanding, assignment: Assignment) -> str:
    """Return the department whose right an act on an assignment is: its own, or who delegated it; empty for none."""
    if not row.by_delegator:
        return assignment.department
    return next((one.department for one in case.assignments if one.number == assignment.parent), "")


def _offers_on_handovers(
    row: Transition[CaseState], situations: Iterable[Situation], concerns: Callable[[str], bool]
) -> Iterator[Permission]:
    for situation in situations:
        case, handover = situation.case, situation.handed
        if (row.act, handover.state) not in HANDOVER.rows or not concerns(handover.line):
            continue
        if case.state in row.sources and _suggested(row.when, situation):
            yield Permission(row.rpc, row.act, handover.line, _reason(row, situation))


def _suggested(guards: Iterable[Guard], situation: Situation) -> bool:
    return all(guard.holds(situation) for guard in guards)


def _reason(row: Transition[CaseState], situation: Situation) -> str:
    """Return what whoever tried the act would be told; empty if it is allowed."""
    return str(refusal(row.act, situation) or "")


_OFFERED = {
    (role, state): [
        row for row in CASE_TABLE if row.rpc and role in row.roles and (row.on_assignment or state in row.sources)
    ]
    for role in Role
    for state in CaseState
}
"""Rows that may offer something to a role in a state: acts on assignments also where the state stands in their way."""
