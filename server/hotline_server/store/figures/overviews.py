"""Storage of daily overviews generated on schedule."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from peewee import Database

from hotline_server.ground.clock import from_micros, to_micros
from hotline_server.store.engine.bulk import BulkInsert
from hotline_server.store.models import OverviewRow
from hotline_server.store.proofs.journal import Cause, Journal


@dataclass(frozen=True, slots=True)
class StoredOverview:
    """Stored overview: its day, its generation time (UTC) and its formats."""

    day: date
    made_at: datetime
    formats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OverviewStore:
    """Repository of daily overviews."""

    database: Database

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
        """Return the overview of a day in the given format, or ``None`` if it is not stored."""
        row = (
            OverviewRow.select(OverviewRow.content)
            .where(OverviewRow.day == _number(day), OverviewRow.format == name)
            .first(self.database)
        )
        return base64.b64decode(row.content) if row else None

    def list_stored(self, before: int | None, limit: int) -> list[StoredOverview]:
        """List up to ``limit`` stored overviews of days before ``before`` (eight digits), newest first."""
        days = OverviewRow.select(OverviewRow.day).distinct().order_by(OverviewRow.day.desc()).limit(limit)
        if before is not None:
            days = days.where(OverviewRow.day < before)
        numbers = [row.day for row in days.execute(self.database)]
        rows = OverviewRow.select(OverviewRow.day, OverviewRow.format, OverviewRow.made_at).where(
            OverviewRow.day.in_(numbers)
        )
        formats: dict[int, list[str]] = {number: [] for number in numbers}
        moments: dict[int, datetime] = {}
        for row in rows.execute(self.database):
            formats[row.day].append(row.format)
            moments[row.day] = from_micros(row.made_at)
        return [
            StoredOverview(date.fromisoformat(str(number)), moments[number], tuple(sorted(formats[number])))
            for number in numbers
        ]


def _number(day: date) -> int:
    return int(f"{day:%Y%m%d}")
