"""Asking only the rules that can hold: what keeps a large book as fast as a small one.

A rule that demands one value of one fact, such as one matter, is put with the others that demand the
same; a call asks only the groups that its own facts name, and the rules that demand nothing of the
kind. Each group is a durable-rules set of its own, built when it is first asked.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from threading import Lock

from hotline_server.rulebook.condition import Comparison, Condition, comparisons
from hotline_server.rulebook.engine import DurableRules

# A book of up to this many rules is asked as a whole, which costs less than asking several groups.
SMALL = 80
Demand = tuple[str, str | int]


class IndexedRules:
    """The rules of a book, by what they demand. Safe to share between threads."""

    def __init__(self, name: str, conditions: Mapping[str, Condition]) -> None:
        self._name = name
        self._conditions = conditions
        self._groups: defaultdict[Demand | None, list[str]] = defaultdict(list)
        by_rule = {rule: list(demands(condition)) for rule, condition in conditions.items()}
        common = Counter(demand for of_rule in by_rule.values() for demand in of_rule)
        for rule, of_rule in by_rule.items():
            rarest = min(of_rule, key=lambda demand: common[demand], default=None)
            self._groups[None if len(conditions) <= SMALL else rarest].append(rule)
        self._facts = {demand[0] for demand in self._groups if demand}
        self._sets: dict[Demand | None, DurableRules] = {}
        self._building = Lock()
        self.keys = frozenset(
            comparison.key for condition in conditions.values() for comparison in comparisons(condition)
        )

    def fire(self, flat: Mapping[str, str | int]) -> list[str]:
        """The ids of the rules whose conditions hold, in no given order."""
        fired: list[str] = []
        for demand in self._asked(flat):
            fired += self._set(demand).fire(flat)
        return fired

    def _asked(self, flat: Mapping[str, str | int]) -> Iterator[Demand | None]:
        if None in self._groups:
            yield None
        for fact in self._facts:
            demand = (fact, flat[fact])
            if demand in self._groups:
                yield demand

    def _set(self, demand: Demand | None) -> DurableRules:
        found = self._sets.get(demand)
        if found is None:
            with self._building:
                found = self._sets.get(demand)
                if found is None:
                    rules = {rule: self._conditions[rule] for rule in self._groups[demand]}
                    found = self._sets[demand] = DurableRules(f"{self._name}-{len(self._sets)}", rules)
        return found


def demands(condition: Condition) -> Iterator[Demand]:
    """What must be so for ``condition`` to hold, as far as it demands one value of one fact."""
    if isinstance(condition, Comparison):
        # Zero and the empty text are what a fact is where nothing is known: nearly every call has them.
        if condition.operator == "==" and condition.value:
            yield condition.key, condition.value
    elif condition.every:
        for member in condition.members:
            yield from demands(member)
