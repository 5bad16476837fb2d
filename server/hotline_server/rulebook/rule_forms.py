"""Rules of a rule book, built from its files and checked against the directory (P3, R8.3)."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter

from hotline_server.rulebook.catalogue import conclusion_problems, existence_problems, listed
from hotline_server.rulebook.condition import (
    ITEM_SEPARATOR,
    Condition,
    ConditionError,
    all_of,
    comparisons,
    count_groups,
    errors,
    mentions,
    parse,
)
from hotline_server.rulebook.conflict_resolution import STANDING
from hotline_server.rulebook.decision import Outcome, Urgency
from hotline_server.rulebook.ends import EndReason
from hotline_server.rulebook.engine import GROUPS_LIMIT
from hotline_server.rulebook.errors import Problem, unknown_name
from hotline_server.rulebook.facts import EVENT, URGENCY, FactKind, fact_named, missing_moment
from hotline_server.rulebook.forms import Forms
from hotline_server.rulebook.lines import Line
from hotline_server.rulebook.names import KnownNames, NamedUnit
from hotline_server.rulebook.reached_places import demands, reaches
from hotline_server.rulebook.routing import DISTRICT, TOWN, Place, find_unit
from hotline_server.rulebook.rule import Rule
from hotline_server.rulebook.schema.policies import EarlierPoliciesForm, PoliciesForm
from hotline_server.rulebook.schema.rules import ConclusionForm, RuleForm, RulesForm
from hotline_server.rulebook.source import Source, ValuePath
from hotline_server.rulebook.validity import Period, is_yearly_day, rule_period, validity_condition
from hotline_server.rulebook.vocabulary import given_names, unit_names
from hotline_server.text.lexicon import Lexicon

COMPARISONS_LIMIT = 200
# What rules about later events may propose.
_ON_EVENTS = tuple(one.value for one in (Outcome.DESK, Outcome.ESCALATION, Outcome.TRANSFER, Outcome.JOINT))
_PATTERN_SIGNS = re.compile(r"[\[\]{}|…]")
_LIST_NAME = re.compile(r"\{([^{}]*)\}")


def build_rules(
    forms: Forms,
    lexicon: Lexicon,
    names: KnownNames,
    ends: Mapping[str, EndReason],
    lines: Mapping[str, Line],
) -> list[Rule]:
    """Build and check the rules of all files."""
    rules = list(_RuleBuilder(forms, names, given_names(lexicon, _policies(forms)), ends, lines).build())
    forms.problems += _conditions_left_out(forms)
    # Of those with one id, which is told, the first counts.
    rules = [*{rule.id: rule for rule in reversed(rules)}.values()][::-1]
    cycle = _check_unless(forms, {rule.id: rule for rule in rules})
    return [replace(rule, unless=()) if rule.id in cycle else rule for rule in rules]


@dataclass(frozen=True, slots=True)
class _RuleBuilder:
    """Builder of the rules, which reports the problems it finds.

    Attributes:
        forms: to build them from.
        names: of the units in the directory.
        vocabulary: names that conditions may compare facts with.
        ends: reasons for which matters end without being handled, by code.
        lines: lines that cases are handed to, by name.
    """

    forms: Forms
    names: KnownNames
    vocabulary: Mapping[str, Collection[str]]
    ends: Mapping[str, EndReason]
    lines: Mapping[str, Line]

    def build(self) -> Iterator[Rule]:
        """Build and check the rules of all files."""
        for source, form in self.forms.of(RulesForm):
            self._check_words(source, form.lists)
            for index, rule in enumerate(form.rules):
                path: ValuePath = ("规则", index)
                self.forms.check_unique(source, (*path, "编号"), rule.id, "规则")
                conclusion = rule.conclusion
                if not conclusion.model_fields_set:
                    self.forms.problems.append(source.problem((*path, "结论"), "结论是空的"))
                if conclusion.asks_back and (conclusion.outcome or conclusion.lead or conclusion.cohandlers):
                    message = "写了“追问”的，不能再写处理方式、牵头和协办：有了答复才决定怎么办"
                    self.forms.problems.append(source.problem((*path, "结论"), message))
                if conclusion.outcome == Outcome.EMERGENCY.value and conclusion.limit:
                    if not conclusion.limit.is_by_the_clock:
                        message = "重大突发的期限要按小时或分钟写，如“24小时”"
                        self.forms.problems.append(source.problem((*path, "结论", "期限"), message))
                patterns = (text for one in mentions(rule.condition) for text in (one.pattern, *one.excluded))
                for pattern in dict.fromkeys(patterns):
                    where = source.find((*path, "条件"), pattern)
                    self.forms.check_quotes(source, where, pattern)
                    self.forms.check_signs(source, where, pattern)
                    self._check_lists(source, where, pattern, form.lists)
                self._check_end(source, (*path, "结论"), conclusion)
                condition = self._condition(source, path, rule)
                self._check_units(source, (*path, "结论"), rule, condition)
                if condition:
                    yield Rule(
                        id=rule.id,
                        title=rule.title,
                        source=rule.source,
                        priority=rule.priority,
                        condition=condition,
                        unless=tuple(rule.unless),
                        outcome=self._outcome(conclusion),
                        lead=conclusion.lead,
                        cohandlers=tuple(conclusion.cohandlers) if conclusion.cohandlers is not None else None,
                        urgency=Urgency(conclusion.urgency) if conclusion.urgency else None,
                        limit=conclusion.limit,
                        asks_back=conclusion.asks_back,
                        reason=rule.reason,
                        needs_cohandlers=conclusion.needs_cohandlers,
                        end=conclusion.end or "",
                        hands_to=tuple(conclusion.hands_to or ()),
                    )

    def _check_words(self, source: Source, lists: Mapping[str, list[str]]) -> None:
        """Report words of lists that cannot stand among the alternatives of a pattern."""
        for name, words in lists.items():
            if not words:
                self.forms.problems.append(source.problem(("名单", name), f"名单“{name}”是空的"))
            for number, word in enumerate(words):
                if signs := _PATTERN_SIGNS.search(word):
                    message = f"名单里只写字，“{word}”里有“{signs[0]}”"
                    self.forms.problems.append(source.problem(("名单", name, number), message))

    def _check_lists(self, source: Source, path: ValuePath, pattern: str, lists: Mapping[str, list[str]]) -> None:
        """Report names of lists in a pattern that the file does not have, which were not written out."""
        for name in _LIST_NAME.findall(pattern):
            self.forms.check_known(source, path, name, lists, "名单")

    def _outcome(self, conclusion: ConclusionForm) -> Outcome | None:
        """Return the outcome that a conclusion names, or that of the reason for which it ends the matter."""
        if conclusion.end and conclusion.end in self.ends:
            return self.ends[conclusion.end].outcome
        return Outcome(conclusion.outcome) if conclusion.outcome else None

    def _check_end(self, source: Source, path: ValuePath, conclusion: ConclusionForm) -> None:
        """Reject an end mixed with handling, and hand-overs but of emergencies to lines that take them (R8.2)."""
        if conclusion.end:
            self.forms.check_known(source, (*path, "分类处理"), conclusion.end, self.ends, "分类处理的原因")
            if conclusion.outcome or conclusion.lead or conclusion.cohandlers or conclusion.asks_back:
                message = "写了“分类处理”的，不能再写处理方式、牵头、协办和追问：处理方式随这个原因"
                self.forms.problems.append(source.problem(path, message))
        if conclusion.hands_to and conclusion.outcome != Outcome.EMERGENCY.value:
            message = "“移交”只写在重大突发的结论里，和处置同时进行；其他的写“分类处理”"
            self.forms.problems.append(source.problem((*path, "移交"), message))
        for index, code in enumerate(conclusion.hands_to or ()):
            where: ValuePath = (*path, "移交", index)
            self.forms.check_known(source, where, code, self.ends, "分类处理的原因")
            line = self.lines.get(self.ends[code].line) if code in self.ends else None
            if code in self.ends and (line is None or not line.takes_dangers):
                message = f"“{code}”不是移交给接收险情的联动单位的原因"
                self.forms.problems.append(source.problem(where, message))

    def _check_units(self, source: Source, path: ValuePath, rule: RuleForm, condition: Condition | None) -> None:
        """Reject units in a conclusion that do not exist, or may not be sent what the rule holds for (R8.3)."""
        if rule.conclusion.lead and rule.conclusion.lead in (rule.conclusion.cohandlers or ()):
            message = f"“{rule.conclusion.lead}”已经牵头，不能又是协办"
            self.forms.misfits.append(source.problem((*path, "协办"), message))
        for name in filter(None, (rule.conclusion.lead, *(rule.conclusion.cohandlers or ()))):
            if name in STANDING:
                if condition and not demands(condition, STANDING[name]):
                    message = f"条件里没有“{STANDING[name]}: 有”，结论里的{name}无从确定"
                    self.forms.problems.append(source.problem(source.find(path, name), message))
                continue
            if DISTRICT in name or TOWN in name:
                if condition:
                    self._check_local_units(source, source.find(path, name), name, condition, rule)
                continue
            unit = find_unit(self.names, name, Place())
            if unit is None:
                message = unknown_name(name, self.names.departments, "部门")
                self.forms.misfits.append(source.problem(source.find(path, name), message))
            elif condition:
                self._check_fit(source, source.find(path, name), unit, condition, rule)

    def _check_fit(
        self, source: Source, path: ValuePath, unit: NamedUnit, condition: Condition, rule: RuleForm
    ) -> None:
        """Reject a unit that is not there while a rule can hold, or may not be sent what it holds for (R8.3)."""
        period = rule_period(rule.valid_from, rule.valid_until)
        messages = (*existence_problems(unit, period), *conclusion_problems(unit, condition))
        self.forms.misfits += (source.problem(path, message) for message in messages)

    def _check_local_units(
        self, source: Source, path: ValuePath, name: str, condition: Condition, rule: RuleForm
    ) -> None:
        """Reject a unit of the call's district or town that some place where the rule can hold does not have."""
        fact, stands = ("街道", TOWN) if TOWN in name else ("区县", DISTRICT)
        if not demands(condition, fact):
            message = f"条件里没有“{fact}: 有”，结论里的{stands}无从确定"
            self.forms.problems.append(source.problem(path, message))
            return
        units = self.names.towns if fact == "街道" else self.names.districts
        present = {unit.name: unit for unit in units.values() if unit.since is None}
        is_reached = reaches(condition, fact, self.names)
        found = {
            place: find_unit(self.names, name, Place(unit.district, place) if fact == "街道" else Place(place))
            for place, unit in present.items()
            if is_reached(place)
        }
        missing = [place for place, unit in found.items() if unit is None]
        if missing:
            message = f"{listed(missing)}没有“{name.replace(stands, '')}”"
            self.forms.misfits.append(source.problem(path, message))
        # Towns with the same list of matters are judged alike.
        judged = {(unit.matters, unit.since, unit.until): unit for unit in found.values() if unit}
        for unit in judged.values():
            self._check_fit(source, path, unit, condition, rule)

    def _condition(self, source: Source, path: ValuePath, rule: RuleForm) -> Condition | None:
        path = (*path, "条件")
        try:
            condition = parse(rule.condition)
        except ConditionError:
            wrong = errors(rule.condition)
            self.forms.problems += (source.problem((*path, *error.path), str(error)) for error in wrong)
            return None
        self._check_order(source, path[:-1], condition, rule.conclusion)
        size = sum(1 for _ in comparisons(condition))
        if size > COMPARISONS_LIMIT:
            message = f"一条规则里有 {size} 个比较，上限是 {COMPARISONS_LIMIT} 个；可以拆成几条，或放进派单目录"
            self.forms.problems.append(source.problem(path, message))
            return None
        for comparison in comparisons(condition):
            name, _, item = comparison.key.partition(ITEM_SEPARATOR)
            value = item or comparison.value
            if name in self.vocabulary and isinstance(value, str) and value:
                self.forms.check_known(source, source.find(path, value), value, self.vocabulary[name], name)
            message = _impossible(name, comparison.operator, value)
            if message:
                self.forms.misfits.append(source.problem(source.find(path, name), message))
        try:
            within = validity_condition(rule.valid_from, rule.valid_until)
        except ValueError as error:
            self.forms.problems.append(source.problem((*path[:-1], "自"), str(error)))
            return None
        for key, day in (("自", rule.valid_from), ("至", rule.valid_until)):
            if day and not is_yearly_day(day):
                self.forms.misfits.append(source.problem((*path[:-1], key), f"日期“{day}”不存在"))
        self._check_places(source, path, condition, rule_period(rule.valid_from, rule.valid_until))
        condition = all_of(condition, within) if within else condition
        groups = count_groups(condition)
        if groups > GROUPS_LIMIT:
            message = f"一条规则里有 {groups} 组条件，上限是 {GROUPS_LIMIT} 组；可以拆成几条，或放进派单目录"
            self.forms.problems.append(source.problem(path, message))
            return None
        return condition

    def _check_order(self, source: Source, path: ValuePath, condition: Condition, conclusion: ConclusionForm) -> None:
        """Reject conclusions about what a condition goes by, and those that nothing later may lead to by itself."""
        tested = {one.key for one in comparisons(condition)}
        if conclusion.urgency and URGENCY in tested:
            message = f"条件里有“{URGENCY}”的，结论不能再写{URGENCY}"
            self.forms.problems.append(source.problem((*path, "结论", URGENCY), message))
        if EVENT in tested and not demands(condition, EVENT):
            message = f"条件里有“{EVENT}”的，要在所有情形下都写明是哪种{EVENT}，否则登记时也会成立"
            self.forms.problems.append(source.problem((*path, "条件"), message))
        if EVENT in tested and conclusion.outcome not in _ON_EVENTS:
            message = f"条件里有“{EVENT}”的，处理方式只能是{'、'.join(_ON_EVENTS)}：由值班室看过再办"
            self.forms.problems.append(source.problem((*path, "结论"), message))

    def _check_places(self, source: Source, path: ValuePath, condition: Condition, period: Period) -> None:
        """Reject places and units in a condition that do not exist while the rule can hold."""
        known = unit_names(self.names)
        parts = ((one.key.partition(ITEM_SEPARATOR), one.value) for one in comparisons(condition))
        named = {(fact, item or str(value)) for (fact, _, item), value in parts if fact in known and (item or value)}
        for fact, name in sorted(named):
            unit = known[fact].get(name)
            messages = existence_problems(unit, period) if unit else [unknown_name(name, known[fact], fact)]
            self.forms.misfits += (source.problem(source.find(path, name), message) for message in messages)


