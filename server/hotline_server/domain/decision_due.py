"""Due times of decisions on what departments ask for, each apart from the others (R8.4, P2)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from hotline_server.domain.timetable import Timetable
from hotline_server.rulebook.time_limit import TimeLimit


@dataclass(frozen=True, slots=True)
class DecisionDue:
    """Time by which the desk, or whoever delegated, must decide on something that a department asks for, UTC.

    Attributes:
        by: when it is due.
        since: from when that counts; ``None`` of what was asked for before it was kept.
    """

    by: datetime
    since: datetime | None

    @classmethod
    def within(cls, limit: TimeLimit, now: datetime, timetable: Timetable) -> Self:
        """Return when a decision is due that is asked for now, given the time for it."""
        return cls(timetable.end(limit, now), now)

    def hastened(self, other: "DecisionDue") -> "DecisionDue":
        """Return whichever is due earlier."""
        return min(self, other, key=lambda one: one.by)

    def following(self, moved: Callable[[datetime, datetime], datetime], assigned_at: datetime) -> Self:
        """Return it as a change of the calendar demands.

        Args:
            moved: returns a due time as the change demands, given from when it counts, UTC.
            assigned_at: from when it counts if that is not known, UTC.
        """
        return replace(self, by=moved(self.by, self.since or assigned_at))
