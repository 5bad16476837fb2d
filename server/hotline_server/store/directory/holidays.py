"""The days an administrator has set to be worked or not."""

from datetime import date

from peewee import Database

from hotline_server.store.models import HolidayRow


def read_holidays(database: Database) -> dict[date, tuple[bool, str]]:
    """Each day that was set: whether it is worked, and its name."""
    rows = HolidayRow.select().order_by(HolidayRow.day).execute(database)
    return {date.fromisoformat(row.day): (row.working, row.name) for row in rows}


def set_holiday(database: Database, day: date, name: str, *, working: bool) -> None:
    """Set a day."""
    HolidayRow.insert(day=day.isoformat(), working=working, name=name).on_conflict(
        conflict_target=[HolidayRow.day], update={"working": working, "name": name}
    ).execute(database)
