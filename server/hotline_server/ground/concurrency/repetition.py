"""Periodic background jobs, each in its own thread."""

import threading
from collections.abc import Callable
from datetime import date

import structlog

from hotline_server.ground.clock import Clock, local_day

# Pause while working off a backlog, so that it does not crowd out calls.
BREATH_SECONDS = 0.05
_log = structlog.get_logger()


class Repeated:
    """Periodic job, which is repeated without waiting for its period while there is more to do."""

    def __init__(
        self,
        name: str,
        job: Callable[[], object],
        pause_seconds: float,
        release: Callable[[], None] = lambda: None,
        breath_seconds: float = BREATH_SECONDS,
    ) -> None:
        """Set up the job.

        Args:
            name: of the thread, also used in the log.
            job: returns a true value if there is more to do.
            pause_seconds: period of the job.
            release: called in the job's thread before each pause to release its resources.
            breath_seconds: pause between repetitions while there is more to do.
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
        """Start the thread; the job first runs after one period."""
        self._thread.start()

    def hurry(self) -> None:
        """Run the job now instead of at the end of the period."""
        self._woken.set()

    def stop(self) -> None:
        """Wait for the running job to finish, and stop; does nothing if not started."""
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
            except Exception:  # noqa: BLE001 - logged, and retried after the pause
                _log.exception("background work failed", work=self._name)
            finally:
                self._release()


def once(job: Callable[[], object]) -> Callable[[], bool]:
    """Wrap ``job`` to run once per period, whatever it returns."""

    def do() -> bool:
        job()
        return False

    return do


class Daily:
    """Job that runs once per day of the city."""

    def __init__(self, job: Callable[[], object], clock: Clock) -> None:
        """Do ``job``, which returns something true if there is more to do at once."""
        self._job = job
        self._clock = clock
        self._done_on: date | None = None

    def __call__(self) -> bool:
        """Do the job unless it is done for today; returns whether there is more to do at once."""
        today = local_day(self._clock())
        if today == self._done_on:
            return False
        if self._job():
            return True
        self._done_on = today
        return False
