"""Departments that a caller comes to accuse while they have the case, or after they replied (R8.3, R2.6)."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hotline_server.domain import parts
from hotline_server.domain.acts import (
    amendments,
    callbacks,
    callers,
    delegation,
    departments,
    disclosure,
    emergencies,
    ends,
    recusal,
    rerouting,
    review,
    suspension,
    triage,
)
from hotline_server.domain.amendments import ADDRESS, AMENDMENT, CONTENT, NAME, AmendedField, Amendment
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.case_query import Awaited
from hotline_server.domain.dues import run_due_acts
from hotline_server.domain.errors import DomainError, InvalidFieldsError, UnmetConditionError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState
from hotline_server.domain.parties import Answer, Designation, Note
from hotline_server.domain.promise import Promise
from hotline_server.domain.survey import ContactResult, Survey, SurveyAnswer
from hotline_server.domain.waits import waits
from hotline_server.ground.clock import local_day
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.ends import EndReason
from hotline_server.rulebook.recusal import Recusal
from hotline_server.rulebook.time_limit import TimeLimit, hours, working_days

from tests.case_files import DEPARTMENT, DESK, NAMES, RULE_BOOK, decided, may, new_file
from tests.hotline import MONDAY

SCHOOLS, POLICE, TRANSPORT = "教育局", "公安局", "交通运输局"
SHIELD = "不得把举报交给被反映的单位"
ACCUSING = Amendment((AmendedField(CONTENT, "路灯不亮", "教育局收礼"),))
UNLAWFUL = EndReason("J01", Outcome.EXPLAINED, "没有新情况")
MOVED = Amendment((AmendedField(ADDRESS, "东湖路 1 号", "东湖路 11 号"),))


def at_work(*cohandlers: str) -> CaseFile:
    """Return a case of the schools' office and others, which all have signed, before anybody accused it."""
    file = new_file()
    file.recusal = lambda: Recusal(NAMES)
    triage.assign(file, DESK, MONDAY, "研判", Designation(SCHOOLS, cohandlers, working_days(7)))
    for name in (SCHOOLS, *cohandlers):
        departments.accept(file, DEPARTMENT, MONDAY, name)
    return file


def amend(file: CaseFile, amendment: Amendment = ACCUSING, now: datetime = MONDAY) -> None:
    """Amend a call, which accuses the schools' office from now on."""
    file.recusal = lambda: Recusal(NAMES, (SCHOOLS,))
    amendments.amend(file, DESK, now, "来电人更正", amendment, Recusal(NAMES), {AMENDMENT: "1"})


def replied() -> CaseFile:
    """Return a case whose lead replied before it was accused."""
    file = at_work()
    departments.reply(file, DEPARTMENT, MONDAY, SCHOOLS, "已办理", "")
    amend(file)
    return file


def dissatisfied() -> CaseFile:
    """Return a case that its lead settled before it was accused, and with which the caller is dissatisfied."""
    file = at_work()
    departments.reply(file, DEPARTMENT, MONDAY, SCHOOLS, "已办理", "")
    review.accept_reply(file, DESK, MONDAY, "")
    callers.answer_caller(file, DESK, MONDAY, Answer(1, "电话", "已解决", "", supported=True, given=True))
    amend(file)
    unsatisfied = Survey(ContactResult.REACHED, SurveyAnswer.YES, SurveyAnswer.NO, SurveyAnswer.NO)
    callbacks.record_satisfaction(file, DESK, MONDAY, unsatisfied, "", 1)
    return file


def send_back(file: CaseFile) -> None:
    review.return_for_rework(file, DESK, MONDAY, [], "没有到现场", 0)


def handle_again(file: CaseFile) -> None:
    callbacks.handle_again(file, DESK, MONDAY, "再办", Designation("", (), TimeLimit(())), supervised=False)


