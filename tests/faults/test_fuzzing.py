"""Hostile input causes no crash, no leak and no stuck worker; other clients are served."""

import os
import time
import urllib.request
from pathlib import Path

from tests.faults.fuzzing import Fuzzer, an_honest_request
from tests.faults.parsers import ParserFuzzer
from tests.faults.serving import serving
from tests.hotline import EVERYBODY, connect, thorough
from tests.ports import free_port

SECONDS = float(os.environ.get("HOTLINE_TEST_FUZZ_SECONDS", thorough(60)))
SEED = 12345
GROWTH_MB = 60
# Watches and streams that were let in end by themselves.
SETTLE_SECONDS = 15


def memory_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def in_flight(metrics: str) -> float:
    with urllib.request.urlopen(f"http://{metrics}/metrics") as answer:
        lines = answer.read().decode().splitlines()
    return sum(float(line.split()[-1]) for line in lines if line.startswith("hotline_requests_in_flight"))


def test_hostile_text_and_files_are_refused_and_nothing_worse(tmp_path: Path) -> None:
    """Addresses, phones, plates, searches, filters, sheets, documents, heads."""
    ParserFuzzer(tmp_path, SEED + 1).run(SECONDS / 12)
    before = memory_mb(os.getpid())
    fuzzer = ParserFuzzer(tmp_path, SEED)
    fuzzer.run(SECONDS / 6)
    assert fuzzer.faults == []
    assert fuzzer.inputs
    assert memory_mb(os.getpid()) - before < GROWTH_MB


def test_hostile_input_does_not_affect_other_clients(tmp_path: Path) -> None:
    metrics = f"127.0.0.1:{free_port()}"
    with (
        serving(f"sqlite:///{tmp_path / 'hotline.db'}", metrics=metrics) as server,
        connect(server.address) as hotline,
    ):
        # What grows in any case has grown before it is measured.
        Fuzzer(server.address, EVERYBODY, SEED + 1).run(SECONDS / 6)
        before = memory_mb(server.process.pid)
        fuzzer = Fuzzer(server.address, EVERYBODY, SEED)
        fuzzer.run(SECONDS)
        assert fuzzer.mistakes == []
        assert fuzzer.answers["OK"] > 0, fuzzer.answers
        assert server.process.poll() is None
        started = time.monotonic()
        request = an_honest_request()
        assert hotline.register(request.call, request.request_id).number
        assert time.monotonic() - started < SETTLE_SECONDS
        until = time.monotonic() + SETTLE_SECONDS
        while in_flight(metrics) > 1 and time.monotonic() < until:
            time.sleep(0.2)
        assert in_flight(metrics) <= 1
        assert memory_mb(server.process.pid) - before < GROWTH_MB
