"""Watching a case: every log entry is sent once, in order, to everyone who watches.

A watcher costs no thread while nothing happens. One thread notices that something was committed,
by this process or another, and a few threads send; each watcher reads on from its own cursor, so
nothing can be skipped, and a slow one holds up only itself.
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import structlog

from hotline_server.domain.case import Case
from hotline_server.domain.errors import TooManyWatchesError
from hotline_server.domain.lifecycle import CaseState
from hotline_server.domain.log import LogEntry
from hotline_server.store.cases import CaseStore

# How long a change made by another process may stay unseen, in seconds.
POLL_SECONDS = 0.25
SENDING_THREADS = 4
_log = structlog.get_logger()


@dataclass(eq=False, slots=True)
class Watch:
    """One open watch on a case.

    Attributes:
        cursor: the sequence of the last log entry sent.
        send: sends one entry, with the case as it stands.
        finish: ends the stream; called once, after which ``send`` is not called again.
    """

    number: str
    cursor: int
    send: Callable[[LogEntry, Case], None]
    finish: Callable[[], None]
    ended: threading.Event = field(default_factory=threading.Event)
    sending: threading.Lock = field(default_factory=threading.Lock)

    def end(self) -> None:
        """End the watch; further calls do nothing."""
        if not self.ended.is_set():
            self.ended.set()
            self.finish()


class WatchHub:
    """Holds the open watches and feeds them."""

    def __init__(self, cases: CaseStore, limit: int) -> None:
        """Start feeding.

        Args:
            cases: where to read.
            limit: how many watches may be open at once.
        """
        self._cases = cases
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
                watches = list(self._watches)
            for watch in watches:
                if not watch.sending.locked() and not self._closed:
                    self._senders.submit(self._feed, watch)

    def _feed(self, watch: Watch) -> None:
        if not watch.sending.acquire(blocking=False):
            return
        try:
            self._send_news(watch)
        except Exception:  # noqa: BLE001 - one watch must not end the others
            _log.exception("watch failed", case=watch.number)
            self.forget(watch)
            watch.finish()
        finally:
            watch.sending.release()

    def _send_news(self, watch: Watch) -> None:
        entries = self._cases.log(watch.number, watch.cursor)
        case = self._cases.get(watch.number) if entries else None
        for entry in entries:
            if watch.ended.is_set() or case is None:
                return
            watch.send(entry, case)
            watch.cursor = entry.sequence
        if case and case.state is CaseState.ARCHIVED:
            self.forget(watch)
            watch.finish()
