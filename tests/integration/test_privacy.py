"""Caller data is shown only where needed, and every access is logged."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import grpc
import prometheus_client
import pytest
from google.protobuf import message_factory, text_format
from google.protobuf.message import Message
from hotline.v1 import case_pb2, case_service_pb2
from hotline.v1 import department_service_pb2 as department_pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import inquiry_service_pb2 as inquiry_pb
from hotline_client import Hotline, HotlineError
from hotline_server.cli.main import app
from hotline_server.ground.config import Settings
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from tests.hotline import METHODS, PATIENCE, a_call, accesses, as_role, open_channel, refusal, thorough
from tests.office import TAXI, Office, answer
from tests.writings import KINDS, SOUNDED, digits, spelt, third_person

PROTECTIONS = ["asked for secrecy", "reports somebody", "asks for secrecy in words"]


def shown(message: Message) -> str:
    return text_format.MessageToString(message, as_utf8=True)


class TestMasking:
    def test_name_and_phone_are_masked_in_every_view_of_a_case(self, office: Office) -> None:
        number = office.call("我叫张三,电话138-0013-8000,投诉出租车拒载")
        case = office.case(number)
        assert (case.call.caller.name, case.call.caller.phone) == ("张*", "138****8000")
        assert case.call.content == "我叫〔已隐去〕,电话〔已隐去〕,投诉出租车拒载"
        assert case.call.caller.organisation == "云江钢厂"

    def test_the_registration_response_is_masked(self, hotline: Hotline) -> None:
        assert hotline.register(a_call()).call.caller.phone == "138****8000"

    @pytest.mark.each_database
    def test_a_case_is_found_by_its_full_phone_number(self, office: Office) -> None:
        number = office.call()
        office.call(phone="13900139000")
        found = office.hotline.cases(case_service_pb2.CaseFilter(phone="138 0013 8000"))
        assert [case.number for case in found] == [number]


class TestPhones:
    """A caller is found in whatever way the number is asked, and no number is left in the clear (R1.1, R8.5)."""

    @pytest.mark.parametrize(
        "asked",
        [
            "84510012",
            "0731-84510012",
            "+86 731 8451 0012",
            "tel:84510012;phone-context=+86731",
            "84510012转801",
            "８４５１００１２",
        ],
    )
    def test_a_caller_from_a_landline_with_an_extension_is_found(self, office: Office, asked: str) -> None:
        number = office.call("我座机84510012转801,投诉出租车拒载", phone="0731-84510012-801")
        found = office.hotline.cases(case_service_pb2.CaseFilter(phone=asked))
        assert [case.number for case in found] == [number]
        told = office.hotline.inquiry.DescribeCasesOfCaller(inquiry_pb.DescribeCasesOfCallerRequest(phone=asked)).spoken
        assert len(told) == 1
        assert "8451" not in shown(office.case(number))
        assert office.hotline.caller(number, "回访").caller.phone == "+8673184510012;ext=801"

    def test_a_withheld_number_is_none(self, office: Office) -> None:
        case = office.case(office.call(phone="anonymous"))
        assert case.call.caller.phone == ""

    def test_a_number_that_cannot_be_called_back_is_hidden_where_it_was_noted(self, office: Office) -> None:
        number = office.call("投诉出租车拒载还乱要价\n(来电号码:845100)")
        assert "845100" not in office.case(number).call.content


class TestRevealing:
    def test_an_operator_reveals_a_caller_and_the_reason_is_logged(self, office: Office, server: RunningServer) -> None:
        number = office.call("我叫张三,投诉出租车拒载")
        with as_role(server, AccessRole.OPERATOR) as operator:
            call = operator.caller(number, "回访")
        assert (call.caller.name, call.caller.phone) == ("张三", "+8613800138000")
        assert call.content == "我叫张三,投诉出租车拒载"
        entry = accesses(office.hotline, case_number=number)[0]
        assert (entry.identity, entry.rpc, entry.reason) == ("某人", "CaseService/RevealCaller", "回访")

    @pytest.mark.parametrize("reason", ["", " ", "因" * 201])
    def test_revealing_a_caller_requires_a_reason(self, office: Office, reason: str) -> None:
        number = office.call()
        with pytest.raises(HotlineError) as refused:
            office.hotline.caller(number, reason)
        assert set(refused.value.violations) == {"reason"}

    def test_a_call_of_another_case_is_not_revealed(self, office: Office) -> None:
        number, other = office.call(), office.call("楼下烧烤店油烟太大,环保局也没来,投诉", phone="13900139000")
        with pytest.raises(HotlineError) as refused:
            office.hotline.caller(number, "回访", office.case(other).callers[0].call_id)
        assert set(refused.value.violations) == {"call_id"}

    def test_a_joined_call_is_revealed_by_its_own_id(self, office: Office) -> None:
        main = office.call()
        joined = office.call(phone="13900139000")
        office.hotline.desk.JoinCases(
            desk_pb.JoinCasesRequest(context=office.context(joined), into_number=main, reason="同一件事")
        )
        second = office.case(main).callers[1].call_id
        assert office.hotline.caller(main, "答复", second).caller.phone == "+8613900139000"

    @pytest.mark.parametrize("protection", PROTECTIONS)
    def test_only_the_desk_lead_reveals_a_protected_caller(
        self, office: Office, server: RunningServer, protection: str
    ) -> None:
        number = office.hotline.register(protected_call(protection)).number
        with as_role(server, AccessRole.OPERATOR) as operator:
            with pytest.raises(HotlineError, match="值班长") as refused:
                operator.caller(number, "回访")
            assert refused.value.code is grpc.StatusCode.FAILED_PRECONDITION
        with as_role(server, AccessRole.DESK_LEAD) as lead:
            assert lead.caller(number, "核实").caller.name == "张三"

    def test_only_the_desk_lead_reveals_the_caller_of_a_closed_case(
        self, office: Office, server: RunningServer
    ) -> None:
        number = office.answered()
        office.close(number)
        with as_role(server, AccessRole.OPERATOR) as operator, pytest.raises(HotlineError, match="不需再联系"):
            operator.caller(number, "回访")
        with as_role(server, AccessRole.DESK_LEAD) as lead:
            assert lead.caller(number, "来信复查").caller.phone

    def test_a_department_reveals_the_caller_only_while_it_handles_the_case(
        self, office: Office, server: RunningServer
    ) -> None:
        number = office.call()
        request = department_pb.DepartmentServiceRevealCallerRequest(department=TAXI, number=number, reason="现场见面")
        with as_role(server, AccessRole.DEPARTMENT, TAXI) as department:
            assert department.departments.RevealCaller(request).call.caller.phone == "+8613800138000"
            office.accept(number)
            office.reply(number)
            office.review(number)
            refused = refusal(lambda: department.departments.RevealCaller(request))
        assert refused.code is grpc.StatusCode.FAILED_PRECONDITION
        assert accesses(office.hotline, case_number=number, identity="某人")[0].reason == "现场见面"


def protected_call(protection: str, content: str = "投诉出租车拒载还乱要价", **caller: Any) -> case_pb2.Call:
    call = a_call(content)
    call.caller.MergeFrom(case_pb2.Caller(**caller))
    if protection == "asked for secrecy":
        call.caller.confidential = True
    elif protection == "reports somebody":
        call.request_type = case_pb2.REQUEST_TYPE_ACCUSATION
    else:
        call.content += ",请为我保密"
    return call


class TestDepartments:
    """A department sees its own assignments, and nothing of a caller who makes an accusation or asked for secrecy."""

    def test_a_cohandler_does_not_see_the_lead_departments_acts(self, office: Office, server: RunningServer) -> None:
        number = office.call("楼下烧烤店油烟太大,环保局也没来,投诉")
        case = office.case(number)
        lead, cohandler = case.assignments[0].department, case.assignments[1].department
        office.accept(number, lead)
        office.accept(number, cohandler)
        office.reply(number, cohandler, "协办的结果")
        request = department_pb.GetAssignedCaseRequest
        with as_role(server, AccessRole.DEPARTMENT, cohandler) as other:
            seen = other.departments.GetAssignedCase(request(department=cohandler, number=number)).case
            assert {one.department for one in seen.assignments} == {cohandler}
            assert {entry.department for entry in seen.log} <= {"", cohandler}
        with as_role(server, AccessRole.DEPARTMENT, lead) as leading:
            seen = leading.departments.GetAssignedCase(request(department=lead, number=number)).case
            assert "协办的结果" in {one.reply for one in seen.assignments}, "the lead gathers what the others replied"

    def test_a_number_that_a_caller_says_is_theirs_is_shown_to_staff_alone(
        self, office: Office, server: RunningServer
    ) -> None:
        number = office.call("我是张三,手机13912345678,投诉出租车司机拒载,他的电话13700137000")
        assert "13912345678" in office.case(number).call.content
        with as_role(server, AccessRole.DEPARTMENT, TAXI) as taxi:
            request = department_pb.GetAssignedCaseRequest(department=TAXI, number=number)
            said = taxi.departments.GetAssignedCase(request).case.call.content
        assert said == "我是〔已隐去〕,手机〔已隐去〕,投诉出租车司机拒载,他的电话13700137000"

    @pytest.mark.each_database
    def test_a_protected_caller_of_a_joined_call_is_hidden(self, office: Office, server: RunningServer) -> None:
        main = office.call()
        joined = protected_call("reports somebody", name="诸葛孔明", phone="13712345678", organisation="第二钢铁厂")
        number = office.hotline.register(joined).number
        careless = "诸葛孔明(第二钢铁厂,137-1234-5678)说的是同一件事"
        office.hotline.desk.JoinCases(
            desk_pb.JoinCasesRequest(context=office.context(number), into_number=main, reason=careless)
        )
        with as_role(server, AccessRole.DEPARTMENT, TAXI) as client:
            pb = department_pb
            seen = shown(client.departments.GetAssignedCase(pb.GetAssignedCaseRequest(department=TAXI, number=main)))
            seen += shown(client.departments.ListAssignedCases(pb.ListAssignedCasesRequest(department=TAXI)))
        assert "说的是同一件事" in seen
        assert [mark for mark in ("诸葛孔明", "钢铁厂", "137-1234-5678") if mark in seen] == []
        assert "诸葛孔明" not in shown(office.case(main)), "staff see the name masked like any other"

    @settings(max_examples=thorough(100), suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        protection=st.sampled_from(PROTECTIONS),
        name=st.sampled_from([*SOUNDED, "张卫国", "李秀英", "欧阳震华", "王芳", "覃小明", "王龑"]),
        phone=st.from_regex(r"1[3-9]\d{9}", fullmatch=True),
        organisation=st.sampled_from(["云江第二钢铁厂", "晨曦幼儿园"]),
        kind=st.sampled_from([kind for kind in KINDS if kind != "name"]),
        seed=st.integers(0, 1000),
    )
    def test_nothing_sent_to_a_department_identifies_a_protected_caller(
        self,
        office: Office,
        server: RunningServer,
        capfd: pytest.CaptureFixture[str],
        protection: str,
        name: str,
        phone: str,
        organisation: str,
        kind: str,
        seed: int,
    ) -> None:
        chance = random.Random(seed)
        written, spelling, secret = digits(phone, chance), spelt(name, chance), KINDS[kind](chance)
        told, third = third_person(chance)
        said = chance.choice(
            [
                f"我叫{spelling},电话{written},在{organisation}上班,{secret},举报出租车公司拒载",
                f"举报出租车拒载,联系人:{spelling},手机 {written},单位{organisation},{secret}",
                f"出租车拒载。{organisation} {spelling} {written} {secret} ",
            ]
        )
        said = f"{said}。{told}"
        call = protected_call(protection, said, name=name, phone=phone, organisation=organisation)
        call.recording = f"{phone}.wav"
        number = office.register_harmless(call, said)
        # Staff who carelessly write names into free text.
        careless = f"{spelling}({written},{organisation},{secret})反映的情况属实,{told}"
        if office.case(number).state == case_pb2.CASE_STATE_REGISTERED:
            office.assign(number, case_pb2.Designation(lead_department=TAXI, deadline_working_days=5), careless)
        department = office.case(number).decision.lead_department.name
        marks = [name, spelling, phone, written, organisation, secret, third, third[1:]]
        with as_role(server, AccessRole.DEPARTMENT, department) as client:
            seen = "\n".join(everything_for(client, office, department, number, careless))
        printed = capfd.readouterr()
        seen += printed.out + printed.err
        seen += metric_names()
        assert seen.count(number) > 5, "too little is shown to tell anything"
        assert [mark for mark in marks if mark in seen] == []


def metric_names() -> str:
    """Return the names and labels of all metrics; a value, such as 1.1300000000000001 s, may look like a phone."""
    samples = (sample for metric in prometheus_client.REGISTRY.collect() for sample in metric.samples)
    return "\n".join(f"{sample.name} {sample.labels}" for sample in samples)


def everything_for(client: Hotline, office: Office, department: str, number: str, careless: str) -> Iterator[str]:
    """Yield everything a department receives about a case: responses, streams, errors."""
    pb, stub = department_pb, client.departments

    def context() -> case_pb2.ActContext:
        return case_pb2.ActContext(number=number, etag=office.hotline.case(number).etag)

    def attempt(act: Callable[[], Message]) -> str:
        try:
            return shown(act())
        except grpc.RpcError as error:
            return f"{error}{error.trailing_metadata()}"

    yield attempt(lambda: stub.AcceptAssignment(pb.AcceptAssignmentRequest(context=context(), department=department)))
    yield attempt(
        lambda: stub.SubmitProgress(
            pb.SubmitProgressRequest(context=context(), department=department, progress="已到现场")
        )
    )
    yield attempt(
        lambda: stub.AskExtension(
            pb.AskExtensionRequest(context=context(), department=department, working_days=3, reason="难度大")
        )
    )
    # The desk skips acts that joined calls about the same matter make illegal.
    attempt(
        lambda: office.hotline.desk.DecideExtension(
            desk_pb.DecideExtensionRequest(
                context=office.context(number),
                department=department,
                decision=desk_pb.EXTENSION_DECISION_GRANTED,
                reason=careless,
            )
        )
    )
    attempt(
        lambda: office.hotline.desk.SuperviseAssignment(
            desk_pb.SuperviseAssignmentRequest(
                context=office.context(number), department=department, reason=careless, working_days=2
            )
        )
    )
    stale = case_pb2.ActContext(number=number, etag="1")
    yield attempt(lambda: stub.SubmitReply(pb.SubmitReplyRequest(context=stale, department=department, reply="办好了")))
    yield attempt(
        lambda: stub.SubmitReply(pb.SubmitReplyRequest(context=context(), department=department, reply="办好了"))
    )
    attempt(lambda: office.review(number, careless, days=2))
    yield attempt(lambda: stub.ListAssignedCases(pb.ListAssignedCasesRequest(department=department)))
    yield attempt(lambda: stub.GetAssignedCase(pb.GetAssignedCaseRequest(department=department, number=number)))
    yield attempt(
        lambda: stub.RevealCaller(
            pb.DepartmentServiceRevealCallerRequest(department=department, number=number, reason="想知道")
        )
    )
    positions = [entry.position for entry in office.case(number).log if entry.department == department]
    last, before = max(positions), min(positions) - 1
    watch = stub.WatchAssignments(pb.WatchAssignmentsRequest(department=department, after_position=before))
    for news in watch:
        yield shown(news)
        if news.entry.position >= last:
            break
    watch.cancel()


class TestEveryRpc:
    """No rpc except the revealing ones returns a name or phone number."""

    def test_no_response_stream_or_error_identifies_the_caller(self, office: Office, server: RunningServer) -> None:
        call = a_call("我叫诸葛孔明,电话137-1234-5678,投诉出租车拒载还乱要价", phone="13712345678")
        call.caller.name = "诸葛孔明"
        call.recording = "13712345678.wav"
        number = office.register_harmless(call, call.content)
        office.hotline.register(a_call("出租车又拒载", phone="13712345678"))
        careless = "诸葛孔明13712345678说的"
        office.accept(number)
        office.reply(number, text=careless)
        shown_by = {}
        with open_channel(server.address) as channel:
            for name, method in METHODS.items():
                request: Any = message_factory.GetMessageClass(method.input_type)()
                fill(request, office, number, careless)
                shown_by[name] = answer_to(channel, name, method, request)
        for name, text in shown_by.items():
            if not name.endswith("/RevealCaller"):
                assert [mark for mark in ("诸葛孔明", "137-1234-5678", "13712345678") if mark in text] == [], name
        assert "诸葛孔明" in shown_by["/hotline.v1.CaseService/RevealCaller"]
        assert sum(number in text for text in shown_by.values()) >= 8, "too few show the case to tell anything"

    def test_an_export_identifies_no_caller(self, office: Office, settings: Settings, tmp_path: Path) -> None:
        call = a_call(phone="13712345678")
        call.caller.name = "诸葛孔明"
        office.hotline.register(call)
        copy = tmp_path / "copy.db"
        result = CliRunner().invoke(app, ["database", "backup", str(copy), "--database", settings.database])
        assert result.exit_code == 0, result.output
        content = copy.read_bytes()
        assert "诸葛孔明".encode() not in content
        assert b"13712345678" not in content


def fill(request: Any, office: Office, number: str, said: str) -> None:
    """Fill a request so that it passes validation: an existing case, a department, careless text."""
    for field in request.DESCRIPTOR.fields:
        if field.name == "context":
            request.context.CopyFrom(office.context(number))
        elif field.name == "call":
            request.call.CopyFrom(a_call(said, phone="13712345678"))
            request.call.caller.name = "诸葛孔明"
        elif field.enum_type and not field.is_repeated:
            setattr(request, field.name, 1)
        elif field.name in ("reason", "findings", "result", "requirements", "question", "instruction", "progress"):
            setattr(request, field.name, said)
        elif field.name in ("number", "case_number", "phone", "department", "request_id"):
            known = {"phone": "13712345678", "department": TAXI, "request_id": "another"}
            setattr(request, field.name, known.get(field.name, number))
        elif field.name == "include_log":
            request.include_log = True


def answer_to(channel: grpc.Channel, name: str, method: Any, request: Any) -> str:
    """Return everything an rpc responds with, as text."""
    parse = message_factory.GetMessageClass(method.output_type).FromString
    serialize: Any = lambda sent: sent.SerializeToString()  # noqa: E731
    seen: list[Any] = []
    try:
        if method.client_streaming:
            seen += channel.stream_stream(name, serialize, parse)(iter([request]), timeout=PATIENCE)
        elif method.server_streaming:
            for news in channel.unary_stream(name, serialize, parse)(request, timeout=0.5):
                seen.append(news)
        else:
            seen.append(channel.unary_unary(name, serialize, parse)(request, timeout=PATIENCE))
    except grpc.RpcError as error:
        seen.append(f"{error}{error.trailing_metadata()}")
    return "\n".join(one if isinstance(one, str) else shown(one) for one in seen)


def test_answers_by_staff_are_masked_in_the_log(office: Office) -> None:
    number = office.call("请问租房怎么提取公积金")
    office.answer_directly(number, "张三您好(13800138000),可以提取", "他叫张三")
    office.call("投诉出租车拒载还乱要价")
    assigned = office.call("投诉出租车乱收费,拒载")
    office.accept(assigned)
    office.reply(assigned, text="已联系张三(13800138000),本人满意")
    office.review(assigned)
    office.answer(assigned, answer("张三您好,已经办好"))
    text = shown(office.case(assigned)) + shown(office.case(number))
    assert "张三" not in text
    assert "13800138000" not in text
