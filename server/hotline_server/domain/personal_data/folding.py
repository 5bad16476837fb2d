"""Folding of the ways in which names and numbers can be written, with the positions of what was written.

Width, traditional characters, letters of other scripts that look Latin, circled and styled digits, and characters that
nobody sees are written to get past a reader; none of them changes what a reader understands.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from hotline_server.text.digits import CHINESE_DIGITS
from hotline_server.text.folding import VARIANTS
from hotline_server.text.folding import fold as fold_chinese

Span = tuple[int, int]
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Zero-width and formatting characters, variation selectors and combining marks.
_UNSEEN = re.compile(
    "[\u00ad\u0300-\u036f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u20d0-\u20ff\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]+"
)
_LOOKALIKES = dict(
    zip(
        "аеорсухкмтнвіјѕԁԛԝһүиαβεζηικμνορτυχγѡгпьɑɡıℓ",
        "aeopcyxkmthbijsdqwhyuabeznikuvoptuxywrnbagil",
        strict=True,
    )
)
# Letters and strokes written for digits within a number: 138OO138OOO, l38 O013.
_MIXED = re.compile(r"(?<![a-z0-9])[0-9oil丨з](?:[\s.·_*/()-]{0,3}[0-9oil丨з]){4,20}(?![a-wyz0-9])")
_AS_DIGITS = str.maketrans("oil丨з", "01113")
_LETTERS = frozenset("oil丨з")
_FEWEST_DIGITS = 4
# Suzhou numerals, and Roman ones up to nine that no single letter writes.
_NUMERALS = re.compile("[\u3021-\u3029\u2161-\u2163\u2165-\u2168\u2171-\u2173\u2175-\u2178]")
_NO_DIGIT = -1
# All characters there are would take 160 MB.
_KEPT_CHARACTERS = 0xFFFF
_KEPT_FOLDINGS, _KEPT_LONG_ONES = 512, 16
_LONG = 1000


class _Characters(dict[int, str]):
    """Table for ``str.translate`` from each character to its plain form; filled as common ones come."""

    def __missing__(self, code: int) -> str:
        plain = _plain(chr(code))
        if code <= _KEPT_CHARACTERS:
            self[code] = plain
        return plain


def _plain(sign: str) -> str:
    digit = unicodedata.digit(sign, _NO_DIGIT)
    if digit != _NO_DIGIT:
        return str(digit)
    compatible = unicodedata.normalize("NFKC", sign)
    folded = fold_chinese(compatible if len(compatible) == 1 else sign)
    if _NUMERALS.match(sign):
        return str(int(unicodedata.numeric(sign)))
    if folded > "\x7f" and (base := unicodedata.normalize("NFD", folded)[0]).isascii():
        # Letters with tones: xiǎomíng.
        return base
    return _LOOKALIKES.get(folded) or folded.translate(VARIANTS)


_TABLE = _Characters()


@dataclass(frozen=True, slots=True)
class Folded:
    """Text in its plain form.

    Attributes:
        words: text with letters, width and traditional characters folded, and without what nobody sees.
        digits: ``words`` with every digit, Chinese ones too, as an ASCII digit; as long as ``words``.
        offsets: position in the original of each character of ``words``; empty if they are the same.
        length: of the original.
    """

    words: str
    digits: str
    offsets: Sequence[int]
    length: int

    def original(self, span: Span) -> Span:
        """Return the span of the original text."""
        if not self.offsets:
            return span
        begin, end = span
        return self.offsets[begin], self.offsets[end - 1] + 1

    def folded(self, position: int) -> int:
        """Return the position in ``words`` of a position in the original."""
        return bisect_left(self.offsets, position) if self.offsets else position


def fold(text: str) -> Folded:
    """Fold a text."""
    return _fold_short(text) if len(text) <= _LONG else _fold_long(text)


def _fold(text: str) -> Folded:
    offsets: Sequence[int] = ()
    seen = text
    if not text.isascii() and _UNSEEN.search(text):
        kept = [(begin, end) for begin, end in _between(text)]
        seen = "".join(text[begin:end] for begin, end in kept)
        offsets = array("I", (place for begin, end in kept for place in range(begin, end)))
    words = seen.translate(_TABLE)
    digits = words.translate(CHINESE_DIGITS)
    if not _LETTERS.isdisjoint(digits):
        digits = _MIXED.sub(_unmixed, digits)
    return Folded(words, digits, offsets, len(text))


_fold_short, _fold_long = lru_cache(_KEPT_FOLDINGS)(_fold), lru_cache(_KEPT_LONG_ONES)(_fold)


def _unmixed(found: re.Match[str]) -> str:
    """Return what letters are written in, with digits for them if it is a number."""
    mixed = found[0]
    return mixed.translate(_AS_DIGITS) if sum(map(str.isdigit, mixed)) >= _FEWEST_DIGITS else mixed


def _between(text: str) -> list[Span]:
    """Return the spans of a text between characters that nobody sees."""
    spans, last = [], 0
    for found in _UNSEEN.finditer(text):
        spans.append((last, found.start()))
        last = found.end()
    return [*spans, (last, len(text))]
