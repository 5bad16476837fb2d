"""Phonetic folding of Chinese text, so that misheard and mistyped words still match.

Each character is replaced by one that represents its syllable without tone. Sounds often confused by
callers and speech recognition are merged: the initials zh/z, ch/c, sh/s and n/l, and the finals -ng/-n.
Folding is one-to-one in characters, so positions are preserved.
"""

import os
import re
from threading import Lock

# Phrases tell which of its readings a character has in them. Only the first is used here, and the dictionary of
# phrases takes longer to load than all else of a server.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")

from pypinyin.constants import PINYIN_DICT
from pypinyin.contrib.tone_convert import to_normal

_PRIVATE_USE = 0xE000
_CONFUSED = (
    (re.compile("^([zcs])h"), r"\1"),
    (re.compile("^l(?!v)"), "n"),
    (re.compile("ng$"), "n"),
)
# Characters whose first reading in the dictionary is not the one usual in emergency calls.
_READINGS = {"着": "zhao", "没": "mei", "了": "le", "倒": "dao", "炸": "zha", "行": "xing"}


def fold(text: str) -> str:
    """Replace each Chinese character in ``text`` by the character representing its folded syllable."""
    return text.translate(_TABLE)


def syllables(text: str) -> list[str]:
    """Return the syllables of characters in Latin letters without tone; those of no reading as they are."""
    return [_syllable(ord(sign)) or sign for sign in text]


def _syllable(code: int) -> str:
    readings = PINYIN_DICT.get(code, "")
    return _READINGS.get(chr(code)) or to_normal(readings.split(",", 1)[0])


class _Table(dict[int, int]):
    """Table for ``str.translate`` that fills itself: of 40,000 characters most never come. Thread-safe."""

    def __init__(self) -> None:
        super().__init__()
        self._signs: dict[str, int] = {}
        self._adding = Lock()

    def __missing__(self, code: int) -> int:
        if code not in PINYIN_DICT:
            return code
        syllable = _syllable(code)
        for confused, folded in _CONFUSED:
            syllable = confused.sub(folded, syllable)
        with self._adding:
            self[code] = self._signs.setdefault(syllable, _PRIVATE_USE + len(self._signs))
        return self[code]


_TABLE = _Table()
