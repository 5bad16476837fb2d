"""What each caller is told of where *their* matter stands (R8.8), and nothing that is not known to be true."""

from dataclasses import replace
from datetime import datetime, timedelta

from hotline_server.domain.acts import (
    callbacks,
    callers,
    departments,
    emergencies,
    joins,
    leaders,
    lines,
    referrals,
    review,
    supervision,
    suspension,
    triage,
)
from hotline_server.domain.call import BLANK_CALL
from hotline_server.domain.callbacks import CallbackState
from hotline_server.domain.case import Case, state_for_caller
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.deadlines import recompute
from hotline_server.domain.leader_question import Hold
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.numbering import number_of, parse_number
from hotline_server.domain.parties import Answer, CallerEntry, Designation
from hotline_server.domain.promise import Promise
from hotline_server.domain.standing import spoken, spoken_discreetly
from hotline_server.domain.survey import ContactResult, Survey, SurveyAnswer
from hotline_server.ground.clock import local_day
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.ends import EndReason
from hotline_server.rulebook.lines import Line
from hotline_server.rulebook.time_limit import hours, working_days
from hotline_server.text.location import Location

from tests.case_files import DEPARTMENT, DESK, LIMITS, LINE, decided, new_file
from tests.hotline import MONDAY

POLICE, FIRE, LINE_NAME = "公安局", "消防救援局", "110报警服务台"
MAIN = "20261123-000001"
OWN, JOINED = parse_number(MAIN), parse_number("20261123-000002")
PROMISE = Promise("要等汛期过去", "先围挡", POLICE, local_day(MONDAY).replace(year=2027), (), MONDAY)
UNSATISFIED = Survey(ContactResult.REACHED, SurveyAnswer.YES, SurveyAnswer.NO, SurveyAnswer.NO)


def at_work(*cohandlers: str, signed: bool = True) -> CaseFile:
    """Return a case that the police have in hand, which answers the caller who opened it and one who was joined."""
    file = new_file()
    file.callers[:] = [CallerEntry(OWN, answered=False)]
    joins.join(file, DESK, MONDAY, "同一件事", CallerEntry(JOINED, answered=False), number_of(JOINED))
    triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, cohandlers, working_days(7)))
    if signed:
        departments.accept(file, DEPARTMENT, MONDAY, POLICE)
    return file


def resolved() -> CaseFile:
    file = at_work()
    departments.reply(file, DEPARTMENT, MONDAY, POLICE, "已办理", "")
    review.accept_reply(file, DESK, MONDAY, "")
    return file


def tell(file: CaseFile, call_id: int) -> None:
    callers.answer_caller(file, DESK, MONDAY, Answer(call_id, "电话", "已解决", "", supported=True, given=True))


def case_of(file: CaseFile) -> Case:
    """Return a case as it is read."""
    decision = replace(decided(file.outcome, file.designation.lead), urgency=file.urgency)
    return Case(
        number=MAIN, version=1, state=file.state, call=BLANK_CALL, decision=decision, decided_at=MONDAY, category="",
        matter="", owner=file.owner, next_due=None, registered_at=MONDAY, updated_at=MONDAY,
        assignments=tuple(file.assignments), callers=tuple(file.callers), location=Location(), since=file.since,
        promise=file.promise, handovers=tuple(file.handovers), holds=file.holds,
        referral=file.referral,
    )  # fmt: skip


def heard(file: CaseFile, call_id: int, now: datetime = MONDAY) -> str:
    """Return what a caller hears."""
    main = case_of(file)
    own = main if call_id == OWN else replace(main, number=number_of(call_id), state=CaseState.CLOSED, callers=())
    return spoken(own, now, None if own is main else main)


