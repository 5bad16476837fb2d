"""Where time comes from."""

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

CITY = ZoneInfo("Asia/Shanghai")
Clock = Callable[[], datetime]
# The years of moments and days that people may name.
YEARS = range(1970, 2200)


def system_clock() -> datetime:
    """The present moment, UTC."""
    return datetime.now(UTC)


def to_micros(moment: datetime) -> int:
    """``moment`` in microseconds since 1970 UTC, the form in which times are stored."""
    return round(moment.timestamp() * 1_000_000)


def from_micros(micros: int) -> datetime:
    """The moment ``micros`` microseconds after 1970 UTC."""
    return datetime.fromtimestamp(micros / 1_000_000, UTC)
