"""Stored daily overviews, as created on schedule and read by leaders (R5.2)."""

from dataclasses import dataclass
from datetime import date

from hotline_server.desk.paging import PAGE_SIZE, page_violations, position_in, token_at
from hotline_server.domain.errors import InvalidFieldsError, NotFoundError
from hotline_server.store.figures.overviews import OverviewStore, StoredOverview

_QUERY = "overviews"


@dataclass(frozen=True, slots=True)
class KeptOverviews:
    """Queries for stored overviews."""

    store: OverviewStore

    def content(self, day: date, name: str) -> bytes:
        """Return the overview of a day in a format.

        Raises:
            NotFoundError: if none was created for that day.
        """
        content = self.store.content(day, name)
        if content is None:
            raise NotFoundError(f"{day} 没有按时做出的 {name} 综述")
        return content

    def page(self, page_size: int, page_token: str) -> tuple[list[StoredOverview], str]:
        """Return a page of overviews, newest first, and the token of the next page, empty on the last.

        Raises:
            InvalidFieldsError: if the page size or token is invalid.
        """
        violations = page_violations(page_size)
        if violations:
            raise InvalidFieldsError(violations)
        size = page_size or PAGE_SIZE
        found = self.store.list_stored(position_in(page_token, _QUERY), size + 1)
        token = token_at(int(f"{found[size - 1].day:%Y%m%d}"), _QUERY) if len(found) > size else ""
        return found[:size], token
