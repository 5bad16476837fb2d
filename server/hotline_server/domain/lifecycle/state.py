"""States of a case and of an assignment."""

from hotline_server.ground.key_enum import KeyEnum


class CaseState(KeyEnum):
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
    SUSPENDED = "暂缓"
    DISPUTED = "待裁定"
    RESOLVED = "待答复"
    CLOSED = "已办结"
    ARCHIVED = "已归档"
    CALLBACK_REVIEW = "待研判回访"
    HANDED_OVER = "已移交"

    @property
    def awaits_leader(self) -> bool:
        """True if a leader must act next."""
        return self in (CaseState.AWAITING_INSTRUCTION, CaseState.DISPUTED)

    @property
    def faces_danger(self) -> bool:
        """True while a danger is verified or met."""
        return self in (CaseState.VERIFYING, CaseState.RESPONDING)

    def meets_danger(self, *, is_emergency: bool, is_in_question: bool) -> bool:
        """Return True while a danger that was verified is met, until the desk accepts that it is over (R2.6)."""
        return is_emergency and self is not CaseState.VERIFYING and (is_in_question or not self.is_resolved)

    @property
    def is_with_departments(self) -> bool:
        """True while departments handle the case, or disagree about it."""
        return self in (CaseState.ASSIGNED, CaseState.IN_PROGRESS, CaseState.REWORKING, CaseState.DISPUTED)

    @property
    def has_handler_to_name(self) -> bool:
        """True while callers are to be told who handles the matter; later they are told something else."""
        return self.is_with_departments or self in (CaseState.REFERRED, CaseState.HANDED_OVER)

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
        return self in (CaseState.ANSWERED, CaseState.CALLBACK_REVIEW) or self.is_closed

    @property
    def is_closed(self) -> bool:
        """True once no further work is required."""
        return self in (CaseState.CLOSED, CaseState.ARCHIVED)


class AssignmentState(KeyEnum):
    """State of an assignment; the value is its label in the user interface."""

    ASSIGNED = "待签收"
    ACCEPTED = "办理中"
    DECLINED = "已退单"
    REPLIED = "已回复"
    RETURNED = "重办中"
    DONE = "已办结"
    WITHDRAWN = "已撤回"


class HandoverState(KeyEnum):
    """State of a hand-over to another line 移交; the value is its label in the user interface."""

    PENDING = "待接收"
    ACCEPTED = "已接收"
    REFUSED = "已退回"
    RECALLED = "已撤回"
    DONE = "已有结果"

    @property
    def is_open(self) -> bool:
        """True while the line is to accept the case, or to tell its result."""
        return self in (HandoverState.PENDING, HandoverState.ACCEPTED)

    @property
    def lets_read(self) -> bool:
        """True while the line may read the case: until it has refused it, or the desk has taken it back."""
        return self.is_open or self is HandoverState.DONE


class ObjectionState(KeyEnum):
    """State of a department's objection to its assignment 派单异议; the value is its label in the user interface."""

    NONE = "没有提出"
    PENDING = "待裁定"
    UPHELD = "成立"
    REFUSED = "不成立"
    LAPSED = "不再裁定"


WORKING = frozenset((AssignmentState.ASSIGNED, AssignmentState.ACCEPTED, AssignmentState.RETURNED))
UNFINISHED = WORKING | {AssignmentState.REPLIED}
OUT = (AssignmentState.DECLINED, AssignmentState.WITHDRAWN)
