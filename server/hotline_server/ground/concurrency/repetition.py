"""Work that a server does by itself again and again, each kind on a thread of its own."""

import threading
from collections.abc import Callable

import structlog
from peewee import Database

from hotline_server.store.engine.database import release
from hotline_server.store.engine.group_commit import WriterClosedError

# Between one job and the next, so that a backlog never takes the place of calls.
BREATH_SECONDS = 0.05
_log = structlog.get_logger()


class Repeated:
    """Does a job, and again while there is more to do; then pauses."""

    def __init__(self, name: str, job: Callable[[], object], pause_seconds: float, database: Database) -> None:
        """Get ready.

        Args:
            name: of the thread, and in the log.
            job: says with something true that there is more to do at once.
            pause_seconds: when there is not.
            database: whose connection is given back at each pause.
        """
        self._name = name
        self._job = job
        self._pause = pause_seconds
        self._database = database
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the job under way and stop."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stopping.wait(self._pause):
            try:
                while not self._stopping.is_set() and self._job():
                    self._stopping.wait(BREATH_SECONDS)
            except WriterClosedError:
                return
            except Exception:  # noqa: BLE001 - it is tried again after the pause, and somebody must know
                _log.exception("background work failed", work=self._name)
            finally:
                release(self._database)
