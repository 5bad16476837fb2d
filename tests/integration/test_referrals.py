"""Referrals (R2.2): the department reads the case, reports the result and is supervised, until the desk has it."""

from collections.abc import Iterator
from datetime import UTC

import grpc
import pytest
from hotline.v1 import act_pb2, case_pb2, case_service_pb2
from hotline.v1 import department_service_pb2 as department_pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline_client import Hotline
from hotline_server.security.identity import AccessRole

from tests.case_files import CALENDAR
from tests.hotline import AUTHORITY, connect, refusal
from tests.office import TAXI, Office, designation

POLICE = "公安局"


@pytest.fixture
def number(office: Office) -> str:
    """Return the number of a case that is referred to the police."""
    number = office.call("你好在吗")
    request = desk_pb.ReferCaseRequest(context=office.context(number), department=POLICE, reason="归它管")
    office.hotline.desk.ReferCase(request)
    return number


@pytest.fixture
def police(office: Office) -> Iterator[Hotline]:
    token = AUTHORITY.token("李科长", [AccessRole.DEPARTMENT], department=POLICE)
    with connect(office.server.address, token) as hotline:
        yield hotline


def supervise(office: Office, number: str, department: str = POLICE, days: int = 2) -> case_pb2.Case:
    request = desk_pb.SuperviseAssignmentRequest(
        context=office.context(number), department=department, reason="三天没有结果", working_days=days
    )
    return office.hotline.desk.SuperviseAssignment(request).case


def record(office: Office, number: str, result: str = "") -> case_pb2.Case:
    request = desk_pb.RecordReferralResultRequest(context=office.context(number), result=result)
    return office.hotline.desk.RecordReferralResult(request).case


def awaited(office: Office) -> list[str]:
    filter_ = case_service_pb2.CaseFilter(awaited=case_service_pb2.CASE_AWAITED_REFERRAL_RESULT)
    return [case.number for case in office.hotline.cases(filter_)]


@pytest.mark.each_database
def test_the_department_lists_reads_and_watches_it(police: Hotline, number: str) -> None:
    listed = police.departments.ListAssignedCases(department_pb.ListAssignedCasesRequest(department=POLICE)).cases
    assert [(case.number, case.referral.department) for case in listed] == [(number, POLICE)]
    in_hand = department_pb.ListAssignedCasesRequest(department=POLICE, states=[case_pb2.ASSIGNMENT_STATE_ACCEPTED])
    assert not police.departments.ListAssignedCases(in_hand).cases
    waiting = department_pb.ListAssignedCasesRequest(department=POLICE, referred=True)
    assert [case.number for case in police.departments.ListAssignedCases(waiting).cases] == [number]
    waiting.states.append(case_pb2.ASSIGNMENT_STATE_ACCEPTED)
    assert list(refusal(lambda: police.departments.ListAssignedCases(waiting)).violations) == ["referred"]
    watch = police.departments.WatchAssignments(department_pb.WatchAssignmentsRequest(department=POLICE), timeout=60)
    assert next(iter(watch)).entry.act == act_pb2.ACT_REFER
    watch.cancel()
    reveal = department_pb.DepartmentServiceRevealCallerRequest(department=POLICE, number=number, reason="约时间")
    assert police.departments.RevealCaller(reveal).call.caller.phone


@pytest.mark.each_database
def test_a_page_has_assigned_and_referred_cases_newest_first(office: Office, number: str) -> None:
    assigned = office.call()
    office.reroute(assigned, designation(POLICE))
    request = department_pb.ListAssignedCasesRequest(department=POLICE, page_size=1)
    first = office.hotline.departments.ListAssignedCases(request)
    request.page_token = first.next_page_token
    second = office.hotline.departments.ListAssignedCases(request)
    assert [case.number for case in (*first.cases, *second.cases)] == [assigned, number]


