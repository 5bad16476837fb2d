"""Lifecycle of a case, as a transition table.

Each row names an act, the states that allow it, and the state it leads to; without a target the act
is logged and the state stays the same. ``transitions`` executes the table, and nothing else changes
the state of a case. docs/lifecycle.md is generated from it.
"""

from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

from hotline_server.domain.errors import IllegalActError

if TYPE_CHECKING:
    from transitions import Machine


class CaseState(Enum):
    """State of a case; the value is its label in the user interface."""

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

    @property
    def awaits_leader(self) -> bool:
        """True if a leader must act next."""
        return self in (CaseState.AWAITING_INSTRUCTION, CaseState.DISPUTED)

    @property
    def is_replied(self) -> bool:
        """True once the departments have replied, until the callers are answered."""
        return self in (CaseState.REPLIED, CaseState.RESOLVED)

    @property
    def is_resolved(self) -> bool:
        """True once the desk has accepted a result."""
        return self is CaseState.RESOLVED or self.is_answered

    @property
    def is_answered(self) -> bool:
        """True once the callers have been answered."""
        return self is CaseState.ANSWERED or self.is_closed

    @property
    def is_closed(self) -> bool:
        """True once no further work is required."""
        return self in (CaseState.CLOSED, CaseState.ARCHIVED)


