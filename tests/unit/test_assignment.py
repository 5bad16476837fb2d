"""Assignments: deadlines, extensions, reminders and supervision (R3.1 to R4.2)."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hotline_server.domain import deadlines
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.assignments import Assignments
from hotline_server.domain.decision_due import DecisionDue
from hotline_server.domain.errors import InvalidFieldsError
from hotline_server.domain.lifecycle.state import AssignmentState
from hotline_server.domain.parties import Designation
from hotline_server.domain.timetable import Pressure, Timetable
from hotline_server.domain.working_days import MAX_WORKING_DAYS, WorkingCalendar
from hotline_server.rulebook.decision import Urgency
from hotline_server.rulebook.limits import AlarmLevel, TimeLimits
from hotline_server.rulebook.time_limit import working_days

MONDAY = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
LIMITS = TimeLimits(
    opens=time(9),
    closes=time(18),
    accept_minutes={Urgency.NORMAL: 240, Urgency.URGENT: 60, Urgency.CRITICAL: 15},
    first_progress_minutes={Urgency.CRITICAL: 30},
    next_progress_minutes={Urgency.CRITICAL: 120},
    nudge_days=2,
    reminder_days=1,
    supervision_days=3,
    rework_days=5,
    emergency_supervision_minutes=120,
    emergency_rework_minutes=120,
    emergency_leader_minutes=30,
    emergency_decision_minutes=30,
    emergency_review_minutes=45,
    emergency_answer_minutes=60,
    verify_minutes=15,
    question_seconds=60,
    realarm_minutes=3,
    desk_minutes=30,
    amend_minutes=60,
    confirmation_minutes=10,
    objection_days=2,
    decision_days=1,
    notice_days=1,
    delegation_days=1,
    delegation_percent=70,
    leader_days=1,
    review_days=2,
    end_review_days=1,
    answer_days=1,
    follow_up_days=5,
    close_days=7,
    archive_days=30,
    alarm_levels=(AlarmLevel("值班室", 5),),
    leader_posts=("值班领导",),
)
TIMETABLE = Timetable(LIMITS, WorkingCalendar(LIMITS.opens, LIMITS.closes, {}))
DUE = DecisionDue.within(working_days(1), MONDAY, TIMETABLE)
TAXI, POLICE, SCHOOLS = "交通运输局", "公安局", "教育局"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a local time in November 2026."""
    return datetime(2026, 11, day, hour - 8, minute, tzinfo=UTC)


def assigned(days: int = 5, urgency: Urgency = Urgency.NORMAL) -> Assignment:
    return Assignment.assign(1, Designation(TAXI, (), working_days(days)), TAXI, urgency, MONDAY, TIMETABLE)


class TestTimetable:
    def test_acceptance_of_a_normal_case_is_due_within_working_hours(self) -> None:
        assert TIMETABLE.accept_by(Urgency.NORMAL, at(23, 17)) == at(24, 12)

    def test_acceptance_of_an_urgent_case_is_due_around_the_clock(self) -> None:
        assert TIMETABLE.accept_by(Urgency.URGENT, at(23, 23)) == at(23, 23) + timedelta(hours=1)

    def test_progress_is_due_only_if_the_rule_book_requires_it(self) -> None:
        """R3.3."""
        assert TIMETABLE.first_progress_by(Urgency.NORMAL, MONDAY) is None
        assert TIMETABLE.first_progress_by(Urgency.CRITICAL, MONDAY) == MONDAY + timedelta(minutes=30)
        assert TIMETABLE.next_progress_by(Urgency.CRITICAL, MONDAY) == MONDAY + timedelta(hours=2)

    @pytest.mark.parametrize(
        ("reached", "due"),
        [
            (Pressure.NONE, at(26, 9)),
            (Pressure.NUDGED, at(27, 9)),
            (Pressure.REMINDED, at(30, 18)),
            (Pressure.SUPERVISED, at(30, 18)),
        ],
    )
    def test_nudges_and_reminders_are_sent_at_the_start_of_a_working_day(
        self, reached: Pressure, due: datetime
    ) -> None:
        """R4.1: two working days and one working day before Monday the 30th, across a weekend."""
        assert TIMETABLE.pressure_due(at(30, 18), reached) == due

    @pytest.mark.parametrize(
        ("now", "passed"),
        [
            (at(25, 18), Pressure.NONE),
            (at(26, 9), Pressure.NUDGED),
            (at(27, 8, 59), Pressure.NUDGED),
            (at(27, 9), Pressure.REMINDED),
            (at(30, 19), Pressure.REMINDED),
        ],
    )
    def test_elapsed_steps_are_skipped(self, now: datetime, passed: Pressure) -> None:
        assert TIMETABLE.pressure_passed(at(30, 18), Pressure.NONE, now) is passed

    @pytest.mark.parametrize(
        ("now", "begins"),
        [(at(29, 17), Pressure.REMINDED), (at(27, 8, 45), Pressure.REMINDED), (at(23, 9), Pressure.NONE)],
    )
    def test_nobody_is_reminded_of_a_limit_soon_after_it_was_set(self, now: datetime, begins: Pressure) -> None:
        assert TIMETABLE.pressure_at(at(30, 18), now) is begins
        assert TIMETABLE.pressure_at(now + timedelta(hours=24), now) is Pressure.REMINDED

    def test_pressure_never_decreases(self) -> None:
        assert TIMETABLE.pressure_passed(at(30, 18), Pressure.RAISED, at(23, 9)) is Pressure.RAISED


