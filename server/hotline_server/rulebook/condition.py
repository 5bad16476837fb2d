"""Conditions: from what a maintainer writes to a tree, and from the tree to durable-rules.

A condition is a mapping in which everything must hold::

    诉求类型: 咨询                    equal to (for a list fact: contains)
    分类: [城乡建设, 环境保护]         one of (for a list fact: contains any)
    同号码七日来电数: {不少于: 3}      compared
    险情: 有                          not empty
    说到: ["[停水|断水]"]              the text has one of these words
    任一: [{...}, {...}]              at least one of these holds
    都不: [{...}]                     none of these holds
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from hotline_server.rulebook.facts import FACTS, Fact, FactValue, Kind
from hotline_server.text.pattern import PatternError
from hotline_server.text.pattern import parse as parse_pattern

OPERATORS = {
    "等于": "==", "不等于": "!=", "不少于": ">=", "不多于": "<=", "多于": ">", "少于": "<",
}  # fmt: skip
_NEGATED = {"==": "!=", "!=": "==", ">=": "<", "<=": ">", ">": "<=", "<": ">="}
_DURABLE = {"!=": "$neq", ">=": "$gte", "<=": "$lte", ">": "$gt", "<": "$lt"}
ALL, ANY, NONE = "全部", "任一", "都不"
PRESENT, ABSENT = "有", "无"
SAID = "说到"
NOTHING = "·"


class ConditionError(ValueError):
    """A condition that says nothing sensible, with the path to it inside the condition."""

    def __init__(self, path: tuple[str | int, ...], message: str) -> None:
        super().__init__(message)
        self.path = path


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison of a flat fact with a value."""

    key: str
    operator: str
    value: str | int


@dataclass(frozen=True, slots=True)
class Group:
    """Several conditions of which all, or at least one, must hold."""

    every: bool
    members: tuple["Condition", ...]


Condition = Comparison | Group


def parse(written: Mapping[str, Any], path: tuple[str | int, ...] = ()) -> Condition:
    """The tree of a written condition.

    Raises:
        ConditionError: an unknown fact, a comparison that its kind does not have, a wrong value.
    """
    if not written:
        raise ConditionError(path, "条件是空的")
    members = tuple(_entry(name, value, (*path, name)) for name, value in written.items())
    return members[0] if len(members) == 1 else Group(True, members)


def negate(condition: Condition) -> Condition:
    """The condition that holds exactly when ``condition`` does not."""
    if isinstance(condition, Comparison):
        return Comparison(condition.key, _NEGATED[condition.operator], condition.value)
    return Group(not condition.every, tuple(negate(member) for member in condition.members))


def comparisons(condition: Condition) -> Iterator[Comparison]:
    """Every comparison in ``condition``."""
    if isinstance(condition, Comparison):
        yield condition
    else:
        for member in condition.members:
            yield from comparisons(member)


def to_durable(condition: Condition) -> dict[str, Any]:
    """``condition`` as durable-rules writes it."""
    if isinstance(condition, Group):
        members = [to_durable(member) for member in condition.members]
        return {"$and" if condition.every else "$or": members}
    comparison = {condition.key: condition.value}
    return comparison if condition.operator == "==" else {_DURABLE[condition.operator]: comparison}


def holds(condition: Condition, flat: Mapping[str, str | int]) -> bool:
    """Whether ``condition`` holds for flattened facts, in plain Python."""
    if isinstance(condition, Group):
        outcomes = (holds(member, flat) for member in condition.members)
        return all(outcomes) if condition.every else any(outcomes)
    value: Any = flat[condition.key]
    match condition.operator:
        case "==":
            return bool(value == condition.value)
        case "!=":
            return bool(value != condition.value)
        case ">=":
            return bool(value >= condition.value)
        case "<=":
            return bool(value <= condition.value)
        case ">":
            return bool(value > condition.value)
        case _:
            return bool(value < condition.value)


def flatten(facts: Mapping[str, FactValue], keys: frozenset[str]) -> dict[str, str | int]:
    """The facts under the flat names that ``keys`` ask for: a list fact becomes one flag an item."""
    flat: dict[str, str | int] = {}
    for key, name, item, default in _split(keys):
        value = facts.get(name, default)
        if isinstance(value, tuple):
            flat[key] = int(item in value) if item else len(value)
        else:
            flat[key] = int(value) if isinstance(value, bool) else value
    return flat


@lru_cache(maxsize=256)
def _split(keys: frozenset[str]) -> tuple[tuple[str, str, str, FactValue], ...]:
    """Flat names with the fact, the item of a list fact, and the fact's default."""
    parts = ((key, *key.partition(NOTHING)) for key in keys)
    return tuple((key, name, item, FACTS[name].default) for key, name, _, item in parts)


