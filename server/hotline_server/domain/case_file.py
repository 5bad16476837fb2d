"""A case with its assignments and callers: every act of every side, and what falls due by itself.

The file is loaded, one act is done to it, and it is saved, all in one transaction. It never does
I/O. Each method checks that the lifecycle table allows the act, does it, and notes it in ``notes``,
which become the log. ``next_due`` says when somebody must look at the case again; as long as a case
is open there is such a time, so no case can be forgotten (P2).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from hotline_server.domain.assignment import Assignment, AssignmentState, Pressure
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, NotFoundError, UnmetConditionError
from hotline_server.domain.lifecycle import Act, CaseState, advance
from hotline_server.domain.working_days import LONGEST_DAYS, WorkingCalendar, local_day
from hotline_server.rulebook.decision import DUTY_OFFICE, Outcome, Urgency
from hotline_server.rulebook.limits import TimeLimits

RAISED_AFTER_REWORKS = 3
RAISED_AFTER_TRANSFERS = 3
WATCHMAN = "督办系统"


class Role(Enum):
    """In what role somebody acts; the value is the word that staff read."""

    OPERATOR = "话务员"
    RULE_BOOK = "规则库"
    DESK = "值班室"
    DEPARTMENT = "承办单位"
    LEADER = "领导"
    SYSTEM = "系统"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Note:
    """One act as it will stand in the log."""

    act: Act
    actor: Actor
    reason: str
    from_state: CaseState
    to_state: CaseState
    department: str
    details: Mapping[str, str]


@dataclass(slots=True)
class CallerEntry:
    """One caller of the case: the one who opened it, or one whose call was joined to it."""

    call_id: int
    answered: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What a caller was told (R3.4, P2).

    Attributes:
        call_id: the call it answers.
        means: 电话, 书面 and so on; empty where the caller could not be answered.
        content: what was said, or why the caller cannot be answered.
        supported: whether policy supports what was wished for; if not, ``content`` explains (P2).
        given: whether the caller was reached.
    """

    call_id: int
    means: str
    content: str
    policy: str
    supported: bool
    given: bool


@dataclass(frozen=True, slots=True)
class Designation:
    """Who shall handle a case (R2.5)."""

    lead: str
    cohandlers: tuple[str, ...]
    days: int
    may_answer: bool = False