class TestAssign:
    def test_a_new_assignment_has_due_times(self) -> None:
        """R3.1."""
        assignment = assigned()
        assert assignment.deadline == assignment.limit == at(30, 18)
        assert assignment.accept_by == at(23, 13, 30)
        assert assignment.pressure is Pressure.NONE
        assert assignment.sign_by == assignment.accept_by

    def test_a_short_limit_skips_the_nudge(self) -> None:
        assert assigned(days=1).pressure is Pressure.REMINDED

    def test_only_the_lead_department_leads(self) -> None:
        """R2.5."""
        both = Designation(TAXI, (POLICE,), working_days(5))
        parts = [Assignment.assign(1, both, name, Urgency.NORMAL, MONDAY, TIMETABLE) for name in (TAXI, POLICE)]
        assert [part.leads for part in parts] == [True, False]


class TestDepartment:
    def test_accepting_a_critical_case_schedules_progress_reports(self) -> None:
        assignment = assigned(urgency=Urgency.CRITICAL)
        assignment.state = AssignmentState.ACCEPTED
        assignment.accept(Urgency.CRITICAL, MONDAY, TIMETABLE)
        assert assignment.accepted_at == MONDAY
        assert MONDAY + timedelta(minutes=30) == assignment.sign_by
        assignment.expect_progress(Urgency.CRITICAL, MONDAY, TIMETABLE)
        assert MONDAY + timedelta(hours=2) == assignment.sign_by

    def test_a_reply_clears_due_times_and_the_pending_extension(self) -> None:
        assignment = assigned()
        assignment.accept(Urgency.NORMAL, MONDAY, TIMETABLE)
        assignment.ask_extension(3, "难度大", DUE)
        assignment.state = AssignmentState.REPLIED
        assignment.submit_reply("已处罚司机", at(25, 10), TIMETABLE)
        assert assignment.reply == "已处罚司机"
        assert assignment.progress_by is None
        assert assignment.extension_days == 0


class TestExtension:
    """R3.2."""

    @pytest.mark.parametrize("days", [0, MAX_WORKING_DAYS - 5 + 1])
    def test_extensions_are_limited_to_thirty_working_days_in_total(self, days: int) -> None:
        with pytest.raises(InvalidFieldsError, match="最多还能延 25 个"):
            deadlines.check_extension(assigned(), days, assigned().latest, TIMETABLE)
        deadlines.check_extension(assigned(), MAX_WORKING_DAYS - 5, assigned().latest, TIMETABLE)

    def test_granting_extends_the_deadline_and_restarts_the_reminders(self) -> None:
        assignment = assigned(days=1)
        assignment.ask_extension(4, "难度大", DUE)
        deadlines.grant_extension(assignment, at(24, 10), TIMETABLE)
        assert (assignment.days, assignment.extended, assignment.extension_days) == (5, 1, 0)
        assert assignment.limit == assignment.deadline == at(30, 18)
        assert assignment.pressure is Pressure.NONE

    def test_a_refused_extension_leaves_the_deadline_unchanged(self) -> None:
        assignment = assigned()
        assignment.ask_extension(3, "难度大", DUE)
        assignment.refuse_extension()
        assert (assignment.days, assignment.deadline, assignment.extension_reason) == (5, at(30, 18), "")


class TestDeadline:
    def test_a_deadline_moves_when_the_calendar_changes(self) -> None:
        closed = Timetable(LIMITS, WorkingCalendar(LIMITS.opens, LIMITS.closes, {at(26, 12).date(): False}))
        assignment = assigned()
        assert deadlines.recompute(assignment, closed)
        assert assignment.limit == assignment.deadline == datetime(2026, 12, 1, 10, tzinfo=UTC)
        assert not deadlines.recompute(assignment, closed)

    def test_a_further_limit_moves_if_it_spans_the_day(self) -> None:
        closed = Timetable(LIMITS, WorkingCalendar(LIMITS.opens, LIMITS.closes, {at(26, 12).date(): False}))
        assignment = assigned()
        deadlines.supervise(assignment, working_days(2), MONDAY, TIMETABLE)
        deadlines.recompute(assignment, closed)
        assert assignment.limit == at(25, 18)
        deadlines.supervise(assignment, working_days(3), MONDAY, TIMETABLE)
        assert assignment.limit == at(26, 18)
        assert deadlines.recompute(assignment, closed)
        assert assignment.limit == at(27, 18)

    def test_acceptance_is_due_later_if_the_day_is_set_free(self) -> None:
        closed = Timetable(LIMITS, WorkingCalendar(LIMITS.opens, LIMITS.closes, {at(23, 12).date(): False}))
        assignment = assigned()
        deadlines.follow_calendar(assignment, Urgency.NORMAL, TIMETABLE.calendar, closed)
        assert assignment.accept_by == at(24, 13)
        deadlines.follow_calendar(assignment, Urgency.NORMAL, closed.calendar, closed)
        assert assignment.accept_by == at(24, 13)


