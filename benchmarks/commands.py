"""Processor time of commands, relative to importing grpc: ``make benchmark-commands``.

Every command that talks to a server imports grpc, which no change to the project can make faster. What is measured is
the time of the command's own process, in user and system mode; the server, which runs beside it, is not in it.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from hotline_server.ground.config import Settings
from hotline_server.runtime.server import start
from rich.console import Console
from rich.table import Table

from benchmarks.identity import TOKEN

BESIDE = {"python -c pass": ("-c", "pass"), "import grpc": ("-c", "import grpc")}
HOTLINE = ("-m", "hotline_server.cli.main")
COMMANDS = (
    "--help",
    "show --help",
    "register 楼下烧烤店油烟太大",
    "show {number}",
    "list",
    "caller {number} --why 回访",
    "act assign {number} --lead 城市管理局",
    "act supervise {number} --department 城市管理局 --why 催办",
    "report hot",
    "report bulletin --from 2026-11-01 --to 2026-11-02",
    "announce list",
    "archive search",
    "audit search",
    "rules explain {number}",
    "rules versions",
)


def processor_seconds(arguments: Sequence[str], runs: int) -> float:
    """Run a Python program several times; returns the processor time of the fastest run."""
    return min(_processor_seconds(arguments) for _ in range(runs))


def _processor_seconds(arguments: Sequence[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=False, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure, and print the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="of each command, of which the fastest counts")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "token").write_text(TOKEN)
        server = start(Settings(listen="127.0.0.1:0", database=f"sqlite:///{Path(folder) / 'benchmark.db'}"))
        os.environ |= {"HOTLINE_SERVER": server.address, "HOTLINE_TOKEN_FILE": str(Path(folder) / "token")}
        number = _register()
        measured = {name: processor_seconds(program, runs) for name, program in BESIDE.items()}
        for words in COMMANDS:
            arguments = words.format(number=number).split()
            measured[f"hotline {words}"] = processor_seconds((*HOTLINE, *arguments), runs)
        server.stop(0)
    _print(measured)


def _register() -> str:
    command = [sys.executable, *HOTLINE, "register", "楼下烧烤店油烟太大", "--json"]
    case = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return str(json.loads(case)["number"])


def _print(measured: dict[str, float]) -> None:
    table = Table(title="processor time of commands")
    for heading in ("", "seconds", "relative to importing grpc", "to the interpreter"):
        table.add_column(heading, justify="right" if heading else "left")
    interpreter, grpc = measured["python -c pass"], measured["import grpc"]
    for name, seconds in measured.items():
        table.add_row(name, f"{seconds:.3f}", f"{seconds / grpc:.1f}x", f"{seconds / interpreter:.0f}x")
    Console(width=110).print(table)


if __name__ == "__main__":
    main()
