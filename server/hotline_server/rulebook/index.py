"""Index of rules by required fact values, which keeps a large rule book as fast as a small one.

Rules that require the same value of the same fact, such as one matter, form a group; groups are packed into
durable-rules sets. A call is only evaluated against the sets with groups matching its own facts and against the
rules without such a requirement. A set is compiled on first use.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from threading import Lock

from hotline_server.rulebook.condition import Comparison, Condition, comparisons
from hotline_server.rulebook.engine import DurableRules

# Up to this many rules, evaluating a single set is cheaper than evaluating several.
SINGLE_SET_LIMIT = 80
# A group of more rules is divided by a second value that they require.
GROUP_LIMIT = 40
# A set takes some 70 KB and each rule 9 KB, so that small groups share a set.
PACKED_RULES = 10
# Sets of more rules than this are not kept: they are compiled again when they are needed.
COMPILED_LIMIT = 5_000
Requirement = tuple[str, str | int]
Key = tuple[Requirement, ...]


class RuleIndex:
    """Rules grouped by the fact values they require. Thread-safe."""

    def __init__(self, name: str, conditions: Mapping[str, Condition]) -> None:
        self._name = name
        self._conditions = conditions
        groups = _groups(conditions)
        packs = _packed(groups)
        self._pack_of = {key: number for number, pack in enumerate(packs) for key in pack}
        self._members = [[rule for key in pack for rule in groups[key]] for pack in packs]
        self._facts = tuple(dict.fromkeys(tuple(fact for fact, _ in key) for key in groups))
        self._sets: dict[int, DurableRules] = {}
        self._compiled = 0
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
        for number in self._matching_packs(flat):
            fired += self._rule_set(number).fire(flat)
        return fired

    def _matching_packs(self, flat: Mapping[str, str | int]) -> set[int]:
        keys = (tuple([(fact, flat[fact]) for fact in facts]) for facts in self._facts)
        return {self._pack_of[key] for key in keys if key in self._pack_of}

    def _rule_set(self, number: int) -> DurableRules:
        found = self._sets.get(number)
        if found is None:
            with self._building:
                found = self._sets.get(number) or self._compile(number)
        return found

    def _compile(self, number: int) -> DurableRules:
        members = self._members[number]
        self._compiled += len(members)
        if self._compiled > COMPILED_LIMIT:
            # Whoever is evaluating one of them holds it until done.
            self._sets.clear()
            self._compiled = len(members)
        compiled = DurableRules(f"{self._name}-{number}", {rule: self._conditions[rule] for rule in members})
        self._sets[number] = compiled
        return compiled


def _groups(conditions: Mapping[str, Condition]) -> dict[Key, list[str]]:
    """Group rules by the rarest value that they require, or in a large group by the two rarest."""
    if len(conditions) <= SINGLE_SET_LIMIT:
        return {(): list(conditions)} if conditions else {}
    required_by_rule = {rule: tuple(requirements(condition)) for rule, condition in conditions.items()}
    common = Counter(requirement for required in required_by_rule.values() for requirement in required)
    by_rarity = {
        rule: tuple(sorted(required, key=lambda requirement: common[requirement]))
        for rule, required in required_by_rule.items()
    }
    sizes = Counter(required[:1] for required in by_rarity.values())
    groups: defaultdict[Key, list[str]] = defaultdict(list)
    for rule, required in by_rarity.items():
        groups[required[: 1 if sizes[required[:1]] <= GROUP_LIMIT else 2]].append(rule)
    return dict(groups)


def _packed(groups: Mapping[Key, Sequence[str]]) -> list[list[Key]]:
    """Pack groups into sets of some ``PACKED_RULES`` rules."""
    packs: list[list[Key]] = []
    room = 0
    for key, rules in groups.items():
        if not packs or len(rules) > room:
            packs.append([])
            room = PACKED_RULES
        packs[-1].append(key)
        room -= len(rules)
    return packs


def requirements(condition: Condition) -> Iterator[Requirement]:
    """Yield the equalities that are necessary for ``condition`` to hold."""
    if isinstance(condition, Comparison):
        # Zero and the empty text are the defaults of unknown facts, so nearly every call matches them.
        if condition.operator == "==" and condition.value:
            yield condition.key, condition.value
    elif condition.every:
        for member in condition.members:
            yield from requirements(member)
