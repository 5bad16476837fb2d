"""A stopping server finishes its in-flight requests; clients fail over to the others."""

import os
import signal
import time

from tests.faults.ledger import Ledger
from tests.faults.serving import serving
from tests.hotline import PATIENCE, thorough

# A client retries an unanswered call after ten seconds; no call needs a second retry.
LONGEST_WAIT_SECONDS = 19.0


def test_stopping_a_process_under_load_fails_no_call(database_url: str) -> None:
    with serving(database_url, processes=2) as server:
        ledger = Ledger(server.address)
        ledger.begin()
        for _ in range(max(2, thorough(4))):
            time.sleep(0.7)
            for child in server.children()[:1]:
                os.kill(child, signal.SIGTERM)
        time.sleep(0.5)
        ledger.end()
        assert server.stop() == 0
    ledger.check(database_url)
    assert max(ledger.waits) < LONGEST_WAIT_SECONDS


def test_a_stopping_server_answers_its_in_flight_requests(database_url: str) -> None:
    with serving(database_url) as server:
        ledger = Ledger(server.address)
        ledger.begin()
        time.sleep(1)
        assert server.stop() == 0
    with serving(database_url, listen=server.address):
        time.sleep(0.5)
        ledger.end()
    ledger.check(database_url)


def test_worker_processes_exit_when_their_parent_is_killed(database_url: str) -> None:
    with serving(database_url, processes=2) as server:
        children = server.children()
        assert len(children) == 2
        server.process.kill()
        server.process.wait()
        until = time.monotonic() + PATIENCE
        while any(os.path.exists(f"/proc/{child}") for child in children):  # noqa: PTH110 - no file
            assert time.monotonic() < until
            time.sleep(0.05)
