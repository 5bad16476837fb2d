"""Aggregate of a case, its assignments and its callers, with every act on them.

A file is loaded, changed by one act and saved in one transaction; it does no I/O itself. Each method
checks the act against the lifecycle table, applies it, and appends to ``notes``, from which the log
is written. Automatic acts are in ``dues``.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import chain

from hotline_server.domain.assignment import Assignment, AssignmentState
from hotline_server.domain.assignments import Assignments
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, NotFoundError, UnmetConditionError
from hotline_server.domain.lifecycle import Act, CaseState, advance
from hotline_server.domain.open_question import OpenQuestion, QuestionReply
from hotline_server.domain.parties import (
    DIRECTORY,
    SUPERVISION_SYSTEM,
    Actor,
    Answer,
    CallerEntry,
    Designation,
    Note,
    Role,
)
from hotline_server.domain.proposals import DeclineReason, Judgement, Verdict, judge_answer
from hotline_server.domain.survey import Survey
from hotline_server.domain.texts import check_remark, check_text
from hotline_server.domain.timetable import Timetable
from hotline_server.domain.working_days import MAX_WORKING_DAYS
from hotline_server.rulebook.decision import DUTY_OFFICE, Decision, Outcome, Urgency
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.recusal import Recusal

RETENTION = timedelta(days=1095)
"""Default time from archiving a case to erasing its callers."""
RAISED_AFTER_TRANSFERS = 3
PRESS_LIMIT = 100
"""Characters of the name of a news organ."""


def _nobody() -> Recusal:
    """Return the recusal of a case whose callers accuse nobody."""
    return Recusal(KnownNames())


@dataclass(slots=True)
class CaseFile:
    """Case loaded for an act.

    Attributes:
        version: revision counter, used as the etag.
        since: when the case entered its state, UTC.
        designation: departments that handle or are to handle the case.
        transfers: how often a lead has sent the case back.
        objected: departments that have sent it back.
        notes: log entries of the acts since loading.
        answers: answers given since loading.
        judgements: judgements on proposed policies since loading.
        attended: true while the operator who took the call is to confirm a proposed answer.
        reminded_at: latest reminder in this state, UTC.
        erased: true once the caller's identity is erased.
        retention: time from archiving to erasure.
        current: returns today's name of whoever does the work of a department on this case's matter.
        question: open question about a suspected danger; until it is answered, the case stays with the desk.
        recusal: returns whom the protected callers accuse.
        lifted: accused units whose recusal was lifted since loading.
    """

    number: str
    version: int
    state: CaseState
    since: datetime
    outcome: Outcome
    urgency: Urgency
    designation: Designation
    registered_at: datetime
    assignments: Assignments
    callers: list[CallerEntry]
    timetable: Timetable
    transfers: int = 0
    objected: tuple[str, ...] = ()
    notes: list[Note] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)
    attended: bool = False
    reminded_at: datetime | None = None
    erased: bool = False
    retention: timedelta = RETENTION
    current: Callable[[str], str] = str
    question: OpenQuestion | None = None
    recusal: Callable[[], Recusal] = _nobody
    lifted: tuple[str, ...] = ()

    # --- queries -----------------------------------------------------------------------------

    def open_assignment(self, department: str, *states: AssignmentState) -> Assignment:
        """Return the open assignment of a department.

        Args:
            department: department to look for.
            states: allowed states; any if empty.

        Raises:
            NotFoundError: there is none; the message does not disclose whether the case exists.
            UnmetConditionError: it is in another state.
        """
        assignment = self.assignments.open(self.current(department))
        if assignment is None:
            raise NotFoundError(f"{department}没有工单 {self.number} 的交办")
        if states:
            assignment.require(*states)
        return assignment

    @property
    def awaits_confirmation(self) -> bool:
        """True while a direct answer is proposed that no person has confirmed or declined (R2.1, P2)."""
        return self.state is CaseState.REGISTERED and self.outcome is Outcome.DIRECT_ANSWER

    @property
    def owner(self) -> str:
        """Party that must act next: an operator, a department, the duty office or a leader; empty once archived."""
        if self.state.awaits_leader:
            return Role.LEADER.value
        if self.awaits_confirmation and self.attended:
            return Role.OPERATOR.value
        if self.state is CaseState.ARCHIVED:
            return ""
        working = [a.department for a in self.assignments if a.is_working and a.leads]
        if working and self.state not in (CaseState.VERIFYING, CaseState.REGISTERED):
            return working[0]
        return DUTY_OFFICE

    # --- recusal -------------------------------------------------------------------------------

    def check_recusal(self, departments: Collection[str], field_name: str) -> None:
        """Check that no protected caller accuses a department, or a unit above it (R8.3).

        Whatever gives a department the case, or takes it to the spot, passes here.

        Raises:
            InvalidFieldsError: naming the departments.
        """
        recusal = self._recusal()
        barred = recusal.accused and [name for name in departments if recusal.bars(self.current(name))]
        if barred:
            above = f"，如{recusal.superior}" if recusal.superior else ""
            reason = (
                f"来电人反映的是{'、'.join(recusal.accused)}，不得把举报交给被反映的单位和它的下属单位"
                f"（{'、'.join(barred)}）；请交上级单位{above}，或交纪检监察机关；查明反映的不是它的，可以解除回避"
            )
            raise InvalidFieldsError([FieldViolation(field_name, reason)])

    def bars(self, departments: Iterable[str]) -> bool:
        """Return True if a department must step aside (R8.3)."""
        recusal = self._recusal()
        return any(recusal.bars(self.current(name)) for name in departments)

    def lift_recusal(self, actor: Actor, now: datetime, department: str, reason: str) -> None:
        """Lift the recusal of a unit that the callers turn out not to accuse (R8.3).

        Raises:
            InvalidFieldsError: the reason is missing or too long.
            UnmetConditionError: the unit is none of those they are held to accuse.
        """
        check_text(reason, "reason")
        unit, accused = self.current(department), self._recusal().accused
        if unit not in accused:
            known = f"；应当回避的是{'、'.join(accused)}和它的下属单位" if accused else ""
            raise UnmetConditionError(f"来电人没有反映“{department}”，不用解除回避{known}")
        self._lift([unit], actor, now, reason)

    def _recusal(self) -> Recusal:
        return self.recusal().without(self.lifted)

    def _lift(self, units: Sequence[str], actor: Actor, now: datetime, reason: str) -> None:
        self.act(Act.LIFT_RECUSAL, actor, now, reason, units="、".join(units))
        self.lifted = (*self.lifted, *units)

    # --- the desk: triage ----------------------------------------------------------------------

    def propose_answers(
        self, actor: Actor, now: datetime, reason: str, policies: Sequence[str], *, attended: bool
    ) -> None:
        """Propose policies for a direct answer, which a person is to confirm (R2.1, P2).

        Args:
            actor: who proposes them.
            now: current time, UTC.
            reason: why the case can be answered directly.
            policies: ids of the policies, most likely first.
            attended: true if the operator who took the call is still with the caller.
        """
        self.act(Act.PROPOSE_ANSWERS, actor, now, reason, policies="、".join(policies))
        self.outcome = Outcome.DIRECT_ANSWER
        self.attended = attended

    def answer_directly(
        self, actor: Actor, now: datetime, reason: str, answer: Answer, proposed: Sequence[str] = ()
    ) -> None:
        """Answer all callers directly (R2.1), or tell them why policy does not support the request (P2).

        Args:
            actor: who answered, or saw to it.
            now: current time, UTC.
            reason: why the case can be answered directly; may be empty if a proposed policy was used.
            answer: what the callers were told, how and when.
            proposed: ids of the policies that were proposed and not declined.
        """
        judgement = judge_answer(tuple(proposed), answer.policy)
        details = {
            "answer": answer.content,
            "policy": answer.policy,
            "means": answer.means,
            "supported": "是" if answer.supported else "否",
            "given": "是" if answer.given else "否",
            "answered_at": (answer.at or now).isoformat(),
        }
        if judgement:
            details["verdict"] = judgement.verdict.value
        self.act(Act.ANSWER_DIRECTLY, actor, now, reason, **details)
        self.judgements += [judgement] if judgement else []
        self.outcome = Outcome.DIRECT_ANSWER
        for caller in self.callers:
            self._record_answer(caller, answer)
        self.assignments.withdraw()

    def decline_proposals(
        self, actor: Actor, now: datetime, reason: DeclineReason, remark: str, proposed: Sequence[str]
    ) -> None:
        """Decline every proposed policy, so that the desk decides (R2.1, P2).

        Args:
            actor: who declines them.
            now: current time, UTC.
            reason: why none is used.
            remark: further explanation; required for ``DeclineReason.OTHER``.
            proposed: ids of the policies declined.
        """
        check_remark(remark, "remark")
        if reason is DeclineReason.OTHER:
            check_text(remark, "remark")
        said = f"{reason.value}：{remark.strip()}" if remark.strip() else reason.value
        if self.state is CaseState.REGISTERED and not self.awaits_confirmation:
            raise UnmetConditionError("没有待确认的拟答，不用说明为什么不采用")
        self.act(Act.DECLINE_PROPOSALS, actor, now, said, decline_reason=reason.value, policies="、".join(proposed))
        self.outcome = Outcome.DESK
        self.judgements.append(Judgement(Verdict.DECLINED, tuple(proposed), "", reason))

    def refer(self, actor: Actor, now: datetime, reason: str, lead: str) -> None:
        """Refer the caller to the department responsible for the matter (R2.2)."""
        self.check_recusal([lead], "department")
        self.act(Act.REFER, actor, now, reason, department=lead)
        self.outcome = Outcome.REFERRAL
        self.designation = Designation(lead, (), self.designation.days)
        self.assignments.withdraw()

    def assign(self, actor: Actor, now: datetime, reason: str, designation: Designation) -> None:
        """Assign the case to a lead and co-handlers, withdrawing earlier assignments (R2.3, R2.5)."""
        _check_designation(designation)
        self._check_recusal_of(designation)
        self.act(
            Act.ASSIGN, actor, now, reason, department=designation.lead, cohandlers="、".join(designation.cohandlers)
        )
        self.outcome = Outcome.JOINT if designation.cohandlers else Outcome.TRANSFER
        self._assign(designation, now)

    def escalate(self, actor: Actor, now: datetime, reason: str, question: str) -> None:
        """Ask a leader for an instruction (R2.4)."""
        self.act(Act.ESCALATE, actor, now, reason, question=question)
        self.outcome = Outcome.ESCALATION

    def decide(self, decision: Decision) -> None:
        """Adopt a decision of the rule book, whose first step is still to be taken."""
        self.outcome = decision.outcome
        self.urgency = decision.urgency
        self.designation = Designation(decision.lead, decision.cohandlers, decision.deadline_days)

    def ask_back(self, actor: Actor, now: datetime, reason: str, question: OpenQuestion) -> None:
        """Open a question about a suspected danger, and alarm the desk if it is due at once (R2.6)."""
        self.act(Act.ASK_BACK, actor, now, reason, **question.details)
        self.question, self.reminded_at = question, None
        if question.due_at <= now:
            self.alarm(SUPERVISION_SYSTEM, now, "来电人不在线上，请值班室马上联系核实")

    def answer_question(self, actor: Actor, now: datetime, reply: QuestionReply) -> OpenQuestion:
        """Record the reply to the open question (R2.6), and return it; it stays open until ``close_question``.

        Raises:
            UnmetConditionError: no question is open.
        """
        if self.question is None:
            raise UnmetConditionError("没有等着答复的险情追问")
        self.act(Act.ANSWER_ASK_BACK, actor, now, reply.words, answer=reply.answer.value, kind=reply.kind)
        return self.question

    def close_question(self, now: datetime) -> None:
        """Close the open question, so that the case is decided again."""
        self.question = None
        self.since, self.reminded_at = now, None

    def alarm(self, actor: Actor, now: datetime, reason: str) -> None:
        """Alarm the desk about a suspected or unverified emergency (R2.6)."""
        self.act(Act.ALARM, actor, now, reason, **(self.question.details if self.question else {}))
        self.reminded_at = now

    def raise_emergency(self, actor: Actor, now: datetime, reason: str, kind: str = "") -> None:
        """Declare the case an emergency (R2.6), of a kind of danger if it is known."""
        self.act(Act.RAISE_EMERGENCY, actor, now, reason, kind=kind)
        self.question = None
        self.outcome = Outcome.EMERGENCY
        self.urgency = Urgency.CRITICAL

    def confirm_emergency(self, actor: Actor, now: datetime, reason: str, designation: Designation) -> None:
        """Confirm the emergency and dispatch the departments (R2.6).

        Nobody who can help is left out: whoever would have to step aside (R8.3) is sent all the same, which the log
        holds as lifted by the person who confirms.
        """
        _check_designation(designation)
        self.act(
            Act.CONFIRM_EMERGENCY,
            actor,
            now,
            reason,
            department=designation.lead,
            cohandlers="、".join(designation.cohandlers),
        )
        everyone = map(self.current, (designation.lead, *designation.cohandlers))
        accused = dict.fromkeys(chain.from_iterable(map(self._recusal().barring, everyone)))
        if accused:
            self._lift(list(accused), actor, now, reason)
        self._assign(designation, now)

    def dismiss_emergency(self, actor: Actor, now: datetime, reason: str) -> None:
        """Dismiss a false alarm and return the case to ordinary triage (R2.6)."""
        self.act(Act.DISMISS_EMERGENCY, actor, now, reason)
        self.outcome = Outcome.DESK
        self.urgency = Urgency.NORMAL

    def join(self, actor: Actor, now: datetime, reason: str, call_id: int, other: str) -> None:
        """Merge another case's call into this one, so that its caller is answered too."""
        self.act(Act.JOIN, actor, now, reason, joined=other)
        self.callers.append(CallerEntry(call_id, answered=False))

    def join_into(self, actor: Actor, now: datetime, reason: str, other: str) -> None:
        """Merge this case into another, which takes over its callers."""
        self.act(Act.JOIN_INTO, actor, now, reason, joined=other)
        if self.outcome is Outcome.DIRECT_ANSWER:
            # Nobody confirmed it; the callers are answered with the other case.
            self.outcome = Outcome.DESK
        self.callers.clear()
        self.assignments.withdraw()

    # --- leaders -------------------------------------------------------------------------------

    def instruct(self, actor: Actor, now: datetime, instruction: str, designation: Designation | None) -> None:
        """Carry out a leader's instruction (R2.4, R4.3).

        Without a designation, a disputed case resumes with its lead, and an escalated case goes to the
        departments named earlier by the rule book or the desk; if there are none, the desk decides.
        """
        if designation:
            _check_designation(designation)
        lead = self.assignments.lead
        if designation is None and self.state is CaseState.DISPUTED and lead:
            self.act(Act.RESUME, actor, now, instruction, department=lead.department)
            return
        self.act(Act.INSTRUCT, actor, now, instruction)
        designation = designation or (self.designation if self.designation.lead else None)
        if designation:
            self.assign(actor, now, instruction, designation)

    # --- departments ---------------------------------------------------------------------------

    def accept(self, actor: Actor, now: datetime, department: str) -> None:
        """Accept the department's assignment."""
        assignment = self.open_assignment(department, AssignmentState.ASSIGNED)
        act = Act.ACCEPT if assignment.leads else Act.ACCEPT_AS_COHANDLER
        self.act(act, actor, now, "", department=department)
        assignment.accept(self.urgency, now, self.timetable)

    def send_back(self, actor: Actor, now: datetime, department: str, reason: str) -> None:
        """Decline the department's assignment as outside its remit; allowed once per department and case.

        If the lead declines, the case returns to triage.
        """
        check_text(reason, "reason")
        assignment = self.open_assignment(department, AssignmentState.ASSIGNED)
        if department in self.objected:
            raise UnmetConditionError(f"{department}已经退过一次单，值班室审核后重新交办的不能再退")
        act = Act.SEND_BACK if assignment.leads else Act.SEND_BACK_AS_COHANDLER
        self.act(act, actor, now, reason, department=department)
        self.objected = (*self.objected, department)
        assignment.decline()
        if not assignment.leads:
            return
        self.assignments.withdraw()
        self.transfers += 1
        if self.transfers >= RAISED_AFTER_TRANSFERS:
            self.act(
                Act.RAISE_SUPERVISION,
                SUPERVISION_SYSTEM,
                now,
                f"转办 {self.transfers} 次仍没有部门牵头",
                department=department,
            )

    def submit_progress(self, actor: Actor, now: datetime, department: str, text: str) -> None:
        """Record the department's progress (R3.3)."""
        check_text(text, "progress")
        assignment = self.open_assignment(department, AssignmentState.ACCEPTED, AssignmentState.RETURNED)
        self.act(Act.SUBMIT_PROGRESS, actor, now, text, department=department)
        assignment.expect_progress(self.urgency, now, self.timetable)

    def dissent(self, actor: Actor, now: datetime, department: str, reason: str) -> None:
        """Record a disagreement between departments for a leader to settle (R4.3)."""
        check_text(reason, "reason")
        self.open_assignment(department, AssignmentState.ACCEPTED, AssignmentState.RETURNED)
        self.act(Act.DISSENT, actor, now, reason, department=department)

    def ask_extension(self, actor: Actor, now: datetime, department: str, days: int, reason: str) -> None:
        """Request an extension by ``days`` working days; before the deadline, 30 in total at most (R3.2)."""
        check_text(reason, "reason")
        assignment = self.open_assignment(department, AssignmentState.ASSIGNED, AssignmentState.ACCEPTED)
        assignment.check_extension(days, now)
        self.act(Act.ASK_EXTENSION, actor, now, reason, department=department, days=str(days))
        assignment.ask_extension(days, reason)

    def decide_extension(self, actor: Actor, now: datetime, department: str, reason: str, *, consent: bool) -> None:
        """Grant or refuse the pending extension (R3.2)."""
        check_text(reason, "reason")
        assignment = self.open_assignment(department)
        if not assignment.extension_days or not assignment.is_working:
            raise UnmetConditionError(f"{department}没有待答复的延期申请")
        act = Act.GRANT_EXTENSION if consent else Act.REFUSE_EXTENSION
        self.act(act, actor, now, reason, department=department, days=str(assignment.extension_days))
        if consent:
            assignment.grant_extension(now, self.timetable)
        else:
            assignment.refuse_extension()

    def reply(self, actor: Actor, now: datetime, department: str, text: str, missing: str) -> None:
        """Submit the department's result (R3.1).

        The lead's reply includes the co-handlers'. If one is outstanding, ``missing`` must state why the
        lead does not wait; the co-handler stays accountable for its own delay.
        """
        check_remark(missing, "missing_reason")
        check_text(text, "reply")
        assignment = self.open_assignment(department, AssignmentState.ACCEPTED, AssignmentState.RETURNED)
        if assignment.leads:
            owing = self.assignments.owing_cohandlers
            if owing and not missing.strip():
                raise UnmetConditionError(f"协办单位{'、'.join(owing)}还没有回复；不等的话要说明原因")
            gathered = self.assignments.cohandler_replies
            self.act(Act.REPLY, actor, now, missing, department=department, reply=text, gathered=gathered)
        else:
            self.act(Act.REPLY_AS_COHANDLER, actor, now, "", department=department, reply=text)
        assignment.submit_reply(text, now)
        if not assignment.leads and self.state.is_resolved:
            assignment.finish()

    # --- the desk: review and pressure ---------------------------------------------------------

    def record_result(self, actor: Actor, now: datetime, result: str) -> None:
        """Record the result of a referral (R2.2)."""
        check_text(result, "result")
        self.act(Act.RECORD_RESULT, actor, now, result)

    def return_for_rework(
        self, actor: Actor, now: datetime, departments: Sequence[str], requirements: str, days: int
    ) -> None:
        """Return the reply for rework, with requirements and a time limit (R4.2).

        Args:
            actor: who returns it.
            now: current time, UTC.
            departments: co-handlers that must rework as well as the lead.
            requirements: what must be done.
            days: time limit in working days, 1 to 30; 0 for the rule book's default.
        """
        check_text(requirements, "requirements")
        if not 0 <= days <= MAX_WORKING_DAYS:
            raise InvalidFieldsError(
                [FieldViolation("working_days", f"要在 1 到 {MAX_WORKING_DAYS} 之间，0 表示按规则库")]
            )
        lead = self.assignments.lead
        again = [lead, *(self.open_assignment(name) for name in departments if not lead or name != lead.department)]
        limit = self.timetable.deadline(now, days or self.timetable.limits.rework_days).at
        self.act(
            Act.RETURN_FOR_REWORK,
            actor,
            now,
            requirements,
            department=lead.department if lead else "",
            limit=limit.isoformat(),
        )
        for assignment in again:
            if assignment and assignment.state is AssignmentState.REPLIED:
                self._return(assignment, limit, now)

    def accept_reply(self, actor: Actor, now: datetime, reason: str) -> None:
        """Accept the replies, so that the caller can be answered (R3.4)."""
        check_remark(reason, "requirements")
        self.act(Act.ACCEPT_REPLY, actor, now, reason)
        self.assignments.finish()

    def withdraw(self, actor: Actor, now: datetime, department: str, reason: str) -> None:
        """Withdraw a co-handler's assignment."""
        check_text(reason, "reason")
        assignment = self.open_assignment(department)
        if assignment.leads:
            raise UnmetConditionError("牵头单位的交办不能单独撤回，请重新研判")
        self.act(Act.WITHDRAW, actor, now, reason, department=department)
        assignment.withdraw()

    def supervise(self, actor: Actor, now: datetime, department: str, reason: str, days: int) -> None:
        """Send a supervision notice 督办单 with a new time limit (R4.1)."""
        check_text(reason, "reason")
        if not 0 <= days <= MAX_WORKING_DAYS:
            raise InvalidFieldsError(
                [FieldViolation("working_days", f"要在 1 到 {MAX_WORKING_DAYS} 之间，0 表示按规则库")]
            )
        assignment = self.open_assignment(
            department, AssignmentState.ASSIGNED, AssignmentState.ACCEPTED, AssignmentState.RETURNED
        )
        self.press(assignment, Act.SUPERVISE, actor, now, reason, days)

    def investigate_on_site(
        self, actor: Actor, now: datetime, departments: Sequence[str], press: Sequence[str], findings: str
    ) -> None:
        """Record an on-site investigation with departments and press (R4.4)."""
        check_text(findings, "findings")
        self.check_recusal(departments, "departments")
        if not departments:
            raise InvalidFieldsError([FieldViolation("departments", "至少要有一个部门参加")])
        if any(not name.strip() or len(name) > PRESS_LIMIT or not name.isprintable() for name in press):
            raise InvalidFieldsError([FieldViolation("press", f"媒体名称要有 1 到 {PRESS_LIMIT} 个字")])
        self.act(
            Act.INVESTIGATE_ON_SITE, actor, now, findings, departments="、".join(departments), press="、".join(press)
        )

    # --- the end -------------------------------------------------------------------------------

    def answer_caller(self, actor: Actor, now: datetime, answer: Answer) -> None:
        """Answer a caller, or record why the caller cannot be answered (R3.4, P2)."""
        check_text(answer.content, "answer.content")
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
            self.act(Act.ANSWER_CALLER, actor, now, answer.content, **details)
        else:
            self.act(Act.ANSWER_ANOTHER_CALLER, actor, now, answer.content, **details)
        self._record_answer(caller, answer)

    def answer_as_department(self, actor: Actor, now: datetime, department: str, answer: Answer) -> None:
        """Answer a caller on the department's behalf, if the desk allows it (R3.4)."""
        allowed = (one for one in self.assignments if one.leads and one.may_answer)
        if all(self.current(one.department) != department for one in allowed):
            raise UnmetConditionError(f"值班室没有让{department}直接答复来电人")
        self.answer_caller(actor, now, answer)

    def record_satisfaction(self, actor: Actor, now: datetime, survey: Survey, remark: str) -> None:
        """Record a satisfaction survey 回访 of an answered caller (P1)."""
        survey.check()
        check_remark(remark, "remark")
        self.act(Act.RECORD_SATISFACTION, actor, now, remark, **survey.details())

    def close(self, actor: Actor, now: datetime, reason: str) -> None:
        """Close the case once all callers are answered and no assignment is open (P2)."""
        check_remark(reason, "reason")
        owing = self.assignments.unfinished
        if owing and self.state is CaseState.ANSWERED:
            raise UnmetConditionError(f"{'、'.join(owing)}的交办还没有了结，请审核、督办或撤回")
        self.act(Act.CLOSE, actor, now, reason)

    def attach(self, actor: Actor, now: datetime, department: str, name: str, sha256: str) -> None:
        """Add material to the case (R7.1)."""
        self.act(Act.ATTACH, actor, now, "", department=department, name=name, sha256=sha256)

    def archive(self, actor: Actor, now: datetime, reason: str) -> None:
        """Archive the case (R7.1), which makes it immutable."""
        check_remark(reason, "reason")
        self.act(Act.ARCHIVE, actor, now, reason)

    # --- maintenance ---------------------------------------------------------------------------

    def erase(self, actor: Actor, now: datetime) -> None:
        """Erase the callers' identity after the retention period (Personal Information Protection Law, art. 47)."""
        self.act(Act.ERASE, actor, now, "保存期满，删除来电人的身份信息")
        self.erased = True

    def _check_recusal_of(self, designation: Designation) -> None:
        self.check_recusal([designation.lead], "designation.lead_department")
        self.check_recusal(designation.cohandlers, "designation.cohandlers")

    def _assign(self, designation: Designation, now: datetime) -> None:
        self.designation = designation
        self.assignments.assign(designation, self.urgency, now, self.timetable)
        if self.assignments.open(DUTY_OFFICE):
            self.accept(SUPERVISION_SYSTEM, now, DUTY_OFFICE)

    def recompute_deadlines(self, actor: Actor, now: datetime, reason: str) -> bool:
        """Recompute provisional deadlines after a calendar change; return whether any moved."""
        moved = False
        for assignment in self.assignments:
            before = assignment.deadline
            if not assignment.provisional or not assignment.is_working:
                continue
            if assignment.recompute_deadline(self.timetable):
                moved = True
                self.act(
                    Act.MOVE_DEADLINE,
                    actor,
                    now,
                    reason,
                    department=assignment.department,
                    before=before.isoformat(),
                    deadline=assignment.deadline.isoformat(),
                )
        return moved

    def hand_over(self) -> None:
        """Hand unfinished work over to the departments that do it today, with its deadlines (P3).

        The unit above stands in for one that must step aside (R8.3), or the desk if there is none.
        """
        if self.state.is_closed:
            return
        before = self.designation
        for assignment in self.assignments:
            successor = self._successor(assignment.department)
            if assignment.is_unfinished and successor != assignment.department:
                self._hand_over(assignment, successor)
        lead = self._successor(before.lead)
        cohandlers = dict.fromkeys(map(self._successor, before.cohandlers))
        self.designation = replace(before, lead=lead, cohandlers=tuple(name for name in cohandlers if name != lead))
        self.objected = tuple(dict.fromkeys(map(self.current, self.objected)))
        if self.designation != before and not self.notes:
            reason = f"{before.lead}的工作现由{lead}承担" if lead != before.lead else "协办单位的工作现由别的单位承担"
            self.act(Act.HAND_OVER, DIRECTORY, self.since, reason, department=lead, before=before.lead)

    def _successor(self, department: str) -> str:
        successor = self.current(department)
        if successor == department or not self._recusal().bars(successor):
            return successor
        return self._recusal().above(successor) or DUTY_OFFICE

    def _hand_over(self, assignment: Assignment, successor: str) -> None:
        before, other = assignment.department, self.assignments.open(successor)
        reason = f"{before}的工作现由{successor}承担"
        if other:
            # Both parts are one department's now; it leads, if either part did.
            reason += "，两份交办合为一份"
        if other and not assignment.leads:
            assignment.withdraw()
        else:
            if other:
                other.withdraw()
            assignment.department = successor
        self.act(Act.HAND_OVER, DIRECTORY, self.since, reason, department=successor, before=before)
        if successor == DUTY_OFFICE and assignment.state is AssignmentState.ASSIGNED:
            self.accept(SUPERVISION_SYSTEM, self.since, DUTY_OFFICE)

    def _return(self, assignment: Assignment, limit: datetime, now: datetime) -> None:
        assignment.return_for_rework(limit, now, self.timetable)
        if assignment.is_unsolved:
            reason = f"重办 {assignment.reworks} 次仍未解决"
            self.act(Act.RAISE_SUPERVISION, SUPERVISION_SYSTEM, now, reason, department=assignment.department)

    def press(self, assignment: Assignment, act: Act, actor: Actor, now: datetime, reason: str, days: int = 0) -> None:
        """Supervise an assignment, or raise its supervision, with a new time limit (R4.1).

        Args:
            assignment: assignment to supervise.
            act: ``SUPERVISE`` or ``RAISE_SUPERVISION``.
            actor: who supervises.
            now: current time, UTC.
            reason: reason for the log.
            days: time limit in working days; 0 for the rule book's default.
        """
        limit = self.timetable.deadline(now, days or self.timetable.limits.supervision_days).at
        self.act(act, actor, now, reason, department=assignment.department, limit=limit.isoformat())
        if act is Act.RAISE_SUPERVISION:
            assignment.raise_supervision(limit)
        else:
            assignment.supervise(limit)

    def _check_question(self, act: Act, target: CaseState) -> None:
        decides = target is not self.state or act is Act.PROPOSE_ANSWERS
        if self.question and decides and act is not Act.RAISE_EMERGENCY:
            kinds = "、".join(self.question.kinds)
            raise UnmetConditionError(f"正在追问是不是有险情（{kinds}），先答复追问，或者按重大突发处置")

    def _record_answer(self, caller: CallerEntry, answer: Answer) -> None:
        caller.answered = True
        self.answers.append(replace(answer, call_id=caller.call_id))

    def act(self, act: Act, actor: Actor, now: datetime, reason: str, department: str = "", **details: str) -> None:
        """Apply an act to the case's state and append it to ``notes``.

        Raises:
            IllegalActError: the lifecycle table does not allow the act.
            UnmetConditionError: the act waits for the answer to the open question.
        """
        target = advance(self.state, act)
        self._check_question(act, target)
        self.notes.append(Note(act, actor, reason, self.state, target, department, details))
        if target is not self.state:
            self.since, self.reminded_at = now, None
        self.state = target


def _check_designation(designation: Designation) -> None:
    violations = []
    if not designation.lead:
        violations.append(FieldViolation("designation.lead_department", "要明确一个牵头单位，值班室也可以牵头"))
    everyone = (designation.lead, *designation.cohandlers)
    if len(set(everyone)) != len(everyone):
        violations.append(FieldViolation("designation.cohandlers", "同一个单位不能出现两次"))
    if not 1 <= designation.days <= MAX_WORKING_DAYS:
        violations.append(FieldViolation("designation.deadline_working_days", f"要在 1 到 {MAX_WORKING_DAYS} 之间"))
    if violations:
        raise InvalidFieldsError(violations)
