"""Full-text search for policies with questions in everyday language (R2.1)."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

from hotline_server.rulebook.book import Policy, RuleBook

# Customary BM25 parameters k1 and b.
_K1 = 1.2
_B = 0.75
_FIELD_WEIGHTS = {"title": 3, "words": 4, "answer": 1, "source": 1}


_indexes: "WeakKeyDictionary[RuleBook, PolicySearch]" = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class PolicyMatch:
    """Policy with its BM25 score."""

    policy: Policy
    score: float


class PolicySearch:
    """BM25 index of policies over character bigrams, which need no word segmentation."""

    @classmethod
    def of(cls, book: RuleBook) -> "PolicySearch":
        """Return the index of a rule book's policies, building it on first use."""
        found = _indexes.get(book)
        if found is None:
            found = _indexes[book] = cls(book.policies)
        return found

    def __init__(self, policies: Mapping[str, Policy]) -> None:
        self._policies = policies
        self._counts = {policy.id: _count_terms(policy) for policy in policies.values()}
        self._lengths = {name: sum(counts.values()) for name, counts in self._counts.items()}
        self._average = sum(self._lengths.values()) / max(len(self._lengths), 1) or 1.0
        self._document_frequency = Counter(term for counts in self._counts.values() for term in counts)

    def search(self, query: str, limit: int, day: date | None) -> list[PolicyMatch]:
        """Return the policies that share terms with a question, best match first.

        Args:
            query: the question.
            limit: maximum number of results.
            day: day on which the policies must be in force; ``None`` for any.
        """
        terms = set(_split_terms(query))
        found = [
            PolicyMatch(policy, score)
            for policy in self._policies.values()
            if (day is None or policy.is_in_force(day)) and (score := self._score(policy.id, terms)) > 0
        ]
        return sorted(found, key=lambda item: -item.score)[:limit]

    def _score(self, policy_id: str, terms: set[str]) -> float:
        counts = self._counts[policy_id]
        weight = _K1 * (1 - _B + _B * self._lengths[policy_id] / self._average)
        return sum(
            self._rarity(term) * counts[term] * (_K1 + 1) / (counts[term] + weight) for term in terms if term in counts
        )

    def _rarity(self, term: str) -> float:
        documents = self._document_frequency[term]
        return math.log(1 + (len(self._policies) - documents + 0.5) / (documents + 0.5))


def _count_terms(policy: Policy) -> Counter[str]:
    counts: Counter[str] = Counter()
    texts = {
        "title": policy.title,
        "words": "。".join(policy.words),
        "answer": policy.answer,
        "source": policy.source,
    }
    for name, text in texts.items():
        for term in _split_terms(text):
            counts[term] += _FIELD_WEIGHTS[name]
    return counts


def _split_terms(text: str) -> list[str]:
    """Split a text into character bigrams; an isolated character is a term of its own."""
    terms: list[str] = []
    for run in "".join(sign if sign.isalnum() else " " for sign in text).split():
        terms += [run[place : place + 2] for place in range(len(run) - 1)] or [run]
    return terms
