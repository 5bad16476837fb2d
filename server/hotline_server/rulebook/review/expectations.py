"""Tests of a draft that no decision can pass, or of which one hides another."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Outcome, Urgency
from hotline_server.rulebook.errors import Problem, unknown_name
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.routing import Place, find_unit
from hotline_server.rulebook.written_tests import RuleTest, WrittenTest, expected_rules

_OUTCOMES = tuple(outcome.value for outcome in Outcome)
_URGENCIES = tuple(urgency.value for urgency in Urgency)


def expectation_problems(tests: Iterable[WrittenTest], book: RuleBook) -> Iterator[Problem]:
    """Yield what keeps tests from ever passing: expectations that do not exist; and tests with the id of another.

    Args:
        tests: of the book.
        book: that they belong to.
    """
    allowed: Mapping[str, tuple[Collection[str], str]] = {
        "处理方式": (_OUTCOMES, "处理方式"),
        "紧急程度": (_URGENCIES, "紧急程度"),
        "政策": (book.policies, "政策"),
    }
    first: dict[str, WrittenTest] = {}
    for written in tests:
        test = written.test
        earlier = first.setdefault(test.id, written)
        if earlier is not written:
            other = earlier.source.problem(earlier.path, "")
            message = f"“{test.id}”重复了，{other.file} 第 {other.line} 行已有"
            yield written.source.problem(written.path, message)
        for name, (known, what) in allowed.items():
            value = test.expected.get(name)
            if isinstance(value, str) and value and value not in known:
                path = (*written.path, "期望", name)
                yield written.source.problem(path, unknown_name(value, known, what))
        for key, rule in expected_rules(test):
            if rule not in book.rules:
                yield written.source.problem((*written.path, "期望", key), unknown_name(rule, book.rules, "规则"))
        for name, unit in _expected_units(test):
            if unit and find_unit(book.names, unit, _place(test, book.names)) is None:
                path = (*written.path, "期望", name)
                yield written.source.problem(path, unknown_name(unit, book.names.departments, "部门"))


def _expected_units(test: RuleTest) -> Iterator[tuple[str, str]]:
    yield "牵头", str(test.expected.get("牵头", ""))
    cohandlers = test.expected.get("协办", ())
    if isinstance(cohandlers, list):
        yield from (("协办", str(name)) for name in cohandlers)


def _place(test: RuleTest, names: KnownNames) -> Place:
    return Place(names.district(str(test.known.get("区县", ""))), names.town(str(test.known.get("街道", ""))))
