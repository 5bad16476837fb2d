"""Effect of reports on registration: the throughput of RegisterCall with and without reports being made.

One client requests reports of all kinds, one after the other, while callers send as many calls as they
can; all of them share the machine. Each report is also timed on its own. ``make benchmark-reports``.
"""

import argparse
import asyncio
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hotline.v1 import report_service_pb2 as pb
from hotline_client import Hotline, connect
from hotline_server.ground.clock import local_day
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from benchmarks.generator import fill
from benchmarks.identity import TOKEN
from benchmarks.serving import hotline_server
from benchmarks.throughput import Measurement, load

CALLERS = 32
MIN_RATIO = 0.8
Reports = Mapping[str, Callable[[Hotline], object]]


def reports_of(now: datetime) -> Reports:
    """Return a request for each kind of report, about the days before ``now``."""
    here = local_day(now)
    yesterday, month = f"{here - timedelta(days=1):%Y-%m-%d}", f"{here - timedelta(days=30):%Y-%m-%d}"
    bulletin = pb.ExportBulletinRequest(first_day=month, last_day=yesterday, format=pb.DOCUMENT_FORMAT_XLSX)
    overview = pb.ExportOverviewRequest(day=yesterday, format=pb.DOCUMENT_FORMAT_DOCX)
    special = pb.ExportSpecialReportRequest(
        scope=pb.SpecialReportScope(category="交通运输", first_day=month, last_day=yesterday),
        format=pb.DOCUMENT_FORMAT_HTML,
    )
    return {
        "daily overview, DOCX": lambda hotline: list(hotline.reports.ExportOverview(overview)),
        "bulletin of 30 days, XLSX": lambda hotline: list(hotline.reports.ExportBulletin(bulletin)),
        "special report of 30 days, HTML": lambda hotline: list(hotline.reports.ExportSpecialReport(special)),
    }


@contextmanager
def reporting(address: str, reports: Reports) -> Iterator[list[str]]:
    """Make one report after the other in the background; yields the names of those made."""
    stopping = threading.Event()
    made: list[str] = []

    def run() -> None:
        with connect(address, TOKEN) as hotline:
            while True:
                for name, make in reports.items():
                    if stopping.is_set():
                        return
                    make(hotline)
                    made.append(name)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield made
    finally:
        stopping.set()
        thread.join()


def measure(url: str, now: datetime, seconds: float) -> tuple[dict[str, float], Measurement, Measurement, int]:
    """Measure reports on their own, then registration without and with them.

    Returns:
        Seconds per report, the measurements without and with reports, and how many reports were made.
    """
    reports = reports_of(now)
    with hotline_server(url) as served:
        address = served.address
        alone = {}
        with connect(address, TOKEN) as hotline:
            for name, make in reports.items():
                started = time.perf_counter()
                make(hotline)
                alone[name] = time.perf_counter() - started
        without = asyncio.run(load(address, CALLERS, seconds))
        with reporting(address, reports) as made:
            beside = asyncio.run(load(address, CALLERS, seconds))
            count = len(made)
    return alone, without, beside, count


def main() -> None:
    """Fill the database, measure, and print the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000, help="cases in the database, a multiple of 10,000")
    parser.add_argument(
        "--database", default="", help="URL of an empty database; by default a temporary SQLite database"
    )
    parser.add_argument("--filled", action="store_true", help="the database has been filled before")
    parser.add_argument("--seconds", type=float, default=20.0, help="duration of each measurement")
    arguments = parser.parse_args()
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder:
        url = arguments.database or f"sqlite:///{Path(folder) / 'reports.db'}"
        if not arguments.filled:
            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            with Progress(*columns, console=Console(stderr=True)) as progress:
                task = progress.add_task(f"{arguments.cases:,} cases", total=arguments.cases)
                fill(url, arguments.cases, now, lambda added: progress.advance(task, added))
        alone, without, beside, count = measure(url, now, arguments.seconds)
    console = Console(width=100)
    table = Table(title="seconds per report, on its own")
    table.add_column("report")
    table.add_column("seconds", justify="right")
    for name, took in alone.items():
        table.add_row(name, f"{took:.1f}")
    console.print(table)
    table = Table(title=f"RegisterCall, {CALLERS} callers; {count} reports made meanwhile")
    for heading in ("", "without reports", "with reports", "ratio"):
        table.add_column(heading, justify="right" if heading else "left")
    ratio = beside.rate / without.rate
    table.add_row("calls per second", f"{without.rate:.0f}", f"{beside.rate:.0f}", f"{ratio:.2f}{_mark(ratio)}")
    waits = beside.p99 / without.p99
    table.add_row("p99, ms", f"{without.p99 * 1e3:.0f}", f"{beside.p99 * 1e3:.0f}", f"{waits:.2f}")
    console.print(table)


def _mark(ratio: float) -> str:
    return "" if ratio >= MIN_RATIO else " !"


if __name__ == "__main__":
    main()
