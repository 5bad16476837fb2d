"""Units named in a text, and those among them that the text accuses, found in one pass."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import ahocorasick

from hotline_server.text.closing import close_up
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
        short_forms: other words for units, by the end of a unit's name that they stand for.
        stems: words that stand for a unit only before an office or its people, likewise.
        offices: words after a unit that name a part of it, or make a stem the unit.
        people: words after a stem that make it the unit.
        pronouns: words that mean the unit named last.
        excluded: patterns that are no mention; ``{单位}`` in them stands for a name.
        accusing: patterns with ``{单位}`` that accuse the unit.
        misconduct: patterns with ``{单位}`` that accuse the unit of what makes the text an accusation 举报.
        not_accusing: patterns that mask any overlapping match of those.
    """

    titles: tuple[str, ...] = ()
    short_forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stems: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    offices: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    accusing: tuple[str, ...] = ()
    misconduct: tuple[str, ...] = ()
    not_accusing: tuple[str, ...] = ()

    def words(self) -> Iterator[str]:
        """Yield every pattern."""
        yield from (*self.titles, *self.offices, *self.people, *self.pronouns)
        yield from (*self.excluded, *self.accusing, *self.misconduct, *self.not_accusing)


@dataclass(frozen=True, slots=True)
class UnitWords:
    """Words for units, each with the references that it may mean.

    Attributes:
        units: names of units.
        stems: words that stand for a unit only before an office or its people.
        places: names of towns and communities, which are the places as well.
    """

    units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stems: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NamedUnits:
    """References to the units that a text mentions, and to those it accuses, in the order of the text.

    Attributes:
        mentioned: all of them.
        accused: those that the text accuses.
        is_misconduct: what it accuses one of makes the text an accusation 举报.
    """

    mentioned: tuple[str, ...] = ()
    accused: tuple[str, ...] = ()
    is_misconduct: bool = False


class UnitFinder:
    """Finds units in texts. Immutable and thread-safe."""

    def __init__(self, words: UnitWords, lexicon: UnitLexicon) -> None:
        """Compile words and patterns.

        Raises:
            PatternError: if a pattern is invalid.
        """
        titles, people = _folded(lexicon.titles), _folded(lexicon.people)
        self._offices = tuple(sorted(_folded(lexicon.offices), key=len, reverse=True))
        marked = [pattern.replace(UNIT, _MARK) for pattern in lexicon.excluded if UNIT in pattern]
        self._excluded = PatternSet(marked)
        misconduct = [pattern.replace(UNIT, _MARK) for pattern in lexicon.misconduct]
        self._accusing = PatternSet(misconduct + [pattern.replace(UNIT, _MARK) for pattern in lexicon.accusing])
        self._misconduct = len(misconduct)
        self._not_accusing = PatternSet([pattern.replace(UNIT, _MARK) for pattern in lexicon.not_accusing])
        self._automaton = ahocorasick.Automaton()
        for word, references in words.stems.items():
            self._add(word, references, (*self._offices, *people))
        for pronoun in lexicon.pronouns:
            for word in literals(pronoun):
                self._add(word, _LAST)
        # A longer word without a reference hides the name of a unit within it.
        for pattern in lexicon.excluded:
            for word in () if UNIT in pattern else literals(pattern):
                self._add(word, ())
        for word, references in words.places.items():
            self._add(word, references, () if fold(word).endswith(titles) else titles)
        for word, references in words.units.items():
            self._add(word, references)
        if len(self._automaton):
            self._automaton.make_automaton()

    def _add(self, word: str, references: tuple[str, ...], titles: tuple[str, ...] = ()) -> None:
        self._automaton.add_word(fold(word), _Word(len(word), references, titles))

    def find(self, text: str) -> NamedUnits:
        """Return the units in a text, however it is written.

        Of overlapping names the one counts that begins first, then the longest.
        """
        text = fold(close_up(text))
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
        guilty = _positions([hit for hit in hits if hit.pattern < self._misconduct], mentioned)
        return NamedUnits(
            _references(mentioned.values()),
            _references(mentioned[place] for place in sorted(accused)),
            is_misconduct=bool(guilty),
        )

    def _mentions(self, text: str) -> "Iterator[_Mention]":
        if not len(self._automaton):
            return
        last: tuple[str, ...] = ()
        for place, word in self._automaton.iter_long(text):
            end = place + 1
            if word.titles and not text.startswith(word.titles, end):
                continue
            if not word.references:
                continue
            last = last if word.references is _LAST else word.references
            if last:
                yield _Mention(end - word.length, self._end(text, end), last)

    def _end(self, text: str, end: int) -> int:
        """Return where a unit ends with the parts of it that are named behind: 交警支队一大队."""
        part = next((one for one in self._offices if text.startswith(one, end)), "")
        # The head of an office is somebody, not the office.
        is_office = part and not text.startswith(_HEADS, end + len(part))
        return self._end(text, end + len(part)) if is_office else end


_NONE = NamedUnits()
# Reference of words that mean the unit named last.
_LAST = ("",)
_HEADS = ("长", "员")


class _Word(NamedTuple):
    """Word for units, or one that only looks like one and refers to nobody.

    Attributes:
        length: in characters.
        references: of the word.
        titles: of which one must follow; empty if nothing must.
    """

    length: int
    references: tuple[str, ...]
    titles: tuple[str, ...]


class _Mention(NamedTuple):
    """Name of a unit at characters ``start`` to ``end`` (exclusive) of a text."""

    start: int
    end: int
    references: tuple[str, ...]


def _folded(patterns: Iterable[str]) -> tuple[str, ...]:
    return tuple(fold(word) for pattern in patterns for word in literals(pattern))


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
