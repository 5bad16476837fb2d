"""Amended registrations and what is owed to their callers: a reply after all, and calls at the right number (R8.7)."""

from dataclasses import replace

import pytest
from hotline_server.domain.acts import amendments, callbacks, callers, departments, records, review, triage
from hotline_server.domain.amendments import AMENDMENT, NO_REPLY, PHONE, AmendedField, Amendment
from hotline_server.domain.call import BLANK_CALL
from hotline_server.domain.callbacks import CallbackState
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.dues import next_due, run_due_acts
from hotline_server.domain.errors import UnmetConditionError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.parties import Answer, CallerEntry, Designation
from hotline_server.domain.survey import ContactResult, Survey, SurveyAnswer
from hotline_server.rulebook.decision import DUTY_OFFICE, Outcome
from hotline_server.rulebook.time_limit import working_days

from tests.case_files import DEPARTMENT, DESK, LIMITS, RULE_BOOK, decided, may, new_file
from tests.hotline import MONDAY

UNREACHED = Survey(ContactResult.NO_ANSWER)
SATISFIED = Survey(ContactResult.REACHED, *[SurveyAnswer.YES] * 3)
ANSWER = Answer(1, "电话", "路灯已经修好", "", supported=True, given=True)


def resolved(*callers_: CallerEntry) -> CaseFile:
    """Return a case with a result that its callers are to be told."""
    file = new_file()
    file.callers[:] = callers_ or [CallerEntry(1, answered=False)]
    triage.assign(file, DESK, MONDAY, "研判", Designation("公安局", (), working_days(7)))
    departments.accept(file, DEPARTMENT, MONDAY, "公安局")
    departments.reply(file, DEPARTMENT, MONDAY, "公安局", "已办理", "")
    review.accept_reply(file, DESK, MONDAY, "")
    return file


def settled() -> CaseFile:
    """Return an answered case whose only caller wanted no reply."""
    file = resolved(CallerEntry(1, answered=False, wishes_no_reply=True))
    callers.settle_unwanted_replies(file, MONDAY)
    return file


def answered() -> CaseFile:
    file = resolved()
    callers.answer_caller(file, DESK, MONDAY, ANSWER)
    return file


def closed(file: CaseFile) -> CaseFile:
    records.close(file, DESK, MONDAY, "")
    return file


def amend(file: CaseFile, path: str, *, told: bool = False, phone: str = "", no_reply: bool = False) -> CallerEntry:
    """Amend what one field says of the only caller, and return the caller."""
    amendment = Amendment((AmendedField(path, "甲", "乙"),))
    amendments.amend(file, DESK, MONDAY, "来电人更正", amendment, file.recused, {AMENDMENT: "1"})
    (caller,) = file.callers
    call = replace(BLANK_CALL, phone=phone, wishes_no_reply=no_reply)
    amendments.amend_caller(file, caller, amendment, call, MONDAY, told=told)
    return caller


def fail_to_reach(file: CaseFile, times: int) -> None:
    for _ in range(times):
        moment = file.callers[0].next_attempt
        assert moment is not None
        callbacks.record_satisfaction(file, DESK, moment, UNREACHED, "", 1)


class TestAReplyAfterAll:
    @pytest.mark.parametrize("is_closed", [False, True])
    def test_the_caller_is_told_the_answer_and_the_case_stays_as_it_is(self, is_closed: bool) -> None:  # noqa: FBT001
        file = closed(settled()) if is_closed else settled()
        state = file.state
        caller = amend(file, NO_REPLY)
        assert (file.state, file.owner, next_due(file)) == (state, DUTY_OFFICE, caller.next_attempt)
        assert caller.awaits_answer
        assert caller.next_attempt
        run_due_acts(file, caller.next_attempt)
        assert (file.notes[-1].act, file.notes[-1].reason) == (Act.REMIND_DESK, "来电人要求回复，请告知办理结果")
        callers.answer_caller(file, DESK, MONDAY, ANSWER)
        assert (file.state, caller.answered, caller.callback) == (state, True, CallbackState.DUE)
        callbacks.record_satisfaction(file, DESK, MONDAY, SATISFIED, "", 1)
        if not is_closed:
            closed(file)
        with pytest.raises(UnmetConditionError, match="以前可以要求重新受理"):
            records.archive(file, DESK, MONDAY, "")
        assert file.reopen_by
        records.archive(file, DESK, file.reopen_by, "")
        assert file.state is CaseState.ARCHIVED

    def test_nothing_ends_before_the_caller_was_told(self) -> None:
        file = settled()
        amend(file, NO_REPLY)
        with pytest.raises(UnmetConditionError):
            records.close(file, DESK, MONDAY, "")
        file = closed(settled())
        amend(file, NO_REPLY)
        with pytest.raises(UnmetConditionError):
            records.archive(file, DESK, MONDAY, "")
        assert "DeskService.AnswerCaller" in [one.rpc for one in may(file, DESK, MONDAY) if one.is_allowed]

    def test_a_caller_who_was_told_is_only_called_back(self) -> None:
        file = answered()
        callers.waive_reply(file, DESK, MONDAY, 1, "不用回访")
        caller = amend(file, NO_REPLY, told=True)
        assert (caller.answered, caller.callback) == (True, CallbackState.DUE)

    def test_who_cannot_be_reached_then_is_left_the_answer_in_writing(self) -> None:
        file = closed(settled())
        caller = amend(file, NO_REPLY)
        for _ in range(LIMITS.callbacks.attempts):
            assert caller.next_attempt
            callers.answer_caller(file, DESK, caller.next_attempt, replace(ANSWER, given=False, means=""))
        assert caller.callback is CallbackState.UNREACHABLE
        callbacks.leave_in_writing(file, DESK, MONDAY, 1, "短信", "路灯已经修好")
        assert (caller.answered, caller.awaits_answer, file.state) == (True, False, CaseState.CLOSED)

    def test_who_thinks_better_of_it_again_is_owed_nothing(self) -> None:
        file = closed(settled())
        amend(file, NO_REPLY)
        caller = amend(file, NO_REPLY, no_reply=True)
        assert (caller.awaits_answer, caller.next_attempt) == (False, None)
        assert file.reopen_by
        records.archive(file, DESK, file.reopen_by, "")

    def test_a_caller_who_withdrew_has_none(self) -> None:
        file = resolved()
        callers.withdraw_request(file, DESK, MONDAY, 1, "不投诉了")
        caller = amend(file, NO_REPLY)
        assert (caller.answered, caller.awaits_answer) == (True, False)

    def test_before_the_answer_the_caller_waits_with_the_others(self) -> None:
        file = resolved(CallerEntry(1, answered=False, wishes_no_reply=True))
        caller = amend(file, NO_REPLY)
        assert (caller.awaits_answer, caller.next_attempt) == (True, None)


