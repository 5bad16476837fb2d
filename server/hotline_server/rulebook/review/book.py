"""Review of a valid rule book: contradictions, unreachable rules, gaps, dates and missing tests."""

from collections.abc import Iterator
from datetime import date

from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.review.catalogue import date_remarks, missing_row_remarks
from hotline_server.rulebook.review.gaps import gap_remarks
from hotline_server.rulebook.review.messages import message_remarks
from hotline_server.rulebook.review.names import name_remarks
from hotline_server.rulebook.review.policies import policy_remarks
from hotline_server.rulebook.review.remark import Remark
from hotline_server.rulebook.review.rules import missing_question_remarks, rule_remarks
from hotline_server.rulebook.review.sources import source_remarks
from hotline_server.rulebook.review.wordings import wording_remarks
from hotline_server.rulebook.rule_tests import Coverage


def review(book: RuleBook, coverage: Coverage, today: date) -> list[Remark]:
    """Return all remarks on a rule book.

    Args:
        book: to review.
        coverage: of its own tests.
        today: local day of the review.
    """
    return [
        *review_parts(book, today),
        *gap_remarks(book, today),
        *missing_row_remarks(book),
        *missing_question_remarks(book),
        *_slip_remarks(book),
        *(Remark(rule, "没有用例覆盖这条规则") for rule in coverage.untested_rules),
    ]


def review_parts(book: RuleBook, today: date) -> list[Remark]:
    """Return the remarks on what a rule book has, whatever else it should have.

    Args:
        book: to review; may lack what could not be read.
        today: local day of the review.
    """
    return [
        *rule_remarks(book, today),
        *source_remarks(book),
        *wording_remarks(book),
        *date_remarks(book, today),
        *name_remarks(book),
        *policy_remarks(book, today),
        *message_remarks(book),
    ]


def _slip_remarks(book: RuleBook) -> Iterator[Remark]:
    if book.slips.are_shipped:
        yield Remark("文书", "没有 slips.yaml，交办单、答复函等照随服务带的模板做；要改的，抄一份来改")
