"""Persistence of announcements."""

from dataclasses import replace
from datetime import datetime

from peewee import Database

from hotline_server.domain.announcement import Announcement
from hotline_server.domain.announcement_state import AnnouncementState
from hotline_server.domain.errors import NotFoundError
from hotline_server.ground.clock import from_micros, to_micros
from hotline_server.store.engine.damage import ANNOUNCEMENT, DamageNotes, Row, Shape, build, columns_of, raw_rows
from hotline_server.store.models import AnnouncementRow
from hotline_server.store.proofs.journal import Cause, Journal

_ANNOUNCEMENT = Shape(columns_of(AnnouncementRow))


class AnnouncementStore:
    """Repository of announcements."""

    def __init__(self, database: Database, damage: DamageNotes) -> None:
        """Open the repository.

        Args:
            database: database.
            damage: notes damaged announcements that lists leave out.
        """
        self._database = database
        self._damage = damage

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
            DamagedRowError: it is damaged.
        """
        found = self.look_up(key)
        if found is None:
            raise NotFoundError(f"没有第 {key} 号公布稿")
        return found

    def look_up(self, key: int) -> Announcement | None:
        """Return an announcement by id, if there is one.

        Raises:
            DamagedRowError: it is damaged.
        """
        query = AnnouncementRow.select().where(AnnouncementRow.id == key)
        return next(map(_announcement_of, raw_rows(self._database, query)), None)

    def find(self, state: AnnouncementState | None, before: int | None, limit: int) -> list[Announcement]:
        """List up to ``limit`` sound announcements with ids below ``before``, newest first; no state means any."""
        query = AnnouncementRow.select().order_by(AnnouncementRow.id.desc())
        if state:
            query = query.where(AnnouncementRow.state == state.name)

        def fetch(below: int | None, size: int) -> list[Row]:
            rows = query if below is None else query.where(AnnouncementRow.id < below)
            return raw_rows(self._database, rows.limit(size))

        return self._damage.page(before, limit, fetch, _announcement_of)

    def released(self, since: datetime, before: datetime) -> list[Announcement]:
        """Return the sound announcements released within a period and not withdrawn, latest first."""
        rows = (
            AnnouncementRow.select()
            .where(
                AnnouncementRow.state == AnnouncementState.RELEASED.name,
                AnnouncementRow.released_at >= to_micros(since),
                AnnouncementRow.released_at < to_micros(before),
            )
            .order_by(AnnouncementRow.released_at.desc())
        )
        return self._damage.sound(raw_rows(self._database, rows), _announcement_of)


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


def _announcement_of(row: Row) -> Announcement:
    """Build an announcement from its row.

    Raises:
        DamagedRowError: if it is damaged.
    """
    return build(_ANNOUNCEMENT, row, f"{ANNOUNCEMENT}{row['id']}", _announcement)


def _announcement(row: Row) -> Announcement:
    return Announcement(
        id=row["id"],
        version=row["version"],
        number=row["number"],
        state=AnnouncementState[row["state"]],
        title=row["title"],
        question=row["question"],
        result=row["result"],
        department=row["department"],
        drafted_by=row["drafted_by"],
        updated_at=from_micros(row["updated_at"]),
        released_by=row["released_by"],
        released_at=from_micros(row["released_at"]) if row["released_at"] else None,
        withdrawn_because=row["withdrawn_because"],
    )
