"""Acts on a case, an assignment or a hand-over: the state that one leads to, or why it is refused."""

from hotline_server.domain.errors import IllegalActError, UnmetConditionError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.guards import Situation, go_to_main
from hotline_server.domain.lifecycle.machine import ASSIGNMENT, CASE, HANDOVER
from hotline_server.domain.lifecycle.permissions import permissions
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState, HandoverState


def next_case_state(act: Act, situation: Situation) -> CaseState:
    """Return the state of the case after an act.

    Raises:
        IllegalActError: the state of the case does not allow the act; lists what the actor may do instead.
        NotAllowedError: the act is another role's.
        UnmetConditionError: a guard does not hold, or the case was joined into another; has the reason.
    """
    state = situation.case.state
    if (act, state) not in CASE.rows:
        if situation.case.joined_into:
            raise UnmetConditionError(go_to_main(situation.case.joined_into))
        raise IllegalActError(act.value, state.value, _instead(situation))
    return CASE.advance(state, act, situation)


def next_assignment_state(act: Act, situation: Situation) -> AssignmentState:
    """Return the state of the assignment that is acted on after an act.

    Raises:
        UnmetConditionError: the state of the assignment does not allow the act, or a guard does not hold.
    """
    assignment = situation.concerned
    if (act, assignment.state) not in ASSIGNMENT.rows:
        wanted = "”或“".join(state.value for state in ASSIGNMENT.sources(act))
        state = assignment.state.value
        raise UnmetConditionError(f"{assignment.department}的交办是“{state}”，要是“{wanted}”才能“{act.value}”")
    return ASSIGNMENT.advance(assignment.state, act, situation)


def next_handover_state(act: Act, situation: Situation) -> HandoverState:
    """Return the state of the hand-over that is acted on after an act.

    Raises:
        UnmetConditionError: the state of the hand-over does not allow the act.
    """
    handover = situation.handed
    if (act, handover.state) not in HANDOVER.rows:
        wanted = "”或“".join(state.value for state in HANDOVER.sources(act))
        state = handover.state.value
        raise UnmetConditionError(f"给{handover.line}的移交是“{state}”，要是“{wanted}”才能“{act.value}”")
    return HANDOVER.advance(handover.state, act, situation)


def _instead(situation: Situation) -> list[str]:
    """Return what the actor may do to the case as it is, each act once."""
    about = situation.assignment.department if situation.assignment else ""
    about = situation.handover.line if situation.handover else about
    offered = permissions(situation.case, situation.actor, situation.now, lambda one: not about or one == about)
    return list(dict.fromkeys(one.act.value for one in offered if one.is_allowed))
