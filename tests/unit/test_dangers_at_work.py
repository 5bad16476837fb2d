"""Dangers and raised supervision while departments have a case in hand (R2.6, R4.1, R8.3)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hotline_server.domain import parts
from hotline_server.domain.acts import (
    amendments,
    callbacks,
    callers,
    changes,
    departments,
    emergencies,
    leaders,
    lines,
    objections,
    recusal,
    rerouting,
    review,
    supervision,
    suspension,
    triage,
)
from hotline_server.domain.amendments import AMENDMENT, CONTENT, AmendedField, Amendment
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.case_query import Awaited
from hotline_server.domain.directory.units import Duty
from hotline_server.domain.dues import next_due, run_due_acts
from hotline_server.domain.errors import InvalidFieldsError, UnmetConditionError
from hotline_server.domain.handover import Origin, open_handovers
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState
from hotline_server.domain.parties import Answer, Designation
from hotline_server.domain.promise import Promise
from hotline_server.domain.survey import ContactResult, Survey, SurveyAnswer
from hotline_server.domain.waits import steps, waits
from hotline_server.domain.working_days import WorkingCalendar
from hotline_server.ground.clock import begin_of, local_day
from hotline_server.rulebook.decision import DUTY_OFFICE, Outcome
from hotline_server.rulebook.ends import EndReason
from hotline_server.rulebook.lines import Line
from hotline_server.rulebook.recusal import Recusal
from hotline_server.rulebook.time_limit import hours, working_days

from tests.case_files import (
    DEPARTMENT,
    DESK,
    DIRECTORY,
    LEADER,
    LIMITS,
    LINE,
    NAMES,
    RULE_BOOK,
    decided,
    new_file,
    refused_waits,
    tell_callers,
)
from tests.hotline import MONDAY

POLICE, FIRE, TRANSPORT, SCHOOLS = "公安局", "消防救援支队", "交通运输局", "教育局"
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
AMENDED = Amendment((AmendedField(CONTENT, "路灯不亮", "教育局收礼"),))
POLICE_LINE = Line("110报警服务台", "110", "警情", 3, hours(24), takes_dangers=True)
WATER_LINE = Line("供水热线", "96116", "供水", 30, working_days(3))
UNSATISFIED = Survey(ContactResult.REACHED, SurveyAnswer.YES, SurveyAnswer.NO, SurveyAnswer.NO)
REASON = EndReason("Y01", Outcome.HANDED_OVER, "属于它的业务")


def at_work(lead: str = POLICE, *cohandlers: str) -> CaseFile:
    """Return a case that its departments have signed for."""
    file = new_file()
    triage.assign(file, DESK, MONDAY, "研判", Designation(lead, cohandlers, working_days(7)))
    for department in (lead, *cohandlers):
        departments.accept(file, DEPARTMENT, MONDAY, department)
    return file


def confirm(file: CaseFile, now: datetime, lead: str, *cohandlers: str) -> None:
    emergencies.confirm_emergency(file, DESK, now, "属实", Designation(lead, cohandlers, hours(4)))


def due(file: CaseFile, awaited: Awaited) -> datetime:
    """Return when the only thing of a kind is due that somebody owes."""
    (owed,) = (one for one in (*steps(file, file.timetable), *waits(file, file.timetable)) if one.awaited is awaited)
    return owed.due_at


def acts(file: CaseFile) -> list[Act]:
    return [note.act for note in file.notes]


class TestFurtherLimits:
    """R2.6: in an emergency by the clock, on days off too."""

    @pytest.fixture
    def emergency(self) -> CaseFile:
        file = at_work()
        emergencies.raise_emergency(file, DESK, MONDAY, "冒烟", "火灾")
        confirm(file, MONDAY, POLICE)
        return file

    def test_supervision_and_rework_are_due_in_minutes(self, emergency: CaseFile) -> None:
        saturday = MONDAY + timedelta(days=5)
        lead = parts.open_assignment(emergency, POLICE)
        supervision.supervise(emergency, DESK, saturday, POLICE, "没有到场", 0)
        assert lead.limit == saturday + LIMITS.emergency_supervision_minutes * MINUTE
        departments.reply(emergency, DEPARTMENT, saturday, POLICE, "已处置", "")
        review.return_for_rework(emergency, DESK, saturday, [], "还有明火", 0)
        assert lead.limit == saturday + LIMITS.emergency_rework_minutes * MINUTE

    def test_once_it_is_over_no_line_is_alarmed_about_and_who_is_silent_is_reminded_as_in_any_case(self) -> None:
        file = at_work()
        emergencies.raise_emergency(file, DESK, MONDAY, "冒烟", "火灾")
        lines.hand_over(file, DESK, MONDAY, POLICE_LINE, REASON, lines.HandoverNotice("已告知"), "")
        confirm(file, MONDAY, POLICE, TRANSPORT)
        departments.reply(file, DEPARTMENT, MONDAY, POLICE, "已处置", "先回复")
        review.accept_reply(file, DESK, MONDAY, "")
        assert not list(open_handovers(file.handovers))
        for minutes in range(0, 240, 15):
            run_due_acts(file, MONDAY + minutes * MINUTE)
        assert acts(file).count(Act.NUDGE) == 1

    def test_the_desk_gives_it_another_lead_where_the_lead_objected_before(self) -> None:
        """R8.4: nobody leaves a danger without one."""
        file = at_work()
        departments.object_to_assignment(file, DEPARTMENT, MONDAY, POLICE, "不归我们", "三定规定")
        emergencies.raise_emergency(file, DESK, MONDAY, "冒烟", "火灾")
        confirm(file, MONDAY, POLICE)
        with pytest.raises(UnmetConditionError, match="重大突发处置中不能没有牵头单位；要换牵头单位的，请改派"):
            objections.uphold_objection(file, DESK, MONDAY, POLICE, "不归它", None)

    def test_nobody_gives_working_days(self, emergency: CaseFile) -> None:
        with pytest.raises(InvalidFieldsError, match="重大突发的时限不按工作日定"):
            supervision.supervise(emergency, DESK, MONDAY, POLICE, "没有到场", 3)

    def test_its_departments_have_no_extension_and_no_suspension(self, emergency: CaseFile) -> None:
        """R8.6: nor while they rework it; what was asked for in one is refused."""
        day = local_day(MONDAY) + timedelta(days=60)
        promise = Promise("等汛期过去", "先围挡", POLICE, day, (), MONDAY)
        # In days, as what was due before the emergency is.
        parts.open_assignment(emergency, POLICE).allowed = working_days(7)
        with pytest.raises(UnmetConditionError, match="重大突发不延期"):
            departments.ask_extension(emergency, DEPARTMENT, MONDAY, POLICE, 1, "人手不够")
        departments.reply(emergency, DEPARTMENT, MONDAY, POLICE, "已处置", "")
        review.return_for_rework(emergency, DESK, MONDAY, [], "还有明火", 0)
        with pytest.raises(UnmetConditionError, match="拆单另行办理"):
            suspension.ask_suspension(emergency, DEPARTMENT, MONDAY, POLICE, promise)
        with pytest.raises(UnmetConditionError, match="不暂缓"):
            suspension.suspend(emergency, DESK, MONDAY, "属实", promise)
        emergency.promise = replace(promise, decide_by=MONDAY + HOUR)
        assert not list(refused_waits(emergency, MONDAY))
        assert emergency.state is CaseState.REWORKING

    def test_supervision_that_is_raised_by_time_is_in_minutes_too(self, emergency: CaseFile) -> None:
        lead = parts.open_assignment(emergency, POLICE)
        now = lead.limit
        run_due_acts(emergency, now)
        run_due_acts(emergency, lead.limit)
        assert acts(emergency)[-1] is not Act.SUPERVISE
        assert lead.limit == now + 2 * LIMITS.emergency_supervision_minutes * MINUTE

    def test_a_leader_is_reminded_in_minutes(self, emergency: CaseFile) -> None:
        leaders.escalate(emergency, DESK, MONDAY, "火势大", "要不要疏散")
        (asked,) = (one for one in waits(emergency, emergency.timetable) if one.awaited is Awaited.INSTRUCTION)
        assert asked.due_at == MONDAY + LIMITS.emergency_leader_minutes * MINUTE

    def test_the_desk_rules_reviews_and_answers_in_minutes(self) -> None:
        file, saturday = at_work(), MONDAY + timedelta(days=5)
        emergencies.raise_emergency(file, DESK, saturday, "冒烟", "火灾")
        confirm(file, saturday, POLICE, TRANSPORT)
        departments.object_to_assignment(file, DEPARTMENT, saturday, TRANSPORT, "不归我们", "三定规定")
        assert due(file, Awaited.OBJECTION_RULING) == saturday + LIMITS.emergency_decision_minutes * MINUTE
        departments.reply(file, DEPARTMENT, saturday, POLICE, "已处置", "没有答复")
        reviewed_by = saturday + LIMITS.emergency_review_minutes * MINUTE
        assert due(file, Awaited.REPLY_REVIEW) == reviewed_by
        run_due_acts(file, reviewed_by)
        assert file.reminders[Awaited.REPLY_REVIEW.name] == reviewed_by
        objections.uphold_objection(file, DESK, saturday, TRANSPORT, "不归它", None)
        assert next_due(file) == reviewed_by + LIMITS.emergency_review_minutes * MINUTE
        review.accept_reply(file, DESK, saturday, "")
        assert due(file, Awaited.ANSWER) == saturday + LIMITS.emergency_answer_minutes * MINUTE

    def test_what_was_asked_for_before_the_danger_is_decided_in_minutes_too(self) -> None:
        file = at_work()
        departments.object_to_assignment(file, DEPARTMENT, MONDAY, POLICE, "不归我们", "三定规定")
        emergencies.raise_emergency(file, DESK, MONDAY, "冒烟", "火灾")
        confirm(file, MONDAY, POLICE)
        assert due(file, Awaited.OBJECTION_RULING) == MONDAY + LIMITS.emergency_decision_minutes * MINUTE

    def test_days_set_free_do_not_move_what_is_due_in_minutes(self) -> None:
        emergency, midnight = at_work(), begin_of(local_day(MONDAY) + timedelta(days=1))
        emergencies.raise_emergency(emergency, DESK, MONDAY, "冒烟", "火灾")
        confirm(emergency, MONDAY, POLICE, TRANSPORT)
        late = midnight - 10 * MINUTE
        departments.object_to_assignment(emergency, DEPARTMENT, late, TRANSPORT, "不归我们", "三定规定")
        before = due(emergency, Awaited.OBJECTION_RULING)
        free = WorkingCalendar(LIMITS.opens, LIMITS.closes, {local_day(midnight): False})
        earlier, emergency.timetable = emergency.timetable, replace(emergency.timetable, calendar=free)
        changes.recompute_deadlines(emergency, earlier.calendar, DESK, midnight, "放假")
        assert due(emergency, Awaited.OBJECTION_RULING) == before > midnight


class TestOnTheSpot:
    """R3.3: whoever is on the spot reports at any time, and nothing of it is lost."""

    @pytest.fixture
    def suspected(self) -> CaseFile:
        file = at_work(POLICE, TRANSPORT)
        emergencies.raise_emergency(file, DESK, MONDAY + HOUR, "冒烟", "火灾")
        return file

    def test_progress_is_reported_while_it_is_verified(self, suspected: CaseFile) -> None:
        departments.submit_progress(suspected, DEPARTMENT, MONDAY + HOUR, TRANSPORT, "看得到明火")
        assert suspected.state is CaseState.VERIFYING

    def test_who_has_signed_goes_on_and_who_is_missing_is_added(self, suspected: CaseFile) -> None:
        before = {name: parts.open_assignment(suspected, name) for name in (POLICE, TRANSPORT)}
        confirm(suspected, MONDAY + 2 * HOUR, FIRE, POLICE)
        assert {name: parts.open_assignment(suspected, name) for name in before} == before
        assert [one.department for one in suspected.assignments if one.leads and one.is_working] == [FIRE]
        assert suspected.designation.cohandlers == (POLICE, TRANSPORT)
        for one in before.values():
            assert (one.state, one.leads) == (AssignmentState.ACCEPTED, False)
            assert one.deadline == MONDAY + 6 * HOUR
            assert one.progress_by == MONDAY + 3 * HOUR
        assert parts.open_assignment(suspected, FIRE).state is AssignmentState.ASSIGNED

    def test_who_has_not_signed_and_is_not_sent_is_called_off(self) -> None:
        file = new_file()
        triage.assign(file, DESK, MONDAY, "研判", Designation(TRANSPORT, (), working_days(7)))
        emergencies.raise_emergency(file, DESK, MONDAY, "冒烟", "火灾")
        confirm(file, MONDAY, FIRE)
        assert [one.department for one in file.assignments.unfinished] == [FIRE]

    def test_what_was_overdue_stays_so(self) -> None:
        file = at_work()
        late = parts.open_assignment(file, POLICE).deadline + HOUR
        emergencies.raise_emergency(file, DESK, late, "冒烟", "火灾")
        confirm(file, late, POLICE)
        lead = parts.open_assignment(file, POLICE)
        assert lead.overdue_since == lead.deadline < late
        assert lead.limit == late + 4 * HOUR

    def test_a_reply_from_the_spot_is_reviewed_once_the_danger_is_confirmed(self, suspected: CaseFile) -> None:
        departments.reply(suspected, DEPARTMENT, MONDAY + 2 * HOUR, POLICE, "火已扑灭", "不等协办")
        assert (suspected.state, acts(suspected)[-1]) == (CaseState.VERIFYING, Act.REPLY)
        confirm(suspected, MONDAY + 3 * HOUR, POLICE)
        assert (suspected.state, parts.open_assignment(suspected, POLICE).reply) == (CaseState.REPLIED, "火已扑灭")
        assert acts(suspected)[-1] is Act.TAKE_UP_REPLY
        review.accept_reply(suspected, DESK, MONDAY + 3 * HOUR, "")
        assert (suspected.state, acts(suspected)[-1]) == (CaseState.RESOLVED, Act.ACCEPT_REPLY)

    def test_a_reply_to_what_was_asked_before_does_not_meet_the_danger(self) -> None:
        file = at_work()
        departments.reply(file, DEPARTMENT, MONDAY, POLICE, "路灯已修", "")
        emergencies.raise_emergency(file, DESK, MONDAY + HOUR, "冒烟", "火灾")
        confirm(file, MONDAY + HOUR, POLICE)
        first, second = file.assignments
        assert (first.state, first.reply) == (AssignmentState.WITHDRAWN, "路灯已修")
        assert (file.state, second.state) == (CaseState.RESPONDING, AssignmentState.ASSIGNED)


class TestOtherDepartments:
    """R2.5: the desk re-routes whatever waits."""

    @pytest.fixture
    def suspended(self) -> CaseFile:
        file = at_work(POLICE, TRANSPORT)
        day = local_day(MONDAY) + timedelta(days=60)
        suspension.suspend(file, DESK, MONDAY, "等汛期过去", Promise("等汛期过去", "先围挡", POLICE, day, (), MONDAY))
        return file

    def test_another_lead_ends_a_suspension(self, suspended: CaseFile) -> None:
        rerouting.reroute(suspended, DESK, MONDAY, "由它办", Designation(FIRE, (TRANSPORT,), working_days(7)))
        assert (suspended.state, suspended.promise) == (CaseState.ASSIGNED, None)
        assert not any(one.stands for one in suspended.assignments.unfinished)

    def test_a_cohandler_that_is_added_waits_with_the_others(self, suspended: CaseFile) -> None:
        rerouting.reroute(suspended, DESK, MONDAY, "请协助", Designation(POLICE, (TRANSPORT, FIRE), working_days(7)))
        assert suspended.state is CaseState.SUSPENDED
        assert parts.open_assignment(suspended, FIRE).stands

    def test_a_reply_of_the_wrong_department_is_kept_and_the_case_goes_to_another(self) -> None:
        file = at_work()
        departments.reply(file, DEPARTMENT, MONDAY, POLICE, "已劝导", "")
        rerouting.reroute(file, DESK, MONDAY, "应由它办", Designation(TRANSPORT, (), working_days(7)))
        assert (file.state, parts.assignment_of(file, POLICE).reply) == (CaseState.ASSIGNED, "已劝导")

    def test_cohandlers_are_added_to_a_replied_case(self) -> None:
        file = at_work()
        departments.reply(file, DEPARTMENT, MONDAY, POLICE, "已劝导", "")
        rerouting.reroute(file, DESK, MONDAY, "请核实", Designation(POLICE, (TRANSPORT,), working_days(7)))
        assert (file.state, parts.open_assignment(file, TRANSPORT).is_working) == (CaseState.REPLIED, True)

    def test_an_instruction_ends_the_wait_for_it(self, suspended: CaseFile) -> None:
        """R8.6: where the departments were told to wait for the leader."""
        leaders.escalate(suspended, DESK, MONDAY, "要经费", "能不能拨款", hold=True)
        leaders.instruct(suspended, LEADER, MONDAY + HOUR, "同意拨款，立即办", None)
        assert (suspended.state, suspended.promise) == (CaseState.IN_PROGRESS, None)
        assert not parts.open_assignment(suspended, POLICE).stands

    def test_one_beside_it_has_the_desk_look_at_the_promise(self, suspended: CaseFile) -> None:
        leaders.escalate(suspended, DESK, MONDAY, "面广", "请批示")
        leaders.instruct(suspended, LEADER, MONDAY + HOUR, "抓紧", None)
        assert suspended.state is CaseState.SUSPENDED
        assert (acts(suspended)[-1], suspended.notes[-1].reason) == (
            Act.REMIND_DESK, "领导已有批示，请复查暂缓的事项是不是还要等",
        )  # fmt: skip


class TestFalseAlarms:
    """R2.6, R8.2."""

    def hand(self, file: CaseFile, line: Line) -> None:
        lines.hand_over(file, DESK, MONDAY, line, REASON, lines.HandoverNotice("已告知"), "")

    def test_it_takes_back_only_what_the_danger_was_the_reason_of(self) -> None:
        file = new_file()
        self.hand(file, WATER_LINE)
        lines.accept(file, LINE, MONDAY, WATER_LINE.name, lines.Acceptance("S-1"))
        emergencies.raise_emergency(file, DESK, MONDAY, "水淹", "内涝")
        self.hand(file, POLICE_LINE)
        emergencies.dismiss_emergency(file, DESK, MONDAY, "没有被淹")
        assert [one.line for one in open_handovers(file.handovers)] == [WATER_LINE.name]
        assert (file.state, file.outcome) == (CaseState.HANDED_OVER, Outcome.HANDED_OVER)

    def test_without_a_line_that_had_it_before_it_is_the_desks(self) -> None:
        file = new_file()
        emergencies.raise_emergency(file, DESK, MONDAY, "水淹", "内涝")
        self.hand(file, POLICE_LINE)
        emergencies.dismiss_emergency(file, DESK, MONDAY, "没有被淹")
        assert not list(open_handovers(file.handovers))
        assert (file.state, file.outcome) == (CaseState.REGISTERED, Outcome.DESK)

    @pytest.mark.parametrize("of_danger", [False, True])
    def test_who_refuses_what_was_no_danger_sets_off_no_alarm(self, *, of_danger: bool) -> None:
        file = new_file()
        if not of_danger:
            self.hand(file, POLICE_LINE)
        emergencies.raise_emergency(file, DESK, MONDAY, "水淹", "内涝")
        if of_danger:
            self.hand(file, POLICE_LINE)
        lines.refuse(file, LINE, MONDAY, POLICE_LINE.name, "不归我们")
        assert (acts(file)[-1] is Act.ALARM) is of_danger

    def dismissed(self, file: CaseFile, now: datetime = MONDAY) -> CaseFile:
        emergencies.dismiss_emergency(file, DESK, now, "是烧秸秆")
        assert not list(refused_waits(file, now))
        return file

    def at_ease(self, lead: str, *cohandlers: str) -> CaseFile:
        file = new_file()
        file.recusal = lambda: Recusal(NAMES)
        triage.assign(file, DESK, MONDAY, "研判", Designation(lead, cohandlers, working_days(7)))
        for department in (lead, *cohandlers):
            departments.accept(file, DEPARTMENT, MONDAY, department)
        return file

    def suspected(self, lead: str = POLICE, *cohandlers: str) -> CaseFile:
        file = self.at_ease(lead, *cohandlers)
        emergencies.raise_emergency(file, DESK, MONDAY, "冒烟", "火灾")
        return file

    def test_departments_go_on_where_they_were(self) -> None:
        file = self.suspected(POLICE, TRANSPORT)
        before = parts.open_assignment(file, POLICE).deadline
        self.dismissed(file)
        assert (file.state, file.outcome, file.owner) == (CaseState.IN_PROGRESS, Outcome.JOINT, POLICE)
        assert (file.designation.lead, file.designation.limit) == (POLICE, working_days(7))
        assert parts.open_assignment(file, POLICE).deadline == before
        departments.reply(file, DEPARTMENT, MONDAY, POLICE, "已办", "不等协办")
        assert file.state is CaseState.REPLIED

    def test_what_is_supervised_before_it_is_verified_is_due_in_days(self) -> None:
        file = at_work()
        lead = parts.open_assignment(file, POLICE)
        late = lead.deadline
        emergencies.raise_emergency(file, DESK, late - HOUR, "冒烟", "火灾")
        run_due_acts(file, late)
        assert lead.limit == file.timetable.end(LIMITS.steps(emergency=False).supervision, late)

    @pytest.mark.parametrize("assigned", [False, True])
    def test_whom_the_rules_would_have_sent_to_the_danger_has_nothing_to_do(self, *, assigned: bool) -> None:
        file = at_work(POLICE, TRANSPORT) if assigned else new_file()
        triage.decide(file, replace(decided(Outcome.EMERGENCY, FIRE), cohandlers=(SCHOOLS,)))
        emergencies.raise_emergency(file, RULE_BOOK, MONDAY, "更正后是险情", "火灾")
        self.dismissed(file)
        assert file.outcome is (Outcome.JOINT if assigned else Outcome.DESK)
        assert file.designated == ((POLICE, TRANSPORT) if assigned else ("",))

    def test_what_the_lead_replied_meanwhile_is_reviewed(self) -> None:
        file = self.suspected()
        departments.reply(file, DEPARTMENT, MONDAY, POLICE, "没有着火，路灯已修", "")
        self.dismissed(file)
        assert (file.state, file.outcome) == (CaseState.REPLIED, Outcome.TRANSFER)
        review.accept_reply(file, DESK, MONDAY, "")
        assert file.state is CaseState.RESOLVED

    def test_a_lead_that_is_to_sign_or_to_rework_still_is(self) -> None:
        file = new_file()
        triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (), working_days(7)))
        emergencies.raise_emergency(file, DESK, MONDAY, "冒烟", "火灾")
        assert self.dismissed(file).state is CaseState.ASSIGNED
        departments.accept(file, DEPARTMENT, MONDAY, POLICE)
        departments.reply(file, DEPARTMENT, MONDAY, POLICE, "已办", "")
        review.return_for_rework(file, DESK, MONDAY, [], "没有到现场", 0)
        emergencies.raise_emergency(file, DESK, MONDAY, "冒烟", "火灾")
        assert self.dismissed(file).state is CaseState.REWORKING

    @pytest.mark.parametrize("state", [CaseState.RESOLVED, CaseState.ANSWERED, CaseState.CALLBACK_REVIEW])
    def test_a_result_stands_with_what_callers_are_owed(self, state: CaseState) -> None:
        """R3.4, R8.7."""
        file = at_work()
        departments.reply(file, DEPARTMENT, MONDAY, POLICE, "已办", "")
        review.accept_reply(file, DESK, MONDAY, "")
        if state is not CaseState.RESOLVED:
            callers.answer_caller(file, DESK, MONDAY, Answer(1, "电话", "已办", "", supported=True, given=True))
        if state is CaseState.CALLBACK_REVIEW:
            callbacks.record_satisfaction(file, DESK, MONDAY, UNSATISFIED, "")
        owed = replace(file.callers[0])
        triage.decide(file, decided(Outcome.EMERGENCY, FIRE))
        emergencies.raise_emergency(file, RULE_BOOK, MONDAY, "冒烟", "火灾")
        self.dismissed(file)
        assert (file.state, file.outcome, file.designation.lead) == (state, Outcome.TRANSFER, POLICE)
        assert (file.callers, file.interrupted) == ([owed], None)

    @pytest.mark.parametrize("accused", [False, True])
    def test_a_promise_is_kept_or_put_before_the_desk(self, *, accused: bool) -> None:
        """R8.6."""
        file = self.at_ease(POLICE, SCHOOLS)
        day = local_day(MONDAY) + timedelta(days=90)
        owner = SCHOOLS if accused else POLICE
        suspension.suspend(file, DESK, MONDAY, "等汛期过去", Promise("等汛期过去", "先围挡", owner, day, (), MONDAY))
        tell_callers(file)
        emergencies.raise_emergency(file, DESK, MONDAY, "冒烟", "火灾")
        file.recusal = lambda: Recusal(NAMES, (SCHOOLS,) if accused else ())
        self.dismissed(file)
        if accused:
            assert file.state is CaseState.IN_PROGRESS
            assert "暂缓没有恢复" in [note.reason for note in file.notes if note.act is Act.REMIND_DESK][-1]
            assert [one.awaited for one in waits(file, file.timetable)] == [Awaited.NOTICE]
        else:
            assert (file.state, file.promise and file.promise.told) == (CaseState.SUSPENDED, (1,))
            assert parts.open_assignment(file, POLICE).stands

    def test_whoever_does_the_work_of_what_was_renamed_goes_on(self) -> None:
        """P3."""
        file = at_work(POLICE)
        departments.reply(file, DEPARTMENT, MONDAY, POLICE, "已办理", "")
        review.accept_reply(file, DESK, MONDAY, "")
        emergencies.raise_emergency(file, DESK, MONDAY, "冒烟")
        file.current = lambda name: {POLICE: "公安分局"}.get(name, name)
        changes.hand_over(file)
        emergencies.dismiss_emergency(file, DESK, MONDAY, "误报")
        assert (file.state, file.designation.lead) == (CaseState.RESOLVED, "公安分局")

    def test_departments_told_to_wait_for_a_leader_wait_again(self) -> None:
        """R2.4."""
        file = self.at_ease(POLICE)
        leaders.escalate(file, DESK, MONDAY, "重大", "如何处理", hold=True)
        emergencies.raise_emergency(file, DESK, MONDAY, "冒烟", "火灾")
        self.dismissed(file)
        assert (file.is_held, parts.open_assignment(file, POLICE).stands) == (True, True)

    def test_who_is_accused_meanwhile_does_not_go_on(self) -> None:
        """R8.3."""
        file = self.suspected(POLICE, SCHOOLS)
        file.recusal = lambda: Recusal(NAMES, (SCHOOLS,))
        self.dismissed(file)
        assert [one.department for one in file.assignments.unfinished] == [POLICE]
        file = self.suspected(SCHOOLS, POLICE)
        file.recusal = lambda: Recusal(NAMES, (SCHOOLS,))
        self.dismissed(file)
        assert (file.state, file.assignments.unfinished) == (CaseState.REGISTERED, [])

    @pytest.mark.parametrize("told", [False, True])
    def test_callers_are_still_to_be_told_unless_they_were(self, *, told: bool) -> None:
        """R2.3."""
        file = at_work()
        if told:
            tell_callers(file)
        emergencies.raise_emergency(file, DESK, MONDAY, "冒烟", "火灾")
        due = self.dismissed(file).callers[0].tell_by
        # An emergency's callers would be told within minutes.
        assert due == (None if told else file.timetable.end(LIMITS.steps(emergency=False).notice, MONDAY))

    def test_a_line_that_took_the_case_back_meanwhile_has_it_alone(self) -> None:
        file = at_work()
        tell_callers(file)
        file.origin = Origin(POLICE_LINE.name, "B-7")
        lines.give_back(file, DESK, MONDAY, POLICE_LINE, "是警情")
        emergencies.raise_emergency(file, DESK, MONDAY + HOUR, "冒烟", "火灾")
        lines.accept(file, LINE, MONDAY + HOUR, POLICE_LINE.name, lines.Acceptance("B-7"))
        self.dismissed(file, MONDAY + HOUR)
        assert file.callers[0].tell_by
        self.check_line_alone(file, POLICE_LINE)

    def test_a_line_that_had_it_before_has_it_alone_whatever_departments_replied(self) -> None:
        file = new_file()
        self.hand(file, WATER_LINE)
        emergencies.raise_emergency(file, DESK, MONDAY, "水淹", "内涝")
        confirm(file, MONDAY, POLICE, TRANSPORT)
        departments.accept(file, DEPARTMENT, MONDAY, POLICE)
        departments.reply(file, DEPARTMENT, MONDAY, POLICE, "水已退", "不等协办")
        emergencies.raise_emergency(file, DESK, MONDAY, "又淹了", "内涝")
        self.dismissed(file)
        lines.accept(file, LINE, MONDAY, WATER_LINE.name, lines.Acceptance("S-1"))
        self.check_line_alone(file, WATER_LINE)
        assert parts.assignment_of(file, POLICE).reply == "水已退"

    def check_line_alone(self, file: CaseFile, line: Line) -> None:
        assert (file.state, file.outcome) == (CaseState.HANDED_OVER, Outcome.HANDED_OVER)
        assert (file.designation.lead, file.assignments.unfinished) == ("", [])
        lines.submit_result(file, LINE, MONDAY + HOUR, line.name, "已处置")
        told = Answer(1, "电话", "已解决", "", supported=True, given=True)
        callers.answer_caller(file, DESK, MONDAY + HOUR, told)
        assert file.state is CaseState.ANSWERED


def test_the_desk_withdraws_a_lead_that_is_left_once_all_are_answered() -> None:
    """P2: what the desk's list says can be done."""
    file = at_work()
    file.state = CaseState.ANSWERED
    review.withdraw(file, DESK, MONDAY, POLICE, "已了结")
    assert not file.assignments.unfinished


