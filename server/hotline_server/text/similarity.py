"""Similarity of call texts: TF-IDF vectors of character bigrams.

Bigrams need no dictionary, so the name of a new housing estate or company counts from the first call
on. Rare bigrams weigh most: two calls are similar if they share a place and a problem that few others
mention.
"""

import math
import re
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

# Text beyond this many characters adds little to the topic.
_CONTENT_LIMIT = 600
_SUBJECT_WEIGHT = 3
# Number of bigrams in a vector.
_VECTOR_SIZE = 20
# Smoothing: without prior calls, the first few could not distinguish rare bigrams from common ones.
_PRIOR_CALLS = 1000
_RUN = re.compile(r"[一-鿿a-z0-9]+")
_SHORTEST_PHRASE, _LONGEST_PHRASE = 3, 16
Vector = Mapping[int, float]


def bigram_weights(subject: str, content: str) -> Counter[int]:
    """Weigh the character bigrams of a call by frequency; those in the subject weigh more.

    Returns:
        Weights by the number of the bigram, which is a stable 31-bit hash.
    """
    weights: Counter[int] = Counter()
    for bigram, times in _bigrams(content[:_CONTENT_LIMIT]).items():
        weights[_hash_bigram(bigram)] += 1 + math.log(times)  # type: ignore[assignment]
    for bigram in _bigrams(subject):
        weights[_hash_bigram(bigram)] += _SUBJECT_WEIGHT
    return weights


def build_vector(bigrams: Mapping[int, float], seen: Mapping[int, int], calls: int) -> Vector:
    """Build the unit vector of a call's most distinctive bigrams.

    Args:
        bigrams: weights from ``bigram_weights``.
        seen: number of calls containing each bigram.
        calls: number of calls counted in ``seen``.
    """
    weights = {
        bigram: weight * math.log((calls + _PRIOR_CALLS) / (seen.get(bigram, 0) + 1))
        for bigram, weight in bigrams.items()
    }
    top = sorted(weights.items(), key=lambda one: (-one[1], one[0]))[:_VECTOR_SIZE]
    length = math.sqrt(sum(weight * weight for _, weight in top)) or 1.0
    return {bigram: weight / length for bigram, weight in top}


def bigram_similarity(one: str, other: str) -> float:
    """Return the Jaccard similarity of the character bigrams of two texts, 0 to 1."""
    bigrams, others = set(_bigrams(one)), set(_bigrams(other))
    return len(bigrams & others) / len(bigrams | others) if bigrams and others else 0.0


def common_phrases(texts: Sequence[str], limit: int = 4) -> list[str]:
    """Find phrases shared by at least half of the texts, longest first: places, problems, company names."""
    needed = max(2, math.ceil(len(texts) * 0.5))
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_phrases(text))
    common = sorted((phrase for phrase, count in counts.items() if count >= needed), key=lambda one: (-len(one), one))
    found: list[str] = []
    for phrase in common:
        if len(found) == limit:
            break
        if not any(overlap(phrase, longer) for longer in found):
            found.append(phrase)
    return found


def overlap(phrase: str, other: str) -> bool:
    """Return True if phrases have two neighbouring characters in common."""
    return any(phrase[at : at + 2] in other for at in range(len(phrase) - 1))


def most_typical_index(texts: Sequence[str]) -> int:
    """Return the index of the text that shares most bigrams with the others."""
    sets = [set(_bigrams(text)) for text in texts]
    common = Counter(bigram for bigrams in sets for bigram in bigrams)
    scores = [sum(common[bigram] - 1 for bigram in bigrams) / math.sqrt(len(bigrams) or 1) for bigrams in sets]
    return scores.index(max(scores))


def _bigrams(text: str) -> Counter[str]:
    return Counter(run[at : at + 2] for run in _RUN.findall(text.lower()) for at in range(len(run) - 1))


def _phrases(text: str) -> set[str]:
    return {
        run[at : at + length]
        for run in _RUN.findall(text.lower())
        for length in range(_SHORTEST_PHRASE, _LONGEST_PHRASE + 1)
        for at in range(len(run) - length + 1)
    }


@lru_cache(maxsize=65_536)
def _hash_bigram(bigram: str) -> int:
    return zlib.crc32(bigram.encode()) & 0x7FFFFFFF
