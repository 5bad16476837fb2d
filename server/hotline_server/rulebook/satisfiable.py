"""Satisfiability of conditions, decided by trying relevant values fact by fact until the condition is settled.

Conditions compare facts with constants, so only finitely many values of each fact matter: the
constants themselves, their neighbours, and one other value. The items of a list fact are independent. What a calendar
ties together, the season, the month, the day of the year and the day, goes by what each of them allows.
"""

from collections.abc import Iterator, Mapping
from itertools import count

from hotline_server.rulebook.condition import ITEM_SEPARATOR, Comparison, Condition, Group, comparisons, holds
from hotline_server.rulebook.facts import DAY, DAY_OF_YEAR, MONTH, SEASON, SEASONS, FactKind, fact_named, season_of

VALUES_LIMIT = 20_000
OTHER_TEXT = "\0"
_CALENDAR = frozenset({SEASON, MONTH, DAY_OF_YEAR, DAY})
_MONTHS, _LONGEST_MONTH = range(1, 13), 31
_A_MONTH, _A_YEAR = 100, 10_000
_ALWAYS, _NEVER = Group(every=True, members=()), Group(every=False, members=())


def find_example(condition: Condition) -> Mapping[str, str | int] | None:
    """Find flattened facts for which ``condition`` holds; ``None`` if it is unsatisfiable.

    Raises:
        TooManyCombinationsError: if it is not found within ``VALUES_LIMIT`` values.
    """
    values = list(_values(condition).items())
    tried = count(1)

    def complete(left: Condition, flat: dict[str, str | int]) -> dict[str, str | int] | None:
        if left == _NEVER or not _is_consistent(flat):
            return None
        if len(flat) == len(values):
            return flat
        key, choices = values[len(flat)]
        for choice in choices:
            if next(tried) > VALUES_LIMIT:
                raise TooManyCombinationsError
            found = complete(_given(left, key, choice), {**flat, key: choice})
            if found is not None:
                return found
        return None

    return complete(condition, {})


class TooManyCombinationsError(Exception):
    """Too many combinations of values to try."""


def _given(condition: Condition, key: str, value: str | int) -> Condition:
    """Return what is left of a condition once a fact is known."""
    if isinstance(condition, Comparison):
        if condition.key != key:
            return condition
        return _ALWAYS if holds(condition, {key: value}) else _NEVER
    settles, changes_nothing = (_NEVER, _ALWAYS) if condition.every else (_ALWAYS, _NEVER)
    left = [_given(member, key, value) for member in condition.members]
    if settles in left:
        return settles
    left = [member for member in left if member != changes_nothing]
    return left[0] if len(left) == 1 else Group(condition.every, tuple(left))


def _values(condition: Condition) -> dict[str, list[str | int]]:
    named: dict[str, set[str | int]] = {}
    for comparison in comparisons(condition):
        named.setdefault(comparison.key, set()).add(comparison.value)
    tied = _CALENDAR & named.keys()
    by_calendar = tied if len(tied) > 1 else frozenset[str]()
    return {
        key: _calendar(key, named) if key in by_calendar else list(_candidates(key, values))
        for key, values in named.items()
    }


def _candidates(key: str, named: set[str | int]) -> Iterator[str | int]:
    name, _, item = key.partition(ITEM_SEPARATOR)
    fact = fact_named(name)
    if item or (fact and fact.kind is FactKind.FLAG):
        yield from (0, 1)
    elif fact and fact.kind is FactKind.TEXT:
        yield from {"", OTHER_TEXT, *named} - ({OTHER_TEXT} if fact.values else set())
    else:
        numbers = {number + step for number in named if isinstance(number, int) for step in (-1, 0, 1)}
        yield from {number for number in numbers | {0} if number >= 0}


def _calendar(key: str, named: Mapping[str, set[str | int]]) -> list[str | int]:
    """Return the values of a fact of the calendar that matter where others are compared too."""
    if key == SEASON:
        return [*SEASONS]
    if key == MONTH:
        return [*_MONTHS]
    dates, days = ([int(day) for day in named.get(fact, ())] for fact in (DAY, DAY_OF_YEAR))
    near = {day % _A_YEAR + step for day in (*dates, *days) for step in (-1, 0, 1)}
    near |= {month * _A_MONTH + 1 for month in _MONTHS}
    possible = [day for day in sorted(near) if day // _A_MONTH in _MONTHS and 1 <= day % _A_MONTH <= _LONGEST_MONTH]
    if key == DAY_OF_YEAR:
        return [*possible]
    # Between two dates in years further apart there is a whole year next to either.
    years = {date // _A_YEAR + step for date in dates for step in (-1, 0, 1)}
    return [year * _A_YEAR + day for year in sorted(years) for day in possible]


def _is_consistent(flat: Mapping[str, str | int]) -> bool:
    """Return False if a list is shorter than the number of its items, or a day is in another month or season."""
    days = {int(flat[key]) % _A_YEAR for key in (DAY, DAY_OF_YEAR) if key in flat}
    months = {day // _A_MONTH for day in days} | ({int(flat[MONTH])} if MONTH in flat else set())
    if len(days) > 1 or len(months) > 1:
        return False
    if SEASON in flat and any(season_of(month) != flat[SEASON] for month in months):
        return False
    for key, value in flat.items():
        fact = fact_named(key)
        if fact and fact.kind is FactKind.LIST:
            item_count = sum(int(flat[other]) for other in flat if other.startswith(f"{key}{ITEM_SEPARATOR}"))
            if int(value) < item_count:
                return False
    return True
