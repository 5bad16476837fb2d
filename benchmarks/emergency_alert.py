"""Latency of emergency alerts: ``make benchmark-alert``.

Desks watch over gRPC. For each emergency the time runs from just before its registration is sent until
the last desk has seen it. The baseline is the round trip of the registration itself: no desk can learn
of the emergency any sooner.
"""

import argparse
import statistics
import tempfile
import threading
import time
import uuid
from pathlib import Path

import grpc
from hotline.v1 import act_pb2, case_pb2, desk_service_pb2, desk_service_pb2_grpc
from hotline_client import connect
from hotline_server.ground.config import Settings
from hotline_server.runtime.server import start
from rich.console import Console
from rich.table import Table

from benchmarks.identity import METADATA, TOKEN

TARGET_SECONDS = 0.1


class Desk:
    """A watching desk; records when it sees each case."""

    def __init__(self, address: str) -> None:
        self.seen: dict[str, float] = {}
        self.arrived = threading.Condition()
        self._channel = grpc.insecure_channel(address, options=[("grpc.use_local_subchannel_pool", 1)])
        stub = desk_service_pb2_grpc.DeskServiceStub(self._channel)
        request = desk_service_pb2.WatchDeskRequest(after_position=-1, acts=[act_pb2.ACT_RAISE_EMERGENCY])
        self._stream = stub.WatchDesk(request, metadata=METADATA)
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        try:
            for news in self._stream:
                with self.arrived:
                    self.seen[news.entry.case_number] = time.perf_counter()
                    self.arrived.notify_all()
        except grpc.RpcError as error:
            if error.code() is not grpc.StatusCode.CANCELLED:
                raise

    def wait_for(self, number: str) -> float:
        """Wait until the desk sees the case, and return when that was.

        Raises:
            TimeoutError: it was not seen within ten seconds.
        """
        with self.arrived:
            if not self.arrived.wait_for(lambda: number in self.seen, timeout=10):
                raise TimeoutError(number)
            return self.seen[number]

    def close(self) -> None:
        """Stop watching."""
        self._stream.cancel()
        self._thread.join()
        self._channel.close()


def main() -> None:
    """Measure, and print the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--desks", type=int, default=20)
    parser.add_argument("--emergencies", type=int, default=200)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(listen="127.0.0.1:0", database=f"sqlite:///{Path(folder) / 'benchmark.db'}")
        server = start(settings)
        desks = [Desk(server.address) for _ in range(arguments.desks)]
        time.sleep(1)
        round_trips, alerts = [], []
        with connect(server.address, TOKEN) as hotline:
            for _ in range(arguments.emergencies):
                sent = time.perf_counter()
                call = case_pb2.Call(content="我家楼下着火了,快来人", operator="0712")
                number = hotline.register(call, str(uuid.uuid4())).number
                round_trips.append(time.perf_counter() - sent)
                alerts.append(max(desk.wait_for(number) for desk in desks) - sent)
        for desk in desks:
            desk.close()
        server.stop(0)
    table = Table(title=f"{arguments.emergencies} emergencies, seen by {arguments.desks} desks")
    for name in ("", "median", "p99", "worst"):
        table.add_column(name, justify="right")
    table.add_row("registration round trip", *_row(round_trips))
    table.add_row("until the last desk saw it", *_row(alerts))
    ratio = statistics.median(alerts) / statistics.median(round_trips)
    Console().print(table)
    Console().print(f"ratio of the medians {ratio:.2f}; target: under {TARGET_SECONDS * 1000:.0f} ms for every desk")


def _row(seconds: list[float]) -> list[str]:
    ordered = sorted(seconds)
    picked = (statistics.median(ordered), ordered[int(len(ordered) * 0.99) - 1], ordered[-1])
    return [f"{value * 1000:.1f} ms" for value in picked]


if __name__ == "__main__":
    main()
