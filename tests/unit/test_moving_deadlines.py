"""Deadlines that waiting, re-routing, extending and delegating move, in every order (R3.2, R8.6)."""

from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from hotline_server.domain.acts import (
    changes,
    delegation,
    departments,
    leaders,
    rerouting,
    review,
    supervision,
    suspension,
    triage,
)
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.dues import run_due_acts
from hotline_server.domain.errors import DomainError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState
from hotline_server.domain.parties import Designation
from hotline_server.domain.promise import Promise
from hotline_server.domain.timetable import Timetable
from hotline_server.domain.working_days import MAX_WORKING_DAYS, WorkingCalendar
from hotline_server.ground.clock import local_day
from hotline_server.rulebook.time_limit import TimeLimit, hours, working_days
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.case_files import CALENDAR, DEPARTMENT, DESK, LEADER, LIMITS, new_file
from tests.hotline import MONDAY, thorough

POLICE, TRANSPORT, SECTION = "公安局", "交通运输局", "治安管理支队"
BY_RULE = TimeLimit(())
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def in_hand(limit: TimeLimit) -> CaseFile:
    """Return a case that the police have in hand."""
    file = new_file()
    triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (), limit))
    departments.accept(file, DEPARTMENT, MONDAY, POLICE)
    return file


def lead_of(file: CaseFile) -> Assignment:
    lead = file.assignments.lead
    assert lead is not None
    return lead


def below(file: CaseFile) -> Assignment:
    unit = file.assignments.open(SECTION)
    assert unit is not None
    return unit


def wait(file: CaseFile, since: datetime, until: datetime) -> None:
    """Let the departments wait for a leader."""
    leaders.escalate(file, DESK, since, "面广", "请批示", hold=True)
    leaders.instruct(file, LEADER, until, "继续办", None)


def is_late(one: Assignment, now: datetime) -> bool:
    """Return True if it counts as overdue: its clock runs, or stopped only after its deadline."""
    clock = one.standstills[-1].since if one.stands else now
    taken = one.state in (AssignmentState.DECLINED, AssignmentState.WITHDRAWN)
    return one.overdue_since is not None or (not taken and (one.first_replied_at or clock) > one.deadline)


