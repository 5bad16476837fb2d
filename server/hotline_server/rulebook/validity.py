"""Validity periods: between two dates, or of rules also annually between two days (e.g. the flood season)."""

from dataclasses import dataclass
from datetime import date

from hotline_server.rulebook.condition import Comparison, Condition, all_of, any_of
from hotline_server.rulebook.facts import DAY, DAY_OF_YEAR

_MONTH_DAY_LENGTH = 5
_LEAP_YEAR = 2024


@dataclass(frozen=True, slots=True)
class Period:
    """Days from a first through a last one; ``None`` leaves that side open."""

    first: date | None = None
    last: date | None = None

    @classmethod
    def parse(cls, first: str | None, last: str | None) -> "Period":
        """Parse dates in the form ``2026-06-01``.

        Raises:
            ValueError: if a date does not exist, or the last day precedes the first.
        """
        period = cls(parse_date(first), parse_date(last))
        if period.first and period.last and period.last < period.first:
            raise ValueError(f"“失效”{last}早于“生效”{first}")
        return period

    def covers(self, other: "Period") -> bool:
        """Return True if every day of the other period is in this one."""
        return (self.first or date.min) <= (other.first or date.min) and (other.last or date.max) <= (
            self.last or date.max
        )

    def shared(self, other: "Period") -> "Period | None":
        """Return the days that are in both periods; ``None`` if there are none."""
        first = max(self.first or date.min, other.first or date.min)
        last = min(self.last or date.max, other.last or date.max)
        if last < first:
            return None
        return Period(None if first == date.min else first, None if last == date.max else last)

    def __str__(self) -> str:
        """Return the period in Chinese; empty if it is unlimited."""
        if self.first and self.last:
            return f"{self.first} 至 {self.last}"
        return f"{self.first} 起" if self.first else f"到 {self.last} 为止" if self.last else ""


def parse_date(text: str | None) -> date | None:
    """Parse a date in the form ``2026-06-01``, if there is one.

    Raises:
        ValueError: if it does not exist.
    """
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError(f"日期“{text}”不存在") from None


def is_yearly_day(text: str) -> bool:
    """Return False for a day such as ``02-30`` that exists in no year; dates with a year are checked elsewhere."""
    if len(text) > _MONTH_DAY_LENGTH:
        return True
    try:
        date.fromisoformat(f"{_LEAP_YEAR}-{text}")
    except ValueError:
        return False
    return True


def validity_condition(valid_from: str | None, valid_until: str | None) -> Condition | None:
    """Build the condition that a call falls within a period; ``None`` if the period is unlimited.

    Args:
        valid_from: first day, as ``2026-06-01``, or ``06-01`` for every year.
        valid_until: last day, in the same format; an annual period may span the turn of the year.

    Raises:
        ValueError: if only one of the days has a year, or the last date precedes the first.
    """
    if valid_from is None and valid_until is None:
        return None
    days = [day for day in (valid_from, valid_until) if day]
    yearly = [len(day) == _MONTH_DAY_LENGTH for day in days]
    if any(yearly) != all(yearly):
        raise ValueError("“自”和“至”要么都写年份，要么都不写")
    fact = DAY_OF_YEAR if all(yearly) else DAY
    rule_period(valid_from, valid_until)
    first, last = _as_number(valid_from), _as_number(valid_until)
    if first and last and first > last:
        if fact == DAY:
            raise ValueError("“至”早于“自”")
        return any_of(Comparison(fact, ">=", first), Comparison(fact, "<=", last))
    limits = [Comparison(fact, ">=", first)] if first else []
    limits += [Comparison(fact, "<=", last)] if last else []
    return all_of(*limits)


def rule_period(valid_from: str | None, valid_until: str | None) -> Period:
    """Return the days on which a rule can hold at all; unlimited if it holds every year.

    Raises:
        ValueError: if a date does not exist.
    """
    dated = [parse_date(day) if day and len(day) > _MONTH_DAY_LENGTH else None for day in (valid_from, valid_until)]
    return Period(*dated)


def _as_number(day: str | None) -> int:
    return int(day.replace("-", "")) if day else 0
