"""Search for policies by questions in everyday language (R2.1)."""

from dataclasses import dataclass
from datetime import date

from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.policy import Policy


@dataclass(frozen=True, slots=True)
class PolicyMatch:
    """Policy with how near it comes to a question, from 0 to 1."""

    policy: Policy
    score: float


def search_policies(book: RuleBook, query: str, limit: int, day: date | None) -> list[PolicyMatch]:
    """Return the policies that share terms with a question, best match first.

    Args:
        book: rule book with the policies.
        query: the question.
        limit: maximum number of results.
        day: day on which the policies must be in force; ``None`` for any.
    """
    scores = book.policy_index.score(query)
    found = [
        PolicyMatch(policy, score)
        for policy, score in zip(book.policies.values(), scores, strict=True)
        if score > 0 and (day is None or policy.is_in_force(day))
    ]
    return sorted(found, key=lambda item: -item.score)[:limit]
