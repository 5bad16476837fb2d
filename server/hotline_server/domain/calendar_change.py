"""Changes of the working calendar that open deadlines still have to follow (R3.2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class CalendarChange:
    """Day that was set free or worked.

    Attributes:
        id: in the order in which they were made.
        day: the day.
        was: true if it was set to be worked before; ``None`` if it was not set.
        working: true if it is worked now.
        name: why, as 元旦调休.
        actor: who set it.
        made_at: UTC.
    """

    id: int
    day: date
    was: bool | None
    working: bool
    name: str
    actor: str
    made_at: datetime

    @property
    def reason(self) -> str:
        """Reason for the log."""
        return f"{self.day.isoformat()} {self.name}"

    def made(self, overrides: Mapping[date, bool]) -> dict[date, bool]:
        """Return the days that are set with this one."""
        return {**overrides, self.day: self.working}


def before(changes: Iterable[CalendarChange], overrides: Mapping[date, bool]) -> dict[date, bool]:
    """Return the days that were set before changes, oldest first, whether or not they are known yet."""
    days = dict(overrides)
    for change in reversed(list(changes)):
        days.pop(change.day, None)
        if change.was is not None:
            days[change.day] = change.was
    return days
