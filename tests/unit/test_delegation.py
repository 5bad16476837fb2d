"""Delegation to units below (R8.4, P3): the delegator stays responsible; time, recusal and re-routing follow it."""

from datetime import datetime, timedelta
from functools import partial

import pytest
from hotline_server.domain import parts
from hotline_server.domain.acts import (
    callers,
    changes,
    delegation,
    departments,
    emergencies,
    joins,
    leaders,
    objections,
    rerouting,
    review,
    supervision,
    suspension,
    triage,
)
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.dues import next_due, run_due_acts
from hotline_server.domain.errors import InvalidFieldsError, NotFoundError, UnmetConditionError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState, ObjectionState
from hotline_server.domain.parties import Designation
from hotline_server.domain.promise import Promise
from hotline_server.domain.timetable import Pressure
from hotline_server.ground.clock import CITY
from hotline_server.rulebook.time_limit import TimeLimit, hours, working_days

from tests.case_files import CALENDAR, DEPARTMENT, DESK, LEADER, LIMITS, new_file, tell_callers
from tests.hotline import MONDAY

POLICE, TRANSPORT = "公安局", "交通运输局"
SECTION, DETECTIVES = "治安管理支队", "刑事侦查支队"
BY_RULE = TimeLimit(())
DAY = timedelta(days=1)


@pytest.fixture
def file() -> CaseFile:
    """Return a case that a lead and a co-handler have in hand, due in seven working days."""
    file = new_file()
    triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (TRANSPORT,), working_days(7)))
    for name in (POLICE, TRANSPORT):
        departments.accept(file, DEPARTMENT, MONDAY, name)
    tell_callers(file)
    return file


def delegate(file: CaseFile, *units: str, by: str = POLICE, limit: TimeLimit = BY_RULE, now: datetime = MONDAY) -> None:
    delegation.delegate(file, DEPARTMENT, now, by, units or (SECTION,), "请核实处理", limit)


def below(file: CaseFile, unit: str = SECTION) -> Assignment:
    return [one for one in file.assignments if one.department == unit][-1]


def handled(file: CaseFile, unit: str = SECTION, now: datetime = MONDAY) -> None:
    """Let a unit accept and reply."""
    departments.accept(file, DEPARTMENT, now, unit)
    departments.reply(file, DEPARTMENT, now, unit, f"{unit}已处理", "")


def told(file: CaseFile, act: Act) -> list[tuple[str, str]]:
    return [(note.department, note.reason) for note in file.notes if note.act is act]


