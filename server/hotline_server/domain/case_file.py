"""Aggregate of a case, its assignments and its callers.

A file is loaded, changed by one act and saved in one transaction; it does no I/O itself. The acts are the functions in
``acts``, a module for each group. Each checks its input, lets the tables of ``lifecycle`` move the case through
``CaseFile.act``, which appends to ``notes``, from which the log is written, and changes the rest. Automatic acts are in
``dues``.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from hotline_server.domain.alarms import Alarm
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.assignments import Assignments, by_department
from hotline_server.domain.decision_due import DecisionDue
from hotline_server.domain.directory.units import Duty
from hotline_server.domain.end_proposal import EndProposal
from hotline_server.domain.errors import NotFoundError, UnmetConditionError
from hotline_server.domain.exclusion import ExclusionState
from hotline_server.domain.handover import Handover, Origin, by_line, open_handovers
from hotline_server.domain.interruption import Interruption
from hotline_server.domain.lapse import DECIDED_BY, Lapse, Request
from hotline_server.domain.leader_question import Asked, Hold, LeaderQuestion, is_held
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.execution import moves, next_assignment_state
from hotline_server.domain.lifecycle.guards.joins import go_to_main
from hotline_server.domain.lifecycle.machine import HANDOVER
from hotline_server.domain.lifecycle.situation import CaseStanding, Situation
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState, HandoverState
from hotline_server.domain.open_question import OpenQuestion
from hotline_server.domain.parties import SUPERVISION_SYSTEM, Actor, Answer, CallerEntry, Designation, Note, Role
from hotline_server.domain.promise import Promise
from hotline_server.domain.proposals import Judgement
from hotline_server.domain.proposed_decision import ProposedDecision
from hotline_server.domain.referral import Referral
from hotline_server.domain.standstill import STEPPING_ASIDE
from hotline_server.domain.timetable import Timetable
from hotline_server.ground.clock import begin_of, local_day
from hotline_server.rulebook.decision import DUTY_OFFICE, Outcome, Urgency
from hotline_server.rulebook.limits import StepLimits
from hotline_server.rulebook.recusal import NOBODY, Recusal

RETENTION = timedelta(days=1095)
"""Default time from archiving a case to erasing its callers."""
NO_DETAILS: Mapping[str, str] = {}
_ASKING_FOR_ALL = (DUTY_OFFICE, SUPERVISION_SYSTEM.name, Role.RULE_BOOK.value)
"""Who asks a leader without being a department that has the case."""
_KEEPING_REQUESTS = (CaseState.IN_PROGRESS, CaseState.REWORKING, CaseState.DISPUTED, CaseState.SUSPENDED)
"""States in which the lead is the one that asked, so that the desk still has to decide."""


def _no_roster(_: str, __: datetime) -> tuple[Duty, ...]:
    """Return nobody, for a case of a city that keeps no roster."""
    return ()


def _nobody() -> Recusal:
    """Return the recusal of a case whose callers accuse nobody."""
    return NOBODY


@dataclass(slots=True)
class CaseFile:
    """Case loaded for an act.

    Attributes:
        version: revision counter, used as the etag.
        since: when the case entered its state, UTC.
        designation: departments that handle or are to handle the case.
        transfers: how often an objection of a lead was upheld.
        objected: departments that have objected.
        notes: log entries of the acts since loading.
        answers: answers given since loading.
        judgements: judgements on proposed policies since loading.
        attended: true while the operator who took the call is to confirm a proposed answer.
        reminders: when somebody was reminded last, UTC, by the name of what is owed.
        erased: true once the caller's identity is erased.
        retention: time from archiving to erasure.
        current: returns today's name of whoever does the work of a department on this case's matter.
        question: open question about a suspected danger; until it is answered, the case stays with the desk.
        recusal: returns whom the protected callers accuse, but for what was lifted since loading.
        promise: promised date that a department asked for or the desk agreed to (R8.6).
        lifted: accused units whose recusal was lifted since loading.
        lifted_in_danger: accused units that were sent to a danger since loading, and step aside again once it is over.
        leader_question: question that waits for a leader's instruction, whatever the state.
        holds: times for which the desk has told the departments to wait for a leader, oldest first.
        alarm: latest alarm about the emergency.
        on_duty: returns who is on duty in a post at a time, by the roster 值班表.
        end_proposal: end that a department proposes and the desk has not decided on.
        proposed_end: code of the reason for which the rule book proposes to end the case, which nobody has decided on.
        handovers: hand-overs to other lines in order, ended ones included (R8.2).
        origin: line that handed the case to the hotline; ``None`` if none did.
        nuisance: true if a person holds the call to be a nuisance.
        wrongdoing: returns true if a caller makes an accusation 举报.
        protected: returns true if a caller does, or asked for confidentiality.
        urges: how often callers urged the case 催办.
        reopen_by: until when a caller may have the answered case reopened, UTC.
        joined_into: number of the case that this one was joined into; empty if there is none.
        awaits_main: true if that case is not archived yet.
        registrar: who registered the call.
        amend_by: until when the registrar may amend it without a reason, UTC.
        proposed_decision: decision that the rules propose beside what is going on.
        referral: follow-up of the referral, while the case is referred.
        split_from: number of the case from which this one was split off; empty if it was not.
        interrupted: where it was before a danger, while that is verified; ``None`` if nothing is to be returned to.
        left_calls: ids of calls that it answered once and another case does now; its log has what their callers said.
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
    reminders: dict[str, datetime] = field(default_factory=dict)
    erased: bool = False
    retention: timedelta = RETENTION
    current: Callable[[str], str] = str
    question: OpenQuestion | None = None
    recusal: Callable[[], Recusal] = _nobody
    lifted: tuple[str, ...] = ()
    lifted_in_danger: tuple[str, ...] = ()
    promise: Promise | None = None
    leader_question: LeaderQuestion | None = None
    holds: tuple[Hold, ...] = ()
    alarm: Alarm | None = None
    on_duty: Callable[[str, datetime], tuple[Duty, ...]] = _no_roster
    end_proposal: EndProposal | None = None
    proposed_end: str = ""
    handovers: list[Handover] = field(default_factory=list)
    origin: Origin | None = None
    nuisance: bool = False
    wrongdoing: Callable[[], bool] = bool
    protected: Callable[[], bool] = bool
    urges: int = 0
    reopen_by: datetime | None = None
    joined_into: str = ""
    awaits_main: bool = False
    registrar: str = ""
    amend_by: datetime | None = None
    proposed_decision: ProposedDecision | None = None
    referral: Referral | None = None
    split_from: str = ""
    interrupted: Interruption | None = None
    left_calls: tuple[int, ...] = ()

    # --- queries -----------------------------------------------------------------------------

    def open_assignment(self, department: str) -> Assignment:
        """Return the open assignment of a department.

        Raises:
            NotFoundError: there is none; the message does not disclose whether the case exists.
            UnmetConditionError: the case was joined into another, which whoever handles it has in hand.
        """
        assignment = self.assignments.open(self.current(department))
        if assignment is None and self.joined_into:
            raise UnmetConditionError(go_to_main(self.joined_into))
        if assignment is None:
            raise NotFoundError(f"{department}没有工单 {self.number} 的交办")
        return assignment

    def assignment_of(self, department: str) -> Assignment:
        """Return the assignment of a department that counts, finished or not.

        Raises:
            NotFoundError: there is none; the message does not disclose whether the case exists.
        """
        assignment = by_department(self.assignments, self.current).get(self.current(department))
        if assignment is None:
            raise NotFoundError(f"{department}没有工单 {self.number} 的交办")
        return assignment

    def excluded_assignment(self, department: str) -> Assignment:
        """Return the assignment of a department that is left out of assessment, or else the one that counts.

        Raises:
            NotFoundError: there is none; the message does not disclose whether the case exists.
        """
        name, excluded = self.current(department), ExclusionState.EXCLUDED
        counting = self.assignment_of(department)
        if counting.exclusion:
            return counting
        earlier = (one for one in self.assignments if self.current(one.department) == name and one.exclusion)
        return next((one for one in earlier if one.exclusion and one.exclusion.state is excluded), counting)

    def given_assignment(self, department: str) -> Assignment:
        """Return the open assignment that the desk gave to a department.

        Raises:
            NotFoundError: there is none; the message does not disclose whether the case exists.
        """
        assignment = self.open_assignment(department)
        if assignment.is_delegated:
            raise NotFoundError(f"{department}没有值班室交办的工单 {self.number}")
        return assignment

    def delegated_assignment(self, department: str, unit: str) -> Assignment:
        """Return the open assignment that a department delegated to a unit below.

        Raises:
            NotFoundError: there is none.
        """
        given, below = self.open_assignment(department), self.assignments.open(self.current(unit))
        if below is None or below.parent != given.number:
            raise NotFoundError(f"{department}没有把工单 {self.number} 转派给{unit}")
        return below

    @property
    def awaits_confirmation(self) -> bool:
        """True while an answer or an end is proposed that no person has confirmed or declined (R2.1, R8.1, P2)."""
        proposes = self.outcome is Outcome.DIRECT_ANSWER or self.proposed_end
        return self.state is CaseState.REGISTERED and bool(proposes)

    @property
    def is_held(self) -> bool:
        """True while the desk has told the departments to wait for a leader."""
        return is_held(self.holds)

    @property
    def reports_wrongdoing(self) -> bool:
        """True if a caller makes an accusation 举报."""
        return self.wrongdoing()

    @property
    def is_emergency(self) -> bool:
        """True if the case is handled as an emergency (R2.6)."""
        return self.outcome is Outcome.EMERGENCY

    @property
    def has_danger(self) -> bool:
        """True for an emergency until the desk accepts that the danger is over (R2.6)."""
        return self.meets_danger or (self.is_emergency and self.state is CaseState.VERIFYING)

    @property
    def meets_danger(self) -> bool:
        """True while departments meet a danger that was verified, until the desk accepts that it is over (R2.6)."""
        return self.state.meets_danger(is_emergency=self.is_emergency, is_in_question=self.question is not None)

    @property
    def step_limits(self) -> StepLimits:
        """Time for each step, by the clock in an emergency."""
        return self.timetable.limits.steps(emergency=self.is_emergency)

    def decision_due(self, now: datetime) -> DecisionDue:
        """Return when a decision is due on what a department asks for now."""
        return DecisionDue.within(self.step_limits.decision, now, self.timetable)

    @property
    def is_for_departments(self) -> bool:
        """True if departments were given the matter, and not another line or whoever it was referred to."""
        return self.outcome.is_with_departments

    @property
    def referred_to(self) -> str:
        """Department to which the case is referred now; empty if it is not (R2.2)."""
        return self.designation.lead if self.state is CaseState.REFERRED else ""

    @property
    def owner(self) -> str:
        """Party that must act next: operator, department, duty office, line or leader; empty once archived."""
        if self.state.awaits_leader:
            return Role.LEADER.value
        if self.awaits_confirmation and self.attended:
            return Role.OPERATOR.value
        if self.state is CaseState.ARCHIVED:
            return ""
        if self.state is CaseState.HANDED_OVER and any(one.accepted_at for one in open_handovers(self.handovers)):
            return Role.LINE.value
        working = [a.department for a in self.assignments if a.is_working and a.leads and not a.steps_aside]
        if working and self.state not in (CaseState.VERIFYING, CaseState.REGISTERED):
            return working[0]
        return DUTY_OFFICE

    @property
    def designated(self) -> tuple[str, ...]:
        """Departments designated to handle the case, the lead first."""
        return (self.designation.lead, *self.designation.cohandlers)

    @property
    def recused(self) -> Recusal:
        """Units that a protected caller accuses and whose recusal nobody has lifted (R8.3)."""
        return self.recusal().without((*self.lifted, *self.lifted_in_danger))

    @property
    def accused(self) -> tuple[str, ...]:
        """Names of the units that must step aside."""
        return self.recused.accused

    def contacts_on_duty(self, post: str, now: datetime) -> tuple[str, ...]:
        """Return name and phone of everybody who is on duty in a post, by the roster 值班表."""
        return tuple(f"{duty.name} {duty.phone}".strip() for duty in self.on_duty(post, now))

    def handovers_to(self, line: str) -> list[Handover]:
        """Return the hand-overs to a line that count, as ``by_line`` has them.

        Raises:
            NotFoundError: there is none; the message does not disclose whether the case exists.
        """
        counting = by_line(self.handovers).get(line)
        if not counting:
            raise NotFoundError(f"没有移交给{line}的工单 {self.number}")
        return counting

    def handover_to(self, line: str, act: Act) -> Handover:
        """Return the hand-over to a line to which an act is done: the latest whose state allows it, or else the latest.

        Raises:
            NotFoundError: as for ``handovers_to``.
        """
        counting = self.handovers_to(line)
        return next((one for one in counting if (act, one.state) in HANDOVER.rows), counting[0])

    # --- acts ----------------------------------------------------------------------------------

    def let_go(self, call_ids: Iterable[int]) -> None:
        """Let another case answer calls."""
        gone = tuple(call_ids)
        self.callers[:] = [caller for caller in self.callers if caller.call_id not in gone]
        self.left_calls = tuple(dict.fromkeys((*self.left_calls, *gone)))

    def act(
        self,
        act: Act,
        actor: Actor,
        now: datetime,
        reason: str,
        department: str = "",
        on: Assignment | None = None,
        details: Mapping[str, str] = NO_DETAILS,
        other: CaseStanding | None = None,
        caller: CallerEntry | None = None,
        handover: Handover | None = None,
    ) -> None:
        """Move the case, and the assignment that is acted on, by the tables, and append the act to ``notes``.

        Args:
            act: the act.
            actor: who acts.
            now: current time, UTC.
            reason: reason or text for the log.
            department: department concerned, for the log; empty if none.
            on: assignment that is acted on; ``None`` for an act on the case as a whole.
            details: further details for the log.
            other: case that this one is merged into; ``None`` for other acts.
            caller: caller who is concerned; ``None`` for an act that concerns all or none.
            handover: hand-over that is acted on; ``None`` for other acts.

        Raises:
            IllegalActError: the state of the case does not allow the act.
            NotAllowedError: the act is another role's.
            UnmetConditionError: the state of the assignment does not allow the act, or a guard does not hold.
        """
        for assignment in self.assignments:
            assignment.note_overdue(now)
        situation = Situation(self, actor, now, on, other, caller, handover)
        outcome = moves(act, situation)
        target, moved, handed = outcome.case, outcome.assignment, outcome.handover
        self.notes.append(Note(act, actor, reason, self.state, target, department, details))
        lapsed: list[Lapse] = []
        if on and moved:
            on.state = moved
            lapsed += on.end_requests()
        if handover and handed:
            handover.state = handed
        if target is not self.state:
            lapsed += self._leave(target, now)
            self.since = now
            self._let_ask_for_exclusion(target, now)
        self.interrupted = self.interrupted if target is CaseState.VERIFYING else None
        before, self.state = self.state, target
        self._take_up_contacts(before, now)
        self.note_lapses((one for one in lapsed if one.request is not DECIDED_BY.get(act)), act, now)
        if on:
            self._recall_below(on, now)
            self._end_dissent(on, act, now)
        if target is not before and target is CaseState.ANSWERED:
            self._stop_giving_back(now)
        if target is not CaseState.REGISTERED:
            self.proposed_end = ""

    def check_act(self, act: Act, actor: Actor, now: datetime, on: Assignment | None = None) -> None:
        """Check that the tables allow an act, before what was sent with it is checked; arguments as for ``act``.

        Raises:
            IllegalActError, NotAllowedError, UnmetConditionError: as for ``act``.
        """
        moves(act, Situation(self, actor, now, on))

    def ask_leader(self, asked: Asked) -> None:
        """Put words before a leader, beside what was asked already."""
        waiting = self.leader_question or LeaderQuestion(asked.at, ())
        self.leader_question = waiting.with_words(asked)

    def hold(self, now: datetime) -> None:
        """Note that the departments are told to wait."""
        if not self.is_held:
            self.holds = (*self.holds, Hold(now))
            self.keep_standing(now)

    def keep_standing(self, now: datetime) -> None:
        """Let the clocks of departments that came while all wait stand still too."""
        if self.is_held:
            self.stand_still(now, "等领导批示")
        elif self.state is CaseState.SUSPENDED and self.promise:
            self.stand_still(now, self.promise.reason)

    def step_aside(self, departments: Collection[str], now: datetime) -> None:
        """Let departments step aside until the desk has decided, also with what they replied; never in an emergency."""
        for assignment in self.assignments:
            if assignment.is_unfinished and assignment.department in departments and not self.is_emergency:
                if assignment.stands:
                    assignment.go_on(now, self.timetable)
                assignment.stand_still(now, STEPPING_ASIDE)
        if self.referred_to and self.referred_to in departments:
            self.referral = replace(self.referral or Referral(), steps_aside=True)
        if not self.has_handler:
            for caller in self.callers:
                if caller.tell_by and caller.tell_by > now:
                    caller.tell_by = None

    @property
    def has_handler(self) -> bool:
        """True unless whoever handles the matter steps aside, of whom no caller is to be told meanwhile (R8.3)."""
        lead = self.assignments.lead
        return not ((lead and lead.steps_aside) or (self.referral and self.referral.steps_aside))

    @property
    def stepping_aside(self) -> tuple[str, ...]:
        """Departments that step aside until the desk has decided."""
        aside = (one.department for one in self.assignments if one.steps_aside)
        referred = (self.referred_to,) if self.referral and self.referral.steps_aside else ()
        return (*aside, *referred)

    def end_stepping_aside(self, now: datetime) -> None:
        """Let those go on who had to step aside, unless all wait."""
        had_handler = self.has_handler
        for assignment in self.assignments:
            if assignment.steps_aside:
                assignment.go_on(now, self.timetable)
        self.referral = self.referral and replace(self.referral, steps_aside=False)
        self.keep_standing(now)
        if not had_handler:
            self.expect_notices_again(now)

    def drop_proposed_decision(self, now: datetime) -> None:
        """Drop a proposed decision, since the desk or a danger has decided."""
        self.proposed_decision = None
        self.end_stepping_aside(now)

    def stand_still(self, now: datetime, reason: str) -> None:
        """Stop the clocks of all departments that owe a reply."""
        for assignment in self.assignments:
            if assignment.is_working and not assignment.stands:
                assignment.stand_still(now, reason)

    def end_hold(self, now: datetime) -> None:
        """Note that the departments need wait no longer."""
        if self.is_held:
            self.holds = (*self.holds[:-1], Hold(self.holds[-1].since, now))
            if self.state is not CaseState.SUSPENDED:
                self._go_on(now)

    def expect_notices(self, now: datetime) -> None:
        """Set by when the callers who wait for an answer are to be told who handles the matter from now on (R2.3)."""
        for caller in self.callers:
            self.expect_notice(caller, now)

    def expect_notice(self, caller: CallerEntry, now: datetime) -> None:
        """Set by when a caller is to be told who handles the matter, if one does and the caller waits for an answer.

        A notice that is overdue stays so, whoever it is to name.
        """
        owed = self.state.has_handler_to_name and caller.awaits_answer
        if caller.awaits_answer and caller.tell_by and caller.tell_by <= now:
            return
        caller.tell_by = self.timetable.end(self.step_limits.notice, now) if owed and self.has_handler else None
        caller.tell_since = now if owed else None

    def expect_notices_again(self, now: datetime) -> None:
        """Expect the notices that are still owed, for as long from now as is due."""
        for caller in self.callers:
            if caller.tell_since and self.state.has_handler_to_name:
                self.expect_notice(caller, now)

    def drop_requests(self) -> list[Lapse]:
        """Drop what the lead has asked for and nobody has decided on, and return it; whoever leads now asks anew."""
        lapsed = [Lapse(Request.END, self.end_proposal.department)] if self.end_proposal else []
        self.end_proposal = None
        if self.promise and self.promise.is_pending:
            lapsed.append(Lapse(Request.SUSPENSION, self.promise.asked_by))
            self.promise = None
        return lapsed

    def drop_question(self, cause: Act, now: datetime) -> None:
        """Drop what was put before a leader, since nothing is left to instruct, and let whoever asked hear of it."""
        asked = self.leader_question.asked if self.leader_question else ()
        self.leader_question = None
        departments = [one.by if one.by not in _ASKING_FOR_ALL else "" for one in asked]
        self.note_lapses((Lapse(Request.QUESTION, name) for name in dict.fromkeys(departments)), cause, now)

    def note_lapses(self, lapsed: Iterable[Lapse], cause: Act, now: datetime) -> None:
        """Let the log say what came to nothing by an act, so that nobody waits for it."""
        for one in lapsed:
            self.act(Act.LAPSE, SUPERVISION_SYSTEM, now, one.reason(cause), one.department)

    def _leave(self, target: CaseState, now: datetime) -> list[Lapse]:
        """Drop what is over once the case leaves its state for another, and return the requests among it."""
        lapsed = [] if target in _KEEPING_REQUESTS else self.drop_requests()
        if target.is_answered and not self.state.is_answered:
            self.drop_proposed_decision(now)
        if not target.has_handler_to_name:
            for caller in self.callers:
                if caller.tell_by and caller.tell_by > now:
                    caller.tell_by = None
        if self.state is CaseState.RESOLVED and target is CaseState.CALLBACK_REVIEW:
            self._answer_beside_judgement()
        if self.state is CaseState.REFERRED:
            self.referral = None
        if self.state.awaits_leader and target is CaseState.HANDED_OVER:
            self.leader_question = None
        if self.state is CaseState.SUSPENDED:
            self.promise = None
            if not self.is_held:
                self._go_on(now)
        return lapsed

    def _answer_beside_judgement(self) -> None:
        """Have callers who wait answered by when they were to be, while what others were told is judged (R8.7)."""
        due = self.timetable.step_by(self.state, self.since, emergency=self.is_emergency)
        for caller in self.callers:
            if caller.awaits_answer:
                caller.next_attempt = caller.next_attempt or due

    def _take_up_contacts(self, before: CaseState, now: datetime) -> None:
        """Owe callers again what waited for the state that the case is in now, for as long from now as is due."""
        if not before.has_handler_to_name:
            self.expect_notices_again(now)
        for caller in self.callers:
            if caller.next_attempt and self.state.is_resolved and not before.is_resolved:
                caller.next_attempt = max(caller.next_attempt, self.timetable.calling_time(now))

    def _let_ask_for_exclusion(self, target: CaseState, now: datetime) -> None:
        """Let departments ask to be left out of assessment from closing until the case is reopened."""
        for assignment in self.assignments:
            if target is CaseState.CLOSED:
                assignment.exclude_by = self.timetable.exclude_by(now)
            elif self.state is CaseState.CLOSED and target is not CaseState.ARCHIVED:
                assignment.reopen()

    def _go_on(self, now: datetime) -> None:
        for assignment in self.assignments:
            if assignment.stands and not assignment.steps_aside:
                assignment.go_on(now, self.timetable)

    def move(self, assignment: Assignment, act: Act, actor: Actor, now: datetime) -> None:
        """Move an assignment as an effect of another act, which is the one that is logged."""
        assignment.state = next_assignment_state(act, Situation(self, actor, now, assignment))
        self.note_lapses(assignment.end_requests(), act, now)
        self._recall_below(assignment, now)

    def _recall_below(self, assignment: Assignment, now: datetime) -> None:
        """Recall what was delegated from an assignment once that is over; each unit below hears of it by the log."""
        if assignment.is_unfinished:
            return
        for below in self.assignments.delegated_from(assignment):
            reason = f"{assignment.department}的交办已经了结，转派随之收回"
            self.act(Act.RECALL, SUPERVISION_SYSTEM, now, reason, below.department, below)

    @property
    def dissenting(self) -> tuple[str, ...]:
        """Departments that dissent, which a leader is to settle."""
        asked = self.leader_question.asked if self.leader_question else ()
        return tuple(dict.fromkeys(one.by for one in asked if one.by not in _ASKING_FOR_ALL))

    def drop_dissents(self, departments: Collection[str], cause: Act, now: datetime) -> None:
        """Drop what departments put before a leader, since it is settled otherwise; they hear of it by the log."""
        dropped = [name for name in self.dissenting if name in departments]
        if self.leader_question and dropped:
            self.leader_question = self.leader_question.without(*dropped)
            self.note_lapses((Lapse(Request.QUESTION, name) for name in dropped), cause, now)

    def _end_dissent(self, assignment: Assignment, act: Act, now: datetime) -> None:
        """Drop the dissent of a department that is out of the case, and end the dispute if there is no other."""
        if assignment.state not in (AssignmentState.DECLINED, AssignmentState.WITHDRAWN):
            return
        self.drop_dissents([assignment.department], act, now)
        if self.state is CaseState.DISPUTED and not self.dissenting:
            reason = f"{assignment.department}不再办理，没有要裁定的不同意见"
            self.act(Act.RESUME, SUPERVISION_SYSTEM, now, reason)

    def _stop_giving_back(self, now: datetime) -> None:
        """Recall what the line that the case came from has not accepted: its callers were answered here."""
        for handover in [one for one in self.handovers if one.gives_back and one.state is HandoverState.PENDING]:
            reason = "已经答复来电人，不再退回"
            self.act(Act.RECALL_FROM_LINE, SUPERVISION_SYSTEM, now, reason, handover.line, handover=handover)
            handover.end_without_result(reason, now)

    def allow_reopening(self, now: datetime) -> None:
        """Let callers have the case reopened until the end of the last of the days that the rules give (R8.7)."""
        last = local_day(now) + timedelta(days=self.timetable.limits.callbacks.reopening_days)
        self.reopen_by = begin_of(last + timedelta(days=1))

    def withdraw_assignments(self, now: datetime, reason: str) -> None:
        """Take the case from every department that has it, as an effect of another act; each hears of it by the log."""
        for assignment in self.assignments.given:
            self.act(Act.TAKE_BACK, SUPERVISION_SYSTEM, now, reason, assignment.department, assignment)

    def withdraw_accused(self, now: datetime, reason: str) -> None:
        """Take the case from whoever has it and must step aside (R8.3), units below included, as ``reason`` says."""
        for assignment in self.assignments.unfinished:
            if assignment.is_unfinished and self.recused.bars(self.current(assignment.department)):
                act = Act.RECALL if assignment.is_delegated else Act.TAKE_BACK
                self.act(act, SUPERVISION_SYSTEM, now, reason, assignment.department, assignment)
