"""N-grams of the policies of a rule book, and which policies come nearest to a text.

A policy is looked up by its own wording - title, answer and usual questions 常见问法 -, so that one that a maintainer
adds or changes is found at once, with nothing learned anew.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hotline_server.text.ngrams import Grams, Keys, split
from hotline_server.text.reader import Floats, Rows, Vocabulary

CANDIDATES = 3
# Cosine below which a text and a policy have nothing in common but everyday words.
MIN_SIMILARITY = 0.1
# Power that keeps a term from outweighing others by being in most questions of a policy.
DAMPING = 0.7
# Places of the single character and of the second one in the number of an n-gram, see ``ngrams``.
_BEYOND_ONE = np.uint64(0xFFFFFFFF)
_BEYOND_TWO = np.uint64(0xFFFF)

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class PolicyText:
    """Wording of a policy.

    Attributes:
        id, title, answer: of the policy.
        questions: usual questions 常见问法 that it answers.
        excluded: similar ones that it does not answer 不算.
    """

    id: str
    title: str
    answer: str
    questions: tuple[str, ...]
    excluded: tuple[str, ...]

    @property
    def stated(self) -> tuple[str, ...]:
        """Texts that it is found by: its answer, and what is asked, beginning with the title."""
        return (self.answer, self.title, *self.questions)


@dataclass(frozen=True, slots=True)
class Terms:
    """Characters and pairs of characters of a text, each once.

    Attributes:
        keys: their numbers, ascending.
        rows: their places in the vocabulary of calls; -1 for unknown ones.
        idf: of each among calls.
        single: whether it is a single character.
    """

    keys: Keys
    rows: Rows
    idf: Floats
    single: NDArray[np.bool_]


class CallTerms:
    """Inverse document frequencies of terms among calls, as a reader has learned."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        # Unknown terms have the place -1 and are as rare as the rarest.
        self._idf = np.append(vocabulary.idf, vocabulary.idf.max(initial=1))

    def read(self, grams: Grams) -> Terms:
        """Return the terms of a text."""
        keys = _short(grams)
        rows = self.vocabulary.find(keys)
        return Terms(keys, rows, self._idf[rows], keys & _BEYOND_ONE == 0)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Policy that comes near to a text.

    Attributes:
        policy: the policy.
        question: its usual question nearest to the text, or its title.
        margin: by what share it is nearer than the nearest other policy; negative if that one is nearer.
        asked: cosine of the text and that question.
        excluded: cosine of the text and the nearest question that the policy does not answer.
        covered: share, weighed by IDF, of the text's characters that the policy states.
    """

    policy: PolicyText
    question: str
    margin: float
    asked: float
    excluded: float
    covered: float


@dataclass(frozen=True, slots=True)
class _Wording:
    """Terms of one policy.

    Attributes:
        rows: of its terms in the vocabulary, ascending; a last one stands for all others.
        questions: one row a term, with its weight in the title, in each usual and then in each excluded question; the
            last column is 1 for terms of the answer, the title or a usual question.
    """

    rows: Rows
    questions: Matrix

    def compare(self, rows: Rows, measures: Matrix) -> list[list[float]]:
        """Return the sums of several measures of a text's terms, by question."""
        places = self.rows.searchsorted(rows)
        places[self.rows[places] != rows] = -1
        sums: list[list[float]] = (measures @ self.questions[places]).tolist()
        return sums


@dataclass(frozen=True, slots=True)
class _Weighed:
    """Terms of many texts, one text after another.

    Attributes:
        starts: of each text; the last is the end.
        rows: of the terms in the vocabulary.
        weights: of unit length for each text.
    """

    starts: Rows
    rows: Rows
    weights: Floats


