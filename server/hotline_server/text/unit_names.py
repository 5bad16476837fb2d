"""Units named in a text, and those among them that the text accuses, found in one pass."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import ahocorasick

from hotline_server.text.folding import fold
from hotline_server.text.pattern import Hit, PatternSet, literals

UNIT = "{单位}"
# Stands for a mention while patterns are matched. It is for private use, so that hardly any text has it, and
# what stands there instead is known by its position.
_MARK = "\ue000"


@dataclass(frozen=True, slots=True)
class UnitLexicon:
    """Wordings by which units are spoken of.

    Attributes:
        titles: words after the name of a town or community that make it the unit rather than the place.
        excluded: patterns that are no mention; ``{单位}`` in them stands for a name.
        accusing: patterns with ``{单位}`` that accuse the unit.
        not_accusing: patterns that mask any overlapping match of those.
    """

    titles: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    accusing: tuple[str, ...] = ()
    not_accusing: tuple[str, ...] = ()

    def words(self) -> Iterator[str]:
        """Yield every pattern."""
        yield from (*self.titles, *self.excluded, *self.accusing, *self.not_accusing)


@dataclass(frozen=True, slots=True)
class UnitWords:
    """Words for units, each with the references that it may mean.

    Attributes:
        units: names of units.
        places: names of towns and communities, which are the places as well.
    """

    units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NamedUnits:
    """References to the units that a text mentions, and to those it accuses, in the order of the text."""

    mentioned: tuple[str, ...] = ()
    accused: tuple[str, ...] = ()


class UnitFinder:
    """Finds units in texts. Immutable and thread-safe."""

    def __init__(self, words: UnitWords, lexicon: UnitLexicon) -> None:
        """Compile words and patterns.

        Raises:
            PatternError: if a pattern is invalid.
        """
        self._titles = tuple(fold(word) for title in lexicon.titles for word in literals(title))
        marked = [pattern.replace(UNIT, _MARK) for pattern in lexicon.excluded if UNIT in pattern]
        self._excluded = PatternSet(marked)
        self._accusing = PatternSet([pattern.replace(UNIT, _MARK) for pattern in lexicon.accusing])
        self._not_accusing = PatternSet([pattern.replace(UNIT, _MARK) for pattern in lexicon.not_accusing])
        # A longer word without a reference hides the name of a unit within it.
        plain = (word for pattern in lexicon.excluded if UNIT not in pattern for word in literals(pattern))
        self._automaton = ahocorasick.Automaton()
        for word in plain:
            self._automaton.add_word(fold(word), _Word(len(word), (), needs_title=False))
        for word, references in words.places.items():
            needs_title = not fold(word).endswith(self._titles)
            self._automaton.add_word(fold(word), _Word(len(word), references, needs_title))
        for word, references in words.units.items():
            self._automaton.add_word(fold(word), _Word(len(word), references, needs_title=False))
        if len(self._automaton):
            self._automaton.make_automaton()

    def find(self, text: str) -> NamedUnits:
        """Return the units in a text, however it is written.

        Of overlapping names the one counts that begins first, then the longest.
        """
        text = fold(text)
        found = list(self._mentions(text))
        if not found:
            return _NONE
        marked, places = _mark(text, found)
        hidden = _positions(self._excluded.find(marked), places)
        mentioned = {place: one for place, one in places.items() if place not in hidden}
        if not mentioned:
            return _NONE
        masks = self._not_accusing.find(marked)
        hits = [hit for hit in self._accusing.find(marked) if not _overlaps(hit, masks)]
        accused = _positions(hits, mentioned)
        return NamedUnits(_references(mentioned.values()), _references(mentioned[place] for place in sorted(accused)))

    def _mentions(self, text: str) -> "Iterator[_Mention]":
        if not len(self._automaton):
            return
        for last, word in self._automaton.iter_long(text):
            end = last + 1
            if word.references and not (word.needs_title and not text.startswith(self._titles, end)):
                yield _Mention(end - word.length, end, word.references)


_NONE = NamedUnits()


class _Word(NamedTuple):
    """Word for units, or one that only looks like one and refers to nobody."""

    length: int
    references: tuple[str, ...]
    needs_title: bool


class _Mention(NamedTuple):
    """Name of a unit at characters ``start`` to ``end`` (exclusive) of a text."""

    start: int
    end: int
    references: tuple[str, ...]


def _mark(text: str, mentions: Sequence[_Mention]) -> tuple[str, dict[int, _Mention]]:
    """Return the text with a mark for each mention, and the mentions by the positions of their marks."""
    parts: list[str] = []
    places: dict[int, _Mention] = {}
    last = length = 0
    for one in mentions:
        length += one.start - last
        places[length] = one
        length += 1
        parts += [text[last : one.start], _MARK]
        last = one.end
    return "".join([*parts, text[last:]]), places


def _positions(hits: Iterable[Hit], places: Iterable[int]) -> set[int]:
    """Return the places within any of the hits."""
    spans = [(hit.start, hit.end) for hit in hits]
    return {place for place in places if any(start <= place < end for start, end in spans)} if spans else set()


def _overlaps(hit: Hit, masks: Sequence[Hit]) -> bool:
    return any(mask.start < hit.end and hit.start < mask.end for mask in masks)


def _references(mentions: Iterable[_Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reference for one in mentions for reference in one.references))
