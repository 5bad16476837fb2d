"""Occasions of messages: who hears what of time's acts and of the desk's (R2.3, R2.6, R4.1, R8.7)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hotline_server.desk.cases.judgements import UNRESOLVED
from hotline_server.domain.acts import (
    callbacks,
    callers,
    contacts,
    delegation,
    departments,
    ends,
    exclusions,
    leaders,
    referrals,
    review,
    suspension,
    triage,
)
from hotline_server.domain.callbacks import CallbackState
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.contacts import Notice
from hotline_server.domain.dues import next_due, run_due_acts
from hotline_server.domain.errors import InvalidFieldsError
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.messages.composition import Occasion, messages_on
from hotline_server.domain.numbering import number_of
from hotline_server.domain.parties import Answer, Designation
from hotline_server.domain.promise import Promise
from hotline_server.domain.waits import leader_due, steps
from hotline_server.ground.clock import local_day
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.ends import EndReason
from hotline_server.rulebook.files import read_files
from hotline_server.rulebook.loading import load
from hotline_server.rulebook.messages import MessageKind
from hotline_server.rulebook.time_limit import hours, working_days

from tests.case_files import DEPARTMENT, DESK, LIMITS, NAMES, new_file
from tests.hotline import MONDAY
from tests.unit.test_exclusions import SECOND, TAXI, THIRD, closed_file, refuse

RULES = load(read_files(PROJECT / "rules"), NAMES).messages
POLICE, SECTION = "公安局", "治安管理支队"


def assigned() -> CaseFile:
    file = new_file()
    triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (), working_days(7)))
    file.notes.clear()
    return file


def told(file: CaseFile) -> list[tuple[str, str]]:
    """Return the kinds and recipients of the messages that the latest acts call for."""
    found = messages_on(Occasion(file, [], "物业服务", MONDAY), RULES)
    file.notes.clear()
    return [(one.kind.value, one.recipient) for one in found]


def test_an_office_hears_that_its_time_ends_before_that_it_is_over_and_leaders_hear_of_what_goes_on() -> None:
    file, heard = assigned(), list[tuple[str, str]]()
    for _ in range(30):
        due = next_due(file)
        assert due is not None
        run_due_acts(file, due)
        heard += told(file)
    nearing, overdue = ("催办", POLICE), ("督办", POLICE)
    assert heard.index(nearing) < heard.index(overdue)
    leaders = [recipient for kind, recipient in heard if kind == "请示提醒"]
    assert leaders, "supervision is raised at last"
    assert POLICE not in leaders


def test_an_office_that_a_caller_urged_is_reminded_all_the_same() -> None:
    """R4.1."""
    file = assigned()
    departments.accept(file, DEPARTMENT, MONDAY, POLICE)
    due = next_due(file)
    callers.urge(file, DESK, MONDAY, 1, "怎么还没有办")
    assert (next_due(file), told(file)[-1]) == (due, ("来电人催办", POLICE))


def test_a_leader_who_was_reminded_hears_that_nothing_is_left_to_instruct() -> None:
    """R2.4."""
    file = assigned()
    leaders.escalate(file, DESK, MONDAY, "面广", "如何处理")
    run_due_acts(file, leader_due(file, MONDAY, file.timetable))
    file.notes.clear()
    leaders.withdraw_question(file, DESK, MONDAY, "找到单位了")
    assert told(file) == [("请示失效", LIMITS.leader_posts[0])]


def test_an_office_hears_that_a_matter_was_referred_to_it_and_is_pressed() -> None:
    """R2.2."""
    file = new_file()
    triage.refer(file, DESK, MONDAY, "归口办理", POLICE)
    assert told(file)[1:] == [("归口告知", POLICE)]
    referrals.supervise(file, DESK, MONDAY, POLICE, "请反馈结果", 3)
    (message,) = messages_on(Occasion(file, [], "物业服务", MONDAY), RULES)
    assert message.text == f"【12345热线】{POLICE}：{file.number}（物业服务）已督办，请11月26日18时前回复。"
    file.notes.clear()
    heard = []
    for _ in range(5):
        due = next_due(file)
        assert due is not None
        run_due_acts(file, due)
        heard += told(file)
    assert ("催办", POLICE) in heard


def test_an_office_hears_why_it_is_pressed() -> None:
    """R4.1, R8.4: what it has not signed for, what is overdue, and what a unit below waits for."""
    file, later = assigned(), MONDAY + timedelta(days=1)

    def pressed(now: datetime) -> list[tuple[str, str]]:
        file.notes.clear()
        run_due_acts(file, now)
        found = messages_on(Occasion(file, [], "物业服务", now), RULES)
        return [(one.recipient, one.text.partition("）")[2]) for one in found if one.kind is MessageKind.NUDGED]

    assert pressed(later) == [(POLICE, "超过签收时限还没有签收，请速办。")]
    departments.accept(file, DEPARTMENT, later, POLICE)
    delegation.delegate(file, DEPARTMENT, later, POLICE, (SECTION,), "请核实", hours(4))
    departments.accept(file, DEPARTMENT, later, SECTION)
    overdue = "已于11月24日13时30分到期，请速办。"
    assert pressed(later + timedelta(hours=5)) == [(SECTION, overdue), (POLICE, "转派的下级有事要处理，请速办。")]


def test_a_caller_who_cannot_be_reached_hears_once_that_somebody_tried() -> None:
    file = assigned()
    departments.accept(file, DEPARTMENT, MONDAY, POLICE)
    departments.reply(file, DEPARTMENT, MONDAY, POLICE, "已办理", "")
    review.accept_reply(file, DESK, MONDAY, "")
    missed, heard = Answer(1, "", "无人接听", "", supported=True, given=False), []
    for _ in range(LIMITS.callbacks.attempts):
        file.notes.clear()
        callers.answer_caller(file, DESK, file.callers[0].next_attempt or MONDAY, missed)
        heard.append([kind for kind, _ in told(file)])
    assert heard == [*([[]] * (LIMITS.callbacks.attempts - 1)), ["联系未成"]]


class TestDecisions:
    """R4.4, R8.1, R8.6, R8.11: who asked for something hears what was decided, and who waits for it besides."""

    PROMISE = Promise("汛期不能开挖", "先设围挡", POLICE, local_day(MONDAY) + timedelta(days=128), (), MONDAY)
    UNLAWFUL = EndReason("J01", Outcome.EXPLAINED, "没有新情况")

    @pytest.fixture
    def file(self) -> CaseFile:
        file = new_file()
        triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, ("城市管理局",), working_days(7)))
        departments.accept(file, DEPARTMENT, MONDAY, POLICE)
        file.notes.clear()
        return file

    def said(self, file: CaseFile) -> list[str]:
        found = messages_on(Occasion(file, [], "养犬", MONDAY), RULES)
        file.notes.clear()
        return [one.text.removeprefix("【12345热线】").replace(f"{file.number}（养犬）", "") for one in found]

    def test_on_a_suspension(self, file: CaseFile) -> None:
        suspension.ask_suspension(file, DEPARTMENT, MONDAY, POLICE, self.PROMISE)
        suspension.refuse_suspension(file, DESK, MONDAY, "可以先办")
        assert self.said(file) == ["公安局：不同意暂缓，期限12月2日18时。"]
        suspension.ask_suspension(file, DEPARTMENT, MONDAY, POLICE, self.PROMISE)
        suspension.suspend(file, DESK, MONDAY, "情况属实", None)
        assert self.said(file) == [
            f"您的诉求{number_of(1)}暂时难以解决，公安局承诺2027年3月31日前办好，请谅解。",
            "公安局：同意暂缓，期限2027年3月31日。",
            "城市管理局：已暂缓，期限2027年3月31日。",
        ]
        suspension.end_suspension(file, DESK, MONDAY, "已经退水", kept=True)
        assert self.said(file) == [f"{name}：暂缓结束，12月2日18时前回复。" for name in (POLICE, "城市管理局")]

    def test_on_an_end(self, file: CaseFile) -> None:
        ends.propose_end(file, DEPARTMENT, MONDAY, POLICE, self.UNLAWFUL, "没有新情况")
        ends.refuse_end(file, DESK, MONDAY, "有新情况")
        ends.propose_end(file, DEPARTMENT, MONDAY, POLICE, self.UNLAWFUL, "没有新情况")
        ends.grant_end(file, DESK, MONDAY, self.UNLAWFUL, "查无新情况")
        assert self.said(file) == [
            "公安局：提请终止办理：不同意，请继续办理。",
            "公安局：提请终止办理：同意，不用再办。",
            "城市管理局：的交办已撤回，不用再办。",
        ]

    def test_on_an_exclusion(self) -> None:
        file = closed_file()
        refuse(file)
        assert self.said(file) == [f"{TAXI}：考核不予剔除，11月26日18时前可申诉。"]
        exclusions.appeal_exclusion(file, DEPARTMENT, MONDAY, TAXI, "附录音")
        exclusions.rule_on_appeal(file, THIRD, MONDAY, TAXI, "属实", upheld=True)
        exclusions.revoke_exclusion(file, SECOND, MONDAY, TAXI, "有误")
        assert self.said(file) == [f"{TAXI}：考核申诉成立，予以剔除。", f"{TAXI}：考核剔除已撤销。"]

    def test_on_a_visit_to_come(self, file: CaseFile) -> None:
        """Whoever takes part hears of it, the case theirs or not; not once it has begun."""
        visit_at = MONDAY + timedelta(hours=4)
        review.investigate_on_site(file, DESK, MONDAY, [POLICE, "水利局"], [], "看现场", visit_at)
        found = messages_on(Occasion(file, [], "养犬", MONDAY), RULES)
        assert {one.expires_at for one in found} == {visit_at}
        assert self.said(file) == [f"{name}：请于11月23日13时30分参加现场查办。" for name in (POLICE, "水利局")]
        review.investigate_on_site(file, DESK, visit_at, [POLICE], [], "已看现场", visit_at)
        assert not self.said(file)


class TestProtectedCallers:
    """R2.3, R8.3, R8.7: an SMS only asks them to call, since others may read the phone; they are told once they did."""

    BY_SMS = Answer(1, "短信", "您举报的阳光饭店已立案", "", supported=True, given=True)

    def protected(self, *, resolved: bool = True) -> CaseFile:
        file = assigned()
        file.protected = lambda: True
        if resolved:
            departments.accept(file, DEPARTMENT, MONDAY, POLICE)
            departments.reply(file, DEPARTMENT, MONDAY, POLICE, "已办理", "")
            review.accept_reply(file, DESK, MONDAY, "")
        file.notes.clear()
        return file

    def sent(self, file: CaseFile) -> list[str]:
        return [one.text for one in messages_on(Occasion(file, [], "餐饮", MONDAY), RULES)]

    def test_the_answer_waits_until_they_call(self) -> None:
        file = self.protected()
        said = callers.answer_caller(file, DESK, MONDAY, self.BY_SMS)
        assert "来电听取以前不算告知" in said
        (text,) = self.sent(file)
        assert text.endswith("已有答复，请拨打12345并报编号听取。")
        assert (file.state, file.answers, file.callers[0].attempts) == (CaseState.RESOLVED, [], 0)
        assert [one.rpc for one in steps(file, file.timetable)] == ["DeskService.AnswerCaller"]
        callers.answer_caller(file, DESK, MONDAY, replace(self.BY_SMS, means="来电"))
        assert (file.state, file.callers[0].callback) == (CaseState.ANSWERED, CallbackState.DUE)

    def test_who_wants_no_answer_is_not_asked_to_call_for_it(self) -> None:
        file = self.protected()
        file.callers[0].wishes_no_reply = True
        with pytest.raises(InvalidFieldsError, match="请用电话等方式"):
            callers.answer_caller(file, DESK, MONDAY, self.BY_SMS)

    def test_a_notice_waits_until_they_call(self) -> None:
        file = self.protected(resolved=False)
        notice = Notice(1, "短信", "由公安局办理", given=True)
        contacts.record_notice(file, DESK, MONDAY, notice)
        (text,) = self.sent(file)
        assert text.endswith("有情况要告诉您，请拨打12345并报编号。")
        assert file.callers[0].notice_due(file.state)
        contacts.record_notice(file, DESK, MONDAY, replace(notice, means="来电"))
        assert not file.callers[0].notice_due(file.state)

    def test_whoever_was_called_in_vain_often_enough_is_done_with_though_not_told(self) -> None:
        file = self.protected()
        for _ in range(LIMITS.callbacks.attempts):
            missed = replace(self.BY_SMS, means="", given=False)
            callers.answer_caller(file, DESK, file.callers[0].next_attempt or MONDAY, missed)
        file.notes.clear()
        callbacks.leave_in_writing(file, DESK, MONDAY, 1, "短信", self.BY_SMS.content)
        (text,) = self.sent(file)
        assert "请拨打12345并报编号听取" in text
        assert (file.state, file.callers[0].callback) == (CaseState.ANSWERED, CallbackState.INFORMED)
        assert [one.given for one in file.answers] == [False]

    def test_nothing_ends_by_an_sms(self) -> None:
        file = new_file()
        file.protected = lambda: True
        with pytest.raises(InvalidFieldsError, match="短信只请其拨打12345听取"):
            triage.answer_directly(file, DESK, MONDAY, "政策明确", self.BY_SMS)
        file = self.protected()
        callers.answer_caller(file, DESK, MONDAY, replace(self.BY_SMS, means="电话"))
        callbacks.record_satisfaction(file, DESK, MONDAY, UNRESOLVED.survey, "")
        with pytest.raises(InvalidFieldsError, match="请用电话等方式"):
            callbacks.explain_result(file, DESK, MONDAY, "已到位", "短信", "已立案")
