"""Folding Chinese text to how it sounds, so that a misheard or mistyped word is still found.

Every character is replaced by one that stands for its syllable without tone, with the pairs
that callers and speech recognition confuse most made equal: zh/z, ch/c, sh/s, n/l as initials,
and a final -ng as -n. Folding keeps one character for one, so positions stay true.
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
# Characters whose first dictionary reading is not the one heard in reports of danger.
_READINGS = {"着": "zhao", "没": "mei", "了": "le", "倒": "dao", "炸": "zha", "行": "xing"}


def fold(text: str) -> str:
    """``text`` with each Chinese character replaced by the sign of its folded syllable."""
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
