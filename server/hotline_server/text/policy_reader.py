"""Policies that answer what a text asks, with a confidence and the usual question that it resembles.

Which policies come near is looked up (``policy_index``). What is learned is the same for all of them: how much a
text sounds like a question that policies answer, and how near a policy must be to answer it.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import exp, hypot, log1p, sqrt

import numpy as np
from numpy.typing import NDArray

from hotline_server.text.facts import CERTAIN, PolicyReading, Ranked
from hotline_server.text.ngrams import split
from hotline_server.text.policy_index import CANDIDATES, CallTerms, Candidate, PolicyIndex, Terms
from hotline_server.text.reader import Floats, PolicyWeights, Reader, Rows
from hotline_server.text.sentences import passages

Matters = Mapping[str, float]
# Passages of a text that are compared with the policies.
PASSAGES_LIMIT = 20


class PolicyReader:
    """Finds the policies of a rule book by what a reader has learned. Immutable and thread-safe."""

    def __init__(self, index: PolicyIndex, reader: Reader, weights: PolicyWeights) -> None:
        """Bind the policies to a reader.

        Args:
            index: of the policies.
            reader: tells which matters they are about.
            weights: what was learned about questions and policies.
        """
        self._index = index
        self._calls = CallTerms(reader.vocabulary)
        self._matters = policy_matters(index, reader)
        self._weights = weights

    def read(
        self, text: str, matters: Sequence[Ranked], considered: NDArray[np.bool_] | None = None
    ) -> tuple[PolicyReading, ...]:
        """Return the policies that may answer a text, most likely first; three at most, none of them marked.

        A long text is read passage by passage, and a policy counts as much as where it answers best.

        Args:
            text: subject and content of a call.
            matters: that the reader finds in it.
            considered: whether each policy counts, in the order of the index; ``None`` for all.
        """
        about = shares(matters)
        best: dict[str, PolicyReading] = {}
        for terms in split_passages(text, self._calls, self._weights.asking):
            for one in self._judge(terms, about, considered):
                if one.policy not in best or one.confidence > best[one.policy].confidence:
                    best[one.policy] = one
        return tuple(sorted(best.values(), key=lambda one: -one.confidence)[:CANDIDATES])

    def _judge(self, terms: Terms, about: Matters, considered: NDArray[np.bool_] | None) -> Iterator[PolicyReading]:
        candidates = self._index.find(terms, considered)
        if not candidates:
            return
        asking = question_score(terms, self._weights.asking) + self._weights.asking_bias
        alike = [matter_similarity(about, self._matters[one.policy.id]) for one in candidates]
        logits = features(candidates, alike, asking, terms) @ self._weights.features + self._weights.bias
        for candidate, logit in zip(candidates, logits.tolist(), strict=True):
            yield PolicyReading(candidate.policy.id, round(CERTAIN / (1 + exp(-logit))), candidate.question)


def policy_matters(index: PolicyIndex, reader: Reader) -> dict[str, Matters]:
    """Return the matters that each policy is about, by its id."""
    return {one.id: shares(reader.rank_matters("。".join(one.stated))) for one in index.policies}


def shares(matters: Sequence[Ranked]) -> Matters:
    """Return the confidences of matters, as a vector of unit length."""
    length = hypot(*(one.confidence for one in matters))
    return {one.name: one.confidence / length for one in matters} if length else {}


def matter_similarity(one: Matters, other: Matters) -> float:
    """Return how far two texts are about the same matters, from 0 to 1."""
    return sum(share * other.get(name, 0.0) for name, share in one.items())


def split_passages(text: str, calls: CallTerms, asking: Floats) -> list[Terms]:
    """Return the terms of each passage of a text; of many passages, those that sound most like a question.

    Args:
        text: subject and content of a call.
        calls: idf of terms.
        asking: weight of each n-gram in how much a text sounds like a question.
    """
    grams = split(text)
    spans = passages(text)
    if len(spans) > PASSAGES_LIMIT:
        sounds = calls.vocabulary.score(grams, spans, asking)
        spans = [spans[place] for place in np.argsort(-sounds, kind="stable")[:PASSAGES_LIMIT].tolist()]
    return [calls.read(grams.within(*span)) for span in spans]


def weigh_known(terms: Terms) -> tuple[Rows, Floats]:
    """Return the places of the terms that calls have, and their weights, of unit length."""
    known = terms.rows >= 0
    weights = terms.idf[known]
    length = sqrt(weights @ weights)
    return terms.rows[known], weights / length if length else weights


def question_score(terms: Terms, asking: Floats) -> float:
    """Return how much a passage sounds like a question, before the bias."""
    rows, weights = weigh_known(terms)
    return float(weights @ asking[rows])


def features(
    candidates: Sequence[Candidate], alike: Sequence[float], asking: float, terms: Terms
) -> NDArray[np.float64]:
    """Return what the probabilities that policies answer a passage depend on, one row a policy.

    They are how much nearer it is than others, how near to a usual question, how near to an excluded one, the share of
    the text that it states, how far it is about the same matters, the length of the passage, and how much that sounds
    like a question.

    Args:
        candidates: the policies.
        alike: how far each is about the same matters as the text.
        asking: how much the passage sounds like a question that policies answer.
        terms: of the passage.
    """
    length = log1p(len(terms.keys))
    return np.array(
        [
            (one.margin, one.asked, one.excluded, one.covered, matters, length, asking)
            for one, matters in zip(candidates, alike, strict=True)
        ]
    )
