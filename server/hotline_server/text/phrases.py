"""Phrases of which a text may consist, as openings 开场白 and urging 催促话 do: they say nothing of a matter."""

from collections.abc import Iterable

from hotline_server.text.folding import fold


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


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))
