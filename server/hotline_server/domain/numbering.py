"""Case numbers: local date and daily sequence, as in 20261124-000123.

The database id of a case is the date followed by the sequence padded to nine digits.
"""

import re
import unicodedata
from datetime import datetime

from hotline_server.ground.clock import CITY
from hotline_server.text.digits import CHINESE_DIGITS

IDS_PER_DAY = 1_000_000_000
NOT_A_NUMBER = "不是工单号；工单号是日期加序号，数字和短横用半角，如 20261124-000123"
"""Refusal of what ``is_number`` rejects."""
_DASHES = re.compile("[\u2010-\u2015\u2212]|短?横[杠线]?|杠")
_WORDS = re.compile("工单|编号|尾号|号码?|[后前]面|最后|好像|应该|[我的是为第个那这就吧啊呀呢嗯:,.。]")
# 尾号二十, 一百零三, once its digits are plain: 2十, 1百03.
_COUNT = re.compile("(?:0*[1-9]?[十百千万])+0*[1-9]?")
_PLACES_ON_CHEQUES = str.maketrans({"拾": "十", "佰": "百", "仟": "千", "萬": "万"})
_PLACES = re.compile("(0*)([1-9]?)([十百千万]?)")
_PLACE_VALUES = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
_DIGITS = re.compile("[0-9-]+")
_LOOSE = re.compile(r"([12]\d{7})(?:-(\d{1,9})|(\d{6,9}))", re.ASCII)
_NUMBER = re.compile(r"[12]\d{7}-\d{6,9}", re.ASCII)


def day_of(moment: datetime) -> str:
    """Return the local date of ``moment`` as eight digits, the prefix of a case number."""
    day = moment.astimezone(CITY)
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def id_of(day: str, sequence: int) -> int:
    """Return the id of the ``sequence``-th case, from 1, of ``day``."""
    return int(day) * IDS_PER_DAY + sequence


def id_lower_bound(moment: datetime) -> int:
    """Return the exclusive lower bound of the ids of ``moment``'s local date."""
    return id_of(day_of(moment), 0)


def number_of(case_id: int) -> str:
    """Return the case number for an id."""
    day, sequence = divmod(case_id, IDS_PER_DAY)
    return f"{day}-{sequence:06d}"


def parse_number(number: str) -> int:
    """Return the id for a case number, or 0, which no case has, if the number is invalid."""
    case_id = id_of(number[:8], int(number[9:])) if is_number(number) else 0
    return case_id if number_of(case_id) == number else 0


def is_number(text: str) -> bool:
    """Return whether ``text`` has the form of a case number."""
    return _NUMBER.fullmatch(text) is not None


def tail_of(number: str) -> str:
    """Return the part of a case number that is read to callers: the sequence without leading zeros."""
    return str(int(number.partition("-")[2]))


def restore_number(written: str) -> str:
    """Return a case number, or its tail, as it is stored, from how somebody typed or dictated it.

    Full-width and Chinese digits, other dashes, spaces, lost zeros and a lost dash are understood, and words around it
    left out.
    """
    typed = unicodedata.normalize("NFKC", "".join(written.split()))
    said = _WORDS.sub("", _DASHES.sub("-", typed)).translate(CHINESE_DIGITS | _PLACES_ON_CHEQUES)
    digits = _counted(said) if _COUNT.fullmatch(said) else said
    found = _LOOSE.fullmatch(digits)
    if found:
        return f"{found[1]}-{found[2] or found[3]:0>6}"
    return digits if _DIGITS.fullmatch(digits) else typed


def _counted(said: str) -> str:
    """Return the digits of a number that was said with its places; 1百2 is short for 1百2十."""
    total, below, last = 0, 0, 1
    for zeros, digit, place in _PLACES.findall(said):
        if place == "万":
            total, below, last = (below + int(digit or 0)) * _PLACE_VALUES[place], 0, _PLACE_VALUES[place]
        elif place:
            below, last = below + int(digit or 1) * _PLACE_VALUES[place], _PLACE_VALUES[place]
        elif digit:
            below += int(digit) * (1 if zeros else max(1, last // 10))
    return str(total + below)