class TestReplies:
    def test_the_delegator_replies_with_what_units_below_replied(self, file: CaseFile) -> None:
        delegate(file, SECTION, DETECTIVES)
        handled(file)
        delegation.take_over_reply(file, DEPARTMENT, MONDAY, POLICE, SECTION, "")
        handled(file, DETECTIVES)
        departments.reply(file, DEPARTMENT, MONDAY, POLICE, "已处罚", "不等协办")
        assert [below(file, unit).state for unit in (SECTION, DETECTIVES)] == [AssignmentState.DONE] * 2
        assert file.notes[-1].details["below"] == "治安管理支队：治安管理支队已处理\n刑事侦查支队：刑事侦查支队已处理"
        assert told(file, Act.TELL_DELEGATOR) == [
            (POLICE, "治安管理支队已回复，请采用或者退回"),
            (POLICE, "刑事侦查支队已回复，请采用或者退回"),
        ]
        review.accept_reply(file, DESK, MONDAY, "")
        assert file.state is CaseState.RESOLVED

    def test_the_delegator_does_not_reply_while_a_unit_below_owes(self, file: CaseFile) -> None:
        delegate(file, SECTION, DETECTIVES)
        handled(file)
        with pytest.raises(UnmetConditionError, match="下级刑事侦查支队还没有回复；不等的话请先收回转派"):
            departments.reply(file, DEPARTMENT, MONDAY, POLICE, "已处罚", "不等协办")
        delegation.recall(file, DEPARTMENT, MONDAY, POLICE, DETECTIVES, "不等了")
        departments.reply(file, DEPARTMENT, MONDAY, POLICE, "已处罚", "不等协办")
        assert file.state is CaseState.REPLIED

    def test_a_reply_is_returned_with_a_further_limit(self, file: CaseFile) -> None:
        delegate(file)
        handled(file)
        delegation.return_reply(file, DEPARTMENT, MONDAY, POLICE, SECTION, "请到现场", BY_RULE)
        unit = below(file)
        assert (unit.state, unit.reworks, unit.limit) == (AssignmentState.RETURNED, 1, CALENDAR.deadline(MONDAY, 3).at)
        departments.reply(file, DEPARTMENT, MONDAY + DAY, SECTION, "到过现场", "")
        assert unit.state is AssignmentState.REPLIED

    def test_a_unit_below_is_no_cohandler_of_the_lead(self, file: CaseFile) -> None:
        """Its reply is neither awaited nor reviewed by the desk, and the unit of another does not stop the lead."""
        delegate(file, by=TRANSPORT)
        departments.reply(file, DEPARTMENT, MONDAY, POLICE, "已处罚", "不等协办")
        assert file.notes[-1].details == {"reply": "已处罚", "gathered": ""}
        handled(file)
        review.accept_reply(file, DESK, MONDAY, "")
        assert below(file).state is AssignmentState.REPLIED

    def test_after_a_rework_the_delegator_delegates_again(self, file: CaseFile) -> None:
        delegate(file)
        handled(file)
        departments.reply(file, DEPARTMENT, MONDAY, POLICE, "已处罚", "不等协办")
        review.return_for_rework(file, DESK, MONDAY, [], "请到现场", 3)
        delegate(file)
        assert below(file).deadline == CALENDAR.deadline(MONDAY, 2).at
        assert [one.number for one in file.assignments if one.department == SECTION] == [3, 4]


