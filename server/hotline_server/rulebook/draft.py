"""Checks of a draft rule book before publication: loading, tests and review."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.errors import Problem, RuleBookError
from hotline_server.rulebook.loading import load
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.review.book import review
from hotline_server.rulebook.review.expectations import expectation_problems
from hotline_server.rulebook.review.remark import Remark
from hotline_server.rulebook.rule_tests import RuleTestReport, run_rule_tests
from hotline_server.rulebook.written_tests import WrittenTest, read_rule_tests
from hotline_server.text.reader import Reader


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """Valid draft, with the results of its own tests and the remarks of a review."""

    book: RuleBook
    report: RuleTestReport
    remarks: tuple[Remark, ...]

    def about(self, rules: Collection[str]) -> "CheckedDraft":
        """Return what was found about some of its rules alone, by their ids."""
        report = replace(self.report, coverage=self.report.coverage.of(rules))
        return replace(self, report=report, remarks=tuple(one for one in self.remarks if one.about in rules))


def check_draft(
    files: Mapping[str, bytes], tests: Mapping[str, bytes], names: KnownNames, reader: Reader | None, today: date
) -> CheckedDraft:
    """Load a draft, run its own tests and review it.

    Args and errors are those of ``tested``.
    """
    book, report = tested(files, tests, names, reader, today)
    return CheckedDraft(book, report, tuple(review(book, report.coverage, today)))


def tested(
    files: Mapping[str, bytes], tests: Mapping[str, bytes], names: KnownNames, reader: Reader | None, today: date
) -> tuple[RuleBook, RuleTestReport]:
    """Load a draft, and run its own tests.

    Args:
        files: contents of the draft, by relative path.
        tests: contents of its test files, by name.
        names: of the units in the directory.
        reader: learned reader that the tests read with; without one, lexicons alone read.
        today: local day of the check.

    Raises:
        RuleBookError: if the draft or a test file is invalid; it lists the problems of both.
    """
    problems: list[Problem] = []
    written: list[WrittenTest] = []
    try:
        written = read_rule_tests(tests)
    except RuleBookError as error:
        problems += error.problems
    try:
        book = load(files, names, reader)
    except RuleBookError as error:
        raise RuleBookError([*error.problems, *problems]) from None
    problems += expectation_problems(written, book)
    if problems:
        raise RuleBookError(problems)
    return book, run_rule_tests(book, [one.test for one in written], today)
