"""Gazetteer: the places that a text names (R8.3).

Names are those of districts, towns and communities, with their aliases and former names, and of places in them.
The longest name wins. A name of several places stays ambiguous unless the operator's district or another name in
the text decides.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import chain, islice
from operator import attrgetter

from hotline_server.text.location import Area, Location
from hotline_server.text.place_index import LONGEST_NAME, SHORTEST_NAME, NamedPlace, PlaceIndex, fold
from hotline_server.text.place_words import detail_after, follows_other_area, stands_alone

_WHOLE_CITY = Area()
# Names looked at in a text, and places that a name may stand for; a name of more tells nothing.
_MENTIONS = 100
_OPTIONS = 500
# Names whose meaning is remembered. Few are said often, and those that many places share take long to look up.
_REMEMBERED = 1_000
_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Meaning:
    """Units and places that a name may stand for."""

    units: tuple[Location, ...]
    places: tuple[Location, ...]

    def common(self, level: str) -> str:
        """Return the name that all have at a level; empty if they differ or some have none."""
        return _common(chain(self.units, self.places), level)

    def narrowed(self, level: str, name: str) -> "_Meaning | None":
        """Return those with a name at a level, or those without any if none has it; ``None`` if all have others."""
        for wanted in (name, ""):
            units, places = _with(level, wanted, self.units), _with(level, wanted, self.places)
            if units or places:
                return _Meaning(units, places)
        return None


@dataclass(frozen=True, slots=True)
class _Mention:
    """Name at ``start`` to ``end`` of a text, with what it may stand for."""

    start: int
    end: int
    meaning: _Meaning

    @property
    def names_unit(self) -> bool:
        return bool(self.meaning.units)


class Gazetteer:
    """Finds where a matter is from its text. Immutable and thread-safe."""

    def __init__(self, units: PlaceIndex, places: Sequence[PlaceIndex], areas: Mapping[str, Area]) -> None:
        """Combine the names of units with those of places.

        Args:
            units: the city, its districts, towns and communities, each in the unit that it is.
            places: places in them, in any number of indexes.
            areas: area of each unit by its code.
        """
        self._indexes = (units, *places)
        self._places = tuple(places)
        self._areas = areas
        *few, self._heads = sorted((index.heads for index in self._indexes), key=len)
        self._other_heads = frozenset[str]().union(*few)
        self._meaning = lru_cache(_REMEMBERED)(partial(_meaning, units, self._places, areas))

    def locate(self, texts: Sequence[str], district: str = "") -> Location:
        """Return where a matter is.

        Args:
            texts: parts of the text; what comes first counts more. The order is address, subject, content.
            district: district chosen by the operator, which outweighs the text; empty if none.
        """
        text = "\n".join(texts)
        mentions = self._find(fold(text))
        if not mentions:
            return Location(district=district)
        return _resolve(text, mentions, district)

    def knows(self, name: str, district: str) -> bool:
        """Return True if a unit or place in a district, or in none, has this name or alias."""
        meaning = self._meaning(fold(name))
        if meaning.units or meaning.places:
            return any(option.district in ("", district) for option in chain(meaning.units, meaning.places))
        # It may be a name of too many places, or of places in units that are no more.
        return any(name in index for index in self._indexes)

    def area_of(self, unit: str) -> Area:
        """Return the area of a unit by its code; the whole city for any other."""
        return self._areas.get(unit, _WHOLE_CITY)

    def of_name(self, name: str) -> list[NamedPlace]:
        """Return the places with this name or alias."""
        return list(dict.fromkeys(place for index in self._places for place in index.of_name(name)))

    def search(self, prefix: str, limit: int) -> list[NamedPlace]:
        """Return up to ``limit`` places with a name or alias that begins with ``prefix``.

        Those with exactly this name or alias come first, then the others, shorter names before longer ones.
        """
        exact = self.of_name(prefix)
        longer = {place for index in self._places for place in index.beginning_with(prefix, limit)}.difference(exact)
        others = sorted(longer, key=lambda place: (len(place.name), place.name, place.unit))
        return [*exact, *others][:limit]

    def _find(self, text: str) -> list[_Mention]:
        """Return the names in a folded text in order, each where it comes first; of overlapping names the longest."""
        spans = _without_overlaps(self._spans(text), len(text))
        ends = {end for _, end in spans}
        found: dict[str, _Mention] = {}
        for start, end in spans:
            word = text[start:end]
            if word not in found:
                mention = _Mention(start, end, self._meaning(word))
                if mention.names_unit or start in ends or not follows_other_area(text, start):
                    found[word] = mention
        return list(found.values())

    def _spans(self, text: str) -> list[_Span]:
        """Return where names are: at each character the longest that begins there."""
        spans: list[_Span] = []
        heads, other_heads = self._heads, self._other_heads
        for start in range(len(text) - 1):
            head = text[start : start + SHORTEST_NAME]
            if head in heads or head in other_heads:
                end = self._end_of_longest(text, start)
                if end:
                    spans.append((start, end))
                    if len(spans) == _MENTIONS:
                        break
        return spans

    def _end_of_longest(self, text: str, start: int) -> int:
        """Return where the longest name ends that begins at a character; 0 if none does."""
        ahead = text[start : start + LONGEST_NAME]
        lengths = {len(name) for index in self._indexes for name in index.prefixes(ahead)}
        for length in sorted(lengths, reverse=True):
            if stands_alone(text, start, start + length):
                meaning = self._meaning(ahead[:length])
                if meaning.units or meaning.places:
                    return start + length
        return 0


def _meaning(units: PlaceIndex, places: Sequence[PlaceIndex], areas: Mapping[str, Area], name: str) -> _Meaning:
    """Return the units and places with a name, as far as their units are in the directory."""
    denoted = tuple(dict.fromkeys(replace(unit, place="") for unit in _locations([units], areas, name)))
    found = tuple(dict.fromkeys(islice(_locations(places, areas, name), _OPTIONS + 1)))
    return _Meaning(denoted, found if len(found) <= _OPTIONS else ())


def _locations(indexes: Iterable[PlaceIndex], areas: Mapping[str, Area], name: str) -> Iterator[Location]:
    for place in chain.from_iterable(index.of_name(name) for index in indexes):
        area = areas.get(place.unit) if place.unit else _WHOLE_CITY
        if area:
            yield Location(
                area.district, area.town, area.community, place.name, place.kind, "", place.latitude, place.longitude
            )


def _without_overlaps(spans: Iterable[_Span], length: int) -> list[_Span]:
    """Return the longest spans of a text that do not overlap, in order; of equally long ones the first."""
    taken = bytearray(length)
    kept = []
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            kept.append((start, end))
    return sorted(kept)


def _resolve(text: str, mentions: Sequence[_Mention], district: str) -> Location:
    """Combine the names in a text into one location."""
    deciding: list[_Mention] = []
    if not district:
        district, deciding = _decide("district", mentions)
    mentions = _narrow(mentions, "district", district)
    town, by_town = _decide("town", [mention for mention in mentions if mention.names_unit])
    mentions = _narrow(mentions, "town", town)
    community, by_community = _decide("community", [mention for mention in mentions if mention.names_unit])
    mentions = _narrow(mentions, "community", community)
    deciding = _still_held([*deciding, *by_town, *by_community], mentions)
    named = _choose_place(mentions)
    known = Location(district, town, community)
    if named is None:
        return _describe_unit(text, known, deciding)
    evidence = _words(text, [*deciding, named])
    detail = detail_after(text, named.end)
    meaning = named.meaning
    if len(meaning.places) == 1:
        (place,) = meaning.places
        return replace(
            place,
            district=district or place.district,
            town=town or place.town,
            community=community or place.community,
            detail=detail,
            evidence=evidence,
        )
    return Location(
        district=district or meaning.common("district"),
        town=town or meaning.common("town"),
        community=community or meaning.common("community"),
        place=_common(meaning.places, "place") or text[named.start : named.end],
        kind=_common(meaning.places, "kind"),
        detail=detail,
        candidates=meaning.places,
        evidence=evidence,
    )


def _decide(level: str, mentions: Iterable[_Mention]) -> tuple[str, list[_Mention]]:
    """Return the name that the text gives at a level, and the mention that does; units come before places."""
    ordered = sorted(mentions, key=lambda mention: not mention.names_unit)
    for mention in ordered:
        name = mention.meaning.common(level)
        if name:
            return name, [mention]
    return "", []


def _narrow(mentions: Sequence[_Mention], level: str, name: str) -> list[_Mention]:
    """Return the mentions with the options that a name at a level leaves; those without any are dropped.

    Options with another name at the level are ruled out, and so are those with none if others have the name.
    """
    if not name:
        return list(mentions)
    narrowed = ((mention, mention.meaning.narrowed(level, name)) for mention in mentions)
    return [_Mention(mention.start, mention.end, meaning) for mention, meaning in narrowed if meaning]


def _with(level: str, name: str, options: Iterable[Location]) -> tuple[Location, ...]:
    """Return the options with a name at a level."""
    name_at = attrgetter(level)
    return tuple(option for option in options if name_at(option) == name)


def _common(options: Iterable[Location], level: str) -> str:
    """Return the name that all options have at a level; empty if they differ or some have none."""
    names = map(attrgetter(level), options)
    first: str = next(names, "")
    return first if all(name == first for name in names) else ""


def _still_held(deciding: Sequence[_Mention], mentions: Sequence[_Mention]) -> list[_Mention]:
    starts = {mention.start for mention in mentions}
    return [mention for mention in deciding if mention.start in starts]


def _choose_place(mentions: Sequence[_Mention]) -> _Mention | None:
    """Return the first mention of one place; else the first of an ambiguous one, if any."""
    named = [mention for mention in mentions if mention.meaning.places]
    return next((mention for mention in named if len(mention.meaning.places) == 1), named[0] if named else None)


def _describe_unit(text: str, known: Location, deciding: Sequence[_Mention]) -> Location:
    """Return the location of the smallest unit that the text names."""
    if not deciding:
        return known
    smallest = deciding[-1]
    detail = detail_after(text, smallest.end) if known.town or known.community else ""
    return replace(known, kind=smallest.meaning.common("kind"), detail=detail, evidence=_words(text, deciding))


def _words(text: str, mentions: Iterable[_Mention]) -> tuple[str, ...]:
    spans = sorted({(mention.start, mention.end) for mention in mentions})
    return tuple(dict.fromkeys(text[start:end] for start, end in spans))
