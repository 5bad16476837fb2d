"""Assignments 交办: one department's part in a case, with its own state and deadlines (R2.5, R3.1).

The state is moved by the second table of ``lifecycle.table`` alone, through ``CaseFile``.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from hotline_server.domain import deadlines
from hotline_server.domain.decision_due import DecisionDue
from hotline_server.domain.exclusion import Exclusion
from hotline_server.domain.lapse import Lapse, Request
from hotline_server.domain.lifecycle.state import UNFINISHED, WORKING, AssignmentState, ObjectionState
from hotline_server.domain.parties import Designation
from hotline_server.domain.standstill import STEPPING_ASIDE, Standstill
from hotline_server.domain.timetable import Pressure, Timetable
from hotline_server.rulebook.decision import Urgency
from hotline_server.rulebook.time_limit import TimeLimit

RAISED_AFTER_REWORKS = 3


@dataclass(slots=True)
class Assignment:
    """Assignment 交办 of a case to one department. Times are UTC.

    Attributes:
        number: position within the case, from 1.
        leads: true for the lead department, false for a co-handler.
        allowed: time for the reply, without extensions (R8.5).
        deadline: when the reply is due, at ``latest`` at most.
        latest: end of the 30th working day after ``first_assigned_at`` (R3.2).
        provisional: true if a holiday announcement may still move the deadline.
        limit: current due time: the deadline, or the further limit set by supervision or rework, which makes no
            overdue reply timely.
        further_since, further_days: when a further limit was set, and its working days; 0 days if it is
            not counted in those, or not known.
        plain_deadline: the deadline without the time in which its clock stood still.
        standstills: intervals in which its clock stood still, in order (R8.6).
        overdue_since: the deadline by which it had not replied; whatever happens later, it was overdue. ``None`` if
            it was not, or if nothing has happened to the case since.
        accept_by: when acceptance is due.
        accept_since: from when the time to accept counts: since it was assigned, or a danger was confirmed.
        progress_by: when the next progress report is due; urgent cases only (R3.3).
        extra_days: working days added by extensions.
        extension_days: working days of the pending extension request; 0 if none.
        first_replied_at: when it replied first, before any rework; measures whether it was in time.
        may_answer: true if the desk lets the department answer the caller directly (R3.4).
        first_assigned_at: from when its 30 working days count: since it was assigned or, where others had the case in
            hand before it, since they were, later by the working days on which their clocks stood still.
        reminded_to_accept: number of reminders to accept.
        nudged_at: when the department was reminded last of a sign that it owed; ``None`` if it was not.
        object_by: until when it may be objected to (R8.4): when it was assigned, if a leader decided on it; ``None`` if
            it was made before there was a limit.
        objection: reason of its objection; empty if there was none.
        objection_basis: legal basis of that objection.
        objection_state: what became of it.
        ruling_due: when the desk, or whoever delegated it, must have ruled on the pending objection.
        extension_due: when it must have decided on the pending extension request.
        delegations: how often it was delegated to a unit below.
        parent: number of the assignment from which it was delegated 转派下级 to a unit below; 0 if the desk gave it.
        disclosed: true if the desk decided that the department may know who a protected caller is (R8.3).
        exclude_by: until when the department may ask that it be left out of assessment; ``None`` unless the case is
            closed, or if it was before there was a limit.
        exclusion: that request, and what became of it; ``None`` if there was none (R8.11).
    """

    number: int
    department: str
    leads: bool
    state: AssignmentState
    assigned_at: datetime
    allowed: TimeLimit
    deadline: datetime
    latest: datetime
    plain_deadline: datetime
    provisional: bool
    limit: datetime
    accept_by: datetime
    accept_since: datetime
    may_answer: bool
    first_assigned_at: datetime
    progress_by: datetime | None = None
    accepted_at: datetime | None = None
    replied_at: datetime | None = None
    first_replied_at: datetime | None = None
    reply: str = ""
    extra_days: int = 0
    extension_days: int = 0
    extension_reason: str = ""
    extended: int = 0
    reworks: int = 0
    supervisions: int = 0
    reminded_to_accept: int = 0
    nudged_at: datetime | None = None
    pressure: Pressure = field(default=Pressure.NONE)
    further_since: datetime | None = None
    further_days: int = 0
    overdue_since: datetime | None = None
    standstills: tuple[Standstill, ...] = ()
    object_by: datetime | None = None
    objection: str = ""
    objection_basis: str = ""
    objection_state: ObjectionState = ObjectionState.NONE
    ruling_due: DecisionDue | None = None
    extension_due: DecisionDue | None = None
    delegations: int = 0
    parent: int = 0
    disclosed: bool = False
    exclude_by: datetime | None = None
    exclusion: Exclusion | None = None

    @classmethod
    def assign(
        cls,
        number: int,
        designation: Designation,
        department: str,
        urgency: Urgency,
        now: datetime,
        timetable: Timetable,
        first_assigned_at: datetime | None = None,
    ) -> Self:
        """Assign a case to one of the designated departments.

        Args:
            number: position within the case, from 1.
            designation: departments to handle the case, and their time for it.
            department: department to assign to.
            urgency: urgency of the case.
            now: current time, UTC.
            timetable: computes the due times.
            first_assigned_at: from when its 30 working days count, UTC; ``None`` for now.
        """
        first = first_assigned_at or now
        latest = timetable.latest(first)
        due = timetable.due(now, designation.limit, latest)
        return cls(
            number=number,
            department=department,
            leads=department == designation.lead,
            state=AssignmentState.ASSIGNED,
            assigned_at=now,
            allowed=designation.limit,
            deadline=due.at,
            latest=latest,
            plain_deadline=due.at,
            provisional=due.provisional,
            limit=due.at,
            accept_by=timetable.accept_by(urgency, now),
            accept_since=now,
            may_answer=designation.may_answer,
            first_assigned_at=first,
            object_by=timetable.object_by(now),
            pressure=timetable.pressure_at(due.at, now),
        )

    @classmethod
    def delegate(
        cls,
        number: int,
        parent: "Assignment",
        unit: str,
        limit: TimeLimit,
        urgency: Urgency,
        now: datetime,
        timetable: Timetable,
    ) -> Self:
        """Delegate an assignment to a unit below, beside others perhaps; who delegates stays responsible.

        Args:
            number: position within the case, from 1.
            parent: the assignment that is delegated.
            unit: unit that is to handle it, or a part of it.
            limit: time for its reply to whoever delegates.
            urgency: urgency of the case.
            now: current time, UTC.
            timetable: computes the due times.
        """
        below = cls.assign(
            number,
            Designation("", (), limit),
            unit,
            urgency,
            now,
            timetable,
            first_assigned_at=deadlines.counted_from(parent, now, timetable),
        )
        below.parent = parent.number
        return below

    @property
    def is_delegated(self) -> bool:
        """True if a department delegated it to a unit below."""
        return self.parent > 0

    @property
    def days(self) -> int:
        """Working days given in all, extensions included; 0 if the time is not given in working days."""
        given = self.allowed.working_days
        return given + self.extra_days if given else 0

    @property
    def stands(self) -> bool:
        """True while its clock stands still."""
        return bool(self.standstills) and self.standstills[-1].lasts

    @property
    def steps_aside(self) -> bool:
        """True while its clock stands since the department must step aside, until the desk decides (R8.3)."""
        return self.stands and self.standstills[-1].reason == STEPPING_ASIDE

    @property
    def is_directed(self) -> bool:
        """True if a leader decided that the department handles it, which leaves no time to object (R8.4)."""
        return self.object_by == self.assigned_at

    @property
    def is_working(self) -> bool:
        """True if the department still owes a reply."""
        return self.state in WORKING

    @property
    def is_unfinished(self) -> bool:
        """True until the reply is accepted, or the assignment is declined or withdrawn."""
        return self.state in UNFINISHED

    @property
    def is_unsolved(self) -> bool:
        """True if it was returned for rework so often that supervision must be raised (R4.2)."""
        return self.reworks >= RAISED_AFTER_REWORKS

    @property
    def decide_by(self) -> datetime | None:
        """When the first decision is due on what the department asks for; ``None`` if it asks for nothing."""
        return min((due.by for due in (self.ruling_due, self.extension_due) if due), default=None)

    def dues(self, timetable: Timetable) -> Iterator[datetime]:
        """Yield the times at which it needs attention, UTC, apart from the signs that the department owes."""
        if self.is_working and not self.stands and not self.is_told_overdue:
            yield timetable.pressure_due(self.limit, self.pressure)

    @property
    def is_told_overdue(self) -> bool:
        """True once a unit below and whoever delegated to it were told that it is overdue."""
        return self.is_delegated and self.pressure >= Pressure.SUPERVISED

    @property
    def sign_by(self) -> datetime | None:
        """When the department must give its next sign: accept, or report progress; ``None`` if it need not."""
        if not self.is_working or self.stands:
            return None
        return self.accept_by if self.state is AssignmentState.ASSIGNED else self.progress_by

    def nudge_due(self, urgency: Urgency, timetable: Timetable) -> datetime | None:
        """Return when the department is to be reminded of its next sign, UTC; ``None`` if it is not to."""
        if self.sign_by is None or self.nudged_at is None or self.nudged_at < self.sign_by:
            return self.sign_by
        if self.state is AssignmentState.ASSIGNED:
            return timetable.accept_by(urgency, self.nudged_at)
        return timetable.next_progress_by(urgency, self.nudged_at)

    @property
    def missing_sign(self) -> str:
        """Sign that the department has not given in time, for the log."""
        return "超过签收时限还没有签收" if self.state is AssignmentState.ASSIGNED else "到时间没有反馈进展"

    def note_overdue(self, now: datetime) -> None:
        """Note that it is overdue, or was when its clock stopped; what becomes of it later does not change that."""
        clock = self.standstills[-1].since if self.stands else now
        if self.is_working and self.first_replied_at is None and self.deadline < clock:
            self.overdue_since = self.overdue_since or self.deadline

    def reopen(self) -> None:
        """Let what is asked about its assessment lapse, since the case is reopened."""
        self.exclude_by = None
        self.exclusion = self.exclusion and self.exclusion.reopened()

    # --- the department ------------------------------------------------------------------------

    def accept(self, urgency: Urgency, now: datetime, timetable: Timetable) -> None:
        """Record the acceptance 签收 and when the first progress report is due."""
        self.accepted_at = now
        self.progress_by = timetable.first_progress_by(urgency, now)

    def expect_progress(self, urgency: Urgency, now: datetime, timetable: Timetable) -> None:
        """Set when the next progress report is due (R3.3)."""
        self.progress_by = timetable.next_progress_by(urgency, now)

    def ask_extension(self, days: int, reason: str, due: DecisionDue) -> None:
        """Record a pending extension request."""
        self.extension_days, self.extension_reason, self.extension_due = days, reason, due

    def object(self, reason: str, basis: str, due: DecisionDue) -> None:
        """Record an objection for the desk to rule on (R8.4)."""
        self.objection, self.objection_basis, self.objection_state = reason, basis, ObjectionState.PENDING
        self.ruling_due = due

    def submit_reply(self, text: str, now: datetime, timetable: Timetable) -> None:
        """Record the result (R3.1)."""
        if self.stands:
            deadlines.go_on(self, now, timetable)
        self.replied_at = now
        self.first_replied_at = self.first_replied_at or now
        self.reply = text
        self.end_requests()
        self.progress_by = None

    # --- the desk ------------------------------------------------------------------------------

    def refuse_extension(self) -> None:
        """Clear the pending extension request."""
        self.extension_days, self.extension_reason, self.extension_due = 0, "", None

    def rule_on_objection(self, ruling: ObjectionState) -> None:
        """Record what became of the pending objection."""
        self.objection_state, self.ruling_due = ruling, None

    def end_requests(self) -> list[Lapse]:
        """Forget what it asked for once it owes nothing any more, and return it; nobody decides on that then."""
        if self.is_working:
            return []
        lapsed = [Lapse(Request.EXTENSION, self.department)] if self.extension_days else []
        if self.objection_state is ObjectionState.PENDING:
            self.rule_on_objection(ObjectionState.LAPSED)
            lapsed.append(Lapse(Request.OBJECTION, self.department))
        self.refuse_extension()
        return lapsed

    def direct(self) -> None:
        """Leave no time to object to what a leader decided (R8.4)."""
        self.object_by = self.assigned_at

    def count_reminder(self) -> None:
        """Count a reminder to accept, if it is what the department owes."""
        self.reminded_to_accept += self.state is AssignmentState.ASSIGNED

    def nudge(self, now: datetime) -> None:
        """Note that the department is reminded of the sign that it owes, which stays due when it was."""
        self.count_reminder()
        self.nudged_at = now

    def tell_overdue(self) -> None:
        """Note that a unit below and whoever delegated to it are told that it is overdue."""
        self.pressure = Pressure.SUPERVISED