@dataclass(slots=True)
class CaseFile:
    """One case, to be acted on."""

    number: str
    version: int
    state: CaseState
    since: datetime
    outcome: Outcome
    urgency: Urgency
    designation: Designation
    registered_at: datetime
    assignments: list[Assignment]
    callers: list[CallerEntry]
    limits: TimeLimits
    calendar: WorkingCalendar
    transfers: int = 0
    objected: tuple[str, ...] = ()
    notes: list[Note] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    reminded_at: datetime | None = None

    # --- what others ask ---------------------------------------------------------------------

    @property
    def lead(self) -> Assignment | None:
        """The assignment that leads, if one is open."""
        return next((a for a in self.assignments if a.leads and a.is_unfinished), None)

    def of(self, department: str) -> Assignment:
        """The open assignment of ``department``.

        Raises:
            NotFoundError: it has none; whether the case exists is not told.
        """
        for assignment in self.assignments:
            if assignment.department == department and assignment.is_unfinished:
                return assignment
        raise NotFoundError(f"{department}没有工单 {self.number} 的交办")

    @property
    def owner(self) -> str:
        """Who must act next: a department's name, the duty office, a leader, or nobody."""
        if self.state in (CaseState.AWAITING_INSTRUCTION, CaseState.DISPUTED):
            return Role.LEADER.value
        if self.state is CaseState.ARCHIVED:
            return ""
        working = [a.department for a in self.assignments if a.is_working and a.leads]
        if working and self.state not in (CaseState.VERIFYING, CaseState.REGISTERED):
            return working[0]
        return DUTY_OFFICE

    # --- the desk: triage ----------------------------------------------------------------------

    def answer_directly(self, actor: Actor, now: datetime, reason: str, answer: Answer) -> None:
        """Answer every caller at once (R2.1), or refuse with an explanation (P2)."""
        self._act(Act.ANSWER_DIRECTLY, actor, now, reason, answer=answer.content, policy=answer.policy)
        self.outcome = Outcome.DIRECT_ANSWER
        for caller in self.callers:
            self._answered(caller, answer)
        self._withdraw_all()

    def refer(self, actor: Actor, now: datetime, reason: str, lead: str) -> None:
        """Refer the caller to the department that owns the matter (R2.2)."""
        self._act(Act.REFER, actor, now, reason, department=lead)
        self.outcome = Outcome.REFERRAL
        self.designation = Designation(lead, (), self.designation.days)
        self._withdraw_all()

    def assign(self, actor: Actor, now: datetime, reason: str, designation: Designation) -> None:
        """Assign the case to its lead and co-handlers; earlier assignments are withdrawn (R2.3, R2.5)."""
        _check(designation)
        self._act(
            Act.ASSIGN, actor, now, reason, department=designation.lead, cohandlers="、".join(designation.cohandlers)
        )
        self.outcome = Outcome.JOINT if designation.cohandlers else Outcome.TRANSFER
        self._issue(designation, now)

    def report_to_leader(self, actor: Actor, now: datetime, reason: str, question: str) -> None:
        """Ask a leader for an instruction (R2.4)."""
        self._act(Act.REPORT_TO_LEADER, actor, now, reason, question=question)
        self.outcome = Outcome.REPORT_TO_LEADER

    def raise_emergency(self, actor: Actor, now: datetime, reason: str) -> None:
        """Treat the case as an emergency from now on (R2.6)."""
        self._act(Act.RAISE_EMERGENCY, actor, now, reason)
        self.outcome = Outcome.EMERGENCY
        self.urgency = Urgency.CRITICAL

    def confirm_emergency(self, actor: Actor, now: datetime, reason: str, designation: Designation) -> None:
        """Confirm the emergency and send the departments at once (R2.6)."""
        _check(designation)
        self._act(
            Act.CONFIRM_EMERGENCY,
            actor,
            now,
            reason,
            department=designation.lead,
            cohandlers="、".join(designation.cohandlers),
        )
        self._issue(designation, now)

    def dismiss_emergency(self, actor: Actor, now: datetime, reason: str) -> None:
        """The alarm was false: the case goes back to triage as an ordinary one (R2.6)."""
        self._act(Act.DISMISS_EMERGENCY, actor, now, reason)
        self.outcome = Outcome.DESK
        self.urgency = Urgency.NORMAL

    def join(self, actor: Actor, now: datetime, reason: str, call_id: int, other: str) -> None:
        """Take another case's call into this one; its caller is answered with the others."""
        self._act(Act.JOIN, actor, now, reason, joined=other)
        self.callers.append(CallerEntry(call_id, answered=False))

    def join_into(self, actor: Actor, now: datetime, reason: str, other: str) -> None:
        """This case is the same as another, which goes on with its callers."""
        self._act(Act.JOIN_INTO, actor, now, reason, joined=other)
        self.callers.clear()
        self._withdraw_all()

    # --- leaders -------------------------------------------------------------------------------

    def instruct(self, actor: Actor, now: datetime, instruction: str, designation: Designation | None) -> None:
        """Act on a leader's instruction at once (R2.4, R4.3).

        Without a designation a dispute goes on as the instruction says, and a reported case goes to
        the departments that the rule book or the desk had named; if there are none the desk decides.
        """
        if designation:
            _check(designation)
        lead = self.lead
        if designation is None and self.state is CaseState.DISPUTED and lead:
            self._act(Act.RESUME, actor, now, instruction, department=lead.department)
            return
        self._act(Act.INSTRUCT, actor, now, instruction)
        designation = designation or (self.designation if self.designation.lead else None)
        if designation:
            self.assign(actor, now, instruction, designation)

    # --- departments ---------------------------------------------------------------------------

    def accept(self, actor: Actor, now: datetime, department: str) -> None:
        """A department accepts its assignment."""
        assignment = self._assignment(department, AssignmentState.ISSUED)
        act = Act.ACCEPT if assignment.leads else Act.ACCEPT_AS_COHANDLER
        self._act(act, actor, now, "", department=department)
        assignment.state = AssignmentState.ACCEPTED
        assignment.accepted_at = now
        first = self.limits.first_progress_minutes.get(self.urgency)
        assignment.progress_by = now + timedelta(minutes=first) if first else None

    def send_back(self, actor: Actor, now: datetime, department: str, reason: str) -> None:
        """A department says that the matter is not its business; it may do so once for a case.

        A lead's sending back puts the whole case before the desk again.
        """
        _required(reason, "reason")
        assignment = self._assignment(department, AssignmentState.ISSUED)
        if department in self.objected:
            raise UnmetConditionError(f"{department}已经退过一次单,值班室审核后重新交办的不能再退")
        act = Act.SEND_BACK if assignment.leads else Act.SEND_BACK_AS_COHANDLER
        self._act(act, actor, now, reason, department=department)
        self.objected = (*self.objected, department)
        assignment.state = AssignmentState.DECLINED
        if not assignment.leads:
            return
        self._withdraw_all()
        self.transfers += 1
        if self.transfers >= RAISED_AFTER_TRANSFERS:
            self._act(
                Act.RAISE_SUPERVISION, _SYSTEM, now, f"转办 {self.transfers} 次仍没有部门牵头", department=department
            )

    def report_progress(self, actor: Actor, now: datetime, department: str, text: str) -> None:
        """A department reports how it goes (R3.3)."""
        _required(text, "progress")
        assignment = self._assignment(department, AssignmentState.ACCEPTED, AssignmentState.RETURNED)
        self._act(Act.REPORT_PROGRESS, actor, now, text, department=department)
        following = self.limits.next_progress_minutes.get(self.urgency)
        assignment.progress_by = now + timedelta(minutes=following) if following else None

    def dissent(self, actor: Actor, now: datetime, department: str, reason: str) -> None:
        """A department disagrees with another: a leader is asked (R4.3)."""
        _required(reason, "reason")
        self._assignment(department, AssignmentState.ACCEPTED, AssignmentState.RETURNED)
        self._act(Act.DISSENT, actor, now, reason, department=department)

    def ask_extension(self, actor: Actor, now: datetime, department: str, days: int, reason: str) -> None:
        """A department asks for more working days, before its deadline, at most 30 in all (R3.2)."""
        _required(reason, "reason")
        assignment = self._assignment(department, AssignmentState.ISSUED, AssignmentState.ACCEPTED)
        if assignment.extension_days:
            raise UnmetConditionError("上一次延期申请还没有答复")
        if now >= assignment.deadline:
            raise UnmetConditionError("已经到期,延期要在到期之前申请")
        if not 1 <= days <= LONGEST_DAYS - assignment.days:
            raise InvalidFieldsError(
                [
                    FieldViolation(
                        "days",
                        f"已有 {assignment.days} 个工作日,总共不超过 {LONGEST_DAYS} 个,最多还能延 "
                        f"{LONGEST_DAYS - assignment.days} 个",
                    )
                ]
            )
        self._act(Act.ASK_EXTENSION, actor, now, reason, department=department, days=str(days))
        assignment.extension_days = days
        assignment.extension_reason = reason

    def decide_extension(self, actor: Actor, now: datetime, department: str, reason: str, *, consent: bool) -> None:
        """The desk consents to an extension or refuses it (R3.2)."""
        _required(reason, "reason")
        assignment = self.of(department)
        if not assignment.extension_days or not assignment.is_working:
            raise UnmetConditionError(f"{department}没有待答复的延期申请")
        days = assignment.extension_days
        act = Act.GRANT_EXTENSION if consent else Act.REFUSE_EXTENSION
        self._act(act, actor, now, reason, department=department, days=str(days))
        assignment.extension_days, assignment.extension_reason = 0, ""
        if not consent:
            return
        assignment.days += days
        assignment.extended += 1
        self._reckon(assignment)
        assignment.pressure = Pressure.NONE
        self._skip_pressure(assignment, now)

    def reply(self, actor: Actor, now: datetime, department: str, text: str, missing: str) -> None:
        """A department replies with its result (R3.1).

        A lead's reply gathers the co-handlers'; where one is still owed, ``missing`` says why the
        lead does not wait. Its delay stays its own.
        """
        _required(text, "reply")
        assignment = self._assignment(department, AssignmentState.ACCEPTED, AssignmentState.RETURNED)
        if assignment.leads:
            owing = [a.department for a in self.assignments if not a.leads and a.is_working]
            if owing and not missing.strip():
                raise UnmetConditionError(f"协办单位{'、'.join(owing)}还没有回复;不等的话要说明原因(missing)")
            gathered = "\n".join(f"{a.department}:{a.reply}" for a in self.assignments if not a.leads and a.reply)
            self._act(Act.REPLY, actor, now, missing, department=department, reply=text, gathered=gathered)
        else:
            self._act(Act.REPLY_AS_COHANDLER, actor, now, "", department=department, reply=text)
        assignment.state = AssignmentState.REPLIED
        if not assignment.leads and self.state in (CaseState.RESOLVED, CaseState.ANSWERED):
            assignment.state = AssignmentState.DONE
        assignment.replied_at = now
        assignment.reply = text
        assignment.extension_days = 0
        assignment.progress_by = None

    # --- the desk: review and pressure ---------------------------------------------------------

    def record_result(self, actor: Actor, now: datetime, result: str) -> None:
        """The desk followed a referral up and there is a result (R2.2)."""
        _required(result, "result")
        self._act(Act.RECORD_RESULT, actor, now, result)

    def return_for_rework(
        self, actor: Actor, now: datetime, departments: Sequence[str], requirements: str, days: int
    ) -> None:
        """The reply will not do: back, with concrete requirements and a time limit (R4.2).

        Args:
            actor: who returns it.
            now: the present moment, UTC.
            departments: who shall do it again; the lead always does.
            requirements: what is to be done.
            days: working days for it, 1 to 30; 0 for the rule book's.
        """
        _required(requirements, "requirements")
        if not 0 <= days <= LONGEST_DAYS:
            raise InvalidFieldsError([FieldViolation("days", f"要在 1 到 {LONGEST_DAYS} 之间,0 表示按规则库")])
        lead = self.lead
        again = [lead, *(self.of(name) for name in departments if not lead or name != lead.department)]
        limit = self.calendar.deadline(now, days or self.limits.rework_days)
        self._act(
            Act.RETURN_FOR_REWORK,
            actor,
            now,
            requirements,
            department=lead.department if lead else "",
            limit=limit.at.isoformat(),
        )
        for assignment in again:
            if assignment and assignment.state is AssignmentState.REPLIED:
                self._return(assignment, limit.at, now)

    def accept_reply(self, actor: Actor, now: datetime, reason: str) -> None:
        """The reply will do (R3.4): what was replied is done, and the caller can be answered."""
        self._act(Act.ACCEPT_REPLY, actor, now, reason)
        for assignment in self.assignments:
            if assignment.state is AssignmentState.REPLIED:
                assignment.state = AssignmentState.DONE

    def withdraw(self, actor: Actor, now: datetime, department: str, reason: str) -> None:
        """The desk takes a co-handler's assignment back."""
        _required(reason, "reason")
        assignment = self.of(department)
        if assignment.leads:
            raise UnmetConditionError("牵头单位的交办不能单独撤回,请重新研判")
        self._act(Act.WITHDRAW, actor, now, reason, department=department)
        assignment.state = AssignmentState.WITHDRAWN

    def supervise(self, actor: Actor, now: datetime, department: str, reason: str, days: int) -> None:
        """The desk issues a supervision notice 督办单 with a new time limit (R4.1)."""
        _required(reason, "reason")
        if not 0 <= days <= LONGEST_DAYS:
            raise InvalidFieldsError([FieldViolation("days", f"要在 1 到 {LONGEST_DAYS} 之间,0 表示按规则库")])
        assignment = self._assignment(
            department, AssignmentState.ISSUED, AssignmentState.ACCEPTED, AssignmentState.RETURNED
        )
        self._supervise(assignment, Act.SUPERVISE, actor, now, reason, days or self.limits.supervision_days)

    def investigate_on_site(
        self, actor: Actor, now: datetime, departments: Sequence[str], press: Sequence[str], findings: str
    ) -> None:
        """The desk takes departments and press to the place (R4.4)."""
        _required(findings, "findings")
        if not departments:
            raise InvalidFieldsError([FieldViolation("departments", "至少要有一个部门参加")])
        self._act(
            Act.INVESTIGATE_ON_SITE, actor, now, findings, departments="、".join(departments), press="、".join(press)
        )

    # --- the end -------------------------------------------------------------------------------

    def answer_caller(self, actor: Actor, now: datetime, answer: Answer) -> None:
        """A caller is answered, or it is recorded why that cannot be done (R3.4, P2)."""
        _required(answer.content, "content")
        caller = next((c for c in self.callers if c.call_id == answer.call_id), None)
        if caller is None:
            raise NotFoundError(f"工单 {self.number} 里没有这个来电")
        last = all(other.answered or other is caller for other in self.callers)
        details = {
            "means": answer.means,
            "policy": answer.policy,
            "supported": "是" if answer.supported else "否",
            "given": "是" if answer.given else "否",
        }
        if last:
            self._act(Act.ANSWER_CALLER, actor, now, answer.content, **details)
        else:
            self._act(Act.ANSWER_ANOTHER_CALLER, actor, now, answer.content, **details)
        self._answered(caller, answer)

    def answer_as_department(self, actor: Actor, now: datetime, department: str, answer: Answer) -> None:
        """A department answers the caller itself, where the desk allows it (R3.4)."""
        if not any(a.department == department and a.leads and a.may_answer for a in self.assignments):
            raise UnmetConditionError(f"值班室没有让{department}直接答复来电人")
        self.answer_caller(actor, now, answer)

    def record_satisfaction(
        self, actor: Actor, now: datetime, *, responded: bool, resolved: bool, satisfied: bool, remark: str
    ) -> None:
        """What an answered caller says of it (P1)."""
        self._act(
            Act.RECORD_SATISFACTION,
            actor,
            now,
            remark,
            responded="是" if responded else "否",
            resolved="是" if resolved else "否",
            satisfied="是" if satisfied else "否",
        )

    def close(self, actor: Actor, now: datetime, reason: str) -> None:
        """Close the case: every caller has an answer and no department owes anything (P2)."""
        owing = [a.department for a in self.assignments if a.is_unfinished]
        if owing and self.state is CaseState.ANSWERED:
            raise UnmetConditionError(f"{'、'.join(owing)}的交办还没有了结,请审核、督办或撤回")
        self._act(Act.CLOSE, actor, now, reason)

    def archive(self, actor: Actor, now: datetime, reason: str) -> None:
        """Seal the case (R7.1); nothing about it changes any more."""
        self._act(Act.ARCHIVE, actor, now, reason)

    # --- what falls due by itself --------------------------------------------------------------

    @property
    def next_due(self) -> datetime | None:
        """When somebody must look at the case again, UTC; ``None`` once it is archived."""
        dues = [self._own_due()]
        dues += [due for assignment in self.assignments for due in self._dues_of(assignment)]
        return min((due for due in dues if due), default=None)

    def watch(self, now: datetime) -> None:
        """Do everything that is due by ``now``: remind, supervise, raise, close, archive."""
        for assignment in self.assignments:
            if assignment.is_working:
                self._watch_assignment(assignment, now)
        own = self._own_due()
        if own and own <= now:
            self._watch_own(now)

    def _own_due(self) -> datetime | None:
        """When the case itself, apart from its assignments, must be looked at."""
        since = self.reminded_at or self.since
        days = {
            CaseState.AWAITING_INSTRUCTION: self.limits.leader_days,
            CaseState.DISPUTED: self.limits.leader_days,
            CaseState.REFERRED: self.limits.follow_up_days,
            CaseState.REPLIED: self.limits.review_days,
            CaseState.RESOLVED: self.limits.answer_days,
            CaseState.ANSWERED: self.limits.close_days,
            CaseState.CLOSED: self.limits.archive_days,
        }.get(self.state)
        if days:
            return self.calendar.deadline(since, days).at
        if self.state is CaseState.VERIFYING:
            return since + timedelta(minutes=self.limits.verify_minutes)
        if self.state is CaseState.REGISTERED:
            return since + timedelta(minutes=self.limits.desk_minutes)
        if self.state is CaseState.ARCHIVED or any(a.is_working for a in self.assignments):
            return None
        return since + timedelta(minutes=self.limits.desk_minutes)

    def _watch_own(self, now: datetime) -> None:
        if self.state is CaseState.ANSWERED and not any(a.is_unfinished for a in self.assignments):
            self.close(_SYSTEM, now, "已答复,没有新的情况")
        elif self.state is CaseState.CLOSED:
            self.archive(_SYSTEM, now, "办结后到了归档的时候")
        else:
            act = {
                CaseState.VERIFYING: Act.ALARM,
                CaseState.AWAITING_INSTRUCTION: Act.REMIND_LEADER,
                CaseState.DISPUTED: Act.REMIND_LEADER,
            }.get(self.state, Act.REMIND_DESK)
            self._act(act, _SYSTEM, now, _WAITING[self.state])
            self.reminded_at = now

    def _dues_of(self, assignment: Assignment) -> Iterator[datetime]:
        if not assignment.is_working:
            return
        yield self._pressure_due(assignment)
        if assignment.state is AssignmentState.ISSUED:
            yield assignment.accept_by
        if assignment.progress_by and assignment.state is not AssignmentState.ISSUED:
            yield assignment.progress_by

    def _pressure_due(self, assignment: Assignment) -> datetime:
        """When the next step of pressure is due: nudges and letters in the morning of a working day."""
        last_day = local_day(assignment.limit)
        if assignment.pressure is Pressure.NONE:
            return self.calendar.start_of(self.calendar.before(last_day, self.limits.nudge_days))
        if assignment.pressure is Pressure.NUDGED:
            return self.calendar.start_of(self.calendar.before(last_day, self.limits.reminder_days))
        return assignment.limit

    def _skip_pressure(self, assignment: Assignment, now: datetime) -> None:
        """Pass over the nudge and the letter where the time limit is too short for them."""
        while assignment.pressure < Pressure.REMINDED and self._pressure_due(assignment) <= now:
            assignment.pressure = Pressure(assignment.pressure + 1)

    def _watch_assignment(self, assignment: Assignment, now: datetime) -> None:
        if assignment.state is AssignmentState.ISSUED and assignment.accept_by <= now:
            assignment.reminded_to_accept += 1
            self._act(Act.NUDGE, _SYSTEM, now, "超过签收时限还没有签收", department=assignment.department)
            assignment.accept_by = self._accept_by(now)
        if assignment.progress_by and assignment.progress_by <= now:
            self._act(Act.NUDGE, _SYSTEM, now, "到时间没有反馈进展", department=assignment.department)
            following = self.limits.next_progress_minutes.get(self.urgency)
            assignment.progress_by = now + timedelta(minutes=following) if following else None
        # After a long standstill only the last step that has fallen due is taken.
        if assignment.limit <= now:
            raised = assignment.pressure >= Pressure.SUPERVISED
            act = Act.RAISE_SUPERVISION if raised else Act.SUPERVISE
            days = self.limits.supervision_days
            self._supervise(assignment, act, _SYSTEM, now, "超过时限没有回复", days)
            return
        while assignment.pressure < Pressure.REMINDED and self._pressure_due(assignment) <= now:
            assignment.pressure = Pressure(assignment.pressure + 1)
            act, reason = _PRESSURES[assignment.pressure]
            if self._pressure_due(assignment) > now or assignment.pressure is Pressure.REMINDED:
                self._act(act, _SYSTEM, now, reason, department=assignment.department)

    # --- the parts -----------------------------------------------------------------------------

    def _issue(self, designation: Designation, now: datetime) -> None:
        self._withdraw_all()
        self.designation = designation
        for department in (designation.lead, *designation.cohandlers):
            due = self.calendar.deadline(now, designation.days)
            assignment = Assignment(
                number=len(self.assignments) + 1,
                department=department,
                leads=department == designation.lead,
                state=AssignmentState.ISSUED,
                issued_at=now,
                days=designation.days,
                deadline=due.at,
                provisional=due.provisional,
                limit=due.at,
                accept_by=self._accept_by(now),
                may_answer=designation.may_answer,
            )
            self._skip_pressure(assignment, now)
            self.assignments.append(assignment)
            if department == DUTY_OFFICE:
                self.accept(_SYSTEM, now, DUTY_OFFICE)

    def _accept_by(self, now: datetime) -> datetime:
        minutes = self.limits.accept_minutes[self.urgency]
        if self.urgency is Urgency.NORMAL:
            return self.calendar.in_working_time(now, minutes)
        return now + timedelta(minutes=minutes)

    def recalculate(self, actor: Actor, now: datetime, reason: str) -> bool:
        """Reckon provisional deadlines anew, after a day was set; whether any moved."""
        moved = False
        for assignment in self.assignments:
            if assignment.provisional and assignment.is_working:
                before = assignment.deadline
                self._reckon(assignment)
                if assignment.deadline != before:
                    moved = True
                    self._act(
                        Act.MOVE_DEADLINE,
                        actor,
                        now,
                        reason,
                        department=assignment.department,
                        before=before.isoformat(),
                        deadline=assignment.deadline.isoformat(),
                    )
        return moved

    def _reckon(self, assignment: Assignment) -> None:
        due = self.calendar.deadline(assignment.issued_at, assignment.days)
        follows = assignment.limit == assignment.deadline
        assignment.deadline, assignment.provisional = due.at, due.provisional
        if follows:
            assignment.limit = due.at

    def _return(self, assignment: Assignment, limit: datetime, now: datetime) -> None:
        assignment.state = AssignmentState.RETURNED
        assignment.limit = limit
        assignment.pressure = Pressure.NONE
        self._skip_pressure(assignment, now)
        assignment.reworks += 1
        if assignment.reworks >= RAISED_AFTER_REWORKS:
            self._act(
                Act.RAISE_SUPERVISION,
                _SYSTEM,
                now,
                f"重办 {assignment.reworks} 次仍未解决",
                department=assignment.department,
            )

    def _supervise(self, assignment: Assignment, act: Act, actor: Actor, now: datetime, reason: str, days: int) -> None:
        limit = self.calendar.deadline(now, days).at
        self._act(act, actor, now, reason, department=assignment.department, limit=limit.isoformat())
        assignment.limit = limit
        assignment.supervisions += 1
        raised = act is Act.RAISE_SUPERVISION
        assignment.pressure = Pressure.RAISED if raised else max(Pressure.SUPERVISED, assignment.pressure)

    def _withdraw_all(self) -> None:
        for assignment in self.assignments:
            if assignment.is_unfinished:
                assignment.state = AssignmentState.WITHDRAWN

    def _answered(self, caller: CallerEntry, answer: Answer) -> None:
        caller.answered = True
        self.answers.append(
            Answer(caller.call_id, answer.means, answer.content, answer.policy, answer.supported, answer.given)
        )

    def _assignment(self, department: str, *states: AssignmentState) -> Assignment:
        assignment = self.of(department)
        if assignment.state not in states:
            raise UnmetConditionError(
                f"{department}的交办是“{assignment.state.value}”,要是“{'”或“'.join(s.value for s in states)}”才能这样办"
            )
        return assignment

    def _act(self, act: Act, actor: Actor, now: datetime, reason: str, department: str = "", **details: str) -> None:
        target = advance(self.state, act)
        self.notes.append(Note(act, actor, reason, self.state, target, department, details))
        if target is not self.state:
            self.since, self.reminded_at = now, None
        self.state = target


