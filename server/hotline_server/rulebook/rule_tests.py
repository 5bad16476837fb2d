"""Runs of the tests that belong to a rule book, and their coverage."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Decision, Outcome
from hotline_server.rulebook.facts import FIRST_MATTER, FactValue, known_day, text_facts
from hotline_server.rulebook.messages import example_of
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.routing import Place, find_unit
from hotline_server.rulebook.slips import EXAMPLE as SLIP_EXAMPLE
from hotline_server.rulebook.suggestions import office_facts
from hotline_server.rulebook.supposed_time import supposed_facts
from hotline_server.rulebook.written_tests import (
    HOLDING,
    LIMIT_NAMES,
    RuleTest,
    TestedMessage,
    TestedSlip,
    expected_rules,
)
from hotline_server.text.facts import TextFacts


@dataclass(frozen=True, slots=True)
class Failure:
    """Failed test, with the decision that it expected to be another; ``None`` if it is of something else."""

    test: RuleTest
    message: str
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Rules and routing rows not reached by any test, and their total numbers."""

    untested_rules: tuple[str, ...]
    untested_rows: tuple[str, ...]
    rules: int
    rows: int

    def of(self, rules: Collection[str]) -> "Coverage":
        """Return the coverage of some of the rules alone, by their ids."""
        return Coverage(tuple(name for name in self.untested_rules if name in rules), (), len(rules), 0)


@dataclass(frozen=True, slots=True)
class RuleTestReport:
    """Results of a test run."""

    passed: int
    failures: tuple[Failure, ...]
    coverage: Coverage


EMPTY_REPORT = RuleTestReport(0, (), Coverage((), (), 0, 0))


def decide(book: RuleBook, content: str, known: Mapping[str, FactValue]) -> Decision:
    """Decide on a call, given its content and some facts; without the fact 日期 on no day in particular."""
    return decide_text(book, book.analyse("", content, known_day(known)), known)


def decide_text(book: RuleBook, text: TextFacts, known: Mapping[str, FactValue]) -> Decision:
    """Decide on a text as at registration, or on what has happened since, with the offices suggested for it as facts.

    Args:
        book: rule book.
        text: what was read in it.
        known: what else is known of it, by name.
    """
    facts = {**text_facts(text), **known}
    return book.judge({**office_facts(book.suggest(text, facts)), **facts})


def run_rule_tests(book: RuleBook, tests: Sequence[RuleTest], today: date) -> RuleTestReport:
    """Run tests against a rule book.

    Args:
        book: to test.
        tests: to run.
        today: local day of the calls of those tests that do not give another.

    Raises:
        RuleEngineError: if the rule engine failed.
    """
    failures: list[Failure] = []
    reached: set[str] = set()
    for test in tests:
        if test.message:
            failures += _message_failures(book, test, test.message)
            continue
        if test.slip:
            failures += _slip_failures(book, test, test.slip)
            continue
        if test.limits:
            failures += _limit_failures(book, test)
            continue
        decision = decide(book, test.content, supposed_facts(book.limits, test.known, today))
        fired = book.fire(decision.facts)
        reached.update(decision.rules)
        reached.update(fired)
        message = _describe_mismatch(test, decision, fired, book.names)
        if message:
            failures.append(Failure(test, message, decision))
    rows = [row.id for row in book.rows]
    coverage = Coverage(
        untested_rules=tuple(name for name in book.rules if name not in reached),
        untested_rows=tuple(name for name in rows if name not in reached),
        rules=len(book.rules),
        rows=len(rows),
    )
    return RuleTestReport(len(tests) - len(failures), tuple(failures), coverage)


def _limit_failures(book: RuleBook, test: RuleTest) -> Iterator[Failure]:
    """Yield the failures of a test of time limits."""
    for name, wanted in test.limits.items():
        limit = getattr(book.limits, LIMIT_NAMES[name])
        actual = {urgency.value: count for urgency, count in limit.items()} if isinstance(limit, dict) else limit
        if actual != wanted:
            yield Failure(test, f"{name}应是“{wanted}”，实际是“{actual}”")


def _message_failures(book: RuleBook, test: RuleTest, message: TestedMessage) -> Iterator[Failure]:
    """Yield the failure of a test of a message, if it fails."""
    text = book.messages.text(message.kind, {**example_of(message.kind), **message.values}, protected=message.protected)
    if text != message.text:
        yield Failure(test, f"应是“{message.text or '不发'}”，实际是“{text or '不发'}”")


def _slip_failures(book: RuleBook, test: RuleTest, slip: TestedSlip) -> Iterator[Failure]:
    """Yield the failures of a test of a slip."""
    template = book.slips.templates.get(slip.kind)
    if template is None:
        yield Failure(test, f"没有文书“{slip.kind.value}”的模板")
        return
    filled = template.filled({**SLIP_EXAMPLE, **slip.values})
    actual = {"标题": filled.title, "称谓": filled.addressee, "正文": list(filled.asks), "结语": filled.closing}
    for name, text in slip.texts.items():
        if actual[name] != text:
            yield Failure(test, f"{name}应是“{_written(text)}”，实际是“{_written(actual[name])}”")


def _written(text: object) -> object:
    return "/".join(text) if isinstance(text, list) else text


def find_lost_emergencies(book: RuleBook, tests: Sequence[RuleTest], today: date) -> list[str]:
    """Return the texts of emergency tests that this rule book does not classify as emergencies (R2.6).

    Args and errors are those of ``run_rule_tests``.
    """
    return [
        test.content
        for test in tests
        if test.emergency
        and decide(book, test.content, supposed_facts(book.limits, test.known, today)).outcome is not Outcome.EMERGENCY
    ]


def _describe_mismatch(test: RuleTest, decision: Decision, fired: Collection[str], names: KnownNames) -> str:
    if test.emergency is not None:
        raised = decision.outcome is Outcome.EMERGENCY
        if raised == test.emergency:
            return ""
        return f"应{'' if test.emergency else '不'}判为重大突发，实际是“{decision.outcome.value}”"
    actual = {
        "处理方式": decision.outcome.value,
        "牵头": decision.lead,
        "协办": list(decision.cohandlers),
        "紧急程度": decision.urgency.value,
        "期限": decision.limit.written,
        "政策": decision.first_policy,
        "追问": decision.asks_back,
        "分类处理": decision.end,
        "移交": list(decision.hands_to),
    }
    matter = str(decision.facts.get(FIRST_MATTER, ""))
    wrong = [
        f"{name}应是“{_worded(expected)}”，实际是“{_worded(actual[name])}”"
        for name, expected in test.expected.items()
        if name in actual and actual[name] != _in_present_names(expected, names, matter)
    ]
    wrong += (f"{name} 应当{key}" for key, name in expected_rules(test) if (name in fired) is not (key == HOLDING))
    return "；".join(wrong)


def _worded(value: object) -> object:
    if isinstance(value, bool):
        return "是" if value else "否"
    return value


def _in_present_names(expected: object, names: KnownNames, matter: str) -> object:
    """Return an expectation in today's names; tests may go on naming a department as it was called."""
    if isinstance(expected, list):
        return [_in_present_names(name, names, matter) for name in expected]
    unit = find_unit(names, expected, Place(), matter) if isinstance(expected, str) else None
    return unit.name if unit and unit.since is None else expected