class TestEachCaller:
    """R8.8: hears where their own matter stands, not another's."""

    def test_who_withdrew_hears_nothing_of_answers_and_deadlines(self) -> None:
        file = at_work()
        callers.withdraw_request(file, DESK, MONDAY, JOINED, "自行解决了")
        assert heard(file, JOINED).endswith("已并入同一件事的工单一起办理，您已经撤回诉求，结果不再答复您。")
        assert heard(file, OWN).endswith(f"{POLICE}正在办理。按规定12月2日前回复。")
        callers.revoke_withdrawal(file, DESK, MONDAY, JOINED, "又漏了", lambda _: False)
        assert heard(file, JOINED).endswith(f"{POLICE}正在办理。按规定12月2日前回复。")
        callers.withdraw_request(file, DESK, MONDAY, JOINED, "修好了")
        callers.withdraw_request(file, DESK, MONDAY, OWN, "自行解决了")
        assert heard(file, OWN).endswith("您已经撤回诉求，工单已经办结。")

    def test_who_wants_no_reply_is_not_told_of_one(self) -> None:
        file = resolved()
        callers.waive_reply(file, DESK, MONDAY, JOINED, "不用回")
        assert "已经有了结果" in heard(file, JOINED)
        tell(file, OWN)
        assert heard(file, JOINED).endswith("已经有了结果；您说过不用回复，想要回复请告诉我们。")
        assert heard(file, OWN).endswith("已经答复您。")

    def test_who_was_answered_before_others_is_answered(self) -> None:
        """Whether the call opened the case or was joined."""
        for first, second in ((OWN, JOINED), (JOINED, OWN)):
            file = resolved()
            tell(file, first)
            assert heard(file, first).endswith("已经答复您。")
            assert heard(file, second).endswith("已经有了结果，会尽快答复您。")

    def test_what_another_is_dissatisfied_with_is_not_theirs(self) -> None:
        file = resolved()
        tell(file, OWN)
        tell(file, JOINED)
        callbacks.record_satisfaction(file, DESK, MONDAY, UNSATISFIED, "", OWN)
        assert heard(file, OWN).endswith("您反映的情况值班室正在研究下一步怎么办。")
        assert heard(file, JOINED).endswith("已经答复您。")
        callbacks.handle_again(file, DESK, MONDAY, "再办", Designation("", (), working_days(3)), supervised=False)
        assert f"已交{POLICE}办理" in heard(file, OWN)
        assert state_for_caller(MAIN, case_of(file)) is CaseState.ASSIGNED

    def test_who_could_not_be_reached_is_written_to(self) -> None:
        file = resolved()
        for _ in range(LIMITS.callbacks.attempts):
            now = file.callers[0].next_attempt or MONDAY
            callers.answer_caller(file, DESK, now, Answer(OWN, "", "无人接听", "", supported=True, given=False))
        assert file.callers[0].callback is CallbackState.UNREACHABLE
        assert heard(file, OWN).endswith("几次都没有联系上您，会用短信、来信等书面方式告知您。")
        written = Answer(OWN, "短信", "已解决", "", supported=True, given=True)
        callers.answer_caller(file, DESK, MONDAY, written)
        assert heard(file, OWN).endswith("几次都没有联系上您，答复已经用书面方式留给您。")


