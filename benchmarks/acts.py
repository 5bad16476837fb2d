"""Acts on cases relative to a bare gRPC echo: ``make benchmark-acts``.

A department accepts assignments, each of another case, as fast as its callers can; the echo server returns a
message to the same client, so it shows what gRPC and Python alone can do. RegisterCall is measured beside them,
since an act should cost no more than a call. The processor time is that of the server's process alone, commits
included, and for calls the background work that follows from them: their words are indexed, and hotspots gathered.
Nothing of the kind follows from an acceptance, and what is left to do about its case from the registration, just
before, is not done meanwhile. The statements are those of one act on a quiet server, without the beginning and end of
the transaction. Everything is measured several times over, and the run with the least processor time counts, since
whatever else the machine does can only add to it.
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import grpc
from hotline.v1 import case_pb2, department_service_pb2_grpc, intake_service_pb2_grpc
from hotline.v1 import department_service_pb2 as department_pb
from hotline.v1.intake_service_pb2 import RegisteredCase
from hotline_client import connect
from hotline_server.ground.config import Settings
from hotline_server.runtime.server import start

from benchmarks.identity import METADATA, TOKEN
from benchmarks.serving import Served, echo_server, hotline_server
from benchmarks.throughput import CALLS_PER_MESSAGE, CONNECTIONS, a_request
from evaluation.figures import Figures, print_figures, put_between_marks

CONCURRENCIES = (1, 8)
SECTION = "acts"
CASES_PER_SECOND = 2000
# Longer than a run, so that no background work is done.
NO_ROUNDS = 3600
# After as many, connections are open and caches are filled.
ACTS_BEFORE_COUNTING = 10
Send = Callable[[grpc.aio.Channel], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Cost:
    """Cost of one rpc under one load: rpcs per second, and the server's processor time for each in milliseconds."""

    rate: float
    milliseconds: float


async def load(served: Served, send: Send, concurrency: int, seconds: float) -> Cost:
    """Send rpcs for some seconds; each caller sends the next once the last one is answered."""
    options = [("grpc.use_local_subchannel_pool", 1)]
    channels = [grpc.aio.insecure_channel(served.address, options=options) for _ in range(CONNECTIONS)]

    async def caller(channel: grpc.aio.Channel, until: float) -> int:
        count = 0
        while time.perf_counter() < until:
            await send(channel)
            count += 1
        return count

    async def all_callers(until: float) -> int:
        counts = await asyncio.gather(*(caller(channels[place % CONNECTIONS], until) for place in range(concurrency)))
        return sum(counts)

    await all_callers(time.perf_counter() + seconds / 4)
    used, started = served.processor_seconds, time.perf_counter()
    count = await all_callers(started + seconds)
    took, used = time.perf_counter() - started, served.processor_seconds - used
    for channel in channels:
        await channel.close()
    return Cost(count / took, used / count * 1e3)


def register(channel: grpc.aio.Channel) -> Awaitable[Any]:
    """Register a call; the echo returns it."""
    return intake_service_pb2_grpc.IntakeServiceStub(channel).RegisterCall(a_request(), metadata=METADATA)


def accepting(assigned: Iterator[RegisteredCase]) -> Send:
    """Return a sender that accepts the assignment of the next case; the department is that of the first decision."""

    def accept(channel: grpc.aio.Channel) -> Awaitable[Any]:
        case = next(assigned)
        request = department_pb.AcceptAssignmentRequest(
            context=case_pb2.ActContext(number=case.number, etag=case.etag, actor="基准测试"),
            department=case.lead_department.name,
        )
        stub = department_service_pb2_grpc.DepartmentServiceStub(channel)
        return stub.AcceptAssignment(request, metadata=METADATA)

    return accept


def assigned_cases(address: str, count: int) -> list[RegisteredCase]:
    """Register calls that the rule book assigns to a department; returns their cases."""
    with connect(address, TOKEN) as hotline:
        results = hotline.register_many((a_request() for _ in range(count)), CALLS_PER_MESSAGE)
        cases = [result.registered for result in results]
    return [case for case in cases if case.state == case_pb2.CASE_STATE_ASSIGNED]


