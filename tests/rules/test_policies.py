"""The sample city's policies: reviewed in time, owned by offices of the directory, each asked in words of its own."""

from datetime import timedelta

from hotline_server.domain.directory.tree import Directory
from hotline_server.rulebook.book import RuleBook


def test_every_policy_has_an_owner_and_is_reviewed_while_it_lasts(book: RuleBook, directory: Directory) -> None:
    """R8.12: owner, validity, review."""
    assert len(book.policies) == 130
    for policy in book.policies.values():
        assert directory.find_itself(policy.owner) is not None, policy.id
        assert policy.review_by is not None, policy.id
        first = policy.valid_from or policy.review_by - timedelta(days=1)
        assert policy.review_by > first, policy.id


def test_every_policy_says_how_it_is_asked_about_and_what_it_does_not_answer(book: RuleBook) -> None:
    for policy in book.policies.values():
        assert len(policy.questions) >= 8, policy.id
        assert len(policy.excluded) >= 3, policy.id
        assert not set(policy.questions) & set(policy.excluded), policy.id
