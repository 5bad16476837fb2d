"""Checks of a draft rule book before publication: loading, tests and review."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.loading import load
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.review import Remark, review
from hotline_server.rulebook.rule_tests import RuleTestReport, load_rule_tests, run_rule_tests
from hotline_server.text.reader import Reader


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """Valid draft, with the results of its own tests and the remarks of a review."""

    book: RuleBook
    report: RuleTestReport
    remarks: tuple[Remark, ...]


def check_draft(
    files: Mapping[str, bytes], tests: Mapping[str, bytes], names: KnownNames, reader: Reader | None, today: date
) -> CheckedDraft:
    """Load a draft, run its own tests and review it.

    Args:
        files: contents of the draft, by relative path.
        tests: contents of its test files, by name.
        names: of the units in the directory.
        reader: learned reader that the tests read with; without one, lexicons alone read.
        today: local day of the check.

    Raises:
        RuleBookError: if the draft or a test file is invalid.
    """
    book = load(files, names, reader)
    report = run_rule_tests(book, load_rule_tests(tests), today)
    return CheckedDraft(book, report, tuple(review(book, report.coverage, today)))
