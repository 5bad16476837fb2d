"""Rule conditions: parsing, evaluation and translation to durable-rules.

A condition is written as a mapping whose entries must all hold::

    诉求类型: 咨询                    equals (list facts: contains)
    分类: [城乡建设, 环境保护]         equals one of (list facts: contains any of)
    同号码七日来电数: {不少于: 3}      compares
    险情: 有                          is not empty
    说到: ["[停水|断水]"]              the call's text matches one of these patterns
    说到: {词语: [...], 不算: [...]}   likewise, where none of the latter overlaps the match
    任一: [{...}, {...}]              at least one of these holds
    都不: [{...}]                     none of these holds
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from hotline_server.rulebook.errors import NARROW, SEPARATORS, bare, chinese_number, only, torn_off
from hotline_server.rulebook.facts import (
    FACTS,
    MONTH,
    TIME,
    WEEKDAY,
    Fact,
    FactKind,
    FactValue,
    fact_named,
    missing_moment,
)
from hotline_server.rulebook.unknown_facts import BRACKETS, run_together, unknown_fact
from hotline_server.text.pattern import PatternError
from hotline_server.text.pattern import parse as parse_pattern

OPERATORS = {
    "等于": "==", "不等于": "!=", "不少于": ">=", "不多于": "<=", "多于": ">", "少于": "<",
}  # fmt: skip
_MEANT = {
    "大于": "多于", "超过": "多于", "高于": "多于", "大于等于": "不少于", "至少": "不少于", "不低于": "不少于",
    "小于": "少于", "低于": "少于", "不足": "少于", "小于等于": "不多于", "至多": "不多于", "不超过": "不多于",
}  # fmt: skip
# What people write for a comparison, by the word for it.
_AS_WRITTEN = {
    **{sign: word for word, sign in OPERATORS.items()}, "≥": "不少于", "≤": "不多于", "=": "等于",
    **_MEANT, **{word: word for word in OPERATORS},
}  # fmt: skip
_COMPARED = re.compile(rf"({'|'.join(sorted(_AS_WRITTEN, key=len, reverse=True))}) *(\d+)")
_BOUNDS = {"以上": "不少于", "以下": "不多于", "以内": "不多于"}
_BOUND = re.compile(rf"(\d+) *\w?({'|'.join(_BOUNDS)})")
_CALENDAR_WORDS = re.compile(r"(?:星期|周|礼拜)?([一二三四五六七八九十日天]{1,2})月?份?")
_COUNTED = re.compile(r"(\d+) *(?:%|[个次件人起通位条岁天日月]{1,2})")
_CLOCK = re.compile(r"(\d{1,2}) *[点时]钟?(?: *(\d{1,2}) *分?)?")
_NUMBER = re.compile(r"\d+|\d{1,2}:\d{2}|(?:\d{4}-)?\d{2}-\d{2}")
_NEGATED = {"==": "!=", "!=": "==", ">=": "<", "<=": ">", ">": "<=", "<": ">="}
_DURABLE = {"!=": "$neq", ">=": "$gte", "<=": "$lte", ">": "$gt", "<": "$lt"}
ALL, ANY, NONE = "全部", "任一", "都不"
PRESENT, ABSENT = "有", "无"
MENTIONS, WORDS, EXCLUDED = "说到", "词语", "不算"
ITEM_SEPARATOR = "·"
_BUT = f"（{EXCLUDED}："


class ConditionError(ValueError):
    """Invalid condition, with the path of the offending entry inside it."""

    def __init__(self, path: tuple[str | int, ...], message: str) -> None:
        super().__init__(message)
        self.path = path


@dataclass(frozen=True, slots=True)
class Mention:
    """Pattern that a condition looks for in the text of a call, but where an excluded one overlaps it."""

    pattern: str
    excluded: tuple[str, ...] = ()

    @property
    def tag(self) -> str:
        """Name of the tag that is generated for it."""
        but = f"{_BUT}{'；'.join(self.excluded)}）" if self.excluded else ""
        return f"{MENTIONS}:{self.pattern}{but}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Comparison of a flattened fact with a constant."""

    key: str
    operator: str
    value: str | int


