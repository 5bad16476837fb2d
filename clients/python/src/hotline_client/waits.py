"""Waiting for the service: told to somebody once it lasts a second, so that nobody wonders in silence."""

import heapq
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count

from hotline_client.errors import HotlineError

TOLD_AFTER_SECONDS = 1.0
TOLD_AGAIN_SECONDS = 10.0
_log = logging.getLogger("hotline_client")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A wait for the service that has lasted a second or more.

    Attributes:
        address: what the client connects to.
        rpc: the rpc that is tried, such as ``RegisterCall``.
        seconds: how long it has been tried.
        failure: how the last try failed; ``None`` while there is no answer at all.
    """

    address: str
    rpc: str
    seconds: float
    failure: HotlineError | None = None


Tell = Callable[[Waiting], None]
"""Is told of a wait after a second, and every ten seconds from then on."""


def log_waiting(waiting: Waiting) -> None:
    """Log a wait: a warning where tries fail, an information where an answer takes its time."""
    level = logging.WARNING if waiting.failure else logging.INFO
    why = f": {waiting.failure}" if waiting.failure else ""
    _log.log(level, "%s at %s has been tried for %.0f s%s", waiting.rpc, waiting.address, waiting.seconds, why)


@dataclass(order=True, slots=True)
class _Alarm:
    at: float
    place: int
    begun: float = field(compare=False)
    rpc: str = field(compare=False)
    over: bool = field(default=False, compare=False)


class Alarms:
    """Tells of rpcs that get no answer, on one thread for all of them, which lives while there are any."""

    def __init__(self, address: str, tell: Tell) -> None:
        """Tell ``tell`` of rpcs to ``address``."""
        self._address = address
        self._tell = tell
        self._places = count()
        self._alarms: list[_Alarm] = []
        self._changed = threading.Condition()
        self._running = False

    @contextmanager
    def set(self, rpc: str) -> Iterator[None]:
        """Tell of an rpc while the block lasts, should it last long."""
        now = time.monotonic()
        alarm = _Alarm(now + TOLD_AFTER_SECONDS, next(self._places), now, rpc)
        with self._changed:
            heapq.heappush(self._alarms, alarm)
            if not self._running:
                self._running = True
                threading.Thread(target=self._run, name="hotline-waiting", daemon=True).start()
            elif self._alarms[0] is alarm:
                self._changed.notify()
        try:
            yield
        finally:
            alarm.over = True

    def _run(self) -> None:
        while alarm := self._next():
            now = time.monotonic()
            try:
                self._tell(Waiting(self._address, alarm.rpc, now - alarm.begun))
            except Exception:  # noqa: BLE001 - a mistake in telling must not end the rest
                _log.exception("telling of a wait failed")
            alarm.at = now + TOLD_AGAIN_SECONDS
            with self._changed:
                heapq.heappush(self._alarms, alarm)

    def _next(self) -> _Alarm | None:
        """Wait for the next alarm whose time has come; none once all their rpcs are over."""
        with self._changed:
            while True:
                while self._alarms and self._alarms[0].over:
                    heapq.heappop(self._alarms)
                if not self._alarms:
                    self._running = False
                    return None
                left = self._alarms[0].at - time.monotonic()
                if left <= 0:
                    return heapq.heappop(self._alarms)
                self._changed.wait(left)
