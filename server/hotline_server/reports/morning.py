"""Making the daily overview on schedule, once, whichever server does it (R5.2)."""

import threading
from datetime import time, timedelta

import structlog
from peewee import Database

from hotline_server.clock import CITY, Clock
from hotline_server.desk.overview import Overviews
from hotline_server.domain.errors import UnmetConditionError
from hotline_server.reports.document import Document
from hotline_server.reports.overview import overview_document
from hotline_server.reports.rendering import DOCUMENTS, rendered
from hotline_server.store.database import release
from hotline_server.store.overviews import OverviewStore
from hotline_server.store.writer import Writer, WriterClosedError

LOOKS_EVERY_SECONDS = 60
_log = structlog.get_logger()


class MorningReport:
    """Makes yesterday's overview when its time has come; on a thread of its own, so that nothing due waits for it."""

    def __init__(
        self,
        database: Database,
        overviews: Overviews,
        store: OverviewStore,
        writer: Writer,
        clock: Clock,
        at: time | None,
    ) -> None:
        """Make overviews of a database.

        Args:
            database: where.
            overviews: what they tell.
            store: where they are kept.
            writer: keeps them.
            clock: where time comes from.
            at: from which time of the day on, in the city; ``None`` for never.
        """
        self._database = database
        self._overviews = overviews
        self._store = store
        self._writer = writer
        self._clock = clock
        self._at = at
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="morning report", daemon=True)

    def start(self) -> None:
        """Begin to look whether it is time."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the overview under way and stop."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def make_if_due(self) -> bool:
        """Make yesterday's overview, if it is time and nobody has; returns whether it did."""
        now = self._clock()
        here = now.astimezone(CITY)
        day = here.date() - timedelta(days=1)
        if self._at is None or here.time() < self._at or self._store.has(day):
            return False
        document = overview_document(self._overviews.of(day))
        documents = self._written(document)
        self._writer.write(lambda: self._store.keep(day, now, documents))
        return True

    def _written(self, document: Document) -> dict[str, bytes]:
        written = {}
        for name in DOCUMENTS:
            try:
                written[name] = rendered(document, name)
            except UnmetConditionError as error:
                _log.warning("overview not written in a format", format=name, reason=str(error))
        return written

    def _run(self) -> None:
        while not self._stopping.wait(LOOKS_EVERY_SECONDS):
            try:
                self.make_if_due()
            except WriterClosedError:
                return
            except Exception:  # noqa: BLE001 - the next look tries again, and somebody must know
                _log.exception("daily overview failed")
            finally:
                release(self._database)
