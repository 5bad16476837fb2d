"""Time limits of departments: deadlines, extensions, supervision and reminders (R3.1, R3.2, R4.1)."""

from datetime import datetime, timedelta

import grpc
import pytest
from hotline.v1 import act_pb2, case_pb2
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import report_service_pb2 as report_pb
from hotline_server.ground.clock import CITY

from tests.hotline import refusal
from tests.office import SMOKE, TAXI, Office, designation, in_city


def test_a_cohandlers_delay_does_not_hold_up_the_lead(office: Office) -> None:
    """R2.5: the lead replies without it; the late co-handler is supervised and still owes its reply."""
    number = office.call(SMOKE)
    for department in ("城市管理局", "生态环境局"):
        office.accept(number, department)
    office.reply(number, "城市管理局", missing="生态环境局逾期未回")
    office.review(number)
    office.answer(number)
    office.clock.advance(days=30)
    office.round()
    assert office.assignment(number, "城市管理局").supervision_count == 0
    assert office.assignment(number, "生态环境局").supervision_count == 1
    owing = refusal(lambda: office.close(number))
    assert "生态环境局" in str(owing)
    office.reply(number, "生态环境局")
    assert office.close(number).state == case_pb2.CASE_STATE_CLOSED


def test_a_reply_is_due_at_the_close_of_the_seventh_working_day(office: Office) -> None:
    """R3.1: no escalation step is taken early or twice."""
    number = office.call("小区物业费涨了一倍,投诉")
    department = "住房和城乡建设局"
    office.accept(number, department)
    office.tell_caller(number)
    assert in_city(office.assignment(number, department).deadline) == "12-02 18:00"
    steps = {
        "11-30 08:59": 0, "11-30 09:00": 1, "12-01 08:59": 1, "12-01 09:00": 2, "12-02 17:59": 2, "12-02 18:00": 3,
    }  # fmt: skip
    for moment, taken in steps.items():
        office.clock.now = datetime.strptime(f"2026-{moment}", "%Y-%m-%d %H:%M").replace(tzinfo=CITY)
        office.round()
        office.round()
        assert len(office.acts(number)) - 4 == taken, moment
    assert office.acts(number)[4:] == ["NUDGE", "REMIND", "SUPERVISE"]


def test_an_overdue_reply_is_followed_by_a_supervision_notice_with_a_new_limit(office: Office) -> None:
    """R4.1: at once, in writing, with a new time limit; then supervision is raised."""
    number = office.call()
    office.accept(number)
    office.tell_caller(number)
    office.clock.now = office.assignment(number, TAXI).deadline.ToDatetime(CITY)
    office.round()
    supervised = office.assignment(number, TAXI)
    assert supervised.supervision_count == 1
    assert supervised.due_at.ToDatetime() > supervised.deadline.ToDatetime()
    notice = office.case(number).log[-1]
    assert (notice.act, notice.role) == (act_pb2.ACT_SUPERVISE, act_pb2.ACTOR_ROLE_SYSTEM)
    assert notice.details["limit"]
    office.clock.now = supervised.due_at.ToDatetime(CITY)
    office.round()
    assert office.acts(number)[-1] == "RAISE_SUPERVISION"
    office.reply(number)
    assert office.assignment(number, TAXI).supervision_count == 2


def test_a_further_limit_stays_within_thirty_working_days_of_the_assignment(office: Office) -> None:
    """R3.2: what the rule book gives is cut, what a person asks for is refused with the most there is."""
    number = office.call()
    office.accept(number)
    office.clock.now = datetime(2026, 12, 3, 10, tzinfo=CITY)
    request = desk_pb.SuperviseAssignmentRequest(
        context=office.context(number), department=TAXI, reason="群众催问", working_days=30
    )
    refused = refusal(lambda: office.hotline.desk.SuperviseAssignment(request))
    assert "要在 1 到 22 之间" in refused.violations["working_days"]
    request.working_days = 22
    office.hotline.desk.SuperviseAssignment(request)
    last = office.assignment(number, TAXI).due_at
    office.reply(number)
    assert "要在 1 到 22 之间" in refusal(lambda: office.review(number, "请附照片", days=23)).violations["working_days"]
    office.clock.now = last.ToDatetime(CITY) - timedelta(hours=1)
    office.review(number, "请附照片")
    assert office.assignment(number, TAXI).due_at == last