class TestWhatIsTrue:
    def test_every_state_has_words(self) -> None:
        file = at_work()
        file.promise = PROMISE
        for state in CaseState:
            file.state = state
            for held in ((), (Hold(MONDAY),)):
                file.holds = held
                assert len(heard(file, OWN)) > len("您11月23日来电，工单尾号1，。")

    def test_nobody_is_said_to_respond_who_has_not_signed(self) -> None:
        """R2.6."""
        file = at_work(FIRE, signed=False)
        file.state, file.outcome = CaseState.RESPONDING, Outcome.EMERGENCY
        assert heard(file, OWN).endswith(f"已经通知{POLICE}、{FIRE}，值班室正在催促尽快处置。")
        departments.accept(file, DEPARTMENT, MONDAY, POLICE)
        assert heard(file, OWN).endswith(f"{POLICE}已经接到任务，正在处置。")

    def test_a_line_is_said_to_know_of_a_danger_only_if_it_was_told_of_it_or_took_the_case(self) -> None:
        """R2.6, R8.2."""
        file = new_file()
        file.callers[:] = [CallerEntry(OWN, answered=False)]
        line = Line(LINE_NAME, "110", "警情", 3, hours(24), takes_dangers=True)
        why, told = EndReason("Y01", Outcome.HANDED_OVER, "属于警情", line=LINE_NAME), lines.HandoverNotice("已告知")
        lines.hand_over(file, DESK, MONDAY, line, why, told, "")
        emergencies.raise_emergency(file, DESK, MONDAY, "着火")
        emergencies.confirm_emergency(file, DESK, MONDAY, "属实", Designation(FIRE, (), hours(4)))
        assert heard(file, OWN).endswith(f"已经通知{FIRE}，值班室正在催促尽快处置。")
        lines.accept(file, LINE, MONDAY, LINE_NAME, lines.Acceptance("A-1"))
        assert heard(file, OWN).endswith(f"已经通知{FIRE}、{LINE_NAME}，值班室正在催促尽快处置。")
        lines.hand_over(file, DESK, MONDAY, line, why, told, "")
        lines.accept(file, LINE, MONDAY, LINE_NAME, lines.Acceptance("A-2"))
        assert heard(file, OWN).endswith(f"{LINE_NAME}已经接到任务，正在处置。")

    def test_who_wants_no_reply_is_asked_for_nothing_once_the_case_is_archived(self) -> None:
        """R8.8."""
        file = resolved()
        callers.waive_reply(file, DESK, MONDAY, JOINED, "不用回")
        file.state = CaseState.ARCHIVED
        assert heard(file, JOINED).endswith("已经办结归档；您说过不用回复。")

    def test_a_case_that_waits_for_a_leader_is_not_being_handled(self) -> None:
        """R2.4."""
        file = at_work()
        leaders.escalate(file, DESK, MONDAY, "面广", "请批示", hold=True)
        assert heard(file, OWN).endswith(f"已交{POLICE}办理，正在请示领导，批示下来接着办。")

    def test_a_suspended_case_takes_time_and_may_wait_for_a_leader_too(self) -> None:
        """R8.6."""
        file = at_work()
        suspension.suspend(file, DESK, MONDAY, "属实", PROMISE)
        told = f"需要一段时间才能解决，{POLICE}承诺2027年11月23日前办好，值班室会跟踪到办好为止。"
        assert heard(file, OWN).endswith(f"，{told}")
        leaders.escalate(file, DESK, MONDAY, "面广", "请批示", hold=True)
        assert heard(file, OWN).endswith(f"正在请示领导；{told}")

    def test_a_promised_day_that_passed_is_said_to_have_passed(self) -> None:
        """R8.6: the day counts to its end; whether the promise was kept the desk finds out."""
        file = at_work()
        suspension.suspend(file, DESK, MONDAY, "属实", PROMISE)
        promised = MONDAY.replace(year=2027)
        told = f"{POLICE}承诺2027年11月23日前办好，"
        assert f"{told}值班室会跟踪" in heard(file, OWN, promised)
        for caller in (OWN, JOINED):
            assert f"{told}这一天已经过了，值班室正在核实" in heard(file, caller, promised + timedelta(days=1))

    def test_only_the_first_deadline_is_the_rule_s_own(self) -> None:
        """R3.2, R4.1: supervision makes no overdue reply timely, and an extension is none of the rule's."""
        file, later = at_work(), MONDAY + timedelta(days=10)
        lead = file.assignments[0]
        assert heard(file, OWN, later).endswith("规定的期限（12月2日）已经过了，值班室正在督促。")
        supervision.supervise(file, DESK, later, POLICE, "逾期", 3)
        assert heard(file, OWN, later).endswith("规定的期限（12月2日）已经过了，值班室要求12月8日前回复。")
        file = at_work()
        lead = file.assignments[0]
        lead.extra_days = 5
        recompute(lead, file.timetable)
        assert heard(file, OWN).endswith("期限已经延到12月9日。")

    def test_what_came_in_writing_is_not_called_a_call(self) -> None:
        main = case_of(at_work())
        letter = replace(main, call=replace(BLANK_CALL, channel="来信"))
        assert spoken(letter, MONDAY).startswith("您11月23日来信，")
        assert spoken_discreetly(letter).startswith("您11月23日的来信正在办理")

    def test_what_was_reported_on_a_referral_is_not_held_to_be_at_work(self) -> None:
        """R2.2: the department may say that it is not its matter."""
        file = new_file()
        file.callers[:] = [CallerEntry(OWN, answered=False)]
        triage.refer(file, DESK, MONDAY, "归它管", POLICE)
        assert heard(file, OWN).endswith(f"归{POLICE}办理，值班室会跟踪到有结果。")
        referrals.report_result(file, DEPARTMENT, MONDAY, POLICE, "不归我们管")
        assert heard(file, OWN).endswith(f"归口的{POLICE}已经反馈，值班室正在核对。")
        triage.refer(file, DESK, MONDAY, "归它管", FIRE)
        assert heard(file, OWN).endswith(f"归{FIRE}办理，值班室会跟踪到有结果。")
