"""Watching: every log entry is sent once, in order, to everyone who watches it.

A watcher costs no thread while nothing happens. One thread notices that something was committed,
by this process or another, and a few threads send; each watcher reads on from its own cursor, so
nothing can be skipped, and a slow one holds up only itself.
"""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import structlog

from hotline_server.domain.errors import TooManyWatchesError

# How long a change made by another process may stay unseen, in seconds.
POLL_SECONDS = 0.25
SENDING_THREADS = 4
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
        finish: ends the stream; called once, after which nothing is sent.
    """

    cursor: int
    read: Callable[[int], Sequence[News]]
    over: Callable[[], bool]
    finish: Callable[[], None]
    ended: threading.Event = field(default_factory=threading.Event)
    sending: threading.Lock = field(default_factory=threading.Lock)

    def end(self) -> None:
        """End the watch; further calls do nothing."""
        if not self.ended.is_set():
            self.ended.set()
            self.finish()

    def send_news(self) -> None:
        """Send all there is to send."""
        while not self.ended.is_set():
            news = self.read(self.cursor)
            for item in news:
                if self.ended.is_set():
                    return
                item.send()
                self.cursor = item.cursor
            if not news:
                break


class WatchHub:
    """Holds the open watches and feeds them."""

    def __init__(self, limit: int) -> None:
        """Start feeding; at most ``limit`` watches may be open at once."""
        self._limit = limit
        self._watches: set[Watch] = set()
        self._lock = threading.Lock()
        self._changed = threading.Event()
        self._closed = False
        self._senders = ThreadPoolExecutor(SENDING_THREADS, thread_name_prefix="watch-sender")
        self._thread = threading.Thread(target=self._run, name="watch-hub", daemon=True)
        self._thread.start()

    def open(self, watch: Watch) -> None:
        """Start feeding a watch.

        Raises:
            TooManyWatchesError: the limit is reached.
        """
        with self._lock:
            if self._closed or len(self._watches) >= self._limit:
                raise TooManyWatchesError(f"同时打开的订阅已达上限 {self._limit} 个,请稍后再试")
            self._watches.add(watch)
            self._senders.submit(self._feed, watch)

    def forget(self, watch: Watch) -> None:
        """Stop feeding a watch whose client has gone."""
        with self._lock:
            self._watches.discard(watch)
        watch.ended.set()

    def notice(self) -> None:
        """Something was committed."""
        self._changed.set()

    def close(self) -> None:
        """End every watch and stop."""
        with self._lock:
            self._closed = True
            watches = list(self._watches)
            self._watches.clear()
        for watch in watches:
            watch.end()
        self._changed.set()
        self._thread.join()
        self._senders.shutdown(wait=False, cancel_futures=True)

    def _run(self) -> None:
        while not self._closed:
            self._changed.wait(POLL_SECONDS)
            self._changed.clear()
            with self._lock:
                if self._closed:
                    return
                for watch in self._watches:
                    self._senders.submit(self._feed, watch)

    def _feed(self, watch: Watch) -> None:
        if not watch.sending.acquire(blocking=False):
            return
        try:
            watch.send_news()
            if watch.over():
                self._finish(watch)
        except Exception:  # noqa: BLE001 - one watch must not end the others
            _log.exception("watch failed")
            self._finish(watch)
        finally:
            watch.sending.release()

    def _finish(self, watch: Watch) -> None:
        with self._lock:
            self._watches.discard(watch)
        watch.end()