@pytest.mark.parametrize("accused", [(), (SCHOOLS,)])
def test_a_proposed_decision_falls_with_a_danger_but_for_an_accusation(accused: tuple[str, ...]) -> None:
    """R2.6, R8.3: which no danger decides on."""
    file = at_work()
    file.recusal = lambda: Recusal(NAMES, accused)
    amendments.propose_decision(file, RULE_BOOK, MONDAY, decided(Outcome.TRANSFER, TRANSPORT))
    emergencies.raise_emergency(file, DESK, MONDAY, "冒烟", "火灾")
    assert bool(file.proposed_decision) is bool(accused)


class TestRaisedSupervision:
    """R4.1, R4.2: supervision that is raised is somebody's, who is reminded."""

    @pytest.fixture
    def file(self) -> CaseFile:
        file = at_work()
        file.on_duty = on_duty
        return file

    def check(self, file: CaseFile, now: datetime, why: str) -> None:
        raised = next(note for note in file.notes if note.act is Act.RAISE_SUPERVISION)
        assert raised.details["post"] == LIMITS.leader_posts[0]
        assert raised.details["told"]
        (asked,) = (one for one in waits(file, file.timetable) if one.awaited is Awaited.INSTRUCTION)
        assert (asked.owner, asked.due_at) == ("领导", file.timetable.deadline(now, LIMITS.leader_days).at)
        assert file.leader_question is not None
        assert [one.words for one in file.leader_question.asked] == [f"已提级督办{POLICE}（{why}），请督促办理"]
        run_due_acts(file, asked.due_at)
        assert Act.REMIND_LEADER in acts(file)
        leaders.instruct(file, LEADER, asked.due_at, "知道了，抓紧办", None)
        assert not [one for one in waits(file, file.timetable) if one.awaited is Awaited.INSTRUCTION]

    def test_after_supervision_without_a_reply(self, file: CaseFile) -> None:
        lead = parts.open_assignment(file, POLICE)
        for _ in range(2):
            now = lead.limit
            run_due_acts(file, now)
        self.check(file, now, "超过时限没有回复")

    def test_after_the_third_rework(self, file: CaseFile) -> None:
        for _ in range(3):
            departments.reply(file, DEPARTMENT, MONDAY, POLICE, "已办", "")
            review.return_for_rework(file, DESK, MONDAY, [], "没有到现场", 0)
        self.check(file, MONDAY, "重办 3 次仍未解决")

    def test_after_the_third_transfer(self) -> None:
        file = new_file()
        file.on_duty = on_duty
        file.transfers = 2
        triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (), working_days(7)))
        departments.object_to_assignment(file, DEPARTMENT, MONDAY, POLICE, "不归我们", "三定规定")
        objections.uphold_objection(file, DESK, MONDAY, POLICE, "确实不归它", None)
        self.check(file, MONDAY, "转办 3 次仍没有部门牵头")


