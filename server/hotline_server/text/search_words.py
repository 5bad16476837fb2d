"""Words that a text is found by: overlapping pairs of its characters, whatever way it is written.

Most Chinese words have two characters, and no dictionary has all names; pairs find both, and a longer word is a
phrase of pairs. A word of one character is the begin of a pair, or stands alone at the end of a run.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from hotline_server.text.folding import VARIANTS, fold

# Beyond these a text is not indexed: more than any call and its replies have.
TEXT_LIMIT = 20_000
WORDS_LIMIT = 10
QUERY_LIMIT = 100
# Letters, marks, numbers and symbols of any script; of ASCII letters and digits alone.
_OTHERS = {"L", "M", "N", "S"}
_HAN = "[\u3400-\u9fff\U00020000-\U0003ffff]"
# Within a text they part nothing in Chinese: 第 三 小学, 12 号楼.
_SPACES = re.compile(rf"(?<={_HAN})[^\S\n]+(?=\w)|(?<=\w)[^\S\n]+(?={_HAN})")
_IGNORED = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")


@dataclass(frozen=True, slots=True)
class Word:
    """Word of a query.

    Attributes:
        text: the word, folded.
        pairs: its pairs in order; empty for a single character.
    """

    text: str
    pairs: tuple[str, ...]


def fold_for_search(text: str) -> str:
    """Return a text as it is compared: simplified characters, half width, lower case, no invisible signs, 吉 for 𠮷."""
    return fold(unicodedata.normalize("NFKC", _IGNORED.sub("", text))).translate(VARIANTS)


def runs(text: str) -> Iterator[str]:
    """Yield the runs of characters of a folded text that words are made of."""
    run = ""
    for char in text:
        if _is_part(char):
            run += char
        elif run:
            yield run
            run = ""
    if run:
        yield run


def tokens(text: str) -> list[list[str]]:
    """Return the pairs of each run of a text, and its last character, in order."""
    return [[*_pairs(run), run[-1]] for run in runs(_unspaced(text[:TEXT_LIMIT]))]


def query_words(query: str) -> list[Word]:
    """Return the words of a query, each once."""
    return [Word(run, tuple(_pairs(run))) for run in dict.fromkeys(runs(fold_for_search(query)))]


def matches(text: str, words: Sequence[Word]) -> bool:
    """Return whether a text has all words of a query."""
    folded = _unspaced(text)
    return all(word.text in folded for word in words)


def _unspaced(text: str) -> str:
    return _SPACES.sub("", fold_for_search(text))


def _pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(len(run) - 1)]


# Few characters are used often.
@lru_cache(maxsize=8192)
def _is_part(char: str) -> bool:
    return char.isalnum() if char.isascii() else unicodedata.category(char)[0] in _OTHERS
