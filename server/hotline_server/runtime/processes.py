"""Supervisor of several server processes on one address, since a Python process uses only one core.

The parent serves nothing. It reserves the address, starts the processes, pins each to a core, replaces those
that die or hang, and ends them together. The kernel distributes connections; the processes share only
the database. The parent imports as little as possible to stay small.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType

from hotline_server.ground.environment import PREFIX
from hotline_server.runtime.supervision import Alive, Failed, Started, parse

# Pause before a dead process is replaced, so that one that cannot start does not spin.
PAUSE_SECONDS = 1.0
# Longer than a process takes to drain.
END_SECONDS = 30.0
# A hung process is worse than a dead one, since its callers wait: one that stays silent for this many checks is
# killed.
CHECK_SECONDS = 1.0
SILENT_CHECKS = 10


class AddressTakenError(Exception):
    """Address that is already in use."""


class ProcessFailedError(Exception):
    """Process that did not start; carries its error message, which is empty if it died without one."""


@dataclass(slots=True)
class _Place:
    """Slot for a process and its replacements.

    Attributes:
        number: from 0.
        process: current or last process.
        has_started: True once that process has taken calls.
        is_ready: True while it takes calls.
        silent_checks: checks since its last message.
    """

    number: int
    process: "subprocess.Popen[str] | None" = None
    has_started: bool = False
    is_ready: bool = False
    silent_checks: int = 0

    def is_running(self) -> bool:
        """Return True if a process is running."""
        return self.process is not None and self.process.poll() is None


class Processes:
    """Server processes on one address."""

    def __init__(
        self,
        listen: str,
        listen_systems: str,
        count: int,
        environment: Mapping[str, str] = MappingProxyType({}),
        forget: Callable[[int], None] = lambda _: None,
    ) -> None:
        """Reserve the addresses and start all processes at once.

        Args:
            listen: address for clients.
            listen_systems: address for systems; empty for none.
            count: number of processes.
            environment: variables to add to the processes' environment.
            forget: called with the pid of a process that died.

        Raises:
            AddressTakenError: if something else listens there.
            ProcessFailedError: if one of them could not start.
        """
        self._sockets = [_reserve(address) for address in (listen, listen_systems) if address]
        addresses = [_address_of(reserved) for reserved in self._sockets]
        self._folder = tempfile.TemporaryDirectory(prefix="hotline-")
        self._environment = {
            **os.environ,
            **environment,
            f"{PREFIX}LISTEN": addresses[0],
            f"{PREFIX}LISTEN_SYSTEMS": "".join(addresses[1:]),
        }
        self._forget = forget
        self._cores = sorted(os.sched_getaffinity(0))
        self._ending = threading.Event()
        # Also held while a process is started: one started after the end would never be ended.
        self._changed = threading.Condition()
        self._failures: list[str] = []
        self._greetings: list[str] = []
        self._places = [_Place(number) for number in range(count)]
        self._keepers = [threading.Thread(target=self._keep, args=(place,)) for place in self._places]
        for keeper in self._keepers:
            keeper.start()
        with self._changed:
            self._changed.wait_for(lambda: self._failures or len(self._greetings) >= count)
        if self._failures:
            self.end()
            raise ProcessFailedError(self._failures[0])
        threading.Thread(target=self._watch, name="watch", daemon=True).start()

    @property
    def greeting(self) -> str:
        """Greeting of the first process, valid for all."""
        return self._greetings[0]

    def are_ready(self) -> bool:
        """Return True if all processes take calls."""
        return all(place.is_ready and place.is_running() for place in self._places)

    def end(self) -> None:
        """Let every process finish its requests, and wait for all of them."""
        with self._changed:
            self._ending.set()
            running = [place.process for place in self._places if place.process]
            for process in running:
                process.send_signal(signal.SIGTERM)
        until = time.monotonic() + END_SECONDS
        for process in running:
            try:
                process.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                _log("process did not end in time", pid=process.pid)
                process.kill()
        for keeper in self._keepers:
            keeper.join()
        for reserved in self._sockets:
            reserved.close()
        self._folder.cleanup()

    def _keep(self, place: _Place) -> None:
        """Run a process in a slot, and replace it when it dies."""
        while process := self._start(place):
            reason = self._listen(place, process)
            code = process.wait()
            place.is_ready = False
            if self._ending.is_set():
                return
            self._forget(process.pid)
            if len(self._greetings) < len(self._places):
                with self._changed:
                    self._failures.append(reason)
                    self._changed.notify_all()
                return
            _log("process died", pid=process.pid, code=code, reason=reason)
            self._ending.wait(PAUSE_SECONDS)

    def _start(self, place: _Place) -> "subprocess.Popen[str] | None":
        """Start a process in a slot, unless shutting down."""
        with self._changed:
            if self._ending.is_set():
                return None
            place.has_started = False
            place.process = process = subprocess.Popen(  # noqa: S603 - runs this program
                [sys.executable, sys.argv[0], "serve"],
                env=self._environment | {f"{PREFIX}SUPERVISED": f"unix:{self._folder.name}/{place.number}.sock"},
                # Open for as long as the parent lives: a process that reads its end stops by itself.
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        os.sched_setaffinity(process.pid, {self._cores[place.number % len(self._cores)]})
        return process

    def _listen(self, place: _Place, process: "subprocess.Popen[str]") -> str:
        """Handle a process's messages until it exits; return the reason it gave for not starting, if any."""
        reason = ""
        for line in process.stdout or ():
            place.silent_checks = 0
            match parse(line):
                case Started(greeting):
                    place.has_started = place.is_ready = True
                    with self._changed:
                        self._greetings.append(greeting)
                        self._changed.notify_all()
                case Alive(is_ready):
                    place.is_ready = is_ready
                case Failed(message):
                    reason = message
        return reason

    def _watch(self) -> None:
        """Kill processes that hang."""
        while not self._ending.wait(CHECK_SECONDS):
            for place in self._places:
                place.silent_checks += 1
                if place.process and place.has_started and place.silent_checks == SILENT_CHECKS:
                    _log("process hangs, killing it", pid=place.process.pid)
                    place.process.kill()


def _log(event: str, **fields: object) -> None:
    """Log in the processes' format without importing their logging stack."""
    line = {**fields, "event": event, "level": "error", "timestamp": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"}
    sys.stderr.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stderr.flush()


def _address_of(reserved: socket.socket) -> str:
    host, port = reserved.getsockname()[:2]
    return f"[{host}]:{port}" if reserved.family == socket.AF_INET6 else f"{host}:{port}"


def _reserve(listen: str) -> socket.socket:
    """Return a socket that reserves an address without listening, so that its port is known and stays ours."""
    host, _, port = listen.rpartition(":")
    family, kind, protocol, _, address = socket.getaddrinfo(host.strip("[]"), int(port), type=socket.SOCK_STREAM)[0]
    try:
        # Without sharing, this fails where another server listens, even one that shares.
        with closing(socket.socket(family, kind, protocol)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
        reserved = socket.socket(family, kind, protocol)
        # Connections that a single-process server has just closed would otherwise block the address.
        reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        reserved.bind(address)
    except OSError as error:
        raise AddressTakenError(f"{listen} 不能监听：{error}") from None
    return reserved
