"""Throughput of registration relative to a bare gRPC echo: ``make benchmark-throughput``.

The echo server returns the same message to the same client over as many connections and for as many
callers, so it shows what gRPC and Python alone can do: the share of it that RegisterCall reaches tells
what deciding and durably storing a call costs. Client and servers share the machine.
"""

import argparse
import asyncio
import multiprocessing
import os
import random
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import grpc
from hotline.v1 import case_pb2, intake_service_pb2, intake_service_pb2_grpc
from hotline_client import connect

from benchmarks.identity import METADATA, TOKEN
from benchmarks.serving import Served, echo_server, hotline_server
from evaluation.figures import Figures, print_figures, put_between_marks

CONCURRENCIES = (1, 8, 32, 128)
HEADINGS = tuple(map(str, CONCURRENCIES))
SECTION = "throughput"
# Like a switch with several lines: the kernel spreads connections over the processes of a server.
CONNECTIONS = 8
CALLS_PER_MESSAGE = 50
CONTENT = "小区门口的公交站牌被撞倒半个月了,一直没有人来修,老人等车很不方便,投诉"
WARM_UP_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Measurement:
    """Result of one load on one server: calls per second, and the p99 latency in seconds."""

    rate: float
    p99: float


def a_request(content: str = CONTENT) -> intake_service_pb2.RegisterCallRequest:
    """Make a request with a random caller."""
    phone = f"139{random.randrange(10**8):08d}"
    call = case_pb2.Call(content=content, operator="0712", caller=case_pb2.Caller(phone=phone))
    return intake_service_pb2.RegisterCallRequest(request_id=uuid.uuid4().hex, call=call)


async def load(address: str, concurrency: int, seconds: float) -> Measurement:
    """Send calls for some seconds; each caller sends the next call once the last one is answered."""
    options = [("grpc.use_local_subchannel_pool", 1)]
    channels = [grpc.aio.insecure_channel(address, options=options) for _ in range(CONNECTIONS)]
    stubs = [intake_service_pb2_grpc.IntakeServiceStub(channel) for channel in channels]
    latencies: list[float] = []

    async def caller(stub: intake_service_pb2_grpc.IntakeServiceStub, until: float) -> None:
        while time.perf_counter() < until:
            started = time.perf_counter()
            await stub.RegisterCall(a_request(), metadata=METADATA)  # type: ignore[misc]
            latencies.append(time.perf_counter() - started)

    async def all_callers(until: float) -> None:
        await asyncio.gather(*(caller(stubs[place % CONNECTIONS], until) for place in range(concurrency)))

    await all_callers(time.perf_counter() + seconds * WARM_UP_SHARE)
    latencies.clear()
    started = time.perf_counter()
    await all_callers(started + seconds)
    rate = len(latencies) / (time.perf_counter() - started)
    for channel in channels:
        await channel.close()
    return Measurement(rate, sorted(latencies)[int(len(latencies) * 0.99) - 1])


def stream(address: str, seconds: float) -> float:
    """Send calls over one stream for some seconds; return calls per second."""
    with connect(address, TOKEN) as hotline:
        until = time.perf_counter() + seconds

        def calls() -> Iterator[intake_service_pb2.RegisterCallRequest]:
            while time.perf_counter() < until:
                yield a_request()

        started = time.perf_counter()
        count = sum(1 for _ in hotline.register_many(calls(), CALLS_PER_MESSAGE))
        return count / (time.perf_counter() - started)


def streams(address: str, seconds: float, count: int) -> float:
    """Send calls over several streams, each from a process of its own; return calls per second in all."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(count) as pool:
        return sum(pool.starmap(stream, [(address, seconds)] * count))


def main() -> None:
    """Measure, and print the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0, help="duration of each measurement")
    parser.add_argument("--postgresql", default="", help="URL of an empty database to measure as well")
    parser.add_argument("--page", type=Path, help="page to write the figures into, between its marks")
    parser.add_argument(
        "--processes", type=int, default=len(os.sched_getaffinity(0)), help="server processes to measure, besides one"
    )
    arguments = parser.parse_args()
    seconds, several = arguments.seconds, arguments.processes
    with tempfile.TemporaryDirectory() as folder:
        databases = {
            "SQLite, 1 process": (f"sqlite:///{Path(folder) / 'one.db'}", 1),
            f"SQLite, {several} processes": (f"sqlite:///{Path(folder) / 'several.db'}", several),
        }
        if arguments.postgresql:
            databases["PostgreSQL, 1 process"] = (arguments.postgresql, 1)
            databases[f"PostgreSQL, {several} processes"] = (arguments.postgresql, several)
        measured = {"bare echo": _measure(echo_server(), seconds)}
        streamed: dict[str, float] = {}
        for name, (url, processes) in databases.items():
            measured[name] = _measure(hotline_server(url, processes), seconds)
            with hotline_server(url, processes) as served:
                streamed[name] = streams(served.address, seconds, processes)
    figures = [*_by_callers(measured), _by_stream(streamed, max(one.rate for one in measured["bare echo"]))]
    print_figures(figures)
    if arguments.page:
        put_between_marks(arguments.page, SECTION, "\n\n".join(one.markdown() for one in figures))


def _by_callers(measured: Mapping[str, Sequence[Measurement]]) -> Iterator[Figures]:
    """Yield the rates and the latencies of unary calls, each beside the echo's at as many callers."""
    rates: Callable[[Measurement, Measurement], str] = lambda one, of: f"{one.rate:.0f} ({one.rate / of.rate:.0%})"  # noqa: E731
    waits: Callable[[Measurement, Measurement], str] = lambda one, of: f"{one.p99 * 1e3:.1f} ({one.p99 / of.p99:.1f}x)"  # noqa: E731
    echo = measured["bare echo"]
    for title, cell in (("calls per second", rates), ("p99 in milliseconds", waits)):
        rows = [
            (name, *(cell(one, of) for one, of in zip(results, echo, strict=True)))
            for name, results in measured.items()
        ]
        yield Figures(f"{title} (relative to the bare echo), by number of callers", ("server", *HEADINGS), rows)


def _by_stream(streamed: Mapping[str, float], best: float) -> Figures:
    """Return the rates of streams, beside the best one of the unary echo."""
    title = "RegisterCalls, one stream per server process, each from a client process of its own"
    rows = [(name, f"{rate:.0f} ({rate / best:.0%})") for name, rate in streamed.items()]
    return Figures(title, ("server", "calls per second (relative to the best unary echo)"), rows)


def _measure(server: AbstractContextManager[Served], seconds: float) -> list[Measurement]:
    with server as served:
        return [asyncio.run(load(served.address, concurrency, seconds)) for concurrency in CONCURRENCIES]


if __name__ == "__main__":
    main()
