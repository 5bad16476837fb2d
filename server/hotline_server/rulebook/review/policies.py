"""Policies that their owners have not reviewed in time, and those that end."""

from collections.abc import Iterator
from datetime import date, timedelta

from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.review.remark import Remark

_NEAR = timedelta(days=90)


def policy_remarks(book: RuleBook, today: date) -> Iterator[Remark]:
    """Yield remarks on policies that should answer nobody before their owners have reviewed them, or that end.

    Those that ended long ago are kept to be looked up, and named by ``ended_policies``.

    Args:
        book: to review.
        today: local day of the review.
    """
    for policy in book.policies.values():
        owner, end = book.names.current(policy.owner), policy.valid_until
        if policy.is_in_force(today) and policy.is_overdue(today):
            yield Remark(policy.id, f"{policy.review_by} 以前应由{owner}复核，复核以前不拿它答复市民")
        if end and abs(end - today) <= _NEAR:
            when = "已经失效，不拿它答复市民了" if end < today else "是最后一天，以后不拿它答复市民"
            yield Remark(policy.id, f"{end} {when}；接着有效的请{owner}改“失效”，有新规定的写新的一条")


def ended_policies(book: RuleBook, today: date) -> tuple[str, ...]:
    """Return the ids of the policies that ended so long ago that no remark tells of it."""
    ends = ((policy.id, policy.valid_until) for policy in book.policies.values())
    return tuple(name for name, end in ends if end and today - end > _NEAR)
