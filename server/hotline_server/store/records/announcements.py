"""Persistence of announcements."""

from dataclasses import replace
from datetime import datetime

from peewee import Database

from hotline_server.domain.announcement import Announcement
from hotline_server.domain.announcement_state import AnnouncementState
from hotline_server.domain.errors import NotFoundError
from hotline_server.ground.clock import from_micros, to_micros
from hotline_server.store.models import AnnouncementRow
from hotline_server.store.proofs.journal import Cause, Journal


class AnnouncementStore:
    """Repository of announcements."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, announcement: Announcement) -> Announcement:
        """Insert an announcement and return it with its id. Use only within a writer job."""
        key = AnnouncementRow.insert(**_columns(announcement)).execute(self._database)
        self._record(int(key))
        return replace(announcement, id=int(key))

    def change(self, announcement: Announcement) -> None:
        """Update an announcement. Use only within a writer job."""
        changed = AnnouncementRow.update(**_columns(announcement)).where(AnnouncementRow.id == announcement.id)
        changed.execute(self._database)
        self._record(announcement.id)

    def _record(self, key: int) -> None:
        Journal(self._database).record(Cause.ADMINISTRATION, (AnnouncementRow, (key,)))

    def get(self, key: int) -> Announcement:
        """Return an announcement by id.

        Raises:
            NotFoundError: there is none.
        """
        row = AnnouncementRow.select().where(AnnouncementRow.id == key).first(self._database)
        if row is None:
            raise NotFoundError(f"没有第 {key} 号公布稿")
        return _announcement(row)

    def find(self, state: AnnouncementState | None, before: int | None, limit: int) -> list[Announcement]:
        """List up to ``limit`` announcements with ids below ``before``, newest first; no state means any."""
        rows = AnnouncementRow.select().order_by(AnnouncementRow.id.desc()).limit(limit)
        if state:
            rows = rows.where(AnnouncementRow.state == state.name)
        if before is not None:
            rows = rows.where(AnnouncementRow.id < before)
        return [_announcement(row) for row in rows.execute(self._database)]

    def released(self, since: datetime, before: datetime) -> list[Announcement]:
        """Return the announcements released within a period and not withdrawn, latest first."""
        rows = (
            AnnouncementRow.select()
            .where(
                AnnouncementRow.state == AnnouncementState.RELEASED.name,
                AnnouncementRow.released_at >= to_micros(since),
                AnnouncementRow.released_at < to_micros(before),
            )
            .order_by(AnnouncementRow.released_at.desc())
        )
        return [_announcement(row) for row in rows.execute(self._database)]


def _columns(announcement: Announcement) -> dict[str, object]:
    return {
        "version": announcement.version,
        "number": announcement.number,
        "state": announcement.state.name,
        "title": announcement.title,
        "question": announcement.question,
        "result": announcement.result,
        "department": announcement.department,
        "drafted_by": announcement.drafted_by,
        "updated_at": to_micros(announcement.updated_at),
        "released_by": announcement.released_by,
        "released_at": to_micros(announcement.released_at) if announcement.released_at else None,
        "withdrawn_because": announcement.withdrawn_because,
    }


def _announcement(row: AnnouncementRow) -> Announcement:
    return Announcement(
        id=row.id,
        version=row.version,
        number=row.number,
        state=AnnouncementState[row.state],
        title=row.title,
        question=row.question,
        result=row.result,
        department=row.department,
        drafted_by=row.drafted_by,
        updated_at=from_micros(row.updated_at),
        released_by=row.released_by,
        released_at=from_micros(row.released_at) if row.released_at else None,
        withdrawn_because=row.withdrawn_because,
    )
