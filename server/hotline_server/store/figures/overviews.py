"""Storage of daily overviews generated on schedule."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from peewee import Database

from hotline_server.domain.errors import DamagedRowError
from hotline_server.ground.clock import from_micros, to_micros
from hotline_server.store.engine.bulk import BulkInsert
from hotline_server.store.engine.damage import OVERVIEW, DamageNotes, Row, Shape, build, columns_of, raw_rows
from hotline_server.store.models import OverviewRow
from hotline_server.store.proofs.journal import Cause, Journal

_OVERVIEW = Shape(columns_of(OverviewRow))


@dataclass(frozen=True, slots=True)
class StoredOverview:
    """Stored overview: its day, its generation time (UTC) and its formats."""

    day: date
    made_at: datetime
    formats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OverviewStore:
    """Repository of daily overviews.

    Attributes:
        damage: notes damaged ones that lists leave out.
    """

    database: Database
    damage: DamageNotes

    def has(self, day: date) -> bool:
        """Return whether the overview of a day is stored."""
        return OverviewRow.select().where(OverviewRow.day == _number(day)).exists(self.database)

    def save(self, day: date, made_at: datetime, documents: Mapping[str, bytes]) -> None:
        """Store the overview of a day, unless one is stored already. Use only within a writer job.

        Args:
            day: day of the overview.
            made_at: generation time, UTC.
            documents: content by format.
        """
        if self.has(day):
            return
        BulkInsert(self.database, OverviewRow).run(
            [
                {
                    "day": _number(day),
                    "format": name,
                    "made_at": to_micros(made_at),
                    "content": base64.b64encode(content).decode(),
                }
                for name, content in documents.items()
            ]
        )
        journaled = ((OverviewRow, (_number(day), name)) for name in documents)
        Journal(self.database).record(Cause.ADMINISTRATION, *journaled)

    def content(self, day: date, name: str) -> bytes | None:
        """Return the overview of a day in the given format, or ``None`` if it is not stored.

        Raises:
            DamagedRowError: if it is damaged, which is noted, as no list reads the content.
        """
        query = OverviewRow.select().where(OverviewRow.day == _number(day), OverviewRow.format == name)
        try:
            return next(map(_content_of, raw_rows(self.database, query)), None)
        except DamagedRowError as error:
            self.damage.note(error)
            raise

    def check(self, day: int) -> None:
        """Read what is stored of a day, as eight digits.

        Raises:
            DamagedRowError: if it is damaged.
        """
        for row in raw_rows(self.database, OverviewRow.select().where(OverviewRow.day == day)):
            _content_of(row)
            _stored_of(day, [row])

    def list_stored(self, before: int | None, limit: int) -> list[StoredOverview]:
        """List up to ``limit`` sound overviews of days before ``before`` (eight digits), newest first."""
        days = OverviewRow.select(OverviewRow.day.alias("id")).distinct().order_by(OverviewRow.day.desc())

        def fetch(below: int | None, size: int) -> list[Row]:
            some = days if below is None else days.where(OverviewRow.day < below)
            return raw_rows(self.database, some.limit(size))

        return self.damage.page(before, limit, fetch, lambda row: _stored_of(row["id"], self._rows(row["id"])))

    def _rows(self, day: int) -> list[Row]:
        query = OverviewRow.select(OverviewRow.day, OverviewRow.format, OverviewRow.made_at)
        return raw_rows(self.database, query.where(OverviewRow.day == day))


def _content_of(row: Row) -> bytes:
    return build(_OVERVIEW, row, f"{OVERVIEW}{row['day']}", lambda its: base64.b64decode(its["content"], validate=True))


def _stored_of(day: int, rows: Sequence[Row]) -> StoredOverview:
    """Build what is told of the overview of a day from the rows of its formats.

    Raises:
        DamagedRowError: if one of them is damaged.
    """
    name = f"{OVERVIEW}{day}"
    moments = [build(_OVERVIEW, row, name, lambda its: from_micros(its["made_at"])) for row in rows]
    return build(
        _OVERVIEW, rows[-1], name,
        lambda its: StoredOverview(
            date.fromisoformat(str(its["day"])), moments[-1], tuple(sorted(row["format"] for row in rows))
        ),
    )  # fmt: skip


def _number(day: date) -> int:
    return int(f"{day:%Y%m%d}")
