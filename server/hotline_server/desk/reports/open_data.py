"""Open data: what everybody may know of cases (R6.2)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from hotline_server.desk.days import Days
from hotline_server.domain.numbering import is_number
from hotline_server.domain.open_record import OpenRecord
from hotline_server.store.figures.open_data import OpenDataStore


@dataclass(frozen=True, slots=True)
class OpenData:
    """Finds cases for the public. Those of protected callers are not in it."""

    store: OpenDataStore

    def get(self, number: str) -> OpenRecord | None:
        """Return the case of that number, if there is one that everybody may know of."""
        return self.store.get(number) if is_number(number) else None

    def newest(self, since: datetime, before: datetime, matters: Sequence[str], limit: int) -> list[OpenRecord]:
        """Return cases registered in a span of time, newest first.

        Args:
            since: begin of the span, UTC.
            before: end of the span, UTC, exclusive.
            matters: what they are about; empty for anything.
            limit: maximum number of cases.
        """
        return self.store.newest(since, before, matters, limit)

    def registered_on(self, days: Days) -> Iterator[OpenRecord]:
        """Yield all cases registered on some days, in order, in bounded memory."""
        return self.store.all(days.first, days.last)
