"""Clock and conversion of times; times are UTC unless stated otherwise."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

CITY = ZoneInfo("Asia/Shanghai")
Clock = Callable[[], datetime]
# Years accepted in dates and times that users enter.
YEARS = range(1970, 2200)
_EPOCH = datetime.fromtimestamp(0, UTC)
_MICROSECOND = timedelta(microseconds=1)


def system_clock() -> datetime:
    """Return the current time, UTC."""
    return datetime.now(UTC)


def local_day(moment: datetime) -> date:
    """Return the day of a time in the city."""
    return moment.astimezone(CITY).date()


def spoken_time(moment: datetime) -> str:
    """Return a time in the city as people say it: 11月26日18时."""
    local = moment.astimezone(CITY)
    minutes = f"{local.minute}分" if local.minute else ""
    return f"{local.month}月{local.day}日{local.hour}时{minutes}"


def spoken_day(day: date) -> str:
    """Return a day as documents write it: 2026年11月26日."""
    return f"{day.year}年{day.month}月{day.day}日"


def begin_of(day: date) -> datetime:
    """Return the first moment of a day in the city, UTC."""
    return datetime.combine(day, time(), CITY).astimezone(UTC)


def to_micros(moment: datetime) -> int:
    """Convert a time to microseconds since 1970 UTC, the format in which times are stored."""
    return (moment - _EPOCH) // _MICROSECOND


def from_micros(micros: int) -> datetime:
    """Convert microseconds since 1970 UTC to a time, UTC."""
    return datetime.fromtimestamp(micros / 1_000_000, UTC)
