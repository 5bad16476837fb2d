"""Explanations of decisions: the rules that held and the near misses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hotline_server.rulebook.book import Rule, RuleBook
from hotline_server.rulebook.condition import NOTHING, Comparison, Condition, flatten, holds
from hotline_server.rulebook.decision import Decision
from hotline_server.rulebook.facts import FACTS, FactValue, Kind

_WORDS = {"==": "是", "!=": "不是", ">=": "不少于", "<=": "不多于", ">": "多于", "<": "少于"}
NEARLY = 5


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A rule that failed on a single condition.

    Attributes:
        rule: that did not hold.
        missing: the unmet condition, in Chinese.
    """

    rule: Rule
    missing: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A decision with the rules behind it.

    Attributes:
        decision: being explained.
        fired: rules that held, highest rank first.
        silenced: rules that held but were suppressed by another.
        nearly: near misses, highest rank first, at most ``NEARLY``.
    """

    decision: Decision
    fired: tuple[Rule, ...]
    silenced: tuple[Rule, ...]
    nearly: tuple[NearMiss, ...]


def explain(book: RuleBook, known: Mapping[str, FactValue]) -> Explanation:
    """Make and explain the decision for the known facts."""
    decision = book.decide(known)
    flat = flatten(decision.facts, book.keys)
    held = [rule for rule in book.rules.values() if holds(rule.condition, flat)]
    fired = set(book.fired(decision.facts))
    nearly = []
    for rule in sorted(book.rules.values(), key=book.rank):
        if rule not in held:
            missing = list(_missing(rule.condition, flat))
            if len(missing) == 1 and rule.condition not in missing:
                nearly.append(NearMiss(rule, in_words(missing[0])))
    return Explanation(
        decision=decision,
        fired=tuple(sorted((book.rules[name] for name in fired), key=book.rank)),
        silenced=tuple(rule for rule in held if rule.id not in fired),
        nearly=tuple(nearly[:NEARLY]),
    )


def in_words(condition: Condition) -> str:
    """Describe a condition in Chinese."""
    if isinstance(condition, Comparison):
        return _comparison(condition)
    parts = [in_words(member) for member in condition.members]
    return f"({(',而且' if condition.every else ',或者').join(parts)})" if len(parts) > 1 else parts[0]


def _missing(condition: Condition, flat: Mapping[str, str | int]) -> Iterator[Condition]:
    """Yield the parts of a condition that do not hold, treating a disjunction as one part."""
    if holds(condition, flat):
        return
    if isinstance(condition, Comparison) or not condition.every:
        yield condition
    else:
        for member in condition.members:
            yield from _missing(member, flat)


def _comparison(comparison: Comparison) -> str:
    name, _, item = comparison.key.partition(NOTHING)
    if item:
        return f"{name}{'含' if (comparison.operator == '==') == bool(comparison.value) else '不含'}“{item}”"
    kind = FACTS[name].kind
    if kind is Kind.FLAG:
        return f"{name}{'是' if (comparison.operator == '==') == bool(comparison.value) else '否'}"
    if kind is Kind.LIST or comparison.value == "":
        return f"{'没有' if comparison.operator == '==' else '有'}{name}"
    value = f"“{comparison.value}”" if kind is Kind.TEXT else str(comparison.value)
    return f"{name}{_WORDS[comparison.operator]}{value}"
