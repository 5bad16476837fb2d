"""Several server processes on one address: a Python process computes on one processor only.

The parent serves nothing. It keeps the address, starts the processes, gives each a processor of its
own, replaces one that dies, and ends them together. The kernel spreads connections over them; they
share nothing but the database.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from contextlib import closing

import grpc
import structlog
from grpc_health.v1 import health_pb2, health_pb2_grpc
from prometheus_client import CollectorRegistry, multiprocess

from hotline_server.ground.config import Settings

# How long a process that died is left alone, so that one that cannot start does not spin.
PAUSE_SECONDS = 1.0
# Longer than a process takes to drain.
END_SECONDS = 30.0
ANSWER_SECONDS = 2.0
# A process that hangs is worse than a dead one: its callers wait for it. One that has not answered so many
# times, asked so often, is killed.
LOOK_SECONDS = 2.0
SILENT_LOOKS = 3
_log = structlog.get_logger()


class AddressTakenError(Exception):
    """The address is already in use."""


class ProcessFailedError(Exception):
    """A process did not start; it has said why on standard error."""


class Processes:
    """The processes that serve one address."""

    def __init__(self, settings: Settings) -> None:
        """Keep the address and start as many processes as ``settings`` say.

        Raises:
            AddressTakenError: something else listens there.
            ProcessFailedError: one of them could not start.
        """
        self._sockets = [_reserved(settings.listen)]
        if settings.listen_systems:
            self._sockets.append(_reserved(settings.listen_systems))
        self._metrics = tempfile.TemporaryDirectory(prefix="hotline-metrics-")
        addresses = [_address_of(keeper) for keeper in self._sockets]
        self.address = addresses[0]
        self._environment = os.environ | {
            "HOTLINE_LISTEN": self.address,
            "HOTLINE_PROCESSES": "1",
            "HOTLINE_LISTEN_SYSTEMS": "".join(addresses[1:]),
            "PROMETHEUS_MULTIPROC_DIR": self._metrics.name,
        }
        self._processors = sorted(os.sched_getaffinity(0))
        self._ending = threading.Event()
        # Held while one is started: what is started after the end would never be ended.
        self._starting = threading.Lock()
        self._running: dict[int, subprocess.Popen[str]] = {}
        self._greeted: set[int] = set()
        if not all(self._start(place) for place in range(settings.processes)):
            self.end()
            raise ProcessFailedError
        self._keepers = [threading.Thread(target=self._keep, args=(place,)) for place in range(settings.processes)]
        for keeper in self._keepers:
            keeper.start()
        threading.Thread(target=self._look_after, name="looking-after", daemon=True).start()

    @property
    def pids(self) -> Sequence[int]:
        """The processes that run."""
        return [process.pid for process in self._running.values()]

    def end(self) -> None:
        """Let every process finish what it has in hand, and wait for them."""
        self._ending.set()
        with self._starting:
            for process in self._running.values():
                process.send_signal(signal.SIGTERM)
        for process in self._running.values():
            try:
                process.wait(END_SECONDS)
            except subprocess.TimeoutExpired:
                _log.error("process did not end in time", pid=process.pid)
                process.kill()
        for keeper in self._sockets:
            keeper.close()
        self._metrics.cleanup()

    def are_ready(self) -> bool:
        """Whether all run and take calls."""
        if any(process.poll() is not None for process in self._running.values()):
            return False
        serving = health_pb2.HealthCheckResponse.SERVING
        return all(self._status(place) == serving for place in self._running)

    def _own_address(self, place: int) -> str:
        """Where a process answers its parent alone."""
        return f"unix:{self._metrics.name}/{place}.sock"

    def _status(self, place: int) -> int | None:
        """What a process says of itself; ``None`` if it does not answer."""
        with grpc.insecure_channel(self._own_address(place)) as channel:
            try:
                answer = health_pb2_grpc.HealthStub(channel).Check(
                    health_pb2.HealthCheckRequest(), timeout=ANSWER_SECONDS
                )
            except grpc.RpcError:
                return None
        return int(answer.status)

    def _look_after(self) -> None:
        silent: dict[int, int] = {}
        while not self._ending.wait(LOOK_SECONDS):
            for place, process in list(self._running.items()):
                if process.pid not in self._greeted or process.poll() is not None or self._status(place) is not None:
                    silent.pop(process.pid, None)
                    continue
                silent[process.pid] = silent.get(process.pid, 0) + 1
                if silent[process.pid] == SILENT_LOOKS and not self._ending.is_set():
                    _log.error("process does not answer, it is killed", pid=process.pid)
                    process.kill()

    def registry(self) -> CollectorRegistry:
        """The metrics of all of them, added up."""
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry, self._metrics.name)  # type: ignore[no-untyped-call]
        return registry

    def _start(self, place: int) -> bool:
        """Start a process in a place, unless the end has come; false if it could not begin to serve."""
        with self._starting:
            if self._ending.is_set():
                return True
            process = self._running[place] = subprocess.Popen(
                [sys.executable, "-m", "hotline_server.cli.main", "serve"],
                env=self._environment | {"HOTLINE_SUPERVISED": self._own_address(place)},
                # Open for as long as the parent lives: a process that reads its end stops by itself.
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        os.sched_setaffinity(process.pid, {self._processors[place % len(self._processors)]})
        if process.stdout is None or not process.stdout.readline():
            return False
        self._greeted.add(process.pid)
        threading.Thread(target=_drain, args=(process.stdout.read,), daemon=True).start()
        return True

    def _keep(self, place: int) -> None:
        while True:
            process = self._running[place]
            code = process.wait()
            if self._ending.is_set():
                return
            _log.error("process died", pid=process.pid, code=code)
            self._greeted.discard(process.pid)
            multiprocess.mark_process_dead(process.pid, self._metrics.name)  # type: ignore[no-untyped-call]
            while not self._ending.wait(PAUSE_SECONDS) and not self._start(place):
                _log.error("process could not be replaced")


def _address_of(keeper: socket.socket) -> str:
    host, port = keeper.getsockname()[:2]
    return f"[{host}]:{port}" if keeper.family == socket.AF_INET6 else f"{host}:{port}"


def _drain(read: Callable[[], str]) -> None:
    read()


def _reserved(listen: str) -> socket.socket:
    """A socket that keeps the address without listening, so that its port is known and stays ours."""
    host, _, port = listen.rpartition(":")
    family, kind, protocol, _, address = socket.getaddrinfo(host.strip("[]"), int(port), type=socket.SOCK_STREAM)[0]
    try:
        # Without sharing, this fails where another server listens, be it one that shares.
        with closing(socket.socket(family, kind, protocol)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
        keeper = socket.socket(family, kind, protocol)
        keeper.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        keeper.bind(address)
    except OSError as error:
        raise AddressTakenError(f"{listen} 不能监听:{error}") from None
    return keeper
