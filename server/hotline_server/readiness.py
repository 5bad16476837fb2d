"""Whether the server can take calls now, as its health service and its endpoint tell."""

import threading

import structlog
from peewee import Database, PeeweeException

from hotline_server.api.health import Health
from hotline_server.store.database import discard, release
from hotline_server.store.sql import execute
from hotline_server.telemetry import metrics

LOOK_SECONDS = 1.0
_log = structlog.get_logger()


class Readiness:
    """Asks the database from time to time, and tells the health service.

    A server that answers NOT_SERVING is alive and will serve again by itself; one that does not
    answer is dead.
    """

    def __init__(self, database: Database, health: Health) -> None:
        self._database = database
        self._health = health
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="readiness", daemon=True)
        self.is_ready = False

    def start(self) -> None:
        """Begin to look, once before this returns."""
        self.look()
        self._thread.start()

    def stop(self) -> None:
        """Tell that the server takes no more calls, and look no more."""
        self._stopping.set()
        self._thread.join()
        self.is_ready = False
        self._health.tell(serving=False)

    def look(self) -> None:
        """Ask the database, and tell if it answers."""
        try:
            execute(self._database, "SELECT last FROM counter LIMIT 1")
        except PeeweeException:
            self._tell(ready=False)
            discard(self._database)
        else:
            self._tell(ready=True)
        finally:
            release(self._database)

    def _tell(self, *, ready: bool) -> None:
        metrics.database_up.set(int(ready))
        if ready is self.is_ready:
            return
        self.is_ready = ready
        _log.info("ready" if ready else "not ready: the database does not answer")
        self._health.tell(serving=ready)

    def _run(self) -> None:
        while not self._stopping.wait(LOOK_SECONDS):
            self.look()
            self._health.let_go_of_stalled()
        self._database.close()
