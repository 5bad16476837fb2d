"""Timestamps in the journal."""

from datetime import UTC, datetime

from peewee import IntegerField


class MomentField(IntegerField):
    """UTC timestamp stored in microseconds."""

    def db_value(self, value: datetime | None) -> int | None:
        return None if value is None else int(value.timestamp() * 1_000_000)

    def python_value(self, value: int | None) -> datetime | None:
        return None if value is None else datetime.fromtimestamp(value / 1_000_000, UTC)
