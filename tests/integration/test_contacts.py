"""Facts about contacts with callers: who was told what of the handling, and connections by telephone (R2.2, R2.3)."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import grpc
import pytest
from hotline.v1 import act_pb2, case_pb2, case_service_pb2
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import intake_service_pb2 as intake_pb
from hotline_client import HotlineError
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole

from tests.hotline import AUTHORITY, SetClock, connect, refusal
from tests.office import TAXI, Office, designation


def notice(office: Office, number: str, **fields: object) -> desk_pb.RecordNoticeRequest:
    sent = {"means": "电话", "content": "已转交交通运输局办理"} | fields
    return desk_pb.RecordNoticeRequest(context=office.context(number), **sent)  # type: ignore[arg-type]


def connect_onward(
    office: Office, number: str, department: str = TAXI, remark: str = "", result: int = 1
) -> case_pb2.Case:
    return office.hotline.record_connection(
        office.case(number), department, intake_pb.ConnectionResult.ValueType(result), remark, "0712", retry_timeout=0
    )


def transferred(office: Office) -> str:
    number = office.call()
    assert office.case(number).state == case_pb2.CASE_STATE_ASSIGNED
    return number


class TestTellingTheCaller:
    """R2.3: 并告知来电人."""

    def test_the_log_has_who_was_told_what_when_and_how(self, office: Office, clock: SetClock) -> None:
        number = transferred(office)
        told_at = clock()
        clock.advance(minutes=5)
        request = notice(office, number)
        request.told_at.FromDatetime(told_at)
        case = office.hotline.desk.RecordNotice(request).case
        assert case.state == case_pb2.CASE_STATE_ASSIGNED
        entry = office.case(number).log[-1]
        assert (entry.act, entry.actor, entry.reason) == (
            act_pb2.ACT_TELL_CALLER, "李值班@测试", "已转交交通运输局办理",
        )  # fmt: skip
        assert dict(entry.details) == {
            "call_id": str(case.callers[0].call_id), "means": "电话", "given": "是", "told_at": told_at.isoformat(),
        }  # fmt: skip

    def test_a_caller_who_cannot_be_told_is_on_record(self, office: Office) -> None:
        number = transferred(office)
        office.hotline.desk.RecordNotice(notice(office, number, means="", not_reached=True, content="没有留号码"))
        assert office.case(number).log[-1].details["given"] == "否"

    @pytest.mark.parametrize(
        ("fields", "field"),
        [({"content": " "}, "content"), ({"content": "长" * 10_001}, "content"), ({"means": ""}, "means"),
         ({"means": "长" * 101}, "means"), ({"means": "电\n话"}, "means")],
    )  # fmt: skip
    def test_words_and_means_are_needed(self, fields: dict[str, object], field: str, office: Office) -> None:
        number = transferred(office)
        refused = refusal(lambda: office.hotline.desk.RecordNotice(notice(office, number, **fields)))
        assert list(refused.violations) == [field]

    def test_nobody_is_told_in_the_future_or_before_the_call(self, office: Office, clock: SetClock) -> None:
        number = transferred(office)
        for shift in (-3_600, 3_600):
            request = notice(office, number)
            request.told_at.FromSeconds(int(clock().timestamp()) + shift)
            assert list(refusal(partial(office.hotline.desk.RecordNotice, request)).violations) == ["told_at"]

    def test_the_caller_of_another_case_is_not_found(self, office: Office) -> None:
        number = transferred(office)
        refused = refusal(lambda: office.hotline.desk.RecordNotice(notice(office, number, call_id=1)))
        assert refused.code is grpc.StatusCode.NOT_FOUND

    def test_a_case_that_nobody_handles_and_a_stale_one_are_refused(self, office: Office) -> None:
        number = office.call("你好在吗")
        refused = refusal(lambda: office.hotline.desk.RecordNotice(notice(office, number)))
        assert refused.code is grpc.StatusCode.FAILED_PRECONDITION
        office.assign(number, designation(TAXI))
        request = notice(office, number)
        office.hotline.desk.RecordNotice(request)
        assert refusal(lambda: office.hotline.desk.RecordNotice(request)).code is grpc.StatusCode.ABORTED

    @pytest.mark.each_database
    def test_whoever_was_not_told_is_on_the_desks_list(self, office: Office) -> None:
        def listed() -> list[str]:
            filter_ = case_service_pb2.CaseFilter(awaited=case_service_pb2.CASE_AWAITED_NOTICE)
            return [case.number for case in office.hotline.cases(filter_)]

        number = transferred(office)
        office.call("你好在吗")
        assert listed() == [number]
        office.hotline.desk.RecordNotice(notice(office, number))
        assert listed() == []
        reroute = desk_pb.RerouteCaseRequest(
            context=office.context(number), designation=designation("公安局"), reason="改派"
        )
        office.hotline.desk.RerouteCase(reroute)
        assert listed() == [number]
        office.hotline.desk.RecordNotice(notice(office, number, means="", not_reached=True, content="没有留号码"))
        assert listed() == []


class TestConnections:
    """R2.2: 电话直接连线."""

    def test_telephony_records_to_whom_the_caller_was_connected(self, office: Office, server: RunningServer) -> None:
        number = office.call("请问公交车几点收班")
        lead = office.case(number).decision.lead_department.name
        with connect(server.address, AUTHORITY.token("话务系统", [AccessRole.TELEPHONY], system=True)) as telephony:
            case = telephony.record_connection(
                office.case(number), lead, intake_pb.CONNECTION_RESULT_NOT_ANSWERED, "响了一分钟", "0712"
            )
        assert case.state == case_pb2.CASE_STATE_REFERRED
        entry = office.case(number).log[-1]
        assert (entry.act, entry.role, entry.department, entry.reason) == (
            act_pb2.ACT_CONNECT_CALLER, act_pb2.ACTOR_ROLE_OPERATOR, lead, "响了一分钟",
        )  # fmt: skip
        assert entry.details["result"] == "无人接听"

    @pytest.mark.parametrize(
        ("fields", "field"),
        [({"department": "没有的局"}, "department"), ({"department": ""}, "department"), ({"result": 0}, "result"),
         ({"result": 99}, "result"), ({"remark": "长" * 10_001}, "remark")],
    )  # fmt: skip
    def test_what_is_unknown_is_refused(self, fields: dict[str, object], field: str, office: Office) -> None:
        number = office.call()
        with pytest.raises(HotlineError) as refused:
            connect_onward(office, number, **fields)  # type: ignore[arg-type]
        assert list(refused.value.violations) == [field]

    def test_one_with_an_id_is_recorded_once_whatever_happens_meanwhile(self, office: Office) -> None:
        """A telephony system cannot read the case, and sends again what may have arrived."""
        number = office.call()
        before = case_pb2.Case(number=number)
        busy = intake_pb.CONNECTION_RESULT_BUSY
        with ThreadPoolExecutor(8) as senders:
            sent = [
                senders.submit(
                    office.hotline.record_connection, before, TAXI, busy, actor="0712", request_id=one, phone="12345"
                )
                for one in ("c-1", "c-2") * 4
            ]
            assert {one.result().number for one in sent} == {number}
        recorded = [entry for entry in office.case(number).log if entry.act == act_pb2.ACT_CONNECT_CALLER]
        assert sorted(entry.details["request_id"] for entry in recorded) == ["c-1", "c-2"]
        assert {entry.details["phone"] for entry in recorded} == {"12345"}

    def test_an_id_stands_for_one_connection(self, office: Office) -> None:
        case = case_pb2.Case(number=office.call())
        busy, declined = intake_pb.CONNECTION_RESULT_BUSY, intake_pb.CONNECTION_RESULT_DECLINED
        office.hotline.record_connection(case, TAXI, busy, actor="0712", request_id="c-1")
        with pytest.raises(HotlineError, match="另一次") as refused:
            office.hotline.record_connection(case, TAXI, declined, actor="0712", request_id="c-1")
        assert refused.value.code is grpc.StatusCode.ALREADY_EXISTS

    @pytest.mark.parametrize(("field", "value"), [("request_id", "长" * 101), ("phone", "1" * 41), ("phone", "1\n2")])
    def test_ids_and_numbers_are_short(self, field: str, value: str, office: Office) -> None:
        sent = {"request_id": "c-1", "phone": "12345"} | {field: value}
        busy = intake_pb.CONNECTION_RESULT_BUSY
        case = office.case(office.call())
        with pytest.raises(HotlineError) as refused:
            office.hotline.record_connection(
                case, TAXI, busy, actor="0712", request_id=sent["request_id"], phone=sent["phone"]
            )
        assert list(refused.value.violations) == [field]

    def test_a_three_way_call_with_a_line_tells_who_handles_it_once_it_is_the_lines(self, office: Office) -> None:
        """R8.2, D3: until they agree that it is the line's, whoever took the call first keeps the case."""
        number, line = transferred(office), "110报警服务台"
        connect_onward(office, number, line, "三方通话：110认为不是警情，由我们办理")
        case = office.case(number)
        entry = case.log[-1]
        assert (entry.act, entry.department) == (act_pb2.ACT_CONNECT_CALLER, line)
        assert case.callers[0].HasField("notice_due_at")
        handed = desk_pb.HandOverCaseRequest(reason_code="Y01", line=line, told="已转110")
        office.hotline.act(office.hotline.desk.HandOverCase, handed, case, "李值班")
        connect_onward(office, number, line)
        assert not office.case(number).callers[0].HasField("notice_due_at")

    def test_departments_do_not_record_connections(self, office: Office, server: RunningServer) -> None:
        case = office.case(office.call())
        connected = intake_pb.CONNECTION_RESULT_CONNECTED
        token = AUTHORITY.token("某人", [AccessRole.DEPARTMENT], TAXI)
        with connect(server.address, token) as department, pytest.raises(HotlineError) as refused:
            department.record_connection(case, TAXI, connected, actor="某人")
        assert refused.value.code is grpc.StatusCode.PERMISSION_DENIED


@pytest.mark.parametrize(
    ("means", "recorded"),
    [(desk_pb.ASSIGNMENT_MEANS_PHONE, "电话"), (desk_pb.ASSIGNMENT_MEANS_SLIP, "书面交办单"),
     (desk_pb.ASSIGNMENT_MEANS_UNSPECIFIED, "")],
)  # fmt: skip
def test_the_log_has_by_which_means_a_case_was_assigned(
    means: desk_pb.AssignmentMeans.ValueType, recorded: str, office: Office
) -> None:
    """R2.3: 电话或书面交办单."""
    number = office.call("你好在吗")
    request = desk_pb.AssignCaseRequest(
        context=office.context(number), designation=designation(TAXI), reason="研判", means=means
    )
    office.hotline.desk.AssignCase(request)
    (entry,) = (entry for entry in office.case(number).log if entry.act == act_pb2.ACT_ASSIGN)
    assert entry.details.get("means", "") == recorded
