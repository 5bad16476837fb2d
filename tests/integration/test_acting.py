"""Illegal acts, concurrent acts, and visibility of cases."""

import threading
from collections.abc import Iterator
from datetime import UTC, timedelta
from functools import partial
from typing import Any

import grpc
import pytest
from google.protobuf.field_mask_pb2 import FieldMask
from google.protobuf.message import Message
from google.rpc import error_details_pb2
from grpc_status import rpc_status
from hotline.v1 import (
    act_pb2,
    case_pb2,
    case_service_pb2,
    department_service_pb2,
    desk_service_pb2,
    directory_service_pb2,
    inquiry_service_pb2,
    intake_service_pb2,
    leader_service_pb2,
    place_service_pb2,
    policy_service_pb2,
)
from hotline_client import Hotline, HotlineError
from hotline_server.runtime.server import RunningServer

from tests.field_paths import has_field
from tests.hotline import MONDAY, PATIENCE, SetClock, StartServer, a_call, connect, open_channel, refusal
from tests.office import TAXI, Office, designation, survey

pytestmark = pytest.mark.each_database

FILES = (
    case_service_pb2,
    department_service_pb2,
    desk_service_pb2,
    directory_service_pb2,
    inquiry_service_pb2,
    intake_service_pb2,
    leader_service_pb2,
    place_service_pb2,
    policy_service_pb2,
)
METHODS = [
    method for file in FILES for service in file.DESCRIPTOR.services_by_name.values() for method in service.methods
]
WITHOUT_REQUIRED_FIELDS = {
    "ListCases", "ListCasesAwaitingInstruction", "ListDepartments", "ListDistricts", "ListHolidays", "WatchDesk",
    "RegisterCalls", "ListUnits", "ListDirectoryRevisions", "ExportDirectory", "ExportPlaces", "ListPlaceProposals",
    "ListEndReasons",
}  # fmt: skip
SENSIBLE: dict[str, str | Message] = {
    **dict.fromkeys(
        (
            "reason", "legal_basis", "ruling", "question", "findings", "requirements", "result", "progress", "reply",
            "instruction", "decision", "opinion", "review",
        ),
        "说明",
    ),
    "answer": case_pb2.Answer(content="已解决", means="电话"),
    "call": case_pb2.Call(content="路灯坏了"),
    "department": TAXI,
    "designation": designation(TAXI),
    "into_number": "20261123-999998",
    "reason_code": "T01",
    "survey": survey(),
    "update_mask": FieldMask(paths=["content"]),
}  # fmt: skip
"""What the requests on an unknown case have in their fields, those with enums apart."""
NAMED_BY_THEIR_FIRST_FIELD = {"GetPolicy", "GetUnit"}


def details(error: grpc.RpcError) -> Iterator[Message]:
    status = rpc_status.from_call(error)
    for packed in status.details:
        for kind in (error_details_pb2.ErrorInfo, error_details_pb2.PreconditionFailure):
            message = kind()
            if packed.Unpack(message):
                yield message


def invoke(channel: grpc.Channel, method: object, request: bytes) -> object:
    path = f"/{method.containing_service.full_name}/{method.name}"  # type: ignore[attr-defined]
    if method.server_streaming:  # type: ignore[attr-defined]
        stream: grpc.UnaryStreamMultiCallable[bytes, bytes] = channel.unary_stream(path)
        return next(stream(request, timeout=PATIENCE))
    unary: grpc.UnaryUnaryMultiCallable[bytes, bytes] = channel.unary_unary(path)
    return unary(request, timeout=PATIENCE)


@pytest.mark.parametrize("etag", ["²", "9" * 5_000, "-1", "一"])
def test_an_etag_that_is_none_is_stale(office: Office, etag: str) -> None:
    context = case_pb2.ActContext(number=office.call(), etag=etag, actor="王科长")
    request = department_service_pb2.AcceptAssignmentRequest(context=context, department=TAXI)
    assert refusal(lambda: office.hotline.departments.AcceptAssignment(request)).code is grpc.StatusCode.ABORTED


