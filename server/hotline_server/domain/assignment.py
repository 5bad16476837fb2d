"""One department's part in a case: its own machine, its own deadlines, its own delays (R2.5, R3.1)."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, IntEnum


class AssignmentState(Enum):
    """Where an assignment stands; the value is the word that staff read."""

    ASSIGNED = "待签收"
    ACCEPTED = "办理中"
    DECLINED = "已退单"
    REPLIED = "已回复"
    RETURNED = "重办中"
    DONE = "已办结"
    WITHDRAWN = "已撤回"


WORKING = frozenset((AssignmentState.ASSIGNED, AssignmentState.ACCEPTED, AssignmentState.RETURNED))
UNFINISHED = WORKING | {AssignmentState.REPLIED}


class Pressure(IntEnum):
    """How far the steps of pressure have gone (R4.1)."""

    NONE = 0
    NUDGED = 1
    REMINDED = 2
    SUPERVISED = 3
    RAISED = 4


@dataclass(slots=True)
class Assignment:
    """One assignment 交办. Times are UTC.

    Attributes:
        number: its place in the case, from 1.
        leads: whether the department leads or co-handles.
        days: working days given in all, extensions included.
        deadline: when the reply is due; never past 30 working days after it was issued (R3.2).
        provisional: whether an announcement of holidays may still move the deadline.
        limit: when it is due now: the deadline, or what supervision or rework gave instead.
        accept_by: when it is to be accepted.
        progress_by: when the next report of progress is due; only for pressing cases (R3.3).
        extension_days: further working days asked for and not decided on; 0 if none.
        may_answer: whether the desk lets the department answer the caller itself (R3.4).
        reminded_to_accept: how often it was reminded to accept.
    """

    number: int
    department: str
    leads: bool
    state: AssignmentState
    assigned_at: datetime
    days: int
    deadline: datetime
    provisional: bool
    limit: datetime
    accept_by: datetime
    may_answer: bool
    progress_by: datetime | None = None
    accepted_at: datetime | None = None
    replied_at: datetime | None = None
    reply: str = ""
    extension_days: int = 0
    extension_reason: str = ""
    extended: int = 0
    reworks: int = 0
    supervisions: int = 0
    reminded_to_accept: int = 0
    pressure: Pressure = field(default=Pressure.NONE)

    @property
    def is_working(self) -> bool:
        """Whether the department still owes a reply."""
        return self.state in WORKING

    @property
    def is_unfinished(self) -> bool:
        """Whether anything about it is still open."""
        return self.state in UNFINISHED
