"""Open data: public information about cases (R6.2)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from hotline_server.desk.days import Days
from hotline_server.domain.numbering import is_number
from hotline_server.domain.open_record import OpenRecord
from hotline_server.store.figures.open_data import OpenDataStore


@dataclass(frozen=True, slots=True)
class OpenData:
    """Queries for public case records, which exclude those of protected callers."""

    store: OpenDataStore

    def get(self, number: str) -> OpenRecord | None:
        """Return the public record of a case, if there is one."""
        return self.store.get(number) if is_number(number) else None

    def newest(self, since: datetime, before: datetime, matters: Sequence[str], limit: int) -> list[OpenRecord]:
        """Return cases registered in a span of time, newest first.

        Args:
            since: start of the span, UTC.
            before: end of the span, UTC, exclusive.
            matters: matters to include; empty for all.
            limit: maximum number of cases.
        """
        return self.store.newest(since, before, matters, limit)

    def registered_on(self, days: Days) -> Iterator[OpenRecord]:
        """Yield all cases registered on some days, in order, in bounded memory."""
        return self.store.all(days.first, days.last)
