"""Notices about long waits for the service, so that no client hangs in silence."""

import heapq
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count

from hotline_client.errors import HotlineError

FIRST_NOTICE_SECONDS = 1.0
NOTICE_INTERVAL_SECONDS = 10.0
_log = logging.getLogger("hotline_client")


@dataclass(frozen=True, slots=True)
class Wait:
    """Wait for the service that has lasted at least a second.

    Attributes:
        address: the address the client connects to.
        rpc: the rpc being attempted, such as ``RegisterCall``.
        seconds: how long it has been attempted.
        failure: the last attempt's error; None while there is no answer.
    """

    address: str
    rpc: str
    seconds: float
    failure: HotlineError | None = None


WaitCallback = Callable[[Wait], None]
"""Called after one second of waiting, and every ten seconds from then on."""


def log_wait(wait: Wait) -> None:
    """Log a wait: as a warning if attempts fail, as information if an answer is slow."""
    level = logging.WARNING if wait.failure else logging.INFO
    why = f": {wait.failure}" if wait.failure else ""
    _log.log(level, "%s at %s has been pending for %.0f s%s", wait.rpc, wait.address, wait.seconds, why)


@dataclass(order=True, slots=True)
class _Alarm:
    at: float
    index: int
    started: float = field(compare=False)
    rpc: str = field(compare=False)
    done: bool = field(default=False, compare=False)


class Alarms:
    """Notifies about unanswered rpcs, on a shared thread that runs while there are any."""

    def __init__(self, address: str, on_wait: WaitCallback) -> None:
        """Notify ``on_wait`` about rpcs to ``address``."""
        self._address = address
        self._on_wait = on_wait
        self._indices = count()
        self._alarms: list[_Alarm] = []
        self._changed = threading.Condition()
        self._running = False

    @contextmanager
    def set(self, rpc: str) -> Iterator[None]:
        """Notify about an rpc while the block runs, if it takes long."""
        now = time.monotonic()
        alarm = _Alarm(now + FIRST_NOTICE_SECONDS, next(self._indices), now, rpc)
        with self._changed:
            heapq.heappush(self._alarms, alarm)
            if not self._running:
                self._running = True
                threading.Thread(target=self._run, name="hotline-waits", daemon=True).start()
            elif self._alarms[0] is alarm:
                self._changed.notify()
        try:
            yield
        finally:
            alarm.done = True

    def _run(self) -> None:
        while alarm := self._next():
            now = time.monotonic()
            try:
                self._on_wait(Wait(self._address, alarm.rpc, now - alarm.started))
            except Exception:  # noqa: BLE001 - a failing callback must not stop the notices of other rpcs
                _log.exception("wait callback failed")
            alarm.at = now + NOTICE_INTERVAL_SECONDS
            with self._changed:
                heapq.heappush(self._alarms, alarm)

    def _next(self) -> _Alarm | None:
        """Wait for the next due alarm; return None once all rpcs are done."""
        with self._changed:
            while True:
                while self._alarms and self._alarms[0].done:
                    heapq.heappop(self._alarms)
                if not self._alarms:
                    self._running = False
                    return None
                remaining = self._alarms[0].at - time.monotonic()
                if remaining <= 0:
                    return heapq.heappop(self._alarms)
                self._changed.wait(remaining)
