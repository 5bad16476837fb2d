"""Results wait for the desk's judgement on what callers amended, or whom they accuse (R8.3, R1.1)."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from hotline_server.domain import standstills
from hotline_server.domain.acts import (
    amendments,
    callbacks,
    callers,
    delegation,
    departments,
    joins,
    leaders,
    recusal,
    referrals,
    rerouting,
    review,
    triage,
)
from hotline_server.domain.amendments import AMENDMENT, CONTENT, AmendedField, Amendment
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.case_query import Awaited
from hotline_server.domain.dues import next_due, run_due_acts
from hotline_server.domain.errors import InvalidFieldsError, UnmetConditionError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState
from hotline_server.domain.parties import Answer, CallerEntry, Designation
from hotline_server.domain.waits import steps, waits
from hotline_server.rulebook.decision import DUTY_OFFICE, Outcome
from hotline_server.rulebook.recusal import Recusal
from hotline_server.rulebook.time_limit import TimeLimit, working_days

from tests.case_files import DEPARTMENT, DESK, LEADER, LIMITS, NAMES, RULE_BOOK, decided, may, new_file
from tests.hotline import MONDAY

SCHOOLS, POLICE, SECTION = "教育局", "公安局", "出入境管理支队"
GIVEN = Answer(1, "电话", "已解决", "", supported=True, given=True)
MISSED = Answer(1, "", "占线", "", supported=True, given=False)
BY_RULE = TimeLimit(())
ACCUSING = Amendment((AmendedField(CONTENT, "路灯不亮", "他们收礼"),))


def at_work(*cohandlers: str) -> CaseFile:
    """Return a case whose lead, which may answer callers, has it in hand before anybody accused it."""
    file = new_file()
    file.recusal = lambda: Recusal(NAMES)
    designation = Designation(SCHOOLS, cohandlers, working_days(7), may_answer=True)
    triage.assign(file, DESK, MONDAY, "研判", designation)
    for name in (SCHOOLS, *cohandlers):
        departments.accept(file, DEPARTMENT, MONDAY, name)
    return file


def replied(*cohandlers: str) -> CaseFile:
    file = at_work(*cohandlers)
    departments.reply(file, DEPARTMENT, MONDAY, SCHOOLS, "已办理", "不等协办")
    return file


def replied_below() -> CaseFile:
    """Return a case that a department delegated to a unit below, which replied before anybody accused it."""
    file = new_file()
    file.recusal = lambda: Recusal(NAMES)
    triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (), working_days(7)))
    departments.accept(file, DEPARTMENT, MONDAY, POLICE)
    delegation.delegate(file, DEPARTMENT, MONDAY, POLICE, [SECTION], "请核实", BY_RULE)
    departments.accept(file, DEPARTMENT, MONDAY, SECTION)
    departments.reply(file, DEPARTMENT, MONDAY, SECTION, "查无此事", "")
    return file


def resolved() -> CaseFile:
    file = replied()
    review.accept_reply(file, DESK, MONDAY, "")
    return file


def propose(file: CaseFile, *accused: str) -> None:
    amendments.propose_decision(file, RULE_BOOK, MONDAY, decided(Outcome.DESK), accused)


def accuse(file: CaseFile, *accused: str) -> None:
    """Let the caller accuse units from now on, by an amendment."""
    former = file.recused
    file.recusal = lambda: Recusal(NAMES, accused)
    amendments.amend(file, DESK, MONDAY, "来电人更正", ACCUSING, former, {AMENDMENT: "1"})
    propose(file, *accused)


def owed(file: CaseFile) -> set[Awaited]:
    return {one.awaited for one in (*steps(file, file.timetable), *waits(file, file.timetable))}


def refusal(do: Callable[[], object]) -> str:
    with pytest.raises(UnmetConditionError) as refused:
        do()
    return str(refused.value)


def tell(file: CaseFile) -> None:
    callers.answer_caller(file, DESK, MONDAY, GIVEN)


TELLING: list[Callable[[CaseFile], object]] = [
    tell,
    lambda file: callers.answer_caller(file, DESK, MONDAY, MISSED),
    lambda file: callers.answer_as_department(file, DEPARTMENT, MONDAY, SCHOOLS, GIVEN),
    lambda file: callers.settle_unwanted_replies(file, MONDAY),
]


def test_a_lead_that_is_withdrawn_leaves_the_case_for_triage() -> None:
    """R1.1: nobody has it any more, and what was replied stays."""
    file = replied(POLICE)
    review.withdraw(file, DESK, MONDAY, SCHOOLS, "听错了")
    assert (file.state, file.outcome, file.designation.lead) == (CaseState.REGISTERED, Outcome.DESK, "")
    assert [(one.department, one.state) for one in file.assignments] == [
        (SCHOOLS, AssignmentState.WITHDRAWN), (POLICE, AssignmentState.WITHDRAWN)
    ]  # fmt: skip
    assert file.assignments[0].reply == "已办理"
    triage.answer_directly(file, DESK, MONDAY, "政策明确", GIVEN)
    assert file.state is CaseState.ANSWERED


class TestResults:
    def test_a_reply_is_not_accepted_before(self) -> None:
        file = replied()
        propose(file)
        with pytest.raises(UnmetConditionError, match="请先研判：要别的单位办的改派，不用改的维持原办理"):
            review.accept_reply(file, DESK, MONDAY, "")
        amendments.keep_decision(file, DESK, MONDAY, "答复可用")
        review.accept_reply(file, DESK, MONDAY, "")
        assert file.state is CaseState.RESOLVED

    @pytest.mark.parametrize("do", TELLING)
    def test_nobody_is_told_a_result_before(self, do: Callable[[CaseFile], object]) -> None:
        file = resolved()
        file.callers[0].wishes_no_reply = do is TELLING[-1]
        propose(file)
        with pytest.raises(UnmetConditionError, match="研判"):
            do(file)
        assert file.proposed_decision
        amendments.keep_decision(file, DESK, MONDAY, "答复可用")
        do(file)

    def test_nor_is_it_left_in_writing(self) -> None:
        file = resolved()
        for turn in range(LIMITS.callbacks.attempts):
            callers.answer_caller(file, DESK, MONDAY + timedelta(days=turn), MISSED)
        propose(file)
        with pytest.raises(UnmetConditionError, match="请先研判"):
            callbacks.leave_in_writing(file, DESK, MONDAY, 1, "短信", "已解决")
        assert owed(file) == {Awaited.AMENDED_DECISION}

    def test_nor_is_whoever_wants_a_reply_after_the_others_had_theirs(self) -> None:
        file = resolved()
        joins.join(file, DESK, MONDAY, "同一件事", CallerEntry(2, answered=False), "20261123-000002")
        callers.waive_reply(file, DESK, MONDAY, 2, "不用回")
        tell(file)
        callers.want_reply(file, file.callers[1], MONDAY, told=False)
        later = replace(GIVEN, call_id=2)
        propose(file)
        assert [one.call_id for one in waits(file, file.timetable) if one.call_id] == [1]
        assert "要办的重新受理" in refusal(lambda: callers.answer_caller(file, DESK, MONDAY, later))
        amendments.keep_decision(file, DESK, MONDAY, "答复可用")
        callers.answer_caller(file, DESK, MONDAY, later)

    def test_the_desk_is_to_judge_and_not_to_answer(self) -> None:
        """P2: it is on one list, with a due time."""
        file = resolved()
        assert owed(file) == {Awaited.ANSWER}
        propose(file)
        assert owed(file) == {Awaited.AMENDED_DECISION}
        assert next_due(file) == MONDAY + timedelta(minutes=LIMITS.desk_minutes)

    def test_time_alone_ends_nothing_that_nobody_waits_for(self) -> None:
        file = resolved()
        propose(file)
        callers.waive_reply(file, DESK, MONDAY, 1, "不用回")
        run_due_acts(file, MONDAY + timedelta(days=1))
        assert not file.state.is_answered
        amendments.keep_decision(file, DESK, MONDAY, "答复可用")
        run_due_acts(file, MONDAY + timedelta(days=1))
        assert file.state is CaseState.ANSWERED

    def test_others_may_handle_it_before_anybody_is_told(self) -> None:
        file = resolved()
        joins.join(file, DESK, MONDAY, "同一件事", CallerEntry(2, answered=False), "20261123-000002")
        tell(file)
        accuse(file, SCHOOLS)
        rerouting.reroute(file, DESK, MONDAY, "应当回避", Designation(POLICE, (), working_days(7)))
        assert (file.state, file.owner) == (CaseState.ASSIGNED, POLICE)
        assert all(one.awaits_answer and one.tell_by for one in file.callers)

    def test_what_is_kept_of_the_accused_goes_to_another_all_the_same(self) -> None:
        """R8.3: what is refused names a way that is open."""
        file = resolved()
        accuse(file, SCHOOLS)
        (kept,) = (one for one in may(file, DESK, MONDAY) if one.act is Act.KEEP_DECISION)
        assert (kept.is_allowed, kept.caution.partition("，")[0]) == (True, f"{SCHOOLS}应当回避")
        amendments.keep_decision(file, DESK, MONDAY, "答复可用")
        assert "请改派" in refusal(lambda: review.return_for_rework(file, DESK, MONDAY, [], "重办", 0))
        rerouting.reroute(file, DESK, MONDAY, "应当回避", Designation(POLICE, (), working_days(7)))
        assert (file.state, file.owner) == (CaseState.ASSIGNED, POLICE)

    @pytest.mark.parametrize("outcome", [Outcome.HANDED_OVER, Outcome.EXPLAINED])
    def test_a_result_that_no_unit_found_goes_to_one(self, outcome: Outcome) -> None:
        """R2.5, R8.1, R8.2: of a line, or an end granted by mistake; the desk needs no leader for it."""
        file = resolved()
        file.outcome = outcome
        told = refusal(lambda: review.return_for_rework(file, DESK, MONDAY, [], "重办", 0))
        assert told.endswith("要由单位办理的，请改派")
        rerouting.reroute(file, DESK, MONDAY, "归公安", Designation(POLICE, (), working_days(7)))
        assert (file.state, file.outcome, file.callers[0].awaits_answer) == (CaseState.ASSIGNED, Outcome.TRANSFER, True)

    def test_the_accused_answers_nobody_itself(self) -> None:
        file = resolved()
        accuse(file, SCHOOLS)
        amendments.keep_decision(file, DESK, MONDAY, "答复可用")
        with pytest.raises(UnmetConditionError, match="由值班室答复"):
            callers.answer_as_department(file, DEPARTMENT, MONDAY, SCHOOLS, GIVEN)
        tell(file)


@pytest.mark.parametrize("state", [CaseState.IN_PROGRESS, CaseState.CLOSED])
def test_an_accusation_is_owed_once_and_told_of_above_the_desk_level_by_level(state: CaseState) -> None:
    """R8.3, P2."""
    file = at_work()
    file.state = state
    accuse(file, SCHOOLS)
    (wait,) = (*steps(file, file.timetable), *waits(file, file.timetable))
    assert wait.awaited is Awaited.AMENDED_DECISION
    for later in range(4 * 48):
        run_due_acts(file, wait.due_at + timedelta(minutes=30 * later))
    told = [note for note in file.notes if note.act is Act.REMIND_LEADER]
    assert [note.details["post"] for note in told] == [*LIMITS.leader_posts, LIMITS.leader_posts[-1]]
    assert "反映教育局" in told[0].reason


class TestWayOn:
    """R8.3: who steps aside is not heard, and the refusal says how others come to handle its part."""

    def test_a_cohandler_is_taken_out(self) -> None:
        file = replied(POLICE)
        accuse(file, POLICE)
        told = refusal(lambda: review.accept_reply(file, DESK, MONDAY, ""))
        assert told.startswith(f"{POLICE}应当回避，请撤回交办")
        review.withdraw(file, DESK, MONDAY, POLICE, "应当回避")
        amendments.keep_decision(file, DESK, MONDAY, "答复可用")
        review.accept_reply(file, DESK, MONDAY, "")

    def test_a_unit_below_is_not_heard_by_the_unit_above_it(self) -> None:
        file = replied_below()
        accuse(file, SECTION)
        told = [(note.department, note.reason) for note in file.notes if note.act is Act.TELL_DELEGATOR]
        assert told[-1] == (POLICE, f"{SECTION}应当回避，请收回转派")
        over = (file, DEPARTMENT, MONDAY, POLICE, SECTION)
        for do in (
            lambda: delegation.take_over_reply(*over, ""),
            lambda: delegation.return_reply(*over, "请到现场", BY_RULE),
            lambda: departments.reply(file, DEPARTMENT, MONDAY, POLICE, "已办理", ""),
        ):
            assert "收回转派" in refusal(do)
        why = refusal(lambda: amendments.keep_decision(file, DESK, MONDAY, "不变"))
        assert why.startswith(f"{SECTION}应当回避，请{POLICE}收回转派")
        delegation.recall(*over, "自己办")
        departments.reply(file, DEPARTMENT, MONDAY, POLICE, "已办理", "")
        assert "below" not in file.notes[-1].details
        assert [one.state for one in file.assignments] == [AssignmentState.REPLIED, AssignmentState.WITHDRAWN]

    def test_the_desk_recalls_from_a_unit_below_what_whoever_delegated_it_does_not(self) -> None:
        file = replied_below()
        delegation.return_reply(file, DEPARTMENT, MONDAY, POLICE, SECTION, "请到现场", BY_RULE)
        accuse(file, SECTION)
        (wait,) = (one for one in waits(file, file.timetable) if one.awaited is Awaited.UNIT_BELOW)
        assert (wait.owner, wait.rpc) == (POLICE, "DelegationService.RecallAssignment")
        rerouting.reroute(file, DESK, MONDAY, "应当回避", Designation(POLICE, (), working_days(7)))
        assert [one.department for one in file.assignments.unfinished] == [POLICE]
        amendments.keep_decision(file, DESK, MONDAY, "公安局自己办")

    def test_the_time_that_it_asked_for_is_only_refused(self) -> None:
        file = at_work()
        departments.ask_extension(file, DEPARTMENT, MONDAY, SCHOOLS, 3, "面广")
        accuse(file, SCHOOLS)
        decide = partial(review.decide_extension, file, DESK, MONDAY, SCHOOLS, "面广")
        assert "不能同意它延期" in refusal(lambda: decide(consent=True))
        decide(consent=False)

    def test_no_leader_sends_it_on_unnamed(self) -> None:
        file = at_work()
        departments.dissent(file, DEPARTMENT, MONDAY, SCHOOLS, "不归我们")
        accuse(file, SCHOOLS)
        with pytest.raises(InvalidFieldsError, match="不得把举报交给"):
            leaders.instruct(file, LEADER, MONDAY, "按职责办", None)

    def test_a_notice_that_was_missed_stays_so(self) -> None:
        """R2.3."""
        file = at_work()
        missed = file.callers[0].tell_by
        assert missed
        standstills.step_aside(file, [SCHOOLS], missed + timedelta(days=1))
        assert Awaited.NOTICE not in owed(file)
        standstills.end_stepping_aside(file, missed + timedelta(days=2))
        assert file.callers[0].tell_by == missed

    def test_whoever_is_accused_with_its_units_is_not_told_so(self) -> None:
        file = replied_below()
        accuse(file, POLICE)
        over = (file, DEPARTMENT, MONDAY, POLICE, SECTION)
        for do in (
            lambda: delegation.take_over_reply(*over, ""),
            lambda: delegation.return_reply(*over, "请到现场", BY_RULE),
            lambda: delegation.delegate(file, DEPARTMENT, MONDAY, POLICE, ["刑事侦查支队"], "请核实", BY_RULE),
            lambda: departments.reply(file, DEPARTMENT, MONDAY, POLICE, "已办理", ""),
        ):
            told = refusal(do)
            assert not any(word in told for word in ("回避", "反映的", "举报")), told
        assert not [note for note in file.notes if note.act is Act.TELL_DELEGATOR and "回避" in note.reason]

    def test_the_result_of_a_referral_is_not_recorded(self) -> None:
        file = new_file()
        file.recusal = lambda: Recusal(NAMES)
        triage.refer(file, DESK, MONDAY, "归它管", SCHOOLS)
        accuse(file, SCHOOLS)
        (wait,) = (one for one in waits(file, file.timetable))
        assert (wait.awaited, wait.rpc, wait.owner) == (
            Awaited.AMENDED_DECISION, "DeskService.LiftRecusal", DUTY_OFFICE,
        )  # fmt: skip
        assert not list(steps(file, file.timetable))
        report = partial(referrals.report_result, file, DEPARTMENT, MONDAY, SCHOOLS, "已解决")
        assert "请等研判以后再反馈" in refusal(report)
        told = refusal(lambda: referrals.record_result(file, DESK, MONDAY, "已解决"))
        assert told.startswith(f"{SCHOOLS}应当回避，请另行交办")
        refusal(lambda: amendments.keep_decision(file, DESK, MONDAY, "不变"))
        recusal.lift_recusal(file, DESK, MONDAY, SCHOOLS, "反映的不是它")
        report()
        assert {one.awaited for one in waits(file, file.timetable)} == {
            Awaited.AMENDED_DECISION, Awaited.REFERRAL_RESULT, Awaited.NOTICE,
        }  # fmt: skip

    def test_no_caller_is_to_be_told_that_the_accused_handles_it(self) -> None:
        """R2.3: nor one who is joined meanwhile; both are once the desk has decided."""
        file = new_file()
        file.recusal = lambda: Recusal(NAMES)
        triage.assign(file, DESK, MONDAY, "研判", Designation(SCHOOLS, (), working_days(7)))
        accuse(file, SCHOOLS)
        joins.join(file, DESK, MONDAY, "同一件事", CallerEntry(2, answered=False), "20261123-000002")
        assert Awaited.NOTICE not in owed(file)
        later = MONDAY + timedelta(hours=1)
        rerouted = deepcopy(file)
        rerouting.reroute(rerouted, DESK, later, "应当回避", Designation(POLICE, (), working_days(7)))
        recusal.lift_recusal(file, DESK, later, SCHOOLS, "反映的不是它")
        for decided_on in (rerouted, file):
            due = decided_on.timetable.end(decided_on.step_limits.notice, later)
            assert [one.tell_by for one in decided_on.callers] == [due, due]