class TestGivenBack:
    """The desk decides who handles what before it goes back to the accused."""

    @pytest.mark.parametrize(
        ("case", "again", "why"), [(replied, send_back, "应当回避，请改派"), (dissatisfied, handle_again, SHIELD)]
    )
    def test_it_is_once_the_desk_has_decided_that_it_is_not_accused(
        self, case: Callable[[], CaseFile], again: Callable[[CaseFile], None], why: str
    ) -> None:
        file = case()
        before = file.state
        with pytest.raises(DomainError, match=why):
            again(file)
        assert file.state is before
        recusal.lift_recusal(file, DESK, MONDAY, SCHOOLS, "反映的是学校，不是局里")
        again(file)
        assert parts.open_assignment(file, SCHOOLS).is_working

    def test_neither_is_a_unit_below_asked_again_to_do_what_was_accepted(self) -> None:
        """Whoever asks what is allowed is told so beforehand."""
        unit = next(name for name, known in NAMES.departments.items() if POLICE in known.superiors)
        file = new_file()
        file.recusal = lambda: Recusal(NAMES)
        triage.assign(file, DESK, MONDAY, "研判", Designation(unit, (), working_days(7)))
        departments.accept(file, DEPARTMENT, MONDAY, unit)
        departments.reply(file, DEPARTMENT, MONDAY, unit, "已办理", "")
        review.accept_reply(file, DESK, MONDAY, "")
        file.recusal = lambda: Recusal(NAMES, (POLICE,))
        (listed,) = (one for one in may(file, DESK, MONDAY) if one.act is Act.RETURN_FOR_REWORK)
        assert listed.reason.startswith(f"{unit}应当回避")
        with pytest.raises(UnmetConditionError, match=f"^{listed.reason}$"):
            send_back(file)

    def test_whoever_has_it_handled_again_is_told_to_name_another(self) -> None:
        (listed,) = (one for one in may(dissatisfied(), DESK, MONDAY) if one.act is Act.HANDLE_AGAIN)
        assert listed.is_allowed
        assert listed.caution.startswith(f"{SCHOOLS}应当回避，请另行指定承办单位")

    def test_another_handles_it_meanwhile(self) -> None:
        file = replied()
        rerouting.reroute(file, DESK, MONDAY, "应当回避", Designation(POLICE, (), working_days(7)))
        assert [one.department for one in file.assignments.unfinished] == [POLICE]

    def test_a_cohandler_is_not_asked_to_do_it_again(self) -> None:
        file = at_work()
        rerouting.reroute(file, DESK, MONDAY, "请协助", Designation(POLICE, (SCHOOLS,), working_days(7)))
        departments.accept(file, DEPARTMENT, MONDAY, POLICE)
        for name in (SCHOOLS, POLICE):
            departments.reply(file, DEPARTMENT, MONDAY, name, "已办理", "")
        amend(file)
        with pytest.raises(InvalidFieldsError, match=SHIELD):
            review.return_for_rework(file, DESK, MONDAY, [SCHOOLS], "没有到现场", 0)
        send_back(file)
        assert [one.department for one in file.assignments if one.state is AssignmentState.RETURNED] == [POLICE]

    def test_a_unit_below_is_not_either(self) -> None:
        file = new_file()
        file.recusal = lambda: Recusal(NAMES)
        triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (), working_days(7)))
        departments.accept(file, DEPARTMENT, MONDAY, POLICE)
        delegation.delegate(file, DEPARTMENT, MONDAY, POLICE, [SCHOOLS], "请核实", TimeLimit(()))
        departments.accept(file, DEPARTMENT, MONDAY, SCHOOLS)
        departments.reply(file, DEPARTMENT, MONDAY, SCHOOLS, "已核实", "")
        amend(file)
        with pytest.raises(UnmetConditionError, match="请收回转派"):
            delegation.return_reply(file, DEPARTMENT, MONDAY, POLICE, SCHOOLS, "请到现场", TimeLimit(()))
        delegation.recall(file, DEPARTMENT, MONDAY, POLICE, SCHOOLS, "自己办")


