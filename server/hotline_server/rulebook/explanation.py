"""Explanations of decisions: the rules that held and the near misses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hotline_server.rulebook.book import Rule, RuleBook
from hotline_server.rulebook.condition import ITEM_SEPARATOR, Comparison, Condition, flatten, holds
from hotline_server.rulebook.decision import Decision
from hotline_server.rulebook.facts import FACTS, FactKind, FactValue

_WORDS = {"==": "是", "!=": "不是", ">=": "不少于", "<=": "不多于", ">": "多于", "<": "少于"}
NEAR_MISS_LIMIT = 5


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Rule that failed on a single condition.

    Attributes:
        rule: that did not hold.
        unmet: the unmet condition, in Chinese.
    """

    rule: Rule
    unmet: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Decision with the rules behind it.

    Attributes:
        decision: being explained.
        fired: rules that held, highest rank first.
        suppressed: rules that held but were suppressed by another.
        near_misses: highest rank first, at most ``NEAR_MISS_LIMIT``.
    """

    decision: Decision
    fired: tuple[Rule, ...]
    suppressed: tuple[Rule, ...]
    near_misses: tuple[NearMiss, ...]


def explain(book: RuleBook, known: Mapping[str, FactValue]) -> Explanation:
    """Make and explain the decision for the known facts."""
    decision = book.decide(known)
    flat = flatten(decision.facts, book.keys)
    held = [rule for rule in book.rules.values() if holds(rule.condition, flat)]
    fired = set(book.fire(decision.facts))
    near_misses = []
    for rule in sorted(book.rules.values(), key=book.rank):
        if rule not in held:
            unmet = list(_unmet(rule.condition, flat))
            if len(unmet) == 1 and rule.condition not in unmet:
                near_misses.append(NearMiss(rule, describe(unmet[0])))
    return Explanation(
        decision=decision,
        fired=tuple(sorted((book.rules[name] for name in fired), key=book.rank)),
        suppressed=tuple(rule for rule in held if rule.id not in fired),
        near_misses=tuple(near_misses[:NEAR_MISS_LIMIT]),
    )


def describe(condition: Condition) -> str:
    """Describe a condition in Chinese."""
    if isinstance(condition, Comparison):
        return _comparison(condition)
    parts = [describe(member) for member in condition.members]
    return f"（{('，而且' if condition.every else '，或者').join(parts)}）" if len(parts) > 1 else parts[0]


def _unmet(condition: Condition, flat: Mapping[str, str | int]) -> Iterator[Condition]:
    """Yield the parts of a condition that do not hold, treating a disjunction as one part."""
    if holds(condition, flat):
        return
    if isinstance(condition, Comparison) or not condition.every:
        yield condition
    else:
        for member in condition.members:
            yield from _unmet(member, flat)


def _comparison(comparison: Comparison) -> str:
    name, _, item = comparison.key.partition(ITEM_SEPARATOR)
    if item:
        return f"{name}{'含' if (comparison.operator == '==') == bool(comparison.value) else '不含'}“{item}”"
    kind = FACTS[name].kind
    if kind is FactKind.FLAG:
        return f"{name}{'是' if (comparison.operator == '==') == bool(comparison.value) else '否'}"
    if kind is FactKind.LIST or comparison.value == "":
        return f"{'没有' if comparison.operator == '==' else '有'}{name}"
    value = f"“{comparison.value}”" if kind is FactKind.TEXT else str(comparison.value)
    return f"{name}{_WORDS[comparison.operator]}{value}"
