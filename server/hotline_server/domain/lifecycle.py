"""The life of a case, as one table.

Each row reads: this act, from one of these states, leads to that state. ``transitions`` runs the
table; nothing else in the service changes the state of a case. docs/lifecycle.md is drawn from it.
"""

from dataclasses import dataclass
from enum import Enum

from transitions import Machine

from hotline_server.domain.errors import IllegalActError


class CaseState(Enum):
    """Where a case stands; the value is the word that staff read."""

    REGISTERED = "待研判"
    ANSWERED = "已答复"
    REFERRED = "已归口"
    ASSIGNED = "已交办"
    AWAITING_INSTRUCTION = "待批示"
    VERIFYING = "核实中"
    RESPONDING = "处置中"
    IN_PROGRESS = "办理中"
    REPLIED = "已回复"
    REWORKING = "重办中"
    DISPUTED = "待裁定"
    RESOLVED = "待答复"
    CLOSED = "已办结"
    ARCHIVED = "已归档"


class Act(Enum):
    """What can be done to a case; the value is the word that staff read."""

    REGISTER = "登记"
    ANSWER_DIRECTLY = "直接办理"
    REFER = "归口"
    ASSIGN = "交办"
    REPORT_TO_LEADER = "报送领导"
    RAISE_EMERGENCY = "按重大突发处置"
    CONFIRM_EMERGENCY = "核实属实"
    DISMISS_EMERGENCY = "核实不属实"
    INSTRUCT = "领导批示"
    ACCEPT = "签收"
    SEND_BACK = "退单"
    DISPUTE = "提请裁定"
    REPLY = "回复办理结果"
    RETURN_FOR_REWORK = "发回重办"
    ACCEPT_REPLY = "审核通过"
    ANSWER_CALLER = "答复群众"
    CLOSE = "办结"
    ARCHIVE = "归档"


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table."""

    act: Act
    sources: tuple[CaseState, ...]
    target: CaseState


_S = CaseState
_OPEN = (_S.REGISTERED, _S.REFERRED, _S.ASSIGNED, _S.AWAITING_INSTRUCTION, _S.IN_PROGRESS)

TABLE: tuple[Transition, ...] = (
    # triage (R2.1 to R2.6)
    Transition(Act.ANSWER_DIRECTLY, (_S.REGISTERED,), _S.ANSWERED),
    Transition(Act.REFER, (_S.REGISTERED,), _S.REFERRED),
    Transition(Act.ASSIGN, (_S.REGISTERED, _S.REFERRED), _S.ASSIGNED),
    Transition(Act.REPORT_TO_LEADER, (_S.REGISTERED, _S.ASSIGNED, _S.IN_PROGRESS), _S.AWAITING_INSTRUCTION),
    Transition(Act.RAISE_EMERGENCY, _OPEN, _S.VERIFYING),
    # emergencies (R2.6)
    Transition(Act.CONFIRM_EMERGENCY, (_S.VERIFYING,), _S.RESPONDING),
    Transition(Act.DISMISS_EMERGENCY, (_S.VERIFYING,), _S.REGISTERED),
    # leaders (R2.4, R4.3)
    Transition(Act.INSTRUCT, (_S.AWAITING_INSTRUCTION, _S.DISPUTED), _S.ASSIGNED),
    Transition(Act.DISPUTE, (_S.ASSIGNED, _S.IN_PROGRESS), _S.DISPUTED),
    # departments (R3.1)
    Transition(Act.ACCEPT, (_S.ASSIGNED,), _S.IN_PROGRESS),
    Transition(Act.SEND_BACK, (_S.ASSIGNED,), _S.REGISTERED),
    Transition(Act.REPLY, (_S.REFERRED, _S.IN_PROGRESS, _S.RESPONDING, _S.REWORKING), _S.REPLIED),
    # review (R4.2)
    Transition(Act.RETURN_FOR_REWORK, (_S.REPLIED,), _S.REWORKING),
    Transition(Act.ACCEPT_REPLY, (_S.REPLIED,), _S.RESOLVED),
    # the end (R3.4, R7.1)
    Transition(Act.ANSWER_CALLER, (_S.RESOLVED,), _S.ANSWERED),
    Transition(Act.CLOSE, (_S.ANSWERED,), _S.CLOSED),
    Transition(Act.ARCHIVE, (_S.CLOSED,), _S.ARCHIVED),
)


class _Position:
    """What ``transitions`` moves: a state without a case around it."""

    __slots__ = ("state",)

    def __init__(self, state: CaseState) -> None:
        self.state = state


def _machine() -> Machine:
    machine = Machine(model=None, states=CaseState, initial=CaseState.REGISTERED, auto_transitions=False)
    for row in TABLE:
        machine.add_transition(row.act.name, list(row.sources), row.target)
    return machine


_MACHINE = _machine()


def advance(state: CaseState, act: Act) -> CaseState:
    """The state that ``act`` leads to from ``state``.

    Raises:
        IllegalActError: the table has no such row; it names the acts that it has.
    """
    position = _Position(state)
    event = _MACHINE.events.get(act.name)
    if event is None or state.name not in event.transitions:
        raise IllegalActError(act.value, state.value, [other.value for other in allowed(state)])
    event.trigger(position)
    return position.state


def allowed(state: CaseState) -> tuple[Act, ...]:
    """The acts that the table allows in ``state``, in its order."""
    return tuple(dict.fromkeys(row.act for row in TABLE if state in row.sources))
