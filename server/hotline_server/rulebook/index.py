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
SINGLE_GROUP_LIMIT = 80
Requirement = tuple[str, str | int]


class RuleIndex:
    """Rules grouped by the fact value they require. Thread-safe."""

    def __init__(self, name: str, conditions: Mapping[str, Condition]) -> None:
        self._name = name
        self._conditions = conditions
        self._groups: defaultdict[Requirement | None, list[str]] = defaultdict(list)
        required_by_rule = {rule: list(requirements(condition)) for rule, condition in conditions.items()}
        common = Counter(requirement for required in required_by_rule.values() for requirement in required)
        for rule, required in required_by_rule.items():
            rarest = min(required, key=lambda requirement: common[requirement], default=None)
            self._groups[None if len(conditions) <= SINGLE_GROUP_LIMIT else rarest].append(rule)
        self._facts = {requirement[0] for requirement in self._groups if requirement}
        self._sets: dict[Requirement | None, DurableRules] = {}
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
        for requirement in self._matching_groups(flat):
            fired += self._rule_set(requirement).fire(flat)
        return fired

    def _matching_groups(self, flat: Mapping[str, str | int]) -> Iterator[Requirement | None]:
        if None in self._groups:
            yield None
        for fact in self._facts:
            requirement = (fact, flat[fact])
            if requirement in self._groups:
                yield requirement

    def _rule_set(self, requirement: Requirement | None) -> DurableRules:
        found = self._sets.get(requirement)
        if found is None:
            with self._building:
                found = self._sets.get(requirement)
                if found is None:
                    rules = {rule: self._conditions[rule] for rule in self._groups[requirement]}
                    found = self._sets[requirement] = DurableRules(f"{self._name}-{len(self._sets)}", rules)
        return found


def requirements(condition: Condition) -> Iterator[Requirement]:
    """Yield the equalities that are necessary for ``condition`` to hold."""
    if isinstance(condition, Comparison):
        # Zero and the empty text are the defaults of unknown facts, so nearly every call matches them.
        if condition.operator == "==" and condition.value:
            yield condition.key, condition.value
    elif condition.every:
        for member in condition.members:
            yield from requirements(member)
