"""Time from a process's start to its first answered call, relative to a bare gRPC server: ``make benchmark-start``.

The bare server imports grpc and the stubs of one service and answers with the message it receives, which shows what
Python and gRPC take alone. All starts but those marked as first find the database as an earlier start has left it.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import grpc
from hotline.v1 import case_pb2, intake_service_pb2, intake_service_pb2_grpc
from rich.console import Console
from rich.table import Table

from benchmarks.identity import METADATA

HOTLINE = ("-m", "hotline_server.cli.main", "serve")
BARE = ("-m", "benchmarks.bare_server")
CALL = case_pb2.Call(content="小区门口的公交站牌被撞倒半个月了", operator="0712")


@dataclass(frozen=True, slots=True)
class Start:
    """A start: seconds until the first call was answered, and megabytes that the started process holds by itself."""

    seconds: float
    megabytes: float


@contextmanager
def started(program: tuple[str, ...], settings: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    """Run a Python program until the end of the block."""
    process = subprocess.Popen(
        [sys.executable, *program],
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.communicate()


def measure(program: tuple[str, ...], settings: Mapping[str, str]) -> Start:
    """Start a server, which prints where it listens, and send it a call."""
    begun = time.perf_counter()
    with started(program, settings) as process:
        greeting = process.stdout.readline() if process.stdout else ""
        with grpc.insecure_channel(greeting.split(" ")[2].rstrip()) as channel:
            request = intake_service_pb2.RegisterCallRequest(request_id=uuid.uuid4().hex, call=CALL)
            intake_service_pb2_grpc.IntakeServiceStub(channel).RegisterCall(request, metadata=METADATA)
        seconds = time.perf_counter() - begun
        status = Path(f"/proc/{process.pid}/status").read_text("ascii")
        return Start(seconds, int(status.partition("VmRSS:")[2].split()[0]) / 1024)


def settings_of(database: str, processes: int) -> dict[str, str]:
    """Return the environment of a server."""
    return {
        "HOTLINE_LISTEN": "127.0.0.1:0",
        "HOTLINE_DATABASE": database,
        "HOTLINE_PROCESSES": str(processes),
    }


def main() -> None:
    """Measure, and print the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--starts", type=int, default=9, help="of each server")
    parser.add_argument("--postgresql", default="", help="URL of an empty database to measure as well")
    arguments = parser.parse_args()
    rows: dict[str, list[Start]] = {"bare gRPC server": [measure(BARE, {}) for _ in range(arguments.starts)]}
    with tempfile.TemporaryDirectory() as folder:
        databases = {"SQLite": f"sqlite:///{Path(folder) / 'benchmark.db'}"}
        if arguments.postgresql:
            databases["PostgreSQL"] = arguments.postgresql
        for name, url in databases.items():
            rows[f"{name}, first start"] = [measure(HOTLINE, settings_of(url, 1))]
            for processes in (1, 2):
                settings = settings_of(url, processes)
                rows[f"{name}, {processes} process{'es' * (processes > 1)}"] = [
                    measure(HOTLINE, settings) for _ in range(arguments.starts)
                ]
    _print(rows)


def _print(rows: Mapping[str, list[Start]]) -> None:
    bare = statistics.median(one.seconds for one in rows["bare gRPC server"])
    table = Table(title="from the start of the process to the first answered call")
    for heading in ("", "seconds, median", "longest", "relative to bare", "MB of the started process"):
        table.add_column(heading, justify="right" if heading else "left")
    for name, starts in rows.items():
        median = statistics.median(one.seconds for one in starts)
        longest = max(one.seconds for one in starts)
        megabytes = statistics.median(one.megabytes for one in starts)
        table.add_row(name, f"{median:.2f}", f"{longest:.2f}", f"{median / bare:.1f}x", f"{megabytes:.0f}")
    Console(width=110).print(table)


if __name__ == "__main__":
    main()
