"""Aggregate of a case, its assignments and its callers.

A file is loaded, changed by one act and saved in one transaction; it does no I/O itself. The acts are the functions in
``acts``, a module for each group. Each checks its input, lets the tables of ``lifecycle`` move the case through
``CaseFile.act``, which appends to ``notes``, from which the log is written, and changes the rest. Automatic acts are in
``dues``.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hotline_server.domain import effects, standstills
from hotline_server.domain.alarms import Alarm
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.assignments import Assignments
from hotline_server.domain.decision_due import DecisionDue
from hotline_server.domain.directory.units import Duty
from hotline_server.domain.end_proposal import EndProposal
from hotline_server.domain.handover import Handover, Origin, open_handovers
from hotline_server.domain.interruption import Interruption
from hotline_server.domain.lapse import DECIDED_BY, Lapse, Request
from hotline_server.domain.leader_question import Asked, Hold, LeaderQuestion, is_held
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.execution import moves, next_assignment_state
from hotline_server.domain.lifecycle.situation import CaseStanding, Situation
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.open_question import OpenQuestion
from hotline_server.domain.parties import SUPERVISION_SYSTEM, Actor, Answer, CallerEntry, Designation, Note, Role
from hotline_server.domain.promise import Promise
from hotline_server.domain.proposals import Judgement
from hotline_server.domain.proposed_decision import ProposedDecision
from hotline_server.domain.referral import Referral
from hotline_server.domain.timetable import Timetable
from hotline_server.ground.clock import begin_of, local_day
from hotline_server.rulebook.decision import DUTY_OFFICE, Outcome, Urgency
from hotline_server.rulebook.limits import StepLimits
from hotline_server.rulebook.recusal import NOBODY, Recusal

RETENTION = timedelta(days=1095)
"""Default time from archiving a case to erasing its callers."""
NO_DETAILS: Mapping[str, str] = {}


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
            lapsed += effects.leave(self, target, now)
            self.since = now
            effects.let_ask_for_exclusion(self, target, now)
        self.interrupted = self.interrupted if target is CaseState.VERIFYING else None
        before, self.state = self.state, target
        effects.take_up_contacts(self, before, now)
        self.note_lapses((one for one in lapsed if one.request is not DECIDED_BY.get(act)), act, now)
        if on:
            self._recall_below(on, now)
            effects.end_dissent(self, on, act, now)
        if target is not before and target is CaseState.ANSWERED:
            effects.stop_giving_back(self, now)
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
        question = self.leader_question or LeaderQuestion(asked.at, ())
        self.leader_question = question.with_words(asked)

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

    def drop_proposed_decision(self, now: datetime) -> None:
        """Drop a proposed decision, since the desk or a danger has decided."""
        self.proposed_decision = None
        standstills.end_stepping_aside(self, now)

    def drop_requests(self) -> list[Lapse]:
        """Drop what the lead has asked for and nobody has decided on, and return it; whoever leads now asks anew."""
        lapsed = [Lapse(Request.END, self.end_proposal.department)] if self.end_proposal else []
        self.end_proposal = None
        if self.promise and self.promise.is_pending:
            lapsed.append(Lapse(Request.SUSPENSION, self.promise.asked_by))
            self.promise = None
        return lapsed

    def note_lapses(self, lapsed: Iterable[Lapse], cause: Act, now: datetime) -> None:
        """Let the log say what came to nothing by an act, so that nobody waits for it."""
        for one in lapsed:
            self.act(Act.LAPSE, SUPERVISION_SYSTEM, now, one.reason(cause), one.department, details=one.details)

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
        return tuple(dict.fromkeys(one.by for one in asked if one.by not in effects.ASKING_FOR_ALL))

    def drop_dissents(self, departments: Collection[str], cause: Act, now: datetime) -> None:
        """Drop what departments put before a leader, since it is settled otherwise; they hear of it by the log."""
        dropped = [name for name in self.dissenting if name in departments]
        if self.leader_question and dropped:
            lapsed = [Lapse(Request.QUESTION, name) for name in dropped]
            self.note_lapses((*lapsed, *effects.drop_questions_of(self, dropped)), cause, now)

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