@dataclass(frozen=True, slots=True)
class Group:
    """Conjunction (``every``) or disjunction of at least two conditions, built by ``all_of`` and ``any_of``."""

    every: bool
    members: tuple["Condition", ...]


Condition = Comparison | Group


def all_of(*members: Condition) -> Condition:
    """Return the conjunction of at least one condition."""
    return _combine(members, every=True)


def any_of(*members: Condition) -> Condition:
    """Return the disjunction of at least one condition."""
    return _combine(members, every=False)


def _combine(members: Iterable[Condition], *, every: bool) -> Condition:
    # Nested groups of the same kind are merged, because durable-rules limits the groups in a rule.
    flat = tuple(
        inner
        for member in members
        for inner in (member.members if isinstance(member, Group) and member.every is every else (member,))
    )
    return flat[0] if len(flat) == 1 else Group(every, flat)


def parse(entries: Mapping[str, Any], path: tuple[str | int, ...] = ()) -> Condition:
    """Parse a condition read from a rule book.

    Args:
        entries: mapping under 条件, as read from YAML.
        path: position of the mapping, prepended to the paths of errors.

    Raises:
        ConditionError: if it names an unknown fact, or a comparison or value that the fact's type does not allow.
    """
    if not entries:
        raise ConditionError(path, "条件是空的")
    return all_of(*(_parse_entry(name, value, (*path, name)) for name, value in entries.items()))


def errors(entries: Mapping[str, Any], path: tuple[str | int, ...] = ()) -> Iterator[ConditionError]:
    """Yield every error of a condition read from a rule book.

    Args are those of ``parse``.
    """
    if not entries:
        yield ConditionError(path, "条件是空的")
    for name, value in entries.items():
        where = (*path, name)
        members = value if name in (ALL, ANY, NONE) and isinstance(value, list) else []
        if members and all(isinstance(one, dict) for one in members):
            for number, one in enumerate(value):
                yield from errors(one, (*where, number))
            continue
        try:
            _parse_entry(name, value, where)
        except ConditionError as error:
            yield error


def negate(condition: Condition) -> Condition:
    """Return the negation of ``condition``."""
    if isinstance(condition, Comparison):
        return Comparison(condition.key, _NEGATED[condition.operator], condition.value)
    return Group(not condition.every, tuple(negate(member) for member in condition.members))


def comparisons(condition: Condition) -> Iterator[Comparison]:
    """Yield every comparison in ``condition``."""
    if isinstance(condition, Comparison):
        yield condition
    else:
        for member in condition.members:
            yield from comparisons(member)


def replace_comparisons(condition: Condition, change: Callable[[Comparison], Comparison]) -> Condition:
    """Return ``condition`` with each comparison changed; of members that become equal, one remains."""
    if isinstance(condition, Comparison):
        return change(condition)
    members = dict.fromkeys(replace_comparisons(member, change) for member in condition.members)
    return _combine(members, every=condition.every)


def count_groups(condition: Condition) -> int:
    """Count the groups in ``condition``, nested ones included."""
    return 0 if isinstance(condition, Comparison) else 1 + sum(map(count_groups, condition.members))


def to_durable(condition: Condition) -> dict[str, Any]:
    """Translate ``condition`` to the expression format of durable-rules."""
    if isinstance(condition, Group):
        members = [to_durable(member) for member in condition.members]
        return {"$and" if condition.every else "$or": members}
    comparison = {condition.key: condition.value}
    return comparison if condition.operator == "==" else {_DURABLE[condition.operator]: comparison}


def holds(condition: Condition, flat: Mapping[str, str | int]) -> bool:
    """Evaluate ``condition`` against flattened facts, without durable-rules."""
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
    """Flatten facts to scalars, one for each of ``keys``.

    The key ``事实·项`` of a list fact gives 1 if the list contains the item, otherwise 0; the bare name
    of a list fact gives its length.
    """
    defaults, by_name = _split_keys(keys)
    flat = defaults.copy()
    # Calls have few facts and few items of those that conditions name.
    for name, value in facts.items():
        wanted = by_name.get(name)
        if wanted is None:
            continue
        if isinstance(value, tuple):
            flat |= {key: 1 for key in map(wanted.get, value) if key}
            if bare := wanted.get(""):
                flat[bare] = len(value)
        else:
            flat |= dict.fromkeys(wanted.values(), int(value) if isinstance(value, bool) else value)
    return flat


