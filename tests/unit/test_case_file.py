"""Invariants of a case under random acts of all parties over random time (P2, R3.2, R3.4)."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta

from hotline_server.desk.directory.comparison import initial
from hotline_server.domain.assignment import AssignmentState
from hotline_server.domain.assignments import Assignments
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.directory.naming import known_names
from hotline_server.domain.dues import next_due, run_due_acts
from hotline_server.domain.errors import DomainError
from hotline_server.domain.lifecycle import TABLE, Act, CaseState
from hotline_server.domain.open_question import OpenQuestion, QuestionReply
from hotline_server.domain.parties import Actor, Answer, CallerEntry, Designation, Role
from hotline_server.domain.proposals import DeclineReason
from hotline_server.domain.timetable import Timetable
from hotline_server.domain.working_days import MAX_WORKING_DAYS, WorkingCalendar
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.decision import DUTY_OFFICE, Outcome, Urgency
from hotline_server.rulebook.facts import DangerAnswer
from hotline_server.rulebook.files import read_files
from hotline_server.rulebook.loading import load
from hotline_server.rulebook.recusal import Recusal
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.hotline import MONDAY, thorough

DIRECTORY = initial((PROJECT / "sample" / "directory.yaml").read_bytes(), date(2026, 11, 24))
NAMES = known_names(DIRECTORY)
LIMITS = load(read_files(PROJECT / "rules"), NAMES).limits
CALENDAR = WorkingCalendar(LIMITS.opens, LIMITS.closes, {})
DEPARTMENTS = ("公安局", "教育局", "交通运输局", DUTY_OFFICE)
DESK = Actor("李值班", Role.DESK)
DEPARTMENT = Actor("王科长", Role.DEPARTMENT)
LEADER = Actor("赵市长", Role.LEADER)

departments = st.sampled_from(DEPARTMENTS)
designations = st.builds(
    lambda lead, helpers, days, may: Designation(lead, tuple(h for h in helpers if h != lead), days, may),
    departments,
    st.lists(departments, unique=True, max_size=2),
    st.integers(1, MAX_WORKING_DAYS),
    st.booleans(),
)
texts = st.sampled_from(["已办理", "情况属实", ""])


def new_file(urgency: Urgency = Urgency.NORMAL) -> CaseFile:
    return CaseFile(
        number="20261123-000001",
        version=1,
        state=CaseState.REGISTERED,
        since=MONDAY,
        outcome=Outcome.DESK,
        urgency=urgency,
        designation=Designation("", (), 7),
        registered_at=MONDAY,
        assignments=Assignments(),
        callers=[CallerEntry(1, answered=False)],
        recusal=lambda: Recusal(NAMES, ("教育局",)),
        timetable=Timetable(LIMITS, CALENDAR),
    )


class CaseLife(RuleBasedStateMachine):
    """A case and all parties that may act on it."""

    @initialize(urgency=st.sampled_from(Urgency))
    def register(self, urgency: Urgency) -> None:
        self.file = new_file(urgency)
        self.now = MONDAY
        self.calls = 1
        self.answered: set[int] = set()

    def attempt(self, act: Callable[[], None]) -> None:
        """Perform an act; a rejected one must change nothing."""
        before = (self.file.state, self.file.owner, next_due(self.file), len(self.file.notes))
        states = [assignment.state for assignment in self.file.assignments]
        try:
            act()
        except DomainError:
            after = (self.file.state, self.file.owner, next_due(self.file), len(self.file.notes))
            assert after == before
            assert [assignment.state for assignment in self.file.assignments] == states
        self.answered |= {answer.call_id for answer in self.file.answers}

    # --- the desk ---

    @rule(designation=designations)
    def assign(self, designation: Designation) -> None:
        self.attempt(lambda: self.file.assign(DESK, self.now, "研判", designation))

    @rule(department=departments)
    def refer(self, department: str) -> None:
        self.attempt(lambda: self.file.refer(DESK, self.now, "研判", department))

    @rule()
    def answer_directly(self) -> None:
        answer = Answer(0, "电话", "政策不支持,原因如下", "", supported=False, given=True)
        self.attempt(lambda: self.file.answer_directly(DESK, self.now, "研判", answer))

    @rule(attended=st.booleans())
    def propose_answers(self, *, attended: bool) -> None:
        self.attempt(lambda: self.file.propose_answers(DESK, self.now, "有政策", ["ZC-01"], attended=attended))

    @rule(reason=st.sampled_from(DeclineReason), remark=texts)
    def decline_proposals(self, reason: DeclineReason, remark: str) -> None:
        self.attempt(lambda: self.file.decline_proposals(DESK, self.now, reason, remark, ["ZC-01"]))

    @rule(department=departments, reason=texts)
    def lift_recusal(self, department: str, reason: str) -> None:
        self.attempt(lambda: self.file.lift_recusal(DESK, self.now, department, reason))

    @rule()
    def ask_leader(self) -> None:
        self.attempt(lambda: self.file.escalate(DESK, self.now, "面广", "请批示"))

    @precondition(lambda self: self.file.question is None and not self.file.awaits_confirmation)
    @rule(seconds=st.sampled_from([0, 60]))
    def ask_back(self, seconds: int) -> None:
        due_at = self.now + timedelta(seconds=seconds)
        question = OpenQuestion(("火灾",), {"火灾": "冒烟"}, ("看得到火吗？",), self.now, due_at)
        self.attempt(lambda: self.file.ask_back(DESK, self.now, "像有险情", question))

    @rule(answer=st.sampled_from(DangerAnswer))
    def answer_question(self, answer: DangerAnswer) -> None:
        def act() -> None:
            self.file.answer_question(DESK, self.now, QuestionReply(answer, "", "看不清"))
            match answer:
                case DangerAnswer.DANGER:
                    self.file.raise_emergency(DESK, self.now, "来电人确认", "火灾")
                case DangerAnswer.NO_DANGER:
                    self.file.close_question(self.now)
                case DangerAnswer.UNCLEAR:
                    self.file.alarm(DESK, self.now, "说不清")

        self.attempt(act)

    @rule()
    def raise_emergency(self) -> None:
        self.attempt(lambda: self.file.raise_emergency(DESK, self.now, "来电说着火"))

    @rule(designation=designations, confirmed=st.booleans())
    def verify(self, designation: Designation, *, confirmed: bool) -> None:
        if confirmed:
            self.attempt(lambda: self.file.confirm_emergency(DESK, self.now, "属实", designation))
        else:
            self.attempt(lambda: self.file.dismiss_emergency(DESK, self.now, "误报"))

    @rule(department=departments, consent=st.booleans())
    def decide_extension(self, department: str, *, consent: bool) -> None:
        self.attempt(lambda: self.file.decide_extension(DESK, self.now, department, "研究", consent=consent))

    @rule(accepted=st.booleans(), helpers=st.lists(departments, max_size=1), days=st.integers(0, 31))
    def review(self, helpers: list[str], days: int, *, accepted: bool) -> None:
        if accepted:
            self.attempt(lambda: self.file.accept_reply(DESK, self.now, ""))
        else:
            self.attempt(lambda: self.file.return_for_rework(DESK, self.now, helpers, "请到现场", days))

    @rule(department=departments, days=st.integers(0, 31))
    def supervise(self, department: str, days: int) -> None:
        self.attempt(lambda: self.file.supervise(DESK, self.now, department, "超期", days))

    @rule(department=departments)
    def withdraw(self, department: str) -> None:
        self.attempt(lambda: self.file.withdraw(DESK, self.now, department, "不再需要"))

    @rule()
    def record_result(self) -> None:
        self.attempt(lambda: self.file.record_result(DESK, self.now, "已解决"))

    @rule(call=st.integers(1, 4), given=st.booleans())
    def answer_caller(self, call: int, *, given: bool) -> None:
        answer = Answer(call, "电话" if given else "", "已解决", "", supported=True, given=given)
        self.attempt(lambda: self.file.answer_caller(DESK, self.now, answer))

    @rule()
    def join(self) -> None:
        def act() -> None:
            self.file.join(DESK, self.now, "同一件事", self.calls + 1, "20261123-000002")
            self.calls += 1

        self.attempt(act)

    @rule()
    def close(self) -> None:
        self.attempt(lambda: self.file.close(DESK, self.now, ""))

    @rule()
    def archive(self) -> None:
        self.attempt(lambda: self.file.archive(DESK, self.now, ""))

    # --- departments and leaders ---

    @rule(department=departments)
    def accept(self, department: str) -> None:
        self.attempt(lambda: self.file.accept(DEPARTMENT, self.now, department))

    @rule(department=departments, reason=texts)
    def send_back(self, department: str, reason: str) -> None:
        self.attempt(lambda: self.file.send_back(DEPARTMENT, self.now, department, reason))

    @rule(department=departments, text=texts)
    def progress(self, department: str, text: str) -> None:
        self.attempt(lambda: self.file.submit_progress(DEPARTMENT, self.now, department, text))

    @rule(department=departments)
    def dissent(self, department: str) -> None:
        self.attempt(lambda: self.file.dissent(DEPARTMENT, self.now, department, "不归我们"))

    @rule(department=departments, days=st.integers(-1, 40))
    def ask_extension(self, department: str, days: int) -> None:
        self.attempt(lambda: self.file.ask_extension(DEPARTMENT, self.now, department, days, "难度大"))

    @rule(department=departments, text=texts, missing=texts)
    def reply(self, department: str, text: str, missing: str) -> None:
        self.attempt(lambda: self.file.reply(DEPARTMENT, self.now, department, text, missing))

    @rule(department=departments)
    def answer_as_department(self, department: str) -> None:
        answer = Answer(1, "电话", "已解决", "", supported=True, given=True)
        self.attempt(lambda: self.file.answer_as_department(DEPARTMENT, self.now, department, answer))

    @rule(designation=st.none() | designations)
    def instruct(self, designation: Designation | None) -> None:
        self.attempt(lambda: self.file.instruct(LEADER, self.now, "速办", designation))

    # --- time ---

    @rule(hours=st.integers(1, 24 * 10))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        run_due_acts(self.file, self.now)

    @precondition(lambda self: next_due(self.file) is not None)
    @rule()
    def due_time_arrives(self) -> None:
        """Every due time triggers an act and is followed by a later one."""
        due = next_due(self.file)
        assert due is not None
        notes = len(self.file.notes)
        self.now = max(self.now, due)
        run_due_acts(self.file, self.now)
        following = next_due(self.file)
        assert len(self.file.notes) > notes
        assert following is None or following > self.now
        run_due_acts(self.file, self.now)
        assert next_due(self.file) == following

    # --- invariants ---

    @invariant()
    def state_changes_follow_the_table(self) -> None:
        state = CaseState.REGISTERED
        for note in self.file.notes:
            assert note.from_state is state
            targets = [row.target or state for row in TABLE if row.act is note.act and state in row.sources]
            assert note.to_state in targets
            state = note.to_state
        assert state is self.file.state

    @invariant()
    def every_open_case_has_an_owner_and_a_due_time(self) -> None:
        """P2: no case is forgotten before it is archived."""
        if self.file.state is CaseState.ARCHIVED:
            assert (next_due(self.file) is None) is self.file.erased
        else:
            assert self.file.owner
            assert next_due(self.file) is not None

    @invariant()
    def a_case_in_question_stays_with_the_desk(self) -> None:
        """R2.6: and the desk is alarmed within minutes."""
        if self.file.question:
            assert self.file.state is CaseState.REGISTERED
            assert self.file.owner == DUTY_OFFICE
            due = next_due(self.file)
            assert due is not None
            assert due <= self.now + timedelta(minutes=LIMITS.realarm_minutes)

    @invariant()
    def no_deadline_exceeds_thirty_working_days(self) -> None:
        """R3.2: with or without extensions."""
        for assignment in self.file.assignments:
            assert assignment.days <= MAX_WORKING_DAYS
            assert assignment.deadline <= CALENDAR.deadline(assignment.assigned_at, MAX_WORKING_DAYS).at
            assert assignment.deadline > assignment.assigned_at

    @invariant()
    def at_most_one_department_leads(self) -> None:
        """R2.5."""
        leading = [a for a in self.file.assignments if a.leads and a.is_unfinished]
        assert len(leading) <= 1
        names = [a.department for a in self.file.assignments if a.is_unfinished]
        assert len(names) == len(set(names))

    @invariant()
    def no_case_ends_without_an_answer(self) -> None:
        """R3.4: every caller, joined cases included, is answered or the reason is recorded."""
        if self.file.state.is_answered:
            assert all(caller.answered for caller in self.file.callers)
            assert self.answered
        if self.file.state.is_closed:
            assert not any(assignment.is_unfinished for assignment in self.file.assignments)

    @invariant()
    def a_department_sends_back_once(self) -> None:
        sent = [n.department for n in self.file.notes if n.act in (Act.SEND_BACK, Act.SEND_BACK_AS_COHANDLER)]
        assert len(sent) == len(set(sent))

    @invariant()
    def nobody_is_sent_a_case_that_accuses_them(self) -> None:
        """R8.3: unless a person lifted the recusal, with a reason."""
        if any(assignment.department == "教育局" for assignment in self.file.assignments):
            lifted = [note for note in self.file.notes if note.act is Act.LIFT_RECUSAL]
            assert [(note.actor, note.details["units"], bool(note.reason)) for note in lifted] == [
                (DESK, "教育局", True)
            ]

    @invariant()
    def every_limit_follows_the_assignment(self) -> None:
        for assignment in self.file.assignments:
            if assignment.state in (AssignmentState.ACCEPTED, AssignmentState.RETURNED):
                assert assignment.limit > assignment.assigned_at

    def teardown(self) -> None:
        """Check that the case can still be completed, whatever was done to it."""
        if not hasattr(self, "file"):
            return
        for _ in range(60):
            if self.file.state is CaseState.ARCHIVED:
                break
            self.take_next_step()
        assert self.file.state is CaseState.ARCHIVED
        assert all(caller.answered for caller in self.file.callers)

    def take_next_step(self) -> None:  # noqa: C901, PLR0912 - one branch a state
        """Perform the next regular step of the desk, a leader or a department."""
        file, now = self.file, self.now
        designation = Designation("公安局", (), 7)
        match file.state:
            case CaseState.REGISTERED if file.question:
                file.answer_question(DESK, now, QuestionReply(DangerAnswer.NO_DANGER, "", ""))
                file.close_question(now)
            case CaseState.REGISTERED:
                file.assign(DESK, now, "研判", designation)
            case CaseState.VERIFYING:
                file.confirm_emergency(DESK, now, "属实", designation)
            case CaseState.AWAITING_INSTRUCTION | CaseState.DISPUTED:
                file.instruct(LEADER, now, "速办", designation)
            case CaseState.REFERRED:
                file.record_result(DESK, now, "已解决")
            case CaseState.ASSIGNED | CaseState.IN_PROGRESS | CaseState.REWORKING | CaseState.RESPONDING:
                lead = file.assignments.lead
                assert lead is not None
                if lead.state is AssignmentState.ASSIGNED:
                    file.accept(DEPARTMENT, now, lead.department)
                else:
                    file.reply(DEPARTMENT, now, lead.department, "已办理", "不等协办")
            case CaseState.REPLIED:
                file.accept_reply(DESK, now, "")
            case CaseState.RESOLVED:
                caller = next(c for c in file.callers if not c.answered)
                answer = Answer(caller.call_id, "电话", "已解决", "", supported=True, given=True)
                file.answer_caller(DESK, now, answer)
            case CaseState.ANSWERED:
                for assignment in file.assignments:
                    if assignment.is_unfinished:
                        with suppress(DomainError):
                            file.withdraw(DESK, now, assignment.department, "已了结")
                file.close(DESK, now, "")
            case CaseState.CLOSED:
                file.archive(DESK, now, "")


TestCaseLife = CaseLife.TestCase
TestCaseLife.settings = settings(max_examples=thorough(500), stateful_step_count=40)


def in_working_hours(moment: datetime) -> bool:
    return CALENDAR.add_working_time(moment, 1) == moment + timedelta(minutes=1)


def test_nudges_and_reminders_are_sent_in_working_hours() -> None:
    file = new_file()
    file.assign(DESK, MONDAY, "研判", Designation("公安局", (), 7))
    file.accept(DEPARTMENT, MONDAY, "公安局")
    for expected in (Act.NUDGE, Act.REMIND):
        due = next_due(file)
        assert due is not None
        assert in_working_hours(due)
        run_due_acts(file, due)
        assert file.notes[-1].act is expected
