"""Ways to call and to write somebody whose name is known: 王姐, 小明, 阿芳, Lín Xiǎomíng, 林小ming."""

import re

from hotline_server.domain.personal_data.folding import HAN
from hotline_server.domain.personal_data.ordinary_words import (
    BORNE,
    GIVEN_WORDS,
    NO_LATIN_NAMES,
    NO_PET_NAMES,
    ORDINARY_WORDS,
)
from hotline_server.domain.personal_data.riddles import ways_to_spell
from hotline_server.domain.personal_data.surnames import COMMON, COMPOUND, RARE
from hotline_server.text.sound import syllables

_PERSON = re.compile(rf"(?:(?P<compound>{COMPOUND})|(?P<surname>[{COMMON}{RARE}]))[{HAN}]{{1,2}}|[{COMMON}{RARE}]")
# A Chinese character, in folded text; the ranges of all would make each pattern five times as large.
_SIGN = r"[^\W\d_a-z]"
_KIN = "哥|姐|叔|姨|婶|嫂|伯"
_TITLES = (
    "先生|女士|小姐|同志|大爷|大妈|大娘|大伯|大婶|阿姨|叔叔|大叔|大哥|大姐|师傅|伯伯|奶奶|爷爷|老师|医生|大夫|护士|老板|总|经理|"
    f"主任|局长|科长|处长|书记|村长|队长|所长|站长|院长|校长|园长|厂长|警官|律师|教授|法官|主管|会计|教练|工|某|家|{_KIN}"
)
_ENDS = (
    rf"(?!{_SIGN})|"
    "(?=[的在是说把被和与及将对向给从到于已住电手也就都还没不要让叫打骂拒跟找问去来有又先师他她本今昨天一几出进回我俺咱])"
)
# Somebody is named behind these.
_NAMING = "(?:(?<=[我叫喊是找骂打])|(?<=[我们]家)|(?<=本人|儿子|女儿|孩子|老公|老婆|爱人|老伴))"
_NO_PLACE = "(?![路街道巷弄镇村区桥站园店城广大小中超市酒饭宾商公花])"
# 小区, 小时 and 小学 are no people.
_NO_NICKNAME = frozenset("区时学年家人百店吃心便声孩朋伙偷车路巷河班产腿脑肠手指脚事狗猫额型微雨雪花草麦米院组")
# 小姐, 表哥 and 大爷 are anybody.
_ANYBODY = frozenset("小大表堂空学老阿子军月兄师港家公干")
_SOUND_ENDS = r"[1-5]?[^a-z0-9]{0,2}"
_DOT = r"[.\s]{0,2}"
# Fewer letters are a word by chance.
_FEWEST_LETTERS = 6


def ways_to_call(name: str) -> list[str]:
    """Return patterns in folded text for a person, besides the whole name; none if the name is not of that form."""
    person = _PERSON.fullmatch(name)
    if person is None:
        return []
    surname = person["compound"] or name[:1]
    given = name.removeprefix(surname)
    # 强国张.
    turned = [f"{given[::-1]}{surname}"] if len(given) > 1 else []
    return [
        *turned,
        *_by_surname(surname),
        *_by_given_name(given),
        *_in_letters(surname, given),
        *ways_to_spell(surname, given),
    ]


def _by_surname(surname: str) -> list[str]:
    """Return patterns for a surname with a title, behind 姓, or as a nickname."""
    found = [rf"(?:[老小阿])?{surname}(?={_TITLES})", rf"(?<=姓){surname}"]
    if len(surname) > 1:
        found.append(rf"(?:(?<=我是)|(?<=我叫)|(?<=叫我)){surname}(?:{_ENDS})")
    if surname not in _NO_NICKNAME:
        found.append(rf"[老小阿]{surname}(?:{_ENDS})")
    return found


def _by_given_name(given: str) -> list[str]:
    """Return patterns for a given name alone, and for what people make of it."""
    if not given:
        return []
    found = []
    if len(given) > 1:
        ends = rf"(?:{_ENDS}|(?={_TITLES}))"
        is_word = given in GIVEN_WORDS or given in ORDINARY_WORDS or given in BORNE
        if is_word:
            found += [rf"{_NAMING}{given}{ends}", rf"{given}(?={_KIN}|同志)"]
        else:
            found += [rf"{_NAMING}{given}{_NO_PLACE}", rf"{given}{ends}"]
    last = given[-1]
    if last not in _NO_NICKNAME:
        found.append(rf"[阿小]{last}(?:{_ENDS}|(?={_KIN}))")
    called = "(?:(?<=叫我)|(?<=小名))" if last * 2 in NO_PET_NAMES else ""
    found.append(rf"{called}{last}{last}(?:{_ENDS})")
    if last not in _ANYBODY:
        found.append(rf"{last}(?:{_KIN})(?:{_ENDS}|(?={_TITLES}))")
    return found


def _in_letters(surname: str, given: str) -> list[str]:
    """Return patterns for a name in Latin letters, wholly or in part, with tones and without."""
    if not given:
        return []
    first, last = [[_syllable(*pair) for pair in zip(part, syllables(part), strict=True)] for part in (surname, given)]
    found = [_latin([*first, *last]), _latin([*last, *first])]
    if len("".join(syllables(given))) >= _FEWEST_LETTERS:
        found.append(_latin([_letters(one) for one in syllables(given)]))
    initials = [one[:1] for one in syllables(given)]
    if len(initials) > 1:
        # Y.Z. Zhang, Z.Y.Z.
        ways = [[*initials, "".join(syllables(surname))], [*(one[:1] for one in syllables(surname)), *initials]]
        found += [
            rf"(?<![a-z0-9]){_DOT.join(map(_letters, way))}(?![a-z0-9])"
            for way in ways
            if "".join(way) not in NO_LATIN_NAMES
        ]
    return found


def sounded_in_letters(part: str) -> str:
    """Return a pattern for a part of a name of three or more characters in Latin letters: 阿依古丽, Ayiguli."""
    return rf"(?<![a-z]){_SOUND_ENDS.join(map(_letters, syllables(part)))}(?![a-z])"


def _syllable(sign: str, sound: str) -> str:
    """Return a pattern for a character of a name or its sound in letters."""
    return rf"(?:{re.escape(sign)}|{_letters(sound)})"


def _letters(sound: str) -> str:
    """Return a pattern for a syllable, whose letters may be written apart and whose ü is written in many ways."""
    return r"[.\s_-]?".join("(?:v|u|yu)" if letter == "v" else re.escape(letter) for letter in sound)


def _latin(parts: list[str]) -> str:
    return rf"(?<![a-z])(?={_SIGN}{{0,3}}[a-z]){_SOUND_ENDS.join(parts)}[1-5]?(?![a-z])"
