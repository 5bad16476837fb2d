"""Comparison of the responses clients received with the database."""

import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from hotline.v1 import intake_service_pb2
from hotline_server.store.engine.sql import execute
from hotline_server.store.maintenance.opening import database_at

from tests.hotline import PATIENCE, a_call, connect, faults_of


@dataclass
class Ledger:
    """Clients that register calls until they are told to end, and note each answer."""

    address: str
    callers: int = 6
    answers: dict[str, str] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    _ending: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def begin(self) -> None:
        """Let the clients begin: most with one call after the other, one with a stream."""
        self._threads = [threading.Thread(target=self._one_by_one, daemon=True) for _ in range(self.callers)]
        self._threads.append(threading.Thread(target=self._streaming, daemon=True))
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        """Let each client have its last answer."""
        self._ending.set()
        for thread in self._threads:
            thread.join()

    def _one_by_one(self) -> None:
        with connect(self.address) as hotline:
            while not self._ending.is_set():
                request_id = uuid.uuid4().hex
                began = time.monotonic()
                try:
                    case = hotline.register(a_call(f"投诉出租车拒载 {request_id}"), request_id, PATIENCE)
                except Exception as error:  # noqa: BLE001 - the test tells of it
                    self.failures.append(repr(error))
                else:
                    self.answers[request_id] = case.number
                    self.waits.append(time.monotonic() - began)

    def _streaming(self) -> None:
        def calls() -> Iterator[intake_service_pb2.RegisterCallRequest]:
            while not self._ending.wait(0.01):
                request_id = uuid.uuid4().hex
                call = a_call(f"投诉出租车拒载 {request_id}")
                yield intake_service_pb2.RegisterCallRequest(request_id=request_id, call=call)

        try:
            with connect(self.address) as hotline:
                for result in hotline.register_many(calls(), retry_timeout=PATIENCE):
                    if result.HasField("registered"):
                        self.answers[result.request_id] = result.registered.number
                    else:
                        self.failures.append(result.refusal.message)
        except Exception as error:  # noqa: BLE001 - the test tells of it
            self.failures.append(repr(error))

    def check(self, database_url: str) -> None:
        """Nothing acknowledged is missing, nothing doubled, every case decided once, every log unbroken."""
        assert self.failures == []
        assert self.answers
        assert faults_of(database_url) == []
        with database_at(database_url) as database:
            stored = {
                request: f"{case_id // 10**9}-{case_id % 10**9:06d}"
                for request, case_id in execute(database, "SELECT request_id, case_id FROM call_request")
            }
            assert stored == self.answers
            assert len(set(stored.values())) == len(stored)
            for table in ("hotline_case", "call", "decision", "case_caller"):
                ids = [case_id for (case_id,) in execute(database, f"SELECT {_KEY.get(table, 'case_id')} FROM {table}")]
                assert Counter(Counter(ids).values()) == {1: len(stored)}, table
            positions = [position for (position,) in execute(database, "SELECT position FROM log_entry")]
            assert sorted(positions) == list(range(1, len(positions) + 1))
            days = Counter(number[:8] for number in stored.values())
            for day, count in days.items():
                assert sorted(int(number[9:]) for number in stored.values() if number[:8] == day) == list(
                    range(1, count + 1)
                )


_KEY = {"hotline_case": "id"}
