"""Hand-overs to other lines and giving back, in every state that allows them (R8.2)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hotline_server.domain.acts import (
    callbacks,
    callers,
    departments,
    emergencies,
    ends,
    joins,
    leaders,
    lines,
    objections,
    review,
    suspension,
    triage,
)
from hotline_server.domain.acts.lines import HandoverNotice
from hotline_server.domain.callbacks import CallbackState
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.dues import run_due_acts
from hotline_server.domain.errors import InvalidFieldsError, UnmetConditionError
from hotline_server.domain.handover import Handover, Origin
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.permissions import permissions
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState, HandoverState
from hotline_server.domain.parties import Answer, CallerEntry, Designation
from hotline_server.domain.promise import Promise
from hotline_server.domain.survey import ContactResult, Survey, SurveyAnswer
from hotline_server.ground.clock import local_day
from hotline_server.rulebook.decision import DUTY_OFFICE, Outcome
from hotline_server.rulebook.ends import EndReason
from hotline_server.rulebook.lines import Line
from hotline_server.rulebook.recusal import Recusal
from hotline_server.rulebook.time_limit import hours, working_days

from tests.case_files import DEPARTMENT, DESK, LEADER, LIMITS, LINE, NAMES, RULE_BOOK, new_file
from tests.hotline import MONDAY

POLICE, CONSUMERS, FIRE = "110报警服务台", "12315消费投诉", "119火警"
LEAD, BESIDE = "交通运输局", "城市管理局"
WHY = EndReason("Y01", Outcome.HANDED_OVER, "属于警情", line=POLICE)
TOLD = HandoverNotice("已告知")
LATER = MONDAY + timedelta(hours=1)
NO, YES = SurveyAnswer.NO, SurveyAnswer.YES


def line_named(name: str) -> Line:
    return Line(name, "110", "警情", 3, hours(24), takes_dangers=name != CONSUMERS)


def assigned() -> CaseFile:
    file = new_file()
    triage.assign(file, DESK, MONDAY, "研判", Designation(LEAD, (BESIDE,), working_days(7)))
    return file


def in_progress() -> CaseFile:
    file = assigned()
    departments.accept(file, DEPARTMENT, MONDAY, LEAD)
    departments.accept(file, DEPARTMENT, MONDAY, BESIDE)
    departments.reply(file, DEPARTMENT, MONDAY, BESIDE, "已去看过", "")
    return file


def replied() -> CaseFile:
    file = in_progress()
    departments.reply(file, DEPARTMENT, MONDAY, LEAD, "已办理", "")
    return file


def disputed() -> CaseFile:
    file = in_progress()
    departments.dissent(file, DEPARTMENT, MONDAY, LEAD, "不归我们")
    return file


def suspended() -> CaseFile:
    file = in_progress()
    promised = Promise("等汛期过去", "先围挡", LEAD, local_day(MONDAY) + timedelta(days=90), (), MONDAY)
    suspension.suspend(file, DESK, MONDAY, "要等汛期过去", promised)
    return file


def resolved() -> CaseFile:
    file = replied()
    review.accept_reply(file, DESK, MONDAY, "")
    return file


def awaiting_instruction() -> CaseFile:
    file = new_file()
    leaders.escalate(file, DESK, MONDAY, "面广", "请批示")
    return file


def in_callback_review() -> CaseFile:
    file = resolved()
    callers.answer_caller(file, DESK, MONDAY, Answer(1, "电话", "已解决", "", supported=True, given=True))
    callbacks.record_satisfaction(file, DESK, MONDAY, Survey(ContactResult.REACHED, YES, NO, NO), "", 1)
    return file


def hand_over(file: CaseFile, line: str = POLICE) -> None:
    lines.hand_over(file, DESK, MONDAY, line_named(line), WHY, TOLD, "")


def hand_over_result(file: CaseFile) -> None:
    lines.hand_over_result(file, DESK, MONDAY, line_named(POLICE), WHY, TOLD, "是治安案件")


def handed_to_both() -> CaseFile:
    file = new_file()
    hand_over(file)
    hand_over(file, CONSUMERS)
    return file


EVERYWHERE: dict[CaseState, Callable[[], CaseFile]] = {
    CaseState.REGISTERED: new_file,
    CaseState.ASSIGNED: assigned,
    CaseState.IN_PROGRESS: in_progress,
    CaseState.REPLIED: replied,
    CaseState.DISPUTED: disputed,
    CaseState.SUSPENDED: suspended,
    CaseState.RESOLVED: resolved,
    CaseState.AWAITING_INSTRUCTION: awaiting_instruction,
    CaseState.CALLBACK_REVIEW: in_callback_review,
}


def is_with_nobody_here(file: CaseFile) -> None:
    """Check that a line alone has a case: no department, no leader, no promise and no clock that stands still."""
    assert (file.state, file.outcome) == (CaseState.HANDED_OVER, Outcome.HANDED_OVER)
    assert not file.assignments.unfinished
    assert not any(one.stands for one in file.assignments)
    assert (file.leader_question, file.promise, file.end_proposal) == (None, None, None)
    assert not file.is_held
    # The callers wait for what the line finds.
    assert [one.awaits_answer for one in file.callers] == [True]


class TestHandingOver:
    @pytest.mark.parametrize("state", EVERYWHERE, ids=lambda state: state.name)
    def test_ends_what_departments_and_leaders_have_in_hand(self, state: CaseState) -> None:
        """R8.2: there is no state in which what is another line's must wait."""
        file = EVERYWHERE[state]()
        assert file.state is state
        open_before = [one.department for one in file.assignments.unfinished]
        notes = len(file.notes)
        hand = hand_over_result if state is CaseState.CALLBACK_REVIEW else hand_over
        hand(file)
        is_with_nobody_here(file)
        taken = [one.department for one in file.notes[notes:] if one.act is Act.TAKE_BACK]
        assert taken == open_before

    def test_settles_what_callers_were_to_be_told(self) -> None:
        """R2.3, R8.1: they know who handles the matter from the wording of the hand-over."""
        file = assigned()
        assert file.callers[0].tell_by
        hand_over(file)
        assert not file.callers[0].tell_by
        connected = assigned()
        connected.callers.append(CallerEntry(2, answered=False))
        notice = HandoverNotice(connected=True)
        lines.hand_over(connected, DESK, MONDAY, line_named(POLICE), WHY, notice, "")
        assert all(one.tell_by for one in connected.callers), "one alone was connected"

    def test_keeps_what_departments_replied(self) -> None:
        file = in_progress()
        hand_over(file)
        assert [(one.state, one.reply) for one in file.assignments] == [
            (AssignmentState.WITHDRAWN, ""), (AssignmentState.WITHDRAWN, "已去看过"),
        ]  # fmt: skip

    def test_leads_from_a_dissatisfied_caller_to_another_answer(self) -> None:
        """R8.7: and an answer before does not count any more."""
        file = in_callback_review()
        hand_over_result(file)
        lines.accept(file, LINE, MONDAY, POLICE, lines.Acceptance("JJ-1"))
        lines.submit_result(file, LINE, MONDAY, POLICE, "已调解")
        assert file.state is CaseState.RESOLVED
        assert [(one.answered, one.handling) for one in file.callers] == [(False, 2)]

    def test_of_a_complaint_is_told_to_whoever_complained_alone(self) -> None:
        """R2.3, R8.7: who waits for the first result is still to be told who handles the matter."""
        file = in_callback_review()
        file.callers.append(CallerEntry(2, answered=False))
        hand_over_result(file)
        assert [(bool(one.tell_by), one.handling) for one in file.callers] == [(False, 2), (True, 1)]
        (handed,) = (one for one in file.notes if one.act is Act.HAND_RESULT_TO_LINE)
        assert handed.details["call_ids"] == "1"

    def test_begins_the_attempts_to_answer_anew(self) -> None:
        """R8.7: who could not be reached with one result is called about another, which is no second handling."""
        file = resolved()
        [caller] = file.callers
        caller.callback, caller.attempts, caller.next_attempt = CallbackState.UNREACHABLE, 3, MONDAY
        hand_over(file)
        assert caller == CallerEntry(1, answered=False, tell_by=caller.tell_by, tell_since=caller.tell_since)

    def test_needs_words_for_a_dissatisfied_caller(self) -> None:
        file = in_callback_review()
        with pytest.raises(InvalidFieldsError):
            lines.hand_over_result(file, DESK, MONDAY, line_named(POLICE), WHY, TOLD, " ")