_SYSTEM = Actor(WATCHMAN, Role.SYSTEM)
_PRESSURES = {
    Pressure.NUDGED: (Act.NUDGE, "快到期了"),
    Pressure.REMINDED: (Act.REMIND, "明天到期"),
}
_WAITING = {
    CaseState.REGISTERED: "等值班室研判",
    CaseState.VERIFYING: "重大突发还没有核实",
    CaseState.RESPONDING: "没有部门在处置",
    CaseState.REFERRED: "归口的事项要跟踪到有结果",
    CaseState.ASSIGNED: "没有部门在办",
    CaseState.IN_PROGRESS: "没有部门在办",
    CaseState.REWORKING: "没有部门在办",
    CaseState.AWAITING_INSTRUCTION: "等领导批示",
    CaseState.DISPUTED: "等领导裁定",
    CaseState.REPLIED: "部门已回复,等审核",
    CaseState.RESOLVED: "有结果了,等答复群众",
    CaseState.ANSWERED: "已答复,还有交办没有了结",
}


def _required(text: str, field_name: str) -> None:
    if not text.strip():
        raise InvalidFieldsError([FieldViolation(field_name, "不能为空")])


def _check(designation: Designation) -> None:
    violations = []
    if not designation.lead:
        violations.append(FieldViolation("lead", "要明确一个牵头单位,值班室也可以牵头"))
    everyone = (designation.lead, *designation.cohandlers)
    if len(set(everyone)) != len(everyone):
        violations.append(FieldViolation("cohandlers", "同一个单位不能出现两次"))
    if not 1 <= designation.days <= LONGEST_DAYS:
        violations.append(FieldViolation("deadline_working_days", f"要在 1 到 {LONGEST_DAYS} 之间"))
    if violations:
        raise InvalidFieldsError(violations)
