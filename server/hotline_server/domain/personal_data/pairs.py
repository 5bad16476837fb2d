"""Ordinary words by their first two characters, which tell a name from what else stands behind a role.

``pairs.txt`` has a line for each first character with all that follow it. It was drawn from the frequent words of the
dictionary of jieba 0.42.1 (MIT licence), without names of people.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def begins_word(words: str, begin: int) -> bool:
    """Return whether an ordinary word of two characters, or one that they begin, stands there."""
    return words[begin + 1 : begin + 2] in _pairs().get(words[begin : begin + 1], ())


@cache
def _pairs() -> Mapping[str, frozenset[str]]:
    lines = files(__package__).joinpath("pairs.txt").read_text("utf-8").splitlines()
    return {line[0]: frozenset(line[1:]) for line in lines}
