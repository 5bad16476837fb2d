"""The health service, by which clients balance load, must never bring a server down."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from hotline_client import Hotline
from hotline_server.api.guards import health
from hotline_server.api.guards.health import Health
from hotline_server.runtime.server import RunningServer

from tests.hotline import PATIENCE, a_call

pytestmark = pytest.mark.each_database

STATUS = health_pb2.HealthCheckResponse


@contextmanager
def asking(server: RunningServer) -> Iterator[health_pb2_grpc.HealthStub]:
    """A connection of its own."""
    with grpc.insecure_channel(server.address, options=[("grpc.use_local_subchannel_pool", 1)]) as channel:
        yield health_pb2_grpc.HealthStub(channel)


def test_concurrently_opening_and_closing_watches_does_not_stop_the_server(
    server: RunningServer, hotline: Hotline
) -> None:
    def come_and_go(_: int) -> None:
        for _ in range(25):
            with asking(server) as stub:
                watch = stub.Watch(health_pb2.HealthCheckRequest(), timeout=PATIENCE)
                assert next(watch).status == STATUS.SERVING
                watch.cancel()

    with ThreadPoolExecutor(8) as clients:
        list(clients.map(come_and_go, range(8)))
    assert hotline.register(a_call()).number


def test_watchers_are_notified_of_shutdown(server: RunningServer) -> None:
    with asking(server) as stub:
        watch = stub.Watch(health_pb2.HealthCheckRequest(service="hotline.v1.IntakeService"), timeout=PATIENCE)
        assert next(watch).status == STATUS.SERVING
        server.readiness.stop()
        assert next(watch).status == STATUS.NOT_SERVING


def test_an_unknown_service_is_reported_as_unknown(server: RunningServer) -> None:
    request = health_pb2.HealthCheckRequest(service="hotline.v1.Forgotten")
    with asking(server) as stub:
        assert next(stub.Watch(request, timeout=PATIENCE)).status == STATUS.SERVICE_UNKNOWN
        with pytest.raises(grpc.RpcError) as refused:
            stub.Check(request, timeout=PATIENCE)
        assert refused.value.code() is grpc.StatusCode.NOT_FOUND


def test_a_stalled_client_is_disconnected(monkeypatch: pytest.MonkeyPatch) -> None:
    class Context:
        """Of a client whose window is full: what is sent to it waits until it is cancelled."""

        sending, cancelled = threading.Event(), threading.Event()

        def add_callback(self, _: object) -> bool:
            return True

        def cancel(self) -> None:
            self.cancelled.set()

    context, served = Context(), Health([])

    def send(_: object) -> None:
        context.sending.set()
        assert context.cancelled.wait(PATIENCE)

    served.Watch(health_pb2.HealthCheckRequest(), context, send)
    assert context.sending.wait(PATIENCE)
    served.cancel_stalled()
    assert not context.cancelled.is_set()
    monkeypatch.setattr(health, "STALL_SECONDS", 0.0)
    served.cancel_stalled()
    assert context.cancelled.is_set()
    served.close()
