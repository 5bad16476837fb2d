"""Suspension until a promised date, while the departments' clocks stand still (R8.6)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hotline_server.domain import standstills
from hotline_server.domain.acts import (
    changes,
    contacts,
    departments,
    ends,
    leaders,
    rerouting,
    review,
    supervision,
    suspension,
    triage,
)
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.contacts import Notice
from hotline_server.domain.dues import next_due, run_due_acts
from hotline_server.domain.errors import InvalidFieldsError, UnmetConditionError
from hotline_server.domain.leader_question import Asked
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState
from hotline_server.domain.parties import Designation
from hotline_server.domain.promise import Promise
from hotline_server.ground.clock import begin_of, local_day
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.ends import EndReason
from hotline_server.rulebook.time_limit import TimeLimit, hours, working_days

from tests.case_files import CALENDAR, DEPARTMENT, DESK, LEADER, new_file, tell_callers
from tests.hotline import MONDAY

ROADS, POLICE = "住房和城乡建设局", "公安局"
UNLAWFUL = EndReason("J01", Outcome.EXPLAINED, "没有新情况")
TODAY = local_day(MONDAY)
PROMISE = Promise(
    reason="要等汛期过去才能开挖",
    measures="先设围挡和警示灯",
    owner=ROADS,
    promised_on=TODAY + timedelta(days=60),
    reviews=(TODAY + timedelta(days=20), TODAY + timedelta(days=40)),
    asked_at=MONDAY,
)

"""From a Monday on: reviews on a Sunday and a Saturday, seen to on the next working day, and a promise for a Friday."""
DUE = (
    *(CALENDAR.end_of(CALENDAR.after(day, 1)) for day in PROMISE.reviews),
    CALENDAR.start_of(CALENDAR.after(PROMISE.promised_on, 1)),
)


def at_work(limit: TimeLimit | None = None) -> CaseFile:
    """Return a case that the lead has accepted."""
    file = new_file()
    triage.assign(file, DESK, MONDAY, "研判", Designation(ROADS, (), limit or working_days(7)))
    departments.accept(file, DEPARTMENT, MONDAY, ROADS)
    tell_callers(file)
    return file


def suspended() -> CaseFile:
    file = at_work()
    suspension.ask_suspension(file, DEPARTMENT, MONDAY, ROADS, PROMISE)
    suspension.suspend(file, DESK, MONDAY, "情况属实", None)
    return file


class TestSuspension:
    def test_the_department_asks_and_the_desk_consents(self) -> None:
        file = suspended()
        assert file.state is CaseState.SUSPENDED
        assert file.promise == replace(PROMISE, agreed=True, asked_by=ROADS)
        assert file.owner == ROADS
        assert file.notes[-1].details["promised_on"] == PROMISE.promised_on.isoformat()

    def test_whoever_does_the_work_today_is_told_what_the_desk_decides(self) -> None:
        """P3."""
        file = at_work()
        suspension.ask_suspension(file, DEPARTMENT, MONDAY, ROADS, PROMISE)
        file.current = lambda name: {ROADS: "交通运输局"}.get(name, name)
        changes.hand_over(file)
        assert file.promise is not None
        assert file.promise.asked_by == "交通运输局"

    def test_what_is_asked_for_waits_on_the_list_of_the_desk(self) -> None:
        file = at_work()
        suspension.ask_suspension(file, DEPARTMENT, MONDAY, ROADS, PROMISE)
        due = next_due(file)
        assert due is not None
        assert due < file.assignments[0].deadline
        run_due_acts(file, due)
        assert (file.notes[-1].act, file.notes[-1].reason) == (Act.REMIND_DESK, "承办单位申请暂缓，等值班室答复")
        with pytest.raises(UnmetConditionError, match="还没有答复"):
            suspension.ask_suspension(file, DEPARTMENT, due, ROADS, PROMISE)
        suspension.refuse_suspension(file, DESK, due, "可以分段施工")
        assert (file.state, file.promise) == (CaseState.IN_PROGRESS, None)

    def test_the_desk_is_reminded_until_the_caller_is_told_and_on_every_day(self) -> None:
        file = suspended()
        first = next_due(file)
        assert first is not None
        assert first < begin_of(PROMISE.reviews[0])
        run_due_acts(file, first)
        assert file.notes[-1].act is Act.REMIND_DESK
        contacts.record_notice(file, DESK, first, Notice(1, "电话", "汛期后办好", given=True))
        for expected in DUE:
            due = next_due(file)
            assert due == expected
            run_due_acts(file, due)
            assert file.notes[-1].act is Act.REMIND_DESK
            suspension.review_suspension(file, DESK, due, "还在等")
        assert next_due(file) is not None

    def test_a_review_that_nobody_did_stays_due_however_often_the_desk_is_reminded(self) -> None:
        """R8.6: also when the next day of review has come."""
        file = suspended()
        first, second, _ = DUE
        for moment in (first, second):
            run_due_acts(file, moment)
            assert suspension.next_review(file, file.timetable) == first
        suspension.review_suspension(file, DESK, begin_of(PROMISE.reviews[1]) - timedelta(days=1), "还在等")
        assert suspension.next_review(file, file.timetable) == second
        suspension.review_suspension(file, DESK, begin_of(PROMISE.reviews[1]), "还在等")
        assert suspension.next_review(file, file.timetable) == DUE[-1]

    def test_nobody_is_supervised_while_it_lasts(self) -> None:
        file = suspended()
        run_due_acts(file, MONDAY + timedelta(days=50))
        assert {note.act for note in file.notes}.isdisjoint({Act.SUPERVISE, Act.NUDGE, Act.REMIND})
        with pytest.raises(UnmetConditionError, match="计时停着"):
            supervision.supervise(file, DESK, MONDAY, ROADS, "催问", 1)

    @pytest.mark.parametrize("kept", [True, False])
    def test_whether_it_was_kept_is_said_by_a_person(self, *, kept: bool) -> None:
        file = suspended()
        end = begin_of(PROMISE.promised_on)
        suspension.review_suspension(file, DESK, end - timedelta(days=10), "已招标")
        assert file.state is CaseState.SUSPENDED
        suspension.end_suspension(file, DESK, end, "现场看过", kept=kept)
        assert (file.state, file.promise) == (CaseState.IN_PROGRESS, None)
        assert file.notes[-1].details["kept"] == ("是" if kept else "否")
        lead = file.assignments[0]
        assert not lead.stands
        assert lead.deadline > end
        assert lead.overdue_since is None

    def test_rework_goes_on_as_rework(self) -> None:
        """R4.2."""
        file = at_work()
        departments.reply(file, DEPARTMENT, MONDAY, ROADS, "已修", "")
        review.return_for_rework(file, DESK, MONDAY, [], "没有修好", 0)
        suspension.suspend(file, DESK, MONDAY, "要等汛期过去", PROMISE)
        suspension.end_suspension(file, DESK, MONDAY, "汛期过了", kept=True)
        assert file.state is CaseState.REWORKING

    def test_whoever_is_done_early_replies(self) -> None:
        file = suspended()
        departments.reply(file, DEPARTMENT, MONDAY + timedelta(days=30), ROADS, "提前修好了", "")
        assert (file.state, file.promise) == (CaseState.REPLIED, None)
        assert not file.assignments[0].stands
        assert file.assignments[0].first_replied_at <= file.assignments[0].deadline  # type: ignore[operator]
        review.accept_reply(file, DESK, MONDAY + timedelta(days=30), "")

    def test_what_was_asked_for_waits_through_a_dispute(self) -> None:
        """R4.3: the desk still owes a decision, and is reminded of it."""
        file = at_work()
        suspension.ask_suspension(file, DEPARTMENT, MONDAY, ROADS, PROMISE)
        departments.dissent(file, DEPARTMENT, MONDAY, ROADS, "应当由交通运输局办")
        assert (file.state, file.promise and file.promise.is_pending) == (CaseState.DISPUTED, True)
        due = next_due(file)
        assert due is not None
        run_due_acts(file, due)
        assert "承办单位申请暂缓，等值班室答复" in [note.reason for note in file.notes]
        leaders.instruct(file, LEADER, due, "继续办", None)
        assert (file.state, file.promise and file.promise.is_pending) == (CaseState.IN_PROGRESS, True)

    def test_whoever_leads_next_asks_anew(self) -> None:
        file = at_work()
        suspension.ask_suspension(file, DEPARTMENT, MONDAY, ROADS, PROMISE)
        rerouting.reroute(file, DESK, MONDAY, "归公安", Designation(POLICE, (), working_days(7)))
        assert file.promise is None

    def test_a_proposed_end_is_decided_first(self) -> None:
        """R8.1: what a department proposed is not dropped without a word."""
        file = at_work()
        ends.propose_end(file, DEPARTMENT, MONDAY, ROADS, UNLAWFUL, "不属于受理范围")
        with pytest.raises(UnmetConditionError, match="提请终止办理还没有审核"):
            suspension.suspend(file, DESK, MONDAY, "属实", PROMISE)
        ends.refuse_end(file, DESK, MONDAY, "属于受理范围")
        suspension.suspend(file, DESK, MONDAY, "属实", PROMISE)
        assert file.state is CaseState.SUSPENDED

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            (replace(PROMISE, reason=" "), "promise.reason"),
            (replace(PROMISE, measures=""), "promise.measures"),
            (replace(PROMISE, owner=""), "promise.owner_department"),
            (replace(PROMISE, promised_on=TODAY, reviews=()), "promise.promised_on"),
            (replace(PROMISE, promised_on=TODAY + timedelta(days=5000)), "promise.promised_on"),
            (replace(PROMISE, reviews=PROMISE.reviews[::-1]), "promise.reviews_on"),
            (replace(PROMISE, reviews=(TODAY,)), "promise.reviews_on"),
            (replace(PROMISE, reviews=(PROMISE.promised_on,)), "promise.reviews_on"),
        ],
    )
    def test_a_promise_is_complete_and_in_order(self, wrong: Promise, field: str) -> None:
        file = at_work()
        with pytest.raises(InvalidFieldsError) as refused:
            suspension.suspend(file, DESK, MONDAY, "属实", wrong)
        assert field in {violation.field for violation in refused.value.violations}
        assert file.state is CaseState.IN_PROGRESS

    def test_there_must_be_a_promise_to_consent_to(self) -> None:
        with pytest.raises(InvalidFieldsError, match="没有申请暂缓"):
            suspension.suspend(at_work(), DESK, MONDAY, "属实", None)


class TestStandstill:
    def test_the_deadline_moves_by_the_working_days_that_were_waited(self) -> None:
        """R3.2: and so does the thirtieth working day; the plain deadline shows what it was."""
        file = at_work()
        lead = file.assignments[0]
        before, latest = lead.deadline, lead.latest
        standstills.hold(file, MONDAY + timedelta(days=1))
        assert lead.stands
        assert not list(lead.dues(file.timetable))
        standstills.end_hold(file, MONDAY + timedelta(days=8))
        calendar = file.timetable.calendar
        assert lead.deadline == calendar.end_of(calendar.after(local_day(before), 5))
        assert lead.latest == calendar.end_of(calendar.after(local_day(latest), 5))
        assert (lead.plain_deadline, lead.limit) == (before, lead.deadline)
        assert [(one.since, one.until) for one in lead.standstills] == [
            (MONDAY + timedelta(days=1), MONDAY + timedelta(days=8))
        ]

    def test_what_runs_by_the_clock_moves_by_the_time_itself(self) -> None:
        file = at_work(hours(24))
        standstills.hold(file, MONDAY + timedelta(hours=20))
        standstills.end_hold(file, MONDAY + timedelta(hours=53))
        assert file.assignments[0].deadline == MONDAY + timedelta(hours=24 + 33)

    def test_what_was_overdue_before_stays_so(self) -> None:
        file = at_work(working_days(1))
        lead = file.assignments[0]
        late = lead.deadline + timedelta(days=1)
        standstills.hold(file, late)
        assert lead.overdue_since == lead.plain_deadline
        standstills.end_hold(file, late + timedelta(days=20))
        assert lead.overdue_since == lead.plain_deadline

    def test_waiting_for_a_leader_and_a_promise_at_once_ends_with_the_later(self) -> None:
        file = suspended()
        file.ask_leader(Asked("值班室", "能不能先拨款？", MONDAY))
        standstills.hold(file, MONDAY)
        standstills.end_hold(file, MONDAY + timedelta(days=3))
        assert file.assignments[0].stands
        assert file.assignments[0].state is AssignmentState.ACCEPTED
        suspension.end_suspension(file, DESK, MONDAY + timedelta(days=5), "已拨款", kept=True)
        assert not file.assignments[0].stands
        assert len(file.assignments[0].standstills) == 1
