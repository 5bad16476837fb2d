"""Drafts of a rule book: loaded, tested and reviewed before anybody publishes them."""

from collections.abc import Mapping
from dataclasses import dataclass

from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.loading import KnownNames, load
from hotline_server.rulebook.review import Remark, review
from hotline_server.rulebook.rule_tests import Report, load_rule_tests, run


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft that loads, with the results of its own tests and a reviewer's remarks."""

    book: RuleBook
    report: Report
    remarks: tuple[Remark, ...]


def check_draft(files: Mapping[str, bytes], tests: Mapping[str, bytes], names: KnownNames) -> CheckedDraft:
    """Load a draft, run its own tests and review it.

    Args:
        files: the draft's content by file name.
        tests: the draft's own tests by file name.
        names: the departments and districts it may refer to.

    Raises:
        RuleBookError: the draft or its tests do not load.
    """
    book = load(files, names)
    report = run(book, load_rule_tests(tests))
    return CheckedDraft(book, report, tuple(review(book, report.coverage)))