@pytest.mark.parametrize(
    "method", [m for m in METHODS if m.name not in WITHOUT_REQUIRED_FIELDS], ids=lambda method: method.full_name
)
def test_an_empty_request_is_rejected_with_its_fields(method: object, unchanged_server: RunningServer) -> None:
    """No rpc answers an empty request with an internal error."""
    with open_channel(unchanged_server.address) as channel:
        refused = refusal(lambda: invoke(channel, method, b""))
    if method.name in NAMED_BY_THEIR_FIRST_FIELD:  # type: ignore[attr-defined]
        assert refused.code is grpc.StatusCode.NOT_FOUND
        return
    assert refused.code is grpc.StatusCode.INVALID_ARGUMENT
    assert refused.violations
    assert all(has_field(method.input_type, path) for path in refused.violations)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "method", [m for m in METHODS if "context" in m.input_type.fields_by_name], ids=lambda method: method.full_name
)
def test_an_act_on_an_unknown_case_is_rejected(method: object, unchanged_server: RunningServer) -> None:
    from google.protobuf import message_factory  # noqa: PLC0415 - for this test alone

    request: Any = message_factory.GetMessageClass(method.input_type)()  # type: ignore[attr-defined]
    request.context.CopyFrom(case_pb2.ActContext(number="20261123-999999", etag="1", actor="李值班"))
    for name, value in SENSIBLE.items():
        field = request.DESCRIPTOR.fields_by_name.get(name)
        if isinstance(value, Message) and field and field.message_type:
            getattr(request, name).CopyFrom(value)
        elif field and not field.message_type:
            setattr(request, name, 1 if field.enum_type else value)
    if request.DESCRIPTOR.name == "HandOverCaseRequest":
        request.reason_code = "Y01"
    with open_channel(unchanged_server.address) as channel:
        refused = refusal(lambda: invoke(channel, method, request.SerializeToString()))
    assert refused.code is grpc.StatusCode.NOT_FOUND


def test_an_illegal_act_is_rejected_with_the_state_and_its_legal_acts(office: Office) -> None:
    number = office.call()
    with pytest.raises(grpc.RpcError) as caught:
        office.review(number)
    assert HotlineError.from_rpc(caught.value).code is grpc.StatusCode.FAILED_PRECONDITION
    (violation,) = next(
        detail for detail in details(caught.value) if isinstance(detail, error_details_pb2.PreconditionFailure)
    ).violations
    assert violation.subject == "已交办"
    assert violation.description == "先由承办单位签收"


def test_a_stale_etag_is_rejected_with_the_changes(office: Office) -> None:
    number = office.call()
    context = office.context(number)
    office.accept(number)
    request = desk_service_pb2.WithdrawAssignmentRequest(context=context, department=TAXI, reason="撤")
    with pytest.raises(grpc.RpcError) as caught:
        office.hotline.desk.WithdrawAssignment(request)
    assert HotlineError.from_rpc(caught.value).code is grpc.StatusCode.ABORTED
    info = next(detail for detail in details(caught.value) if isinstance(detail, error_details_pb2.ErrorInfo))
    assert info.metadata == {"etag": office.hotline.case(number).etag, "acts_since": "签收"}


