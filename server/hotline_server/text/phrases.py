"""Phrases of which a text, or a clause of it, may consist: openings 开场白, urging 催促话, wishes of callers 意愿."""

import re
from collections.abc import Iterable, Mapping
from enum import Enum

from hotline_server.text.folding import fold

_MARKS = re.compile(r"[,.;:!?，。；：！？、…\n]+")


class CallerWish(Enum):
    """Wish of a caller not to be told; the value is its name in the rule book."""

    NO_REPLY = "不要求回复"
    NO_MESSAGES = "不收短信"


class Phrases:
    """Recogniser of texts that are made of some phrases and nothing else. Immutable."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        """Take the words and phrases, as officials list them."""
        self.words = tuple(words)
        self._bare = frozenset(filter(None, map(_bare, self.words)))
        self._longest = max(map(len, self._bare), default=0)

    def are_all_of(self, text: str) -> bool:
        """Return whether a text is made of the phrases alone, however it is punctuated; false for an empty one."""
        said = _bare(text)
        reached, last = {0}, 0
        for end in range(1, len(said) + 1):
            if end - last > self._longest:
                return False
            begins = range(max(0, end - self._longest), end)
            if any(begin in reached and said[begin:end] in self._bare for begin in begins):
                reached.add(end)
                last = end
        return bool(said) and last == len(said)


class Wishes:
    """Recogniser of the wishes that a text ends with, in clauses of their own. Immutable.

    What is told within a text, as of somebody else's calls, is no wish of the caller.
    """

    def __init__(self, words: Mapping[CallerWish, Iterable[str]], fillers: Iterable[str] = ()) -> None:
        """Take what wishes are said with, and words that may stand around them."""
        said, around = {wish: tuple(listed) for wish, listed in words.items()}, tuple(fillers)
        self._fillers = Phrases(around)
        self._kinds = {wish: Phrases((*listed, *around)) for wish, listed in said.items()}
        self._any = Phrases((*(word for listed in said.values() for word in listed), *around))

    def heard_in(self, text: str) -> frozenset[CallerWish]:
        """Return the wishes that a text ends with."""
        heard: set[CallerWish] = set()
        for clause in reversed([part for part in _MARKS.split(text) if _bare(part)]):
            if self._fillers.are_all_of(clause):
                continue
            if not self._any.are_all_of(clause):
                break
            alone = {wish for wish, phrases in self._kinds.items() if phrases.are_all_of(clause)}
            heard |= alone or set(self._kinds)
        return frozenset(heard)


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))