class TestTheRightNumber:
    def test_attempts_at_the_wrong_one_stay_in_the_log_and_do_not_count(self) -> None:
        file = answered()
        fail_to_reach(file, LIMITS.callbacks.attempts - 1)
        caller = amend(file, PHONE, told=True, phone="+8613900139000")
        assert (caller.callback, caller.attempts) == (CallbackState.DUE, 0)
        fail_to_reach(file, LIMITS.callbacks.attempts - 1)
        assert caller.callback == CallbackState.DUE
        fail_to_reach(file, 1)
        assert file.callers[0].callback is CallbackState.UNREACHABLE
        tried = [note for note in file.notes if note.act is Act.RECORD_SATISFACTION]
        assert len(tried) == 2 * LIMITS.callbacks.attempts - 1

    def test_attempts_to_answer_begin_anew_too(self) -> None:
        file = resolved()
        (caller,) = file.callers
        callers.answer_caller(file, DESK, MONDAY, replace(ANSWER, given=False))
        assert caller.attempts == 1
        amend(file, PHONE, phone="+8613900139000")
        assert (caller.attempts, caller.awaits_answer) == (0, True)

    @pytest.mark.parametrize("informed", [False, True])
    def test_who_could_not_be_reached_is_called_again(self, informed: bool) -> None:  # noqa: FBT001
        file = answered()
        fail_to_reach(file, LIMITS.callbacks.attempts)
        if informed:
            callbacks.leave_in_writing(file, DESK, MONDAY, 1, "短信", "路灯已经修好")
        caller = amend(file, PHONE, told=True, phone="+8613900139000")
        assert (caller.callback, caller.attempts) == (CallbackState.DUE, 0)

    def test_who_had_no_number_is_called_once_there_is_one_and_no_longer_when_it_was_none(self) -> None:
        file = resolved(CallerEntry(1, answered=False, has_phone=False))
        callers.answer_caller(file, DESK, MONDAY, replace(ANSWER, means="书面"))
        assert file.callers[0].exemption == "没有号码"
        caller = amend(file, PHONE, told=True, phone="+8613900139000")
        assert (caller.callback, caller.exemption) == (CallbackState.DUE, "")
        amend(file, PHONE, told=True)
        assert (caller.callback, caller.exemption, caller.next_attempt) == (CallbackState.EXEMPT, "没有号码", None)

    @pytest.mark.parametrize("state", [CallbackState.ASKED, CallbackState.DECLINED, CallbackState.EXPLAINED])
    def test_what_is_over_is_not_begun_anew(self, state: CallbackState) -> None:
        file = answered()
        file.callers[0].callback = state
        assert amend(file, PHONE, told=True, phone="+8613900139000").callback is state


class TestProposalsOnAnsweredCases:
    def test_it_neither_closes_nor_is_archived_before_the_desk_has_judged(self) -> None:
        for file in (answered_and_called(), closed(answered_and_called())):
            amendments.propose_decision(file, RULE_BOOK, MONDAY, decided(Outcome.TRANSFER, "教育局"))
            act = records.close if file.state is CaseState.ANSWERED else records.archive
            with pytest.raises(UnmetConditionError, match="新的办理建议"):
                act(file, DESK, MONDAY, "")
            due = next_due(file)
            assert due is not None
            run_due_acts(file, due)
            assert file.notes[-1].act is Act.REMIND_DESK
            amendments.keep_decision(file, DESK, MONDAY, "办结的是原来的事")
            assert file.proposed_decision is None


def answered_and_called() -> CaseFile:
    file = answered()
    callbacks.record_satisfaction(file, DESK, MONDAY, SATISFIED, "", 1)
    return file
