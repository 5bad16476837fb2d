"""Answers to callers: nobody is left without one, and what is owed, allowed and refused agrees (R3.4, R8.7, P2)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import pytest
from hotline_server.domain.acts import (
    callbacks,
    callers,
    contacts,
    departments,
    emergencies,
    ends,
    joins,
    records,
    referrals,
    rerouting,
    review,
    supervision,
    triage,
)
from hotline_server.domain.acts.answers import COUNTED
from hotline_server.domain.callbacks import CallbackState
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.case_query import Awaited
from hotline_server.domain.contacts import Notice
from hotline_server.domain.dues import next_due, run_due_acts
from hotline_server.domain.errors import InvalidFieldsError, UnmetConditionError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState
from hotline_server.domain.open_question import OpenQuestion
from hotline_server.domain.parties import Answer, CallerEntry, Designation
from hotline_server.domain.survey import ContactResult, Survey, SurveyAnswer
from hotline_server.domain.waits import waits
from hotline_server.ground.clock import begin_of, local_day
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.ends import EndReason
from hotline_server.rulebook.time_limit import TimeLimit, working_days

from tests.case_files import DEPARTMENT, DESK, LIMITS, may, new_file, refused_waits, tell_callers
from tests.hotline import MONDAY

POLICE, TRANSPORT = "公安局", "交通运输局"
TOLD = Answer(1, "电话", "路灯已经修好", "", supported=True, given=True)
MISSED = Answer(1, "", "无人接听", "", supported=True, given=False)
UNREACHED = Survey(ContactResult.NO_ANSWER)
SATISFIED = Survey(ContactResult.REACHED, SurveyAnswer.YES, SurveyAnswer.YES, SurveyAnswer.YES)
UNSATISFIED = Survey(ContactResult.REACHED, SurveyAnswer.YES, SurveyAnswer.NO, SurveyAnswer.NO)
WRITE, ANSWER_BY_RPC = "CallerService.LeaveAnswerInWriting", "DeskService.AnswerCaller"
ASK = "DeskService.RecordSatisfaction"
SPACING = timedelta(minutes=LIMITS.callbacks.spacing_minutes)
MAIN, OTHER = "20261123-000002", "20261123-000003"


def resolved(*others: CallerEntry, has_phone: bool = True) -> CaseFile:
    """Return a case with a result that its callers are to be told."""
    file = new_file()
    file.callers[:] = [CallerEntry(1, answered=False, has_phone=has_phone), *others]
    triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (), working_days(7)))
    departments.accept(file, DEPARTMENT, MONDAY, POLICE)
    departments.reply(file, DEPARTMENT, MONDAY, POLICE, "已办理", "")
    review.accept_reply(file, DESK, MONDAY, "")
    return file


def unreachable(*others: CallerEntry) -> CaseFile:
    """Return a case whose first caller could not be told the result by telephone."""
    file = resolved(*others)
    for _ in range(LIMITS.callbacks.attempts):
        callers.answer_caller(file, DESK, file.callers[0].next_attempt or MONDAY, MISSED)
    assert file.callers[0].callback is CallbackState.UNREACHABLE
    return file


def allowed(file: CaseFile) -> set[str]:
    return {one.rpc for one in may(file, DESK, MONDAY) if one.is_allowed}


def owed(file: CaseFile) -> list[tuple[int, str]]:
    """Return who is to be called or written to, by which rpc."""
    listed = [one for one in waits(file, file.timetable) if one.awaited is Awaited.CALLBACK]
    return [(one.call_id, one.rpc) for one in listed]


class TestWithoutANumber:
    def test_a_caller_is_answered_in_writing_and_not_by_failing_to_call(self) -> None:
        file = resolved(has_phone=False)
        with pytest.raises(UnmetConditionError, match="没有号码.*来信、网站公布等书面方式答复"):
            callers.answer_caller(file, DESK, MONDAY, replace(MISSED, content="没有留号码"))
        assert (file.state, file.callers[0].answered) == (CaseState.RESOLVED, False)
        callers.answer_caller(file, DESK, MONDAY, replace(TOLD, means="来信"))
        assert (file.state, file.answers[-1].means) == (CaseState.ANSWERED, "来信")

    @pytest.mark.parametrize("means", ["电话", "短信 "])
    def test_a_caller_is_told_nothing_by_means_that_need_one(self, means: str) -> None:
        """R2.3, R3.4, R8.7."""
        file = resolved(has_phone=False)
        written = Notice(1, means, "由公安局办理", given=True)
        for told in (
            lambda: callers.answer_caller(file, DESK, MONDAY, replace(TOLD, means=means)),
            lambda: contacts.record_notice(file, DESK, MONDAY, written),
        ):
            with pytest.raises(InvalidFieldsError, match="没有号码.*来信"):
                told()
        assert (file.state, file.callers[0].answered) == (CaseState.RESOLVED, False)
        callers.answer_caller(file, DESK, MONDAY, replace(TOLD, means="来电"))
        assert file.state is CaseState.ANSWERED

    def test_no_attempt_to_call_back_fails_and_an_explanation_needs_other_means(self) -> None:
        """R8.7."""
        file = resolved(has_phone=False)
        callers.answer_caller(file, DESK, MONDAY, replace(TOLD, means="来信"))
        with pytest.raises(InvalidFieldsError, match="没有号码"):
            callbacks.record_satisfaction(file, DESK, MONDAY, UNREACHED, "")
        callbacks.record_satisfaction(file, DESK, MONDAY, UNSATISFIED, "来信说没有修好")
        with pytest.raises(InvalidFieldsError, match="没有号码"):
            callbacks.explain_result(file, DESK, MONDAY, "已到位", "电话", "路灯已修好")
        assert file.state is CaseState.CALLBACK_REVIEW
        callbacks.explain_result(file, DESK, MONDAY, "已到位", "来信", "路灯已修好")
        assert file.answers[-1].means == "来信"

    @pytest.mark.parametrize(
        "end",
        [
            lambda file: triage.answer_directly(file, DESK, MONDAY, "政策明确", MISSED),
            lambda file: ends.end(file, DESK, MONDAY, EndReason("J01", Outcome.EXPLAINED, "没有新情况"), MISSED, ""),
        ],
    )
    def test_nothing_ends_of_which_nobody_was_told(self, end: Callable[[CaseFile], None]) -> None:
        file = new_file()
        with pytest.raises(InvalidFieldsError, match="没有告知来电人的"):
            end(file)
        assert file.state is CaseState.REGISTERED


class TestUnreachable:
    def test_the_answer_is_left_in_writing(self) -> None:
        file = unreachable()
        assert owed(file) == [(1, WRITE)]
        assert {WRITE, ANSWER_BY_RPC} <= allowed(file)
        due = next_due(file)
        assert due == file.callers[0].next_attempt
        assert due is not None
        run_due_acts(file, due)
        assert (file.notes[-1].act, file.notes[-1].reason) == (
            Act.REMIND_DESK, "还有来电人没有联系上，请再联系或书面告知",
        )  # fmt: skip
        callbacks.leave_in_writing(file, DESK, due, 1, "短信", "路灯已经修好")
        assert (file.state, file.callers[0].callback) == (CaseState.ANSWERED, CallbackState.INFORMED)
        records.close(file, DESK, due, "")

    def test_others_are_still_to_be_answered(self) -> None:
        file = unreachable(CallerEntry(2, answered=False), CallerEntry(3, answered=False, wishes_no_reply=True))
        callbacks.leave_in_writing(file, DESK, MONDAY, 1, "短信", "路灯已经修好")
        assert (file.state, owed(file)) == (CaseState.RESOLVED, [])
        callers.answer_caller(file, DESK, MONDAY, replace(TOLD, call_id=2))
        assert file.state is CaseState.ANSWERED
        assert all(caller.answered for caller in file.callers)

    def test_the_last_to_be_written_to_ends_it_for_those_who_want_no_reply(self) -> None:
        file = unreachable(CallerEntry(2, answered=False, wishes_no_reply=True))
        callbacks.leave_in_writing(file, DESK, MONDAY, 1, "短信", "路灯已经修好")
        assert (file.state, [caller.answered for caller in file.callers]) == (CaseState.ANSWERED, [True, True])

    def test_whoever_was_not_tried_often_enough_is_answered_otherwise(self) -> None:
        file = resolved()
        with pytest.raises(UnmetConditionError, match="请答复群众：可以打电话，也可以用短信、来信"):
            callbacks.leave_in_writing(file, DESK, MONDAY, 1, "短信", "路灯已经修好")


class TestAnsweredBeforeOthers:
    """R8.7: nobody who was answered waits for others to be."""

    def partly_answered(self) -> CaseFile:
        file = resolved(CallerEntry(2, answered=False), CallerEntry(3, answered=False, wishes_no_reply=True))
        assert ASK not in allowed(file)
        callers.answer_caller(file, DESK, MONDAY, TOLD)
        assert (file.state, owed(file)) == (CaseState.RESOLVED, [(1, ASK)])
        return file

    def dissatisfied(self, file: CaseFile) -> None:
        callbacks.record_satisfaction(file, DESK, MONDAY, UNSATISFIED, "", 1)

    def reopened(self, file: CaseFile) -> None:
        with pytest.raises(UnmetConditionError, match="还没有答复"):
            callers.reopen(file, DESK, MONDAY, 2, "又坏了", lambda _: True)
        callers.reopen(file, DESK, MONDAY, 1, "又坏了", lambda _: True)

    @pytest.mark.parametrize("complain", [dissatisfied, reopened])
    def test_their_complaint_is_judged_while_another_is_answered_when_due(
        self, complain: Callable[[object, CaseFile], None]
    ) -> None:
        file = self.partly_answered()
        due = file.timetable.step_by(CaseState.RESOLVED, file.since, emergency=False)
        complain(self, file)
        assert (file.state, owed(file)) == (CaseState.CALLBACK_REVIEW, [(2, ANSWER_BY_RPC)])
        assert (file.callers[1].next_attempt, file.callers[2].answered) == (due, True)
        assert not list(refused_waits(file, MONDAY))
        callbacks.explain_result(file, DESK, MONDAY, "已到位", "电话", "路灯已修好")
        with pytest.raises(UnmetConditionError, match="还有 1 个来电人没有答复"):
            records.close(file, DESK, MONDAY, "")
        callers.urge(file, DESK, MONDAY, 2, "怎么还没有人答复")
        callers.answer_caller(file, DESK, MONDAY, replace(TOLD, call_id=2))
        assert (file.state, owed(file)) == (CaseState.ANSWERED, [(2, ASK)])

    @pytest.mark.parametrize("withdraws", [True, False])
    @pytest.mark.parametrize("state", [CaseState.CALLBACK_REVIEW, CaseState.ANSWERED])
    def test_whoever_waits_meanwhile_may_urge_withdraw_or_waive(self, state: CaseState, *, withdraws: bool) -> None:
        """R8.7, R8.8: nothing is owed to whoever wants nothing, and an answer to whoever does after all."""
        file = self.partly_answered()
        self.dissatisfied(file)
        explain = partial(callbacks.explain_result, file, DESK, MONDAY, "已到位", "电话", "路灯已修好")
        if state is CaseState.ANSWERED:
            explain()
        callers.urge(file, DESK, MONDAY, 2, "怎么还没有人答复")
        if state is CaseState.ANSWERED:
            with pytest.raises(UnmetConditionError, match="这个来电人不在等答复"):
                callers.withdraw_request(file, DESK, MONDAY, 1, "不用了")
        assert ("CallerService.WithdrawRequest" if withdraws else "CallerService.WaiveReply") in allowed(file)
        (callers.withdraw_request if withdraws else callers.waive_reply)(file, DESK, MONDAY, 2, "不用了")
        assert (file.urges, file.state, owed(file)) == (1, state, [])
        if state is CaseState.CALLBACK_REVIEW:
            explain()
        if withdraws:
            callers.revoke_withdrawal(file, DESK, MONDAY, 2, "还是要办", lambda _: False)
        else:
            callers.want_reply(file, file.callers[1], MONDAY, told=False)
        assert owed(file) == [(2, ANSWER_BY_RPC)]

    @pytest.mark.parametrize(
        "end",
        [
            lambda file, call: callers.withdraw_request(file, DESK, MONDAY, call, "不要了"),
            lambda file, call: callbacks.record_satisfaction(file, DESK, MONDAY, SATISFIED, "刚修好", call),
        ],
    )
    def test_nothing_is_judged_once_nobody_is_dissatisfied(self, end: Callable[[CaseFile, int], None]) -> None:
        """R8.7: without an explanation, and only when the last of them withdraws, or is content after all."""
        file = resolved(CallerEntry(2, answered=False))
        for call_id in (1, 2):
            callers.answer_caller(file, DESK, MONDAY, replace(TOLD, call_id=call_id))
            callbacks.record_satisfaction(file, DESK, MONDAY, UNSATISFIED, "", call_id)
        end(file, 1)
        assert file.state is CaseState.CALLBACK_REVIEW
        end(file, 2)
        assert (file.state, owed(file)) == (CaseState.ANSWERED, [])
        records.close(file, DESK, MONDAY, "")

    def test_whoever_takes_a_withdrawn_complaint_up_again_is_asked_again(self) -> None:
        """R8.7."""
        file = resolved()
        callers.answer_caller(file, DESK, MONDAY, TOLD)
        callbacks.record_satisfaction(file, DESK, MONDAY, UNSATISFIED, "")
        callers.withdraw_request(file, DESK, MONDAY, 1, "不要了")
        callers.revoke_withdrawal(file, DESK, MONDAY, 1, "还是要办", lambda _: True)
        assert (file.state, owed(file)) == (CaseState.ANSWERED, [(1, ASK)])

    def test_who_waits_is_not_recorded_as_told_what_a_complaint_led_to(self) -> None:
        file = self.partly_answered()
        self.dissatisfied(file)
        callbacks.explain_result(file, DESK, MONDAY, "已到位", "电话", "路灯已修好")
        assert file.notes[-1].details["call_ids"] == "1"

    def test_a_second_handling_is_told_to_all_of_them(self) -> None:
        file = self.partly_answered()
        self.dissatisfied(file)
        callbacks.handle_again(file, DESK, MONDAY, "再去看看", Designation("", (), TimeLimit(())), supervised=False)
        assert [one.awaits_answer for one in file.callers] == [True, True, False]
        assert [one.handling for one in file.callers[:2]] == [2, 1]


def test_a_second_handling_goes_to_no_cohandler_that_is_out_of_the_case() -> None:
    """R8.7."""
    file = new_file()
    triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (TRANSPORT,), working_days(7)))
    review.withdraw(file, DESK, MONDAY, TRANSPORT, "不用协办")
    departments.accept(file, DEPARTMENT, MONDAY, POLICE)
    departments.reply(file, DEPARTMENT, MONDAY, POLICE, "已办理", "")
    review.accept_reply(file, DESK, MONDAY, "")
    callers.answer_caller(file, DESK, MONDAY, TOLD)
    callbacks.record_satisfaction(file, DESK, MONDAY, UNSATISFIED, "")
    callbacks.handle_again(file, DESK, MONDAY, "再去看看", Designation("", (), TimeLimit(())), supervised=False)
    assert [one.department for one in file.assignments.unfinished] == [POLICE]


class TestAcceptedByMistake:
    """R4.2: what was accepted goes back until the last caller is answered, and nothing is lost."""

    def test_lead_and_cohandler_do_it_again_within_the_time_of_a_rework(self) -> None:
        file = new_file()
        file.callers.append(CallerEntry(2, answered=False))
        triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (TRANSPORT,), working_days(7)))
        for name in (TRANSPORT, POLICE):
            departments.accept(file, DEPARTMENT, MONDAY, name)
            departments.reply(file, DEPARTMENT, MONDAY, name, "已办理", "")
        review.accept_reply(file, DESK, MONDAY, "")
        callers.answer_caller(file, DESK, MONDAY, TOLD)
        callers.answer_caller(file, DESK, MONDAY, replace(MISSED, call_id=2))
        review.return_for_rework(file, DESK, MONDAY, [TRANSPORT], "没有修好", 2)
        assert (file.state, owed(file)) == (CaseState.REWORKING, [])
        again = file.timetable.deadline(MONDAY, 2).at
        assert {(one.state, one.limit, one.reply, one.reworks) for one in file.assignments} == {
            (AssignmentState.RETURNED, again, "已办理", 1)
        }
        # What the first caller was told is not true.
        waiting = (False, CallbackState.NONE, 0)
        assert [(one.answered, one.callback, one.attempts) for one in file.callers] == [waiting, waiting]
        late = MONDAY + timedelta(days=7)
        for name in (TRANSPORT, POLICE):
            departments.reply(file, DEPARTMENT, late, name, "修好了", "")
        review.accept_reply(file, DESK, late, "")
        for call_id in (1, 2):
            callers.answer_caller(file, DESK, late, replace(TOLD, call_id=call_id))
        assert (file.state, {one.handling for one in file.callers}) == (CaseState.ANSWERED, {1})

    def test_only_what_departments_replied_goes_back(self) -> None:
        file = new_file()
        triage.refer(file, DESK, MONDAY, "归它管", POLICE)
        referrals.record_result(file, DESK, MONDAY, "已解决")
        with pytest.raises(UnmetConditionError, match="不是承办单位回复的.*请改派"):
            review.return_for_rework(file, DESK, MONDAY, [], "没有修好", 0)
        assert file.state is CaseState.RESOLVED


class TestNoticesOfWhoHandlesIt:
    """R2.3."""

    def test_a_reply_that_is_sent_back_takes_no_notice_with_it(self) -> None:
        file = resolved()
        later = MONDAY + timedelta(hours=5)
        assert file.callers[0].tell_by is None
        review.return_for_rework(file, DESK, later, [], "没有修好", 0)
        assert file.callers[0].tell_by == file.timetable.end(file.step_limits.notice, later)
        departments.reply(file, DEPARTMENT, later, POLICE, "修好了", "")
        rerouting.reroute(file, DESK, later, "归它管", Designation(TRANSPORT, (), working_days(7)))
        tell_callers(file, later)
        departments.accept(file, DEPARTMENT, later, TRANSPORT)
        departments.reply(file, DEPARTMENT, later, TRANSPORT, "修好了", "")
        review.return_for_rework(file, DESK, later, [], "没有修好", 0)
        assert file.callers[0].tell_by is None, "was told of this unit"


class TestAttempts:
    """R8.7: whoever tries is told whether it counts, and when the next one does."""

    def answer(self, file: CaseFile, now: datetime) -> str:
        return callers.answer_caller(file, DESK, now, MISSED)

    def call_back(self, file: CaseFile, now: datetime) -> str:
        return callbacks.record_satisfaction(file, DESK, now, UNREACHED, "", 1)

    @pytest.mark.parametrize("is_answered", [False, True])
    def test_one_that_is_too_early_says_that_it_does_not_count(self, is_answered: bool) -> None:  # noqa: FBT001
        file, attempt = resolved(), self.answer
        if is_answered:
            callers.answer_caller(file, DESK, MONDAY, TOLD)
            attempt = self.call_back
        first, second = "第 1 次没有联系上，11月23日13时30分起再打才计次数", "第 2 次没有联系上"
        too_early = "离上一次太近，这一次不计次数，11月23日13时30分起再打才计次数"
        assert attempt(file, MONDAY) == first
        assert attempt(file, MONDAY + SPACING / 2) == too_early
        assert attempt(file, MONDAY + SPACING).startswith(second)
        assert [note.details[COUNTED] for note in file.notes if COUNTED in note.details] == ["是", "否", "是"]
        at_night = "不在打电话的时段，这一次不计次数，11月24日9时起再打才计次数"
        assert self.answer(resolved(), MONDAY + timedelta(hours=12)) == at_night

    def test_the_last_says_by_when_to_write_and_a_further_one_does_not_put_it_off(self) -> None:
        file = unreachable()
        write_by = file.callers[0].next_attempt
        assert write_by is not None
        notice = self.answer(file, write_by + SPACING)
        assert notice.startswith("这一次不计次数，次数已够，请在")
        assert notice.endswith("前用短信、来信等书面方式告知")
        assert (file.callers[0].next_attempt, file.callers[0].attempts) == (write_by, LIMITS.callbacks.attempts)


class TestWithdrawing:
    """R8.7."""

    def test_a_false_alarm_ends_the_case_of_callers_who_withdrew(self) -> None:
        file = new_file()
        emergencies.raise_emergency(file, DESK, MONDAY, "冒烟", "火灾")
        callers.withdraw_request(file, DESK, MONDAY, 1, "是邻居做饭")
        assert file.state is CaseState.VERIFYING
        emergencies.dismiss_emergency(file, DESK, MONDAY, "没有火情")
        assert (file.state, file.notes[-1].act) == (CaseState.CLOSED, Act.END_BY_WITHDRAWAL)
        assert file.callers[0].answered

    def test_who_is_left_in_a_second_handling_ends_it(self) -> None:
        file = resolved(CallerEntry(2, answered=False))
        for call in (1, 2):
            callers.answer_caller(file, DESK, MONDAY, replace(TOLD, call_id=call))
        callbacks.record_satisfaction(file, DESK, MONDAY, SATISFIED, "", 1)
        callbacks.record_satisfaction(file, DESK, MONDAY, UNSATISFIED, "", 2)
        again = Designation(POLICE, (), working_days(5))
        callbacks.handle_again(file, DESK, MONDAY, "没有修好", again, supervised=False)
        callers.withdraw_request(file, DESK, MONDAY, 2, "不用管了")
        assert (file.state, file.assignments.unfinished) == (CaseState.CLOSED, [])

    def test_the_desk_ends_what_went_on_for_other_reasons(self) -> None:
        file = new_file()
        file.question = OpenQuestion(("火灾",), {"火灾": "冒烟"}, (), MONDAY, MONDAY)
        callers.withdraw_request(file, DESK, MONDAY, 1, "自行解决了")
        assert "CallerService.WithdrawRequest" not in allowed(file)
        file.question = None
        assert "CallerService.WithdrawRequest" in allowed(file)
        callers.withdraw_request(file, DESK, MONDAY, 1, "已经撤诉")
        assert file.state is CaseState.CLOSED


class TestTakingAWithdrawalBack:
    """R8.7."""

    def test_who_takes_it_back_is_told_and_answered_like_the_others(self) -> None:
        file = new_file()
        file.callers[:] = [CallerEntry(1, answered=False), CallerEntry(2, answered=False)]
        triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (), working_days(7)))
        callers.withdraw_request(file, DESK, MONDAY, 2, "自行解决了")
        assert "CallerService.RevokeWithdrawal" in allowed(file)
        with pytest.raises(UnmetConditionError, match="这个来电人没有撤诉"):
            callers.revoke_withdrawal(file, DESK, MONDAY, 1, "还是要办", lambda _: False)
        callers.revoke_withdrawal(file, DESK, MONDAY, 2, "还是要办", lambda _: False)
        caller = file.callers[1]
        assert (caller.withdrawn, caller.awaits_answer, caller.tell_by) == (False, True, file.callers[0].tell_by)

    def test_who_takes_it_back_after_the_others_were_answered_is_answered_too(self) -> None:
        file = resolved(CallerEntry(2, answered=False))
        callers.withdraw_request(file, DESK, MONDAY, 2, "自行解决了")
        callers.answer_caller(file, DESK, MONDAY, TOLD)
        assert file.state is CaseState.ANSWERED
        callers.revoke_withdrawal(file, DESK, MONDAY, 2, "又坏了", lambda _: False)
        assert (2, ANSWER_BY_RPC) in owed(file)
        callers.answer_caller(file, DESK, MONDAY, replace(TOLD, call_id=2))
        assert [one.callback for one in file.callers] == [CallbackState.DUE, CallbackState.DUE]

    def test_who_was_answered_before_withdrawing_is_not_answered_twice(self) -> None:
        file = resolved(CallerEntry(2, answered=False))
        callers.answer_caller(file, DESK, MONDAY, TOLD)
        callers.withdraw_request(file, DESK, MONDAY, 1, "不用管了")
        callers.revoke_withdrawal(file, DESK, MONDAY, 1, "还是要问", lambda _: True)
        assert (file.callers[0].answered, file.callers[0].callback) == (True, CallbackState.DUE)

    def test_nobody_calls_who_withdrew_until_then(self) -> None:
        file = unreachable(CallerEntry(2, answered=False))
        callers.withdraw_request(file, DESK, MONDAY, 1, "不用管了")
        assert owed(file) == []
        callers.revoke_withdrawal(file, DESK, MONDAY, 1, "换了号码", lambda _: False)
        assert (file.callers[0].callback, file.callers[0].attempts) == (CallbackState.NONE, 0)


def test_the_last_day_for_reopening_counts_whole() -> None:
    """R8.7."""
    file = resolved()
    callers.answer_caller(file, DESK, MONDAY, TOLD)
    end = begin_of(local_day(MONDAY) + timedelta(days=LIMITS.callbacks.reopening_days + 1))
    with pytest.raises(UnmetConditionError, match="过了重新受理的期限"):
        callers.reopen(file, DESK, end, 1, "又坏了", lambda _: True)
    callers.reopen(file, DESK, end - timedelta(minutes=1), 1, "又坏了", lambda _: True)
    assert file.state is CaseState.CALLBACK_REVIEW


def test_whoever_was_told_nothing_is_told_of_the_first_handling_of_a_case_that_is_reopened() -> None:
    """R8.7: they had withdrawn."""
    file = resolved()
    callers.withdraw_request(file, DESK, MONDAY, 1, "不要了")
    callers.reopen(file, DESK, MONDAY, 1, "还是要办", lambda _: False)
    [caller] = file.callers
    assert (file.state, caller.exemption, caller.handling) == (CaseState.CALLBACK_REVIEW, "", 0)
    with pytest.raises(UnmetConditionError, match="还没有把办理结果告诉过这个来电人"):
        callbacks.record_satisfaction(file, DESK, MONDAY, SATISFIED, "", 1)
    callers.urge(file, DESK, MONDAY, 1, "快一点")
    callbacks.handle_again(file, DESK, MONDAY, "请办", Designation("", (), TimeLimit(())), supervised=False)
    assert (caller.awaits_answer, caller.handling) == (True, 1)


def test_a_judgement_counts_for_the_handling_that_it_judges() -> None:
    """R8.7: who wanted to hear no more of the second has it reopened all the same, whatever they think of the first."""
    file = resolved()
    callers.answer_caller(file, DESK, MONDAY, TOLD)
    file.callers[0].handling = 2
    callers.reopen(file, DESK, MONDAY, 1, "又坏了", lambda _: False)
    said = callbacks.record_satisfaction(file, DESK, MONDAY, SATISFIED, "", 1, told=lambda _: False)
    assert (file.state, said) == (CaseState.CALLBACK_REVIEW, callbacks.JUDGES_EARLIER_RESULT)
    callers.withdraw_request(file, DESK, MONDAY, 1, "不用再办")
    assert file.state is CaseState.ANSWERED


def joined() -> CaseFile:
    file = new_file()
    joins.join_into(file, DESK, MONDAY, "同一件事", MAIN)
    return file


@pytest.mark.parametrize(
    "act",
    [
        lambda file: callers.supplement(file, DESK, MONDAY, 1, "车牌想起来了"),
        lambda file: callers.urge(file, DESK, MONDAY, 1, "快一点"),
        lambda file: callers.withdraw_request(file, DESK, MONDAY, 1, "不投诉了"),
        lambda file: callers.revoke_withdrawal(file, DESK, MONDAY, 1, "还是要办", lambda _: False),
        lambda file: callers.waive_reply(file, DESK, MONDAY, 0, "不用回"),
        lambda file: callers.reopen(file, DESK, MONDAY, 1, "又坏了", lambda _: True),
        lambda file: callers.answer_caller(file, DESK, MONDAY, TOLD),
        lambda file: callbacks.leave_in_writing(file, DESK, MONDAY, 1, "短信", "已解决"),
        lambda file: callbacks.record_satisfaction(file, DESK, MONDAY, UNREACHED, "", 1),
        lambda file: callbacks.explain_result(file, DESK, MONDAY, "已依规", "电话", "说明了政策"),
        lambda file: joins.join_into(file, DESK, MONDAY, "同一件事", OTHER),
        lambda file: joins.join(file, DESK, MONDAY, "同一件事", CallerEntry(3, answered=False), OTHER),
        lambda file: triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (), working_days(7))),
        lambda file: supervision.supervise(file, DESK, MONDAY, POLICE, "超期", 0),
    ],
)
def test_what_is_refused_on_a_joined_case_names_the_main_one(act: Callable[[CaseFile], object]) -> None:
    """R8.8."""
    with pytest.raises(UnmetConditionError, match=f"已并入工单 {MAIN}，请在该工单上办理"):
        act(joined())


class TestSeparatingTheDissatisfied:
    """R8.7, R8.8: the judgement goes with the caller."""

    def answered(self) -> CaseFile:
        file = resolved(CallerEntry(2, answered=False))
        for call_id in (1, 2):
            callers.answer_caller(file, DESK, MONDAY, replace(TOLD, call_id=call_id))
        callbacks.record_satisfaction(file, DESK, MONDAY, UNSATISFIED, "", 2)
        assert file.state is CaseState.CALLBACK_REVIEW
        return file

    def test_nobody_judges_what_nobody_is_dissatisfied_with(self) -> None:
        file = self.answered()
        gone = file.callers[1]
        joins.separate_from(file, DESK, MONDAY, "两件事", [2], (), MAIN)
        assert (file.state, [caller.call_id for caller in file.callers]) == (CaseState.ANSWERED, [1])
        other = joined()
        joins.separate(other, DESK, MONDAY, "两件事", [gone], file.number)
        assert (other.state, other.notes[-1].details["callback"]) == (CaseState.REGISTERED, "待研判")

    def test_what_another_is_dissatisfied_with_stays(self) -> None:
        file = self.answered()
        callbacks.record_satisfaction(file, DESK, MONDAY, UNSATISFIED, "", 1)
        joins.separate_from(file, DESK, MONDAY, "两件事", [2], (), MAIN)
        assert file.state is CaseState.CALLBACK_REVIEW
