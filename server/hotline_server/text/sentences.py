"""Sentences of a text, and the short passages in which a danger is looked for."""

from hotline_server.text.pattern import SENTENCE_BREAKS

# Shorter sentences belong to their neighbour.
SHORT_SENTENCE = 12
# Up to this many characters a text is one passage.
SHORT_TEXT = 60
SENTENCES_AT_ONCE = 2

Span = tuple[int, int]


def sentences(text: str) -> list[Span]:
    """Return where the sentences of a text begin and end; short ones are joined to the one before."""
    spans: list[Span] = []
    start = 0
    for place, sign in enumerate(text, 1):
        if sign in SENTENCE_BREAKS or place == len(text):
            if spans and spans[-1][1] - spans[-1][0] < SHORT_SENTENCE:
                spans[-1] = (spans[-1][0], place)
            else:
                spans.append((start, place))
            start = place
    return spans


def passages(text: str) -> list[Span]:
    """Return the passages of a text: two sentences each, overlapping; the whole of a short text."""
    spans = sentences(text) if len(text) > SHORT_TEXT else []
    if len(spans) <= SENTENCES_AT_ONCE:
        return [(0, len(text))]
    return [(spans[n][0], spans[n + SENTENCES_AT_ONCE - 1][1]) for n in range(len(spans) - SENTENCES_AT_ONCE + 1)]
