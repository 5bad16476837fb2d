"""Satisfiability of conditions, decided by trying every combination of relevant values.

Conditions compare facts with constants, so only finitely many values of each fact matter: the
constants themselves, their neighbours, and one other value. The items of a list fact are independent.
"""

from collections.abc import Iterator, Mapping
from itertools import product

from hotline_server.rulebook.condition import ITEM_SEPARATOR, Condition, comparisons, holds
from hotline_server.rulebook.facts import FactKind, fact_named

COMBINATIONS_LIMIT = 20_000
OTHER_TEXT = "\0"


def find_example(condition: Condition) -> Mapping[str, str | int] | None:
    """Find flattened facts for which ``condition`` holds; ``None`` if it is unsatisfiable.

    Raises:
        TooManyCombinationsError: if there are more than ``COMBINATIONS_LIMIT`` combinations.
    """
    values = _values(condition)
    size = 1
    for choices in values.values():
        size *= len(choices)
    if size > COMBINATIONS_LIMIT:
        raise TooManyCombinationsError
    for choice in product(*values.values()):
        flat = dict(zip(values, choice, strict=True))
        if _is_consistent(flat) and holds(condition, flat):
            return flat
    return None


class TooManyCombinationsError(Exception):
    """Too many combinations of values to try."""


def _values(condition: Condition) -> dict[str, list[str | int]]:
    named: dict[str, set[str | int]] = {}
    for comparison in comparisons(condition):
        named.setdefault(comparison.key, set()).add(comparison.value)
    return {key: list(_candidates(key, values)) for key, values in named.items()}


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


def _is_consistent(flat: Mapping[str, str | int]) -> bool:
    """Return False if a list is shorter than the number of items it contains."""
    for key, value in flat.items():
        fact = fact_named(key)
        if fact and fact.kind is FactKind.LIST:
            item_count = sum(int(flat[other]) for other in flat if other.startswith(f"{key}{ITEM_SEPARATOR}"))
            if int(value) < item_count:
                return False
    return True
