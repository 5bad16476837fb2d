"""Words of replies by SMS: what a caller means by them, and of which case."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from hotline_server.desk.cases.judgements import DISSATISFIED, SATISFIED, UNRESOLVED, Judgement, said_of_result
from hotline_server.domain.numbering import is_number, restore_number, tail_of
from hotline_server.domain.survey import SurveyAnswer
from hotline_server.text.folding import fold


class Wish(Enum):
    """Wish of a caller who replies."""

    URGE = "urge"
    WITHDRAW = "withdraw"
    REVOKE = "revoke"


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a reply.

    Attributes:
        meaning: what they stand for; ``None`` if they are to be read by people.
        number: the case that they name, or the tail of its number; empty for none.
        is_bare: true if they say nothing to whoever does not know what was asked: one digit or two, or only signs.
    """

    meaning: Wish | Judgement | None
    number: str
    is_bare: bool

    def name(self, number: str) -> bool:
        """Return whether they name a case."""
        return self.number in (number, tail_of(number))


_WISHES: dict[str, Wish] = {
    **dict.fromkeys(("8", "催办", "我要催办", "请催办"), Wish.URGE),
    **dict.fromkeys(("9", "撤诉", "我要撤诉", "要撤诉", "申请撤诉"), Wish.WITHDRAW),
    **dict.fromkeys(("不用办", "不用办理", "不用处理", "不用再办"), Wish.WITHDRAW),
    **dict.fromkeys(("7", "收回撤诉", "取消撤诉"), Wish.REVOKE),
}
_YES, _NO, _UNSAID = SurveyAnswer.YES, SurveyAnswer.NO, SurveyAnswer.NOT_GIVEN
# The digits say whether the office made contact, if the question asks for that; words and signs do not.
_DIGITS: dict[str, Judgement] = {
    f"{digit}{zero}": replace(said, responded=responded)
    for digit, said in (("1", SATISFIED), ("2", DISSATISFIED), ("3", UNRESOLVED))
    for zero, responded in (("", _YES), ("0", _NO))
}
_CHOSEN = re.compile(r"^我?(?:选择?|回复)(?=[1-9]0?$)")
_SIGNS_MEAN = {"👍": _YES, "👌": _YES, "👎": _NO}
_COURTESY = re.compile("^(?:您好|你好)|(?:谢谢|感谢|多谢)(?:您|你们?)?$")
_NUMBER = re.compile(r"(?<!\d)\d{8}-\d{1,6}(?!\d)")
_SIGNS = re.compile(r"[\W_]+")
_TAILED = re.compile(r"(?P<wish>\D{1,20}?)(?:尾号|编号|工单号?)?0*(?P<tail>[1-9]\d{0,8})号?的?")
"""Words with the tail of a number behind them."""
_LED = re.compile(
    r"(?:请|我要?)?[把将]?(?:尾号|编号|工单号?)?(?P<written>0*(?P<tail>[1-9]\d{0,8}))号?的?(?P<wish>\D{1,20})"
)
"""Words with the tail of a number before them, unless it is a digit that a message asks for."""
_TOLD_TAIL = re.compile(r"(?:尾号|编号|工单号?)\s*(?:是|为)?\s*0*(?P<tail>[1-9]\d{0,8})(?!\d)号?的?")
"""Tail that is said to be one."""
_SPOKEN_DIGITS = str.maketrans("一二三七八九壹贰叁柒捌玖", "123789123789")
_MOST_DIGITS = 2
"""Digits of the longest answer to a question; whoever sends more tells another number to call, or a place."""
_ENDINGS = "了吧啊呀呢哦"


def read_words(text: str) -> Words:
    """Read a reply: digits in any width, and the words that the messages themselves use for them."""
    plain = unicodedata.normalize("NFKC", text)
    number, said = _named(plain)
    rest = _bare(said)
    is_bare = not rest or (rest.isdigit() and len(rest) <= _MOST_DIGITS)
    return Words(_meaning(_COURTESY.sub("", rest), plain), number, is_bare)


def _named(plain: str) -> tuple[str, str]:
    """Return the case that a reply names, empty for none, and what else it says.

    Digits are the tail of a number only beside a wish to withdraw, or where they are said to be the tail and nothing is
    said besides that people need read; elsewhere they may be anything.
    """
    if found := _NUMBER.search(plain):
        number = restore_number(found[0])
        return number if is_number(number) else "", plain.replace(found[0], "")
    if told := _TOLD_TAIL.search(plain):
        rest = plain.replace(told[0], "", 1)
        if _meaning(_COURTESY.sub("", _bare(rest)), rest):
            return told["tail"], rest
    rest = _COURTESY.sub("", _bare(plain))
    tailed = _TAILED.fullmatch(rest) or _LED.fullmatch(rest)
    if tailed and tailed.groupdict().get("written") in _WISHES.keys() | _DIGITS.keys():
        return "", plain
    if tailed and _meaning(_bare(tailed["wish"]), "") is Wish.WITHDRAW:
        return tailed["tail"], tailed["wish"]
    return "", plain


def _bare(said: str) -> str:
    """Return what is said without signs and endings; a digit may be written as a word."""
    rest = _CHOSEN.sub("", _SIGNS.sub("", fold(said)).rstrip(_ENDINGS))
    return rest.translate(_SPOKEN_DIGITS) if len(rest) == 1 else rest


def _meaning(word: str, plain: str) -> Wish | Judgement | None:
    """Return what a reply stands for: a digit, words, signs, or several of them that say the same."""
    words = word.lstrip("0123456789")
    digits = word.removesuffix(words)
    meant = [_WISHES.get(digits) or _DIGITS.get(digits)] if digits else []
    meant += [_WISHES.get(words) or said_of_result(words)] if words else []
    meant += [Judgement(_UNSAID, _SIGNS_MEAN[sign]) for sign in plain if sign in _SIGNS_MEAN]
    said = [one for one in meant if isinstance(one, Judgement)]
    if said == meant:
        # A question is no answer, unless a digit is.
        return None if "?" in plain and not digits else _agreed(said)
    wish = meant[0]
    return wish if isinstance(wish, Wish) and set(meant) == {wish} else None


def _agreed(said: Sequence[Judgement]) -> Judgement | None:
    """Return what several ways of saying it come to; ``None`` if they contradict each other or say nothing."""
    answers = [
        {answer for answer in part if answer is not _UNSAID} or {_UNSAID}
        for part in zip(*((one.resolved, one.satisfied, one.responded) for one in said), strict=True)
    ]
    if not answers or any(len(part) > 1 for part in answers):
        return None
    agreed = Judgement(*(part.pop() for part in answers))
    return None if (agreed.resolved, agreed.satisfied) == (_NO, _YES) else agreed
