"""Forms of names: a surname with what is given, where that may end, and signs within."""

import re

from hotline_server.domain.personal_data.folding import HAN
from hotline_server.domain.personal_data.given_names import TYPICAL, can_be_given
from hotline_server.domain.personal_data.no_persons import DOTS
from hotline_server.domain.personal_data.ordinary_words import NOBODY, ORDINARY_WORDS
from hotline_server.domain.personal_data.surnames import COMMON, COMPOUND, DISTINCT, RARE

HAN_SIGN = re.compile(f"[{HAN}]")
SURNAME = re.compile(rf"{COMPOUND}|[{COMMON}{RARE}]")
DISTINCT_SURNAME = re.compile(rf"{COMPOUND}|[{COMMON}{DISTINCT}]")
LONGEST_GIVEN = 2
# A name may end before these, and before whatever is no Chinese character.
AFTER_NAME = frozenset(
    "的在是说把被和与及将对向给因从到于已住电手身也就都还没不要让叫打骂收拒拿跟同找问去来有又再才只曾正则反投举咨请希称告家男女今现"
    "私强乱随多长经开骗欠逃吃殴酒违占拖克辱威侮伤死受患年出为此先上下等每总晚半昨近两擅无故态违收服工作态拿挪贪利以其该"
)
_NO_NAMES = ORDINARY_WORDS | NOBODY
# A sign or picture within: 李✨明, 李①明.
_PICTURE = r"[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f]{1,2}|\d(?!\d)"
_WITHIN = rf"(?:[^\S\n]{{0,2}}[/\\|_~.*+{DOTS}-][^\S\n]{{0,2}}|{_PICTURE}|[^\S\n]{{1,3}})"
_PARTED = re.compile(rf"({COMPOUND}|[{COMMON}{RARE}]){_WITHIN}([{HAN}])(?:{_WITHIN}?([{HAN}]))?")


def is_name(words: str, begin: int, middle: int, end: int) -> bool:
    """Return whether a surname and what follows it can be a name."""
    given = words[middle:end]
    if len(given) < end - middle or not _NO_NAMES.isdisjoint((words[begin : begin + 2], words[begin : begin + 3])):
        return False
    return all(map(HAN_SIGN.match, given)) and can_be_given(given)


def may_end(words: str, end: int) -> bool:
    """Return whether a name may end there."""
    return end >= len(words) or words[end] in AFTER_NAME or not HAN_SIGN.match(words[end])


def parted_end(words: str, begin: int, *, is_said: bool = True) -> int | None:
    """Return where a name ends that has blanks or signs within: 李 明, 李/明.

    Args:
        words: folded text.
        begin: where it begins.
        is_said: false if nothing says that a name follows; then only what hardly stands in words is given.
    """
    found = _PARTED.match(words, begin)
    if found is None:
        return None
    for last in (3, 2):
        given = "".join(sign for sign in found.groups()[1:last] if sign)
        name = found[1] + given
        is_given = AFTER_NAME.isdisjoint(given) and is_name(name, 0, len(found[1]), len(name))
        is_typical = TYPICAL.issuperset(given)
        ends = may_end(words, found.end(last)) or (len(given) > 1 and is_typical)
        if found[last] and is_given and ends and (is_said or is_typical):
            return found.end(last)
    return None
