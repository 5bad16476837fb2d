"""Servers under measurement, each in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.bare_server import WORKERS

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Served:
    """Server that is running.

    Attributes:
        address: where it listens.
        process: id of its process; with several, that of their parent.
    """

    address: str
    process: int

    @property
    def processor_seconds(self) -> float:
        """Processor time of the process so far, in user and system mode."""
        # After the name of the program, which may contain spaces.
        fields = Path(f"/proc/{self.process}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    @property
    def peak_megabytes(self) -> float:
        """Peak memory of the process so far."""
        status = Path(f"/proc/{self.process}/status").read_text("utf-8")
        return int(status.split("VmHWM:")[1].split()[0]) / 1024


def echo_server() -> AbstractContextManager[Served]:
    """Run a bare echo server."""
    return _served("benchmarks.bare_server", (), {})


def hotline_server(
    database: str, processes: int = 1, simulated: str = "", round_seconds: int = 1
) -> AbstractContextManager[Served]:
    """Run a hotline server.

    Args:
        database: URL of its database.
        processes: number of processes.
        simulated: URL of the database on whose calls it simulates; empty for its own.
        round_seconds: pause before and between rounds of background work.
    """
    environment = {
        "HOTLINE_LISTEN": "127.0.0.1:0",
        "HOTLINE_DATABASE": database,
        "HOTLINE_WORKERS": str(WORKERS),
        "HOTLINE_PROCESSES": str(processes),
        "HOTLINE_SIMULATION_DATABASE": simulated,
        "HOTLINE_ROUND_SECONDS": str(round_seconds),
    }
    return _served("hotline_server.cli.main", ("serve",), environment)


@contextmanager
def _served(module: str, arguments: tuple[str, ...], environment: Mapping[str, str]) -> Iterator[Served]:
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        line = process.stdout.readline() if process.stdout else ""
        yield Served(line.split(" ")[2].rstrip(), process.pid)
    finally:
        process.terminate()
        process.communicate()
