"""Compact index of place names: a succinct trie over the names, and packed records of what they name.

An index is one block of bytes that is used where it lies: loading it costs a millisecond whatever its size.
"""

import json
import re
import struct
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from marisa_trie import Trie

SHORTEST_NAME = 2
LONGEST_NAME = 32
MICRODEGREES = 1_000_000
_FORMAT = 2
_HEADER_LENGTH = struct.Struct("<I")
_UNKNOWN = -(2**31)
_VARIANTS = re.compile("[a-z０-９Ａ-Ｚａ-ｚ]")
_FOLDED = {code: code - 32 for code in range(ord("a"), ord("z") + 1)}
_FOLDED |= {0xFEE0 + code: ord(chr(code).upper()) for code in range(0x21, 0x7F) if chr(code).isalnum()}


@dataclass(frozen=True, slots=True)
class Place:
    """Place or unit to be found in texts.

    Attributes:
        name: 2 to 32 characters.
        kind: in Chinese, such as 道路 or 小区.
        unit: code of the district, town or community that it lies in; empty for the whole city.
        aliases: everyday names.
        latitude, longitude: in degrees, WGS84; ``None`` if unknown.
    """

    name: str
    kind: str
    unit: str
    aliases: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None


class NamedPlace(NamedTuple):
    """Place that a name stands for; see ``Place``."""

    name: str
    kind: str
    unit: str
    latitude: float | None
    longitude: float | None


def fold(text: str) -> str:
    """Replace lower-case and full-width letters and digits by plain capitals and digits; positions are preserved."""
    return text.translate(_FOLDED) if _VARIANTS.search(text) else text


def to_microdegrees(degrees: float) -> int:
    """Convert degrees to microdegrees, some 0.1 metres each, in which coordinates are stored."""
    return round(degrees * MICRODEGREES)


def to_degrees(micro: int | None) -> float | None:
    """Convert optional microdegrees to degrees."""
    return None if micro is None else micro / MICRODEGREES


class PlaceIndex:
    """Immutable index of places by name and alias. Thread-safe."""

    def __init__(self, content: bytes) -> None:
        """Open an index built by ``build_index``.

        Raises:
            ValueError: if the content is of another format.
        """
        view = memoryview(content)
        (length,) = _HEADER_LENGTH.unpack_from(view)
        end = _HEADER_LENGTH.size + length
        header = json.loads(bytes(view[_HEADER_LENGTH.size : end]))
        if header["format"] != _FORMAT:
            raise ValueError(f"place index of format {header['format']}")
        parts: list[memoryview] = []
        for size in header["sizes"]:
            parts.append(view[end : end + size])
            end += size
        trie, starts, numbers, names, units, kinds, latitudes, longitudes, heads = parts
        self._kinds: list[str] = header["kinds"]
        self._units: list[str] = header["units"]
        self._spellings: dict[str, str] = header["spellings"]
        self._trie = Trie().frombytes(bytes(trie))
        self._starts = starts.cast("I")
        self._numbers = numbers.cast("I")
        self._name_of = names.cast("I")
        self._unit_of = units.cast("I")
        self._kind_of = kinds.cast("H")
        self._latitude_of = latitudes.cast("i")
        self._longitude_of = longitudes.cast("i")
        joined = str(heads, "utf-8")
        self.heads = frozenset(joined[at : at + SHORTEST_NAME] for at in range(0, len(joined), SHORTEST_NAME))

    def __len__(self) -> int:
        """Return the number of places."""
        return len(self._name_of)

    def prefixes(self, text: str) -> list[str]:
        """Return the names that ``text``, which is folded, begins with, shortest first."""
        return list(self._trie.prefixes(text))

    def of_name(self, name: str) -> list[NamedPlace]:
        """Return the places with this name or alias."""
        number = self._trie.get(fold(name))
        return [] if number is None else self._named(number)

    def beginning_with(self, prefix: str, limit: int) -> set[NamedPlace]:
        """Return the places with a name or alias that begins with ``prefix``; if they are more than ``limit``, some."""
        found: set[NamedPlace] = set()
        for _, number in self._trie.iteritems(fold(prefix)):
            found.update(self._named(number))
            if len(found) >= limit:
                break
        return found

    def __contains__(self, name: str) -> bool:
        """Return True if a place has this name or alias."""
        return fold(name) in self._trie

    def _named(self, number: int) -> list[NamedPlace]:
        """Return the places that the name of that number stands for."""
        return [self._place(at) for at in self._numbers[self._starts[number] : self._starts[number + 1]]]

    def _place(self, at: int) -> NamedPlace:
        number = self._name_of[at]
        name = self._spellings.get(str(number)) or self._trie.restore_key(number)
        kind, unit = self._kinds[self._kind_of[at]], self._units[self._unit_of[at]]
        return NamedPlace(name, kind, unit, _degrees(self._latitude_of[at]), _degrees(self._longitude_of[at]))


