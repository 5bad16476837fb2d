"""Policies that their owners have not reviewed in time."""

from collections.abc import Iterator
from datetime import date

from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.review.remark import Remark


def policy_remarks(book: RuleBook, today: date) -> Iterator[Remark]:
    """Yield remarks on policies that should answer nobody before their owners have reviewed them.

    Args:
        book: to review.
        today: local day of the review.
    """
    for policy in book.policies.values():
        if policy.is_in_force(today) and policy.is_overdue(today):
            owner = book.names.current(policy.owner)
            yield Remark(policy.id, f"{policy.review_by} 以前应由{owner}复核，复核以前不拿它答复市民")