@lru_cache(maxsize=256)
def _split_keys(keys: frozenset[str]) -> tuple[dict[str, str | int], dict[str, dict[str, str]]]:
    """Return the values of keys by default, and the keys by the names of their facts and their list items."""
    defaults: dict[str, str | int] = {}
    by_name: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for key in keys:
        name, _, item = key.partition(ITEM_SEPARATOR)
        fact = fact_named(name)
        if fact:
            defaults[key] = 0 if isinstance(fact.default, tuple | bool) else fact.default
            by_name[name][item] = key
    return defaults, dict(by_name)


def _parse_entry(name: str, value: Any, path: tuple[str | int, ...]) -> Condition:
    if name in (ALL, ANY, NONE):
        return _parse_group(name, value, path)
    if name == MENTIONS:
        return any_of(*_mentions(value, path))
    fact = fact_named(name)
    if fact is None:
        is_torn = value is None and not (run_together(name) or get_close_matches(name, FACTS, n=1, cutoff=0.6))
        raise ConditionError(path, f"“{name}”后面没有内容：{torn_off(())}" if is_torn else unknown_fact(name))
    if isinstance(value, dict):
        if not value:
            raise ConditionError(path, "没有写比较")
        return all_of(*(_parse_comparison(fact, sign, operand, (*path, sign)) for sign, operand in value.items()))
    if isinstance(value, list):
        if not value:
            raise ConditionError(path, "没有列出任何取值")
        return any_of(*(_parse_equality(fact, item, (*path, n)) for n, item in enumerate(value)))
    return _parse_equality(fact, value, path)


def _mentions(value: Any, path: tuple[str | int, ...]) -> Iterator[Comparison]:
    """Yield a comparison for each pattern that a text is searched for."""
    if isinstance(value, dict) and (unknown := [key for key in value if key not in (WORDS, EXCLUDED)]):
        raise ConditionError(path, f"“{MENTIONS}”下面只能写“{WORDS}”和“{EXCLUDED}”，不能写“{unknown[0]}”")
    parts = {WORDS: None, **value} if isinstance(value, dict) else {WORDS: value}
    for words in parts.values():
        listed = _listed(words)
        wrong = next((number for number, word in enumerate(listed, 1) if not isinstance(word, str) or not word), 0)
        if wrong or not listed:
            which = f"，第 {wrong} 项是空的或者不是文字" if wrong and len(listed) > 1 else ""
            raise ConditionError(path, f"“{MENTIONS}”要写一个或几个词语{which}")
        for word in listed:
            try:
                parse_pattern(word)
            except PatternError as error:
                raise ConditionError(path, str(error)) from None
    yield from (Comparison(f"提到{ITEM_SEPARATOR}{one.tag}", "==", 1) for one in _read_mentions(value))


def _read_mentions(value: Any) -> Iterator[Mention]:
    """Yield what a text is searched for, skipping what is malformed."""
    parts = value if isinstance(value, dict) else {WORDS: value}
    words, excluded = ([one for one in _listed(parts.get(key)) if isinstance(one, str)] for key in (WORDS, EXCLUDED))
    yield from (Mention(word, tuple(excluded)) for word in words)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def mentioned_pattern(tag: str) -> str:
    """Return the pattern in a condition that a tag was generated for; empty for any other tag."""
    return tag.removeprefix(f"{MENTIONS}:").partition(_BUT)[0] if tag.startswith(f"{MENTIONS}:") else ""


def mentions(entries: Mapping[str, Any]) -> Iterator[Mention]:
    """Yield what an unparsed condition searches the text for, skipping malformed entries."""
    for name, value in entries.items():
        if name == MENTIONS:
            yield from _read_mentions(value)
        elif name in (ALL, ANY, NONE) and isinstance(value, list):
            for item in value:
                if isinstance(item, dict):
                    yield from mentions(item)


def _parse_group(name: str, value: Any, path: tuple[str | int, ...]) -> Condition:
    if not isinstance(value, list) or not value or not all(isinstance(item, dict) for item in value):
        raise ConditionError(path, f"“{name}”下面要列出一项或几项条件")
    members = (parse(item, (*path, number)) for number, item in enumerate(value))
    if name == NONE:
        return all_of(*map(negate, members))
    return all_of(*members) if name == ALL else any_of(*members)


