"""Cost of operations on a large database relative to a small one: ``make benchmark-growth``.

Both databases are filled by ``generator`` and measured in one run. Each time is the median of many
repetitions; rpcs are called over gRPC. The memory is the peak of the serving process.
"""

import argparse
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from google.protobuf.timestamp_pb2 import Timestamp
from hotline.v1 import case_pb2, case_service_pb2, case_service_pb2_grpc
from hotline.v1 import department_service_pb2 as department_pb
from hotline_client import Hotline, connect, open_channel
from hotline_server.domain.case import Case
from hotline_server.domain.case_file import RETENTION
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.numbering import day_of
from hotline_server.ground.config import Settings
from hotline_server.rulebook.slips import SlipRules
from hotline_server.runtime.identification import keyring_of
from hotline_server.store.cases.callers import Callers
from hotline_server.store.cases.case_files import CaseFiles
from hotline_server.store.cases.reading import CaseReading
from hotline_server.store.engine.damage import DamageNotes
from hotline_server.store.figures.day_figures import read_day_figures
from hotline_server.store.maintenance.erasing import Eraser
from hotline_server.store.maintenance.opening import database_at
from hotline_server.store.messages.outbox import Outbox
from hotline_server.store.slips.register import SlipRegister
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from benchmarks.generator import CASES_PER_DAY, fill
from benchmarks.identity import TOKEN
from benchmarks.serving import hotline_server
from benchmarks.throughput import a_request

MAX_RATIO = 1.5
REPETITIONS = 200
WARM_UP_REPETITIONS = 40
DEPARTMENT = "交通运输局"


@dataclass(frozen=True, slots=True)
class Measurement:
    """Milliseconds by operation, and the server's peak memory in megabytes."""

    milliseconds: dict[str, float]
    megabytes: float


def measure(url: str, now: datetime) -> Measurement:
    """Measure a server on a filled database."""
    times: dict[str, float] = {}
    with (
        hotline_server(url) as served,
        connect(served.address, TOKEN) as hotline,
        open_channel(served.address, TOKEN) as channel,
    ):
        cases = case_service_pb2_grpc.CaseServiceStub(channel)
        for name, operation in _rpcs(hotline, cases, now).items():
            times[name] = _median(operation)
        memory = served.peak_megabytes
    with database_at(url) as database:
        callers = Callers(keyring_of(Settings()))
        reading = CaseReading(database, callers)
        erase, outbox = Eraser(database, callers).erase, Outbox(database, None, DamageNotes())
        slips = SlipRegister(database, lambda: ("", SlipRules()), Directory, DamageNotes())
        files = CaseFiles(database, reading, _never, erase, RETENTION, Directory, _no_case, outbox, slips, tuple)
        times["watchman's scan"] = _median(lambda: files.due(now - timedelta(days=4000), 20))
        times["time of the oldest due case"] = _median(lambda: files.oldest_due(now))
        yesterday = day_of(now - timedelta(days=1))
        times["figures of a day"] = _median(lambda: read_day_figures(database, yesterday))
    return Measurement(times, memory)


