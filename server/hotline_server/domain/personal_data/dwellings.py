"""Homes of people: buildings, staircases, flats, and the numbers of houses in streets and villages."""

import re
from collections.abc import Iterator

from hotline_server.domain.personal_data.folding import Folded, Span

_COUNT = r"(?:(?:[a-z]-?)?\d{1,5}|[ivx]{2,4}|[a-z]|[\d十百两]{1,5})"
_FLAT = r"\d{2,5}[a-z]?"
# Floor and flat: 3栋2单元6-2.
_SHORT_FLAT = r"\d{1,2}[-—]\d{1,2}(?![\d—层楼户栋-])(?:室|号)?"
# In folded text 门洞 is 门0. A staircase with a lift; not 两梯四户, which tells how many flats share one.
_LIFT = r"梯(?=\s?\d{3,4})"
_DOOR = rf"号?门0|门|{_LIFT}"
# Buildings that are counted: 5栋楼, 4栋厂房; not what is on, in or before one: 5栋楼下.
_COUNTED = r"(?!楼(?![\d上下顶道梯前后底层])|(?:高层|别墅|厂房|教学楼|宿舍楼|住宅|危房|违建))"
# So many buildings, with nothing of an address behind them: 共13栋, 有3栋24层的; not 只有3栋的, 还有3栋2单元.
_SO_MANY = (
    r"(?<=[共计有达])[\d十百]{1,5}(?:[栋幢座]|单元)"
    rf"(?![\s-]?[东南西北](?:户|边|侧|单元)|[\s-]?{_FLAT}(?:室|房|号|(?![\da-z余多来个层户平米㎡]))"
    rf"|[\s,，、-]?{_COUNT}(?:号楼|单元|门|座|楼)(?![\s,，、共]{{0,2}}\d+[余多]?户)"
    r"|(?:(?<=有[\d十][栋幢])|(?<=有[\d十百]{2}[栋幢]))的)"
)
# Groups that work together, unlike those of villages; and days, of which something is told: 老屋组12号上午.
_TEAM = "(?<!(?<!民)小组)(?<![作查案察导视计改目修估置班党机核评访验研专]组)(?<!专家组)"
_DAY = "(?:[上下中]午|[早晚]上|凌晨|[那当]天|开会|来过)"
# Ways whose parts are numbered without anybody living there: 地下通道3号口, 隧道2号洞.
_NO_STREET = "(?<![轨隧通跑车匝航渠河管频]道)"
# What has a number on a street that is none of a house.
_NO_HOUSE = "(?!线|出?口(?!味)|站台|地铁|桥|标段|航站楼)"
# A flat of which only the number is told, where somebody is said to live: 住502, 我家601, 502的住户; neither a number
# that is called (110) nor a road (318国道).
_BARE = r"(?<!\d)(?!1(?:10|19|20|22)(?!\d))[1-9]\d{2,3}(?:室|房)?"
_NO_AMOUNT = (
    r"(?![\d年月日号元块个人次天晚夜度平米斤吨亩辆套份名路线分点小时只头条户间台层楼栋幢多余来几万千%℃㎡k~～—-]|[,，.]\d"
    r"|公里|公斤|左右|以上|毫升|医院|[国省县乡]道)"
)
_SAID_TO_BE_ONE = r"(?=的|住|楼[上下]|[\s,，。;；、!！?？)）]|$)"
_LIVED_IN = "|".join(
    (
        rf"(?<=(?<![居入])住)(?:在|户|址是?|的(?:是|房号)?)?[\s:是为]{{0,2}}(?:\d{{1,3}}/){{0,2}}{_BARE}{_NO_AMOUNT}",
        rf"(?<=(?<!居)住)(?:在|的是)?\s?\d{{1,2}}[楼层](?:{_BARE}|[东南西北中左右](?:户|边|侧|首|手))?",
        rf"(?<=[我咱])们?[是在]?\s?{_BARE}{_SAID_TO_BE_ONE}",
        rf"(?<=[我咱们己]家)[是在]?\s?{_BARE}{_NO_AMOUNT}",
        rf"(?<=[我咱们己]家)[是在]?\s?\d{{1,2}}(?:楼(?!房)|层(?=[东南西北中左右]))(?:{_BARE}|[东南西北中左右](?:户|边|侧|首|手))?",
        rf"(?<=[我咱]们楼)的?\s?{_BARE}{_NO_AMOUNT}",
        # 5楼左户, 我在二楼东头.
        r"(?<!\d)\d{1,2}[楼层]靠?[东南西北中左右](?:户|首|手)(?![\u4e00-\u9fff]{0,2}边)",
        r"(?<=[我咱们]在)\d{1,2}[楼层]靠?[东南西北中左右](?:边|侧|头|面)?",
        # Where somebody's car stands.
        r"(?:[a-z]区)?(?<![\da-z])[a-z]?-?\d{1,4}号(?=车位|车库)",
        r"(?<=车位)(?:号码?)?[\s是为:]{0,2}[a-z]?-?\d{2,4}(?![\d个元万块年月日平米㎡])",
        rf"(?<=楼[上下]|隔壁|对门|对面|邻居)[的是住家]?\s?{_BARE}{_NO_AMOUNT}",
        rf"(?<![共计达近约余过第有]){_BARE}(?=的?(?:住户|业主|租户|租客|房客|房东|邻居|户主))",
        rf"(?<=房号|房间|租的|租住)[号在\s:是为]{{0,2}}{_BARE}{_NO_AMOUNT}",
    )
)
_NO_HOUSING = "(?![产屋地租间价东贷型源客管子])"
_NUMBERED_ROOM = rf"(?<!\d)\d{{3,5}}(?:室|号房|房{_NO_HOUSING})"
# In folded text, whose digits are ASCII. A day (3号) and a count (两栋楼房, 共13栋) are no address.
_DWELLING = re.compile(
    "|".join(
        (
            # Building, staircase and flat: 3栋, 12号楼2单元, A座1203室, 3栋2单元502.
            (
                rf"(?<![\d十百](?=[\d十百]))(?!{_SO_MANY})第?(?:{_COUNT}(?:号院(?![长士])|[号#]楼|[栋幢]{_COUNTED}|单元)|{_COUNT}[座舍](?=\d)|[a-z]座|[东南西北]单元)"
                rf"(?:[\s,，、-]?第?{_COUNT}(?:号楼|栋|幢|座|单元|{_DOOR}|[楼层])){{0,3}}"
                rf"(?:[\s,，、-]?(?:[东南西北中左右](?:户|边|侧|首)|[-—]?{_SHORT_FLAT}|[-—]?{_FLAT}(?:室|房|号|户)?))?"
            ),
            # Number of a house in a street.
            rf"(?<=[路街巷弄道村]){_NO_STREET}\s?\d{{1,5}}\s?(?:号{_NO_HOUSE}|弄)(?:附\d{{1,3}}号)?",
            # House and flat of a lane: 5弄8号401.
            r"\d{1,4}弄\d{1,4}号(?:\d{3,4}室?)?(?!\d)",
            # One of several that share a number: 幸福里12号附3.
            r"\d{1,5}号附\d{1,3}(?:号|(?![\d张份个件页条项]))",
            # Whatever is said to be one: 门牌18-3.
            r"(?<=门牌)(?:号码?)?[\s是为:]{0,3}\d{1,5}(?:[-—之]\d{1,4}){0,3}(?!\d|[年月天日])号?",
            r"(?<=门牌)(?:号码?)?[\s是为:]{1,3}[\u4e00-\u9fff]{2,8}?\d{1,5}号(?![线附])",
            # House of an estate: B区9号别墅.
            r"(?:[a-z]区)?(?<!\d)\d{1,4}号(?=别墅|洋房)",
            # House of a group of a village that has a name: 老屋组12号.
            rf"(?<=[\u4e00-\u9fff]组){_TEAM}\d{{1,4}}号(?![\u4e00-\u9fff]?[线座]|{_DAY})",
            # Group or row of houses in a village: 柳塘村3组, 五排.
            r"(?<=[村屯寨队])第?\d{1,3}(?:组|队|排)(?:\d{1,4}(?:号|户))?",
            r"[东南西北前后]?\d{1,3}(?:组|排)第?\d{1,4}(?:号(?!座)|户)",
            r"[甲乙丙丁戊己庚辛]座(?:[\d十]{1,3}[楼层])?(?:[a-z]户|\d{2,4}[室号]?)?",
            # Door, floor or household by its number: 1门301, 第2户.
            rf"(?<!\d)(?:\d{{1,3}}(?:{_DOOR})(?=\d{{2,4}}(?!\d))\d{{2,4}}(?:室|房|号|户)?|第\d{{1,4}}户)",
            # Flat, alone or in short: 502室, 502房, 3-502, 3-2-502, 3/2/502, 3#502.
            _NUMBERED_ROOM,
            r"(?<![\d/])\d{1,3}/\d{1,3}/(?!(?:19|20)\d\d)\d{3,4}(?![\d/])",
            # Neither a range of amounts nor one of days: 3-500斤, 1998.01.01-2003.12.31.
            r"(?<![\d\-—#])(?<!\d[./])\d{1,3}(?:[-—#]|#[-—])(?:\d{1,3}[-—#])?\d{3,5}(?![\d\-—年月日元块个人次天度平米斤吨亩辆套份名]|[./]\d)",
            _LIVED_IN,
        )
    )
)
# What is counted is no flat: 3栋24层, 3栋90户.
_NO_COUNT = r"(?![\d年月日元块个人次天度平米层楼栋幢户余多间套m㎡%])"
# A flat, which one household lives in.
_ROOM = re.compile(
    rf"(?:{_COUNT}[栋幢座]\s?)?(?:{_COUNT}(?:[号#]楼|号院|单元|{_DOOR})\s?){{1,4}}(?:{_COUNT}[楼层]\s?)?{_FLAT}(?:室|号房?|房)?{_NO_COUNT}"
    rf"|{_COUNT}[栋幢座]\s?(?:{_COUNT}[楼层]\s?)?{_FLAT}(?:室|号房?|房)?{_NO_COUNT}|{_NUMBERED_ROOM}"
)
# Within an address, and between digits that are written one by one: 3 栋 2 单元 5 0 2, 3 - 502.
_PART = "[栋幢座室房梯门楼层]|单元|号楼|号院"
_BLANKS = re.compile(
    rf"(?<=\d)[^\S\n]{{1,2}}(?={_PART})|(?<=[栋幢座元门梯楼层])[^\S\n]{{1,2}}(?=\d)"
    r"|(?<=(?<!\d)\d)[^\S\n](?=\d(?!\d))|(?<=\d)[^\S\n](?=[-—/#])|(?<=[-—/#])[^\S\n](?=\d)"
)


def find_dwellings(text: Folded) -> Iterator[Span]:
    """Yield the spans of the numbers of houses, buildings and flats."""
    yield from _find(_DWELLING, text)


def find_rooms(text: Folded) -> Iterator[Span]:
    """Yield the spans of flats."""
    yield from _find(_ROOM, text)


def _find(pattern: re.Pattern[str], text: Folded) -> Iterator[Span]:
    for begin, end in _spans(pattern, text.digits):
        # In 502一直 the last one is no digit.
        last = text.words[end - 2 : end]
        yield begin, end - (last[:1].isascii() and last[:1].isdigit() and last[1:] == "一")


def _spans(pattern: re.Pattern[str], digits: str) -> Iterator[Span]:
    blanks = {place for found in _BLANKS.finditer(digits) for place in range(*found.span())}
    if not blanks:
        yield from (found.span() for found in pattern.finditer(digits))
        return
    kept = [place for place in range(len(digits)) if place not in blanks]
    for found in pattern.finditer("".join(digits[place] for place in kept)):
        yield kept[found.start()], kept[found.end() - 1] + 1