class TestItsReply:
    """R8.3: whoever must step aside does so with what it replies too, until the desk decides."""

    WHY = "应当回避"

    def test_it_does_not_reply_meanwhile(self) -> None:
        file = at_work()
        amend(file)
        with pytest.raises(UnmetConditionError, match="等研判以后再办"):
            departments.reply(file, DEPARTMENT, MONDAY, SCHOOLS, "已办理", "")
        recusal.lift_recusal(file, DESK, MONDAY, SCHOOLS, "反映的是学校，不是局里")
        departments.reply(file, DEPARTMENT, MONDAY, SCHOOLS, "已办理", "")
        assert file.state is CaseState.REPLIED

    def test_it_asks_for_nothing_that_serves_it_and_may_be_rid_of_the_case(self) -> None:
        """R8.3: what is listed and what is refused agree, and the desk still owes who handles it."""
        file = at_work()
        amend(file)
        amendments.propose_decision(file, RULE_BOOK, MONDAY, decided(Outcome.DESK))
        promise = Promise("等汛期过去", "先围挡", SCHOOLS, local_day(MONDAY) + timedelta(days=60), (), MONDAY)
        asking = (file, DEPARTMENT, MONDAY, SCHOOLS)
        serving: dict[Act, Callable[[], None]] = {
            Act.PROPOSE_END: lambda: ends.propose_end(*asking, UNLAWFUL, "查无此事"),
            Act.ASK_SUSPENSION: lambda: suspension.ask_suspension(*asking, promise),
            Act.DISSENT: lambda: departments.dissent(*asking, "应当由公安局办"),
        }
        for act, do in serving.items():
            (listed,) = (one for one in may(file, DEPARTMENT, MONDAY, SCHOOLS) if one.act is act)
            with pytest.raises(UnmetConditionError, match=f"^{listed.reason}$") as refused:
                do()
            assert "等研判以后再办" in str(refused.value)
        with pytest.raises(UnmetConditionError, match=f"{SCHOOLS}应当回避，请改派"):
            suspension.suspend(file, DESK, MONDAY, "属实", promise)
        departments.object_to_assignment(*asking, "不归我们", "三定规定")
        assert Awaited.AMENDED_DECISION in {one.awaited for one in waits(file, file.timetable)}

    def test_it_may_not_be_told_who_called(self) -> None:
        """R8.3: nor is that offered to the desk."""
        file = at_work()
        amend(file)
        (listed,) = (one for one in may(file, DESK, MONDAY) if one.act is Act.DISCLOSE)
        assert listed.reason.startswith(f"来电人反映的是{SCHOOLS}，不能向{SCHOOLS}公开")
        with pytest.raises(UnmetConditionError, match=f"^{listed.reason}$"):
            disclosure.disclose(file, DESK, MONDAY, SCHOOLS, "要当面核实")

    def test_nobody_who_must_step_aside_keeps_a_promise(self) -> None:
        """R8.3, R8.6: a co-handler that is accused owns none."""
        file = at_work(POLICE)
        file.recusal = lambda: Recusal(NAMES, (POLICE,))
        promise = Promise("等汛期过去", "先围挡", POLICE, local_day(MONDAY) + timedelta(days=60), (), MONDAY)
        with pytest.raises(InvalidFieldsError, match=SHIELD):
            suspension.suspend(file, DESK, MONDAY, "属实", promise)

    @pytest.mark.parametrize("accused", [SCHOOLS, POLICE, TRANSPORT])
    def test_neither_does_a_cohandler_or_a_unit_below(self, accused: str) -> None:
        file = at_work(POLICE)
        delegation.delegate(file, DEPARTMENT, MONDAY, POLICE, [TRANSPORT], "请核实", TimeLimit(()))
        departments.accept(file, DEPARTMENT, MONDAY, TRANSPORT)
        if accused == POLICE:
            delegation.recall(file, DEPARTMENT, MONDAY, POLICE, TRANSPORT, "自己办")
        file.recusal = lambda: Recusal(NAMES, (accused,))
        amendments.amend(file, DESK, MONDAY, "来电人更正", ACCUSING, Recusal(NAMES), {AMENDMENT: "1"})
        with pytest.raises(UnmetConditionError, match="等研判以后再办"):
            departments.reply(file, DEPARTMENT, MONDAY, accused, "已办理", "不等")

    def test_its_reply_is_not_accepted_and_the_decision_not_kept(self) -> None:
        file = replied()
        amendments.propose_decision(file, RULE_BOOK, MONDAY, decided(Outcome.DESK))
        with pytest.raises(UnmetConditionError, match=self.WHY):
            review.accept_reply(file, DESK, MONDAY, "")
        with pytest.raises(UnmetConditionError, match=self.WHY):
            amendments.keep_decision(file, DESK, MONDAY, "还是它的事")
        recusal.lift_recusal(file, DESK, MONDAY, SCHOOLS, "反映的是学校，不是局里")
        amendments.keep_decision(file, DESK, MONDAY, "还是它的事")
        review.accept_reply(file, DESK, MONDAY, "")
        assert file.state is CaseState.RESOLVED

    def test_the_end_that_it_proposed_is_not_granted(self) -> None:
        file = at_work()
        ends.propose_end(file, DEPARTMENT, MONDAY, SCHOOLS, UNLAWFUL, "查无此事")
        amend(file)
        with pytest.raises(UnmetConditionError, match=self.WHY):
            ends.grant_end(file, DESK, MONDAY, UNLAWFUL, "同意")

    def test_what_is_taken_from_it_holds_nobody_up(self) -> None:
        file = at_work(POLICE)
        file.recusal = lambda: Recusal(NAMES, (POLICE,))
        amendments.amend(file, DESK, MONDAY, "来电人更正", ACCUSING, Recusal(NAMES), {AMENDMENT: "1"})
        review.withdraw(file, DESK, MONDAY, POLICE, "应当回避")
        departments.reply(file, DEPARTMENT, MONDAY, SCHOOLS, "已办理", "")
        review.accept_reply(file, DESK, MONDAY, "")
        assert file.state is CaseState.RESOLVED


