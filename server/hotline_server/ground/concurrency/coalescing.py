"""Coalescing of work requested by many threads."""

import threading
from collections.abc import Callable


class CoalescedWork:
    """Callable that runs a piece of work in one thread at a time, merging concurrent calls into one further run.

    Everything that happened before a call is visible to the run it starts, or to a later one.
    """

    def __init__(self, work: Callable[[], None]) -> None:
        """Set up the callable.

        Args:
            work: handles its own errors and must not raise.
        """
        self._work = work
        self._requested = threading.Event()
        self._running = threading.Lock()

    def __call__(self) -> None:
        """Run the work, or have the thread already running it run it once more."""
        self._requested.set()
        while self._requested.is_set() and self._running.acquire(blocking=False):
            try:
                self._requested.clear()
                self._work()
            finally:
                self._running.release()
