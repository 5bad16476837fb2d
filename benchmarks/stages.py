"""Time spent on each stage of registering a call: ``make benchmark-stages``.

Each stage runs on its own, in one process, in batches as under load. It finds its caches warm, so the
stages together take longer than the sum shown here.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from hotline.v1 import intake_service_pb2
from hotline_server.api.messages import CaseMessages
from hotline_server.api.requests import call_of
from hotline_server.desk.cases.registration import Registration
from hotline_server.domain.call import validate_call
from hotline_server.ground.clock import system_clock
from hotline_server.ground.config import Settings
from hotline_server.runtime.identification import identification_of, keyring_of
from hotline_server.runtime.server import start
from hotline_server.runtime.wiring.service import Service, wire
from hotline_server.security.access import Visibility
from hotline_server.security.view import View
from hotline_server.store.cases.callers import Callers
from hotline_server.store.engine.database import write_transaction
from peewee import Database
from rich.console import Console
from rich.table import Table

from benchmarks.throughput import a_request

BATCH = 32
CALLS = 960
PARSE = intake_service_pb2.RegisterCallRequest.FromString


def stages(url: str) -> dict[str, float]:
    """Measure each stage on a database, in microseconds per call."""
    start(Settings(listen="127.0.0.1:0", database=url, round_seconds=3600)).stop(0)
    settings = Settings(database=url, watches=1, daily_report_at=None, files=Path(tempfile.gettempdir()))
    identification = identification_of(settings, system_clock)
    service = wire(settings, Callers(keyring_of(settings)), identification, system_clock)
    try:
        return _timed_stages(service)
    finally:
        service.stop()
        service.close()


def _timed_stages(service: Service) -> dict[str, float]:
    desk = service.desk
    book, directory, registration = desk.book, desk.directory, desk.registration
    messages = CaseMessages(directory, book, desk.calendar, desk.masking, system_clock)
    times: dict[str, float] = {}
    for _ in range(2):  # the first round warms up
        sent = [a_request().SerializeToString() for _ in range(CALLS)]
        requests = _timed(times, "parse the message", _each(PARSE), sent)
        calls = _timed(times, "convert it to a call", _each(lambda one: call_of(one, one.request_id)), requests)
        check = partial(validate_call, now=system_clock(), find_district=directory().find_district)
        calls = _timed(times, "check and normalise", _each(check), calls)
        _timed(times, "prepare: text analysis", _each(lambda call: book().analyse("", call.content)), calls)
        arrivals = [registration.arrival(call, call.operator, lambda case: case) for call in calls]
        prepared = _timed(
            times, "prepare: everything, rules and earlier calls included", registration.prepare, arrivals
        )
        facts = [one.new.decision.facts for one in prepared]
        _timed(times, "prepare: rules and routing", _each(book().decide), facts)

        write = partial(_written, service.stores.database, registration)
        cases = _timed(times, "write and commit the batch", write, prepared)
        answers = _timed(times, "build the response", _each(partial(messages.case, view=View(Visibility.STAFF))), cases)
        _timed(times, "serialise it", _each(lambda answer: answer.SerializeToString()), answers)
    return times


def _written(database: Database, registration: Registration, batch: Sequence[Any]) -> list[Any]:
    with write_transaction(database):
        return registration.write(batch)


def _each(operation: Callable[[Any], Any]) -> Callable[[Sequence[Any]], list[Any]]:
    return lambda batch: [operation(one) for one in batch]


def _timed(
    times: dict[str, float], stage: str, operation: Callable[[Sequence[Any]], Sequence[Any]], items: Sequence[Any]
) -> list[Any]:
    results: list[Any] = []
    started = time.perf_counter()
    for place in range(0, len(items), BATCH):
        results += operation(items[place : place + BATCH])
    times[stage] = (time.perf_counter() - started) / len(items) * 1e6
    return results


def main() -> None:
    """Measure, and print the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgresql", default="", help="URL of an empty database to measure as well")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measured = {"SQLite": stages(f"sqlite:///{Path(folder) / 'stages.db'}")}
        if arguments.postgresql:
            measured["PostgreSQL"] = stages(arguments.postgresql)
    table = Table(title=f"microseconds per call, in batches of {BATCH}")
    table.add_column("stage")
    for name in measured:
        table.add_column(name, justify="right")
    for stage in measured["SQLite"]:
        table.add_row(stage, *(f"{times[stage]:.0f}" for times in measured.values()))
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
