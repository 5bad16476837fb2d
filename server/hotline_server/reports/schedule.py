"""Scheduled creation of the daily overview 每日值班综述, once across all servers (R5.2)."""

import threading
from datetime import date, time, timedelta
from functools import partial

import structlog

from hotline_server.desk.reports.overview import Overviews
from hotline_server.desk.setting_aside import SettingAside
from hotline_server.domain.errors import UnmetConditionError
from hotline_server.domain.stuck import Job
from hotline_server.ground.clock import CITY, Clock
from hotline_server.reports.document import Document
from hotline_server.reports.overview import overview_document
from hotline_server.reports.rendering import DOCUMENTS, RenderingCancelledError, render
from hotline_server.store.engine.group_commit import Writer
from hotline_server.store.figures.overviews import OverviewStore

_log = structlog.get_logger()


class OverviewSchedule:
    """Schedule of the daily overview."""

    def __init__(
        self,
        overviews: Overviews,
        store: OverviewStore,
        aside: SettingAside,
        writer: Writer,
        clock: Clock,
        at: time | None,
    ) -> None:
        """Set up the schedule.

        Args:
            overviews: source of their contents.
            store: of the documents.
            aside: keeps the days for which it failed.
            writer: for the store.
            clock: source of time.
            at: local time of day from which the overview is due; ``None`` for never.
        """
        self._overviews = overviews
        self._store = store
        self._aside = aside
        self._writer = writer
        self._clock = clock
        self._at = at
        self._cancelled = threading.Event()

    def create_if_due(self) -> bool:
        """Create yesterday's overview if it is due and does not exist yet.

        Returns:
            True if the overview was created.
        """
        here = self._clock().astimezone(CITY)
        if self._at is None:
            return False
        for failed in self._aside.due(Job.OVERVIEW, 1):
            return self._aside.attempt(Job.OVERVIEW, failed, partial(self._create, date.fromisoformat(failed)))
        day = here.date() - timedelta(days=1)
        if here.time() < self._at or self._store.has(day) or day.isoformat() in self._aside.held(Job.OVERVIEW):
            return False
        return self._aside.attempt(Job.OVERVIEW, day.isoformat(), partial(self._create, day)) and self._store.has(day)

    def _create(self, day: date) -> None:
        document = overview_document(self._overviews.of(day))
        try:
            documents = self._render(document)
        except RenderingCancelledError:
            return
        now = self._clock()
        self._writer.write(lambda: self._store.save(day, now, documents))

    def cancel(self) -> None:
        """Abandon the overview being created, which may take minutes; the next start creates it."""
        self._cancelled.set()

    def _render(self, document: Document) -> dict[str, bytes]:
        documents = {}
        for name in DOCUMENTS:
            try:
                documents[name] = render(document, name, self._cancelled)
            except UnmetConditionError as error:
                _log.warning("overview format unavailable", format=name, reason=str(error))
        return documents
