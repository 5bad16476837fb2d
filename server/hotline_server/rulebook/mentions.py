"""Units that a text mentions: the words for them, and whom each word means at a place (R8.3).

An everyday name such as 城管局 may mean the city's bureau or that of the district. Words are therefore read as
references in the notation of the routing table: ``城市管理局``, or ``{区县}城管局`` for whatever unit of the call's
district is called so.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from hotline_server.rulebook.lines import Line
from hotline_server.rulebook.names import KnownNames, NamedUnit
from hotline_server.rulebook.routing import DISTRICT, Place, find_unit
from hotline_server.text.unit_names import UnitLexicon, UnitWords

SHORTEST_WORD = 2


def unit_words(names: KnownNames, lexicon: UnitLexicon, lines: Iterable[Line]) -> UnitWords:
    """Return the words for the units of a directory, with what each of them may refer to.

    The number of a line stands for the unit that runs it, before words for its people: 12315工作人员.
    """
    departments: _References = {}
    places: _References = {}
    stems: _References = {}
    for word, reference in _references(names):
        if len(word) >= SHORTEST_WORD:
            is_place = word in names.towns or word in names.communities
            _refer(places if is_place else departments, word, reference)
            for said in _said(word, lexicon.short_forms):
                _refer(departments, said, reference)
            for said in _said(word, lexicon.stems):
                _refer(stems, said, reference)
    for line in lines:
        if line.unit:
            _refer(stems, line.phone, line.unit)
    return UnitWords(*({word: tuple(found) for word, found in one.items()} for one in (departments, places, stems)))


_References = dict[str, dict[str, None]]


def _refer(references: _References, word: str, reference: str) -> None:
    references.setdefault(word, {})[reference] = None


def _said(word: str, forms: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield other words for a unit: its name with another ending."""
    for ending, others in forms.items():
        if word.endswith(ending):
            yield from (f"{word.removesuffix(ending)}{other}" for other in others)


def units_meant(names: KnownNames, references: Collection[str], district: str) -> tuple[str, ...]:
    """Return the present names of the units that references mean for a call about a district, each once.

    A unit that was split means all that continue its work. What means nobody in the district is left out.
    """
    found = (name for reference in references for name in _meant(names, reference, district))
    return tuple(dict.fromkeys(found)) if references else ()


def _meant(names: KnownNames, reference: str, district: str) -> Iterator[str]:
    unit = find_unit(names, reference, Place(district)) or names.communities.get(reference)
    if unit:
        yield unit.name
        yield from unit.parted.values()
    elif not reference.startswith(DISTRICT):
        yield reference


def _references(names: KnownNames) -> Iterator[tuple[str, str]]:
    """Yield words with a reference each, some more than once."""
    governments = {unit.name for unit in names.backstops.values()}
    for word, name in (*_present(names.departments), *_present(names.communities)):
        yield word, name
    for word, name in _present(names.departments):
        if not names.departments[word].district:
            yield from ((f"{city}{word}", name) for city in ("市", *names.cities))
    for (district, word), unit in names.local.items():
        if unit.since is None:
            yield from ((f"{spoken}{word}", unit.name) for spoken in (district, district.removesuffix("区")))
        # 政府 alone rarely means that of the district, and a town is called the same in and outside its district.
        if not unit.grassroots and unit.name not in governments:
            yield from ((f"{prefix}{word}", f"{DISTRICT}{word}") for prefix in ("", "区", "县"))


def _present(units: Mapping[str, NamedUnit]) -> Iterator[tuple[str, str]]:
    """Yield the words that denote a unit today, with its present name."""
    return ((word, unit.name) for word, unit in units.items() if unit.since is None)
