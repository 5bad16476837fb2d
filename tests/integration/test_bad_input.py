"""Invalid input is rejected with a status that names the field, and nothing is stored."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import grpc
import pytest
from hotline.v1 import (
    case_pb2,
    case_service_pb2,
    case_service_pb2_grpc,
    intake_service_pb2,
    intake_service_pb2_grpc,
)
from hotline_client import Hotline, HotlineError
from hotline_server.ground.characters import normalise
from hotline_server.runtime.server import RunningServer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hotline import MONDAY, a_call, connect, open_channel, thorough

pytestmark = pytest.mark.each_database

Spoil = Callable[[case_pb2.Call], object]


@pytest.fixture
def channel(server: RunningServer) -> Iterator[grpc.Channel]:
    with open_channel(server.address) as channel:
        yield channel


def refusal(call: Callable[[], object]) -> HotlineError:
    with pytest.raises(grpc.RpcError) as caught:
        call()
    return HotlineError.from_rpc(caught.value)


@pytest.mark.parametrize(
    ("field", "says", "spoil"),
    [
        ("call.content", "不能为空", lambda call: call.ClearField("content")),
        ("call.content", "不能为空", lambda call: setattr(call, "content", " \n ")),
        ("call.content", "上限是 10000", lambda call: setattr(call, "content", "长" * 350_000)),
        ("call.content", "U+0000", lambda call: setattr(call, "content", "公交\0不来")),
        ("call.content", "U+001B", lambda call: setattr(call, "content", "公交\x1b[31m")),
        ("call.subject", "上限", lambda call: setattr(call, "subject", "长" * 201)),
        ("call.caller.phone", "号码", lambda call: setattr(call.caller, "phone", "电话号码")),
        ("call.caller.phone", "号码", lambda call: setattr(call.caller, "phone", "138001380")),
        ("call.caller.name", "U+0007", lambda call: setattr(call.caller, "name", "张\a三")),
        ("call.content", "U+FFFF", lambda call: setattr(call, "content", "公交\uffff不来")),
        ("call.address", "U+1FFFE", lambda call: setattr(call, "address", "东湖\U0001fffe区")),
        (
            "call.received_at",
            "晚于现在",
            lambda call: call.received_at.FromDatetime(MONDAY + timedelta(hours=1)),
        ),
        (
            "call.received_at",
            "366 天",
            lambda call: call.received_at.FromDatetime(MONDAY - timedelta(days=367)),
        ),
        ("call.received_at", "有效的时间", lambda call: setattr(call.received_at, "seconds", 2**62)),
        ("call.received_at", "年份", lambda call: setattr(call.received_at, "seconds", -(10**10))),
        ("call.channel", "CHANNEL_PHONE", lambda call: setattr(call, "channel", 99)),
        ("call.request_type", "REQUEST_TYPE_HELP", lambda call: setattr(call, "request_type", -1)),
        ("call.district", "目录里没有", lambda call: setattr(call, "district", "火星")),
    ],
)
def test_an_invalid_field_is_named_and_nothing_is_stored(field: str, says: str, spoil: Spoil, hotline: Hotline) -> None:
    call = a_call()
    spoil(call)
    with pytest.raises(HotlineError) as refused:
        hotline.register(call)
    assert refused.value.code is grpc.StatusCode.INVALID_ARGUMENT
    assert list(refused.value.violations) == [field]
    assert says in refused.value.violations[field]
    assert list(hotline.cases()) == []
    assert hotline.register(a_call()).number.endswith("-000001")


def test_a_line_broken_by_hand_in_a_word_processor_is_a_newline(hotline: Hotline) -> None:
    call = a_call("一、公交不来\x0b二、站牌倒了\r\n三、没有座位", subject="e\u0301")
    stored = hotline.case(hotline.register(call).number).call
    assert (stored.content, stored.subject) == ("一、公交不来\n二、站牌倒了\n三、没有座位", "\u00e9")


def test_a_text_is_measured_as_it_is_stored(hotline: Hotline) -> None:
    """Two characters that are one in NFC count once."""
    assert hotline.register(a_call(subject="e\u0301" * 200)).number


def test_text_that_is_no_utf8_is_refused_by_its_path(channel: grpc.Channel, hotline: Hotline) -> None:
    sent = intake_service_pb2.RegisterCallRequest(request_id="1", call=a_call("公交不来")).SerializeToString()
    raw: grpc.UnaryUnaryMultiCallable[bytes, bytes] = channel.unary_unary("/hotline.v1.IntakeService/RegisterCall")
    refused = refusal(lambda: raw(sent.replace("公".encode(), b"\xed\xa0\x80")))
    assert refused.code is grpc.StatusCode.INVALID_ARGUMENT
    assert list(refused.violations) == ["call.content"]
    assert list(hotline.cases()) == []


def test_a_request_without_id_or_call_is_rejected(channel: grpc.Channel) -> None:
    stub = intake_service_pb2_grpc.IntakeServiceStub(channel)
    no_id = refusal(lambda: stub.RegisterCall(intake_service_pb2.RegisterCallRequest(call=a_call())))
    assert list(no_id.violations) == ["request_id"]
    no_call = refusal(lambda: stub.RegisterCall(intake_service_pb2.RegisterCallRequest(request_id="1")))
    assert list(no_call.violations) == ["call"]


def test_malformed_bytes_are_rejected(channel: grpc.Channel, hotline: Hotline) -> None:
    raw: grpc.UnaryUnaryMultiCallable[bytes, bytes] = channel.unary_unary("/hotline.v1.IntakeService/RegisterCall")
    assert refusal(lambda: raw(b"\xff\xff\xff")).code in (
        grpc.StatusCode.INTERNAL,
        grpc.StatusCode.INVALID_ARGUMENT,
    )
    assert hotline.register(a_call()).number


def test_a_message_over_the_size_limit_is_rejected(hotline: Hotline) -> None:
    with pytest.raises(HotlineError) as refused:
        hotline.register(a_call("长" * 2_000_000))
    assert refused.value.code is grpc.StatusCode.RESOURCE_EXHAUSTED


def test_an_unknown_rpc_is_unimplemented(channel: grpc.Channel) -> None:
    raw: grpc.UnaryUnaryMultiCallable[bytes, bytes] = channel.unary_unary("/hotline.v1.IntakeService/Forget")
    assert refusal(lambda: raw(b"")).code is grpc.StatusCode.UNIMPLEMENTED


@pytest.mark.parametrize("number", ["", "1", "20261123", "20261123-1", "'; drop table hotline_case"])
def test_an_invalid_case_number_is_rejected(number: str, unchanged_server: RunningServer) -> None:
    with connect(unchanged_server.address) as hotline, pytest.raises(HotlineError) as refused:
        hotline.case(number)
    assert refused.value.code is grpc.StatusCode.INVALID_ARGUMENT
    assert list(refused.value.violations) == ["number"]


def test_an_unknown_case_is_not_found(hotline: Hotline) -> None:
    with pytest.raises(HotlineError) as refused:
        hotline.case("20261123-999999")
    assert refused.value.code is grpc.StatusCode.NOT_FOUND


@pytest.mark.parametrize(
    ("field", "request_"),
    [
        ("page_size", case_service_pb2.ListCasesRequest(page_size=-1)),
        ("page_size", case_service_pb2.ListCasesRequest(page_size=201)),
        ("page_token", case_service_pb2.ListCasesRequest(page_token="猜的")),
        ("page_token", case_service_pb2.ListCasesRequest(page_token="WzEsICJ4Il0=")),
        ("page_token", case_service_pb2.ListCasesRequest(page_token="bnVsbA==")),
        ("filter.states", case_service_pb2.ListCasesRequest(filter={"states": [99]})),  # type: ignore[arg-type]
        ("filter.outcomes", case_service_pb2.ListCasesRequest(filter={"outcomes": [0]})),  # type: ignore[arg-type]
        ("filter.awaited", case_service_pb2.ListCasesRequest(filter={"awaited": 9})),  # type: ignore[arg-type]
        ("filter.min_urgency", case_service_pb2.ListCasesRequest(filter={"min_urgency": 9})),  # type: ignore[arg-type]
        ("filter.phone", case_service_pb2.ListCasesRequest(filter={"phone": "abc"})),  # type: ignore[arg-type]
        ("filter.district", case_service_pb2.ListCasesRequest(filter={"district": "火星"})),  # type: ignore[arg-type]
        (
            "filter.registered_from",
            case_service_pb2.ListCasesRequest(filter={"registered_from": {"seconds": 2**62}}),  # type: ignore[arg-type]
        ),
    ],
)
def test_an_invalid_list_request_is_rejected(
    field: str, request_: case_service_pb2.ListCasesRequest, unchanged_server: RunningServer
) -> None:
    with open_channel(unchanged_server.address) as channel:
        stub = case_service_pb2_grpc.CaseServiceStub(channel)
        refused = refusal(lambda: stub.ListCases(request_))
    assert refused.code is grpc.StatusCode.INVALID_ARGUMENT
    assert list(refused.violations) == [field]


def test_a_page_token_belongs_to_its_filter(channel: grpc.Channel, hotline: Hotline) -> None:
    for _ in range(3):
        hotline.register(a_call())
    stub = case_service_pb2_grpc.CaseServiceStub(channel)
    token = stub.ListCases(case_service_pb2.ListCasesRequest(page_size=1)).next_page_token
    other = case_service_pb2.ListCasesRequest(filter=case_service_pb2.CaseFilter(category="交通运输"), page_token=token)
    assert list(refusal(lambda: stub.ListCases(other)).violations) == ["page_token"]


def test_pages_contain_every_case_once_while_calls_arrive(channel: grpc.Channel, hotline: Hotline) -> None:
    numbers = [hotline.register(a_call()).number for _ in range(7)]
    stub = case_service_pb2_grpc.CaseServiceStub(channel)
    request = case_service_pb2.ListCasesRequest(page_size=3)
    seen: list[str] = []
    while True:
        page = stub.ListCases(request)
        seen += [case.number for case in page.cases]
        hotline.register(a_call())
        if not page.next_page_token:
            break
        request.page_token = page.next_page_token
    assert seen == numbers[::-1]


@settings(max_examples=thorough(300), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.text(max_size=300),
    phone=st.text(max_size=20),
    district=st.text(max_size=5),
    channel=st.integers(-5, 20),
)
def test_no_call_is_lost_or_invented(content: str, phone: str, district: str, channel: int, hotline: Hotline) -> None:
    """Whatever is sent, either a case is there afterwards that holds it, or a field was named."""
    call = case_pb2.Call(content=content, caller={"phone": phone}, district=district)  # type: ignore[arg-type]
    call.channel = channel  # type: ignore[assignment]
    before = newest(hotline)
    try:
        stored = hotline.case(hotline.register(call).number)
    except HotlineError as refused:
        assert refused.code is grpc.StatusCode.INVALID_ARGUMENT
        assert refused.violations
        assert newest(hotline) == before
    else:
        assert stored.call.content == normalise(content).strip()
        assert newest(hotline) == before + 1


def newest(hotline: Hotline) -> int:
    """Return the place of the newest case among those of its day, which are numbered without gaps; 0 for none."""
    return next((int(case.number[-6:]) for case in hotline.cases()), 0)
