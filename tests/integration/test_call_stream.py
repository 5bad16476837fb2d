"""Telephone switches stream many calls: each is registered once, an invalid call is rejected individually."""

import threading
import time
import uuid
from collections.abc import Iterator

import grpc
import pytest
from hotline.v1 import case_pb2, intake_service_pb2, intake_service_pb2_grpc
from hotline_client import Hotline
from hotline_server.ground.config import Settings
from hotline_server.runtime.server import RunningServer, start
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hotline import PATIENCE, SetClock, a_call, another_writer, connect, open_channel, thorough
from tests.office import Office
from tests.ports import free_port

Request = intake_service_pb2.RegisterCallRequest


def requests(count: int, content: str = "投诉出租车拒载还乱要价") -> list[Request]:
    return [Request(request_id=uuid.uuid4().hex, call=a_call(f"{content} {place}")) for place in range(count)]


@pytest.mark.parametrize("batch_size", [1, 7, 500])
@pytest.mark.each_database
def test_every_streamed_call_becomes_a_case(batch_size: int, hotline: Hotline) -> None:
    """R1.1 for switches."""
    sent = requests(60)
    results = {result.request_id: result for result in hotline.register_many(sent, batch_size)}
    assert set(results) == {request.request_id for request in sent}
    numbers = {result.registered.number for result in results.values()}
    assert len(numbers) == 60
    for request in sent[:5]:
        case = hotline.case(results[request.request_id].registered.number)
        assert case.call.content == request.call.content
        assert case.decision.outcome == results[request.request_id].registered.outcome


def test_a_streamed_emergency_is_recognised(hotline: Hotline) -> None:
    """R2.6."""
    sent = [*requests(3), Request(request_id="fire", call=a_call("我家楼下着火了,快来人"))]
    results = {result.request_id: result.registered for result in hotline.register_many(sent, 4)}
    assert results["fire"].outcome == case_pb2.OUTCOME_EMERGENCY
    assert results["fire"].urgency == case_pb2.URGENCY_CRITICAL
    assert results["fire"].reasons


def test_an_invalid_call_is_rejected_individually(hotline: Hotline) -> None:
    good = requests(2)
    used = hotline.register(a_call("另一个来电"), request_id="used")
    sent = [
        good[0],
        Request(request_id="empty", call=a_call(" ")),
        Request(request_id="none"),
        Request(request_id="used", call=a_call("和上次不一样")),
        good[1],
    ]
    results = {result.request_id: result for result in hotline.register_many(sent, 5)}
    assert all(results[request.request_id].registered.number for request in good)
    assert results["empty"].refusal.code == grpc.StatusCode.INVALID_ARGUMENT.value[0]
    assert [wrong.field for wrong in results["empty"].refusal.field_violations] == ["call.content"]
    assert [wrong.field for wrong in results["none"].refusal.field_violations] == ["call"]
    assert results["used"].refusal.code == grpc.StatusCode.ALREADY_EXISTS.value[0]
    assert used.number in results["used"].refusal.message


def test_a_message_with_too_many_calls_is_rejected_with_the_limit(server: RunningServer) -> None:
    with open_channel(server.address) as channel:
        stub = intake_service_pb2_grpc.IntakeServiceStub(channel)
        message = intake_service_pb2.RegisterCallsRequest(calls=requests(501))
        results = [result for response in stub.RegisterCalls(iter([message])) for result in response.results]
    refused = [result for result in results if result.HasField("refusal")]
    assert len(results) == 501
    assert [wrong.description for wrong in refused[0].refusal.field_violations] == ["一条消息最多 500 个来电"]


def test_an_empty_stream_ends(hotline: Hotline) -> None:
    assert list(hotline.register_many([])) == []


def test_a_call_sent_twice_in_one_stream_is_one_case(server: RunningServer) -> None:
    (request,) = requests(1)
    with open_channel(server.address) as channel:
        stub = intake_service_pb2_grpc.IntakeServiceStub(channel)
        message = intake_service_pb2.RegisterCallsRequest(calls=[request, request, request])
        results = [result for response in stub.RegisterCalls(iter([message])) for result in response.results]
    assert len(results) == 3
    assert len({result.registered.number for result in results}) == 1


