"""Words around the names of places: where a name ends, what would make it part of another, and addresses in detail."""

import re

# A name of one of these forms is whole: what follows it describes a spot there.
_WHOLE = re.compile(
    "(?:路|街|巷|弄|大道|胡同|区|县|市|镇|乡|村|街道|社区|小区|花园|家园|苑|公园|广场|大厦|学校|小学|中学|大学|学院"
    "|幼儿园|医院|市场|商场|超市|公寓|楼|厂|火车站|高铁站|汽车站|地铁站|客运站|水库|隧道|立交|机场|码头)$"
)
# Other names, above all short ones, are often the beginning of a longer name: 东湖 of 东湖路 or 东湖新村.
_LONGER_NAME = re.compile(
    "[一二三四五六七八九十东南西北中新老前后]{0,2}"
    "(?:大道|路(?![灯面障政况过边口上])|街(?![上坊边])|巷|弄|村(?!民)|镇(?!上)|乡(?!下)|区(?![域别间])|县|市(?![民里])|社区|小区"
    "|花园|家园|公园|广场|大厦|市场|商城|苑|园|城(?!管)|桥|站(?![着在])|湾|庄|寨|屯|水库|学校|小学|中学|大学|学院"
    "|幼儿园|医院|公寓|府|庭|轩|郡|工业)"
)
# After a road, these make the name of an administrative unit.
_UNIT_AFTER_PLACE = re.compile("街道(?![上边两])|社区|村(?!民)|镇(?!上)|乡(?!下)")
_CHINESE = re.compile("[㐀-鿿]")
# May stand right before a short name. Any other character before it may belong to the same word.
_BEFORE_SHORT_NAME = frozenset(
    "在到从去往来是住和与跟及有的了给由于至离经过这那我们家里市区县镇乡道村路被对把让向附靠近"
)
_MODIFIERS = frozenset("新老东南西北中大小上下前后内外高")
_AREA = re.compile("[城河江湖市县镇村山岭][东南西北中内外]$")
_OTHER_AREA = re.compile(
    "[㐀-鿿0-9A-Z](?:(?<![小社城片校辖市园景厂新发地山库灾老矿湖])区|(?<![本我全整外])县|(?<![本我全城夜超菜集门外])市)$"
)
_NOT_THERE = ("不在", "不是", "并非", "不属于", "不归")
_SHORT = 2
_SHORT_WHOLE = 3
_COUNT = "(?:[0-9]{1,5}|[A-Z]|[一二三四五六七八九十百零〇两]{1,4})"
_PART = "(?:号院|号楼|号(?!线|文|令|机|称)|弄|栋|幢|座|单元|门(?!口|前|面)|层|楼|室|户|组|排)"
_DETAIL = re.compile(
    f"[ ,，、]?((?:第?{_COUNT}{_PART}[ ,，、-]?)+(?:[0-9]{{2,5}}(?![0-9年月日元块个人次天])室?)?"
    "|[0-9]{1,4}(?:[-－—][0-9]{1,5}){1,3}(?![0-9年月日元块个人次天])(?:号|室)?)"
)


def stands_alone(text: str, start: int, end: int) -> bool:
    """Return True if a name at ``start`` to ``end`` of a text is a name there, not part of another word.

    In doubt, the answer is no: no place is better than a wrong one.
    """
    name = text[start:end]
    return _begins_alone(text, name, start) and _ends_alone(text, name, end) and not _is_denied(text, start)


def detail_after(text: str, end: int) -> str:
    """Return the numbers of house, building and flat that follow a name, as in ``12号3栋502``; empty for none."""
    match = _DETAIL.match(text, end)
    return match[1].rstrip(" ,，、-") if match else ""


def follows_other_area(text: str, start: int) -> bool:
    """Return True if the name at ``start`` follows that of a district, county or city, as in ``某某区人民路``."""
    return bool(_OTHER_AREA.search(text, max(0, start - 4), start))


def _begins_alone(text: str, name: str, start: int) -> bool:
    if not start:
        return True
    before = text[start - 1]
    if _is_plain(name[0]) and _is_plain(before):
        return False
    if not _CHINESE.match(before):
        return True
    if len(name) <= _SHORT:
        return before in _BEFORE_SHORT_NAME
    if len(name) == _SHORT_WHOLE and before in _MODIFIERS:
        return bool(_AREA.search(text, max(0, start - 2), start))
    return True


def _ends_alone(text: str, name: str, end: int) -> bool:
    if end == len(text):
        return True
    if _is_plain(name[-1]) and _is_plain(text[end]):
        return False
    if len(name) <= _SHORT or not _WHOLE.search(name):
        return not _LONGER_NAME.match(text, end)
    if name[-1] in "路街道巷":
        return not _UNIT_AFTER_PLACE.match(text, end)
    return True


def _is_denied(text: str, start: int) -> bool:
    return text.endswith(_NOT_THERE, max(0, start - 3), start)


def _is_plain(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()
