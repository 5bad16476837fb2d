"""What somebody owes in a case, the tables allow that party to do, in states that random acts seldom reach (P2)."""

from datetime import timedelta

from hotline_server.domain.acts import (
    callbacks,
    callers,
    delegation,
    departments,
    emergencies,
    leaders,
    lines,
    suspension,
    triage,
)
from hotline_server.domain.acts import review as reviews
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.case_query import Awaited
from hotline_server.domain.dues import run_due_acts
from hotline_server.domain.handover import Origin
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.parties import Answer, Designation
from hotline_server.domain.promise import Promise
from hotline_server.domain.survey import ContactResult, Survey, SurveyAnswer
from hotline_server.domain.waits import steps, waits
from hotline_server.ground.clock import local_day
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.ends import EndReason
from hotline_server.rulebook.lines import Line
from hotline_server.rulebook.time_limit import hours, working_days

from tests.case_files import CALENDAR, DEPARTMENT, DESK, LEADER, RULE_BOOK, new_file, refused_waits, tell_callers
from tests.hotline import MONDAY

POLICE, TRANSPORT, SECTION = "公安局", "交通运输局", "治安管理支队"
POLICE_LINE = Line("110报警服务台", "110", "警情", 3, hours(24))
NO = Survey(ContactResult.REACHED, *[SurveyAnswer.NO] * 3)


def at_work() -> CaseFile:
    file = new_file()
    triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (TRANSPORT,), working_days(7)))
    for name in (POLICE, TRANSPORT):
        departments.accept(file, DEPARTMENT, MONDAY, name)
    tell_callers(file)
    return file


def awaited(file: CaseFile) -> set[Awaited]:
    assert not list(refused_waits(file, MONDAY))
    return {one.awaited for one in waits(file, file.timetable)}


def test_a_promised_date_asked_for_is_decided_although_a_leader_is_to_settle_a_dispute() -> None:
    """R8.6, R4.3."""
    file = at_work()
    day = local_day(MONDAY) + timedelta(days=60)
    suspension.ask_suspension(
        file, DEPARTMENT, MONDAY, POLICE, Promise("要等汛期过去", "先围挡", POLICE, day, (), MONDAY)
    )
    departments.dissent(file, DEPARTMENT, MONDAY, TRANSPORT, "不归我们")
    assert file.state is CaseState.DISPUTED
    assert Awaited.SUSPENSION_DECISION in awaited(file)


def test_a_cohandlers_request_is_decided_wherever_the_case_goes_meanwhile() -> None:
    """R3.2."""
    file = at_work()
    departments.ask_extension(file, DEPARTMENT, MONDAY, TRANSPORT, 3, "难度大")
    departments.reply(file, DEPARTMENT, MONDAY, POLICE, "已办理", "不等协办")
    reviews.accept_reply(file, DESK, MONDAY, "")
    callers.answer_caller(file, DESK, MONDAY, Answer(1, "电话", "已解决", "", supported=True, given=True))
    callbacks.record_satisfaction(file, DESK, MONDAY, NO, "", 1)
    callbacks.escalate_result(file, DESK, MONDAY, "仍不满意", "请批示")
    assert file.state is CaseState.AWAITING_INSTRUCTION
    assert Awaited.EXTENSION_DECISION in awaited(file)
    file = at_work()
    departments.ask_extension(file, DEPARTMENT, MONDAY, TRANSPORT, 3, "难度大")
    emergencies.raise_emergency(file, DESK, MONDAY, "来电说着火")
    assert file.state is CaseState.VERIFYING
    assert awaited(file) <= {Awaited.EXTENSION_DECISION}


def test_what_goes_back_to_its_line_is_not_proposed_to_be_handed_to_another() -> None:
    """R8.2."""
    file = new_file()
    file.origin = Origin(POLICE_LINE.name, "B-7")
    lines.give_back(file, DESK, MONDAY, POLICE_LINE, "不归我们管")
    proposed = EndReason("Y02", Outcome.HANDED_OVER, "属于消费投诉", line="12315消费投诉")
    triage.suggest_end(file, RULE_BOOK, MONDAY, "要投诉商家", proposed, attended=False)
    assert not list(refused_waits(file, MONDAY))
    assert [one.rpc for one in steps(file, file.timetable)] == ["DeskService.DeclineProposals"]


def test_a_unit_below_is_not_to_be_supervised_while_all_wait_for_a_leader() -> None:
    """R8.4, R2.4: its clock stands still."""
    file = at_work()
    delegation.delegate(file, DEPARTMENT, MONDAY, POLICE, [SECTION], "请核实", working_days(1))
    run_due_acts(file, CALENDAR.deadline(MONDAY, 1).at)
    assert Awaited.UNIT_BELOW in awaited(file)
    leaders.escalate(file, DESK, MONDAY, "面广", "请批示", hold=True)
    assert awaited(file) == {Awaited.INSTRUCTION}
    leaders.instruct(file, LEADER, MONDAY, "速办", None)
    assert Awaited.UNIT_BELOW in awaited(file)
