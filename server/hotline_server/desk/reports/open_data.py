"""Open data: public information about cases (R6.2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import structlog

from hotline_server.desk.days import Days
from hotline_server.desk.setting_aside import LISTED, SettingAside, affects_everything, reason_of
from hotline_server.domain.numbering import is_number
from hotline_server.domain.open_record import OpenDataQuery, OpenRecord
from hotline_server.domain.stuck import Job
from hotline_server.store.figures.open_data import OpenDataStore

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class OpenData:
    """Queries for public case records, which exclude those of protected callers.

    Attributes:
        aside: takes the cases that have no readable record; without it they are left out, and told of in the log.
    """

    store: OpenDataStore
    aside: SettingAside | None = None

    def get(self, number: str) -> OpenRecord | None:
        """Return the public record of a case, if there is one."""
        return self.store.get(number) if is_number(number) else None

    def newest(self, query: OpenDataQuery) -> list[OpenRecord]:
        """Return a page of the cases that match, newest first."""
        return self.store.newest(query, self._leave_out)

    def matters(self) -> dict[str, str]:
        """Return the matters that cases have, each with its category, whether or not the rule book still has them."""
        return self.store.matters()

    def registered_on(self, days: Days) -> Iterator[OpenRecord]:
        """Yield all cases registered on some days, in order, in bounded memory."""
        yield from self.store.all(days.first, days.last, self._leave_out)
        if self.aside:
            for number in self.aside.due(Job.OPEN_DATA, LISTED):
                self.aside.attempt(Job.OPEN_DATA, number, partial(self.store.get, number))

    def _leave_out(self, number: str, error: Exception) -> None:
        if self.aside:
            self.aside.set_aside(Job.OPEN_DATA, number, error)
        elif affects_everything(error):
            raise error
        else:
            _log.error("case left out of open data", number=number, reason=reason_of(error))