@given(chunks=st.lists(st.integers(1, 9), min_size=1, max_size=5), twice=st.integers(0, 4))
@settings(max_examples=thorough(50), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_request_id_becomes_one_case_wherever_the_stream_breaks(
    chunks: list[int], twice: int, server: RunningServer, hotline: Hotline
) -> None:
    sent = requests(sum(chunks))
    again = sent[:twice]
    with open_channel(server.address) as channel:
        stub = intake_service_pb2_grpc.IntakeServiceStub(channel)

        def messages() -> Iterator[intake_service_pb2.RegisterCallsRequest]:
            rest = list(sent)
            for size in chunks:
                yield intake_service_pb2.RegisterCallsRequest(calls=rest[:size])
                del rest[:size]
            yield intake_service_pb2.RegisterCallsRequest(calls=again)

        results = [result for response in stub.RegisterCalls(messages()) for result in response.results]
    assert sorted(result.request_id for result in results) == sorted(r.request_id for r in sent + again)
    numbers: dict[str, set[str]] = {}
    for result in results:
        numbers.setdefault(result.request_id, set()).add(result.registered.number)
    assert all(len(of_one) == 1 for of_one in numbers.values())
    assert len({next(iter(of_one)) for of_one in numbers.values()}) == len(sent)


def test_a_client_that_vanishes_loses_no_call_that_arrived(office: Office, server: RunningServer) -> None:
    sent = requests(200)
    with open_channel(server.address) as channel:
        stub = intake_service_pb2_grpc.IntakeServiceStub(channel)
        more = threading.Event()

        def messages() -> Iterator[intake_service_pb2.RegisterCallsRequest]:
            yield intake_service_pb2.RegisterCallsRequest(calls=sent)
            more.wait(PATIENCE)

        stream = stub.RegisterCalls(messages())
        answered = {result.request_id: result.registered.number for result in next(stream).results}
        stream.cancel()
        more.set()
    for request in sent:
        known = answered.get(request.request_id)
        number = office.hotline.register(request.call, request_id=request.request_id).number
        assert known in (None, number)
    assert len(list(office.hotline.cases())) == 200


def test_a_client_that_vanishes_leaks_no_thread(server: RunningServer, database_url: str) -> None:
    """Send more calls than a stream may have in flight, and read no results."""
    with open_channel(server.address) as channel:
        stub = intake_service_pb2_grpc.IntakeServiceStub(channel)
        messages = [intake_service_pb2.RegisterCallsRequest(calls=requests(400)) for _ in range(4)]
        with another_writer(database_url):
            stream = stub.RegisterCalls(iter(messages))
            # It cannot be observed from outside that the reader thread has blocked.
            threading.Event().wait(1)
            assert _readers()
            stream.cancel()
    until = time.monotonic() + PATIENCE
    while _readers():
        assert time.monotonic() < until
        time.sleep(0.01)


def _readers() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "call-stream"]


def test_streams_over_the_limit_are_rejected_with_a_retry_delay(database_url: str, clock: SetClock) -> None:
    one_stream = Settings(listen="127.0.0.1:0", database=database_url, streams=1, round_seconds=3600)
    server = start(one_stream, clock)
    waiting = threading.Event()

    def held() -> Iterator[intake_service_pb2.RegisterCallsRequest]:
        yield intake_service_pb2.RegisterCallsRequest(calls=requests(1))
        waiting.wait(PATIENCE)

    with open_channel(server.address) as channel, connect(server.address) as hotline:
        stub = intake_service_pb2_grpc.IntakeServiceStub(channel)
        first = stub.RegisterCalls(held())
        next(first)
        with pytest.raises(grpc.RpcError) as refused:
            next(stub.RegisterCalls(iter([])))
        assert refused.value.code() is grpc.StatusCode.RESOURCE_EXHAUSTED
        assert hotline.register(a_call()).number
        waiting.set()
        assert list(first) == []
    server.stop(0)


def test_a_stream_that_breaks_is_opened_again_and_nothing_is_lost_or_doubled(
    database_url: str, clock: SetClock
) -> None:
    running = Settings(listen=f"127.0.0.1:{free_port()}", database=database_url, round_seconds=3600)
    first = start(running, clock)
    sent = requests(300)

    def slowly() -> Iterator[Request]:
        for place, request in enumerate(sent):
            if place == 150:
                halfway.set()
            time.sleep(0.001)
            yield request

    halfway = threading.Event()
    servers = [first]

    def replace() -> None:
        halfway.wait()
        servers[0].stop(0)
        servers.append(start(running, clock))

    replacing = threading.Thread(target=replace, daemon=True)
    replacing.start()
    with connect(first.address) as hotline:
        results = list(hotline.register_many(slowly(), 5))
        replacing.join()
        assert sorted(result.request_id for result in results) == sorted(request.request_id for request in sent)
        assert len({result.registered.number for result in results}) == 300
        assert len(list(hotline.cases())) == 300
    servers[1].stop(0)
