"""The words of documents."""

import re
from datetime import date

ISSUER = "12345 政务服务热线值班室"
BULLETIN = "群众诉求办理情况通报"
ANNOUNCEMENTS = "群众反映事项办理结果公布"
OVERVIEW, SPECIAL, DOSSIER = "每日值班综述", "值班专报", "工单档案"
DEPARTMENT, DISTRICT = "承办单位", "区县"
RANK, CHANGE, COMPOSITE = "名次", "升降", "综合得分"
NONE = "—"


def day(moment: date) -> str:
    """A day as documents write it."""
    return f"{moment.year}年{moment.month}月{moment.day}日"


def span(first: date, last: date) -> str:
    """Days as documents write them."""
    return day(first) if first == last else f"{day(first)}至{day(last)}"


def percent(value: float | None) -> str:
    """A share as documents write it."""
    if value is None:
        return NONE
    return "100%" if value == 1 else f"{value:.1%}"


def score(value: float | None) -> str:
    """A composite as documents write it."""
    return NONE if value is None else f"{value:.2f}"


def change(rank: int, before: int) -> str:
    """How a place has changed."""
    if not rank or not before:
        return NONE
    if rank == before:
        return "持平"
    return f"升{before - rank}" if rank < before else f"降{rank - before}"


_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "?": "？", "!": "！"}
_SIGN = re.compile(r"(?<![0-9A-Za-z])[,;:?!]|[,;:?!](?![0-9A-Za-z/])|[()]")
_HAN = r"[一-鿿，。；：（）〔〕“”、]"
_GAP = re.compile(rf"(?<={_HAN}) (?=[0-9A-Za-z〔])|(?<=[0-9A-Za-z%〕]) (?={_HAN})|(?<={_HAN}) (?={_HAN})")


def typeset(text: str) -> str:
    """A text as official documents print it: full-width punctuation, no spaces between Chinese and numbers."""
    return _GAP.sub("", _SIGN.sub(lambda sign: _FULL_WIDTH[sign[0]], text))
