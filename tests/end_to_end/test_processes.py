"""Several processes on one address act as one server to clients and monitoring."""

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import grpc
import pytest
from hotline.v1 import intake_service_pb2, intake_service_pb2_grpc
from hotline_server.runtime.processes import _reserve

from tests.faults.serving import Serving, serving
from tests.hotline import EVERYBODY, KINDS, PATIENCE, NewDatabase, a_call, eventually
from tests.ports import free_port

# Asking whether all processes are ready costs each of them something.
SELDOM = 0.5


@dataclass(frozen=True)
class Monitored:
    """A server of two processes, and where its metrics are."""

    server: Serving
    metrics: str

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://{self.metrics}{path}", timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, ""

    def decisions(self) -> float:
        lines = self.get("/metrics")[1].splitlines()
        return sum(float(line.split()[-1]) for line in lines if line.startswith("hotline_decisions_total{"))


@pytest.fixture(scope="module", params=KINDS)
def monitored(
    request: pytest.FixtureRequest, new_database: NewDatabase, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Monitored]:
    """A server for the tests of this file: each leaves it with two processes that take calls."""
    metrics = f"127.0.0.1:{free_port()}"
    with (
        new_database(request.param, tmp_path_factory.mktemp("processes")) as url,
        serving(url, processes=2, metrics=metrics) as server,
    ):
        yield Monitored(server, metrics)


def test_metrics_are_summed_over_processes_and_each_process_serves_calls(monitored: Monitored) -> None:
    before = monitored.decisions()
    for place in range(24):
        # A connection of its own each time, which the kernel gives to either process.
        options = [("grpc.use_local_subchannel_pool", 1)]
        with grpc.insecure_channel(monitored.server.address, options=options) as channel:
            stub = intake_service_pb2_grpc.IntakeServiceStub(channel)
            request = intake_service_pb2.RegisterCallRequest(request_id=f"{place}", call=a_call())
            stub.RegisterCall(request, metadata=(("authorization", f"Bearer {EVERYBODY}"),))
    assert monitored.get("/readyz")[0] == 200
    assert monitored.decisions() - before == 24
    assert "hotline_database_up 1.0" in monitored.get("/metrics")[1]


def test_the_parent_process_uses_little_memory(monitored: Monitored) -> None:
    status = Path(f"/proc/{monitored.server.process.pid}/status").read_text()
    assert int(status.partition("VmRSS:")[2].split()[0]) < 40 * 1024


def test_a_dead_process_is_replaced_and_the_server_is_not_ready_until_then(monitored: Monitored) -> None:
    before = set(monitored.server.children())
    monitored.server.kill_one()
    for attempt in eventually():
        with attempt:
            assert monitored.get("/readyz")[0] == 503
    for attempt in eventually(SELDOM):
        with attempt:
            assert set(monitored.server.children()) - before
            assert monitored.get("/readyz")[0] == 200
    assert len(monitored.server.children()) == 2


def test_a_hanging_process_is_replaced(monitored: Monitored) -> None:
    hung = monitored.server.children()[0]
    os.kill(hung, signal.SIGSTOP)
    for attempt in eventually(SELDOM):
        with attempt:
            assert hung not in monitored.server.children()
            assert monitored.get("/readyz")[0] == 200
    assert len(monitored.server.children()) == 2


def test_an_address_is_reserve_where_a_server_has_just_closed_its_connections() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
        with socket.create_connection(address) as client:
            server.accept()[0].close()
            assert client.recv(1) == b""
    _reserve(f"127.0.0.1:{address[1]}").close()


@pytest.mark.parametrize(("setting", "processes"), [("listen", 2), ("metrics", 1), ("metrics", 2)])
def test_an_address_in_use_is_rejected_and_no_process_keeps_running(
    sqlite_url: str, setting: str, processes: int
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        settings = {"listen": "127.0.0.1:0", "database": sqlite_url, "processes": str(processes), setting: address}
        ended = subprocess.run(
            [sys.executable, "-m", "hotline_server.cli.main", "serve"],
            env=os.environ | {f"HOTLINE_{name.upper()}": value for name, value in settings.items()},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    assert ended.returncode == 2
    assert "服务没有启动" in ended.stderr
    assert address in ended.stderr


def test_a_server_stops_while_it_is_replacing_a_process(database_url: str) -> None:
    with serving(database_url, processes=2) as server:
        before = set(server.children())
        server.kill_one()
        for attempt in eventually():
            with attempt:
                assert set(server.children()) - before
        assert server.stop() == 0
