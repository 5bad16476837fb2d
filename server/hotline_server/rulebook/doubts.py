"""Tests of a draft with mistakes whose result what is wrong may decide, so that nothing can be told of them yet."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hotline_server.rulebook.condition import Condition, ConditionError, comparisons, flatten, holds, mentions, parse
from hotline_server.rulebook.decision import Decision, Outcome
from hotline_server.rulebook.errors import Problem, RuleBookError
from hotline_server.rulebook.facts import MATTERS, items
from hotline_server.rulebook.forms import Forms
from hotline_server.rulebook.salvage import texts_in
from hotline_server.rulebook.schema.files import FORMS
from hotline_server.rulebook.source import Source, parse_yaml
from hotline_server.rulebook.written_tests import RuleTest

# What decides how texts are read, on which every decision rests.
_READING = frozenset({"分类", "险情", "标签", "判读", "诉求类型", "提到单位"})
_RULES, _ROWS = "规则", "派单目录"
_PARTS: Mapping[str, frozenset[str]] = {
    "政策": frozenset({"政策"}),
    "时限": frozenset({"期限"}),
    "分类处理": frozenset({"分类处理", "移交"}),
    "联动单位": frozenset({"分类处理", "移交"}),
}
"""Parts of a decision that are in doubt, by the kind of file that has a mistake."""
_SECTION = re.compile(rf"^({'|'.join(FORMS)}) *[:：]", re.MULTILINE)
_CONDITION = re.compile(r"^ *条件: *(\{.*\}) *$", re.MULTILINE)
_QUOTED = re.compile("“([^“”]+)”")
_NUMBERED = re.compile(r"编号 *[:：]")


@dataclass(slots=True)
class Doubts:
    """Parts that are in doubt while a draft has mistakes.

    Attributes:
        kinds: of the files with mistakes, but for mistakes in single rules and rows.
        conditions: under which rules with mistakes may hold.
        rows: texts of rows with mistakes.
    """

    kinds: set[str] = field(default_factory=set)
    conditions: list[Condition] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, forms: Forms, problems: Sequence[Problem]) -> "Doubts":
        """Return what is in doubt for the problems of a draft's files."""
        doubts = cls()
        for source in forms.sources:
            wrong = [problem for problem in problems if problem.file == source.name]
            if wrong:
                doubts._add_file(source, wrong)
        for text in forms.unread:
            doubts._add_unread(text)
        doubts._add_doubles(forms, problems)
        return doubts

    def _add_file(self, source: Source, problems: Sequence[Problem]) -> None:
        """Add a file with mistakes."""
        data = source.data if isinstance(source.data, dict) else {}
        kinds = FORMS.keys() & data.keys()
        key = next((key for key in (_RULES, _ROWS) if isinstance(data.get(key), list)), "")
        wrong = _members_on(source, key, data[key], {problem.line for problem in problems}) if key else None
        if wrong is None:
            self.kinds |= kinds
            return
        wrong_names = {name for problem in problems for name in _QUOTED.findall(problem.message)}
        for member in wrong:
            if key == _ROWS:
                self.rows.append("\n".join(texts_in(member)))
            else:
                self._add_rule(member.get("条件") if isinstance(member, dict) else None, wrong_names)

    def _add_doubles(self, forms: Forms, problems: Iterable[Problem]) -> None:
        """Add the rules with an id that others have too, of which none may be the one that is meant."""
        doubled = {name for problem in problems if problem.doubles for name in _QUOTED.findall(problem.message)}
        for source in forms.sources if doubled else ():
            listed = source.data.get(_RULES) if isinstance(source.data, dict) else None
            for rule in listed if isinstance(listed, list) else ():
                if isinstance(rule, dict) and rule.get("编号") in doubled:
                    self._add_rule(rule.get("条件"))

    def _add_unread(self, text: str) -> None:
        """Add what could not be read of a file."""
        kinds = {*_SECTION.findall(text)}
        self.kinds |= kinds - {_RULES, _ROWS}
        if kinds - {_RULES, _ROWS} or _ROWS in kinds or not _NUMBERED.search(text):
            self.rows.append(text)
            return
        written = _CONDITION.findall(text)
        if len(written) < len(_NUMBERED.findall(text)):
            self.kinds.add(_RULES)
        for one in written:
            try:
                self._add_rule(parse_yaml("", one.encode()).data)
            except RuleBookError:
                self.kinds.add(_RULES)

    def _add_rule(self, written: object, wrong_names: Collection[str] = ()) -> None:
        """Add a rule, by the part of its condition that can be judged."""
        condition = _judged(written, wrong_names) if isinstance(written, dict) else None
        if condition is None:
            self.kinds.add(_RULES)
        else:
            self.conditions.append(condition)

    def about(self, test: RuleTest, decision: Decision | None) -> bool:
        """Return True if what is wrong may decide the result of a test.

        Args:
            test: of the draft.
            decision: that was made without what is wrong; ``None`` for a test of something else.
        """
        if decision is None:
            kind = "消息" if test.message else "文书" if test.slip else "时限"
            return kind in self.kinds
        if self.kinds & (_READING | {_RULES}) or any(_may_hold(condition, decision) for condition in self.conditions):
            return True
        matters = (*items(decision.facts, MATTERS), *items(test.known, MATTERS))
        if any(matter in text for matter in matters for text in self.rows):
            return True
        shown = {*test.expected, *_special_parts(decision)}
        if Outcome.DIRECT_ANSWER.value in (test.expected.get("处理方式"), decision.outcome.value):
            shown.add("政策")
        return any(not shown.isdisjoint(_PARTS.get(kind, ())) for kind in self.kinds)


def _may_hold(condition: Condition, decision: Decision) -> bool:
    keys = frozenset(one.key for one in comparisons(condition))
    return holds(condition, flatten(decision.facts, keys))


def _special_parts(decision: Decision) -> Iterator[str]:
    if decision.end:
        yield "分类处理"
    if decision.hands_to:
        yield "移交"


def _members_on(source: Source, key: str, members: Sequence[object], lines: Iterable[int]) -> list[object] | None:
    """Return the members of a list that have one of some lines; ``None`` if one of the lines is no member's."""
    starts = [source.positions[key, number][0] for number in range(len(members))]
    found: dict[int, object] = {}
    for line in lines:
        number = sum(start <= line for start in starts) - 1
        if number < 0:
            return None
        found[number] = members[number]
    return list(found.values())


def _judged(written: Mapping[str, object], wrong_names: Collection[str]) -> Condition | None:
    """Return what holds whenever a condition does, by those of its entries that can be judged; ``None`` for nothing."""
    left: dict[str, object] = {}
    for name, value in written.items():
        # What is looked for by rules with mistakes was not looked for.
        if any(mentions({name: value})) or any(text in wrong_names for text in texts_in({name: value})):
            continue
        try:
            parse({name: value})
        except ConditionError:
            continue
        left[name] = value
    return parse(left) if left else None
