"""Whether the server can take calls now, as its health service and its endpoint tell."""

from concurrent.futures import ThreadPoolExecutor

import structlog
from peewee import Database, PeeweeException

from hotline_server.api.guards.health import Health
from hotline_server.ground.concurrency.repetition import Repeated
from hotline_server.ground.telemetry import metrics
from hotline_server.store.engine.database import discard_connection, release_connection
from hotline_server.store.engine.sql import execute

LOOK_SECONDS = 1.0
# Within which a database that is well answers. One that hangs is not well, and no error ever tells.
ANSWER_SECONDS = 5.0
_log = structlog.get_logger()


class Readiness:
    """Asks the database from time to time, and tells the health service.

    A server that answers NOT_SERVING is alive and will serve again by itself; one that does not
    answer is dead.
    """

    def __init__(self, database: Database, health: Health) -> None:
        self._database = database
        self._health = health
        self._looking = Repeated("readiness", self._look_again, LOOK_SECONDS)
        self._stopped = False
        self._asker = ThreadPoolExecutor(1, thread_name_prefix="readiness")
        self.is_ready = False

    def start(self) -> None:
        """Begin to look, once before this returns."""
        self.look()
        self._looking.start()

    def stop(self) -> None:
        """Tell that the server takes no more calls, and look no more."""
        if self._stopped:
            return
        self._stopped = True
        self._looking.stop()
        self._asker.submit(self._database.close)
        self._asker.shutdown(wait=self.is_ready)
        self.is_ready = False
        self._health.set_status(serving=False)

    def look(self) -> None:
        """Ask the database, and tell if it answers."""
        asking = self._asker.submit(self._answers)
        try:
            ready = asking.result(ANSWER_SECONDS)
        except TimeoutError:
            asking.cancel()
            ready = False
        self._tell(ready=ready)

    def _answers(self) -> bool:
        try:
            execute(self._database, "SELECT last FROM counter LIMIT 1")
        except PeeweeException:
            discard_connection(self._database)
            return False
        else:
            return True
        finally:
            release_connection(self._database)

    def _tell(self, *, ready: bool) -> None:
        metrics.database_up.set(int(ready))
        if ready is self.is_ready:
            return
        self.is_ready = ready
        _log.info("ready" if ready else "not ready: the database does not answer")
        self._health.set_status(serving=ready)

    def _look_again(self) -> None:
        self.look()
        self._health.cancel_stalled()