def measure(databases: Mapping[str, Callable[[], str]], seconds: float, rounds: int) -> dict[str, list[Cost]]:
    """Measure the bare echo, then calls and acts on each database.

    Args:
        databases: functions that return the URL of a database, empty if there is one to be had for each run: what
            earlier runs left to be gathered into hotspots would be gathered beside.
        seconds: duration of a run.
        rounds: number of runs of each kind.

    Returns:
        By what was measured, the best cost of each concurrency.
    """

    def accept(served: Served) -> Send:
        return accepting(iter(assigned_cases(served.address, int(seconds * CASES_PER_SECOND))))

    def best(server: Callable[[], AbstractContextManager[Served]], prepare: Callable[[Served], Send]) -> list[Cost]:
        runs = [[_run(server(), prepare, callers, seconds) for _ in range(rounds)] for callers in CONCURRENCIES]
        return [min(costs, key=lambda cost: cost.milliseconds) for costs in runs]

    costs = {"bare echo": best(echo_server, lambda _: register)}
    for name, url in databases.items():
        costs[f"RegisterCall, {name}"] = best(partial(_serve, url), lambda _: register)
        costs[f"AcceptAssignment, {name}"] = best(partial(_serve, url, NO_ROUNDS), accept)
    return costs


def _serve(url: Callable[[], str], round_seconds: int = 1) -> AbstractContextManager[Served]:
    return hotline_server(url(), round_seconds=round_seconds)


def _run(
    server: AbstractContextManager[Served], prepare: Callable[[Served], Send], concurrency: int, seconds: float
) -> Cost:
    with server as served:
        return asyncio.run(load(served, prepare(served), concurrency, seconds))


def count_statements(folder: Path) -> int:
    """Count the statements of one act, on a server of its own in this process."""
    database = f"sqlite:///{folder / 'counted.db'}"
    server = start(Settings(listen="127.0.0.1:0", database=database, round_seconds=NO_ROUNDS))
    try:
        cases = iter(assigned_cases(server.address, ACTS_BEFORE_COUNTING + 1))
        for _ in range(ACTS_BEFORE_COUNTING):
            asyncio.run(_once(server.address, accepting(cases)))
        seen: list[str] = []
        server.service.stores.database.query_hooks.append(lambda event: seen.append(event.sql))
        asyncio.run(_once(server.address, accepting(cases)))
        return len(seen)
    finally:
        server.stop(0)


async def _once(address: str, send: Send) -> None:
    async with grpc.aio.insecure_channel(address) as channel:
        await send(channel)


def main() -> None:
    """Measure, and print the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=3.0, help="duration of each measurement")
    parser.add_argument("--rounds", type=int, default=3, help="of each measurement, of which the best counts")
    parser.add_argument("--postgresql", default="", help="URL of an empty database to measure as well")
    parser.add_argument("--page", type=Path, help="page to write the figures into, between its marks")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = count()
        databases = {"SQLite": lambda: f"sqlite:///{Path(folder) / f'{next(files)}.db'}"}
        if arguments.postgresql:
            databases["PostgreSQL"] = lambda: str(arguments.postgresql)
        costs = measure(databases, arguments.seconds, arguments.rounds)
        figures = _figures(costs, count_statements(Path(folder)))
    print_figures([figures])
    if arguments.page:
        put_between_marks(arguments.page, SECTION, figures.markdown())


def _figures(costs: Mapping[str, Sequence[Cost]], statements: int) -> Figures:
    headings = [f"{what}, {callers} at a time" for callers in CONCURRENCIES for what in ("a second (share)", "ms")]
    echo = next(iter(costs.values()))
    rows = [
        (name, *(cell for one, bare in zip(loads, echo, strict=True) for cell in _cells(one, bare)))
        for name, loads in costs.items()
    ]
    title = (
        "rpcs a second, their share of the bare echo, and milliseconds of the server's processor time for each; "
        f"one AcceptAssignment takes {statements} statements"
    )
    return Figures(title, ("rpc", *headings), rows)


def _cells(one: Cost, bare: Cost) -> tuple[str, str]:
    return f"{one.rate:.0f} ({one.rate / bare.rate:.0%})", f"{one.milliseconds:.2f}"


if __name__ == "__main__":
    main()
