"""Readiness probe: the database answers, so calls can be taken."""

from concurrent.futures import ThreadPoolExecutor

import structlog
from peewee import Database, PeeweeException

from hotline_server.api.guards.health import Health
from hotline_server.ground.concurrency.repetition import Repeated
from hotline_server.ground.telemetry import metrics
from hotline_server.store.engine.database import discard_connection, release_connection
from hotline_server.store.engine.sql import execute

PROBE_SECONDS = 1.0
# A healthy database answers within this time. One that hangs raises no error.
ANSWER_SECONDS = 5.0
_log = structlog.get_logger()


class Readiness:
    """Probe that queries the database once a second and updates the health service.

    A server that reports NOT_SERVING is alive and will recover without a restart; one that does not
    answer is dead.
    """

    def __init__(self, database: Database, health: Health) -> None:
        self._database = database
        self._health = health
        self._probing = Repeated("readiness", self._probe, PROBE_SECONDS)
        self._stopped = False
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="readiness")
        self.is_ready = False

    def start(self) -> None:
        """Start probing; the first probe completes before this returns."""
        self.probe()
        self._probing.start()

    def stop(self) -> None:
        """Report that the server takes no more calls, and stop probing."""
        if self._stopped:
            return
        self._stopped = True
        self._probing.stop()
        self._executor.submit(self._database.close)
        self._executor.shutdown(wait=self.is_ready)
        self.is_ready = False
        self._health.set_status(serving=False)

    def probe(self) -> None:
        """Query the database and report whether it answered in time."""
        answer = self._executor.submit(self._answers)
        try:
            ready = answer.result(ANSWER_SECONDS)
        except TimeoutError:
            answer.cancel()
            ready = False
        self._report(ready=ready)

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

    def _report(self, *, ready: bool) -> None:
        metrics.database_up.set(int(ready))
        if ready is self.is_ready:
            return
        self.is_ready = ready
        _log.info("ready" if ready else "not ready: the database does not answer")
        self._health.set_status(serving=ready)

    def _probe(self) -> None:
        self.probe()
        self._health.cancel_stalled()