def build_index(places: Iterable[Place]) -> bytes:
    """Build an index of places, which are read once and not held.

    Raises:
        ValueError: if a name or alias is shorter than two characters.
    """
    words: dict[str, int] = {}
    kinds: dict[str, int] = {}
    units: dict[str, int] = {}
    spellings: dict[str, str] = {}
    name_of, unit_of, kind_of = array("I"), array("I"), array("H")
    latitude_of, longitude_of = array("i"), array("i")
    owners = array("I")
    owned = array("I")
    for at, place in enumerate(places):
        folded = fold(place.name)
        if folded != place.name:
            spellings[folded] = place.name
        for word in dict.fromkeys((folded, *map(fold, place.aliases))):
            owners.append(words.setdefault(word, len(words)))
            owned.append(at)
        name_of.append(words[folded])
        unit_of.append(units.setdefault(place.unit, len(units)))
        kind_of.append(kinds.setdefault(place.kind, len(kinds)))
        latitude_of.append(_microdegrees(place.latitude))
        longitude_of.append(_microdegrees(place.longitude))
    if any(len(word) < SHORTEST_NAME for word in words):
        raise ValueError("a name of a place has fewer than two characters")
    trie = Trie(words)
    # The trie numbers the names in its own way.
    numbers = array("I", (trie[word] for word in words))
    starts, listed = _group([numbers[owner] for owner in owners], owned, len(words))
    parts = (
        trie.tobytes(),
        starts.tobytes(),
        listed.tobytes(),
        array("I", (numbers[word] for word in name_of)).tobytes(),
        unit_of.tobytes(),
        kind_of.tobytes(),
        latitude_of.tobytes(),
        longitude_of.tobytes(),
        "".join(sorted({word[:SHORTEST_NAME] for word in words})).encode(),
    )
    header = {
        "format": _FORMAT,
        "kinds": list(kinds),
        "units": list(units),
        "spellings": {str(trie[folded]): name for folded, name in spellings.items()},
        "sizes": [len(part) for part in parts],
    }
    encoded = json.dumps(header, ensure_ascii=False).encode()
    return b"".join((_HEADER_LENGTH.pack(len(encoded)), encoded, *parts))


def _group(keys: Sequence[int], values: Sequence[int], count: int) -> "tuple[array[int], array[int]]":
    """Return where the values of each key below ``count`` start, and the values in the order of keys."""
    order = sorted(range(len(keys)), key=keys.__getitem__)
    starts = array("I", bytes(4 * (count + 1)))
    for key in keys:
        starts[key + 1] += 1
    for key in range(count):
        starts[key + 1] += starts[key]
    return starts, array("I", (values[at] for at in order))


def _microdegrees(degrees: float | None) -> int:
    return _UNKNOWN if degrees is None else to_microdegrees(degrees)


def _degrees(micro: int) -> float | None:
    return to_degrees(None if micro == _UNKNOWN else micro)
