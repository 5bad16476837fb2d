"""Folding of the ways in which one text can be written, character by character, so that positions stay."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_FULL_WIDTH = range(0xFF01, 0xFF5F)
_FULL_WIDTH_OFFSET = 0xFEE0
_IDEOGRAPHIC_SPACE = 0x3000
VARIANTS = str.maketrans("𠮷堃喆昇峯邨祐甦晧煕淸靑", "吉坤哲升峰村佑苏皓熙清青")
"""Characters of names that are written in two ways, each to the common one."""


def fold(text: str) -> str:
    """Return a text of the same length in simplified characters, half width and lower case."""
    folded = text.translate(_table())
    lower = folded.lower()
    # The lower case of a few letters, such as İ, is longer.
    return lower if len(lower) == len(text) else folded


@cache
def _table() -> Mapping[int, str]:
    simplified = _listed("TSCharacters.txt")
    # What Taiwan and Hong Kong write otherwise, such as 著 for 着.
    variants = _listed("TWVariantsRev.txt") | _listed("HKVariantsRev.txt")
    table = {code: chr(code - _FULL_WIDTH_OFFSET) for code in _FULL_WIDTH}
    table[_IDEOGRAPHIC_SPACE] = " "
    for sign, other in (simplified | variants).items():
        table[ord(sign)] = simplified.get(other, other)
    return table


def _listed(name: str) -> dict[str, str]:
    """Return the first alternative to each character in a list of the library's."""
    lines = files("opencc").joinpath("dictionary", name).read_text("utf-8").splitlines()
    pairs = ((sign, others.split()[0]) for sign, _, others in (line.partition("\t") for line in lines) if others)
    return {sign: other for sign, other in pairs if len(sign) == len(other) == 1}