class PolicyIndex:
    """Index of policies by their wording. Immutable and thread-safe."""

    def __init__(self, policies: Iterable[PolicyText]) -> None:
        self.policies = tuple(policies)
        texts = [_short(split(text)) for one in self.policies for text in (*one.stated, *one.excluded)]
        self._vocabulary, weighed = _weigh(texts)
        size = len(self._vocabulary.keys)
        place = 0
        sums: list[NDArray[np.float64]] = []
        self._wordings: list[_Wording] = []
        for policy in self.policies:
            middle = place + len(policy.stated)
            end = middle + len(policy.excluded)
            sums.append(_sum(weighed, place, middle, size) ** DAMPING)
            self._wordings.append(_wording(weighed, place, middle, end))
            place = end
        self._starts, self._owners, self._weights = _postings(sums, size)

    def find(self, terms: Terms, considered: NDArray[np.bool_] | None = None) -> list[Candidate]:
        """Return the policies that come nearest to a text, nearest first.

        Args:
            terms: of the text.
            considered: whether each policy counts, in the order of ``policies``; ``None`` for all.
        """
        rows = self._vocabulary.find(terms.keys)
        known = rows >= 0
        rows = rows[known]
        if not len(rows):
            return []
        weights = _unit(self._vocabulary.idf[rows])
        similarities = self._similarities(rows, weights)
        if considered is not None:
            similarities *= considered
        places = (-similarities).argsort(kind="stable")[:CANDIDATES]
        best = similarities[places].tolist()
        characters = terms.idf * terms.single
        measures = np.array((weights, characters[known]))
        whole = float(characters.sum())
        return [
            self._compare(place, _margin(best, rank), rows, measures, whole)
            for rank, place in enumerate(places.tolist())
            if best[rank] >= MIN_SIMILARITY
        ]

    def score(self, text: str) -> list[float]:
        """Return the cosine of a text and each policy, in the order of ``policies``."""
        rows = self._vocabulary.find(_short(split(text)))
        rows = rows[rows >= 0]
        if not len(rows):
            return [0.0] * len(self.policies)
        scores: list[float] = self._similarities(rows, _unit(self._vocabulary.idf[rows])).tolist()
        return scores

    def _compare(self, place: int, margin: float, rows: Rows, measures: Matrix, whole: float) -> Candidate:
        policy = self.policies[place]
        cosines, characters = self._wordings[place].compare(rows, measures)
        questions = policy.stated[1:]
        usual = len(questions)
        asked = max(cosines[:usual])
        return Candidate(
            policy=policy,
            question=questions[cosines.index(asked)],
            margin=margin,
            asked=asked,
            excluded=max(cosines[usual:-1], default=0.0),
            covered=characters[-1] / whole if whole else 0.0,
        )

    def _similarities(self, rows: Rows, weights: Floats) -> NDArray[np.float64]:
        starts = self._starts[rows]
        counts = self._starts[rows + 1] - starts
        before = counts.cumsum() - counts
        chosen = (starts - before).repeat(counts)
        chosen += np.arange(len(chosen))
        spoken = weights.repeat(counts) * self._weights[chosen]
        return np.asarray(np.bincount(self._owners[chosen], spoken, len(self.policies)), np.float64)


def _margin(similarities: Sequence[float], rank: int) -> float:
    """Return by what share one is nearer than the nearest other; all are given nearest first."""
    other = similarities[0] if rank else sum(similarities[1:2])
    return 1 - other / similarities[rank]


def _short(grams: Grams) -> Keys:
    """Return the n-grams of one and two characters, each once."""
    return np.unique(grams.keys[grams.keys & _BEYOND_TWO == 0])


def _weigh(texts: Sequence[Keys]) -> tuple[Vocabulary, _Weighed]:
    keys, rows, counts = np.unique(
        np.concatenate([np.zeros(0, np.uint64), *texts]), return_inverse=True, return_counts=True
    )
    idf = (np.log((1 + len(texts)) / (1 + counts)) + 1).astype(np.float32)
    lengths = np.array([len(text) for text in texts], np.int64)
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
    owners = np.repeat(np.arange(len(texts)), lengths)
    weights = idf[rows]
    norms = np.sqrt(np.bincount(owners, weights**2, len(texts)))
    return Vocabulary(keys, idf), _Weighed(starts, rows, (weights / norms[owners]).astype(np.float32))


def _sum(weighed: _Weighed, first: int, last: int, size: int) -> NDArray[np.float64]:
    """Return the sum of the texts from ``first`` to before ``last``."""
    part = slice(weighed.starts[first], weighed.starts[last])
    return np.asarray(np.bincount(weighed.rows[part], weighed.weights[part], size), np.float64)


def _wording(weighed: _Weighed, first: int, middle: int, last: int) -> _Wording:
    """Return the wording of the policy that states the texts to before ``middle`` and excludes the rest."""
    starts = weighed.starts
    rows = np.unique(weighed.rows[starts[first] : starts[last]])
    # The answer comes before what is asked.
    questions = range(first + 1, last)
    matrix = np.zeros((len(rows) + 1, len(questions) + 1), np.float32)
    for column, text in enumerate(questions):
        part = slice(starts[text], starts[text + 1])
        matrix[np.searchsorted(rows, weighed.rows[part]), column] = weighed.weights[part]
    matrix[np.searchsorted(rows, weighed.rows[starts[first] : starts[middle]]), -1] = 1
    return _Wording(np.append(rows, np.iinfo(rows.dtype).max), matrix)


def _postings(sums: Sequence[NDArray[np.float64]], size: int) -> tuple[Rows, Rows, Floats]:
    """Return where each term's postings begin, and of each posting the policy and its weight there."""
    rows = [np.flatnonzero(total) for total in sums]
    terms = np.concatenate([np.zeros(0, np.int64), *rows])
    owners = np.repeat(np.arange(len(sums)), [len(one) for one in rows])
    weights = np.concatenate(
        [np.zeros(0), *(total[one] / np.sqrt(total @ total) for total, one in zip(sums, rows, strict=True))]
    )
    order = np.argsort(terms, kind="stable")
    starts = np.searchsorted(terms[order], np.arange(size + 1))
    return starts, owners[order], weights[order].astype(np.float32)


def _unit(weights: NDArray[Any]) -> Floats:
    return np.asarray(weights / np.sqrt(weights @ weights), np.float32)