class TestOverdue:
    """Whatever becomes of an overdue assignment, it was overdue (R6.1)."""

    def test_it_is_overdue_since_its_deadline(self) -> None:
        assignment = assigned(days=1)
        assignment.note_overdue(at(24, 18))
        assert assignment.overdue_since is None
        assignment.note_overdue(at(24, 19))
        assert assignment.overdue_since == assignment.deadline == at(24, 18)

    def test_a_reply_in_time_is_never_overdue(self) -> None:
        assignment = assigned(days=1)
        assignment.submit_reply("已处罚司机", at(24, 10), TIMETABLE)
        deadlines.return_for_rework(assignment, working_days(1), at(24, 11), TIMETABLE)
        assignment.note_overdue(at(30, 18))
        assert assignment.overdue_since is None

    def test_a_further_limit_does_not_make_it_timely(self) -> None:
        assignment = assigned(days=1)
        assignment.note_overdue(at(25, 9))
        deadlines.supervise(assignment, working_days(3), at(25, 9), TIMETABLE)
        assert assignment.limit > at(25, 9) > assignment.deadline == assignment.overdue_since

    def test_it_was_not_if_the_day_turns_out_to_have_been_free(self) -> None:
        closed = Timetable(LIMITS, WorkingCalendar(LIMITS.opens, LIMITS.closes, {at(24, 12).date(): False}))
        assignment = assigned(days=1)
        assignment.note_overdue(at(25, 9))
        deadlines.recompute(assignment, closed)
        assert assignment.overdue_since is None


class TestPressure:
    def test_supervision_sets_a_new_limit_and_is_counted(self) -> None:
        """R4.1."""
        assignment = assigned()
        deadlines.supervise(assignment, working_days(2), MONDAY, TIMETABLE)
        assert (assignment.limit, assignment.supervisions, assignment.pressure) == (at(25, 18), 1, Pressure.SUPERVISED)
        deadlines.raise_supervision(assignment, working_days(4), MONDAY, TIMETABLE)
        assert (assignment.limit, assignment.supervisions, assignment.pressure) == (at(27, 18), 2, Pressure.RAISED)

    def test_supervision_does_not_undo_a_raise(self) -> None:
        assignment = assigned()
        deadlines.raise_supervision(assignment, working_days(2), MONDAY, TIMETABLE)
        deadlines.supervise(assignment, working_days(4), MONDAY, TIMETABLE)
        assert assignment.pressure is Pressure.RAISED

    def test_three_reworks_mark_an_assignment_as_unsolved(self) -> None:
        """R4.2."""
        assignment = assigned()
        for count in (1, 2, 3):
            assert not assignment.is_unsolved
            deadlines.return_for_rework(assignment, working_days(5), MONDAY, TIMETABLE)
            assert assignment.reworks == count
        assert assignment.is_unsolved

    def test_a_reminder_to_accept_is_counted_and_moves_the_next_one_alone(self) -> None:
        """R3.1: it had to be accepted when it was."""
        assignment = assigned()
        due = assignment.accept_by
        assert assignment.nudge_due(Urgency.NORMAL, TIMETABLE) == due
        assignment.nudge(due)
        assert (assignment.reminded_to_accept, assignment.accept_by) == (1, due)
        assert assignment.nudge_due(Urgency.NORMAL, TIMETABLE) == at(23, 17, 30)


class TestAssignments:
    """R2.5."""

    def add(self, *cohandlers: str) -> Assignments:
        assignments = Assignments()
        assignments.add(Designation(TAXI, cohandlers, working_days(5)), Urgency.NORMAL, MONDAY, TIMETABLE, MONDAY)
        return assignments

    def test_numbering_goes_on_when_a_case_is_assigned_again(self) -> None:
        assignments = self.add(POLICE)
        assignments.add(Designation(SCHOOLS, (), working_days(5)), Urgency.NORMAL, MONDAY, TIMETABLE, MONDAY)
        assert [one.number for one in assignments] == [1, 2, 3]

    def test_cohandlers_replies_are_collected_and_no_longer_owed(self) -> None:
        assignments = self.add(POLICE, SCHOOLS)
        assert assignments.owing_cohandlers == [POLICE, SCHOOLS]
        assignments[1].state = AssignmentState.REPLIED
        assignments[1].submit_reply("已巡查", MONDAY, TIMETABLE)
        assert assignments.owing_cohandlers == [SCHOOLS]
        assert assignments.replied == [assignments[1]]
        assert assignments.cohandler_replies == "公安局：已巡查"
        assignments.add(Designation(TAXI, (POLICE,), working_days(5)), Urgency.NORMAL, MONDAY, TIMETABLE, MONDAY)
        assignments[-1].submit_reply("已整改", MONDAY, TIMETABLE)
        assert assignments.cohandler_replies == "公安局：已整改", "not again what it replied the first time"