class TestLimits:
    def test_a_unit_below_replies_before_the_delegator(self, file: CaseFile) -> None:
        """By the working days of the rule book."""
        delegate(file)
        assert below(file).deadline == CALENDAR.deadline(MONDAY, 7 - LIMITS.delegation_days).at
        assert below(file).latest == file.assignments[0].latest

    def test_hours_are_shared(self) -> None:
        """R2.6: in an emergency, and where there are not as many days left."""
        file = new_file()
        emergencies.raise_emergency(file, DESK, MONDAY, "冒烟")
        emergencies.confirm_emergency(file, DESK, MONDAY, "属实", Designation(POLICE, (), hours(20)))
        departments.accept(file, DEPARTMENT, MONDAY, POLICE)
        delegate(file)
        assert below(file).deadline == MONDAY + timedelta(hours=20 * LIMITS.delegation_percent / 100)

    def test_the_last_day_is_shared(self, file: CaseFile) -> None:
        due = file.assignments[0].limit
        delegate(file, now=due - timedelta(hours=2))
        assert due - timedelta(hours=2) < below(file).deadline < due

    @pytest.mark.parametrize("limit", [working_days(7), working_days(8), hours(24 * 9)])
    def test_a_time_that_ends_too_late_is_refused(self, file: CaseFile, limit: TimeLimit) -> None:
        latest = CALENDAR.deadline(MONDAY, 6).at.astimezone(CITY)
        with pytest.raises(InvalidFieldsError, match=f"最迟到 {latest:%Y-%m-%d} 18:00"):
            delegate(file, limit=limit)
        assert len(file.assignments) == 2

    def test_another_deadline_is_set_before_it_is_due_and_a_further_limit_after(self, file: CaseFile) -> None:
        delegate(file, limit=working_days(2))
        delegation.change_limit(file, DEPARTMENT, MONDAY, POLICE, SECTION, "难度大", working_days(4))
        unit, later = below(file), CALENDAR.deadline(MONDAY, 4).at
        assert (unit.deadline, unit.limit, unit.allowed) == (later, later, working_days(4))
        late = later + timedelta(hours=1)
        with pytest.raises(UnmetConditionError, match="已经到期"):
            delegation.change_limit(file, DEPARTMENT, late, POLICE, SECTION, "难度大", BY_RULE)
        delegation.supervise_unit(file, DEPARTMENT, late, POLICE, SECTION, "超期", working_days(1))
        assert (unit.deadline, unit.limit, unit.supervisions) == (later, CALENDAR.deadline(late, 1).at, 1)
        assert unit.overdue_since == later

    def test_an_overdue_unit_and_its_delegator_are_told_and_the_desk_is_not(self, file: CaseFile) -> None:
        """R4.1: until the delegator's own deadline; the delegator is told again while it does nothing."""
        delegate(file, limit=working_days(1))
        departments.accept(file, DEPARTMENT, MONDAY, SECTION)
        due = below(file).limit
        run_due_acts(file, due)
        assert told(file, Act.TELL_DELEGATOR) == [
            (POLICE, "治安管理支队超过转派的期限没有回复，请督办、收回或者另作安排")
        ]
        assert file.notes[-2].act is Act.NUDGE
        assert below(file).pressure is Pressure.SUPERVISED
        run_due_acts(file, due + DAY)
        assert told(file, Act.TELL_DELEGATOR)[1:] == [(POLICE, "治安管理支队仍没有回复，请督办、收回或者另作安排")]
        assert not {Act.SUPERVISE, Act.RAISE_SUPERVISION, Act.REMIND_DESK} & {note.act for note in file.notes}
        run_due_acts(file, file.assignments[0].limit)
        assert (POLICE, "超过时限没有回复") in told(file, Act.SUPERVISE)

    def test_a_unit_below_is_nudged_to_accept(self, file: CaseFile) -> None:
        delegate(file)
        unit = below(file)
        assert next_due(file) == unit.accept_by
        run_due_acts(file, unit.accept_by)
        assert told(file, Act.NUDGE) == [(SECTION, "超过签收时限还没有签收")]

    def test_in_an_emergency_its_silence_alarms_nobody_else(self) -> None:
        """R2.6: its delegator reports, and is itself alarmed for."""
        file = new_file()
        emergencies.raise_emergency(file, DESK, MONDAY, "冒烟")
        emergencies.confirm_emergency(file, DESK, MONDAY, "属实", Designation(POLICE, (), hours(24)))
        departments.accept(file, DEPARTMENT, MONDAY, POLICE)
        delegate(file)
        run_due_acts(file, below(file).accept_by)
        assert [department for department, _ in told(file, Act.NUDGE)] == [SECTION]
        assert file.alarm is None


class TestExtensions:
    """R3.2: a unit below asks whoever delegated to it, which decides within its own limit."""

    def asking(self, file: CaseFile, days: int = 2, limit: int = 2) -> Assignment:
        delegate(file, limit=working_days(limit))
        departments.ask_extension(file, DEPARTMENT, MONDAY, SECTION, days, "难度大")
        return below(file)

    def test_the_delegator_grants_what_was_asked_for(self, file: CaseFile) -> None:
        unit = self.asking(file)
        assert told(file, Act.TELL_DELEGATOR) == [(POLICE, "治安管理支队申请延期 2 个工作日，请答复")]
        with pytest.raises(UnmetConditionError):
            review.decide_extension(file, DESK, MONDAY, SECTION, "同意", consent=True)
        delegation.decide_extension(file, DEPARTMENT, MONDAY, POLICE, SECTION, "同意", consent=True)
        assert unit.deadline == unit.limit == CALENDAR.deadline(MONDAY, 4).at
        assert (unit.extended, unit.extension_days, unit.decide_by) == (1, 0, None)

    def test_the_delegator_refuses_it(self, file: CaseFile) -> None:
        unit = self.asking(file)
        delegation.decide_extension(file, DEPARTMENT, MONDAY, POLICE, SECTION, "来得及", consent=False)
        assert (unit.deadline, unit.extension_days) == (CALENDAR.deadline(MONDAY, 2).at, 0)

    def test_no_more_is_asked_for_than_the_delegator_has(self, file: CaseFile) -> None:
        with pytest.raises(InvalidFieldsError, match="不能超过转派单位自己的期限，最多还能延 5 个"):
            self.asking(file, days=6)
        departments.ask_extension(file, DEPARTMENT, MONDAY, SECTION, 5, "难度大")
        delegation.decide_extension(file, DEPARTMENT, MONDAY, POLICE, SECTION, "同意", consent=True)
        assert below(file).deadline == file.assignments[0].limit
        with pytest.raises(UnmetConditionError, match="要由它先向值班室申请延期"):
            departments.ask_extension(file, DEPARTMENT, MONDAY, SECTION, 1, "难度大")

    def test_the_delegator_is_reminded_to_decide(self, file: CaseFile) -> None:
        unit = self.asking(file)
        assert unit.decide_by is not None
        run_due_acts(file, unit.decide_by)
        assert told(file, Act.TELL_DELEGATOR)[-1] == (POLICE, "治安管理支队申请的延期还没有答复")
        assert not told(file, Act.REMIND_DESK)


