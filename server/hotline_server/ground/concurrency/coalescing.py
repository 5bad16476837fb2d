"""Work that many threads ask for and one at a time does."""

import threading
from collections.abc import Callable


class Coalesced:
    """Does a piece of work when called; one thread at a time, and again where it was called meanwhile.

    So what happened before a call is seen by the work that the call began, or by a later one.
    """

    def __init__(self, work: Callable[[], None]) -> None:
        """Do ``work``, which tells what went wrong in its own way and raises nothing."""
        self._work = work
        self._asked = threading.Event()
        self._doing = threading.Lock()

    def __call__(self) -> None:
        """Do the work, or have the thread do it again that is doing it."""
        self._asked.set()
        while self._asked.is_set() and self._doing.acquire(blocking=False):
            try:
                self._asked.clear()
                self._work()
            finally:
                self._doing.release()