def _impossible(name: str, operator: str, value: str | int) -> str:
    """Describe a number with which a comparison of a fact cannot hold, or which is no day or time; empty for none."""
    fact = fact_named(name)
    if fact is None or fact.kind is not FactKind.NUMBER:
        return ""
    if not fact.may(operator, int(value)):
        return f"“{name}”{fact.span_in_words}，条件里的 {value} 永远不会成立"
    if missing := missing_moment(name, int(value)):
        return f"“{name}”{missing}"
    return f"“{name}”{fact.span_in_words}，和 {value} 比总是一样的结果" if int(value) < fact.span[0] else ""


def _conditions_left_out(forms: Forms) -> Iterator[Problem]:
    """Yield what is wrong with the conditions of rules that do not fit their form, which hides none of it."""
    for source in forms.sources:
        fitting = [parsed for parsed, _ in forms.of(RulesForm) if parsed.name == source.name]
        kept = {place for parsed in fitting for path, place in parsed.positions.items() if path[:1] == ("规则",)}
        listed = source.data.get("规则") if isinstance(source.data, dict) else None
        for number, rule in enumerate(listed if isinstance(listed, list) else ()):
            path: ValuePath = ("规则", number)
            written = rule.get("条件") if isinstance(rule, dict) else None
            if isinstance(written, dict) and source.positions[path] not in kept:
                yield from (source.problem((*path, "条件", *one.path), str(one)) for one in errors(written))


