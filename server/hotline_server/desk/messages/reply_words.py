"""Words of replies by SMS: what a caller means by them, and of which case."""

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import Enum

from hotline_server.desk.cases.caller_words import DISSATISFIED, SATISFIED, UNRESOLVED, Judgement
from hotline_server.domain.numbering import is_number, restore_number
from hotline_server.domain.survey import SurveyAnswer


class Wish(Enum):
    """What a caller asks for by a reply."""

    URGE = "urge"
    WITHDRAW = "withdraw"
    REVOKE = "revoke"


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a reply.

    Attributes:
        meaning: what they stand for; ``None`` if they are to be read by people.
        number: the case that they name; empty for none.
        is_digit: true if they say nothing to whoever does not know what was asked: one digit or two, or only signs.
    """

    meaning: Wish | Judgement | None
    number: str
    is_digit: bool


_RESOLVED = Judgement(SurveyAnswer.YES, SurveyAnswer.NOT_GIVEN)
_MEANINGS: dict[str, Wish | Judgement] = {
    **dict.fromkeys(("8", "催办", "我要催办", "请催办"), Wish.URGE),
    **dict.fromkeys(("9", "撤诉", "我要撤诉", "要撤诉", "申请撤诉"), Wish.WITHDRAW),
    **dict.fromkeys(("7", "收回撤诉", "取消撤诉"), Wish.REVOKE),
    **dict.fromkeys(("1", "已解决满意", "解决满意"), SATISFIED),
    **dict.fromkeys(("满意", "很满意", "非常满意"), Judgement(SurveyAnswer.NOT_GIVEN, SurveyAnswer.YES)),
    **dict.fromkeys(("2", "已解决不满意", "解决不满意"), DISSATISFIED),
    **dict.fromkeys(("不满意", "很不满意", "非常不满意"), Judgement(SurveyAnswer.NOT_GIVEN, SurveyAnswer.NO)),
    **dict.fromkeys(("3", "没解决", "没有解决", "未解决", "还没解决", "还没有解决"), UNRESOLVED),
    **dict.fromkeys(("已解决", "解决"), _RESOLVED),
    **{f"{digit}0": replace(said, responded=SurveyAnswer.NO)
       for digit, said in (("1", SATISFIED), ("2", DISSATISFIED), ("3", UNRESOLVED))},
}  # fmt: skip
_NUMBER = re.compile(r"(?<!\d)\d{8}-\d{1,6}(?!\d)")
_SIGNS = re.compile(r"[\W_]+")
_MOST_DIGITS = 2
"""Digits of the longest answer to a question; whoever sends more tells another number to call, or a place."""
_ENDINGS = "了吧啊呀呢哦"


def read_words(text: str) -> Words:
    """Read a reply: digits in any width, and the words that the messages themselves use for them."""
    plain = unicodedata.normalize("NFKC", text)
    found = _NUMBER.search(plain)
    number = restore_number(found[0]) if found else ""
    rest = _SIGNS.sub("", plain.replace(found[0], "") if found else plain).rstrip(_ENDINGS)
    is_digit = not rest or (rest.isdigit() and len(rest) <= _MOST_DIGITS)
    return Words(_meaning(rest), number if is_number(number) else "", is_digit)


def _meaning(word: str) -> Wish | Judgement | None:
    """Return what a word stands for, or a digit with the same said in words after it."""
    of_digit = _MEANINGS.get(word[:1])
    return _MEANINGS.get(word) or (of_digit if of_digit == _MEANINGS.get(word[1:]) else None)
