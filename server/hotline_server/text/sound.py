"""Phonetic folding of Chinese text, so that misheard and mistyped words still match.

Each character is replaced by one that represents its syllable without tone. Sounds often confused by
callers and speech recognition are merged: the initials zh/z, ch/c, sh/s and n/l, and the finals -ng/-n.
Folding is one-to-one in characters, so positions are preserved.
"""

import re
from functools import lru_cache

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
    return text.translate(_table())


@lru_cache(maxsize=1)
def _table() -> dict[int, int]:
    signs: dict[str, int] = {}
    table: dict[int, int] = {}
    for code, readings in PINYIN_DICT.items():
        syllable = _READINGS.get(chr(code)) or to_normal(readings.split(",", 1)[0])
        for confused, folded in _CONFUSED:
            syllable = confused.sub(folded, syllable)
        table[code] = signs.setdefault(syllable, _PRIVATE_USE + len(signs))
    return table
