"""Acts that a person may do to a case now, and why not those that the person would expect (drawn from the tables)."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from hotline_server.domain.assignments import by_department
from hotline_server.domain.handover import by_line
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.machine import ASSIGNMENT, HANDOVER, Lifecycle
from hotline_server.domain.lifecycle.refusals import are_met, first_unmet, refusal
from hotline_server.domain.lifecycle.situation import CaseStanding, Situation
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState, HandoverState
from hotline_server.domain.lifecycle.table import CASE_TABLE
from hotline_server.domain.lifecycle.transition import State, Transition
from hotline_server.domain.parties import Actor, Role

_Places = tuple[tuple[int, Sequence[Transition[Any]]], ...]
"""Places of situations, 0 for that of the case as a whole, each with the rows for the part that is acted on."""
_Offer = tuple[Transition[CaseState], _Places]
"""Row that may offer something, and in which situations."""


class Permission(NamedTuple):
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
    assignments = list(by_department(case.assignments).values())
    handovers = list(chain.from_iterable(by_line(case.handovers).values()))
    situations = [
        Situation(case, actor, now),
        *(Situation(case, actor, now, one) for one in assignments),
        *(Situation(case, actor, now, handover=one) for one in handovers),
    ]
    names = ("", *(one.department for one in assignments), *(one.line for one in handovers))
    given, handed = tuple(one.state for one in assignments), tuple(one.state for one in handovers)
    found: dict[tuple[str, Act, str], Permission] = {}
    for row, places in _offered(actor.role, case.state, given, handed):
        for place, of_part in places:
            situation = situations[place]
            name = case.referred_to if row.on_referral else names[place]
            key = row.rpc, row.act, name
            doer = _delegator(situation) if row.by_delegator else name
            if key in found or ((place or row.on_referral) and not concerns(doer)):
                continue
            if row.when and not are_met(row.when, situation):
                continue
            # Whoever has the part in hand expects the act, and is told if the case stands in its way.
            meant = of_part and [one for one in of_part if not one.when or are_met(one.when, situation)]
            if of_part and not meant:
                continue
            caution = first_unmet((row.caution,), situation) if row.caution else ""
            # What whoever tried the act would be told, unless the row that is meant allows it.
            reason = "" if _allow(row, meant, situation) else str(refusal(row.act, situation) or "")
            found[key] = Permission(*key, reason, caution)
    # Where an rpc would do none of its acts, one reason is told.
    told: dict[tuple[str, str], Permission] = {}
    for one in found.values():
        if not one.reason or (one.rpc, one.department) not in told:
            told[one.rpc, one.department] = one
    return tuple([one for one in found.values() if (first := told[one.rpc, one.department]) is one or not first.reason])


def _allow(row: Transition[CaseState], of_part: Sequence[Transition[Any]], situation: Situation) -> bool:
    """Return True if a row that is meant, and one of those for the part that is acted on, allow their act."""
    if situation.case.state not in row.sources or not are_met(row.guards, situation):
        return False
    return not of_part or any(are_met(one.guards, situation) for one in of_part)


def _delegator(situation: Situation) -> str:
    """Return who delegated the assignment that is acted on; empty if nobody did."""
    above = (one.department for one in situation.case.assignments if one.number == situation.concerned.parent)
    return next(above, "")


_WHOLE = ((0, ()),)


@lru_cache(maxsize=1024)
def _offered(
    role: Role, state: CaseState, assignments: tuple[AssignmentState, ...], handovers: tuple[HandoverState, ...]
) -> Sequence[_Offer]:
    """Return the rows that may offer something to a role, in table order.

    Args:
        role: the role.
        state: state of the case; acts on assignments are offered also where it stands in their way.
        assignments: states of the assignments.
        handovers: states of the hand-overs.
    """
    offers: list[_Offer] = []
    for row in CASE_TABLE:
        if not row.rpc or role not in row.roles or not (row.on_assignment or state in row.sources):
            continue
        if row.on_handover:
            places = _places(HANDOVER, row.act, handovers, 1 + len(assignments))
        elif row.on_assignment:
            places = _places(ASSIGNMENT, row.act, assignments, 1)
        else:
            places = _WHOLE
        if places:
            offers.append((row, places))
    return offers


def _places(table: Lifecycle[State], act: Act, states: Sequence[State], first: int) -> _Places:
    """Return the places of the parts whose states allow an act, counted from the first, with the rows that do."""
    rows = (table.rows.get((act, state), ()) for state in states)
    return tuple((place, of_part) for place, of_part in enumerate(rows, first) if of_part)
