"""Sentences of a text, and the short passages in which a danger is looked for."""

import re
from collections.abc import Callable, Iterable, Iterator

from hotline_server.text.pattern import SENTENCE_BREAKS

# Shorter sentences are joined with the one after them.
SHORT_SENTENCE = 12
# Up to this many characters a text is one passage.
SHORT_TEXT = 60
# Longer sentences on average are not sentences: speech recognition writes no full stops.
RUN_ON = 80
# Longer sentences are cut in any text.
LONG_SENTENCE = 200
# What is cut, is cut into pieces of up to this many characters.
LONG_PIECE = 20
SENTENCES_AT_ONCE = 2

Span = tuple[int, int]

_BREAKS = re.escape("".join(sorted(SENTENCE_BREAKS)))
_SENTENCE = re.compile(rf"[^{_BREAKS}]*[{_BREAKS}]|[^{_BREAKS}]+")
# As many clauses as fit; where there is no comma or space either, as many characters.
_PIECE = re.compile(rf"(?s).{{{SHORT_SENTENCE - 1},{LONG_PIECE - 1}}}[，,、：:\s]|.{{1,{LONG_PIECE}}}")


def sentences(text: str) -> list[Span]:
    """Return where the sentences of a text begin and end; a short one is joined with the one after it."""
    return _join_short(sentence.span() for sentence in _SENTENCE.finditer(text))


def pieces(text: str) -> list[Span]:
    """Return the sentences of a text, with what goes on without an end cut at commas, spaces or anywhere."""
    return _join_short(_cut(text))


def passages(text: str) -> list[Span]:
    """Return the passages of a text in which a danger is looked for: two pieces each, overlapping."""
    return _pair(text, pieces)


def sentence_passages(text: str) -> list[Span]:
    """Return the passages of a text that were written as such: two whole sentences each, overlapping."""
    return _pair(text, sentences)


def _cut(text: str) -> Iterator[Span]:
    spans = [sentence.span() for sentence in _SENTENCE.finditer(text)]
    limit = SHORT_TEXT if len(text) > RUN_ON * len(spans) else LONG_SENTENCE
    for start, end in spans:
        if end - start <= limit:
            yield start, end
        else:
            yield from (piece.span() for piece in _PIECE.finditer(text, start, end))


def _join_short(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and joined[-1][1] - joined[-1][0] < SHORT_SENTENCE:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _pair(text: str, split: Callable[[str], list[Span]]) -> list[Span]:
    """Return every two neighbours among the parts of a text; the whole of a short one."""
    spans = split(text) if len(text) > SHORT_TEXT else []
    if len(spans) <= SENTENCES_AT_ONCE:
        return [(0, len(text))]
    return [(spans[n][0], spans[n + SENTENCES_AT_ONCE - 1][1]) for n in range(len(spans) - SENTENCES_AT_ONCE + 1)]
