"""Background work that a server does again and again, each kind on a thread of its own."""

import threading
from collections.abc import Callable

import structlog

# Between one job and the next, so that a backlog never takes the place of calls.
BREATH_SECONDS = 0.05
_log = structlog.get_logger()


class Repeated:
    """A job done by a thread of its own: after each pause, and at once again while there is more to do."""

    def __init__(
        self,
        name: str,
        job: Callable[[], object],
        pause_seconds: float,
        release: Callable[[], None] = lambda: None,
        breath_seconds: float = BREATH_SECONDS,
    ) -> None:
        """Get ready.

        Args:
            name: of the thread, and in the log.
            job: returns something true if there is more to do at once.
            pause_seconds: time until the job is done again if there is not.
            release: called on the job's thread before each pause, to give back what the job holds.
            breath_seconds: time until the job is done again if there is.
        """
        self._name = name
        self._job = job
        self._pause = pause_seconds
        self._release = release
        self._breath = breath_seconds
        self._stopping = threading.Event()
        self._woken = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin with the first pause."""
        self._thread.start()

    def hurry(self) -> None:
        """End the pause now."""
        self._woken.set()

    def stop(self) -> None:
        """Finish the job under way and stop; does nothing if it never began."""
        self._stopping.set()
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._woken.wait(self._pause)
            self._woken.clear()
            try:
                while not self._stopping.is_set() and self._job():
                    self._stopping.wait(self._breath)
            except Exception:  # noqa: BLE001 - the job is tried again after the pause, and the log tells of it
                _log.exception("background work failed", work=self._name)
            finally:
                self._release()


def once(job: Callable[[], object]) -> Callable[[], bool]:
    """Return a job that is done once a pause, whatever ``job`` returns."""

    def do() -> bool:
        job()
        return False

    return do
