"""Names behind roles and relations, whatever their bearers do: what begins with a surname and is no ordinary word."""

import re
from collections.abc import Iterator

from hotline_server.domain.personal_data.folding import HAN, Span
from hotline_server.domain.personal_data.given_names import GIVEN, NAMED_WORDS, TYPICAL, can_be_given
from hotline_server.domain.personal_data.ordinary_words import BORNE, ORDINARY_WORDS
from hotline_server.domain.personal_data.pairs import begins_word
from hotline_server.domain.personal_data.roles import ROLES
from hotline_server.domain.personal_data.surnames import COMMON, COMPOUND, RARE

# Surnames that hardly begin anything but names and words that the dictionary has.
CLEAR = frozenset(
    "王李张刘陈杨黄赵吴周徐孙朱胡郭林罗郑梁谢宋唐许韩冯邓曹彭曾肖董潘袁蔡蒋余杜叶程魏苏吕丁沈姚卢姜崔谭陆范汪廖韦贾邹"
    "熊孟秦邱侯江尹薛闫段龚邵武钱戴莫孔汤赖樊殷施洪翟颜倪芦俞葛鲁聂焦柳邢齐梅庄涂祁耿牟詹纪靳欧甄阮桂闵佟霍翁隋裴鲍柯"
    "吉饶瞿戚滕邬臧褚娄奚郎邸冀姬屠郜晏栾郁喻揭窦敖糜艾巩嵇竺匡巫桑荆谌岑蔺萧傅骆郝贺陶黎龙雷覃佘冼毛易"
    "史任岳庞茅麦伍季爨乜亓邝禤郦庾昝缪荀芮宓郗逄"
)
# Behind these, the name of a place begins: 我是柳叶湖渔业公司的.
_OF_PLACES = ("我是", "人是", "人为", "就是", "自称", "实为")
PLACES = frozenset("村镇乡庄湾河桥苑府路街巷社小")
# What joins words more often than it is a surname.
_JOINING = frozenset("都能和")
_PAIR = 2
# What is named by a word, too.
_OF_A_NAME = re.compile("[公书广大节期年中学医酒宾商超电科集]")
_SURNAME = re.compile(rf"{COMPOUND}|[{COMMON}{RARE}]")
_HAN = re.compile(f"[{HAN}]")
_WORDS = ORDINARY_WORDS - BORNE
# Somebody is named behind these as well: 联系翟天临.
_NAMING = re.compile(rf"{ROLES.pattern}|联系|约谈|处罚|辞退|名叫|名为|我叫")
_LISTED = re.compile(r"\s?[、,，及和与]\s?")
# What 于 and 时 stand before as words: 于明年.
_DAYS = re.compile("[明前昨今本次后当每][年月日天晚周]")
# What follows a name rather than ends it.
_SAYS = re.compile("[的了是在你您她它们这那说没不被把让都还又也吗呢吧啊就很及或但而因所着过已]")


def is_person(words: str, begin: int, middle: int, end: int) -> bool:
    """Return whether a surname with a given name behind it is a person behind a role.

    Args:
        words: folded text.
        begin: where the surname begins.
        middle: where the given name begins.
        end: where it ends.
    """
    if words[begin - 2 : begin] in _OF_PLACES or words[end : end + 1] in PLACES:
        return False
    given, is_pair = words[middle:end], end - middle == _PAIR
    if words[begin] in _JOINING:
        return False
    named = is_pair and TYPICAL.issuperset(given) and not _is_word(words, begin, middle, end)
    if middle - begin == 1 and words[begin] not in CLEAR:
        # 司机代勇, and nothing behind it.
        alone = not is_pair and given in GIVEN and not _HAN.match(words, end)
        return (named and not begins_word(words, end - 1)) or (alone and not begins_word(words, begin))
    if middle - begin == 1 and begins_word(words, begin):
        return named
    # 张建国体罚, but 刘严联系.
    return not is_pair or given[-1] in TYPICAL or not begins_word(words, end - 1)


def _is_word(words: str, begin: int, middle: int, end: int) -> bool:
    """Return whether what could be a given name is the word that it is as well: 于海边, 于海洋公园, but 于海波."""
    named = words[middle:end] in NAMED_WORDS and not begins_word(words, begin) and not _OF_A_NAME.match(words, end)
    return begins_word(words, middle) and not named


def may_be_persons(words: str) -> Iterator[Span]:
    """Yield what can be a name behind a role, or in a list of such, whatever its characters."""
    for found in _NAMING.finditer(words):
        begin = found.end()
        while (end := _person_end(words, begin)) is not None:
            yield begin, end
            following = _LISTED.match(words, end)
            if following is None:
                break
            begin = following.end()


def _person_end(words: str, begin: int) -> int | None:
    surname = _SURNAME.match(words, begin)
    if surname is None or words[begin : begin + _PAIR] in _WORDS or words[begin] in _JOINING:
        return None
    ends = (surname.end() + _PAIR, surname.end() + 1)
    called = (end for end in ends if end <= len(words) and _can_be_called(words, begin, surname.end(), end))
    if (end := next(called, None)) is not None or _DAYS.match(words, surname.end()):
        return end
    return next((end for end in ends if _may_be_called(words[surname.end() : end], end - surname.end())), None)


def _may_be_called(given: str, length: int) -> bool:
    """Return whether characters can be given to somebody, however seldom they are."""
    return len(given) == length and all(map(_HAN.match, given)) and not _SAYS.search(given)


def _can_be_called(words: str, begin: int, middle: int, end: int) -> bool:
    given = words[middle:end]
    if not all(map(_HAN.match, given)) or not can_be_given(given):
        return False
    if is_person(words, begin, middle, end):
        return True
    likely = begins_word(words, begin) if len(given) < _PAIR else not begins_word(words, middle)
    return likely and TYPICAL.issuperset(given)
