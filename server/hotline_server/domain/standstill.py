"""Intervals in which a department's clock stands still since the desk told it to wait (R8.6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

STEPPING_ASIDE = "等值班室研判由谁办理"
"""Reason of a standstill of who is accused by what callers said later (R8.3), which it does not tell the accused."""


@dataclass(frozen=True, slots=True)
class Standstill:
    """Interval in which a department was told to wait. Times are UTC.

    Attributes:
        since, until: its beginning and end; ``until`` is ``None`` while it lasts.
        reason: what the department waits for.
    """

    since: datetime
    until: datetime | None
    reason: str

    @property
    def lasts(self) -> bool:
        """True while the department waits."""
        return self.until is None


def stood_time(standstills: Sequence[Standstill], since: datetime | None = None) -> timedelta:
    """Return how long the ended intervals took together, counted from a moment on if one is given, UTC."""
    ended = [(max(one.since, since or one.since), one.until) for one in standstills if one.until]
    return sum((until - begin for begin, until in ended if until > begin), timedelta())
