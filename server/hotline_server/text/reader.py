"""Learned reader: what a text says, by linear models over character n-grams, with the words that spoke.

It knows more wordings than anybody writes down, and it decides nothing: rules do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hotline_server.text.facts import CERTAIN, Ranked
from hotline_server.text.ngrams import Grams, split
from hotline_server.text.reader_file import ReaderFile, ReaderFileError, unpack
from hotline_server.text.sentences import Span, passages

DANGER, KINDS, MATTERS, REQUEST_TYPES, OFFICES = "danger", "kinds", "matters", "request_types", "offices"
POLICIES = "policies"
HEADS = (KINDS, MATTERS, REQUEST_TYPES, OFFICES)
EXPLAINED = (DANGER, MATTERS, REQUEST_TYPES, OFFICES)
RANKED = 5
WORDS = 3
# Added to the squared length of a text's vector, so that a few n-grams never weigh as much as a sentence.
LENGTH_SMOOTHING = np.float32(300)
# Length beyond which a text is simply long, in characters.
LONG = 400
# Length below which a text says little.
SHORT = 20

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Reading:
    """Findings of the learned reader in a text; empty for what it has not learned.

    Attributes:
        danger: confidence, 0 to 100, that somebody or something is in danger now.
        danger_words: words that speak for it, if anything does.
        kinds: all kinds of danger that the reader has learned, most likely first, if there is one.
        matters, request_types, offices: most likely first.
    """

    danger: int = 0
    danger_words: tuple[str, ...] = ()
    kinds: tuple[Ranked, ...] = ()
    matters: tuple[Ranked, ...] = ()
    request_types: tuple[Ranked, ...] = ()
    offices: tuple[Ranked, ...] = ()


@dataclass(frozen=True, slots=True)
class WeighedLabel:
    """Most likely statement of a text, with the words that speak for it.

    Attributes:
        head: which of the models tells; ``DANGER`` has one label, which is empty.
        label: what it says.
        confidence: 0 to 100.
        words: each with its share, in percent, of all that speaks for it.
    """

    head: str
    label: str
    confidence: int
    words: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """N-grams of a passage that the reader knows.

    Attributes:
        rows: their places in the vocabulary, each once.
        weights: TF-IDF weights of about unit length, less for very short texts.
    """

    rows: Rows
    weights: Floats


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """N-grams that a reader knows, ascending, with their inverse document frequencies (IDF)."""

    keys: NDArray[np.uint64]
    idf: Floats

    def weigh(self, grams: Grams) -> Weighed:
        """Return the known n-grams of a passage, weighed."""
        found, counts = np.unique(grams.keys, return_counts=True)
        rows = self.find(found)
        known = rows >= 0
        rows = rows[known]
        weights = (1 + np.log(counts[known])).astype(np.float32) * self.idf[rows]
        return Weighed(rows, weights / np.float32(np.sqrt(weights @ weights + LENGTH_SMOOTHING)))

    def score(self, grams: Grams, spans: Sequence[Span], weights: Floats) -> Floats:
        """Return the score of each of several passages under a linear model, as if each was weighed by itself.

        Args:
            grams: n-grams of the text.
            spans: where its passages begin and end, both ascending.
            weights: of the model, for each n-gram of the vocabulary.
        """
        rows = self.find(grams.keys)
        places, owners = grams.spread(spans)
        known = rows[places] >= 0
        size = len(self.keys)
        said, counts = np.unique(owners[known] * size + rows[places[known]], return_counts=True)
        owners, rows = np.divmod(said, size)
        weighed = (1 + np.log(counts)) * self.idf[rows]
        lengths = np.sqrt(np.bincount(owners, weighed**2, len(spans)) + LENGTH_SMOOTHING)
        return np.asarray(np.bincount(owners, weighed * weights[rows], len(spans)) / lengths, np.float32)

    def find(self, keys: NDArray[np.uint64]) -> Rows:
        """Return the places of n-grams in the vocabulary; -1 for unknown ones."""
        if not len(self.keys):
            return np.full(len(keys), -1)
        rows = np.minimum(self.keys.searchsorted(keys), len(self.keys) - 1)
        return np.where(self.keys[rows] == keys, rows, -1)


@dataclass(frozen=True, slots=True)
class Head:
    """Linear model that tells which of several labels a text has.

    Attributes:
        labels: what it tells apart.
        weights: of each n-gram for each label, in units of ``scales``.
        scales: of each label.
        biases: of each label.
        inverse_temperature: by which scores are multiplied to give calibrated probabilities.
    """

    labels: Sequence[str]
    weights: NDArray[np.int8]
    scales: Floats
    biases: Floats
    inverse_temperature: float

    def probabilities(self, text: Weighed) -> Floats:
        """Return the probability of each label."""
        scores = (text.weights @ self.weights[text.rows].astype(np.float32)) * self.scales + self.biases
        exponents = np.exp((scores - scores.max()) * self.inverse_temperature)
        return np.asarray(exponents / exponents.sum(), np.float32)


@dataclass(frozen=True, slots=True)
class PolicyWeights:
    """Weights that tell whether a policy answers a text, the same for every policy (see ``policy_reader``).

    Attributes:
        asking: weight of each n-gram of the vocabulary in how much a text sounds like a question to be answered.
        asking_bias: added to their sum.
        features: weight of each feature of a policy beside a text.
        bias: added to their sum, which is the logit of the probability.
    """

    asking: Floats
    asking_bias: float
    features: NDArray[np.float64]
    bias: float


class Reader:
    """Learned reader. Immutable and thread-safe."""

    def __init__(self, data: bytes) -> None:
        """Load a reader.

        Raises:
            ReaderFileError: if the data is not a whole reader.
        """
        self.data = data
        file = unpack(data)
        self.version = file.version
        self.header = file.header
        # Names in files stay as they were, so that stored readers can be read: rarities, sharpness, nearness.
        try:
            self.vocabulary = Vocabulary(file.arrays["keys"], file.arrays["rarities"])
            self._danger: Floats = file.arrays[f"{DANGER}.weights"]
            self._bias = float(file.header[DANGER]["bias"])
            self._whole = np.array(file.header[DANGER]["whole"], np.float64)
            self._heads = {name: _head(file, name) for name in HEADS if name in file.header}
            self.policy_weights = _policy_weights(file) if POLICIES in file.header else None
        except (KeyError, TypeError, ValueError) as error:
            raise ReaderFileError(f"判读模型文件不完整：{error}") from None
        if any(len(part) != len(self.vocabulary.keys) for part in self._parts()):
            raise ReaderFileError("判读模型文件不完整：各部分的字词数不一致")

    def _parts(self) -> Sequence[NDArray[Any]]:
        asking = [self.policy_weights.asking] if self.policy_weights else []
        return (self.vocabulary.idf, self._danger, *asking, *(head.weights for head in self._heads.values()))

    def read(self, text: str) -> Reading:
        """Read a text."""
        grams = split(text)
        whole = self.vocabulary.weigh(grams)
        if not len(whole.rows):
            return Reading()
        score = self._danger_score(whole)
        best, where = score, whole
        spans = passages(text)
        if len(spans) > 1:
            scores = self.vocabulary.score(grams, spans, self._danger) + self._bias
            place = int(scores.argmax())
            best, where = float(scores[place]), self.vocabulary.weigh(grams.within(*spans[place]))
        probability = danger_probability(self._whole, score, best, len(text))
        danger = round(probability * CERTAIN)
        contributions = where.weights * self._danger[where.rows]
        return Reading(
            danger=danger,
            danger_words=_words(text, grams, self.vocabulary, where.rows, contributions) if danger else (),
            kinds=self._rank_kinds(whole, where),
            matters=self._rank(MATTERS, whole, text, grams),
            request_types=self._rank(REQUEST_TYPES, whole),
            offices=self._rank(OFFICES, whole, text, grams),
        )

    def read_topics(self, text: str) -> Reading:
        """Read of a text what it is about and who handles that, in a fraction of the time and without the words."""
        whole = self.vocabulary.weigh(split(text))
        return Reading(matters=self._rank(MATTERS, whole), offices=self._rank(OFFICES, whole))

    def explain(self, text: str, heads: Sequence[str] = EXPLAINED) -> list[WeighedLabel]:
        """Return what a text says as ``read`` does, the likeliest of each kind, with the words and their shares.

        Args:
            text: to read.
            heads: which of the models are to tell, of ``EXPLAINED``.
        """
        grams = split(text)
        whole = self.vocabulary.weigh(grams)
        if not len(whole.rows):
            return []
        found: list[WeighedLabel] = []
        for name in heads:
            if name == DANGER:
                danger = self.read(text).danger
                found.append(self._weighed_label(DANGER, "", danger, text, grams, whole, self._danger[whole.rows]))
                continue
            ranked = self._rank(name, whole)
            if ranked:
                head = self._heads[name]
                weights = head.weights[whole.rows, head.labels.index(ranked[0].name)]
                found.append(
                    self._weighed_label(name, ranked[0].name, ranked[0].confidence, text, grams, whole, weights)
                )
        return found

    def _weighed_label(
        self, head: str, label: str, confidence: int, text: str, grams: Grams, whole: Weighed, weights: NDArray[Any]
    ) -> WeighedLabel:
        contributions = whole.weights * weights
        total = float(contributions[contributions > 0].sum()) or 1.0
        words = _weighed_words(text, grams, self.vocabulary, whole.rows, contributions)
        shares = tuple((word, round(score / total * CERTAIN)) for word, score in words)
        return WeighedLabel(head, label, confidence, shares)

    def rank_matters(self, text: str) -> tuple[Ranked, ...]:
        """Return the matters that a text is about, most likely first."""
        return self._rank(MATTERS, self.vocabulary.weigh(split(text)))

    def labels(self, name: str) -> Sequence[str]:
        """Return what one of the models, such as ``MATTERS``, tells apart; nothing if it was not learned."""
        return self._heads[name].labels if name in self._heads else ()

    def _danger_score(self, passage: Weighed) -> float:
        return float(passage.weights @ self._danger[passage.rows]) + self._bias

    def _rank_kinds(self, whole: Weighed, where: Weighed) -> tuple[Ranked, ...]:
        """Return the kinds of danger: the most dangerous passage says what happens, the whole text where."""
        head = self._heads.get(KINDS)
        if head is None:
            return ()
        probabilities = head.probabilities(whole)
        if where is not whole:
            probabilities = np.float32(0.5) * (probabilities + head.probabilities(where))
        order = (-probabilities).argsort(kind="stable")
        found = zip(order.tolist(), probabilities[order].tolist(), strict=True)
        return tuple(Ranked(head.labels[label], round(probability * CERTAIN)) for label, probability in found)

    def _rank(self, name: str, passage: Weighed, text: str = "", grams: Grams | None = None) -> tuple[Ranked, ...]:
        head = self._heads.get(name)
        if head is None or not len(passage.rows):
            return ()
        probabilities = head.probabilities(passage)
        order = (-probabilities).argsort(kind="stable")[:RANKED]
        words: tuple[str, ...] = ()
        if grams:
            contributions = passage.weights * head.weights[passage.rows, order[0]]
            words = _words(text, grams, self.vocabulary, passage.rows, contributions)
        found = zip(order.tolist(), probabilities[order].tolist(), strict=True)
        return tuple(
            Ranked(head.labels[label], round(probability * CERTAIN), words if place == 0 else ())
            for place, (label, probability) in enumerate(found)
        )


def danger_probability(weights: NDArray[np.float64], whole: float, best: float, length: int) -> float:
    """Return the probability of danger, weighing the whole of a text and its most dangerous passage by its length.

    Args:
        weights: as learned, see ``danger_features``.
        whole: score of the whole text.
        best: score of its most dangerous passage.
        length: of the text in characters.
    """
    return float(1 / (1 + np.exp(-(danger_features(whole, best, length) @ weights))))


LENGTH_FEATURE = 3
"""Place of the length of a text among the features."""


def danger_features(whole: float, best: float, length: int) -> NDArray[np.float64]:
    """Return what the probability of danger depends on."""
    long = min(length, LONG) / LONG
    short = max(SHORT - length, 0) / SHORT
    return np.array([1.0, whole, best - whole, long, long * whole, long * (best - whole), short, short * whole])


def _head(file: ReaderFile, name: str) -> Head:
    listed = file.header[name]
    return Head(
        tuple(listed["labels"]),
        file.arrays[f"{name}.weights"],
        file.arrays[f"{name}.scales"],
        file.arrays[f"{name}.biases"],
        float(listed["sharpness"]),
    )


def _policy_weights(file: ReaderFile) -> PolicyWeights:
    listed = file.header[POLICIES]
    return PolicyWeights(
        file.arrays[f"{POLICIES}.asking"],
        float(listed["asking_bias"]),
        np.array(listed["nearness"], np.float64),
        float(listed["bias"]),
    )


def _words(
    text: str, grams: Grams, vocabulary: Vocabulary, rows: Rows, contributions: NDArray[np.floating[Any]]
) -> tuple[str, ...]:
    """Return the words of a text that speak most for something; the arguments are those of ``_weighed_words``."""
    return tuple(word for word, _ in _weighed_words(text, grams, vocabulary, rows, contributions))


def _weighed_words(
    text: str, grams: Grams, vocabulary: Vocabulary, rows: Rows, contributions: NDArray[np.floating[Any]]
) -> list[tuple[str, float]]:
    """Return the words of a text that speak most for something, each with what it adds to the score.

    Args:
        text: the text.
        grams: its n-grams.
        vocabulary: that of the reader.
        rows: known n-grams of the passage.
        contributions: of each of them to the score.
    """
    strongest = (-contributions).argsort(kind="stable")[: 2 * WORDS]
    speaking = strongest[contributions[strongest] > 0]
    keys = vocabulary.keys[rows[speaking]]
    added = dict(zip(keys.tolist(), contributions[speaking].tolist(), strict=True))
    # So few keys are compared one by one sooner than sorted.
    places = np.flatnonzero((grams.keys[:, np.newaxis] == keys).any(axis=1))
    found = zip(grams.keys[places].tolist(), grams.starts[places].tolist(), grams.ends[places].tolist(), strict=True)
    first: dict[int, tuple[int, int]] = {}
    for key, start, end in found:
        # Where an n-gram comes several times, its first place stands for all.
        first.setdefault(key, (start, end))
    merged: list[tuple[int, int, float]] = []
    for (start, end), score in sorted((span, added[key]) for key, span in first.items()):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]), merged[-1][2] + score)
        else:
            merged.append((start, end, score))
    return [(text[start:end].strip(), score) for start, end, score in merged[:WORDS]]