def _parse_equality(fact: Fact, value: Any, path: tuple[str | int, ...]) -> Condition:
    if value in (PRESENT, ABSENT) and fact.kind in (FactKind.TEXT, FactKind.LIST):
        empty: str | int = "" if fact.kind is FactKind.TEXT else 0
        return Comparison(fact.name, "!=" if value == PRESENT else "==", empty)
    if fact.kind is FactKind.LIST:
        return Comparison(f"{fact.name}{ITEM_SEPARATOR}{_check_operand(fact, value, path)}", "==", 1)
    return Comparison(fact.name, "==", _check_operand(fact, value, path))


def _parse_comparison(fact: Fact, sign: str, value: Any, path: tuple[str | int, ...]) -> Condition:
    operator = OPERATORS.get(sign)
    if operator is None and (wrong_colon := run_together(sign)):
        raise ConditionError(path, wrong_colon)
    if operator is None:
        meant = f"，是不是“{_AS_WRITTEN[sign]}”？" if sign in _AS_WRITTEN else f"，可用：{'、'.join(OPERATORS)}"
        raise ConditionError(path, f"不认识的比较“{sign}”{meant}")
    if operator not in ("==", "!=") and fact.kind is not FactKind.NUMBER:
        raise ConditionError(path, f"“{fact.name}”是{fact.kind.value}，不能比大小")
    if operator == "==":
        return _parse_equality(fact, value, path)
    if operator == "!=":
        return negate(_parse_equality(fact, value, path))
    return Comparison(fact.name, operator, _check_operand(fact, value, path))


def _check_operand(fact: Fact, value: Any, path: tuple[str | int, ...]) -> str | int:
    """Check ``value`` against the type of ``fact``, as durable-rules would compare 3 with "3"."""
    if fact.kind is FactKind.FLAG:
        if not isinstance(value, bool):
            raise ConditionError(path, f"“{fact.name}”只能是“是”或“否”")
        return int(value)
    if fact.kind is FactKind.NUMBER:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ConditionError(path, f"“{fact.name}”要写整数，不能写“{value}”{_number_hint(fact.name, value)}")
        return value
    if not isinstance(value, str):
        raise ConditionError(path, f"“{fact.name}”要写文字")
    if bare(value) in fact.values and value not in fact.values:
        raise ConditionError(path, f"“{fact.name}”{only(bare(value))}")
    if fact.values and value not in fact.values:
        parts = [part.strip() for part in SEPARATORS.split(value.strip("".join(BRACKETS)))]
        several = len(parts) > 1 or value[:1] in BRACKETS
        hint = f"；几个取值要用半角方括号和半角逗号：[{', '.join(parts)}]" if several else ""
        raise ConditionError(path, f"“{fact.name}”没有“{value}”这个取值，可用：{'、'.join(fact.values)}{hint}")
    return value


def _number_hint(name: str, value: Any) -> str:
    """Return how a number was meant to be written; empty if that cannot be told."""
    written = str(value).strip().translate(NARROW)
    if name == TIME:
        written = _CLOCK.sub(lambda clock: str(int(clock[1]) * 100 + int(clock[2] or 0)), written)
    day = _CALENDAR_WORDS.fullmatch(written)
    number = 7 if day and day[1] in "日天" else chinese_number(day[1]) if day else 0
    if number and name in (WEEKDAY, MONTH):
        return f"；要写成 {number}"
    if bound := _BOUND.fullmatch(written):
        number, hint = int(bound[1]), f"比大小写成 {{{_BOUNDS[bound[2]]}: {int(bound[1])}}}"
    elif compared := _COMPARED.fullmatch(written):
        number, hint = int(compared[2]), f"比大小写成 {{{_AS_WRITTEN[compared[1]]}: {int(compared[2])}}}"
    elif counted := _COUNTED.fullmatch(written):
        number, hint = int(counted[1]), f"只写数：{int(counted[1])}"
    elif _NUMBER.fullmatch(written):
        number = int(written.replace(":", "").replace("-", ""))
        hint = f"要写成 {number}，不加引号、冒号和开头的 0"
    else:
        return ""
    return f"；{missing_moment(name, number) or hint}"
