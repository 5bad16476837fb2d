"""Acts on a case, an assignment or a hand-over: the states that one leads to, or why it is refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from hotline_server.domain.errors import IllegalActError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.machine import ASSIGNMENT, CASE, HANDOVER
from hotline_server.domain.lifecycle.permissions import permissions
from hotline_server.domain.lifecycle.refusals import refusal, refusal_of_part
from hotline_server.domain.lifecycle.situation import Situation
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState, HandoverState

_FARTHEST = len(CaseState)
_MOST_WAYS = 3
"""Acts that are told instead of one that is refused."""
_NOT_A_WAY = (
    Act.RAISE_EMERGENCY,
    Act.JOIN_INTO,
    Act.SEPARATE,
    Act.WITHDRAW,
    Act.END_BY_WITHDRAWAL,
    Act.HAND_TO_LINE,
    Act.HAND_RESULT_TO_LINE,
)
"""Acts for which something must have happened, so that they are no way to another."""


@dataclass(frozen=True, slots=True)
class Moves:
    """States that an act leads to.

    Attributes:
        case: state of the case.
        assignment: state of the assignment that is acted on; ``None`` if there is none.
        handover: state of the hand-over that is acted on; ``None`` if there is none.
    """

    case: CaseState
    assignment: AssignmentState | None
    handover: HandoverState | None


def moves(act: Act, situation: Situation) -> Moves:
    """Return the states that an act leads to.

    Raises:
        IllegalActError: the state of the case does not allow the act; lists what the actor may do instead.
        NotAllowedError: the act is another role's.
        UnmetConditionError: a guard does not hold, or the state of the assignment or hand-over does not allow the act.
    """
    refused = refusal(act, situation)
    if isinstance(refused, IllegalActError):
        raise refused.instead(_instead(situation, [CaseState(label) for label in refused.needed]))
    if refused:
        raise refused
    assignment, handover = situation.assignment, situation.handover
    return Moves(
        CASE.advance(situation.case.state, act, situation),
        ASSIGNMENT.advance(assignment.state, act, situation) if assignment else None,
        HANDOVER.advance(handover.state, act, situation) if handover else None,
    )


def next_assignment_state(act: Act, situation: Situation) -> AssignmentState:
    """Return the state of an assignment that is moved as a part of another act.

    Raises:
        UnmetConditionError: its state does not allow the act, or a guard does not hold.
    """
    refused = refusal_of_part(act, situation)
    if refused:
        raise refused
    return ASSIGNMENT.advance(situation.concerned.state, act, situation)


def _instead(situation: Situation, needed: Sequence[CaseState]) -> list[str]:
    """Return the acts by which the actor brings the case nearer to a state that is needed, nearest first."""
    about = situation.assignment.department if situation.assignment else ""
    about = situation.handover.line if situation.handover else about
    offered = permissions(situation.case, situation.actor, situation.now, lambda one: not about or one == about)
    state, steps = situation.case.state, _steps_to(frozenset(needed))
    found: dict[Act, int] = {}
    for act in dict.fromkeys(one.act for one in offered if one.is_allowed and one.act not in _NOT_A_WAY):
        left = min(steps.get(row.target or state, _FARTHEST) for row in CASE.rows[act, state])
        if left < steps.get(state, _FARTHEST):
            found[act] = left
    return [act.value for act in sorted(found, key=lambda act: found[act])][:_MOST_WAYS]


@cache
def _steps_to(needed: frozenset[CaseState]) -> Mapping[CaseState, int]:
    """Return by how many acts each state is away from the nearest of those needed, as far as people lead there."""
    steps = dict.fromkeys(needed, 0)
    for count in range(1, _FARTHEST):
        rows = [row for row in CASE.table if row.target in steps and row.rpc and row.act not in _NOT_A_WAY]
        for source in (source for row in rows for source in row.sources):
            steps.setdefault(source, count)
    return steps