class MovingLife(RuleBasedStateMachine):
    """A case whose lead waits, changes, asks for time and delegates."""

    @initialize(limit=st.sampled_from([working_days(2), working_days(20), working_days(30), hours(40)]))
    def assign(self, limit: TimeLimit) -> None:
        self.file, self.now = in_hand(limit), MONDAY
        # Working days waited, kept apart from the assignments; a wait counts from the day after it began.
        self.waited, self.waits_since = 0, MONDAY
        # Assignments that were overdue, with how often they had been extended.
        self.late: dict[int, int] = {}

    @property
    def name(self) -> str:
        return lead_of(self.file).department

    @property
    def waits(self) -> bool:
        return self.file.is_held or self.file.state is CaseState.SUSPENDED

    @property
    def works(self) -> bool:
        return self.file.state is CaseState.IN_PROGRESS

    @property
    def has_unit_below(self) -> bool:
        return self.file.assignments.open(SECTION) is not None

    @property
    def last(self) -> datetime:
        """When the 30th working day ends, beside those waited."""
        lasting = CALENDAR.count(local_day(self.waits_since), local_day(self.now)) if self.waits else 0
        return CALENDAR.deadline(MONDAY, MAX_WORKING_DAYS + self.waited + lasting).at

    def stopping(self, *, waited_before: bool) -> None:
        if self.waits and not waited_before:
            self.waits_since = self.now
        elif waited_before and not self.waits:
            self.waited += CALENDAR.count(local_day(self.waits_since), local_day(self.now))

    @precondition(lambda self: not self.file.is_held)
    @rule()
    def hold(self) -> None:
        before = self.waits
        leaders.escalate(self.file, DESK, self.now, "面广", "请批示", hold=True)
        self.stopping(waited_before=before)

    @precondition(lambda self: self.file.is_held)
    @rule()
    def instruct(self) -> None:
        leaders.instruct(self.file, LEADER, self.now, "继续办", None)
        self.stopping(waited_before=True)

    @precondition(lambda self: self.works)
    @rule()
    def suspend(self) -> None:
        promise = Promise("要等汛期过去", "先围挡", self.name, local_day(self.now) + 30 * DAY, (), self.now)
        before = self.waits
        suspension.suspend(self.file, DESK, self.now, "属实", promise)
        self.stopping(waited_before=before)

    @precondition(lambda self: self.file.state is CaseState.SUSPENDED)
    @rule()
    def end_suspension(self) -> None:
        suspension.end_suspension(self.file, DESK, self.now, "汛期过了", kept=True)
        self.stopping(waited_before=True)

    # Once the 30 working days have run out, whoever gets the case has 30 of its own.
    @precondition(lambda self: self.works and self.now < self.last)
    @rule(keeps=st.booleans())
    def reroute(self, *, keeps: bool) -> None:
        other = TRANSPORT if self.name == POLICE else POLICE
        helpers = (self.name,) if keeps else ()
        comes = self.file.assignments.open(other) is None
        rerouting.reroute(self.file, DESK, self.now, "应由它牵头", Designation(other, helpers, working_days(7)))
        departments.accept(self.file, DEPARTMENT, self.now, other)
        if comes and not keeps:
            # A wait takes nothing from those who come after it; who was there gets it back when it ends.
            assert lead_of(self.file).latest == self.last

    @precondition(lambda self: not lead_of(self.file).extension_days)
    @rule(days=st.sampled_from([1, 9]))
    def ask_for_time(self, days: int) -> None:
        with suppress(DomainError):
            departments.ask_extension(self.file, DEPARTMENT, self.now, self.name, days, "难度大")

    @precondition(lambda self: lead_of(self.file).extension_days > 0)
    @rule()
    def extend(self) -> None:
        review.decide_extension(self.file, DESK, self.now, self.name, "情况属实", consent=True)

    @precondition(lambda self: not self.has_unit_below and not self.waits)
    @rule(limit=st.sampled_from([BY_RULE, working_days(3), hours(50)]))
    def delegate(self, limit: TimeLimit) -> None:
        with suppress(DomainError):
            delegation.delegate(self.file, DEPARTMENT, self.now, self.name, [SECTION], "请核实", limit)

    @precondition(lambda self: self.has_unit_below and not self.waits)
    @rule(limit=st.sampled_from([BY_RULE, working_days(1), hours(30)]))
    def change_limit(self, limit: TimeLimit) -> None:
        notes = len(self.file.notes)
        with suppress(DomainError):
            delegation.change_limit(self.file, DEPARTMENT, self.now, self.name, SECTION, "调整", limit)
        if len(self.file.notes) > notes:
            told = datetime.fromisoformat(self.file.notes[-1].details["deadline"])
            assert told - timedelta(minutes=1) < below(self.file).deadline <= told

    @rule(hours=st.sampled_from([1, 7, 26, 24 * 3, 24 * 12]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        run_due_acts(self.file, self.now)

    @invariant()
    def no_deadline_exceeds_thirty_working_days_beside_those_waited(self) -> None:
        """R3.2."""
        for one in self.file.assignments:
            assert one.deadline <= one.latest <= self.last
            assert one.limit <= one.latest or (one.further_since or MONDAY) >= one.latest

    @invariant()
    def whoever_was_overdue_stays_so(self) -> None:
        """R6.1: but for an extension that was asked for in time and is granted late."""
        for one in self.file.assignments:
            if self.late.get(one.number, one.extended) != one.extended:
                self.late.pop(one.number)
            assert is_late(one, self.now) or one.number not in self.late
            if is_late(one, self.now):
                self.late[one.number] = one.extended


TestMovingLife = MovingLife.TestCase
TestMovingLife.settings = settings(max_examples=thorough(300), stateful_step_count=30)


def test_another_limit_after_a_wait_ends_when_it_says() -> None:
    """R8.4: by the clock and in working days."""
    for limit in (hours(9), working_days(2)):
        file = in_hand(working_days(7))
        delegation.delegate(file, DEPARTMENT, MONDAY, POLICE, [SECTION], "请核实", working_days(3))
        wait(file, MONDAY + HOUR, MONDAY + DAY + 5 * HOUR)
        now = MONDAY + DAY + 6 * HOUR
        delegation.change_limit(file, DEPARTMENT, now, POLICE, SECTION, "提前", limit)
        assert below(file).deadline == below(file).limit == file.timetable.due(now, limit, below(file).latest).at


def test_a_wait_does_not_move_a_deadline_that_has_passed() -> None:
    """R6.1: nor does more time make up for it."""
    file = in_hand(working_days(2))
    lead = lead_of(file)
    late = lead.deadline + HOUR
    before = lead.deadline
    wait(file, late, late + 5 * DAY)
    assert (lead.deadline, lead.overdue_since) == (before, before)
    with pytest.raises(DomainError, match="已经到期"):
        departments.ask_extension(file, DEPARTMENT, late + 5 * DAY, POLICE, 5, "难度大")


def test_a_further_limit_by_the_clock_moves_with_a_wait() -> None:
    """R8.4: that of a unit below."""
    file = in_hand(working_days(7))
    delegation.delegate(file, DEPARTMENT, MONDAY, POLICE, [SECTION], "请核实", working_days(1))
    now = below(file).deadline + HOUR
    delegation.supervise_unit(file, DEPARTMENT, now, POLICE, SECTION, "超期", hours(20))
    wait(file, now + HOUR, now + 4 * HOUR)
    assert below(file).limit == now + 23 * HOUR


def test_whoever_is_given_the_case_after_a_wait_has_time() -> None:
    """R8.6: what waited for three months is not overdue at once."""
    file = in_hand(working_days(7))
    end = MONDAY + 90 * DAY
    wait(file, MONDAY, end)
    rerouting.reroute(file, DESK, end, "应由它牵头", Designation(TRANSPORT, (), working_days(7)))
    assert lead_of(file).deadline == CALENDAR.deadline(end, 7).at
    run_due_acts(file, end)
    assert Act.SUPERVISE not in {note.act for note in file.notes}


class TestAssignedAgain:
    """As a leader instructs (R2.4, R3.2): a department's time counts from its own assignment, the thirty days go on."""

    def instructed(self, now: datetime, limit: TimeLimit) -> CaseFile:
        file = in_hand(working_days(7))
        leaders.escalate(file, DESK, now, "面广", "请批示")
        leaders.instruct(file, LEADER, now, "仍由公安办", Designation(POLICE, (), limit))
        return file

    def test_the_reply_is_due_from_the_new_assignment(self) -> None:
        now = MONDAY + 3 * DAY
        file = self.instructed(now, working_days(7))
        assert lead_of(file).deadline == CALENDAR.deadline(now, 7).at

    def test_thirty_working_days_count_on_from_the_first(self) -> None:
        file = self.instructed(MONDAY + 3 * DAY, working_days(MAX_WORKING_DAYS))
        assert lead_of(file).deadline == CALENDAR.deadline(MONDAY, MAX_WORKING_DAYS).at

    def test_whoever_was_overdue_before_was_overdue(self) -> None:
        file = self.instructed(MONDAY + 20 * DAY, working_days(7))
        taken, given = file.assignments
        assert (taken.overdue_since, given.overdue_since) == (CALENDAR.deadline(MONDAY, 7).at, None)

    def test_thirty_working_days_that_have_run_out_count_anew(self) -> None:
        """Nobody is overdue at once."""
        now = MONDAY + 90 * DAY
        file = self.instructed(now, working_days(7))
        assert lead_of(file).deadline == CALENDAR.deadline(now, 7).at


def test_a_deadline_that_a_day_set_free_moves_beyond_a_delay_undoes_it_and_the_log_says_so() -> None:
    """R3.2: as if the day had been known."""
    file = in_hand(working_days(2))
    lead, late = lead_of(file), MONDAY + timedelta(days=2, hours=12)
    supervision.supervise(file, DESK, late, POLICE, "逾期", 3)
    lead.note_overdue(late)
    assert lead.overdue_since == lead.deadline
    free = WorkingCalendar(LIMITS.opens, LIMITS.closes, {local_day(MONDAY) + DAY: False})
    file.timetable = Timetable(LIMITS, free)
    changes.recompute_deadlines(file, CALENDAR, DESK, late, "临时放假")
    assert lead.overdue_since is None
    assert "临时放假；期限后移，不再算逾期" in [note.reason for note in file.notes]