class TestObjections:
    def test_the_delegator_rules_on_the_objection_of_a_unit_below(self, file: CaseFile) -> None:
        delegate(file, SECTION, DETECTIVES)
        for unit in (SECTION, DETECTIVES):
            departments.object_to_assignment(file, DEPARTMENT, MONDAY, unit, "不归我们", "三定规定")
        assert told(file, Act.TELL_DELEGATOR)[0] == (POLICE, "治安管理支队对转派有异议，请裁定")
        with pytest.raises(UnmetConditionError):
            objections.uphold_objection(file, DESK, MONDAY, SECTION, "不归它", None)
        with pytest.raises(UnmetConditionError):
            objections.refuse_objection(file, DESK, MONDAY, SECTION, "归它管")
        delegation.uphold_objection(file, DEPARTMENT, MONDAY, POLICE, SECTION, "不归它")
        delegation.refuse_objection(file, DEPARTMENT, MONDAY, POLICE, DETECTIVES, "归它管")
        assert [(below(file, unit).state, below(file, unit).objection_state) for unit in (SECTION, DETECTIVES)] == [
            (AssignmentState.DECLINED, ObjectionState.UPHELD),
            (AssignmentState.ASSIGNED, ObjectionState.REFUSED),
        ]
        assert (file.state, file.transfers) == (CaseState.IN_PROGRESS, 0)

    def test_the_delegator_is_reminded_to_rule(self, file: CaseFile) -> None:
        delegate(file)
        departments.object_to_assignment(file, DEPARTMENT, MONDAY, SECTION, "不归我们", "三定规定")
        due = below(file).decide_by
        assert due is not None
        run_due_acts(file, due)
        assert told(file, Act.TELL_DELEGATOR)[-1] == (POLICE, "治安管理支队对转派的异议还没有裁定")
        assert not told(file, Act.REMIND_DESK)


