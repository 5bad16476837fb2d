"""Gazetteer: the places that a text names (R8.3).

Names are those of districts, towns and communities, with their aliases and former names, and of places in them.
The longest name wins. A name of several places stays ambiguous unless the operator's district or another name in
the text decides.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from hotline_server.text.location import Area, Location
from hotline_server.text.place_index import LONGEST_NAME, SHORTEST_NAME, NamedPlace, PlaceIndex, fold
from hotline_server.text.place_words import detail_after, follows_other_area, stands_alone

_WHOLE_CITY = Area()


@dataclass(frozen=True, slots=True)
class _Mention:
    """Name at ``start`` to ``end`` of a text, with what it may stand for."""

    start: int
    end: int
    options: tuple[Location, ...]

    def common(self, level: str) -> str:
        """Return the name that all options have at a level; empty if they differ or some have none."""
        names = {getattr(option, level) for option in self.options}
        return str(names.pop()) if len(names) == 1 else ""

    @property
    def names_unit(self) -> bool:
        return any(not option.place for option in self.options)

    @property
    def places(self) -> tuple[Location, ...]:
        return tuple(option for option in self.options if option.place)


class Gazetteer:
    """Finds where a matter is from its text. Immutable and thread-safe."""

    def __init__(self, units: PlaceIndex, places: PlaceIndex, areas: Mapping[str, Area]) -> None:
        """Combine the names of units with those of places.

        Args:
            units: the city, its districts, towns and communities, each in the unit that it is.
            places: places in them.
            areas: area of each unit by its code.
        """
        self._units = units
        self._places = places
        self._areas = areas

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
        """Return True if a unit, or a place in a district or in none, has this name or alias."""
        if name in self._units:
            return True
        named = self._places.of_name(name)
        return any(self._area(place).district in ("", district) for place in named)

    def _find(self, text: str) -> list[_Mention]:
        """Return the names in a folded text, in order and without overlaps; of overlapping names the longest."""
        found: list[tuple[int, int, tuple[Location, ...]]] = []
        unit_heads, place_heads = self._units.heads, self._places.heads
        for start in range(len(text) - 1):
            head = text[start : start + SHORTEST_NAME]
            if head in place_heads or head in unit_heads:
                longest = self._longest_at(text, start)
                if longest:
                    found.append(longest)
        if len(found) > 1:
            found.sort(key=lambda name: (name[0] - name[1], name[0]))
        kept: list[tuple[int, int, tuple[Location, ...]]] = []
        for name in found:
            if all(name[1] <= other[0] or other[1] <= name[0] for other in kept):
                kept.append(name)
        mentions = [_Mention(*name) for name in sorted(kept, key=lambda name: name[0])]
        return [mention for mention in mentions if not _is_elsewhere(text, mention, mentions)]

    def _longest_at(self, text: str, start: int) -> tuple[int, int, tuple[Location, ...]] | None:
        """Return the longest name that begins at a character, with what it may stand for."""
        ahead = text[start : start + LONGEST_NAME]
        numbers: dict[int, list[tuple[PlaceIndex, int]]] = {}
        for index in (self._units, self._places):
            for name, number in index.prefixes(ahead):
                numbers.setdefault(len(name), []).append((index, number))
        for length in sorted(numbers, reverse=True):
            if stands_alone(text, start, start + length):
                named = (
                    self._location(place, is_unit=index is self._units)
                    for index, number in numbers[length]
                    for place in index.named(number)
                )
                options = tuple(dict.fromkeys(option for option in named if option))
                if options:
                    return start, start + length, options
        return None

    def _area(self, place: NamedPlace) -> Area:
        return self._areas.get(place.unit, _WHOLE_CITY)

    def _location(self, place: NamedPlace, *, is_unit: bool) -> Location | None:
        """Return the location of a place; ``None`` if its unit is no longer in the directory."""
        if place.unit and place.unit not in self._areas:
            return None
        area = self._area(place)
        name = "" if is_unit else place.name
        return Location(area.district, area.town, area.community, name, place.kind, "", place.latitude, place.longitude)


def _is_elsewhere(text: str, mention: _Mention, mentions: Sequence[_Mention]) -> bool:
    """Return True if a place is said to be in a district or city that the directory does not have."""
    if mention.names_unit or not follows_other_area(text, mention.start):
        return False
    return all(other.end != mention.start for other in mentions)


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
    if len(named.places) == 1:
        (place,) = named.places
        return replace(
            place,
            district=district or place.district,
            town=town or place.town,
            community=community or place.community,
            detail=detail,
            evidence=evidence,
        )
    return Location(
        district=district or named.common("district"),
        town=town or named.common("town"),
        community=community or named.common("community"),
        place=replace(named, options=named.places).common("place") or text[named.start : named.end],
        kind=replace(named, options=named.places).common("kind"),
        detail=detail,
        candidates=named.places,
        evidence=evidence,
    )


def _decide(level: str, mentions: Iterable[_Mention]) -> tuple[str, list[_Mention]]:
    """Return the name that the text gives at a level, and the mention that does; units come before places."""
    ordered = sorted(mentions, key=lambda mention: not mention.names_unit)
    for mention in ordered:
        name = mention.common(level)
        if name:
            return name, [mention]
    return "", []


def _narrow(mentions: Sequence[_Mention], level: str, name: str) -> list[_Mention]:
    """Return the mentions with the options that a name at a level leaves; those without any are dropped.

    Options with another name at the level are ruled out, and so are those with none if others have the name.
    """
    if not name:
        return list(mentions)
    narrowed = []
    for mention in mentions:
        left = [option for option in mention.options if getattr(option, level) in ("", name)]
        exact = [option for option in left if getattr(option, level) == name]
        if left:
            narrowed.append(replace(mention, options=tuple(exact or left)))
    return narrowed


def _still_held(deciding: Sequence[_Mention], mentions: Sequence[_Mention]) -> list[_Mention]:
    starts = {mention.start for mention in mentions}
    return [mention for mention in deciding if mention.start in starts]


def _choose_place(mentions: Sequence[_Mention]) -> _Mention | None:
    """Return the first mention of one place; else the first of an ambiguous one, if any."""
    named = [mention for mention in mentions if mention.places]
    return next((mention for mention in named if len(mention.places) == 1), named[0] if named else None)


def _describe_unit(text: str, known: Location, deciding: Sequence[_Mention]) -> Location:
    """Return the location of the smallest unit that the text names."""
    if not deciding:
        return known
    smallest = deciding[-1]
    detail = detail_after(text, smallest.end) if known.town or known.community else ""
    return replace(known, kind=smallest.common("kind"), detail=detail, evidence=_words(text, deciding))


def _words(text: str, mentions: Iterable[_Mention]) -> tuple[str, ...]:
    spans = sorted({(mention.start, mention.end) for mention in mentions})
    return tuple(dict.fromkeys(text[start:end] for start, end in spans))
