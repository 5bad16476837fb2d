"""Explanations of decisions: the rules that held and the near misses."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.condition import (
    ITEM_SEPARATOR,
    MENTIONS,
    Comparison,
    Condition,
    comparisons,
    flatten,
    holds,
    mentioned_pattern,
)
from hotline_server.rulebook.decision import Decision
from hotline_server.rulebook.facts import FactKind, FactValue, day_of, fact_named
from hotline_server.rulebook.routing import ANY, Place, Row
from hotline_server.rulebook.rule import Rule
from hotline_server.rulebook.validity import Period

_WORDS = {"==": "是", "!=": "不是", ">=": "不少于", "<=": "不多于", ">": "多于", "<": "少于"}
NEAR_MISS_LIMIT = 5


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Rule that failed on a single condition, other than that something is said, which is never near.

    It is near by what is known of the call: a rule whose other conditions hold for any call is not.

    Attributes:
        rule: that did not hold.
        unmet: the unmet condition, in Chinese, with the numbers that the call has.
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
        row: row of the routing table that gave the route; ``None`` if none did.
        outranked: other rows that held for the matter, most specific first.
        left_out: co-handlers in the row that the text does not support.
    """

    decision: Decision
    fired: tuple[Rule, ...]
    suppressed: tuple[Rule, ...]
    near_misses: tuple[NearMiss, ...]
    row: Row | None
    outranked: tuple[Row, ...]
    left_out: tuple[str, ...]


def explain(book: RuleBook, known: Mapping[str, FactValue]) -> Explanation:
    """Make and explain the decision for the known facts."""
    decision = book.judge(known)
    flat, nothing = flatten(decision.facts, book.keys), flatten({}, book.keys)
    held = [rule for rule in book.rules.values() if holds(rule.condition, flat)]
    fired = set(book.fire(decision.facts))
    near_misses = []
    for rule in sorted(book.rules.values(), key=book.conflicts.rank):
        if rule not in held:
            unmet = list(_unmet(rule.condition, flat))
            met = [part for part in _unmet(rule.condition, nothing) if part not in unmet]
            if len(unmet) == 1 and met and not _is_wording(unmet[0]):
                near_misses.append(NearMiss(rule, f"{describe(unmet[0])}{_numbers(unmet[0], flat)}"))
    row, outranked, left_out = _explain_route(book, decision.facts)
    return Explanation(
        decision=decision,
        fired=tuple(sorted((book.rules[name] for name in fired), key=book.conflicts.rank)),
        suppressed=tuple(rule for rule in held if rule.id not in fired),
        near_misses=tuple(near_misses[:NEAR_MISS_LIMIT]),
        row=row,
        outranked=outranked,
        left_out=tuple(name for name in left_out if name not in decision.cohandlers),
    )


def describe_row(row: Row) -> str:
    """Describe a row in Chinese."""
    return f"{row_place(row)}：{describe_owners(row)}"


def row_place(row: Row) -> str:
    """Describe the place and matter of a row in Chinese."""
    town = "任一街道" if row.town == ANY else row.town
    district = row.district
    if district == ANY:
        district = "" if town else "任一区县"
    return f"{district}{town}的“{row.matter}”"


def describe_owners(row: Row) -> str:
    """Describe the units, days and deadline of a row in Chinese."""
    needed = "（必到）" if row.needs_cohandlers else ""
    helpers = f"，{'、'.join(row.cohandlers)}协办{needed}" if row.cohandlers else ""
    days = f"，{row.limit}" if row.limit else ""
    period = str(Period(row.valid_from, row.valid_until))
    return f"{row.lead}牵头{helpers}{days}{f'，{period}' if period else ''}"


def _explain_route(
    book: RuleBook, facts: Mapping[str, FactValue]
) -> tuple[Row | None, tuple[Row, ...], tuple[str, ...]]:
    """Return the row that gave the route, the other rows that held for its matter, and co-handlers it left out."""
    route = book.resolve_route(facts)[1]
    row = next((row for row in book.rows if route and row.id == route.basis), None)
    if route is None or row is None:
        return None, (), ()
    held = book.routing.rows_for(row.matter, Place.of(facts), day_of(facts))
    return row, tuple(other for other in held if other is not row), route.unsupported


def describe(condition: Condition) -> str:
    """Describe a condition in Chinese."""
    if isinstance(condition, Comparison):
        return _comparison(condition)
    if not condition.every and len(condition.members) > 1:
        choice = _choice(condition.members)
        if choice:
            return choice
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


def _numbers(condition: Condition, flat: Mapping[str, str | int]) -> str:
    """Return the numbers of a call that a condition compares, in brackets; empty if it compares none."""
    facts = (fact_named(one.key) for one in comparisons(condition))
    names = dict.fromkeys(fact.name for fact in facts if fact and fact.kind is FactKind.NUMBER)
    return f"（{'、'.join(f'{name}是 {flat[name]}' for name in names)}）" if names else ""


def _is_wording(condition: Condition) -> bool:
    """Return whether a condition is about nothing but what a call says."""
    items = (comparison.key.partition(ITEM_SEPARATOR)[2] for comparison in comparisons(condition))
    return all(map(mentioned_pattern, items))


def _choice(members: Sequence[Condition]) -> str:
    """Describe alternatives that are values of one fact, or items of it; empty if they are anything else."""
    compared = [one for one in members if isinstance(one, Comparison) and one.operator == "==" and one.value]
    parted = [one.key.partition(ITEM_SEPARATOR) for one in compared]
    names = {name for name, _, _ in parted}
    items = [item for _, _, item in parted if item]
    values = [one.value for one in compared if isinstance(one.value, str)]
    found = items or values
    if len(found) < len(members) or len(names) > 1 or any(map(mentioned_pattern, items)):
        return ""
    verb = "含" if items else "是"
    return f"{names.pop()}{verb}{''.join(f'“{one}”' for one in found)}之一"


def _comparison(comparison: Comparison) -> str:
    name, _, item = comparison.key.partition(ITEM_SEPARATOR)
    if item:
        has = (comparison.operator == "==") == bool(comparison.value)
        pattern = mentioned_pattern(item)
        if pattern:
            return f"{'' if has else '没有'}{MENTIONS}“{pattern}”"
        return f"{name}{'含' if has else '不含'}“{item}”"
    fact = fact_named(name)
    kind = fact.kind if fact else FactKind.TEXT
    if kind is FactKind.FLAG:
        return f"{name}{'是' if (comparison.operator == '==') == bool(comparison.value) else '否'}"
    if kind is FactKind.LIST or comparison.value == "":
        return f"{'没有' if comparison.operator == '==' else '有'}{name}"
    value = f"“{comparison.value}”" if kind is FactKind.TEXT else str(comparison.value)
    return f"{name}{_WORDS[comparison.operator]}{value}"
