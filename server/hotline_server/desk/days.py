"""Days named in requests, and the time spans they denote."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.ground.clock import YEARS, begin_of
from hotline_server.store.figures.measures import Period

LONGEST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Days:
    """Days of a report, both inclusive."""

    first: date
    last: date

    @property
    def before(self) -> "Days":
        """Return the preceding span of the same length."""
        return Days(self.first - (self.last - self.first) - timedelta(days=1), self.first - timedelta(days=1))

    def period(self, now: datetime) -> Period:
        """Return the span of time, as counted at ``now``."""
        return Period(begin_of(self.first), begin_of(self.last + timedelta(days=1)), now)


def days_of(first_day: str, last_day: str, parent: str = "") -> Days:
    """Parse the first and last day in a request.

    Args:
        first_day: YYYY-MM-DD.
        last_day: YYYY-MM-DD.
        parent: the path of the message that has them, with a dot at its end; empty for the request itself.

    Raises:
        InvalidFieldsError: if a day is missing or malformed, they are out of order, or the span is too long.
    """
    violations: list[FieldViolation] = []
    days: list[date] = []
    for field, written in (("first_day", first_day), ("last_day", last_day)):
        try:
            days.append(day_of(f"{parent}{field}", written))
        except InvalidFieldsError as error:
            violations.extend(error.violations)
    if not violations and not 0 <= (days[1] - days[0]).days < LONGEST_DAYS:
        violations.append(FieldViolation(f"{parent}last_day", f"不能早于第一天，总共最多 {LONGEST_DAYS} 天"))
    if violations:
        raise InvalidFieldsError(violations)
    return Days(days[0], days[1])


def day_of(field: str, written: str) -> date:
    """Parse the day in a field of a request.

    Raises:
        InvalidFieldsError: if it is malformed.
    """
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise InvalidFieldsError([FieldViolation(field, "不是日期；写法如 2026-11-25")]) from None
    if day.year not in YEARS:
        raise InvalidFieldsError([FieldViolation(field, f"年份要在 {YEARS.start} 到 {YEARS.stop - 1} 之间")])
    return day


def year_before(day: date) -> date:
    """Return the same day a year earlier; 29 February becomes the 28th."""
    leap = day.month == 2 and day.day == 29  # noqa: PLR2004 - of the calendar
    return day.replace(year=day.year - 1, day=28 if leap else day.day)


def days_between(first_day: str, last_day: str) -> tuple[datetime | None, datetime | None]:
    """Return the start (inclusive) and end (exclusive) of a span of days; either may be open.

    Raises:
        InvalidFieldsError: if a day is malformed, or they are out of order.
    """
    first = day_of("first_day", first_day) if first_day else None
    last = day_of("last_day", last_day) if last_day else None
    if first and last and last < first:
        raise InvalidFieldsError([FieldViolation("last_day", "不能早于第一天")])
    return begin_of(first) if first else None, begin_of(last + timedelta(days=1)) if last else None
