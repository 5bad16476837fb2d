"""Splitting of a text into sentences, and into the short passages that are searched for dangers."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from hotline_server.text.pattern import SENTENCE_BREAKS

# Shorter sentences are merged into the next one.
SHORT_SENTENCE = 12
# Texts up to this many characters are one passage.
SHORT_TEXT = 60
# A longer average means that the text has no sentence marks, as from speech recognition.
RUN_ON = 80
# Longer sentences are split in any text.
LONG_SENTENCE = 200
# Maximum length of the pieces of a split sentence.
LONG_PIECE = 20
SENTENCES_AT_ONCE = 2

Span = tuple[int, int]

_BREAKS = re.escape("".join(sorted(SENTENCE_BREAKS)))
_SENTENCE = re.compile(rf"[^{_BREAKS}]*[{_BREAKS}]|[^{_BREAKS}]+")
# As many clauses as fit, or as many characters if there is no comma or space.
_PIECE = re.compile(rf"(?s).{{{SHORT_SENTENCE - 1},{LONG_PIECE - 1}}}[，,、：:\s]|.{{1,{LONG_PIECE}}}")


def sentences(text: str) -> list[Span]:
    """Return the spans of the sentences of a text; a short one is merged into the next."""
    return _join_short(sentence.span() for sentence in _SENTENCE.finditer(text))


def sentence_with(text: str, words: Collection[str]) -> str:
    """Return the sentence of a text that says most of some words; empty if none says any."""
    said = [text[start:end] for start, end in sentences(text)]
    weights = [sum(len(word) for word in words if word in sentence) for sentence in said]
    return said[weights.index(max(weights))].strip() if any(weights) else ""


def pieces(text: str) -> list[Span]:
    """Return the spans of the sentences of a text, with long ones split at commas or spaces if possible."""
    return _join_short(_cut(text))


def passages(text: str) -> list[Span]:
    """Return the overlapping passages, of two pieces each, that are searched for dangers."""
    return _pair(text, pieces)


def sentence_passages(text: str) -> list[Span]:
    """Return the overlapping passages of a written text, of two whole sentences each."""
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
    """Return the spans of all pairs of neighbouring parts; the whole text if it is short."""
    spans = split(text) if len(text) > SHORT_TEXT else []
    if len(spans) <= SENTENCES_AT_ONCE:
        return [(0, len(text))]
    return [(spans[n][0], spans[n + SENTENCES_AT_ONCE - 1][1]) for n in range(len(spans) - SENTENCES_AT_ONCE + 1)]