class Act(Enum):
    """Act on a case; the value is its label in the user interface."""

    REGISTER = "登记"
    JOIN = "并单"
    JOIN_INTO = "并入另一工单"
    PROPOSE_ANSWERS = "拟答"
    ANSWER_DIRECTLY = "直接办理"
    DECLINE_PROPOSALS = "不采用拟答"
    REFER = "归口"
    ASSIGN = "交办"
    ESCALATE = "报送领导"
    RAISE_EMERGENCY = "按重大突发处置"
    ASK_BACK = "追问险情"
    ANSWER_ASK_BACK = "答复追问"
    ALARM = "报警"
    CONFIRM_EMERGENCY = "核实属实"
    DISMISS_EMERGENCY = "核实不属实"
    INSTRUCT = "领导批示"
    RESUME = "按批示继续办理"
    ACCEPT = "签收"
    ACCEPT_AS_COHANDLER = "协办签收"
    SEND_BACK = "退单"
    SEND_BACK_AS_COHANDLER = "协办退单"
    SUBMIT_PROGRESS = "反馈进展"
    DISSENT = "提出不同意见"
    ASK_EXTENSION = "申请延期"
    GRANT_EXTENSION = "同意延期"
    REFUSE_EXTENSION = "不同意延期"
    MOVE_DEADLINE = "期限因节假日变动"
    HAND_OVER = "承办单位变更"
    WITHDRAW = "撤回交办"
    REPLY = "回复办理结果"
    REPLY_AS_COHANDLER = "协办回复"
    RECORD_RESULT = "记录归口办理结果"
    RETURN_FOR_REWORK = "发回重办"
    ACCEPT_REPLY = "审核通过"
    NUDGE = "电话催办"
    REMIND = "工作提醒函"
    SUPERVISE = "书面督办"
    RAISE_SUPERVISION = "提级督办"
    REMIND_DESK = "提醒值班室"
    REMIND_LEADER = "提醒领导"
    INVESTIGATE_ON_SITE = "现场查办"
    ANSWER_CALLER = "答复群众"
    ANSWER_ANOTHER_CALLER = "答复其中一人"
    RECORD_SATISFACTION = "满意度回访"
    CLOSE = "办结"
    ARCHIVE = "归档"
    ATTACH = "添加材料"
    ERASE = "删除身份信息"
    LIFT_RECUSAL = "解除回避"
    # Names used in logs written before schema version 6; a hash-chained log cannot be rewritten.
    REPORT_TO_LEADER = ESCALATE
    REPORT_PROGRESS = SUBMIT_PROGRESS


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table; without a target the act leaves the state unchanged."""

    act: Act
    sources: tuple[CaseState, ...]
    target: CaseState | None = None


_S = CaseState
_WITH_DEPARTMENTS = (_S.ASSIGNED, _S.IN_PROGRESS, _S.RESPONDING, _S.REWORKING, _S.DISPUTED)
_AFTER_THE_LEAD = (_S.REPLIED, _S.RESOLVED, _S.ANSWERED)
_BEFORE_THE_ANSWER = (
    _S.REGISTERED, _S.REFERRED, _S.AWAITING_INSTRUCTION, _S.VERIFYING, *_WITH_DEPARTMENTS, _S.REPLIED, _S.RESOLVED,
)  # fmt: skip
_OPEN = (*_BEFORE_THE_ANSWER, _S.ANSWERED)

TABLE: tuple[Transition, ...] = (
    # triage (R2.1 to R2.6)
    Transition(Act.PROPOSE_ANSWERS, (_S.REGISTERED,)),
    Transition(Act.ANSWER_DIRECTLY, (_S.REGISTERED,), _S.ANSWERED),
    Transition(Act.DECLINE_PROPOSALS, (_S.REGISTERED,)),
    Transition(Act.REFER, (_S.REGISTERED,), _S.REFERRED),
    Transition(Act.ASSIGN, (_S.REGISTERED, _S.REFERRED), _S.ASSIGNED),
    Transition(Act.ESCALATE, (_S.REGISTERED, _S.REFERRED, _S.ASSIGNED, _S.IN_PROGRESS), _S.AWAITING_INSTRUCTION),
    Transition(Act.JOIN, _BEFORE_THE_ANSWER),
    Transition(Act.JOIN_INTO, (_S.REGISTERED, _S.REFERRED, _S.ASSIGNED, _S.IN_PROGRESS), _S.CLOSED),
    # recusal (R8.3)
    Transition(Act.LIFT_RECUSAL, _BEFORE_THE_ANSWER),
    # emergencies (R2.6)
    Transition(Act.ASK_BACK, (_S.REGISTERED,)),
    Transition(Act.ANSWER_ASK_BACK, (_S.REGISTERED,)),
    Transition(
        Act.RAISE_EMERGENCY,
        tuple(state for state in _BEFORE_THE_ANSWER if state not in (_S.VERIFYING, _S.RESPONDING)),
        _S.VERIFYING,
    ),
    Transition(Act.ALARM, (_S.REGISTERED, _S.VERIFYING)),
    Transition(Act.CONFIRM_EMERGENCY, (_S.VERIFYING,), _S.RESPONDING),
    Transition(Act.DISMISS_EMERGENCY, (_S.VERIFYING,), _S.REGISTERED),
    # leaders (R2.4, R4.3)
    Transition(Act.DISSENT, (_S.IN_PROGRESS, _S.REWORKING), _S.DISPUTED),
    Transition(Act.INSTRUCT, (_S.AWAITING_INSTRUCTION, _S.DISPUTED), _S.REGISTERED),
    Transition(Act.RESUME, (_S.DISPUTED,), _S.IN_PROGRESS),
    Transition(Act.REMIND_LEADER, (_S.AWAITING_INSTRUCTION, _S.DISPUTED)),
    # departments (R3.1 to R3.3)
    Transition(Act.ACCEPT, (_S.ASSIGNED,), _S.IN_PROGRESS),
    Transition(Act.ACCEPT, (_S.RESPONDING,)),
    Transition(Act.ACCEPT_AS_COHANDLER, (*_WITH_DEPARTMENTS, *_AFTER_THE_LEAD)),
    Transition(Act.SEND_BACK, (_S.ASSIGNED,), _S.REGISTERED),
    Transition(Act.SEND_BACK_AS_COHANDLER, (*_WITH_DEPARTMENTS, *_AFTER_THE_LEAD)),
    Transition(Act.SUBMIT_PROGRESS, (*_WITH_DEPARTMENTS, *_AFTER_THE_LEAD)),
    Transition(Act.ASK_EXTENSION, (*_WITH_DEPARTMENTS, *_AFTER_THE_LEAD)),
    Transition(Act.GRANT_EXTENSION, (*_WITH_DEPARTMENTS, *_AFTER_THE_LEAD)),
    Transition(Act.REFUSE_EXTENSION, (*_WITH_DEPARTMENTS, *_AFTER_THE_LEAD)),
    Transition(Act.MOVE_DEADLINE, _OPEN),
    Transition(Act.HAND_OVER, _OPEN),
    Transition(Act.WITHDRAW, _OPEN),
    Transition(Act.REPLY, (_S.IN_PROGRESS, _S.RESPONDING, _S.REWORKING), _S.REPLIED),
    Transition(Act.REPLY_AS_COHANDLER, (*_WITH_DEPARTMENTS, *_AFTER_THE_LEAD)),
    Transition(Act.RECORD_RESULT, (_S.REFERRED,), _S.RESOLVED),
    # review and pressure (R4.1 to R4.4)
    Transition(Act.RETURN_FOR_REWORK, (_S.REPLIED,), _S.REWORKING),
    Transition(Act.ACCEPT_REPLY, (_S.REPLIED,), _S.RESOLVED),
    Transition(Act.NUDGE, _OPEN),
    Transition(Act.REMIND, _OPEN),
    Transition(Act.SUPERVISE, _OPEN),
    Transition(Act.RAISE_SUPERVISION, _OPEN),
    Transition(Act.REMIND_DESK, (*_OPEN, _S.CLOSED)),
    Transition(Act.INVESTIGATE_ON_SITE, (*_WITH_DEPARTMENTS, _S.REGISTERED, _S.REFERRED, _S.REPLIED)),
    Transition(Act.ATTACH, (*_OPEN, _S.CLOSED)),
    # the end (R3.4, P1, R7.1)
    Transition(Act.ANSWER_ANOTHER_CALLER, (_S.RESOLVED,)),
    Transition(Act.ANSWER_CALLER, (_S.RESOLVED,), _S.ANSWERED),
    Transition(Act.RECORD_SATISFACTION, (_S.ANSWERED, _S.CLOSED)),
    Transition(Act.CLOSE, (_S.ANSWERED,), _S.CLOSED),
    Transition(Act.ARCHIVE, (_S.CLOSED,), _S.ARCHIVED),
    Transition(Act.ERASE, (_S.ARCHIVED,)),
)


class _Model:
    """Bare state, used as the model of ``transitions``."""

    __slots__ = ("state",)

    def __init__(self, state: CaseState) -> None:
        self.state = state


@cache
def _machine() -> "Machine":
    # Who only reads the words for states and acts, as clients do, needs no machine.
    from transitions import Machine  # noqa: PLC0415

    machine = Machine(model=None, states=CaseState, initial=CaseState.REGISTERED, auto_transitions=False)
    for row in TABLE:
        # In transitions' terms an act without a target is an internal transition.
        machine.add_transition(row.act.name, list(row.sources), row.target)
    return machine


@cache
def advance(state: CaseState, act: Act) -> CaseState:
    """Return the state that ``act`` leads to from ``state``.

    Raises:
        IllegalActError: the table does not allow the act; lists those it allows.
    """
    position = _Model(state)
    event = _machine().events.get(act.name)
    if event is None or state.name not in event.transitions:
        raise IllegalActError(act.value, state.value, [other.value for other in allowed(state)])
    event.trigger(position)
    return position.state


@cache
def allowed(state: CaseState) -> tuple[Act, ...]:
    """Return the acts allowed in ``state``, in table order."""
    return tuple(dict.fromkeys(row.act for row in TABLE if state in row.sources))
