"""Chains of digits that may be one number, with what people write and say between them: 138杠0013杠8000."""

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

# In folded text. 四个零 are four digits; 后四位 are none.
_TOKEN = re.compile(r"(?P<place>[2-9]位)|(?P<times>[2-9])个(?P<digit>[0-9])|[0-9]+?(?=[2-9]个[0-9]|[^0-9]|$)")
_WIDEST_GAP = 16
# Ends of sentences: a number does not go on behind them.
_NO_GAP = frozenset("。！？；;!?\n")
_SIGNS = r"[\s,、:()\"“”'—-]{0,3}"
_SPOKEN = re.compile(
    rf"(?:{_SIGNS}(?:[横短中]?[杠横]|[空点转哈啊嗯呃的是为接再后尾]|空格|然后|接着|跟着|就是|[后前]面|后边|中间|最后|末尾|尾号|生日|出生(?:日期)?|"
    rf"[2-9]位(?:数字?|号码)?)){{1,5}}{_SIGNS}"
)
# What is left of a page that a text was copied from.
_MARKUP = re.compile("<br ?/?>|&[ne][bnm]sp;")
_BROKEN = re.compile(r"[^\S\n]{0,4}-?[^\S\n]{0,4}\n[^\S\n]{0,8}")


class Gap(IntEnum):
    """Strength of what stands between two groups, from what joins them surely to what hardly does."""

    SIGNS = 0
    WORDS = 1
    LINES = 2


class Group(NamedTuple):
    """Digits that stand together.

    Attributes:
        begin: where they begin in the folded text.
        end: where they end.
        digits: themselves; 000 for 三个零.
        gap: between them and the group before.
    """

    begin: int
    end: int
    digits: str
    gap: Gap


def chains(digits: str) -> Iterator[list[Group]]:
    """Yield groups of digits between which nothing but separators stands."""
    chain: list[Group] = []
    for found in _TOKEN.finditer(digits):
        if found["place"]:
            continue
        gap = _gap(digits[chain[-1].end : found.start()]) if chain else Gap.SIGNS
        if gap is None:
            yield chain
            chain, gap = [], Gap.SIGNS
        if found["times"]:
            gap = max(gap, Gap.WORDS)
        said = found["digit"] * int(found["times"]) if found["times"] else found[0]
        chain.append(Group(found.start(), found.end(), said, gap))
    if chain:
        yield chain


def _gap(between: str) -> Gap | None:
    """Return how what stands between two groups joins them; ``None`` if it parts them."""
    between = _MARKUP.sub(" ", between)
    if len(between) > _WIDEST_GAP:
        return None
    if not any(sign.isalnum() or sign in _NO_GAP for sign in between):
        return Gap.SIGNS
    if _SPOKEN.fullmatch(between):
        return Gap.WORDS
    return Gap.LINES if _BROKEN.fullmatch(between) else None
