"""Several processes on one address are one server, to clients and to whoever watches over it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import grpc
import pytest
from hotline.v1 import intake_service_pb2, intake_service_pb2_grpc

from tests.faults.serving import serving
from tests.hotline import EVERYBODY, a_call
from tests.ports import free_port

START_SECONDS = 30


def get(address: str, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://{address}{path}", timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, ""


def test_their_metrics_are_added_up_and_all_of_them_take_calls(database_url: str) -> None:
    metrics = f"127.0.0.1:{free_port()}"
    with serving(database_url, processes=2, metrics=metrics) as server:
        for place in range(24):
            # A connection of its own each time, which the kernel gives to either process.
            options = [("grpc.use_local_subchannel_pool", 1)]
            with grpc.insecure_channel(server.address, options=options) as channel:
                stub = intake_service_pb2_grpc.IntakeServiceStub(channel)
                request = intake_service_pb2.RegisterCallRequest(request_id=f"{place}", call=a_call())
                stub.RegisterCall(request, metadata=(("authorization", f"Bearer {EVERYBODY}"),))
        assert get(metrics, "/readyz")[0] == 200
        code, text = get(metrics, "/metrics")
        counted = [line for line in text.splitlines() if line.startswith("hotline_decisions_total{")]
        assert code == 200
        assert sum(float(line.rpartition(" ")[2]) for line in counted) == 24
        assert "hotline_database_up 1.0" in text


def test_a_process_that_dies_is_replaced_and_until_then_it_is_not_ready(database_url: str) -> None:
    metrics = f"127.0.0.1:{free_port()}"
    with serving(database_url, processes=2, metrics=metrics) as server:
        before = set(server.children())
        server.kill_one()
        until = time.monotonic() + START_SECONDS
        while len(set(server.children()) - before) < 1 or get(metrics, "/readyz")[0] != 200:
            assert time.monotonic() < until
            time.sleep(0.05)
        assert len(server.children()) == 2


def test_a_process_that_hangs_is_replaced(database_url: str) -> None:
    with serving(database_url, processes=2) as server:
        hung = server.children()[0]
        os.kill(hung, signal.SIGSTOP)
        until = time.monotonic() + START_SECONDS
        while hung in server.children() or len(server.children()) < 2:
            assert time.monotonic() < until
            time.sleep(0.05)


def test_a_taken_address_is_refused_whatever_the_number_of_processes(database_url: str) -> None:
    with (
        serving(database_url, processes=2) as server,
        pytest.raises(AssertionError),
        serving(database_url, processes=2, listen=server.address),
    ):
        pass


@pytest.mark.parametrize("processes", [1, 2])
def test_a_taken_address_for_metrics_is_refused_and_leaves_nothing_running(database_url: str, processes: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        settings = {"DATABASE": database_url, "LISTEN": "127.0.0.1:0", "PROCESSES": str(processes), "METRICS": address}
        ended = subprocess.run(
            [sys.executable, "-m", "hotline_server.cli.main", "serve"],
            env=os.environ | {f"HOTLINE_{name}": value for name, value in settings.items()},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert (ended.returncode, f"{address} 不能监听" in ended.stderr) == (2, True), ended.stderr


def test_a_server_that_is_told_to_stop_while_it_replaces_a_process_stops(database_url: str) -> None:
    with serving(database_url, processes=2) as server:
        before = set(server.children())
        server.kill_one()
        until = time.monotonic() + START_SECONDS
        while len(set(server.children()) - before) < 1:
            assert time.monotonic() < until
        assert server.stop() == 0
