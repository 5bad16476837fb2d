"""Parts of an act and of a call, and what each costs: ``make benchmark-parts``.

One caller accepts assignments, or registers calls, at a server in this process; the caller is another process. Each
part is a function of the server. Its processor time is that of its thread while no part within it runs, as a median
over all rpcs; what is left of the process's time belongs to gRPC's own threads and to waking others. The function calls
of a part, those of Python and of C, are counted apart from the times. They are the same on every machine, however busy
it is, so that they show whether a change saves work.
"""

import argparse
import asyncio
import multiprocessing
import statistics
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType
from typing import Any

import grpc
from hotline_server.api import messages
from hotline_server.api.guards import guard
from hotline_server.api.guards.admission import WorkerPool
from hotline_server.api.guards.gate import Gate
from hotline_server.desk.cases import registration
from hotline_server.desk.cases.acts import CaseActs
from hotline_server.desk.records.masking import Masking
from hotline_server.ground.config import Settings
from hotline_server.runtime.server import start
from hotline_server.store.cases import case_files, new_cases
from hotline_server.store.cases.recent_cases import RecentCases
from hotline_server.store.engine.group_commit import Writer
from peewee import SqliteDatabase

from benchmarks import bare_server
from benchmarks.acts import accepting, assigned_cases, register
from evaluation.figures import Figures, print_figures

RPCS = 400
COUNTED = 5
# After as many, connections are open and caches are filled.
RPCS_BEFORE = 30
REST = "gRPC's threads, waking others"
PARTS: Mapping[str, tuple[tuple[object, str], ...]] = {
    "identity, rights, texts": ((Gate, "enter"), (guard, "normalise_texts")),
    "the transaction": ((Writer, "_do"),),
    "its commit": ((SqliteDatabase, "commit"),),
    "an act: load": ((case_files.CaseFiles, "load_all"),),
    "an act: do it": ((CaseActs, "_do"),),
    "an act: rows and proofs": ((case_files, "write_out"),),
    "an act: save": ((case_files.CaseFiles, "save_all"),),
    "an act: the case after it": ((CaseActs, "present"),),
    "a call: check and normalise": ((registration.Registration, "arrival"),),
    "a call: read the text": ((registration, "read_text"), (registration, "locate"), (registration, "_sightings")),
    "a call: earlier calls": ((RecentCases, "count"), (RecentCases, "first_lead")),
    "a call: suggest and decide": ((registration, "find_grounds"), (registration, "decide")),
    "a call: first step": ((registration, "follow"),),
    "a call: rows and proofs": ((new_cases, "_add_rows"),),
    "a call: save": ((new_cases.NewCases, "create"),),
    "messages and slips": tuple(
        (owner, name) for owner in (case_files.CaseFiles, new_cases.NewCases) for name in ("_messages", "_drafts")
    ),
    "answer: mask": ((Masking, "case"), (Masking, "log")),
    "answer: allowed acts": ((messages, "permitted_acts"),),
    "answer: message": ((messages.CaseMessages, "case"),),
}
ANY_WORKER = "the worker: gRPC, guards, servicer"


