"""Pattern language of the lexicons, with single-pass matching of many patterns.

- ``漏气了`` matches literally;
- ``[煤气|燃气]泄漏`` matches any of the alternatives in brackets;
- ``孩子…掉…水`` allows up to eight characters between the parts, within a sentence; ``……`` and ``...`` mean the same.

There are no other operators, so matching takes linear time. Width, traditional characters and case make no difference.
"""

import re
from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

import ahocorasick

from hotline_server.text.folding import fold

GAP = "…"
GAP_LIMIT = 8
EXPANSION_LIMIT = 2048
SENTENCE_BREAKS = frozenset("。！？!?；;\n")

_GAP_AS_TYPED = re.compile(r"…+|\.{3,}")
_TOKEN = re.compile(r"\[([^\[\]]*)\]|([^\[\]…|]+)|(.)")


class PatternError(ValueError):
    """Invalid pattern; the message, in Chinese, explains why."""


class Hit(NamedTuple):
    """Match of pattern number ``pattern`` at characters ``start`` to ``end`` (exclusive) of a text."""

    pattern: int
    start: int
    end: int


def parse(pattern: str) -> tuple[tuple[str, ...], ...]:
    """Parse a pattern into its parts, each a tuple of alternative literals.

    Raises:
        PatternError: if the pattern or a part is empty, brackets are unbalanced, or a part expands to more
            than 2,048 alternatives.
    """
    parts = [_expand(part, pattern) for part in _GAP_AS_TYPED.split(pattern)]
    if not all(all(words) for words in parts):
        raise PatternError(f"“{pattern}”中有空的部分：“{GAP}”的前后都要有字")
    return tuple(parts)


def has_gap(pattern: str) -> bool:
    """Return whether something may stand between the parts of a pattern."""
    return bool(_GAP_AS_TYPED.search(pattern))


def literals(pattern: str) -> tuple[str, ...]:
    """Return all literals of a pattern; empty if the pattern is invalid."""
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
    """Aho-Corasick automaton that finds many patterns in a single pass. Immutable and thread-safe."""

    def __init__(self, patterns: Sequence[str]) -> None:
        """Compile patterns, numbered by their position in the sequence.

        Raises:
            PatternError: if a pattern is invalid.
        """
        entries: dict[str, _Word] = {}
        for number, pattern in enumerate(patterns):
            parts = parse(pattern)
            for position, words in enumerate(parts):
                for word in map(fold, words):
                    entry = entries.setdefault(word, _Word(len(word), [], [], set(), set()))
                    if len(parts) == 1:
                        entry.whole.append(number)
                        continue
                    is_last = position == len(parts) - 1
                    entry.parts.append(_PatternPart(number, position, is_last))
                    if is_last:
                        entry.ends.add(number)
                    if position == 0:
                        entry.begins.add(number)
        self._automaton = ahocorasick.Automaton()
        for word, entry in entries.items():
            self._automaton.add_word(word, entry)
        if entries:
            self._automaton.make_automaton()

    @property
    def is_empty(self) -> bool:
        """True if there are no patterns."""
        return not len(self._automaton)

    def find(self, text: str) -> list[Hit]:
        """Return all hits in ``text``, ordered by their end."""
        if self.is_empty:
            return []
        text = fold(text)
        words = list(self._automaton.iter(text))
        begun: set[int] = set()
        ended: set[int] = set()
        for _, word in words:
            begun |= word.begins
            ended |= word.ends
        # Most multi-part patterns have only some of their parts in the text; skip them early.
        return _hits(text, words, begun & ended)


def _hits(text: str, words: "list[tuple[int, _Word]]", complete: set[int]) -> list[Hit]:
    """Assemble hits from the words found; multi-part patterns only if in ``complete``."""
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
            origin = _match_start(text, partial.get((number, position - 1), ()), start) if position else start
            if origin is None:
                continue
            if is_last:
                hits.append(Hit(number, origin, end))
            else:
                partial.setdefault((number, position), []).append((origin, end))
    return hits


def _match_start(text: str, earlier: Sequence[tuple[int, int]], start: int) -> int | None:
    """Return the start of the match that continues at ``start`` with the nearest of the ``earlier`` parts, if any."""
    for origin, end in reversed(earlier):
        if end > start:
            continue
        if start - end > GAP_LIMIT:
            return None
        if SENTENCE_BREAKS.isdisjoint(text[end:start]):
            return origin
    return None


class _PatternPart(NamedTuple):
    """Part of a multi-part pattern."""

    number: int
    position: int
    is_last: bool


class _Word(NamedTuple):
    """Literal word, with the numbers of the patterns in which it occurs.

    Attributes:
        length: in characters.
        whole: single-part patterns.
        parts: positions in multi-part patterns.
        begins, ends: multi-part patterns that it begins or ends.
    """

    length: int
    whole: list[int]
    parts: list[_PatternPart]
    begins: set[int]
    ends: set[int]