class TestGivingBack:
    @pytest.mark.parametrize("state", EVERYWHERE, ids=lambda state: state.name)
    def test_leaves_the_case_where_it_is_until_the_line_accepts(self, state: CaseState) -> None:
        """R8.2, D3: whoever has it keeps it until the other has taken it."""
        file = EVERYWHERE[state]()
        file.origin = Origin(POLICE, "B-7")
        lines.give_back(file, DESK, MONDAY, line_named(POLICE), "是治安案件")
        assert file.state is state
        lines.accept(file, LINE, MONDAY, POLICE, lines.Acceptance("B-7"))
        is_with_nobody_here(file)

    @pytest.mark.parametrize("state", [CaseState.REGISTERED, CaseState.RESOLVED, CaseState.CALLBACK_REVIEW])
    def test_is_over_once_the_callers_are_answered_here(self, state: CaseState) -> None:
        """No line then owes the result of what is done with."""
        file = EVERYWHERE[state]()
        file.origin = Origin(POLICE, "B-7")
        lines.give_back(file, DESK, MONDAY, line_named(POLICE), "是治安案件")
        told = Answer(1, "电话", "已解决", "", supported=True, given=True)
        match state:
            case CaseState.REGISTERED:
                ends.end(file, DESK, MONDAY, EndReason("G01", Outcome.EXPLAINED, "已说明"), told, "")
            case CaseState.RESOLVED:
                callers.answer_caller(file, DESK, MONDAY, told)
            case CaseState.CALLBACK_REVIEW:
                callbacks.explain_result(file, DESK, MONDAY, "不合理", "电话", "已说明")
        assert file.state is CaseState.ANSWERED
        [handover] = file.handovers
        assert (handover.state, handover.refusal) == (HandoverState.RECALLED, "已经答复来电人，不再退回")
        assert lines.handover_due(file) is None
        assert (Act.RECALL_FROM_LINE, POLICE) in [(one.act, one.department) for one in file.notes]

    @pytest.mark.parametrize("state", [CaseState.REGISTERED, CaseState.IN_PROGRESS])
    def test_is_over_once_a_leader_designates_departments(self, state: CaseState) -> None:
        """R2.4: no line takes from them what a leader gave them."""
        file = EVERYWHERE[state]()
        file.origin = Origin(POLICE, "B-7")
        lines.give_back(file, DESK, MONDAY, line_named(POLICE), "是治安案件", TOLD)
        leaders.escalate(file, DESK, MONDAY, "面广", "请批示")
        leaders.instruct(file, LEADER, MONDAY, "阅", None)
        assert file.handovers[-1].state is HandoverState.PENDING
        leaders.escalate(file, DESK, MONDAY, "面广", "请批示由谁办理")
        leaders.instruct(file, LEADER, MONDAY, "由住建牵头", Designation("住房和城乡建设局", (), working_days(7)))
        assert (file.state, file.handovers[-1].state) == (CaseState.ASSIGNED, HandoverState.RECALLED)
        assert file.callers[0].tell_by is not None

    def test_that_is_refused_alarms_nobody_about_a_danger(self) -> None:
        """The danger was never the line's to meet."""
        file = new_file()
        file.origin = Origin(POLICE, "B-7")
        lines.give_back(file, DESK, MONDAY, line_named(POLICE), "是治安案件")
        emergencies.raise_emergency(file, DESK, MONDAY, "着火")
        lines.refuse(file, LINE, MONDAY, POLICE, "不归我们")
        assert Act.ALARM not in [one.act for one in file.notes]

    @pytest.mark.parametrize("takes_back", [lines.refuse, lines.recall], ids=["refused", "recalled"])
    def test_that_comes_to_nothing_is_told_to_whoever_was_told_of_it(self, takes_back: Callable[..., None]) -> None:
        """R2.3: the caller believes that the line has the matter."""
        file = in_progress()
        file.origin = Origin(POLICE, "B-7")
        [caller] = file.callers
        caller.tell_by = None
        lines.give_back(file, DESK, MONDAY, line_named(POLICE), "是治安案件", TOLD)
        actor = LINE if takes_back is lines.refuse else DESK
        takes_back(file, actor, MONDAY, POLICE, "不归我们")
        assert caller.tell_by is not None

    def test_is_told_to_whoever_called_after_the_others_were_told_of_it(self) -> None:
        """R2.3."""
        file = in_progress()
        file.origin = Origin(POLICE, "B-7")
        lines.give_back(file, DESK, MONDAY, line_named(POLICE), "是治安案件", TOLD)
        joins.join(file, DESK, MONDAY, "同一件事", CallerEntry(2, answered=False), "20261123-000002")
        lines.accept(file, LINE, MONDAY, POLICE, lines.Acceptance("B-7"))
        assert [bool(one.tell_by) for one in file.callers] == [False, True]

    def test_that_comes_to_nothing_leaves_a_missed_notice_overdue(self) -> None:
        """R2.3."""
        file = assigned()
        file.origin = Origin(POLICE, "B-7")
        due = file.callers[0].tell_by
        assert due
        lines.give_back(file, DESK, due, line_named(POLICE), "是治安案件", TOLD)
        lines.refuse(file, LINE, due, POLICE, "不是警情")
        assert file.callers[0].tell_by == due

    def test_that_comes_to_nothing_is_not_told_to_who_never_heard_of_it(self) -> None:
        file = in_progress()
        file.origin = Origin(POLICE, "B-7")
        [caller] = file.callers
        caller.tell_by = None
        lines.give_back(file, DESK, MONDAY, line_named(POLICE), "是治安案件")
        lines.refuse(file, LINE, MONDAY, POLICE, "不归我们")
        assert caller.tell_by is None

    def test_is_no_second_handling(self) -> None:
        """R8.7: a caller who is dissatisfied later may still have the matter handled again."""
        file = in_progress()
        file.origin = Origin(POLICE, "B-7")
        lines.give_back(file, DESK, MONDAY, line_named(POLICE), "是治安案件")
        lines.accept(file, LINE, MONDAY, POLICE, lines.Acceptance("B-7"))
        assert [one.handling for one in file.callers] == [1]

    def test_is_not_crossed_by_a_hand_over_to_another_line(self) -> None:
        file = new_file()
        file.origin = Origin(POLICE, "B-7")
        lines.give_back(file, DESK, MONDAY, line_named(POLICE), "是治安案件")
        with pytest.raises(UnmetConditionError, match="已退回转来的联动单位"):
            hand_over(file, CONSUMERS)

    def test_is_refused_while_the_line_has_the_case_anyway(self) -> None:
        file = new_file()
        file.origin = Origin(POLICE, "B-7")
        emergencies.raise_emergency(file, DESK, MONDAY, "着火")
        hand_over(file)
        emergencies.confirm_emergency(file, DESK, MONDAY, "属实", Designation(LEAD, (), hours(24)))
        departments.accept(file, DEPARTMENT, MONDAY, LEAD)
        departments.reply(file, DEPARTMENT, MONDAY, LEAD, "已处置", "")
        with pytest.raises(UnmetConditionError, match=f"已移交{POLICE}，对方尚未反馈结果"):
            lines.give_back(file, DESK, MONDAY, line_named(POLICE), "是治安案件")