class Meter:
    """Meter of parts: function calls while it counts, else processor time."""

    def __init__(self) -> None:
        self.counts = False
        self.spent: defaultdict[str, int] = defaultdict(int)
        self._running = threading.local()

    def measured(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that is measured as a part."""

        @wraps(function)
        def run(*arguments: Any, **named: Any) -> Any:
            running = self._running
            outer, running.part = getattr(running, "part", ""), part
            self._settle(outer)
            if self.counts and not outer:
                sys.setprofile(self._count)
            try:
                return function(*arguments, **named)
            finally:
                self._settle(part)
                running.part = outer
                if not outer:
                    sys.setprofile(None)

        return run

    def _settle(self, part: str) -> None:
        """Charge a part with the processor time of the thread since the last time."""
        now = time.thread_time_ns()
        if part and not self.counts:
            self.spent[part] += now - self._running.since
        self._running.since = now

    def _count(self, frame: FrameType, event: str, argument: Any) -> None:  # noqa: ARG002 - as sys.setprofile has it
        if event in ("call", "c_call"):
            self.spent[self._running.part] += 1


def install(meter: Meter) -> None:
    """Measure all parts from now on."""
    submit = WorkerPool.submit

    def submit_measured(pool: WorkerPool, function: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        return submit(pool, meter.measured(ANY_WORKER, function), *arguments, **named)

    WorkerPool.submit = submit_measured  # type: ignore[method-assign]
    for part, functions in PARTS.items():
        for owner, name in functions:
            setattr(owner, name, meter.measured(part, getattr(owner, name)))


class Caller:
    """Caller in a process of its own, who sends an rpc whenever told to."""

    def __init__(self, address: str, rpc: str) -> None:
        """Begin, and prepare what is to be sent.

        Args:
            address: of the server.
            rpc: ``act`` or ``call``.
        """
        self._told, theirs = multiprocessing.Pipe()
        context = multiprocessing.get_context("spawn")
        self._process = context.Process(target=_send_when_told, args=(theirs, address, rpc), daemon=True)
        self._process.start()
        self._told.recv()

    def send(self) -> int:
        """Send an rpc; returns the processor time of this process until it is answered, in nanoseconds."""
        used = time.process_time_ns()
        self._told.send(True)
        self._told.recv()
        # Threads still do what comes after the answer.
        time.sleep(0.002)
        return time.process_time_ns() - used

    def end(self) -> None:
        """End the process."""
        self._told.send(False)
        self._process.join()


def _send_when_told(told: Connection, address: str, rpc: str) -> None:
    total = RPCS_BEFORE + RPCS + COUNTED + 1
    send = accepting(iter(assigned_cases(address, total))) if rpc == "act" else register

    async def send_all() -> None:
        async with grpc.aio.insecure_channel(address) as channel:
            told.send(None)
            while told.recv():
                await send(channel)
                told.send(None)

    asyncio.run(send_all())


def measure(rpc: str, folder: Path) -> Mapping[str, tuple[float, float]]:
    """Measure one rpc by its parts.

    Args:
        rpc: ``act`` or ``call``.
        folder: for the database.

    Returns:
        Function calls and milliseconds of each part of one rpc.
    """
    meter = Meter()
    install(meter)
    server = start(Settings(listen="127.0.0.1:0", database=f"sqlite:///{folder / 'parts.db'}", round_seconds=3600))
    caller = Caller(server.address, rpc)

    def one() -> Mapping[str, int]:
        meter.spent.clear()
        rest = caller.send() - sum(meter.spent.values())
        return {**meter.spent, **({} if meter.counts else {REST: rest})}

    try:
        for _ in range(RPCS_BEFORE):
            one()
        times = [one() for _ in range(RPCS)]
        meter.counts = True
        counts = [one() for _ in range(COUNTED + 1)][1:]
        caller.end()
    finally:
        server.stop(0)
    parts = [part for part in (ANY_WORKER, *PARTS, REST) if any(part in one for one in times)]
    return {
        part: (min(one.get(part, 0) for one in counts), _milliseconds([one.get(part, 0) for one in times]))
        for part in parts
    }


def measure_echo() -> float:
    """Measure the bare echo of a call in this process, in milliseconds."""
    server, address = bare_server.start()
    caller = Caller(address, "call")
    times = [caller.send() for _ in range(RPCS_BEFORE + RPCS)][RPCS_BEFORE:]
    caller.end()
    server.stop(0).wait()
    return _milliseconds(times)


def _milliseconds(nanoseconds: Sequence[int]) -> float:
    return statistics.median(nanoseconds) / 1e6


def main() -> None:
    """Measure, and print the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rpc", choices=("act", "call"), help="AcceptAssignment, or RegisterCall")
    rpc = parser.parse_args().rpc
    echoes = [measure_echo()]
    with tempfile.TemporaryDirectory() as folder:
        parts = measure(rpc, Path(folder))
    echoes.append(measure_echo())
    sums = [sum(column) for column in zip(*parts.values(), strict=True)]
    rows = [(part, f"{calls:.0f}", f"{spent:.2f}") for part, (calls, spent) in parts.items()]
    rows.append(("altogether", f"{sums[0]:.0f}", f"{sums[1]:.2f}"))
    rows.append(("bare echo, before and after", "", " and ".join(f"{echo:.2f}" for echo in echoes)))
    title = f"one {'AcceptAssignment' if rpc == 'act' else 'RegisterCall'} on SQLite, one caller"
    print_figures([Figures(title, ("part", "function calls", "ms"), rows)])


if __name__ == "__main__":
    main()
