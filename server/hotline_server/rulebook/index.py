"""Index of rules by required fact values, which keeps a large rule book as fast as a small one.

Rules that require the same value of the same fact, such as one matter, form a group. A call is only
evaluated against the groups matching its own facts and against the rules without such a requirement.
Each group is a separate durable-rules set, compiled on first use.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from threading import Lock

from hotline_server.rulebook.condition import Comparison, Condition, comparisons
from hotline_server.rulebook.engine import DurableRules

# Up to this many rules, evaluating a single group is cheaper than evaluating several.
SMALL = 80
Demand = tuple[str, str | int]


class IndexedRules:
    """Rules grouped by the fact value they require. Thread-safe."""

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
        """Return the ids of the rules whose conditions hold for flattened facts, in no particular order.

        Raises:
            RuleEngineError: if the rule engine failed.
        """
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
    """Yield the equalities that are necessary for ``condition`` to hold."""
    if isinstance(condition, Comparison):
        # Zero and the empty text are the defaults of unknown facts, so nearly every call matches them.
        if condition.operator == "==" and condition.value:
            yield condition.key, condition.value
    elif condition.every:
        for member in condition.members:
            yield from demands(member)