class TestSeveralLines:
    """What one line says of a case takes it from no other."""

    @pytest.mark.parametrize("says", [lines.refuse, lines.submit_result], ids=["refuses", "tells its result"])
    def test_of_which_one_is_done_leave_the_case_with_the_other(self, says: Callable[..., None]) -> None:
        file = handed_to_both()
        for line in (POLICE, CONSUMERS):
            if says is lines.submit_result:
                lines.accept(file, LINE, MONDAY, line, lines.Acceptance("A-1"))
        says(file, LINE, MONDAY, POLICE, "不归我们管")
        assert file.state is CaseState.HANDED_OVER
        assert file.outcome is Outcome.HANDED_OVER
        says(file, LINE, MONDAY, CONSUMERS, "也不归我们管")
        assert file.state is (CaseState.REGISTERED if says is lines.refuse else CaseState.RESOLVED)

    def test_of_which_one_is_recalled_leave_the_case_with_the_other(self) -> None:
        file = handed_to_both()
        lines.accept(file, LINE, MONDAY, CONSUMERS, lines.Acceptance("A-1"))
        lines.recall(file, DESK, MONDAY, POLICE, "写错了")
        assert (file.state, file.owner) == (CaseState.HANDED_OVER, "联动单位")
        lines.recall(file, DESK, MONDAY, CONSUMERS, "写错了")
        assert (file.state, file.owner, file.outcome) == (CaseState.REGISTERED, DUTY_OFFICE, Outcome.DESK)

    def test_are_each_handed_a_case_once(self) -> None:
        file = handed_to_both()
        with pytest.raises(InvalidFieldsError):
            hand_over(file)
        assert [one.state for one in file.handovers] == [HandoverState.PENDING] * 2


