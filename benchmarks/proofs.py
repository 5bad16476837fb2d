"""Cost of proving the record: ``make benchmark-proofs``.

Registers batches of calls in one process, in turns with and without the digests of their rows, from the parsed message
to the serialised response, and compares the processor time. There is no gRPC in it, which an rpc pays for as well, so
the share of a whole call is less than that shown.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from hotline_server.api.messages import CaseMessages
from hotline_server.api.requests import call_of
from hotline_server.domain.call import validate_call
from hotline_server.ground.clock import system_clock
from hotline_server.ground.config import Settings
from hotline_server.runtime.identification import identification_of, keyring_of
from hotline_server.runtime.server import start
from hotline_server.runtime.wiring.service import Service, wire
from hotline_server.security.access import Visibility
from hotline_server.security.view import View
from hotline_server.store.cases import new_cases
from hotline_server.store.cases.callers import Callers
from hotline_server.store.engine.database import write_transaction
from rich.console import Console
from rich.table import Table

from benchmarks.throughput import a_request

BATCH = 32
ROUNDS = 60


def measure(url: str, rounds: int) -> tuple[float, float]:
    """Return the median processor time of a call in microseconds, with proofs and without."""
    start(Settings(listen="127.0.0.1:0", database=url, round_seconds=3600)).stop(0)
    # Messages are written and proved as well; nothing takes them.
    settings = Settings(
        database=url, watches=1, daily_report_at=None, files=Path(tempfile.gettempdir()), messages="stream"
    )
    service = wire(settings, Callers(keyring_of(settings)), identification_of(settings, system_clock), system_clock)
    try:
        register = _registering(service)
        register()
        proved, bare = [], []
        for _ in range(rounds):
            proved.append(register())
            with mock.patch.object(new_cases, "digests_of", return_value={}):
                bare.append(register())
    finally:
        service.stop()
        service.close()
    return statistics.median(proved), statistics.median(bare)


def _registering(service: Service) -> Callable[[], float]:
    desk = service.desk
    messages = CaseMessages(desk.directory, desk.book, desk.calendar, desk.masking, system_clock)
    view = View(Visibility.STAFF)

    def register() -> float:
        requests = [a_request() for _ in range(BATCH)]
        began = time.process_time()
        calls = [
            validate_call(
                call_of(one, one.request_id), now=system_clock(), find_district=desk.directory().find_district
            )
            for one in requests
        ]
        arrivals = [desk.registration.arrival(call, call.operator, lambda case: case) for call in calls]
        prepared = [one for one in desk.registration.prepare(arrivals) if not isinstance(one, Exception)]
        with write_transaction(service.stores.database):
            cases = desk.registration.write(prepared)
        for case in cases:
            if isinstance(case, Exception):
                raise case
            messages.case(case, view=view).SerializeToString()
        return (time.process_time() - began) / BATCH * 1e6

    return register


def main() -> None:
    """Measure, and print the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgresql", default="", help="URL of an empty database to measure as well")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="batches of each kind")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        urls = {"SQLite": f"sqlite:///{Path(folder) / 'proofs.db'}"}
        if arguments.postgresql:
            urls["PostgreSQL"] = arguments.postgresql
        measured = {name: measure(url, arguments.rounds) for name, url in urls.items()}
    table = Table(title="microseconds of processor time per call")
    for heading in ("database", "with proofs", "without", "share of proofs"):
        table.add_column(heading, justify="left" if heading == "database" else "right")
    for name, (proved, bare) in measured.items():
        table.add_row(name, f"{proved:.0f}", f"{bare:.0f}", f"{1 - bare / proved:.1%}")
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
