"""One department's part in a case: its own machine, its own deadlines, its own delays (R2.5, R3.1)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Self

from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, UnmetConditionError
from hotline_server.domain.parties import Designation
from hotline_server.domain.timetable import Pressure, Timetable
from hotline_server.domain.working_days import LONGEST_DAYS
from hotline_server.rulebook.decision import Urgency

RAISED_AFTER_REWORKS = 3


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


@dataclass(slots=True)
class Assignment:
    """One assignment 交办. Times are UTC.

    Attributes:
        number: its place in the case, from 1.
        leads: whether the department leads or co-handles.
        days: working days given in all, extensions included.
        deadline: when the reply is due; never past 30 working days after it was assigned (R3.2).
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

    @classmethod
    def assign(
        cls,
        number: int,
        designation: Designation,
        department: str,
        urgency: Urgency,
        now: datetime,
        timetable: Timetable,
    ) -> Self:
        """Assign a case to a department of a designation.

        Args:
            number: place in the case, from 1.
            designation: who shall handle the case, and in how many days.
            department: which of them.
            urgency: of the case.
            now: current time, UTC.
            timetable: for the dues.
        """
        due = timetable.deadline(now, designation.days)
        return cls(
            number=number,
            department=department,
            leads=department == designation.lead,
            state=AssignmentState.ASSIGNED,
            assigned_at=now,
            days=designation.days,
            deadline=due.at,
            provisional=due.provisional,
            limit=due.at,
            accept_by=timetable.accept_by(urgency, now),
            may_answer=designation.may_answer,
            pressure=timetable.pressure_passed(due.at, Pressure.NONE, now),
        )

    @property
    def is_working(self) -> bool:
        """Whether the department still owes a reply."""
        return self.state in WORKING

    @property
    def is_unfinished(self) -> bool:
        """Whether anything about it is still open."""
        return self.state in UNFINISHED

    @property
    def is_unsolved(self) -> bool:
        """Whether it was returned so often that its supervision is raised (R4.2)."""
        return self.reworks >= RAISED_AFTER_REWORKS

    def require(self, *states: AssignmentState) -> None:
        """Check that the assignment is in one of some states.

        Raises:
            UnmetConditionError: if it is not.
        """
        if self.state not in states:
            wanted = "”或“".join(state.value for state in states)
            raise UnmetConditionError(f"{self.department}的交办是“{self.state.value}”,要是“{wanted}”才能这样办")

    def dues(self, timetable: Timetable) -> Iterator[datetime]:
        """Yield the times at which somebody must look at it, UTC."""
        if not self.is_working:
            return
        yield timetable.pressure_due(self.limit, self.pressure)
        if self.state is AssignmentState.ASSIGNED:
            yield self.accept_by
        elif self.progress_by:
            yield self.progress_by

    # --- the department ------------------------------------------------------------------------

    def accept(self, urgency: Urgency, now: datetime, timetable: Timetable) -> None:
        """Accept it 签收."""
        self.state = AssignmentState.ACCEPTED
        self.accepted_at = now
        self.progress_by = timetable.first_progress_by(urgency, now)

    def decline(self) -> None:
        """Send it back 退单."""
        self.state = AssignmentState.DECLINED

    def expect_progress(self, urgency: Urgency, now: datetime, timetable: Timetable) -> None:
        """Set when the next report of progress is due (R3.3)."""
        self.progress_by = timetable.next_progress_by(urgency, now)

    def check_extension(self, days: int, now: datetime) -> None:
        """Check that an extension can be asked for: one at a time, before the deadline, 30 working days in all (R3.2).

        Raises:
            UnmetConditionError: if another one is not decided on, or the deadline has passed.
            InvalidFieldsError: if it is for too many days.
        """
        if self.extension_days:
            raise UnmetConditionError("上一次延期申请还没有答复")
        if now >= self.deadline:
            raise UnmetConditionError("已经到期,延期要在到期之前申请")
        left = LONGEST_DAYS - self.days
        if not 1 <= days <= left:
            said = f"已有 {self.days} 个工作日,总共不超过 {LONGEST_DAYS} 个,最多还能延 {left} 个"
            raise InvalidFieldsError([FieldViolation("days", said)])

    def ask_extension(self, days: int, reason: str) -> None:
        """Note an extension that was asked for."""
        self.extension_days, self.extension_reason = days, reason

    def submit_reply(self, text: str, now: datetime) -> None:
        """Reply with the result (R3.1)."""
        self.state = AssignmentState.REPLIED
        self.replied_at = now
        self.reply = text
        self.extension_days = 0
        self.progress_by = None

    # --- the desk ------------------------------------------------------------------------------

    def grant_extension(self, now: datetime, timetable: Timetable) -> None:
        """Give the days that were asked for; pressure begins anew."""
        self.days += self.extension_days
        self.extended += 1
        self.refuse_extension()
        self.recompute_deadline(timetable)
        self.pressure = timetable.pressure_passed(self.limit, Pressure.NONE, now)

    def refuse_extension(self) -> None:
        """Forget the extension that was asked for."""
        self.extension_days, self.extension_reason = 0, ""

    def recompute_deadline(self, timetable: Timetable) -> bool:
        """Recompute the deadline after days or holidays have changed; returns whether it moved.

        A limit that supervision or rework gave instead of the deadline stays.
        """
        before, follows = self.deadline, self.limit == self.deadline
        due = timetable.deadline(self.assigned_at, self.days)
        self.deadline, self.provisional = due.at, due.provisional
        if follows:
            self.limit = due.at
        return self.deadline != before

    def return_for_rework(self, limit: datetime, now: datetime, timetable: Timetable) -> None:
        """Return the reply, to be done again by a time limit; pressure begins anew (R4.2)."""
        self.state = AssignmentState.RETURNED
        self.limit = limit
        self.pressure = timetable.pressure_passed(limit, Pressure.NONE, now)
        self.reworks += 1

    def finish(self) -> None:
        """Take the reply as done."""
        self.state = AssignmentState.DONE

    def withdraw(self) -> None:
        """Take it back from the department 撤回."""
        self.state = AssignmentState.WITHDRAWN

    def remind_to_accept(self, urgency: Urgency, now: datetime, timetable: Timetable) -> None:
        """Count a reminder to accept, and set when the next is due."""
        self.reminded_to_accept += 1
        self.accept_by = timetable.accept_by(urgency, now)

    def supervise(self, limit: datetime) -> None:
        """Supervise the department, with a new time limit (R4.1)."""
        self.limit = limit
        self.supervisions += 1
        self.pressure = max(Pressure.SUPERVISED, self.pressure)

    def raise_supervision(self, limit: datetime) -> None:
        """Raise its supervision to the next level, with a new time limit."""
        self.supervise(limit)
        self.pressure = Pressure.RAISED
