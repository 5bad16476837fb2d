"""Sentences of a text, and the short passages in which a danger is looked for."""

import re
from collections.abc import Iterator

from hotline_server.text.pattern import SENTENCE_BREAKS

# Shorter sentences belong to their neighbour.
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
    """Return where the sentences of a text begin and end; short ones are joined to the one before, long ones cut."""
    spans: list[Span] = []
    for start, end in _pieces(text):
        if spans and spans[-1][1] - spans[-1][0] < SHORT_SENTENCE:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _pieces(text: str) -> Iterator[Span]:
    spans = [sentence.span() for sentence in _SENTENCE.finditer(text)]
    limit = SHORT_TEXT if len(text) > RUN_ON * len(spans) else LONG_SENTENCE
    for start, end in spans:
        if end - start <= limit:
            yield start, end
        else:
            yield from (piece.span() for piece in _PIECE.finditer(text, start, end))


def passages(text: str) -> list[Span]:
    """Return the passages of a text: two sentences each, overlapping; the whole of a short text."""
    spans = sentences(text) if len(text) > SHORT_TEXT else []
    if len(spans) <= SENTENCES_AT_ONCE:
        return [(0, len(text))]
    return [(spans[n][0], spans[n + SENTENCES_AT_ONCE - 1][1]) for n in range(len(spans) - SENTENCES_AT_ONCE + 1)]
