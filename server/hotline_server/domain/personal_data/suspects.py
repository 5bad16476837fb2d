"""Suspects: what may be a person or a number though nothing says so; whoever publishes a text must confirm each."""

import re
from collections.abc import Iterator

from hotline_server.domain.personal_data.behind_roles import may_be_persons
from hotline_server.domain.personal_data.bynames import may_be_bynames
from hotline_server.domain.personal_data.chains import Gap, chains
from hotline_server.domain.personal_data.folding import HAN, Folded, Span
from hotline_server.domain.personal_data.foreign_names import may_be_foreign
from hotline_server.domain.personal_data.names import may_be_name
from hotline_server.domain.personal_data.ordinary_words import NO_LATIN_NAMES
from hotline_server.domain.personal_data.rare_names import may_be_rare
from hotline_server.domain.personal_data.surnames import COMMON, COMPOUND, DISTINCT

# Numbers of fewer digits are counts, days and sections of laws.
_FEWEST = 5
_SEPARATED = re.compile(rf"[0-9](?:[^0-9a-z{HAN}。！？；\n]{{0,3}}[0-9]){{{_FEWEST - 1},}}")
_DAY = re.compile(r"(?:19|20)\d\d\D{0,2}[01]?\d\D{0,2}[0-3]?\d|(?:19|20)\d\d\s?[-—至~]\s?(?:19|20)\d\d")
_HANDLE = re.compile(r"(?<![a-z0-9])(?=[a-z_-]{1,31}[0-9])[a-z][a-z0-9_-]{4,31}(?![a-z0-9])")
# Names in letters, and names of which signs hide a part: 王**, 李×.
_LETTERS = re.compile(r"(?<![a-z0-9_])(?:[a-z]{2,12}(?:[\s'·-][a-z]{2,12}){1,2}|[a-z]{5,20})(?![a-z0-9_])")
_HIDDEN_IN_PART = re.compile(rf"(?:{COMPOUND}|[{COMMON}{DISTINCT}])[*×✕○xX■□]{{1,2}}[{HAN}]?")
_PERSON = re.compile(rf"(?:{COMPOUND}|[{COMMON}{DISTINCT}])[{HAN}]{{1,2}}")


def find_suspects(text: Folded) -> Iterator[Span]:
    """Yield the spans of numbers, of letters with digits, and of what can be a name."""
    for chain in chains(text.digits):
        many = sum(len(group.digits) for group in chain) >= _FEWEST
        if many and any(group.gap is Gap.WORDS for group in chain):
            yield chain[0].begin, chain[-1].end
    for found in _SEPARATED.finditer(text.digits):
        if not _DAY.fullmatch(found[0]):
            yield found.span()
    for pattern in (_HANDLE, _HIDDEN_IN_PART):
        yield from (found.span() for found in pattern.finditer(text.words))
    yield from (found.span() for found in _LETTERS.finditer(text.words) if found[0] not in NO_LATIN_NAMES)
    for find in (may_be_bynames, may_be_persons, may_be_foreign, may_be_rare):
        yield from find(text.words)
    for begin in range(len(text.words)):
        person = _PERSON.match(text.words, begin)
        if person and (end := may_be_name(text.words, begin, person.end())):
            yield begin, end
