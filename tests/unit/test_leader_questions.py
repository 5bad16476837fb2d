"""Questions to leaders and their instructions (R2.4, R4.3)."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hotline_server.domain.acts import (
    callbacks,
    callers,
    departments,
    emergencies,
    joins,
    leaders,
    lines,
    objections,
    records,
    rerouting,
    review,
    suspension,
    triage,
)
from hotline_server.domain.acts.lines import HandoverNotice
from hotline_server.domain.callbacks import CallbackState
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.dues import next_due, run_due_acts
from hotline_server.domain.errors import InvalidFieldsError, UnmetConditionError
from hotline_server.domain.leader_question import Hold
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.parties import Answer, Designation
from hotline_server.domain.promise import Promise
from hotline_server.domain.survey import ContactResult, Survey, SurveyAnswer
from hotline_server.ground.clock import local_day
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.ends import EndReason
from hotline_server.rulebook.lines import Line
from hotline_server.rulebook.time_limit import hours, working_days

from tests.case_files import DEPARTMENT, DESK, DIRECTORY, LEADER, LIMITS, RULE_BOOK, new_file, refused_waits
from tests.hotline import MONDAY

POLICE, TRANSPORT = "公安局", "交通运输局"
HOUR = timedelta(hours=1)
LINE_110 = Line("110报警服务台", "110", "警情", 3, hours(24), takes_dangers=True)
WHY = EndReason("Y01", Outcome.HANDED_OVER, "属于警情", line=LINE_110.name)


@pytest.fixture
def working() -> CaseFile:
    """Return a case that a lead and a co-handler have in hand."""
    file = new_file()
    file.on_duty = lambda post, now: DIRECTORY.on_duty(post, now.date())
    triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (TRANSPORT,), working_days(7)))
    for name in (POLICE, TRANSPORT):
        departments.accept(file, DEPARTMENT, MONDAY, name)
    return file


def ask(file: CaseFile, now: datetime = MONDAY, *, hold: bool = False) -> None:
    leaders.escalate(file, DESK, now, "面广", "是否约谈公司", hold=hold)


class TestAsking:
    def test_the_department_goes_on(self, working: CaseFile) -> None:
        ask(working)
        departments.ask_extension(working, DEPARTMENT, MONDAY, POLICE, 3, "难度大")
        departments.submit_progress(working, DEPARTMENT, MONDAY, POLICE, "已到现场")
        departments.reply(working, DEPARTMENT, MONDAY, POLICE, "已处罚", "不等协办")
        leaders.instruct(working, LEADER, MONDAY, "依法办", None)
        assert (working.state, working.assignments.lead.reply) == (CaseState.REPLIED, "已处罚")  # type: ignore[union-attr]

    def test_an_empty_question_is_refused(self, working: CaseFile) -> None:
        with pytest.raises(InvalidFieldsError) as refused:
            leaders.escalate(working, DESK, MONDAY, "面广", "  ")
        assert [violation.field for violation in refused.value.violations] == ["question"]

    def test_a_reply_given_already_stays(self, working: CaseFile) -> None:
        departments.reply(working, DEPARTMENT, MONDAY, POLICE, "已处罚", "不等协办")
        ask(working)
        leaders.instruct(working, LEADER, MONDAY, "再查", Designation(TRANSPORT, (), working_days(5)))
        assert working.state is CaseState.ASSIGNED
        assert [one.reply for one in working.assignments] == ["已处罚", "", ""]

    def test_a_leader_is_asked_during_rework(self, working: CaseFile) -> None:
        departments.reply(working, DEPARTMENT, MONDAY, POLICE, "已处罚", "不等协办")
        review.return_for_rework(working, DESK, MONDAY, [], "请到现场", 0)
        ask(working)
        leaders.instruct(working, LEADER, MONDAY, "限期办结", None)
        assert (working.state, working.leader_question) == (CaseState.REWORKING, None)

    @pytest.mark.parametrize("confirmed", [True, False])
    def test_an_emergency_is_reported_without_leaving_its_state(self, *, confirmed: bool) -> None:
        """R2.6: and the instruction stands beside it."""
        file = new_file()
        emergencies.raise_emergency(file, DESK, MONDAY, "冒烟")
        if confirmed:
            emergencies.confirm_emergency(file, DESK, MONDAY, "属实", Designation(POLICE, (), hours(24)))
        before = file.state
        ask(file)
        assert file.state is before
        leaders.instruct(file, LEADER, MONDAY, "全力救人", None)
        assert (file.state, file.notes[-1].act, file.notes[-1].reason) == (before, Act.INSTRUCT_MEANWHILE, "全力救人")

    def test_a_leader_gives_an_emergency_to_other_departments(self) -> None:
        """R2.6: it stays in its state, and whoever goes on keeps its deadline."""
        file = new_file()
        emergencies.raise_emergency(file, DESK, MONDAY, "冒烟")
        emergencies.confirm_emergency(file, DESK, MONDAY, "属实", Designation(POLICE, (), hours(24)))
        departments.accept(file, DEPARTMENT, MONDAY, POLICE)
        ask(file)
        with pytest.raises(InvalidFieldsError):
            leaders.instruct(file, LEADER, MONDAY, "交给它办", Designation(TRANSPORT, (), working_days(5)))
        leaders.instruct(file, LEADER, MONDAY, "由它牵头", Designation(TRANSPORT, (POLICE,), hours(12)))
        assert (file.state, file.leader_question) == (CaseState.RESPONDING, None)
        assert [(one.department, one.leads) for one in file.assignments.unfinished] == [
            (POLICE, False),
            (TRANSPORT, True),
        ]
        assert file.assignments.open(POLICE).deadline == MONDAY + 24 * HOUR  # type: ignore[union-attr]

    def test_a_leader_confirms_the_departments_of_an_emergency(self) -> None:
        file = new_file()
        emergencies.raise_emergency(file, DESK, MONDAY, "冒烟")
        emergencies.confirm_emergency(file, DESK, MONDAY, "属实", Designation(POLICE, (), hours(24)))
        ask(file)
        leaders.instruct(file, LEADER, MONDAY, "就由它办", Designation(POLICE, (), hours(24)))
        assert [one.department for one in file.assignments] == [POLICE]

    def test_a_leader_names_who_is_sent_once_an_emergency_is_verified(self) -> None:
        """R2.6: whom callers accuse, too."""
        file = new_file()
        emergencies.raise_emergency(file, DESK, MONDAY, "冒烟")
        ask(file)
        leaders.instruct(file, LEADER, MONDAY, "属实就交给它", Designation("教育局", (TRANSPORT,), hours(12)))
        assert (file.state, file.designation.lead, len(file.assignments)) == (CaseState.VERIFYING, "教育局", 0)
        emergencies.confirm_emergency(file, DESK, MONDAY, "属实", file.designation, ("教育局", TRANSPORT))
        assert [(one.department, one.is_directed) for one in file.assignments] == [("教育局", True), (TRANSPORT, True)]

    def test_a_dispute_does_not_keep_the_lead_from_replying(self, working: CaseFile) -> None:
        """R4.3: unless the desk has told it to wait; the question is settled beside the review."""
        departments.dissent(working, DEPARTMENT, MONDAY, TRANSPORT, "应由城管局协办")
        departments.reply(working, DEPARTMENT, MONDAY, POLICE, "已处罚", "不等协办")
        assert working.state is CaseState.REPLIED
        leaders.instruct(working, LEADER, MONDAY, "仍由它协办", None)
        review.accept_reply(working, DESK, MONDAY, "")
        assert (working.state, working.leader_question) == (CaseState.RESOLVED, None)

    def test_a_dispute_keeps_the_lead_from_replying_while_it_is_told_to_wait(self, working: CaseFile) -> None:
        departments.dissent(working, DEPARTMENT, MONDAY, TRANSPORT, "应由城管局协办")
        ask(working, hold=True)
        with pytest.raises(UnmetConditionError):
            departments.reply(working, DEPARTMENT, MONDAY, POLICE, "已处罚", "不等协办")


class TestWithdrawing:
    """R2.4: the desk takes its question back while it is unanswered; what others put before a leader stays."""

    @pytest.mark.parametrize(
        ("steps", "state"),
        [
            ("请示", CaseState.REGISTERED),
            ("归口 请示", CaseState.REGISTERED),
            ("交办 签收 让等", CaseState.IN_PROGRESS),
            ("交办 签收 暂缓 让等", CaseState.SUSPENDED),
            ("交办 签收 回复 审核 答复 不满意 就结果请示", CaseState.CALLBACK_REVIEW),
        ],
    )
    def test_a_case_goes_back_to_where_it_was(self, steps: str, state: CaseState) -> None:
        file = new_file()
        for step in steps.split():
            STEPS[step](file)
        leaders.withdraw_question(file, DESK, MONDAY, "承办单位已经找到")
        assert (file.state, file.leader_question, file.is_held) == (state, None, False)
        assert file.notes[-1].details["question"]
        assert state is CaseState.SUSPENDED or not any(one.stands for one in file.assignments)
        assert not list(refused_waits(file, MONDAY))
        if state is CaseState.CALLBACK_REVIEW:
            assert (file.callers[0].answered, file.callers[0].callback) == (True, CallbackState.AWAITS_JUDGEMENT)
        else:
            with pytest.raises(UnmetConditionError, match="没有等着批示的请示"):
                leaders.withdraw_question(file, DESK, MONDAY, "再撤一次")

    def test_what_departments_dissent_on_is_still_to_be_decided(self, working: CaseFile) -> None:
        departments.dissent(working, DEPARTMENT, MONDAY, TRANSPORT, "应由城管局协办")
        with pytest.raises(UnmetConditionError, match="没有值班室报的请示"):
            leaders.withdraw_question(working, DESK, MONDAY, "不用定了")
        ask(working)
        leaders.withdraw_question(working, DESK, MONDAY, "不用约谈了")
        assert working.state is CaseState.DISPUTED
        assert [one.by for one in working.leader_question.asked] == [TRANSPORT]  # type: ignore[union-attr]

    @pytest.mark.parametrize("steps", ["", "签收 暂缓", "签收 先回复"])
    def test_a_cohandler_dissents_whatever_the_lead_does(self, steps: str) -> None:
        """R4.3: the case goes on meanwhile."""
        file = new_file()
        triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (TRANSPORT,), working_days(7)))
        departments.accept(file, DEPARTMENT, MONDAY, TRANSPORT)
        for step in steps.split():
            STEPS[step](file)
        before = file.state
        departments.dissent(file, DEPARTMENT, MONDAY, TRANSPORT, "应由城管局协办")
        leaders.instruct(file, LEADER, MONDAY, "继续协办", None)
        assert file.state is before

    def test_what_is_left_is_due_since_it_was_asked(self, working: CaseFile) -> None:
        ask(working)
        later = MONDAY + timedelta(days=7)
        run_due_acts(working, later)
        departments.dissent(working, DEPARTMENT, later, TRANSPORT, "应由城管局协办")
        leaders.withdraw_question(working, DESK, later, "不用约谈了")
        question = working.leader_question
        assert question is not None
        assert (question.asked_at, question.reminders) == (later, 0)

    def test_what_the_rules_send_to_a_leader_stays_there(self) -> None:
        file = new_file()
        leaders.escalate(file, RULE_BOOK, MONDAY, "群体性事件", "请批示如何办理")
        ask(file)
        leaders.withdraw_question(file, DESK, MONDAY, "不用约谈了")
        assert (file.state, len(file.leader_question.asked)) == (CaseState.AWAITING_INSTRUCTION, 1)  # type: ignore[union-attr]


NOT_SOLVED = Survey(ContactResult.REACHED, SurveyAnswer.YES, SurveyAnswer.NO, SurveyAnswer.NO)
TOLD = Answer(1, "电话", "已处罚", "", supported=True, given=True)
PROMISE = Promise("等汛期过去", "先围挡", POLICE, local_day(MONDAY) + timedelta(days=90), (), MONDAY)
STEPS: dict[str, Callable[[CaseFile], object]] = {
    "交办": lambda f: triage.assign(f, DESK, MONDAY, "研判", Designation(POLICE, (), working_days(7))),
    "签收": lambda f: departments.accept(f, DEPARTMENT, MONDAY, POLICE),
    "暂缓": lambda f: suspension.suspend(f, DESK, MONDAY, "要等汛期过去", PROMISE),
    "异议": lambda f: departments.dissent(f, DEPARTMENT, MONDAY, POLICE, "不归我们"),
    "回复": lambda f: departments.reply(f, DEPARTMENT, MONDAY, POLICE, "已处罚", ""),
    "先回复": lambda f: departments.reply(f, DEPARTMENT, MONDAY, POLICE, "已处罚", "不等协办"),
    "重办": lambda f: review.return_for_rework(f, DESK, MONDAY, [], "请到现场", 0),
    "审核": lambda f: review.accept_reply(f, DESK, MONDAY, ""),
    "答复": lambda f: callers.answer_caller(f, DESK, MONDAY, TOLD),
    "不满意": lambda f: callbacks.record_satisfaction(f, DESK, MONDAY, NOT_SOLVED, "", 1),
    "就结果请示": lambda f: callbacks.escalate_result(f, DESK, MONDAY, "仍不满意", "是否再办"),
    "归口": lambda f: triage.refer(f, DESK, MONDAY, "归它管", POLICE),
    "移交": lambda f: lines.hand_over(f, DESK, MONDAY, LINE_110, WHY, HandoverNotice("已告知"), ""),
    "险情": lambda f: emergencies.raise_emergency(f, DESK, MONDAY, "冒烟"),
    "属实": lambda f: emergencies.confirm_emergency(f, DESK, MONDAY, "属实", Designation(POLICE, (), hours(2))),
    "请示": ask,
    "让等": lambda f: ask(f, hold=True),
}
S = CaseState
DISSATISFIED = "交办 签收 回复 审核 答复 不满意 就结果请示"


class TestInstructing:
    """R2.4, R4.3, R8.7: what a leader notes 阅 goes on as it was; whom a leader names handles it."""

    @pytest.mark.parametrize(
        ("steps", "noted", "given"),
        [
            ("请示", S.REGISTERED, S.ASSIGNED),
            ("归口 请示", S.ASSIGNED, S.ASSIGNED),
            ("移交 请示", S.HANDED_OVER, S.ASSIGNED),
            ("交办 请示", S.ASSIGNED, S.ASSIGNED),
            ("交办 签收 请示", S.IN_PROGRESS, S.ASSIGNED),
            ("交办 签收 让等", S.IN_PROGRESS, S.ASSIGNED),
            ("交办 签收 异议", S.IN_PROGRESS, S.ASSIGNED),
            ("交办 签收 暂缓 请示", S.SUSPENDED, S.ASSIGNED),
            ("交办 签收 暂缓 让等", S.IN_PROGRESS, S.ASSIGNED),
            ("交办 签收 回复 请示", S.REPLIED, S.ASSIGNED),
            ("交办 签收 回复 重办 请示", S.REWORKING, S.ASSIGNED),
            ("交办 签收 回复 重办 异议", S.REWORKING, S.ASSIGNED),
            ("交办 签收 回复 审核 请示", S.RESOLVED, S.ASSIGNED),
            ("交办 签收 请示 回复 审核 答复", S.ANSWERED, S.ASSIGNED),
            ("交办 签收 请示 回复 审核 答复 不满意", S.CALLBACK_REVIEW, S.ASSIGNED),
            (DISSATISFIED, S.CALLBACK_REVIEW, S.ASSIGNED),
            ("险情 请示", S.VERIFYING, S.VERIFYING),
            ("险情 属实 请示", S.RESPONDING, S.RESPONDING),
        ],
    )
    def test_leads_on_from_wherever_a_leader_was_asked(self, steps: str, noted: CaseState, given: CaseState) -> None:
        for named, after in ((None, noted), (Designation(TRANSPORT, (), hours(2)), given)):
            file = new_file()
            for step in steps.split():
                STEPS[step](file)
            before = len(file.assignments)
            leaders.instruct(file, LEADER, MONDAY, "阅", named)
            assert (file.state, file.leader_question, file.is_held) == (after, None, False)
            if named is None and after is not S.ASSIGNED:
                assert len(file.assignments) == before, "nobody is given it anew"
            elif named and not after.faces_danger:
                assert [one.department for one in file.assignments.unfinished] == [TRANSPORT]

    def test_a_result_that_is_noted_is_still_to_be_judged(self) -> None:
        """R8.7: the caller is handled once, until the desk says otherwise."""
        file = new_file()
        for step in DISSATISFIED.split():
            STEPS[step](file)
        assert file.callers[0].awaits_answer, "and may urge, or withdraw"
        leaders.instruct(file, LEADER, MONDAY, "阅", None)
        caller = file.callers[0]
        assert (caller.answered, caller.callback, caller.handling) == (True, CallbackState.AWAITS_JUDGEMENT, 1)
        callbacks.explain_result(file, DESK, MONDAY, "领导已阅", "电话", "按规定只能罚款")
        assert (file.state, caller.callback) == (CaseState.ANSWERED, CallbackState.EXPLAINED)

    def test_a_result_that_is_to_be_handled_again_is_answered_again(self) -> None:
        file = new_file()
        for step in DISSATISFIED.split():
            STEPS[step](file)
        leaders.instruct(file, LEADER, MONDAY, "再查", Designation(TRANSPORT, (), working_days(5)))
        caller = file.callers[0]
        assert (caller.awaits_answer, caller.callback, caller.handling) == (True, CallbackState.NONE, 2)

    @pytest.mark.parametrize("step", ["移交", "险情"])
    def test_a_result_put_before_a_leader_that_goes_elsewhere_is_a_second_handling(self, step: str) -> None:
        file = new_file()
        for one in (*DISSATISFIED.split(), step):
            STEPS[one](file)
        caller = file.callers[0]
        assert (caller.awaits_answer, caller.callback, caller.handling) == (True, CallbackState.NONE, 2)


class TestHold:
    def test_a_department_that_was_told_to_wait_cannot_reply(self, working: CaseFile) -> None:
        ask(working, hold=True)
        with pytest.raises(UnmetConditionError, match="等领导批示"):
            departments.reply(working, DEPARTMENT, MONDAY, POLICE, "已处罚", "不等协办")
        departments.submit_progress(working, DEPARTMENT, MONDAY, POLICE, "已到现场")

    def test_a_cohandler_may_reply_meanwhile_for_the_leads_reply(self, working: CaseFile) -> None:
        """R2.5."""
        ask(working, hold=True)
        departments.reply(working, DEPARTMENT, MONDAY, TRANSPORT, "已协助", "")
        assert working.assignments.owing_cohandlers == []
        assert working.is_held

    def test_the_instruction_ends_it(self, working: CaseFile) -> None:
        ask(working, hold=True)
        leaders.instruct(working, LEADER, MONDAY + HOUR, "办", None)
        assert working.holds == (Hold(MONDAY, MONDAY + HOUR),)
        departments.reply(working, DEPARTMENT, MONDAY + HOUR, POLICE, "已处罚", "不等协办")

    def test_the_desk_ends_it_by_asking_again(self, working: CaseFile) -> None:
        ask(working, hold=True)
        ask(working, MONDAY + HOUR)
        assert working.holds == (Hold(MONDAY, MONDAY + HOUR),)
        assert working.leader_question is not None
        assert len(working.leader_question.asked) == 1

    def test_the_same_is_put_before_a_leader_once(self, working: CaseFile) -> None:
        """R2.4, R4.3: by whoever says it."""
        ask(working)
        with pytest.raises(InvalidFieldsError, match="请示事项：同样的话已经报给领导"):
            ask(working, MONDAY + HOUR)
        departments.dissent(working, DEPARTMENT, MONDAY, TRANSPORT, "不归我们")
        with pytest.raises(InvalidFieldsError, match="理由：同样的话已经报给领导"):
            departments.dissent(working, DEPARTMENT, MONDAY, TRANSPORT, "不归我们 ")
        departments.dissent(working, DEPARTMENT, MONDAY, POLICE, "不归我们")
        question = working.leader_question
        assert question is not None
        assert [one.by for one in question.asked] == ["值班室", TRANSPORT, POLICE]

    def test_nobody_waits_where_nobody_works(self) -> None:
        file = new_file()
        ask(file, hold=True)
        assert (file.state, file.holds) == (CaseState.AWAITING_INSTRUCTION, ())


class TestDissents:
    def test_one_instruction_settles_several(self, working: CaseFile) -> None:
        departments.dissent(working, DEPARTMENT, MONDAY, POLICE, "归交通管")
        departments.dissent(working, DEPARTMENT, MONDAY + HOUR, TRANSPORT, "归公安管")
        ask(working, MONDAY + HOUR)
        question = working.leader_question
        assert question is not None
        words = [(one.by, one.words) for one in question.asked]
        assert words == [(POLICE, "归交通管"), (TRANSPORT, "归公安管"), ("值班室", "是否约谈公司")]
        leaders.instruct(working, LEADER, MONDAY + HOUR, "公安牵头", None)
        assert (working.state, working.leader_question) == (CaseState.IN_PROGRESS, None)

    def test_whoever_is_out_of_the_case_is_waited_for_no_more(self, working: CaseFile) -> None:
        """R2.5: the dispute is over with the last who dissents; what the desk asked stays before the leader."""
        departments.dissent(working, DEPARTMENT, MONDAY, TRANSPORT, "归公安管")
        ask(working)
        rerouting.reroute(working, DESK, MONDAY + HOUR, "公安一家能办", Designation(POLICE, (), working_days(7)))
        question = working.leader_question
        assert question is not None
        assert (working.state, [one.by for one in question.asked]) == (CaseState.IN_PROGRESS, ["值班室"])
        assert [note.department for note in working.notes if note.act is Act.LAPSE] == [TRANSPORT]

    def test_another_lead_settles_them(self, working: CaseFile) -> None:
        """R2.5: who disagrees with that dissents anew."""
        departments.dissent(working, DEPARTMENT, MONDAY, POLICE, "归交通管")
        rerouting.reroute(working, DESK, MONDAY, "归交通管", Designation(TRANSPORT, (POLICE,), working_days(7)))
        assert (working.state, working.leader_question) == (CaseState.ASSIGNED, None)

    def test_a_dispute_in_rework_goes_back_to_rework(self, working: CaseFile) -> None:
        departments.reply(working, DEPARTMENT, MONDAY, POLICE, "已处罚", "不等协办")
        review.return_for_rework(working, DESK, MONDAY, [], "请到现场", 0)
        departments.dissent(working, DEPARTMENT, MONDAY, POLICE, "归交通管")
        leaders.instruct(working, LEADER, MONDAY, "公安办", None)
        assert working.state is CaseState.REWORKING


class TestReminders:
    def test_the_next_in_line_is_reminded(self, working: CaseFile) -> None:
        ask(working)
        reminders = []
        for _ in range(60):
            due = next_due(working)
            assert due is not None
            notes = len(working.notes)
            run_due_acts(working, due)
            reminders += [note for note in working.notes[notes:] if note.act is Act.REMIND_LEADER]
        posts = list(LIMITS.leader_posts)
        assert [note.details["post"] for note in reminders[: len(posts) + 2]] == [*posts, posts[-1], posts[-1]]
        assert all(note.details["told"] for note in reminders)

    def test_nobody_is_reminded_of_a_closed_case(self, working: CaseFile) -> None:
        ask(working)
        for name in (POLICE, TRANSPORT):
            departments.reply(working, DEPARTMENT, MONDAY, name, "已处罚", "不等协办")
        working.state = CaseState.ANSWERED
        for assignment in working.assignments.unfinished:
            working.move(assignment, Act.ACCEPT_REPLY, DESK, MONDAY)
        for caller in working.callers:
            caller.answered = True
        records.close(working, DESK, MONDAY, "")
        assert working.leader_question is None


class TestWaiting:
    """While the desk has told the departments to wait for a leader."""

    def test_the_departments_of_an_emergency_never_wait(self) -> None:
        """R2.6."""
        file = new_file()
        emergencies.raise_emergency(file, DESK, MONDAY, "冒烟")
        emergencies.confirm_emergency(file, DESK, MONDAY, "属实", Designation(POLICE, (), hours(24)))
        with pytest.raises(InvalidFieldsError) as refused:
            ask(file, hold=True)
        assert [violation.field for violation in refused.value.violations] == ["hold"]

    def test_a_case_that_becomes_an_emergency_waits_no_longer(self, working: CaseFile) -> None:
        """R2.6."""
        ask(working, hold=True)
        emergencies.raise_emergency(working, DESK, MONDAY + HOUR, "冒烟")
        assert not working.is_held
        assert not any(one.stands for one in working.assignments)

    def test_whoever_is_added_waits_with_the_others(self, working: CaseFile) -> None:
        ask(working, hold=True)
        wanted = Designation(POLICE, (TRANSPORT, "消防救援支队"), working_days(7))
        rerouting.reroute(working, DESK, MONDAY + HOUR, "还要消防到场", wanted)
        assert all(one.stands for one in working.assignments.unfinished)

    def test_the_desk_is_reminded_of_an_objection_all_the_same(self, working: CaseFile) -> None:
        """R8.4."""
        wanted = Designation(POLICE, (TRANSPORT, "消防救援支队"), working_days(7))
        rerouting.reroute(working, DESK, MONDAY, "还要消防到场", wanted)
        departments.object_to_assignment(working, DEPARTMENT, MONDAY, "消防救援支队", "不是火情", "三定方案")
        ask(working, hold=True)
        due = next_due(working)
        assert due is not None
        working.notes.clear()
        run_due_acts(working, MONDAY + timedelta(days=7))
        assert any(note.act is Act.REMIND_DESK and "异议" in note.reason for note in working.notes)


@pytest.mark.parametrize("named", [Designation(POLICE, (TRANSPORT,), working_days(5)), None])
def test_whom_a_leader_decides_on_is_not_sent_back(working: CaseFile, named: Designation | None) -> None:
    """R8.4: neither by an objection then, nor by the desk's ruling on one made before."""
    departments.object_to_assignment(working, DEPARTMENT, MONDAY, POLICE, "不归它管", "三定方案")
    departments.dissent(working, DEPARTMENT, MONDAY, POLICE, "归交通管")
    leaders.instruct(working, LEADER, MONDAY, "由公安办", named)
    with pytest.raises(UnmetConditionError, match="领导批示由公安局办理"):
        objections.uphold_objection(working, DESK, MONDAY, POLICE, "不归它管", None)
    if named:
        with pytest.raises(UnmetConditionError, match="领导批示由交通运输局办理"):
            departments.object_to_assignment(working, DEPARTMENT, MONDAY, TRANSPORT, "不归它管", "三定方案")
    assert working.assignments.lead.department == POLICE  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "overrule",
    [
        lambda file: rerouting.reroute(file, DESK, MONDAY, "归它管", Designation(TRANSPORT, (), working_days(5))),
        lambda file: rerouting.reroute(file, DESK, MONDAY, "不用它", Designation(POLICE, (), working_days(5))),
        lambda file: review.withdraw(file, DESK, MONDAY, POLICE, "不归它管"),
        lambda file: review.withdraw(file, DESK, MONDAY, TRANSPORT, "不归它管"),
        lambda file: lines.hand_over(file, DESK, MONDAY, LINE_110, WHY, HandoverNotice("已告知"), ""),
        lambda file: joins.join_into(file, DESK, MONDAY, "同一件事", "20261123-000002"),
        lambda file: departments.dissent(file, DEPARTMENT, MONDAY, POLICE, "又有新的理由"),
    ],
)
def test_what_a_leader_designated_a_leader_changes(working: CaseFile, overrule: Callable[[CaseFile], None]) -> None:
    """R2.4, R8.4: whoever would change it is told to ask him; more may be told to help, and dangers wait for nobody."""
    ask(working)
    leaders.instruct(working, LEADER, MONDAY, "由公安办", Designation(POLICE, (TRANSPORT,), working_days(5)))
    for name in (POLICE, TRANSPORT):
        departments.accept(working, DEPARTMENT, MONDAY, name)
    before = working.state, working.designation, len(working.notes)
    with pytest.raises(UnmetConditionError, match="领导批示由.*报送领导"):
        overrule(working)
    assert (working.state, working.designation, len(working.notes)) == before
    helped = Designation(POLICE, (TRANSPORT, "城市管理局"), working_days(5))
    rerouting.reroute(working, DESK, MONDAY, "请协助", helped)
    emergencies.raise_emergency(working, DESK, MONDAY, "冒烟")
    emergencies.confirm_emergency(working, DESK, MONDAY, "属实", Designation(POLICE, (TRANSPORT,), hours(24)))
    rerouting.reroute(working, DESK, MONDAY, "它在现场", Designation(TRANSPORT, (), hours(24)))
    assert working.designation.lead == TRANSPORT
