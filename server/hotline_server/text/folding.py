"""Folding of the ways in which one text can be written, character by character, so that positions stay."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_FULL_WIDTH = range(0xFF01, 0xFF5F)
_FULL_WIDTH_OFFSET = 0xFEE0
_IDEOGRAPHIC_SPACE = 0x3000


def fold(text: str) -> str:
    """Return a text of the same length in simplified characters, half width and lower case."""
    folded = text.translate(_table())
    lower = folded.lower()
    # The lower case of a few letters, such as İ, is longer.
    return lower if len(lower) == len(text) else folded


@cache
def _table() -> Mapping[int, str]:
    table = {code: chr(code - _FULL_WIDTH_OFFSET) for code in _FULL_WIDTH}
    table[_IDEOGRAPHIC_SPACE] = " "
    listed = files("opencc").joinpath("dictionary", "TSCharacters.txt").read_text("utf-8")
    for line in listed.splitlines():
        traditional, _, simplified = line.partition("\t")
        if len(traditional) == 1 and simplified:
            table[ord(traditional)] = simplified.split()[0]
    return table
