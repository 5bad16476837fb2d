"""Load shedding: ordinary calls are rejected with a retry delay, emergencies are accepted."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc
import pytest
from google.rpc import error_details_pb2
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc
from grpc_status import rpc_status
from hotline.v1 import (
    attachment_service_pb2,
    attachment_service_pb2_grpc,
    case_pb2,
    case_service_pb2,
    intake_service_pb2,
    intake_service_pb2_grpc,
)
from hotline_client import Hotline
from hotline_server.api.guards.stream_limits import CONTRACTS, DOWNLOADS
from hotline_server.ground.config import Settings
from hotline_server.runtime.server import RunningServer, start

from tests.hotline import (
    EVERYBODY,
    PATIENCE,
    SUSPICIOUS,
    SetClock,
    a_call,
    another_writer,
    connect,
    eventually,
    open_channel,
)
from tests.integration.test_archive import PDF, upload

pytestmark = pytest.mark.each_database

QUEUE = 4


@pytest.fixture
def crowded(database_url: str, clock: SetClock) -> Iterator[RunningServer]:
    """Start a server with a low limit on in-flight requests."""
    server = start(Settings(listen="127.0.0.1:0", database=database_url, queue=QUEUE, round_seconds=3600), clock)
    yield server
    server.stop(0)


def send(address: str, call: case_pb2.Call, request_id: str) -> case_pb2.Case:
    with open_channel(address) as channel:
        stub = intake_service_pb2_grpc.IntakeServiceStub(channel)
        request = intake_service_pb2.RegisterCallRequest(request_id=request_id, call=call)
        return stub.RegisterCall(request, timeout=PATIENCE).case


def test_calls_wait_while_another_process_locks_the_database(crowded: RunningServer, database_url: str) -> None:
    with ThreadPoolExecutor(2) as callers:
        with another_writer(database_url):
            waiting = [callers.submit(send, crowded.address, a_call(), f"call-{place}") for place in range(2)]
            assert not any(one.done() for one in waiting)
        assert all(one.result().number for one in waiting)


def test_ordinary_calls_are_shed_with_a_retry_delay_and_emergencies_are_not(
    crowded: RunningServer, database_url: str
) -> None:
    """R2.6: an emergency is never shed because of other load."""
    fire = a_call("我家楼下着火了,快来人")
    marked = a_call("这里的情况说不清", marked_urgent=True)
    refused: list[grpc.RpcError] = []
    first_refusal = threading.Event()

    def ordinary(place: int) -> str | None:
        try:
            return send(crowded.address, a_call(), f"call-{place}").number
        except grpc.RpcError as error:
            refused.append(error)
            first_refusal.set()
            return None

    with ThreadPoolExecutor(40) as callers:
        with another_writer(database_url):
            sent = [callers.submit(ordinary, place) for place in range(QUEUE + 16)]
            assert first_refusal.wait(PATIENCE)
            urgent = [
                callers.submit(send, crowded.address, call, f"urgent-{place}")
                for place, call in enumerate((fire, marked, fire, marked))
            ]
        taken = [one.result() for one in sent if one.result()]
        cases = [one.result() for one in urgent]
    assert len(taken) + len(refused) == QUEUE + 16
    assert len(taken) >= QUEUE
    assert [case.decision.outcome for case in cases] == [case_pb2.OUTCOME_EMERGENCY] * 4
    for error in refused:
        assert error.code() is grpc.StatusCode.RESOURCE_EXHAUSTED
        (detail,) = rpc_status.from_call(error).details
        retry = error_details_pb2.RetryInfo()
        assert detail.Unpack(retry)
        assert retry.retry_delay.seconds >= 1
    with connect(crowded.address) as hotline:
        assert len(list(hotline.cases())) == len(taken) + len(cases)


@pytest.mark.usefixtures("suspicious_reading")
def test_suspected_dangers_and_answers_about_them_are_never_shed(crowded: RunningServer, database_url: str) -> None:
    """R2.6."""
    with connect(crowded.address) as hotline, ThreadPoolExecutor(40) as callers:
        asked = hotline.register(a_call(SUSPICIOUS))
        shed = threading.Event()

        def ordinary(place: int) -> None:
            try:
                send(crowded.address, a_call(), f"call-{place}")
            except grpc.RpcError:
                shed.set()

        with another_writer(database_url):
            for place in range(QUEUE + 16):
                callers.submit(ordinary, place)
            assert shed.wait(PATIENCE)
            suspected = callers.submit(send, crowded.address, a_call(SUSPICIOUS), "suspected")
            danger = intake_service_pb2.DANGER_ANSWER_DANGER
            answered = callers.submit(hotline.answer_question, asked, danger, actor="0712", retry_timeout=0)
        assert suspected.result().HasField("open_question")
        assert answered.result().state == case_pb2.CASE_STATE_VERIFYING


def test_reads_are_shed_before_emergency_calls(crowded: RunningServer, database_url: str) -> None:
    def read_until_refused(hotline: Hotline) -> grpc.StatusCode:
        for _ in range(1000):
            try:
                hotline._cases.ListCases(case_service_pb2.ListCasesRequest(), timeout=0.1)
            except grpc.RpcError as error:
                # Accesses are logged before they are answered, so admitted reads wait for the database too.
                if error.code() is not grpc.StatusCode.DEADLINE_EXCEEDED:
                    return error.code()
        return grpc.StatusCode.OK

    with connect(crowded.address) as hotline, ThreadPoolExecutor(40) as callers:
        with another_writer(database_url):
            sent = [callers.submit(hotline.register, a_call(), f"call-{place}") for place in range(QUEUE * 2)]
            assert read_until_refused(hotline) is grpc.StatusCode.RESOURCE_EXHAUSTED
            fire = callers.submit(send, crowded.address, a_call("我家楼下着火了,快来人"), "fire")
        assert fire.result().decision.outcome == case_pb2.OUTCOME_EMERGENCY
        assert all(one.result().number for one in sent)


def test_health_checks_are_answered_while_every_thread_is_busy(database_url: str, clock: SetClock) -> None:
    server = start(Settings(listen="127.0.0.1:0", database=database_url, workers=1, round_seconds=3600), clock)
    with open_channel(server.address) as channel, ThreadPoolExecutor(100) as callers:
        with another_writer(database_url):
            waiting = [callers.submit(send, server.address, a_call(), f"call-{place}") for place in range(100)]
            health = health_pb2_grpc.HealthStub(channel)
            for _ in range(20):
                status = health.Check(health_pb2.HealthCheckRequest(), timeout=8).status
                assert status == health_pb2.HealthCheckResponse.SERVING
        assert all(one.result().number for one in waiting)
    server.stop(0)


def test_stalled_downloads_and_idle_reflection_streams_do_not_starve_calls(
    hotline: Hotline, server: RunningServer
) -> None:
    number = hotline.register(a_call()).number
    upload(hotline, number, PDF + bytes(2_000_000))
    # A client with the smallest possible receive window.
    with grpc.insecure_channel(server.address, options=[("grpc.http2.bdp_probe", 0)]) as stalled:
        attachments = attachment_service_pb2_grpc.AttachmentServiceStub(stalled)
        wanted = attachment_service_pb2.DownloadAttachmentRequest(number=number, position=1)
        token = (("authorization", f"Bearer {EVERYBODY}"),)
        downloads: list[Any] = [attachments.DownloadAttachment(wanted, metadata=token) for _ in range(60)]
        reflection = reflection_pb2_grpc.ServerReflectionStub(stalled)
        queries = threading.Event()
        contracts: list[Any] = [reflection.ServerReflectionInfo(_idle_requests(queries)) for _ in range(60)]
        for streams, taken in ((downloads, DOWNLOADS), (contracts, CONTRACTS)):
            for attempt in eventually():
                with attempt:
                    refused = [stream for stream in streams if stream.done()]
                    assert len(refused) == 60 - taken
            assert {stream.code() for stream in refused} == {grpc.StatusCode.RESOURCE_EXHAUSTED}
        assert hotline.register(a_call()).number
        queries.set()


def _idle_requests(until: threading.Event) -> Iterator[reflection_pb2.ServerReflectionRequest]:
    until.wait(PATIENCE)
    yield from ()


def test_a_shed_call_is_registered_on_retry(crowded: RunningServer, database_url: str) -> None:
    with connect(crowded.address) as hotline, ThreadPoolExecutor(40) as callers:
        with another_writer(database_url):
            sent = [callers.submit(hotline.register, a_call(), f"call-{place}") for place in range(QUEUE * 5)]
        assert len({one.result().number for one in sent}) == QUEUE * 5