def _rpcs(
    hotline: Hotline, cases: case_service_pb2_grpc.CaseServiceStub, now: datetime
) -> dict[str, Callable[[], object]]:
    def listing(**fields: object) -> Callable[[], object]:
        request = case_service_pb2.ListCasesRequest(filter=case_service_pb2.CaseFilter(**fields))  # type: ignore[arg-type]
        return lambda: cases.ListCases(request, timeout=60)

    def moment(days: int) -> Timestamp:
        stamp = Timestamp()
        stamp.FromDatetime(now - timedelta(days=days))
        return stamp

    some = cases.ListCases(case_service_pb2.ListCasesRequest(page_size=200), timeout=60).cases
    old = f"{day_of(now - timedelta(days=9))}-{CASES_PER_DAY // 2:06d}"
    led = next(case for case in some if case.decision.lead_department.name and case.matter)
    phone = hotline.caller(some[-1].number, "基准测试").caller.phone
    inbox = department_pb.ListAssignedCasesRequest(
        department=DEPARTMENT,
        states=[case_pb2.ASSIGNMENT_STATE_ASSIGNED, case_pb2.ASSIGNMENT_STATE_ACCEPTED],
    )
    return {
        "RegisterCall": lambda: hotline.register(a_request().call, uuid.uuid4().hex),
        "GetCase": lambda: hotline.case(old, log=True),
        "ListCases, no filter": listing(),
        "ListCases by state, many": listing(states=[case_pb2.CASE_STATE_ARCHIVED]),
        "ListCases by state, few": listing(states=[case_pb2.CASE_STATE_VERIFYING]),
        "ListCases by states": listing(states=[case_pb2.CASE_STATE_REGISTERED, case_pb2.CASE_STATE_ASSIGNED]),
        "ListCases by outcome": listing(outcomes=[case_pb2.OUTCOME_EMERGENCY]),
        "ListCases by urgency": listing(min_urgency=case_pb2.URGENCY_URGENT),
        "ListCases by category": listing(category=led.category),
        "ListCases by lead": listing(lead=led.decision.lead_department.name),
        "ListCases by owner": listing(owner="值班室"),
        "ListCases by phone": listing(phone=phone),
        "ListCases by day": listing(registered_from=moment(9), registered_before=moment(8)),
        "ListCases by day and state": listing(
            states=[case_pb2.CASE_STATE_ARCHIVED], registered_from=moment(9), registered_before=moment(8)
        ),
        "a department's inbox": lambda: hotline.departments.ListAssignedCases(inbox, timeout=60),
    }


def _never() -> Any:
    raise AssertionError("the watchman's scan needs neither time limits nor a calendar")


def _no_case(case: Case) -> Any:
    raise AssertionError(f"the watchman's scan loads no case, and not {case.number}")


def _median(operation: Callable[[], object]) -> float:
    for _ in range(WARM_UP_REPETITIONS):
        operation()
    times = []
    for _ in range(REPETITIONS):
        started = time.perf_counter()
        operation()
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1e3


def _databases(server: str, folder: str, sizes: tuple[int, int]) -> dict[int, str]:
    if not server:
        return {size: f"sqlite:///{Path(folder) / f'{size}.db'}" for size in sizes}
    urls = {}
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        for size in sizes:
            name = f"growth_{size}"
            admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            admin.execute(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'")
            urls[size] = f"{server}/{name}"
    return urls


def main() -> None:
    """Fill the databases, measure, and print the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=100_000, help="cases in the small database")
    parser.add_argument("--large", type=int, default=1_000_000, help="cases in the large database")
    parser.add_argument(
        "--postgresql", default="", help="URL of a server to create the databases on, without a database name"
    )
    parser.add_argument("--folder", default="", help="folder for SQLite databases; by default a temporary one")
    arguments = parser.parse_args()
    now = datetime.now(UTC)
    console = Console(width=100)
    with tempfile.TemporaryDirectory(dir=arguments.folder or None) as folder:
        results = {}
        for size, url in _databases(arguments.postgresql, folder, (arguments.small, arguments.large)).items():
            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            with Progress(*columns, console=Console(stderr=True)) as progress:
                task = progress.add_task(f"{size:,} cases", total=size)
                fill(url, size, now, lambda added, task=task: progress.advance(task, added))  # type: ignore[misc]
            results[size] = measure(url, now)
    _print(console, results[arguments.small], results[arguments.large], arguments)


def _print(console: Console, small: Measurement, large: Measurement, arguments: argparse.Namespace) -> None:
    kind = "PostgreSQL" if arguments.postgresql else "SQLite"
    table = Table(title=f"{kind}: milliseconds on a small and on a large database")
    for heading in ("operation", f"{arguments.small:,} cases", f"{arguments.large:,} cases", "ratio"):
        table.add_column(heading, justify="left" if heading == "operation" else "right")
    for name, before in small.milliseconds.items():
        after = large.milliseconds[name]
        mark = "" if after / before <= MAX_RATIO else " !"
        table.add_row(name, f"{before:.2f}", f"{after:.2f}", f"{after / before:.2f}{mark}")
    table.add_row("peak memory of the server, MB", f"{small.megabytes:.0f}", f"{large.megabytes:.0f}", "")
    console.print(table)


if __name__ == "__main__":
    main()