class TestOnTheSpot:
    """R2.6: the accused goes on in an emergency, and somebody hears of what it is not told."""

    @pytest.fixture
    def emergency(self) -> CaseFile:
        file = new_file()
        file.recusal = lambda: Recusal(NAMES)
        emergencies.raise_emergency(file, DESK, MONDAY, "冒烟", "火灾")
        emergencies.confirm_emergency(file, DESK, MONDAY, "属实", Designation(POLICE, (SCHOOLS,), hours(4)))
        departments.accept(file, DEPARTMENT, MONDAY, SCHOOLS)
        return file

    def alarms(self, file: CaseFile) -> list[Note]:
        return [note for note in file.notes if note.act is Act.ALARM]

    def test_the_desk_is_alarmed_of_a_corrected_place_at_once(self, emergency: CaseFile) -> None:
        amend(emergency, MOVED)
        (alarm,) = self.alarms(emergency)
        assert f"{SCHOOLS}应当回避，没有告知" in alarm.reason
        told = [note.department for note in emergency.notes if note.act is Act.RELAY_AMENDMENT]
        assert told == [POLICE, ""]

    def test_nobody_is_alarmed_of_what_is_nothing_to_the_crew(self, emergency: CaseFile) -> None:
        amend(emergency, Amendment((AmendedField(NAME, "张三", "李四"),)))
        assert not self.alarms(emergency)

    def test_nobody_is_alarmed_where_no_danger_is_met(self) -> None:
        file = at_work(POLICE)
        amend(file, MOVED)
        assert not self.alarms(file)

    def test_another_is_sent_without_calling_it_off(self, emergency: CaseFile) -> None:
        amend(emergency, MOVED)
        wanted = Designation(POLICE, (SCHOOLS, TRANSPORT), hours(4))
        rerouting.reroute(emergency, DESK, MONDAY, "地点有更正", wanted)
        assert parts.open_assignment(emergency, TRANSPORT).is_working
        assert parts.open_assignment(emergency, SCHOOLS).state is AssignmentState.ACCEPTED

    def test_it_is_not_made_the_lead(self, emergency: CaseFile) -> None:
        amend(emergency, MOVED)
        with pytest.raises(InvalidFieldsError, match=SHIELD):
            rerouting.reroute(emergency, DESK, MONDAY, "由它牵头", Designation(SCHOOLS, (POLICE,), hours(4)))

    def test_what_it_replied_may_be_sent_back_to_it(self, emergency: CaseFile) -> None:
        for name in (POLICE, SCHOOLS):
            if name == POLICE:
                departments.accept(emergency, DEPARTMENT, MONDAY, name)
            departments.reply(emergency, DEPARTMENT, MONDAY, name, "已处置", "不等")
        amend(emergency, MOVED)
        review.return_for_rework(emergency, DESK, MONDAY, [SCHOOLS], "还有明火", 0)
        assert parts.open_assignment(emergency, SCHOOLS).state is AssignmentState.RETURNED


def test_the_desk_is_reminded_of_what_is_owed_where_a_cohandler_alone_stepped_aside() -> None:
    """R8.3, P2: somebody still has the case."""
    file = new_file()
    file.recusal = lambda: Recusal(NAMES)
    triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (SCHOOLS,), working_days(7)))
    for name in (POLICE, SCHOOLS):
        departments.accept(file, DEPARTMENT, MONDAY, name)
    departments.reply(file, DEPARTMENT, MONDAY, POLICE, "已办理", "不等")
    amend(file)
    assert parts.open_assignment(file, SCHOOLS).steps_aside
    run_due_acts(file, MONDAY + timedelta(days=10))
    reasons = [note.reason for note in file.notes if note.act is Act.REMIND_DESK]
    assert (file.state, reasons) == (CaseState.REPLIED, ["部门已回复，等审核"])