def _entry(name: str, value: Any, path: tuple[str | int, ...]) -> Condition:
    if name in (ALL, ANY, NONE):
        return _group(name, value, path)
    if name == SAID:
        return Group(every=False, members=tuple(_said(word, path) for word in _words(value, path)))
    fact = FACTS.get(name)
    if fact is None:
        raise ConditionError(path, _unknown(name))
    if isinstance(value, dict):
        members = tuple(_comparison(fact, sign, operand, (*path, sign)) for sign, operand in value.items())
        if not members:
            raise ConditionError(path, "没有写比较")
        return members[0] if len(members) == 1 else Group(True, members)
    if isinstance(value, list):
        if not value:
            raise ConditionError(path, "没有列出任何取值")
        return Group(False, tuple(_equal(fact, item, (*path, n)) for n, item in enumerate(value)))
    return _equal(fact, value, path)


def _words(value: Any, path: tuple[str | int, ...]) -> list[str]:
    words = value if isinstance(value, list) else [value]
    if not words or not all(isinstance(word, str) and word for word in words):
        raise ConditionError(path, f"“{SAID}”要写一个或几个词语")
    return words


def _said(word: str, path: tuple[str | int, ...]) -> Comparison:
    try:
        parse_pattern(word)
    except PatternError as error:
        raise ConditionError(path, str(error)) from None
    return Comparison(f"提到{NOTHING}{said_tag(word)}", "==", 1)


def said_tag(word: str) -> str:
    """The tag that stands for a word that a rule itself looks for."""
    return f"{SAID}:{word}"


def said_words(written: Mapping[str, Any]) -> Iterator[str]:
    """The words that a written condition itself looks for, as far as they are written rightly."""
    for name, value in written.items():
        if name == SAID:
            yield from (word for word in (value if isinstance(value, list) else [value]) if isinstance(word, str))
        elif name in (ALL, ANY, NONE) and isinstance(value, list):
            for item in value:
                if isinstance(item, dict):
                    yield from said_words(item)


def _group(name: str, value: Any, path: tuple[str | int, ...]) -> Condition:
    if not isinstance(value, list) or not value or not all(isinstance(item, dict) for item in value):
        raise ConditionError(path, f"“{name}”下面要列出一项或几项条件")
    members = tuple(parse(item, (*path, number)) for number, item in enumerate(value))
    if name == NONE:
        return Group(True, tuple(negate(member) for member in members))
    return Group(name == ALL, members)


def _equal(fact: Fact, value: Any, path: tuple[str | int, ...]) -> Condition:
    if value in (PRESENT, ABSENT) and fact.kind in (Kind.TEXT, Kind.LIST):
        empty: str | int = "" if fact.kind is Kind.TEXT else 0
        return Comparison(fact.name, "!=" if value == PRESENT else "==", empty)
    if fact.kind is Kind.LIST:
        return Comparison(f"{fact.name}{NOTHING}{_operand(fact, value, path)}", "==", 1)
    return Comparison(fact.name, "==", _operand(fact, value, path))


def _comparison(fact: Fact, sign: str, value: Any, path: tuple[str | int, ...]) -> Condition:
    operator = OPERATORS.get(sign)
    if operator is None:
        raise ConditionError(path, f"不认识的比较“{sign}”,可用:{'、'.join(OPERATORS)}")
    if operator not in ("==", "!=") and fact.kind is not Kind.NUMBER:
        raise ConditionError(path, f"“{fact.name}”是{fact.kind.value},不能比大小")
    if operator == "==":
        return _equal(fact, value, path)
    if operator == "!=":
        return negate(_equal(fact, value, path))
    return Comparison(fact.name, operator, _operand(fact, value, path))


def _operand(fact: Fact, value: Any, path: tuple[str | int, ...]) -> str | int:
    """``value`` checked against the kind of ``fact``: durable-rules would compare 3 with "3"."""
    if fact.kind is Kind.FLAG:
        if not isinstance(value, bool):
            raise ConditionError(path, f"“{fact.name}”只能是“是”或“否”")
        return int(value)
    if fact.kind is Kind.NUMBER:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ConditionError(path, f"“{fact.name}”要写整数")
        return value
    if not isinstance(value, str):
        raise ConditionError(path, f"“{fact.name}”要写文字")
    if fact.values and value not in fact.values:
        raise ConditionError(path, f"“{fact.name}”没有“{value}”这个取值,可用:{'、'.join(fact.values)}")
    return value


def _unknown(name: str) -> str:
    close = get_close_matches(name, FACTS, n=1, cutoff=0.4)
    hint = f",是不是“{close[0]}”?" if close else ""
    return f"没有叫“{name}”的事实{hint} 可用:{'、'.join(FACTS)}"