def on_duty(post: str, _: datetime) -> tuple[Duty, ...]:
    return DIRECTORY.on_duty(post, MONDAY.date())


class TestWhoIsAccusedLater:
    """R8.3."""

    @pytest.fixture
    def file(self) -> CaseFile:
        file = new_file()
        file.recusal = lambda: Recusal(NAMES)
        triage.assign(file, DESK, MONDAY, "研判", Designation(SCHOOLS, (), working_days(7)))
        departments.accept(file, DEPARTMENT, MONDAY, SCHOOLS)
        file.recusal = lambda: Recusal(NAMES, (SCHOOLS,))
        amendments.amend(file, DESK, MONDAY, "来电人更正", AMENDED, Recusal(NAMES), {AMENDMENT: "1"})
        return file

    def test_that_nobody_was_told_and_why_is_in_the_record(self, file: CaseFile) -> None:
        note = file.notes[-1]
        assert (note.act, note.department) == (Act.RELAY_AMENDMENT, "")
        assert note.reason == "登记更正：内容；教育局应当回避，没有告知，等值班室研判"

    def test_it_is_due_with_the_desk_while_the_clock_of_the_accused_stands(self, file: CaseFile) -> None:
        assert parts.open_assignment(file, SCHOOLS).stands
        assert file.owner == DUTY_OFFICE
        due = next_due(file)
        assert due is not None
        assert due <= MONDAY + LIMITS.desk_minutes * MINUTE
        run_due_acts(file, due)
        assert file.notes[-1].act is Act.REMIND_DESK

    def test_it_runs_again_once_the_recusal_is_lifted_and_is_not_left_there_before(self, file: CaseFile) -> None:
        amendments.propose_decision(file, RULE_BOOK, MONDAY, decided(Outcome.TRANSFER, POLICE))
        with pytest.raises(UnmetConditionError, match="教育局应当回避，请改派；查明反映的不是它的，先解除回避"):
            amendments.keep_decision(file, DESK, MONDAY + 48 * HOUR, "反映的不是它")
        recusal.lift_recusal(file, DESK, MONDAY + 48 * HOUR, SCHOOLS, "反映的不是它")
        amendments.keep_decision(file, DESK, MONDAY + 48 * HOUR, "反映的不是它")
        assignment = parts.open_assignment(file, SCHOOLS)
        assert not assignment.stands
        assert assignment.deadline > assignment.plain_deadline

    def test_an_instruction_to_all_does_not_start_it(self, file: CaseFile) -> None:
        leaders.escalate(file, DESK, MONDAY, "面广", "请批示", hold=True)
        leaders.instruct(file, LEADER, MONDAY + HOUR, "抓紧", None)
        assert parts.open_assignment(file, SCHOOLS).steps_aside