class TestWhoMayWhat:
    def test_a_unit_below_neither_delegates_nor_asks_the_desk_for_anything(self, file: CaseFile) -> None:
        delegate(file)
        departments.accept(file, DEPARTMENT, MONDAY, SECTION)
        refused = partial(
            pytest.raises, UnmetConditionError, match="治安管理支队的交办是公安局转派的，由它裁定、督办和答复"
        )
        with refused():
            delegate(file, DETECTIVES, by=SECTION)
        with refused():
            departments.dissent(file, DEPARTMENT, MONDAY, SECTION, "不归我们")

    def test_the_desk_leaves_units_below_to_the_delegator(self, file: CaseFile) -> None:
        delegate(file)
        whose = "治安管理支队的交办是公安局转派的"
        with pytest.raises(UnmetConditionError, match=whose):
            supervision.supervise(file, DESK, MONDAY, SECTION, "超期", 0)
        departments.object_to_assignment(file, DEPARTMENT, MONDAY, SECTION, "不归我们", "三定规定")
        elsewhere = Designation(TRANSPORT, (), working_days(7))
        with pytest.raises(UnmetConditionError, match=whose):
            objections.uphold_objection(file, DESK, MONDAY, SECTION, "不归它", elsewhere)
        with pytest.raises(UnmetConditionError, match=whose):
            objections.refuse_objection(file, DESK, MONDAY, SECTION, "归它管")
        with pytest.raises(UnmetConditionError):
            review.withdraw(file, DESK, MONDAY, SECTION, "不再需要")

    def test_only_the_delegator_acts_on_its_units(self, file: CaseFile) -> None:
        delegate(file)
        for department in (TRANSPORT, SECTION):
            with pytest.raises(NotFoundError):
                delegation.recall(file, DEPARTMENT, MONDAY, department, SECTION, "自己办")

    def test_an_assignment_is_delegated_once_it_is_accepted_and_while_its_clock_runs(self, file: CaseFile) -> None:
        fresh = new_file()
        triage.assign(fresh, DESK, MONDAY, "研判", Designation(POLICE, (), working_days(7)))
        with pytest.raises(UnmetConditionError):
            delegate(fresh)
        leaders.escalate(file, DESK, MONDAY, "面广", "怎么办", hold=True)
        with pytest.raises(UnmetConditionError, match="计时停着"):
            delegate(file)

    def test_an_accused_unit_is_never_delegated_to(self, file: CaseFile) -> None:
        """R8.3: nor one that answers to it."""
        with pytest.raises(InvalidFieldsError, match="教育局"):
            delegate(file, "教育局")

    @pytest.mark.parametrize("units", [(), (SECTION, SECTION), (TRANSPORT,)])
    def test_each_unit_is_named_once_and_has_not_got_the_case(self, file: CaseFile, units: tuple[str, ...]) -> None:
        with pytest.raises(InvalidFieldsError) as refused:
            delegation.delegate(file, DEPARTMENT, MONDAY, POLICE, units, "请核实", BY_RULE)
        assert [violation.field for violation in refused.value.violations] == ["units"]


