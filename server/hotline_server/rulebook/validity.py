"""Validity periods of rules: between two dates, or annually between two days (e.g. the flood season)."""

from hotline_server.rulebook.condition import Comparison, Condition, all_of, any_of

_MONTH_DAY_LENGTH = 5


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
    fact = "月日" if all(yearly) else "日期"
    first, last = _as_number(valid_from), _as_number(valid_until)
    if first and last and first > last:
        if fact == "日期":
            raise ValueError("“至”早于“自”")
        return any_of(Comparison(fact, ">=", first), Comparison(fact, "<=", last))
    limits = [Comparison(fact, ">=", first)] if first else []
    limits += [Comparison(fact, "<=", last)] if last else []
    return all_of(*limits)


def _as_number(day: str | None) -> int:
    return int(day.replace("-", "")) if day else 0