class TestDangers:
    """R2.6, R8.2: a line that has the case for another reason is told of a danger as any other line is."""

    @pytest.fixture
    def taken(self) -> CaseFile:
        """Return a case that a line took for an ordinary reason, and that became a danger an hour later."""
        file = new_file()
        hand_over(file)
        lines.accept(file, LINE, MONDAY, POLICE, lines.Acceptance("A-1"))
        emergencies.raise_emergency(file, DESK, LATER, "着火")
        return file

    def hand_danger(self, file: CaseFile) -> Handover:
        lines.hand_over(file, RULE_BOOK, LATER, line_named(POLICE), WHY, HandoverNotice(), "")
        return file.handovers[-1]

    def test_are_handed_once_more_with_a_time_of_their_own(self, taken: CaseFile) -> None:
        danger = self.hand_danger(taken)
        assert (danger.state, danger.of_danger) == (HandoverState.PENDING, True)
        assert danger.accept_by == lines.handover_due(taken) == LATER + timedelta(minutes=3)
        with pytest.raises(InvalidFieldsError, match="已移交"):
            self.hand_danger(taken)

    def test_that_nobody_accepts_alarm_level_by_level(self, taken: CaseFile) -> None:
        danger = self.hand_danger(taken)
        for minutes in (3, 3 + LIMITS.alarm_levels[0].minutes):
            run_due_acts(taken, LATER + timedelta(minutes=minutes))
        assert (danger.alarm and danger.alarm.level, taken.handovers[0].alarm) == (2, None)

    def test_are_accepted_and_ended_apart_from_what_the_line_had(self, taken: CaseFile) -> None:
        ordinary, danger = taken.handovers[0], self.hand_danger(taken)
        lines.submit_progress(taken, LINE, LATER, POLICE, "正在调解")
        assert (ordinary.state, danger.state) == (HandoverState.ACCEPTED, HandoverState.PENDING)
        lines.accept(taken, LINE, LATER, POLICE, lines.Acceptance("A-2"))
        lines.submit_result(taken, LINE, LATER, POLICE, "火已扑灭")
        assert (ordinary.record, danger.record, danger.result) == ("A-1", "A-2", "火已扑灭")
        lines.submit_result(taken, LINE, LATER, POLICE, "已调解")
        assert (ordinary.state, ordinary.result) == (HandoverState.DONE, "已调解")

    def test_go_beside_a_case_that_is_given_back(self) -> None:
        file = new_file()
        file.origin = Origin(POLICE, "B-7")
        lines.give_back(file, DESK, MONDAY, line_named(POLICE), "是治安案件")
        emergencies.raise_emergency(file, DESK, LATER, "着火")
        self.hand_danger(file)
        lines.refuse(file, LINE, LATER, POLICE, "不归我们")
        assert file.notes[-1].act is Act.ALARM
        alarms = [one.act for one in file.notes].count(Act.ALARM)
        lines.refuse(file, LINE, LATER, POLICE, "也不归我们")
        assert [one.act for one in file.notes].count(Act.ALARM) == alarms

    def test_that_are_none_leave_the_line_what_it_had(self, taken: CaseFile) -> None:
        ordinary, danger = taken.handovers[0], self.hand_danger(taken)
        lines.accept(taken, LINE, LATER, POLICE, lines.Acceptance("A-2"))
        emergencies.dismiss_emergency(taken, DESK, LATER, "是烧秸秆")
        assert (ordinary.state, danger.state) == (HandoverState.ACCEPTED, HandoverState.RECALLED)
        assert taken.state is CaseState.HANDED_OVER

    def test_are_told_to_the_line_that_had_the_main_case_for_another_reason(self, taken: CaseFile) -> None:
        other = new_file()
        emergencies.raise_emergency(other, DESK, LATER, "着火")
        self.hand_danger(other)
        joins.share_handovers(other, taken, DESK, LATER, "同一场火")
        joins.share_handovers(other, taken, DESK, LATER, "同一场火")
        assert [(one.line, one.of_danger) for one in taken.handovers] == [(POLICE, False), (POLICE, True)]

    def test_offer_the_line_what_each_hand_over_allows(self, taken: CaseFile) -> None:
        self.hand_danger(taken)
        offered = {one.act for one in permissions(taken, LINE, LATER, lambda name: name == POLICE) if one.is_allowed}
        assert offered == {Act.LINE_ACCEPT, Act.LINE_REFUSE, Act.LINE_PROGRESS, Act.LINE_RESULT}


