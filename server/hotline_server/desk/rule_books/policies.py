"""Lookup of policies in the rule book in force (R2.1)."""

from collections.abc import Callable
from dataclasses import dataclass

from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, NotFoundError
from hotline_server.ground.clock import Clock, local_day
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.policy import Policy
from hotline_server.rulebook.policy_search import PolicyMatch, search_policies

QUERY_LIMIT = 200
LIMIT, DEFAULT_LIMIT = 50, 10


@dataclass(frozen=True, slots=True)
class Policies:
    """Queries for policies; ``book`` returns the rule book in force."""

    book: Callable[[], RuleBook]
    clock: Clock

    def get(self, policy_id: str) -> Policy:
        """Return the policy with the given id.

        Raises:
            NotFoundError: if there is none.
        """
        policy = self.book().policies.get(policy_id)
        if policy is None:
            raise NotFoundError(f"没有政策 {policy_id}")
        return policy

    def search(self, query: str, limit: int, *, include_expired: bool) -> list[PolicyMatch]:
        """Return the policies that answer a question, best match first.

        Args:
            query: the question, 1 to 200 characters.
            limit: maximum number of results, 0 to 50; 0 means 10.
            include_expired: also return policies that are not in force today.

        Raises:
            InvalidFieldsError: if the question is empty or too long, or the limit is out of range.
        """
        violations = []
        if not query.strip() or len(query) > QUERY_LIMIT:
            violations.append(FieldViolation("query", f"要有 1 到 {QUERY_LIMIT} 个字"))
        if not 0 <= limit <= LIMIT:
            violations.append(FieldViolation("limit", f"要在 0 到 {LIMIT} 之间"))
        if violations:
            raise InvalidFieldsError(violations)
        today = None if include_expired else local_day(self.clock())
        return search_policies(self.book(), query, limit or DEFAULT_LIMIT, today)
