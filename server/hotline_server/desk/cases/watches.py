"""Watching: every log entry is sent once, in order, to everyone who watches it.

A watcher costs no thread while nothing happens. One thread notices that something was committed,
by this process or another; each watcher reads on from its own cursor, so nothing can be skipped.
Sending waits for whoever does not take what is sent, for hours if need be, so each watcher may have
a thread for it: a slow one holds up only itself. A few threads read, so the connections to the
database stay few.
"""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

import structlog

from hotline_server.domain.errors import OverloadedError
from hotline_server.ground.clock import Clock
from hotline_server.ground.concurrency.coalescing import CoalescedWork
from hotline_server.ground.concurrency.repetition import Repeated
from hotline_server.ground.telemetry import metrics

# How long a change made by another process may stay unseen, in seconds.
POLL_SECONDS = 0.25
READING_THREADS = 4
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class News:
    """Something to send: the cursor to resume after it, and what sends it."""

    cursor: int
    send: Callable[[], None]


@dataclass(eq=False, slots=True)
class Watch:
    """One open watch.

    Attributes:
        cursor: of the last news sent.
        read: the news after a cursor, in order, some at a time.
        over: whether there can be no more news.
        finish: ends the stream, told whether it broke and is to be opened again; called once, after
            which nothing is sent.
        until: when the identity ends that it was opened with, UTC; ``None`` where it does not.
        begin: tells the client that the watch is open; called once, before anything is sent.
    """

    cursor: int
    read: Callable[[int], Sequence[News]]
    over: Callable[[], bool]
    finish: Callable[[bool], None]
    until: datetime | None = None
    begin: Callable[[], None] = lambda: None
    ended: threading.Event = field(default_factory=threading.Event)

    def end(self, *, broke: bool) -> None:
        """End the watch; further calls do nothing."""
        if not self.ended.is_set():
            self.ended.set()
            self.finish(broke)

    def look(self) -> tuple[Sequence[News], bool]:
        """The news there is; where there is none, whether there can be no more."""
        news = self.read(self.cursor)
        return news, not news and self.over()


class WatchHub:
    """Holds the open watches and feeds them."""

    def __init__(self, limit: int, position: Callable[[], int], release: Callable[[], None], clock: Clock) -> None:
        """Start feeding.

        Args:
            limit: how many watches may be open at once.
            position: of the latest act on any case, by whatever process.
            release: called by each thread when it is done with the database for now.
            clock: where time comes from.
        """
        self._limit = limit
        self._clock = clock
        self._position = position
        self._release = release
        self._watches: dict[Watch, CoalescedWork] = {}
        self._lock = threading.Lock()
        self._noticed = threading.Event()
        self._closed = False
        self._seen = -1
        self._readers = ThreadPoolExecutor(READING_THREADS, thread_name_prefix="watch-reader")
        self._senders = ThreadPoolExecutor(limit, thread_name_prefix="watch-sender")
        self._polling = Repeated("watch-hub", self._poll, POLL_SECONDS, release)
        self._polling.start()

    def open(self, watch: Watch) -> None:
        """Start feeding a watch.

        Raises:
            OverloadedError: the limit is reached.
        """
        with self._lock:
            if self._closed or len(self._watches) >= self._limit:
                raise OverloadedError(f"同时打开的订阅已达上限 {self._limit} 个,请稍后再试")
            watch.begin()
            self._watches[watch] = CoalescedWork(partial(self._feed, watch))
            self._senders.submit(self._watches[watch])

    def forget(self, watch: Watch) -> None:
        """Stop feeding a watch whose client has gone."""
        with self._lock:
            self._watches.pop(watch, None)
        watch.ended.set()

    def notice(self) -> None:
        """Something was committed."""
        self._noticed.set()
        self._polling.hurry()

    def close(self) -> None:
        """End every watch and stop."""
        with self._lock:
            self._closed = True
            watches = list(self._watches)
            self._watches.clear()
        for watch in watches:
            watch.end(broke=True)
        self._polling.stop()
        self._senders.shutdown(wait=False, cancel_futures=True)
        self._readers.shutdown(wait=False)

    def _poll(self) -> None:
        """Feed every watch if something was committed, by this process or another."""
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
        """Tell whether there are acts that were not seen yet; while nobody watches nothing is read."""
        if not self._watches:
            return False
        before, self._seen = self._seen, self._position()
        return before != self._seen

    def _feed(self, watch: Watch) -> None:
        try:
            while not watch.ended.is_set():
                news, over = self._readers.submit(self._look, watch).result()
                # After the reading: what came when its time was over is not sent.
                if watch.until and self._clock() >= watch.until:
                    # Whoever opened it opens it again, as who they are by then.
                    self._finish(watch, broke=True)
                elif over:
                    self._finish(watch, broke=False)
                elif not news:
                    return
                for item in news:
                    if watch.ended.is_set():
                        return
                    item.send()
                    watch.cursor = item.cursor
        except Exception:  # noqa: BLE001 - one watch must not end the others
            _log.exception("watch failed")
            self._finish(watch, broke=True)

    def _look(self, watch: Watch) -> tuple[Sequence[News], bool]:
        try:
            return watch.look()
        finally:
            self._release()

    def _finish(self, watch: Watch, *, broke: bool) -> None:
        with self._lock:
            self._watches.pop(watch, None)
        watch.end(broke=broke)
