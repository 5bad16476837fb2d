"""Acts that a person may do to a case now, and why not those that the person would expect (drawn from the tables)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from itertools import chain

from hotline_server.domain.assignment import Assignment
from hotline_server.domain.assignments import by_department
from hotline_server.domain.handover import by_line
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.guards.guard import Guard
from hotline_server.domain.lifecycle.machine import ASSIGNMENT, HANDOVER
from hotline_server.domain.lifecycle.refusals import first_unmet, refusal
from hotline_server.domain.lifecycle.situation import CaseStanding, Situation
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState, HandoverState
from hotline_server.domain.lifecycle.table import CASE_TABLE
from hotline_server.domain.lifecycle.transition import Transition
from hotline_server.domain.parties import Actor, Role

_Offer = tuple[str, Situation]
"""Department or line whose part is acted on, empty for none, and the situation in which it is."""


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
    concerns = cache(concerns)
    whole = Situation(case, actor, now)
    assignments = [Situation(case, actor, now, one) for one in by_department(case.assignments).values()]
    counting = chain.from_iterable(by_line(case.handovers).values())
    handovers = [Situation(case, actor, now, handover=one) for one in counting]
    states = frozenset(chain((one.concerned.state for one in assignments), (one.handed.state for one in handovers)))
    found: dict[tuple[str, Act, str], Permission] = {}
    for row in _offered(actor.role, case.state, states):
        if row.on_handover:
            offers = _offers_on_handovers(row, handovers, concerns)
        elif row.on_assignment:
            offers = _offers_on_assignments(row, assignments, concerns)
        else:
            offers = _offers_on_case(row, whole, concerns)
        for name, situation in offers:
            key = row.rpc, row.act, name
            if key not in found:
                caution = first_unmet((row.caution,) if row.caution else (), situation)
                # What whoever tried the act would be told.
                found[key] = Permission(*key, str(refusal(row.act, situation) or ""), caution)
    allowed = {(one.rpc, one.department) for one in found.values() if one.is_allowed}
    told: dict[tuple[str, str], Permission] = {}
    for one in found.values():
        # Where an rpc would do none of its acts, one reason is told.
        told.setdefault((one.rpc, one.department), one)
    return tuple(
        one for one in found.values() if (one.rpc, one.department) in allowed or told[one.rpc, one.department] is one
    )


def _offers_on_case(
    row: Transition[CaseState], situation: Situation, concerns: Callable[[str], bool]
) -> Iterator[_Offer]:
    name = situation.case.referred_to if row.on_referral else ""
    if (not row.on_referral or concerns(name)) and _suggested(row.when, situation):
        yield name, situation


def _offers_on_assignments(
    row: Transition[CaseState], situations: Iterable[Situation], concerns: Callable[[str], bool]
) -> Iterator[_Offer]:
    for situation in situations:
        assignment = situation.concerned
        parts = ASSIGNMENT.rows.get((row.act, assignment.state), ())
        if not parts or not concerns(_doer(row, situation.case, assignment)):
            continue
        # Whoever has the assignment in hand expects the act, and is told if the case stands in its way.
        if _suggested(row.when, situation) and any(_suggested(part.when, situation) for part in parts):
            yield assignment.department, situation


def _doer(row: Transition[CaseState], case: CaseStanding, assignment: Assignment) -> str:
    """Return the department whose right an act on an assignment is: its own, or who delegated it; empty for none."""
    if not row.by_delegator:
        return assignment.department
    return next((one.department for one in case.assignments if one.number == assignment.parent), "")


def _offers_on_handovers(
    row: Transition[CaseState], situations: Iterable[Situation], concerns: Callable[[str], bool]
) -> Iterator[_Offer]:
    for situation in situations:
        handover = situation.handed
        if (row.act, handover.state) in HANDOVER.rows and concerns(handover.line) and _suggested(row.when, situation):
            yield handover.line, situation


def _suggested(guards: Sequence[Guard], situation: Situation) -> bool:
    return not guards or all(guard.holds(situation) for guard in guards)


@lru_cache(maxsize=1024)
def _offered(
    role: Role, state: CaseState, states: frozenset[AssignmentState | HandoverState]
) -> Sequence[Transition[CaseState]]:
    """Return the rows that may offer something to a role, in table order.

    Args:
        role: the role.
        state: state of the case; acts on assignments are offered also where it stands in their way.
        states: states of the parts of the case.
    """
    on_parts = {act for act, of_part in chain(ASSIGNMENT.rows, HANDOVER.rows) if of_part in states}
    return [
        row
        for row in CASE_TABLE
        if row.rpc
        and role in row.roles
        and (row.on_assignment or state in row.sources)
        and (row.act in on_parts or not (row.on_assignment or row.on_handover))
    ]
