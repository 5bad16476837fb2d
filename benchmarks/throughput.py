"""Calls per second beside the bare transport: ``make benchmark-throughput``.

A bare echo server and the hotline server run in processes of their own; one client, in a third,
sends the same call to each with the same concurrency. The echo is the ceiling: what RegisterCall
reaches of it is what durable, decided registration costs.
"""

import argparse
import asyncio
import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from multiprocessing.queues import Queue
from pathlib import Path

import grpc
from hotline.v1 import case_pb2, intake_service_pb2, intake_service_pb2_grpc
from rich.console import Console
from rich.table import Table

CONCURRENCIES = (1, 8, 32, 128)
WORKERS = 32
CONTENT = "小区门口的公交站牌被撞倒半个月了,一直没有人来修,老人等车很不方便,投诉"


class Echo(intake_service_pb2_grpc.IntakeServiceServicer):
    """Answers with the call it got, and does nothing else."""

    def RegisterCall(
        self,
        request: intake_service_pb2.RegisterCallRequest,
        context: grpc.ServicerContext,  # noqa: ARG002
    ) -> intake_service_pb2.RegisterCallResponse:
        return intake_service_pb2.RegisterCallResponse(case=case_pb2.Case(call=request.call))


def serve_echo(ready: "Queue[str]") -> None:
    """Run the bare echo server until the process is ended."""
    server = grpc.server(ThreadPoolExecutor(WORKERS))
    intake_service_pb2_grpc.add_IntakeServiceServicer_to_server(Echo(), server)
    ready.put(f"127.0.0.1:{server.add_insecure_port('127.0.0.1:0')}")
    server.start()
    server.wait_for_termination()


@contextmanager
def echo_server() -> Iterator[str]:
    """A bare echo server of its own process, by its address."""
    context = multiprocessing.get_context("spawn")
    ready: Queue[str] = context.Queue()
    process = context.Process(target=serve_echo, args=(ready,), daemon=True)
    process.start()
    try:
        yield ready.get(timeout=30)
    finally:
        process.kill()
        process.join()


@contextmanager
def hotline_server(database: str) -> Iterator[str]:
    """A hotline server of its own process, by its address."""
    environment = os.environ | {
        "HOTLINE_LISTEN": "127.0.0.1:0",
        "HOTLINE_DATABASE": database,
        "HOTLINE_WORKERS": str(WORKERS),
    }
    command = (os.environ.get("CMD") or f"{sys.executable} -m hotline_server.cli.main serve").split()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)  # noqa: S603
    try:
        line = process.stdout.readline() if process.stdout else ""
        yield line.split(" ")[2]
    finally:
        process.terminate()
        process.communicate()


async def load(address: str, concurrency: int, seconds: float) -> tuple[float, list[float]]:
    """Send calls for a while; calls per second, and how long each took in seconds, sorted."""
    async with grpc.aio.insecure_channel(address) as channel:
        stub = intake_service_pb2_grpc.IntakeServiceStub(channel)
        latencies: list[float] = []

        async def caller(until: float) -> None:
            while time.perf_counter() < until:
                phone = f"139{random.randrange(10**8):08d}"  # noqa: S311
                call = case_pb2.Call(content=CONTENT, operator="0712", caller=case_pb2.Caller(phone=phone))
                request = intake_service_pb2.RegisterCallRequest(request_id=uuid.uuid4().hex, call=call)
                started = time.perf_counter()
                await stub.RegisterCall(request)
                latencies.append(time.perf_counter() - started)

        warm_until = time.perf_counter() + seconds / 4
        await asyncio.gather(*(caller(warm_until) for _ in range(concurrency)))
        latencies.clear()
        started = time.perf_counter()
        await asyncio.gather(*(caller(started + seconds) for _ in range(concurrency)))
        return len(latencies) / (time.perf_counter() - started), sorted(latencies)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=4.0, help="for each measurement")
    parser.add_argument("--postgresql", default="", help="URL of an empty database to measure too")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        databases = {"SQLite": f"sqlite:///{Path(folder) / 'benchmark.db'}"}
        if arguments.postgresql:
            databases["PostgreSQL"] = arguments.postgresql
        measured = {"bare echo": _measure(echo_server(), arguments.seconds)}
        for name, url in databases.items():
            measured[name] = _measure(hotline_server(url), arguments.seconds)
    table = Table(title="calls per second, and p99 in milliseconds (ratio to the bare echo)")
    table.add_column("callers", justify="right")
    for name in measured:
        table.add_column(name, justify="right")
    echo = measured["bare echo"]
    for place, concurrency in enumerate(CONCURRENCIES):
        cells = []
        for results in measured.values():
            rate, p99 = results[place]
            cells.append(f"{rate:.0f} ({rate / echo[place][0]:.0%}), {p99 * 1e3:.1f} ({p99 / echo[place][1]:.1f}x)")
        table.add_row(str(concurrency), *cells)
    Console(width=110).print(table)


def _measure(server: AbstractContextManager[str], seconds: float) -> list[tuple[float, float]]:
    results = []
    with server as address:
        for concurrency in CONCURRENCIES:
            rate, latencies = asyncio.run(load(address, concurrency, seconds))
            results.append((rate, latencies[int(len(latencies) * 0.99) - 1]))
    return results


if __name__ == "__main__":
    main()
