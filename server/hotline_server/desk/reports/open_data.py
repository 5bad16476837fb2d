"""Open data: public information about cases (R6.2)."""

from collections.abc import Iterator
from dataclasses import dataclass

from hotline_server.desk.days import Days
from hotline_server.domain.numbering import is_number
from hotline_server.domain.open_record import OpenDataQuery, OpenRecord
from hotline_server.store.figures.open_data import OpenDataStore


@dataclass(frozen=True, slots=True)
class OpenData:
    """Queries for public case records, which exclude those of protected callers."""

    store: OpenDataStore

    def get(self, number: str) -> OpenRecord | None:
        """Return the public record of a case, if there is one."""
        return self.store.get(number) if is_number(number) else None

    def newest(self, query: OpenDataQuery) -> list[OpenRecord]:
        """Return a page of the cases that match, newest first."""
        return self.store.newest(query)

    def matters(self) -> dict[str, str]:
        """Return the matters that cases have, each with its category, whether or not the rule book still has them."""
        return self.store.matters()

    def registered_on(self, days: Days) -> Iterator[OpenRecord]:
        """Yield all cases registered on some days, in order, in bounded memory."""
        return self.store.all(days.first, days.last)
