"""Making the daily overview on schedule, once, whichever server does it (R5.2)."""

from datetime import time, timedelta

import structlog

from hotline_server.desk.reports.overview import Overviews
from hotline_server.domain.errors import UnmetConditionError
from hotline_server.ground.clock import CITY, Clock
from hotline_server.reports.document import Document
from hotline_server.reports.overview import overview_document
from hotline_server.reports.rendering import DOCUMENTS, rendered
from hotline_server.store.engine.group_commit import Writer
from hotline_server.store.figures.overviews import OverviewStore

_log = structlog.get_logger()


class MorningReport:
    """Makes yesterday's overview when its time has come."""

    def __init__(
        self,
        overviews: Overviews,
        store: OverviewStore,
        writer: Writer,
        clock: Clock,
        at: time | None,
    ) -> None:
        """Make overviews.

        Args:
            overviews: what they tell.
            store: where they are kept.
            writer: keeps them.
            clock: where time comes from.
            at: from which time of the day on, in the city; ``None`` for never.
        """
        self._overviews = overviews
        self._store = store
        self._writer = writer
        self._clock = clock
        self._at = at

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
