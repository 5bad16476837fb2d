"""Acts on a case, an assignment or a hand-over: the states that one leads to, or why it is refused."""

from collections.abc import Sequence
from dataclasses import dataclass

from hotline_server.domain.errors import IllegalActError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.guards import Situation
from hotline_server.domain.lifecycle.machine import ASSIGNMENT, CASE, HANDOVER
from hotline_server.domain.lifecycle.permissions import permissions
from hotline_server.domain.lifecycle.refusals import refusal, refusal_of_part
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState, HandoverState


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
        raise IllegalActError(refused.act, refused.state, refused.needed, _instead(situation, refused.needed))
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


def _instead(situation: Situation, needed: Sequence[str]) -> list[str]:
    """Return what the actor may do to the case as it is, each act once, first what leads to a state that is needed."""
    about = situation.assignment.department if situation.assignment else ""
    about = situation.handover.line if situation.handover else about
    offered = permissions(situation.case, situation.actor, situation.now, lambda one: not about or one == about)
    acts = dict.fromkeys(one.act for one in offered if one.is_allowed)
    state = situation.case.state
    targets = {act: [row.target for row in CASE.rows.get((act, state), ()) if row.target] for act in acts}
    ordered = sorted(acts, key=lambda act: not any(target.value in needed for target in targets[act]))
    return [act.value for act in ordered]
