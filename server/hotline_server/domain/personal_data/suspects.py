"""Suspects: what may be a person, a room or a number though nothing says so; whoever publishes a text confirms each.

Asking too often costs a look, asking too seldom what cannot be taken back; so whatever has the form is asked about.
"""

import re
from collections.abc import Iterator

from hotline_server.domain.personal_data.behind_roles import may_be_persons
from hotline_server.domain.personal_data.bynames import may_be_bynames
from hotline_server.domain.personal_data.chains import Gap, chains
from hotline_server.domain.personal_data.dwellings import find_dwellings
from hotline_server.domain.personal_data.folding import HAN, Folded, Span
from hotline_server.domain.personal_data.foreign_names import may_be_foreign
from hotline_server.domain.personal_data.ordinary_words import NO_LATIN_NAMES
from hotline_server.domain.personal_data.possible_names import may_be_names
from hotline_server.domain.personal_data.rare_names import may_be_rare
from hotline_server.domain.personal_data.surnames import COMMON, COMPOUND, DISTINCT

# Numbers of fewer digits are counts, days and sections of laws.
_FEWEST = 5
_SEPARATED = re.compile(rf"[0-9](?:[^0-9a-z{HAN}。！？；\n]{{0,3}}[0-9]){{{_FEWEST - 1},}}")
_DAY = re.compile(r"(?:19|20)\d\d\D{0,2}[01]?\d\D{0,2}[0-3]?\d|(?:19|20)\d\d\s?[-—至~]\s?(?:19|20)\d\d")
_HOTLINES = frozenset(("12345", "12315", "12328", "12329", "12333", "12348", "12350", "12369", "12393"))
# What has the number of a standard: GB/T 33358-2016.
_STANDARD = re.compile(r"(?<![a-z])(?:gb|jgj|cjj|db|hj|ga|jt|jtg|cj)\d{0,2}(?:/[a-z])?\s?$")
_LONGEST_STANDARD = 12
_HANDLE = re.compile(
    r"(?<![a-z0-9])(?:(?=[a-z_-]{1,31}[0-9])[a-z][a-z0-9_-]{4,31}|(?=(?:[a-z]{0,3}[0-9]){5})[0-9]+[a-z][a-z0-9]{3,31})"
    r"(?![a-z0-9])"
)
# Rooms in forms that are something else more often: 5-601, 3/502, 12号.
_ROOM = re.compile(
    r"(?<![\d./-])\d{1,3}\s?[-—/#]\s?(?:\d{1,3}\s?[-—/#]\s?)?\d{2,4}(?![\d./%元万年月日天-])"
    r"|(?<![\d月])\d{1,4}(?:号(?![线文令院])|室|房(?!产)|[栋幢座]|单元|弄|户型?)(?:\d{1,4}(?:号|室|房)?)?"
)
# Names in letters, and names of which signs hide a part: 王**, 李×.
_LETTERS = re.compile(r"(?<![a-z0-9_])(?:[a-z]{2,12}(?:[\s'·-][a-z]{2,12}){1,2}|[a-z]{5,20})(?![a-z0-9_])")
_HIDDEN_IN_PART = re.compile(rf"(?:{COMPOUND}|[{COMMON}{DISTINCT}])[*×✕○xX■□]{{1,2}}[{HAN}]?")


def find_suspects(text: Folded) -> list[Span]:
    """Return the spans of numbers, rooms, letters with digits and what can be a name, each within no other."""
    found: list[Span] = []
    for begin, end in sorted(set(_suspects(text)), key=lambda span: (span[0], -span[1])):
        if not found or end > found[-1][1]:
            found.append((begin, end))
    return found


def _suspects(text: Folded) -> Iterator[Span]:
    for chain in chains(text.digits):
        many = sum(len(group.digits) for group in chain) >= _FEWEST
        if many and any(group.gap is Gap.WORDS for group in chain):
            yield chain[0].begin, chain[-1].end
    for found in _SEPARATED.finditer(text.digits):
        if (
            not _DAY.fullmatch(found[0])
            and found[0] not in _HOTLINES
            and not _STANDARD.search(text.words, max(0, found.start() - _LONGEST_STANDARD), found.start())
        ):
            yield found.span()
    for pattern in (_HANDLE, _HIDDEN_IN_PART):
        yield from (found.span() for found in pattern.finditer(text.words))
    yield from find_dwellings(text)
    yield from (found.span() for found in _ROOM.finditer(text.digits))
    yield from (found.span() for found in _LETTERS.finditer(text.words) if found[0] not in NO_LATIN_NAMES)
    for find in (may_be_bynames, may_be_persons, may_be_foreign, may_be_rare, may_be_names):
        yield from find(text.words)
