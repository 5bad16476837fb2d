"""The small pattern language of the lexicons, and one-pass matching of many patterns.

A pattern is written the way a maintainer would jot it down:

- ``漏气了`` is found as it stands;
- ``[煤气|燃气]泄漏`` tries each alternative in the brackets;
- ``孩子…掉…水`` allows up to eight characters between the parts, within one sentence.

It has no other operators, so no pattern can take more than linear time.
"""

import re
from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

import ahocorasick

GAP = "…"
GAP_LIMIT = 8
EXPANSION_LIMIT = 2048
SENTENCE_BREAKS = frozenset("。！？!?；;\n")

_TOKEN = re.compile(r"\[([^\[\]]*)\]|([^\[\]…|]+)|(.)")


class PatternError(ValueError):
    """A pattern that is not in the language; the message says what is wrong."""


class Hit(NamedTuple):
    """Where a pattern was found: characters ``start`` to ``end`` (exclusive) of the text."""

    pattern: int
    start: int
    end: int


def parse(pattern: str) -> tuple[tuple[str, ...], ...]:
    """Turn a written pattern into its parts, each a tuple of the literal words it accepts.

    Raises:
        PatternError: an empty pattern or part, unbalanced brackets, or over 2,048 alternatives.
    """
    parts = [_expand(part, pattern) for part in pattern.split(GAP)]
    if not all(all(words) for words in parts):
        raise PatternError(f"“{pattern}”中有空的部分")
    return tuple(parts)


def words_of(pattern: str) -> tuple[str, ...]:
    """The literal words of a pattern; none of one that is not in the language."""
    try:
        return tuple(word for words in parse(pattern) for word in words)
    except PatternError:
        return ()


def _expand(part: str, pattern: str) -> tuple[str, ...]:
    choices: list[tuple[str, ...]] = []
    for match in _TOKEN.finditer(part):
        alternatives, literal, stray = match.groups()
        if stray is not None:
            raise PatternError(f"“{pattern}”中的“{stray}”没有成对的方括号")
        choice = tuple(alternatives.split("|")) if literal is None else (literal,)
        if not all(choice):
            raise PatternError(f"“{pattern}”的方括号里有空的写法")
        choices.append(choice)
    size = 1
    for choice in choices:
        size *= len(choice)
    if size > EXPANSION_LIMIT:
        raise PatternError(f"“{pattern}”展开后超过 {EXPANSION_LIMIT} 种写法")
    return tuple(dict.fromkeys("".join(words) for words in product(*choices)))


class PatternSet:
    """Finds every one of many patterns in a text with a single pass over it.

    Safe to share between threads once built.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        """Compile ``patterns``; a hit names a pattern by its place in the sequence.

        Raises:
            PatternError: one of the patterns is not in the language.
        """
        places: dict[str, _Word] = {}
        for number, pattern in enumerate(patterns):
            parts = parse(pattern)
            for position, words in enumerate(parts):
                for word in words:
                    where = places.setdefault(word, _Word(len(word), [], [], set(), set()))
                    if len(parts) == 1:
                        where.whole.append(number)
                        continue
                    is_last = position == len(parts) - 1
                    where.parts.append(_Part(number, position, is_last))
                    if is_last:
                        where.ends.add(number)
                    if position == 0:
                        where.begins.add(number)
        self._automaton = ahocorasick.Automaton()
        for word, where in places.items():
            self._automaton.add_word(word, where)
        if places:
            self._automaton.make_automaton()

    def find(self, text: str) -> list[Hit]:
        """Every hit in ``text``, ordered by where it ends."""
        if not len(self._automaton):
            return []
        words = list(self._automaton.iter(text))
        begun: set[int] = set()
        ended: set[int] = set()
        for _, word in words:
            begun |= word.begins
            ended |= word.ends
        # Of the patterns in several parts nearly all have only some of them in the text.
        return _hits(text, words, begun & ended)


def _hits(text: str, words: "list[tuple[int, _Word]]", complete: set[int]) -> list[Hit]:
    """The hits that the words make; of patterns in several parts only those in ``complete``."""
    hits: list[Hit] = []
    partial: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for last, word in words:
        end = last + 1
        start = end - word.length
        for number in word.whole:
            hits.append(Hit(number, start, end))
        for number, position, is_last in word.parts if complete else ():
            if number not in complete:
                continue
            origin = _origin(text, partial.get((number, position - 1), ()), start) if position else start
            if origin is None:
                continue
            if is_last:
                hits.append(Hit(number, origin, end))
            else:
                partial.setdefault((number, position), []).append((origin, end))
    return hits


def _origin(text: str, earlier: Sequence[tuple[int, int]], start: int) -> int | None:
    """Where a match begins whose previous part is in ``earlier`` and whose next is at ``start``."""
    for origin, end in reversed(earlier):
        if end > start:
            continue
        if start - end > GAP_LIMIT:
            return None
        if SENTENCE_BREAKS.isdisjoint(text[end:start]):
            return origin
    return None


class _Part(NamedTuple):
    """One of several parts of a pattern."""

    number: int
    position: int
    is_last: bool


class _Word(NamedTuple):
    """A word: its length, the patterns it is, and those it is a part of, the first or the last."""

    length: int
    whole: list[int]
    parts: list[_Part]
    begins: set[int]
    ends: set[int]
