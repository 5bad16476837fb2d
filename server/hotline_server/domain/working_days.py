"""Working-day arithmetic 工作日, with public holidays and make-up days 调休 (R3.1, R3.2).

The State Council announces each year's holidays late in the preceding year. Until then the statutory
holidays are assumed, and deadlines that depend on them are provisional.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from hotline_server.ground.clock import CITY, local_day

MAX_WORKING_DAYS = 30
_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Deadline:
    """Due time.

    Attributes:
        at: due time, UTC.
        provisional: true if a holiday announcement may still move it.
    """

    at: datetime
    provisional: bool


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Calendar of working days.

    Attributes:
        opens, closes: working hours, local time.
        overrides: days set by an administrator; true if worked.
    """

    opens: time
    closes: time
    overrides: Mapping[date, bool]

    def is_working(self, day: date) -> bool:
        """Return whether ``day`` is a working day."""
        set_by_hand = self.overrides.get(day)
        return _is_working(day) if set_by_hand is None else set_by_hand

    def is_provisional(self, day: date) -> bool:
        """Return whether ``day`` is neither covered by an announcement nor set by an administrator."""
        return day not in self.overrides and not _is_announced(day.year)

    def after(self, day: date, count: int) -> date:
        """Return the ``count``-th working day after ``day``, exclusive."""
        # Few days are set by hand, and each case asks for the 30th.
        is_working = self.is_working if self.overrides else _is_working
        while count > 0:
            day += _DAY
            count -= is_working(day)
        return day

    def before(self, day: date, count: int) -> date:
        """Return the ``count``-th working day before ``day``, exclusive."""
        while count > 0:
            day -= _DAY
            count -= self.is_working(day)
        return day

    def count(self, after: date, until: date) -> int:
        """Return the number of working days after one day, exclusive, until another, inclusive."""
        return sum(self.is_working(after + timedelta(days=ahead)) for ahead in range(1, (until - after).days + 1))

    def deadline(self, since: datetime, days: int) -> Deadline:
        """Return the close of the ``days``-th working day after the local date of ``since``."""
        first = local_day(since)
        last = self.after(first, days)
        # From the last day back, as the latest year is the one that is not announced.
        provisional = not _is_announced(last.year) and any(
            self.is_provisional(last - timedelta(days=back)) for back in range((last - first).days + 1)
        )
        return Deadline(self.end_of(last), provisional)

    def end_of(self, day: date) -> datetime:
        """Return the close of business on ``day``, UTC."""
        return datetime.combine(day, self.closes, CITY).astimezone(UTC)

    def start_of(self, day: date) -> datetime:
        """Return the start of business on ``day``, UTC."""
        return datetime.combine(day, self.opens, CITY).astimezone(UTC)

    def working_minutes(self, since: datetime, until: datetime) -> float:
        """Return the minutes of working time between two moments."""
        days = (local_day(until) - local_day(since)).days
        dates = [local_day(since) + timedelta(days=ahead) for ahead in range(days + 1)]
        spans = [min(until, self.end_of(day)) - max(since, self.start_of(day)) for day in dates if self.is_working(day)]
        return sum((max(span, timedelta()) for span in spans), timedelta()).total_seconds() / 60

    def add_working_time(self, moment: datetime, minutes: float) -> datetime:
        """Return the time after ``minutes`` of working time from ``moment``, UTC."""
        left = timedelta(minutes=minutes)
        day = local_day(moment)
        while True:
            if self.is_working(day):
                start = max(moment, self.start_of(day))
                room = self.end_of(day) - start
                if room >= left:
                    return start + left
                left -= max(room, timedelta())
            day += _DAY


# Clients that only read the states of assignments need no calendars, which are therefore imported where they are used.
@lru_cache(maxsize=1)
def _announced_years() -> frozenset[int]:
    """Return the years of which the calendar is known; a clock that was not set may be before all of them."""
    import chinese_calendar  # noqa: PLC0415

    return frozenset(day.year for day in chinese_calendar.holidays)


def _is_announced(year: int) -> bool:
    return year in _announced_years()


@lru_cache(maxsize=4096)
def _is_working(day: date) -> bool:
    if _is_announced(day.year):
        import chinese_calendar  # noqa: PLC0415

        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < _SATURDAY and day not in _statutory_holidays(day.year)


_LUNAR_YEARS = range(1901, 2100)


@lru_cache(maxsize=64)
def _statutory_holidays(year: int) -> frozenset[date]:
    """Return the holidays fixed by the 2024 regulation with the days off in lieu of those at weekends 补假.

    Holidays are moved and joined only by the announcement, which therefore may still move what depends on them.
    Of years for which nobody computes the moon, as by a clock that was never set, none are known.
    """
    if year not in _LUNAR_YEARS:
        return frozenset()
    from lunardate import LunarDate  # noqa: PLC0415

    new_year = LunarDate(year, 1, 1).to_solar_date()
    fixed = {
        date(year, 1, 1),
        *(new_year + timedelta(days=offset) for offset in (-1, 0, 1, 2)),
        _qingming(year),
        date(year, 5, 1),
        date(year, 5, 2),
        LunarDate(year, 5, 5).to_solar_date(),
        LunarDate(year, 8, 15).to_solar_date(),
        *(date(year, 10, day) for day in (1, 2, 3)),
    }
    free = set(fixed)
    for holiday in sorted(fixed):
        if holiday.weekday() >= _SATURDAY:
            free.add(_next_weekday(holiday, free))
    return frozenset(free)


def _next_weekday(day: date, free: Collection[date]) -> date:
    """Return the first day from Monday to Friday after ``day`` that is not free already."""
    while day.weekday() >= _SATURDAY or day in free:
        day += _DAY
    return day


def _qingming(year: int) -> date:
    """Return Tomb-Sweeping Day 清明 by the common formula, valid for 2000 to 2099."""
    short = year % 100
    return date(year, 4, int(short * 0.2422 + 4.81) - short // 4)
