"""Watches: every log entry is delivered once, in order, to every watcher it concerns.

An idle watch needs no thread. One thread notices commits by this or another process, and each watch then
reads on from its own cursor, so nothing can be skipped. A few threads read, which keeps database connections
few. Sending blocks on clients that do not read, possibly for hours, so each watch may use a thread of its own
for it: a slow client delays only itself.
"""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import partial

import structlog

from hotline_server.domain.errors import OverloadedError
from hotline_server.ground.clock import Clock
from hotline_server.ground.concurrency.coalescing import CoalescedWork
from hotline_server.ground.concurrency.repetition import Repeated
from hotline_server.ground.telemetry import metrics
from hotline_server.security.authentication import IdentityCheck
from hotline_server.security.identity import ANONYMOUS, Identity
from hotline_server.security.tokens import AuthenticationError

# Maximum delay, in seconds, before a commit by another process is noticed.
POLL_SECONDS = 0.25
READING_THREADS = 4
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class News:
    """Message to send, with the cursor to resume after it; without one, what the watch may not see is passed."""

    cursor: int
    send: Callable[[], None] = lambda: None


class Ending(Enum):
    """Why a watch ends that nobody is refused."""

    OVER = auto()
    """There can be no more messages."""
    BROKEN = auto()
    """It should be opened again."""


@dataclass(eq=False, slots=True)
class Watch:
    """Open watch.

    Attributes:
        cursor: position up to which everything was sent that the watch may see.
        read: returns the next messages after a cursor, in order.
        over: returns True if there can be no more messages.
        finish: ends the stream, tells why (the error if its identity is not good any more) and the cursor to resume
            from; called once and last.
        identity: who opened it.
        takes_messages: true if it is for messages that go out, not for acts.
        begin: tells the client that the watch is open; called once and first.
    """

    cursor: int
    read: Callable[[int], Sequence[News]]
    over: Callable[[], bool]
    finish: Callable[[Ending | AuthenticationError, int], None]
    identity: Identity = ANONYMOUS
    begin: Callable[[], None] = lambda: None
    takes_messages: bool = False
    ended: threading.Event = field(default_factory=threading.Event)

    def end(self, ending: Ending | AuthenticationError) -> None:
        """End the watch; further calls do nothing."""
        if not self.ended.is_set():
            self.ended.set()
            self.finish(ending, self.cursor)

    def look(self) -> tuple[Sequence[News], bool]:
        """Return the next messages and, if there are none, True if there can be no more."""
        news = self.read(self.cursor)
        return news, not news and self.over()


class WatchHub:
    """Hub that feeds the open watches."""

    def __init__(
        self,
        limit: int,
        position: Callable[[], int],
        release: Callable[[], None],
        clock: Clock,
        identity_check: IdentityCheck,
    ) -> None:
        """Start feeding.

        Args:
            limit: maximum number of open watches.
            position: returns the position of the latest act on any case by any process.
            release: returns a thread's database connection to the pool.
            clock: source of time.
            identity_check: of whoever opens watches, which end when it fails.
        """
        self._limit = limit
        self._identity_check = identity_check
        self._clock = clock
        self._position = position
        self._release = release
        self._watches: dict[Watch, CoalescedWork] = {}
        self._lock = threading.Lock()
        self._noticed = threading.Event()
        self._closed = False
        self._seen: object = None
        self._readers = ThreadPoolExecutor(READING_THREADS, thread_name_prefix="watch-reader")
        self._senders = ThreadPoolExecutor(limit, thread_name_prefix="watch-sender")
        self._polling = Repeated("watch-hub", self._poll, POLL_SECONDS, release)
        self._polling.start()

    def open(self, watch: Watch) -> None:
        """Start feeding a watch.

        Raises:
            OverloadedError: if the limit is reached.
        """
        with self._lock:
            if self._closed or len(self._watches) >= self._limit:
                raise OverloadedError(f"同时打开的订阅已达上限 {self._limit} 个，请稍后再试")
            watch.begin()
            self._watches[watch] = CoalescedWork(partial(self._feed, watch))
            self._senders.submit(self._watches[watch])

    def forget(self, watch: Watch) -> None:
        """Stop feeding a watch whose client is gone."""
        with self._lock:
            self._watches.pop(watch, None)
        watch.ended.set()

    def notice(self) -> None:
        """Note that something was committed."""
        self._noticed.set()
        # A watch that opens just now looks for itself.
        if self._watches:
            self._polling.hurry()

    def offer_messages(self) -> None:
        """Have those look who take messages."""
        with self._lock:
            if not self._closed:
                for watch, feed in self._watches.items():
                    if watch.takes_messages:
                        self._senders.submit(feed)

    def close(self) -> None:
        """End all watches and stop."""
        with self._lock:
            self._closed = True
            watches = list(self._watches)
            self._watches.clear()
        for watch in watches:
            watch.end(Ending.BROKEN)
        self._polling.stop()
        self._senders.shutdown(wait=False, cancel_futures=True)
        # The database is closed next, and must not be under a thread that reads.
        self._readers.shutdown()

    def _poll(self) -> None:
        """Feed all watches if this or another process committed something, or somebody lost an identity."""
        told = self._noticed.is_set()
        self._noticed.clear()
        if not told and not self._has_moved():
            return
        with self._lock:
            metrics.watches.set(len(self._watches))
            if self._closed:
                return
            feeds = list(self._watches.values())
        for feed in feeds:
            self._senders.submit(feed)

    def _has_moved(self) -> bool:
        """Return True if there are unseen acts or lost identities; the database is not queried without watches."""
        if not self._watches:
            return False
        before, self._seen = self._seen, (self._position(), self._identity_check.generation)
        return before != self._seen

    def _feed(self, watch: Watch) -> None:
        try:
            while not watch.ended.is_set():
                news, over = self._readers.submit(self._look, watch).result()
                # Checked after reading, so that nothing is sent past the expiry.
                if refusal := self._identity_check.refusal(watch.identity):
                    self._finish(watch, refusal)
                elif watch.identity.is_expired(self._clock()):
                    # The client reopens the watch with its current identity.
                    self._finish(watch, Ending.BROKEN)
                elif over:
                    self._finish(watch, Ending.OVER)
                elif not news:
                    return
                for item in news:
                    if watch.ended.is_set():
                        return
                    item.send()
                    watch.cursor = item.cursor
        except Exception:  # noqa: BLE001 - one watch must not end the others
            _log.exception("watch failed")
            self._finish(watch, Ending.BROKEN)

    def _look(self, watch: Watch) -> tuple[Sequence[News], bool]:
        try:
            return watch.look()
        finally:
            self._release()

    def _finish(self, watch: Watch, ending: Ending | AuthenticationError) -> None:
        with self._lock:
            self._watches.pop(watch, None)
        watch.end(ending)