@pytest.mark.each_database
def test_an_overdue_assignment_stays_overdue_when_it_is_taken_from_the_department(office: Office) -> None:
    """R6.1: asking a leader, whose instruction names another department, does not undo the delay."""
    number = office.call()
    office.accept(number)
    deadline = office.assignment(number, TAXI).deadline
    office.clock.now = deadline.ToDatetime(CITY) + timedelta(days=1)
    office.hotline.desk.EscalateCase(
        desk_pb.EscalateCaseRequest(context=office.context(number), question="由谁牵头？", reason="久拖不决")
    )
    office.instruct(number, designation("公安局"))
    late, fresh = office.assignment(number, TAXI), office.assignment(number, "公安局")
    assert late.state == case_pb2.ASSIGNMENT_STATE_WITHDRAWN
    assert late.overdue_since == deadline
    assert not fresh.HasField("overdue_since")
    request = report_pb.GetBulletinRequest(first_day="2026-11-23", last_day="2026-12-31")
    office.clock.advance(days=30)
    standings = office.hotline.reports.GetBulletin(request).departments
    counts = {one.name: {each.figure: each.count for each in one.counts} for one in standings}
    for figure in (report_pb.FIGURE_OVERDUE, report_pb.FIGURE_REPLY_DUE):
        assert counts[TAXI][figure] == 1
    listed = report_pb.ListCountedCasesRequest(
        first_day="2026-11-23", last_day="2026-12-31", department=TAXI, figure=report_pb.FIGURE_OVERDUE
    )
    assert list(office.hotline.reports.ListCountedCases(listed).case_numbers) == [number]


def test_an_extension_needs_consent(office: Office) -> None:
    """R3.2."""
    number = office.call()
    office.accept(number)
    before = office.assignment(number, TAXI)
    office.ask_extension(number, 5)
    office.extension(number, TAXI, consent=False)
    assert office.assignment(number, TAXI).deadline == before.deadline
    office.ask_extension(number, 5)
    office.extension(number, TAXI, consent=True)
    after = office.assignment(number, TAXI)
    assert after.working_days == before.working_days + 5
    assert after.deadline.ToDatetime() > before.deadline.ToDatetime()
    assert after.due_at == after.deadline


@pytest.mark.parametrize("days", [-1, 0, 26, 1000])
def test_an_extension_is_limited_to_thirty_working_days_in_total(days: int, office: Office) -> None:
    """R3.2: the case has 5 days, so at most 25 more."""
    number = office.call()
    refused = refusal(lambda: office.ask_extension(number, days))
    assert refused.code is grpc.StatusCode.INVALID_ARGUMENT
    assert "最多还能延 25 个" in refused.violations["working_days"]
    office.ask_extension(number, 25)


def test_an_extension_after_the_deadline_is_rejected(office: Office) -> None:
    """R3.2."""
    number = office.call()
    office.clock.now = office.assignment(number, TAXI).deadline.ToDatetime(CITY)
    assert refusal(lambda: office.ask_extension(number, 1)).code is grpc.StatusCode.FAILED_PRECONDITION


def test_an_unaccepted_assignment_gets_reminders(office: Office) -> None:
    """按时签收: after eight working hours, then again."""
    number = office.call()
    office.clock.now = office.assignment(number, TAXI).accept_due_at.ToDatetime(CITY)
    office.round()
    office.round()
    entry = office.case(number).log[-1]
    assert (entry.act, entry.department, entry.reason) == (act_pb2.ACT_NUDGE, TAXI, "超过签收时限还没有签收")
    assert office.acts(number).count("NUDGE") == 1
