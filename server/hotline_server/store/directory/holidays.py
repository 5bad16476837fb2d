"""Working days and holidays set by an administrator."""

from dataclasses import dataclass
from datetime import date

from peewee import Database

from hotline_server.store.models import HolidayRow
from hotline_server.store.proofs.journal import Cause, Journal


@dataclass(frozen=True, slots=True)
class HolidayStore:
    """Repository of days set by an administrator."""

    database: Database

    def read(self) -> dict[date, tuple[bool, str]]:
        """Return, by day, whether it is worked and its name."""
        rows = HolidayRow.select().order_by(HolidayRow.day).execute(self.database)
        return {date.fromisoformat(row.day): (row.working, row.name) for row in rows}

    def set(self, day: date, name: str, *, working: bool) -> None:
        """Set or replace a day. Use only within a writer job."""
        HolidayRow.insert(day=day.isoformat(), working=working, name=name).on_conflict(
            conflict_target=[HolidayRow.day], update={"working": working, "name": name}
        ).execute(self.database)
        Journal(self.database).record(Cause.ADMINISTRATION, (HolidayRow, (day.isoformat(),)))
