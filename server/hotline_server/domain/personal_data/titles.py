"""Names before titles: 禚师傅, 王建国主任, 李 明女士."""

import re
from collections.abc import Iterator

from hotline_server.domain.personal_data.behind_roles import CLEAR
from hotline_server.domain.personal_data.folding import HAN, Span
from hotline_server.domain.personal_data.given_names import TYPICAL
from hotline_server.domain.personal_data.name_forms import (
    HAN_SIGN,
    LONGEST_GIVEN,
    SURNAME,
    is_name,
    parted_end,
)
from hotline_server.domain.personal_data.ordinary_words import BORNE, ORDINARY_WORDS
from hotline_server.domain.personal_data.pairs import begins_word
from hotline_server.domain.personal_data.surnames import COMMON, COMPOUND, DISTINCT

_POLITE_TITLES = "先生|女士|小姐|大爷|大妈|大娘|大伯|大婶|阿姨|大叔|大哥|大姐|大嫂|师傅|婆婆|嬢嬢|阿婆"
TITLE = re.compile(
    rf"(?:总|副|原)?(?:{_POLITE_TITLES}|同志|叔叔|伯伯|奶奶|爷爷|老师|医[生师]|大夫|护士|老板|经理|主任|局长|科长|处长|书记|支书|"
    "村长|镇长|乡长|队长|所长|站长|院长|校长|园长|厂长|警官|律师|教授|法官|主管|会计|教练|董事长|总监|村医|检察官|"
    "(?:部长|(?<!小)组长|会长|班长|行长|厅长|市长|县长|区长)(?![期久度短远江沙廊途征春廷假城]))"
)
# Behind these a surname that is hardly a word is one: 黄司机, but not 查司机.
_JOB = re.compile("司机|保安|民警|辅警|交警|房东|店长|护工|月嫂|保姆|房主|车主|中介|客服|工头")
# Surnames that are things: 修车师傅, 送水老板.
THINGS = frozenset("车水花房路门党商池农印沙海木石")
# Surnames that join words more often.
PARTICLES = frozenset("和都连来位时全应成向于")
# Rare ones that stand before titles as words: 班主任, 由主任签字, 代书记.
_WORDS = frozenset(
    "代班么门库律才修由候干次措召闻劳扶堵通别终步国越那空养后权益公元家能从危但院员未有年法洗秘区相回母种战哈爱双快广"
)
# A person may be named behind these.
BEFORE_NAME = frozenset("找是给跟和与的向对被把叫请由让到问见系络称说同及有位该名")
# Behind an office: 派出所钟警官.
_OFFICES = frozenset("所局会头校委队们")
_BEFORE = BEFORE_NAME | _OFFICES
_OF_OTHERS = frozenset(("主任", "书记", "经理", "班长", "队长"))
_SURE = re.compile(rf"{COMPOUND}|[{COMMON}{DISTINCT}{''.join(sorted(CLEAR))}]")
_DISTINCT = re.compile(f"[{DISTINCT}]")
_POLITE = re.compile(_POLITE_TITLES)
# 王(建国)先生.
_BRACKETED = re.compile(
    rf"(?![{''.join(sorted(THINGS))}])(?:{COMPOUND}|[{COMMON}])\([{HAN}]{{1,2}}\)(?={TITLE.pattern})"
)
_SHORTEST, _LONGEST_PARTED = 2, 12


def find_titled(words: str) -> Iterator[Span]:
    """Yield the names before titles."""
    for found in TITLE.finditer(words):
        end = found.start() - (words[found.start() - 1 : found.start()] == " ")
        if (begin := _addressed(words, end, found[0])) is not None:
            yield begin, end
        yield from _parted(words, end)
    for found in _JOB.finditer(words):
        begin = found.start() - 1
        if begin >= 0 and words[begin] in CLEAR and not begins_word(words, begin) and _is_free(words, begin):
            yield begin, begin + 1
    yield from (found.span() for found in _BRACKETED.finditer(words))


def _addressed(words: str, end: int, title: str) -> int | None:
    """Return where a name begins before a title."""
    word = words[max(0, end - 2) : end]
    if word in BORNE and (
        end == len(word) or not HAN_SIGN.match(words[end - 3]) or words[end - 3] in BEFORE_NAME | {"过"}
    ):
        return end - 2
    if word in ORDINARY_WORDS:
        return None
    for begin in range(max(0, end - 4), end - 1):
        surname = _SURE.match(words, begin, end) or _rare(words, begin, end)
        if (
            surname
            and words[begin - 1 : begin + 1] not in ORDINARY_WORDS | _OF_OTHERS
            and surname.end() < end
            and (words[begin] not in PARTICLES or end - begin > _SHORTEST)
            and end - surname.end() <= LONGEST_GIVEN
            and is_name(words, begin, surname.end(), end)
        ):
            return begin
        if surname and surname.end() == end and surname.end() - begin > 1:
            return begin
    return end - 1 if end and _is_surname(words, end - 1, title) else None


def _rare(words: str, begin: int, end: int) -> re.Match[str] | None:
    """Return a rare surname with a given name of such characters as hardly stand elsewhere: 展志强主任."""
    is_word = begins_word(words, begin) or begins_word(words, begin - 1)
    return SURNAME.match(words, begin, end) if TYPICAL.issuperset(words[begin + 1 : end]) and not is_word else None


def _is_surname(words: str, begin: int, title: str) -> bool:
    """Return whether one character before a title is a surname, and no word or the end of one: 装修师傅, 有时老师."""
    sign = words[begin]
    if sign in THINGS | PARTICLES | _WORDS or not SURNAME.match(words, begin, begin + 1):
        return False
    likely = sign in CLEAR or _DISTINCT.match(sign) or (_POLITE.fullmatch(title) and _SURE.match(sign))
    return _is_free(words, begin) or (bool(likely) and not begins_word(words, begin - 1))


def _is_free(words: str, begin: int) -> bool:
    """Return whether somebody can be named here."""
    before = words[begin - 1] if begin else ""
    if not before or not HAN_SIGN.match(before) or words[begin - 2 : begin] in _OF_OTHERS:
        return True
    return before in _BEFORE and not begins_word(words, begin - 1)


def _parted(words: str, end: int) -> Iterator[Span]:
    """Yield the name that ends before a title and has blanks or signs within: 李 明女士."""
    near = words[max(0, end - _LONGEST_PARTED) : end]
    for place, sign in enumerate(near):
        begin = end - len(near) + place
        if sign in CLEAR and _is_free(words, begin) and parted_end(near, place) == len(near):
            yield begin, end
            return