def test_one_of_two_concurrent_acts_succeeds(office: Office) -> None:
    number = office.call("你好在吗")
    context = office.context(number)
    outcomes: list[str] = []

    def assign(department: str) -> None:
        request = desk_service_pb2.AssignCaseRequest(
            context=context, designation=designation(department), reason="研判"
        )
        try:
            outcomes.append(office.hotline.desk.AssignCase(request).case.owner.department)
        except grpc.RpcError as error:
            outcomes.append(HotlineError.from_rpc(error).code.name)

    threads = [threading.Thread(target=assign, args=(name,), daemon=True) for name in ("公安局", "教育局")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("ABORTED") == 1
    assert office.acts(number).count("ASSIGN") == 1


@pytest.mark.parametrize("number", ["没有", "20261123-1"])
def test_an_incomplete_context_is_rejected(number: str, hotline: Hotline) -> None:
    request = desk_service_pb2.CloseCaseRequest(context=case_pb2.ActContext(number=number, actor="\n"))
    refused = refusal(lambda: hotline.desk.CloseCase(request))
    assert set(refused.violations) == {"context.number", "context.etag", "context.actor"}


def test_an_unknown_department_is_rejected(office: Office) -> None:
    number = office.call("你好在吗")
    refused = refusal(lambda: office.assign(number, designation("公安", "教育局")))
    assert refused.violations == {"designation.lead_department": "目录里没有部门“公安”"}
    twice = refusal(lambda: office.assign(number, designation("公安局", "公安局")))
    assert "两次" in twice.violations["designation.cohandlers"]
    long = refusal(lambda: office.assign(number, designation("公安局", days=31)))
    assert list(long.violations) == ["designation.deadline_working_days"]
    assert office.acts(number) == ["REGISTER"]


def test_a_text_with_a_null_character_is_rejected_with_its_field(office: Office) -> None:
    context, text = office.context(office.call("你好在吗")), "公交\0不来"
    escalation = desk_service_pb2.EscalateCaseRequest(context=context, reason="请示", question=text)
    assert set(refusal(lambda: office.hotline.desk.EscalateCase(escalation)).violations) == {"question"}
    instruction = leader_service_pb2.GiveInstructionRequest(context=context, instruction=text)
    assert set(refusal(lambda: office.hotline.leaders.GiveInstruction(instruction)).violations) == {"instruction"}
    satisfaction = desk_service_pb2.RecordSatisfactionRequest(context=context, survey=survey(), remark=text)
    assert set(refusal(lambda: office.hotline.desk.RecordSatisfaction(satisfaction)).violations) == {"remark"}
    closing = desk_service_pb2.CloseCaseRequest(context=context, reason=text)
    assert set(refusal(lambda: office.hotline.desk.CloseCase(closing)).violations) == {"reason"}


def test_a_department_sees_only_its_own_cases(office: Office) -> None:
    """Any other case is NOT_FOUND, whether it exists or not."""
    mine, others = office.call(), office.call("小区物业费涨了一倍,投诉")
    listed = office.hotline.departments.ListAssignedCases(
        department_service_pb2.ListAssignedCasesRequest(department=TAXI)
    )
    assert [case.number for case in listed.cases] == [mine]
    for number in (others, "20261123-999999"):
        request = department_service_pb2.GetAssignedCaseRequest(department=TAXI, number=number)
        refused = refusal(partial(office.hotline.departments.GetAssignedCase, request))
        assert refused.code is grpc.StatusCode.NOT_FOUND
        assert str(refused) == f"没有工单 {number}"
    assert refusal(lambda: office.accept(others)).code is grpc.StatusCode.NOT_FOUND
    request = department_service_pb2.GetAssignedCaseRequest(department=TAXI, number=mine)
    assert office.hotline.departments.GetAssignedCase(request).case.log


def test_the_department_inbox_is_filtered_by_state(office: Office) -> None:
    accepted, waiting = office.call(), office.call()
    office.accept(accepted)
    for state, number in (
        (case_pb2.ASSIGNMENT_STATE_ACCEPTED, accepted),
        (case_pb2.ASSIGNMENT_STATE_ASSIGNED, waiting),
    ):
        request = department_service_pb2.ListAssignedCasesRequest(department=TAXI, states=[state])
        listed = office.hotline.departments.ListAssignedCases(request).cases
        assert [case.number for case in listed] == [number]


def test_the_desk_and_departments_watch_from_a_position(office: Office) -> None:
    number = office.call("我家楼下着火了,快来人")
    first = office.call()
    acts = desk_service_pb2.WatchDeskRequest(acts=[act_pb2.ACT_RAISE_EMERGENCY])
    entry = next(iter(office.hotline.desk.WatchDesk(acts, timeout=PATIENCE))).entry
    assert (entry.case_number, entry.act) == (number, act_pb2.ACT_RAISE_EMERGENCY)
    request = department_service_pb2.WatchAssignmentsRequest(department=TAXI)
    stream = office.hotline.departments.WatchAssignments(request, timeout=PATIENCE)
    news = next(stream).entry
    assert (news.case_number, news.act) == (first, act_pb2.ACT_ASSIGN)
    office.accept(first)
    assert next(stream).entry.act == act_pb2.ACT_ACCEPT
    stream.cancel()
    request.after_position = news.position
    assert (
        next(iter(office.hotline.departments.WatchAssignments(request, timeout=PATIENCE))).entry.act
        == act_pb2.ACT_ACCEPT
    )


def test_a_desk_watch_can_start_at_the_present(office: Office) -> None:
    office.call()
    stream = office.hotline.desk.WatchDesk(desk_service_pb2.WatchDeskRequest(after_position=-1), timeout=PATIENCE)
    started = threading.Timer(0.3, office.call, args=("我家楼下着火了,快来人",))
    started.start()
    assert next(stream).entry.act == act_pb2.ACT_REGISTER
    assert next(stream).entry.act == act_pb2.ACT_RAISE_EMERGENCY
    started.join()


@pytest.mark.parametrize(
    "request_",
    [
        desk_service_pb2.WatchDeskRequest(after_position=-2),
        desk_service_pb2.WatchDeskRequest(acts=[act_pb2.ACT_UNSPECIFIED]),
    ],
)
def test_an_invalid_desk_watch_is_rejected(request_: desk_service_pb2.WatchDeskRequest, hotline: Hotline) -> None:
    refused = refusal(lambda: next(hotline.desk.WatchDesk(request_)))
    assert refused.code is grpc.StatusCode.INVALID_ARGUMENT


def test_timed_acts_missed_during_downtime_run_once(office: Office, clock: SetClock, start_server: StartServer) -> None:
    """R4.1: two servers share the work; neither repeats an act of the other."""
    numbers = [office.call(phone=f"139001390{n:02d}") for n in range(25)]
    for number in numbers:
        office.accept(number)
    office.server.stop(0)
    clock.advance(days=60)
    servers = [start_server(), start_server()]
    threads = [threading.Thread(target=server.desk.watchman.round, daemon=True) for server in servers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with connect(servers[0].address) as hotline:
        for number in numbers:
            acts = [entry.act for entry in hotline.case(number, log=True).log]
            # The last for the caller, whom nobody told who handles the matter.
            assert acts == [
                act_pb2.ACT_REGISTER,
                act_pb2.ACT_ASSIGN,
                act_pb2.ACT_ACCEPT,
                act_pb2.ACT_SUPERVISE,
                act_pb2.ACT_REMIND_DESK,
            ]
            assert hotline.case(number).next_due_at.ToDatetime() > clock.now.replace(tzinfo=None)


def test_registrations_continue_while_timed_acts_run(office: Office, clock: SetClock) -> None:
    for n in range(60):
        office.call(phone=f"139001390{n:02d}")
    clock.advance(days=60)
    watching = threading.Thread(target=office.round, daemon=True)
    watching.start()
    assert office.hotline.register(a_call()).number
    watching.join()
    clock.advance(seconds=1)
    assert office.round() == 0


def test_setting_a_holiday_moves_provisional_deadlines_and_logs_it(office: Office) -> None:
    """The year boundary: 2027 is announced after the case was assigned."""
    office.clock.advance(days=37)
    number = office.call()
    office.accept(number)
    before = office.assignment(number, TAXI)
    assert before.provisional
    holiday = directory_service_pb2.Holiday(day="2027-01-04", working=False, name="元旦调休")
    request = directory_service_pb2.SetHolidayRequest(holiday=holiday, actor="李值班")
    assert office.hotline.directory.SetHoliday(request).moved_case_count == 1
    after = office.assignment(number, TAXI)
    assert after.deadline.ToDatetime() - before.deadline.ToDatetime() == timedelta(days=1)
    assert after.due_at == after.deadline
    entry = office.case(number).log[-1]
    assert (entry.act, entry.reason) == (act_pb2.ACT_MOVE_DEADLINE, "2027-01-04 元旦调休")
    listed = office.hotline.directory.ListHolidays(directory_service_pb2.ListHolidaysRequest()).holidays
    assert list(listed) == [holiday]


def test_a_day_off_that_is_decreed_moves_open_deadlines_of_an_announced_year(office: Office) -> None:
    """R3.1: nobody is supervised for a day on which nobody worked."""
    number = office.call()
    office.accept(number)
    before = office.assignment(number, TAXI)
    assert not before.provisional
    day = before.deadline.ToDatetime().date().isoformat()
    request = directory_service_pb2.SetHolidayRequest(
        holiday=directory_service_pb2.Holiday(day=day, working=False, name="暴雨停工"), actor="李值班"
    )
    assert office.hotline.directory.SetHoliday(request).moved_case_count == 1
    after = office.assignment(number, TAXI)
    assert after.deadline.ToDatetime() > before.deadline.ToDatetime()
    assert [act for act in office.acts(number) if act == "MOVE_DEADLINE"] == ["MOVE_DEADLINE"]
    assert office.hotline.directory.SetHoliday(request).moved_case_count == 0
    office.clock.now = before.deadline.ToDatetime(tzinfo=UTC) + timedelta(hours=1)
    office.round()
    assert "SUPERVISE" not in office.acts(number)
    request.holiday.working = True
    assert office.hotline.directory.SetHoliday(request).moved_case_count == 1
    assert office.assignment(number, TAXI).deadline == before.deadline


def test_what_is_owed_beside_a_reply_moves_with_a_day_off(office: Office) -> None:
    """R3.2, R4.2: the desk's decision on an extension, and its review of a reply."""
    asked, replied = office.call(), office.call("投诉出租车绕路")
    for number in (asked, replied):
        office.accept(number)
    office.ask_extension(asked, 3)
    office.reply(replied)
    before = {number: {one.label: one.due_at.ToDatetime() for one in office.case(number).waits} for number in
              (asked, replied)}  # fmt: skip
    day = before[asked]["答复延期申请"].date()
    request = directory_service_pb2.SetHolidayRequest(
        holiday=directory_service_pb2.Holiday(day=day.isoformat(), working=False, name="暴雨停工"), actor="李值班"
    )
    assert office.hotline.directory.SetHoliday(request).moved_case_count == 2
    for number, label in ((asked, "答复延期申请"), (replied, "审核回复")):
        case = office.case(number)
        after = {one.label: one.due_at.ToDatetime() for one in case.waits}
        assert after[label] > before[number][label]
        moved = [dict(entry.details) for entry in case.log if entry.act == act_pb2.ACT_MOVE_DEADLINE]
        assert label in [details.get("awaited") for details in moved]
        assert case.next_due_at.ToDatetime() <= min(after.values())


@pytest.mark.parametrize("day", ["", "2027-02-30", "明天", "2027/02/08"])
def test_an_invalid_day_is_rejected(day: str, hotline: Hotline) -> None:
    holiday = directory_service_pb2.Holiday(day=day, name="春节")
    request = directory_service_pb2.SetHolidayRequest(holiday=holiday, actor="李值班")
    assert list(refusal(lambda: hotline.directory.SetHoliday(request)).violations) == ["holiday.day"]


def test_a_caller_can_query_the_state_of_a_case(office: Office) -> None:
    """By number and phone, or by phone; the response does not identify the caller."""
    number = office.call()
    request = inquiry_service_pb2.DescribeCaseRequest(number=number, phone="138-0013-8000")
    spoken = office.hotline.inquiry.DescribeCase(request).spoken
    assert spoken == "您11月23日反映出租车与网约车的来电，工单尾号1，已交交通运输局办理。按规定11月30日前回复。"
    by_phone = inquiry_service_pb2.DescribeCasesOfCallerRequest(phone="13800138000")
    assert list(office.hotline.inquiry.DescribeCasesOfCaller(by_phone).spoken) == [spoken]
    # As the number was read to the caller, and as people type it.
    for said in ("1", "尾号1", "０００００１", number.replace("-", ""), number.replace("-0000", "－")):
        request.number = said
        assert office.hotline.inquiry.DescribeCase(request).spoken == spoken
    request.number = "2"
    assert refusal(lambda: office.hotline.inquiry.DescribeCase(request)).code is grpc.StatusCode.NOT_FOUND
    request.number = number
    for wrong in ("13900139000", "13700137000"):
        request.phone = wrong
        refused = refusal(lambda: office.hotline.inquiry.DescribeCase(request))
        assert refused.code is grpc.StatusCode.NOT_FOUND
    assert "张三" not in spoken


@pytest.mark.parametrize(
    ("question", "policy"),
    [
        ("租的房子能不能把公积金拿出来", "P001"),
        ("娃娃要上小学了", "P052"),
        ("没有单位怎么交养老", "P013"),
        ("护照丢了怎么补", "P046"),
        ("老人坐公交要不要钱", "P111"),
        ("被辞退了能领失业金吗", "P076"),
    ],
)
def test_a_policy_is_found_by_everyday_words(question: str, policy: str, hotline: Hotline) -> None:
    """R2.1."""
    request = policy_service_pb2.SearchPoliciesRequest(query=question, limit=3)
    found = [item.policy.id for item in hotline.policies.SearchPolicies(request).policies]
    assert policy in found
    assert hotline.policies.GetPolicy(policy_service_pb2.GetPolicyRequest(id=policy)).policy.policy.answer


@pytest.mark.parametrize(
    ("field", "request_"),
    [
        ("query", policy_service_pb2.SearchPoliciesRequest()),
        ("query", policy_service_pb2.SearchPoliciesRequest(query="长" * 201)),
        ("limit", policy_service_pb2.SearchPoliciesRequest(query="公积金", limit=51)),
    ],
)
def test_an_invalid_search_is_rejected(
    field: str, request_: policy_service_pb2.SearchPoliciesRequest, hotline: Hotline
) -> None:
    assert list(refusal(lambda: hotline.policies.SearchPolicies(request_)).violations) == [field]


def test_a_policy_not_in_force_answers_no_call(hotline: Hotline, clock: SetClock) -> None:
    """R2.1: it can still be looked up."""
    case = hotline.register(a_call("请问家电以旧换新补贴是什么标准"))
    assert case.decision.outcome != case_pb2.OUTCOME_DIRECT_ANSWER
    assert not case.decision.proposals
    request = policy_service_pb2.SearchPoliciesRequest(query="家电以旧换新补贴")
    assert "P130" not in [item.policy.id for item in hotline.policies.SearchPolicies(request).policies]
    request.include_expired = True
    found = hotline.policies.SearchPolicies(request).policies[0]
    assert (found.policy.id, found.valid_until) == ("P130", "2025-12-31")
    assert (found.owner_department, found.review_by) == ("商务局", "2026-12-31")
    clock.now = MONDAY.replace(year=2025)
    assert hotline.register(a_call("请问家电以旧换新补贴是什么标准")).decision.proposals[0].policy.id == "P130"


def test_a_search_without_results_returns_an_empty_list(hotline: Hotline) -> None:
    request = policy_service_pb2.SearchPoliciesRequest(query="xyzzy")
    assert not hotline.policies.SearchPolicies(request).policies
