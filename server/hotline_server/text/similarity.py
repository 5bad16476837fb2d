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
_READ = 600
_SUBJECT_WEIGHT = 3
# Number of bigrams in a vector.
_KEPT = 20
# Smoothing: without prior messages, the first few could not distinguish rare bigrams from common ones.
_BEFORE = 1000
_RUNS = re.compile(r"[一-鿿a-z0-9]+")
_SHORTEST_PHRASE, _LONGEST_PHRASE = 3, 16
Vector = Mapping[int, float]


def bigram_weights(subject: str, content: str) -> Counter[int]:
    """Weigh the character bigrams of a call by frequency; those in the subject weigh more.

    Returns:
        Weights by the number of the bigram, which is a stable 31-bit hash.
    """
    weights: Counter[int] = Counter()
    for pair, times in _pairs(content[:_READ]).items():
        weights[_number(pair)] += 1 + math.log(times)  # type: ignore[assignment]
    for pair in _pairs(subject):
        weights[_number(pair)] += _SUBJECT_WEIGHT
    return weights


def build_vector(pairs: Mapping[int, float], seen: Mapping[int, int], messages: int) -> Vector:
    """Build the unit vector of a call's most distinctive bigrams.

    Args:
        pairs: weights from ``pairs_of``.
        seen: number of calls containing each bigram.
        messages: number of calls counted in ``seen``.
    """
    weights = {
        pair: weight * math.log((messages + _BEFORE) / (seen.get(pair, 0) + 1)) for pair, weight in pairs.items()
    }
    kept = sorted(weights.items(), key=lambda one: (-one[1], one[0]))[:_KEPT]
    length = math.sqrt(sum(weight * weight for _, weight in kept)) or 1.0
    return {pair: weight / length for pair, weight in kept}


def bigram_similarity(one: str, other: str) -> float:
    """Return the Jaccard similarity of the character bigrams of two texts, 0 to 1."""
    pairs, others = set(_pairs(one)), set(_pairs(other))
    return len(pairs & others) / len(pairs | others) if pairs and others else 0.0


def common_phrases(texts: Sequence[str], most: int = 4) -> list[str]:
    """Find phrases shared by at least half of the texts, longest first: places, problems, company names."""
    needed = max(2, math.ceil(len(texts) * 0.5))
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_phrases(text))
    common = sorted((phrase for phrase, count in counts.items() if count >= needed), key=lambda one: (-len(one), one))
    found: list[str] = []
    for phrase in common:
        if len(found) == most:
            break
        if not any(_overlaps(phrase, longer) for longer in found):
            found.append(phrase)
    return found


def most_typical_index(texts: Sequence[str]) -> int:
    """Return the index of the text that shares most bigrams with the others."""
    sets = [set(_pairs(text)) for text in texts]
    common = Counter(pair for pairs in sets for pair in pairs)
    scores = [sum(common[pair] - 1 for pair in pairs) / math.sqrt(len(pairs) or 1) for pairs in sets]
    return scores.index(max(scores))


def _pairs(text: str) -> Counter[str]:
    return Counter(run[at : at + 2] for run in _RUNS.findall(text.lower()) for at in range(len(run) - 1))


def _phrases(text: str) -> set[str]:
    return {
        run[at : at + length]
        for run in _RUNS.findall(text.lower())
        for length in range(_SHORTEST_PHRASE, _LONGEST_PHRASE + 1)
        for at in range(len(run) - length + 1)
    }


def _overlaps(phrase: str, longer: str) -> bool:
    return any(phrase[at : at + 2] in longer for at in range(len(phrase) - 1))


@lru_cache(maxsize=65_536)
def _number(pair: str) -> int:
    return zlib.crc32(pair.encode()) & 0x7FFFFFFF