class TestFollowing:
    """What becomes of an assignment becomes of what was delegated from it, and the unit below hears of it."""

    def ended(self, file: CaseFile) -> bool:
        recalled = told(file, Act.RECALL)
        return below(file).state is AssignmentState.WITHDRAWN and [unit for unit, _ in recalled] == [SECTION]

    def test_it_ends_when_the_case_is_rerouted(self, file: CaseFile) -> None:
        delegate(file)
        rerouting.reroute(file, DESK, MONDAY, "应由它办", Designation(TRANSPORT, (), working_days(5)))
        assert self.ended(file)

    def test_it_goes_on_when_the_delegator_stays(self, file: CaseFile) -> None:
        delegate(file)
        rerouting.reroute(file, DESK, MONDAY, "应由它牵头", Designation(TRANSPORT, (POLICE,), working_days(5)))
        assert below(file).state is AssignmentState.ASSIGNED

    def test_a_unit_to_which_the_desk_gives_the_case_itself_begins_anew(self, file: CaseFile) -> None:
        delegate(file)
        rerouting.reroute(file, DESK, MONDAY, "直接交办", Designation(POLICE, (SECTION,), working_days(5)))
        given = file.assignments.open(SECTION)
        assert given is not None
        assert not given.is_delegated
        assert [one.state for one in file.assignments if one.department == SECTION] == [
            AssignmentState.WITHDRAWN,
            AssignmentState.ASSIGNED,
        ]

    def test_it_ends_when_the_cohandler_is_withdrawn(self, file: CaseFile) -> None:
        delegate(file, by=TRANSPORT)
        review.withdraw(file, DESK, MONDAY, TRANSPORT, "不再需要")
        assert self.ended(file)

    def test_it_ends_when_an_objection_is_upheld(self, file: CaseFile) -> None:
        departments.object_to_assignment(file, DEPARTMENT, MONDAY, TRANSPORT, "不归我们", "三定规定")
        delegate(file, by=TRANSPORT)
        objections.uphold_objection(file, DESK, MONDAY, TRANSPORT, "不归它", None)
        assert self.ended(file)

    def test_it_ends_with_a_join_and_a_withdrawal_of_the_request(self, file: CaseFile) -> None:
        delegate(file)
        joins.join_into(file, DESK, MONDAY, "同一件事", "20261123-000002")
        assert self.ended(file)

    def test_it_ends_when_the_caller_withdraws(self, file: CaseFile) -> None:
        delegate(file)
        callers.withdraw_request(file, DESK, MONDAY, 1, "自行解决了")
        assert self.ended(file)
        assert file.state is CaseState.CLOSED

    def test_it_goes_on_when_others_lead_in_an_emergency(self, file: CaseFile) -> None:
        delegate(file)
        emergencies.raise_emergency(file, DESK, MONDAY, "冒烟")
        emergencies.confirm_emergency(file, DESK, MONDAY, "属实", Designation(TRANSPORT, (), hours(20)))
        assert not self.ended(file)
        (below,) = (one for one in file.assignments.unfinished if one.is_delegated)
        assert below.deadline < parts.open_assignment(file, POLICE).deadline <= MONDAY + timedelta(hours=20)

    def test_its_clock_stands_still_with_the_delegators(self, file: CaseFile) -> None:
        """R8.6."""
        delegate(file)
        before = below(file).deadline
        promise = Promise("要等汛期过去", "先围挡", POLICE, (MONDAY + 60 * DAY).date(), (), MONDAY)
        suspension.suspend(file, DESK, MONDAY, "同意", promise)
        assert below(file).stands
        suspension.end_suspension(file, DESK, MONDAY + 7 * DAY, "已完工", kept=True)
        assert not below(file).stands
        assert below(file).deadline == before + 7 * DAY < file.assignments[0].deadline

    def test_its_deadline_moves_with_a_holiday(self, file: CaseFile) -> None:
        delegate(file)
        before = below(file).deadline
        free = {(MONDAY + DAY).date(): False}
        file.timetable = type(file.timetable)(LIMITS, type(CALENDAR)(LIMITS.opens, LIMITS.closes, free))
        changes.recompute_deadlines(file, CALENDAR, DESK, MONDAY, "放假")
        assert before < below(file).deadline < file.assignments[0].deadline

    def test_it_passes_to_whoever_does_the_units_work_today(self, file: CaseFile) -> None:
        """P3: unless that must step aside (R8.3), when the delegator sees to it."""
        delegate(file, SECTION, DETECTIVES)
        file.current = lambda name: {SECTION: "治安支队", DETECTIVES: "教育局"}.get(name, name)
        changes.hand_over(file)
        assert [(one.department, one.state) for one in file.assignments if one.is_delegated] == [
            ("治安支队", AssignmentState.ASSIGNED),
            (DETECTIVES, AssignmentState.WITHDRAWN),
        ]

    def test_it_becomes_the_delegators_own_when_the_unit_is_merged_into_it(self, file: CaseFile) -> None:
        delegate(file)
        file.current = lambda name: {SECTION: POLICE}.get(name, name)
        changes.hand_over(file)
        assert below(file).state is AssignmentState.WITHDRAWN
        assert file.assignments.open(POLICE) is file.assignments[0]

    def test_it_ends_when_the_delegator_is_merged_into_the_unit(self, file: CaseFile) -> None:
        delegate(file, by=TRANSPORT)
        file.current = lambda name: {TRANSPORT: SECTION}.get(name, name)
        changes.hand_over(file)
        given = file.assignments.open(SECTION)
        assert given is not None
        assert (given.number, given.is_delegated) == (2, False)
        assert file.assignments[2].state is AssignmentState.WITHDRAWN

    def test_an_instruction_for_others_ends_it(self, file: CaseFile) -> None:
        delegate(file)
        leaders.escalate(file, DESK, MONDAY, "面广", "怎么办")
        leaders.instruct(file, LEADER, MONDAY, "交给它", Designation(TRANSPORT, (), working_days(5)))
        assert self.ended(file)