class TestDepartmentsAreTold:
    """Whoever has a case hears by the log that it no longer has."""

    def told(self, file: CaseFile) -> list[tuple[str, str]]:
        return [(one.department, one.reason) for one in file.notes if one.act is Act.TAKE_BACK]

    def test_when_it_is_joined_into_another(self) -> None:
        file = assigned()
        joins.join_into(file, DESK, MONDAY, "同一件事", "20261123-000002")
        assert self.told(file) == [(LEAD, "并入工单 20261123-000002"), (BESIDE, "并入工单 20261123-000002")]

    def test_when_the_lead_is_right_to_object(self) -> None:
        file = assigned()
        departments.object_to_assignment(file, DEPARTMENT, MONDAY, LEAD, "不归我们", "三定规定")
        objections.uphold_objection(file, DESK, MONDAY, LEAD, "确实不归它", None)
        assert self.told(file) == [(BESIDE, f"{LEAD}的异议成立，工单重新研判")]

    def test_when_a_leader_names_others(self) -> None:
        file = disputed()
        leaders.instruct(file, LEADER, MONDAY, "由住建牵头", Designation("住房和城乡建设局", (), working_days(7)))
        assert [department for department, _ in self.told(file)] == [LEAD, BESIDE]

    def test_and_nobody_is_told_of_what_it_did_not_have(self) -> None:
        file = new_file()
        hand_over(file)
        assert self.told(file) == []


@pytest.mark.parametrize("hand", [lines.hand_over, lines.hand_over_result])
def test_a_line_never_gets_what_accuses_the_unit_that_runs_it(hand: Callable[..., None]) -> None:
    """R8.3: it goes to the unit above or to the discipline inspection; to a danger whoever can help is sent (R2.6)."""
    file = in_callback_review() if hand is lines.hand_over_result else in_progress()
    file.recusal = lambda: Recusal(NAMES, ("公安局",))
    line = replace(line_named(POLICE), unit="公安局")
    with pytest.raises(InvalidFieldsError, match="纪检监察机关"):
        hand(file, DESK, LATER, line, WHY, TOLD, "属于警情")
    assert not file.handovers
    hand(file, DESK, LATER, replace(line, unit="教育局"), WHY, TOLD, "属于警情")
    assert file.state is CaseState.HANDED_OVER
