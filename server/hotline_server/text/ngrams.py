"""Character n-grams of a text, as numbers that can be looked up many at a time.

A text is folded first: width, traditional characters and case are evened out, and whatever is no letter becomes one
separator, numbers too: what a number is says nothing of a matter, and much of a person. Each n-gram of up to three
characters is then one 64-bit number, 16 bits a character, so that no two n-grams share a number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from hotline_server.text.folding import fold

LENGTHS = (1, 2, 3)
_BITS = 16
_LAST = 0xFFFF
_SEPARATOR = ord(" ")

Keys = NDArray[np.uint64]
Places = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Grams:
    """N-grams of a text, one for each occurrence.

    Attributes:
        keys: numbers of the n-grams.
        starts, ends: first character of each in the text, and the one after its last.
    """

    keys: Keys
    starts: Places
    ends: Places

    def within(self, start: int, end: int) -> "Grams":
        """Return the n-grams between two places of the text."""
        inside = (self.starts >= start) & (self.ends <= end)
        return Grams(self.keys[inside], self.starts[inside], self.ends[inside])

    def spread(self, spans: Sequence[tuple[int, int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the n-grams within each of several spans: which n-gram, and within which span.

        Args:
            spans: first character of each, and the one after its last; both ascending. They may overlap.
        """
        firsts, lasts = np.array(spans, np.int32).reshape(-1, 2).T
        # Those spans hold an n-gram that end no sooner than it and begin no later.
        begin = np.searchsorted(lasts, self.ends)
        counts = np.maximum(np.searchsorted(firsts, self.starts, "right") - begin, 0)
        before = np.cumsum(counts) - counts
        owners = np.repeat(begin - before, counts) + np.arange(counts.sum())
        return np.repeat(np.arange(len(counts)), counts), owners


# What is learned of dangers and what is learned of policies is read from the same text, one after the other.
@lru_cache(maxsize=8)
def split(text: str) -> Grams:
    """Return the n-grams of a text."""
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32)
    signs = _table()[np.minimum(codes, _LAST)]
    separators = signs == _SEPARATOR
    # Of several separators in a row the first is kept; none at the beginning.
    kept = ~separators
    kept[1:] |= ~separators[:-1]
    places = np.flatnonzero(kept).astype(np.int32)
    signs = signs[places]
    runs = [_run(signs, length) for length in LENGTHS]
    starts = [places[: len(run)] for run in runs]
    ends = [places[length - 1 :] + 1 for length in LENGTHS]
    grams = Grams(np.concatenate(runs), np.concatenate(starts), np.concatenate(ends))
    meant = grams.keys != np.uint64(_SEPARATOR) << np.uint64(_BITS * (LENGTHS[-1] - 1))
    return Grams(grams.keys[meant], grams.starts[meant], grams.ends[meant])


def _run(signs: NDArray[np.uint64], length: int) -> Keys:
    count = max(len(signs) - length + 1, 0)
    keys = np.zeros(count, np.uint64)
    for place in range(length):
        keys |= signs[place : place + count] << np.uint64(_BITS * (LENGTHS[-1] - 1 - place))
    return keys


@cache
def _table() -> NDArray[np.uint64]:
    """Return what each character of the basic plane is folded to; characters beyond it are one and the same."""
    return np.array([_folded(code) for code in range(_LAST + 1)], np.uint64)


def _folded(code: int) -> int:
    if code == _LAST:
        return _LAST
    sign = fold(chr(code))
    # Some simplified characters are beyond the basic plane, where their traditional ones are not.
    return min(ord(sign), _LAST) if sign.isalpha() else _SEPARATOR