def _policies(forms: Forms) -> Iterator[str]:
    """Yield the ids of all policies."""
    yield from (policy.id for _, form in forms.of(PoliciesForm) for policy in form.policies)
    yield from (policy.id for _, form in forms.of(EarlierPoliciesForm) for policy in form.policies)


def _check_unless(forms: Forms, rules: Mapping[str, Rule]) -> Sequence[str]:
    """Reject 除非规则 entries that name unknown rules or form a cycle, by themselves or by the urgency.

    Return the ids of the rules in a cycle.
    """
    unless: dict[str, list[str]] = {}
    positions: dict[str, tuple[Source, ValuePath]] = {}
    for source, form in forms.of(RulesForm):
        for index, rule in enumerate(form.rules):
            unless[rule.id] = rule.unless
            positions[rule.id] = (source, ("规则", index, "除非规则"))
    for name, others in unless.items():
        source, path = positions[name]
        for other in others:
            forms.check_known(source, source.find(path, other), other, unless, "规则")
    _check_urgency(forms, rules, unless)
    try:
        TopologicalSorter(unless).prepare()
    except CycleError as error:
        cycle = error.args[1]
        source, path = positions[cycle[0]]
        forms.problems.append(source.problem(path, f"“除非规则”形成循环：{'→'.join(cycle)}"))
        return [str(name) for name in cycle]
    return ()


def _check_urgency(forms: Forms, rules: Mapping[str, Rule], unless: Mapping[str, Sequence[str]]) -> None:
    """Reject rules that set the urgency unless another rule holds that goes by it."""
    for source, form in forms.of(RulesForm):
        for index, rule in enumerate(form.rules):
            if not rule.conclusion.urgency:
                continue
            reached: dict[str, None] = {}
            waiting = [*rule.unless]
            while waiting:
                name = waiting.pop()
                if name not in reached:
                    reached[name] = None
                    waiting += unless.get(name, ())
            late = next((name for name in reached if name in rules and rules[name].tests(URGENCY)), "")
            if late:
                message = f"形成循环：{late} 要等{URGENCY}定了才判断，而这条规则定{URGENCY}，又要先看 {late} 成立不成立"
                forms.problems.append(source.problem(("规则", index, "除非规则"), message))
