"""Tests of a draft that no decision can pass, or of which one hides another."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from hotline_server.rulebook.decision import Outcome, Urgency
from hotline_server.rulebook.errors import Problem, doubled, unknown_name
from hotline_server.rulebook.facts import FIRST_MATTER, MATTERS, fact_named, missing_moment
from hotline_server.rulebook.forms import Forms
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.routing import Place, find_unit
from hotline_server.rulebook.schema.lexicons import CategoryForm
from hotline_server.rulebook.schema.policies import PoliciesForm
from hotline_server.rulebook.schema.rules import RulesForm
from hotline_server.rulebook.schema.settings import EndsForm
from hotline_server.rulebook.source import ValuePath
from hotline_server.rulebook.time_limit import read
from hotline_server.rulebook.vocabulary import unit_names
from hotline_server.rulebook.written_tests import RuleTest, WrittenTest, expected_rules

_OUTCOMES = tuple(outcome.value for outcome in Outcome)
_URGENCIES = tuple(urgency.value for urgency in Urgency)


def expectation_problems(tests: Iterable[WrittenTest], forms: Forms, names: KnownNames) -> Iterator[Problem]:
    """Yield what keeps tests from ever passing: expectations that do not exist; and tests with the id of another.

    Args:
        tests: of the book.
        forms: of the files that they belong to.
        names: of the units in the directory.
    """
    known = _Known.of(forms, names)
    first: dict[str, WrittenTest] = {}
    for written in tests:
        earlier = first.setdefault(written.test.id, written)
        if earlier is not written:
            here, there = (one.source.problem(one.path, "") for one in (written, earlier))
            yield doubled(here, there, f"“{written.test.id}”重复了")
        for path, name, message in known.wrong(written.test):
            where = written.source.find((*written.path, *path), name)
            yield written.source.problem(where, message)


def wrong_expectations(tests: Iterable[WrittenTest], forms: Forms, names: KnownNames) -> frozenset[str]:
    """Return the ids of the tests that never pass, whatever is decided; args are those of ``expectation_problems``."""
    known = _Known.of(forms, names)
    return frozenset(written.test.id for written in tests if any(known.wrong(written.test)))


@dataclass(frozen=True, slots=True)
class _Known:
    """Names in tests: what they suppose, and what they expect.

    Attributes:
        names: of the units in the directory.
        facts: values by the facts that have them.
        expected: values by the parts of a decision that have them, with what they are.
        rules: ids of the rules.
        is_lost: returns whether a name may be in what could not be read.
    """

    names: KnownNames
    facts: Mapping[str, Collection[str]]
    expected: Mapping[str, tuple[Collection[str], str]]
    rules: Collection[str]
    is_lost: Callable[[str], bool]

    @classmethod
    def of(cls, forms: Forms, names: KnownNames) -> "_Known":
        """Return what the tests of a rule book may name."""
        ends = [one.code for _, form in forms.of(EndsForm) for one in form.reasons]
        policies = [policy.id for _, form in forms.of(PoliciesForm) for policy in form.policies]
        matters = [matter.name for _, form in forms.of(CategoryForm) for matter in form.matters]
        return cls(
            names,
            {**unit_names(names), MATTERS: matters, FIRST_MATTER: matters},
            {
                "处理方式": (_OUTCOMES, "处理方式"),
                "紧急程度": (_URGENCIES, "紧急程度"),
                "政策": (policies, "政策"),
                "分类处理": (ends, "分类处理的原因"),
            },
            [rule.id for _, form in forms.of(RulesForm) for rule in form.rules],
            forms.is_lost,
        )

    def wrong(self, test: RuleTest) -> Iterator[tuple[ValuePath, str, str]]:
        """Yield where a test can never pass or never fail, what stands there, and a message."""
        yield from self.unknown(test)
        if test.is_of_decisions and not test.expected:
            yield ("期望",), "期望", "期望是空的，这个用例不会不通过；写上应当怎样办理"
        for name, value in test.known.items():
            if isinstance(value, int) and (message := missing_moment(name, value)):
                yield ("事实",), name, f"“{name}”{message}"
        limit = test.expected.get("期限")
        if limit is not None:
            try:
                read(limit)
            except ValueError as error:
                yield ("期望",), "期限", f"“期限”{error}"

    def unknown(self, test: RuleTest) -> Iterator[tuple[ValuePath, str, str]]:
        """Yield where a test names something that does not exist, the name, and a message."""
        for name, (known, what) in self.expected.items():
            value = test.expected.get(name)
            if isinstance(value, str) and value and value not in known and not self.is_lost(value):
                yield ("期望", name), value, unknown_name(value, known, what)
        for key, rule in expected_rules(test):
            if rule not in self.rules and not self.is_lost(rule):
                yield ("期望", key), rule, unknown_name(rule, self.rules, "规则")
        for name, value, known in _unknown_facts(test, self.facts):
            if not self.is_lost(value):
                yield (), value, unknown_name(value, known, name)
        for name, unit in _expected_units(test):
            if unit and find_unit(self.names, unit, _place(test, self.names)) is None:
                yield ("期望", name), unit, unknown_name(unit, self.names.departments, "部门")


def _unknown_facts(test: RuleTest, named: Mapping[str, Collection[str]]) -> Iterator[tuple[str, str, Collection[str]]]:
    """Yield the facts of a test that nothing has, each with its name and what there is."""
    for name, value in test.known.items():
        fact = fact_named(name)
        known = named.get(name) or (fact.values if fact else ())
        listed = value if isinstance(value, tuple) else (value,)
        yield from ((name, str(one), known) for one in listed if known and one and one not in known)


def _expected_units(test: RuleTest) -> Iterator[tuple[str, str]]:
    yield "牵头", str(test.expected.get("牵头", ""))
    cohandlers = test.expected.get("协办", ())
    if isinstance(cohandlers, list):
        yield from (("协办", str(name)) for name in cohandlers)


def _place(test: RuleTest, names: KnownNames) -> Place:
    return Place(names.district(str(test.known.get("区县", ""))), names.town(str(test.known.get("街道", ""))))
