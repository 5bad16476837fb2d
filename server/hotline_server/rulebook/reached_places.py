"""Places where a condition can hold, by what it says of places within them."""

from collections.abc import Callable, Mapping

from hotline_server.rulebook.condition import Comparison, Condition, all_of, comparisons
from hotline_server.rulebook.names import KnownNames, NamedUnit
from hotline_server.rulebook.satisfiable import TooManyCombinationsError, find_example

# Whoever knows one of the latter knows the former.
_WITHIN: Mapping[str, tuple[str, ...]] = {"区县": ("街道", "社区"), "街道": ("社区",)}


def demands(condition: Condition, fact: str) -> bool:
    """Return True if a condition can hold only when a text fact is known, or a place in the one that it names."""
    return any(not allows(condition, Comparison(one, "==", "")) for one in (fact, *_WITHIN.get(fact, ())))


def allows(condition: Condition, *others: Comparison) -> bool:
    """Return True if a condition can hold together with comparisons."""
    try:
        return find_example(all_of(condition, *others)) is not None
    except TooManyCombinationsError:
        return True


def reaches(condition: Condition, fact: str, names: KnownNames) -> Callable[[str], bool]:
    """Return what tells whether a condition can hold in a district 区县 or town 街道, given by its present name."""
    holding = [
        {_above(units[name], fact, names) for name in named if name in units and allows(condition, _is(one, name))}
        for one in _WITHIN[fact]
        for units in (_units(one, names),)
        for named in ({str(other.value) for other in comparisons(condition) if other.key == one},)
        # Otherwise it can hold in other places as well.
        if not allows(condition, *(Comparison(one, "!=", name) for name in named))
    ]
    return lambda place: allows(condition, _is(fact, place)) and all(place in places for places in holding)


def _is(fact: str, name: str) -> Comparison:
    return Comparison(fact, "==", name)


def _units(fact: str, names: KnownNames) -> Mapping[str, NamedUnit]:
    return names.towns if fact == "街道" else names.communities


def _above(unit: NamedUnit, fact: str, names: KnownNames) -> str:
    """Return the district or town that a unit is in; empty if the directory does not say."""
    return unit.district if fact == "区县" else next((one for one in unit.superiors if one in names.towns), "")