def test_the_department_reports_the_result_and_the_desk_records_it(office: Office, number: str) -> None:
    case = office.report_result(number, POLICE, "已发还身份证")
    assert (case.state, case.referral.result) == (case_pb2.CASE_STATE_REFERRED, "已发还身份证")
    assert awaited(office) == [number]
    office.clock.advance(days=4)
    office.round()
    assert office.acts(number)[-1] == "REMIND_DESK"
    assert "NUDGE" not in office.acts(number)
    case = record(office, number)
    assert (case.state, case.HasField("referral"), awaited(office)) == (case_pb2.CASE_STATE_RESOLVED, False, [])
    assert office.case(number).log[-1].reason == "已发还身份证"


def test_the_desk_supervises_it_and_sends_a_result_back(office: Office, number: str) -> None:
    office.report_result(number, POLICE, "已阅")
    case = supervise(office, number)
    due = CALENDAR.deadline(office.clock.now, 2).at
    assert (case.referral.result, case.referral.supervision_count) == ("", 1)
    assert case.referral.due_at.ToDatetime(UTC) == due
    assert awaited(office) == []
    office.clock.now = due
    office.round()
    assert office.acts(number)[-2:] == ["NUDGE", "REMIND_DESK"]
    assert office.report_result(number, POLICE).referral.result == "已经办好"


def test_the_department_is_nudged_while_the_desk_follows_up(office: Office, number: str) -> None:
    office.clock.advance(days=6)
    office.round()
    nudge = office.case(number).log[-2]
    assert (nudge.act, nudge.department) == (act_pb2.ACT_NUDGE, POLICE)


def test_a_case_that_is_not_the_departments_is_referred_to_another(office: Office, number: str) -> None:
    """R2.2: which has as long as the first had, and whose matter it is the caller hears."""
    office.report_result(number, POLICE, "不归我们管")
    office.clock.advance(days=6)
    again = desk_pb.ReferCaseRequest(context=office.context(number), department=POLICE, reason="归它管")
    assert list(refusal(lambda: office.hotline.desk.ReferCase(again)).violations) == ["department"]
    assert "另行归口或者交办" in str(refusal(lambda: office.reroute(number, designation(TAXI))))
    assert "DeskService.ReferCase" in [one.rpc for one in office.hotline.case(number).allowed_acts if one.allowed]
    again.department = TAXI
    case = office.hotline.desk.ReferCase(again).case
    assert (case.referral.department, case.referral.result, awaited(office)) == (TAXI, "", [])
    office.round()
    assert "NUDGE" not in office.acts(number)
    assert office.report_result(number, TAXI).referral.result == "已经办好"


def test_a_result_is_needed(office: Office, number: str) -> None:
    assert list(refusal(lambda: record(office, number)).violations) == ["result"]
    assert list(refusal(lambda: office.report_result(number, POLICE, " ")).violations) == ["result"]
    assert list(refusal(lambda: supervise(office, number, days=31)).violations) == ["working_days"]


def test_only_the_department_reports(office: Office, police: Hotline, number: str) -> None:
    assert refusal(lambda: office.report_result(number, TAXI)).code is grpc.StatusCode.NOT_FOUND
    assert refusal(lambda: supervise(office, number, TAXI)).code is grpc.StatusCode.NOT_FOUND
    request = department_pb.ReportReferralResultRequest(
        context=office.context(number, ""), department=TAXI, result="已办好"
    )
    assert refusal(lambda: police.departments.ReportReferralResult(request)).code is grpc.StatusCode.PERMISSION_DENIED


def test_a_report_on_a_version_that_has_changed_is_aborted(office: Office, number: str) -> None:
    request = department_pb.ReportReferralResultRequest(
        context=office.context(number, "王科长"), department=POLICE, result="已办好"
    )
    office.hotline.departments.ReportReferralResult(request)
    assert refusal(lambda: office.hotline.departments.ReportReferralResult(request)).code is grpc.StatusCode.ABORTED


def test_once_it_is_assigned_nobody_reports_on_the_referral(office: Office, number: str) -> None:
    office.assign(number, designation(POLICE))
    assert refusal(lambda: office.report_result(number, POLICE)).code is grpc.StatusCode.FAILED_PRECONDITION
