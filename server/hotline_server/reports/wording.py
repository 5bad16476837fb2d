"""Fixed wording, number formats and typography of documents."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from hotline_server.domain.line_figures import LineFigures
from hotline_server.ground.clock import spoken_day
from hotline_server.ground.hotline import HOTLINE

ISSUER = f"{HOTLINE}值班室"
BULLETIN = "群众诉求办理情况通报"
ANNOUNCEMENTS = "群众反映事项办理结果公布"
OVERVIEW, SPECIAL, DOSSIER = "每日值班综述", "值班专报", "工单档案"
INSTRUCTION = "领导批示"
RAW, EXCLUSIONS = "剔除前后对照", "剔除申请"
EXCLUSION_COLUMNS = ("剔除理由", "审核结果", "申诉裁定", "件次")
DEPARTMENT, DISTRICT, UNIT = "承办单位", "区县", "下级单位"
LINE = "联动单位"
MEDIAN = "结果用时中位"
LINE_COLUMNS = ("移交", "应接收", "按时接收", "退回", "撤回", "有结果", MEDIAN, "转来", "退回来件")
RANK, CHANGE, COMPOSITE = "名次", "升降", "综合得分"
CLASS, UNRANKED = "类别", "不排名的原因"
NONE = "—"
# Characters on a line of a title.
_TITLE_LINE = 20
_NOT_FIRST = "的、，。；：！？）”》"
_NOT_LAST = "（“《"
_ENDS_PHRASE = "的、，；）”》"
_ENDS_WORD = ("反映", "问题", "情况", "诉求", "区", "县", "街道", "镇")
# Characters by which a line may be longer or shorter than even, to end with a phrase, or with a word.
_WITHIN_WORDS, _BEHIND_WORD = 6, 4
# Of a heading of a column, and at its sides, in millimetres.
_HEADING_CHARACTER, _PADDING = 3.71, 1.5
_ENDS = ("。", "！", "？", "……", "!", "?")


def span(first: date, last: date) -> str:
    """Format a period, or a date if it is a single day."""
    return spoken_day(first) if first == last else f"{spoken_day(first)}至{spoken_day(last)}"


def day_ticks(days: Sequence[date]) -> list[str]:
    """Label days below an axis, with the month where it begins or changes."""
    months = [None, *(one.month for one in days)]
    return [
        f"{one.day}日" if one.month == before else f"{one.month}月{one.day}日"
        for one, before in zip(days, months, strict=False)
    ]


def sentence(text: str) -> str:
    """End a text as a sentence."""
    return text if text.endswith(_ENDS) else f"{text}。"


def title_lines(title: str) -> list[str]:
    """Break a title into lines of about the same length, none of which begins with a sign or ends with a number.

    A line ends behind a phrase rather than within a word, if a phrase ends near its even length.
    """
    lines, rest = [], title
    for left in range(-(-len(title) // _TITLE_LINE), 1, -1):
        even = -(-len(rest) // left)
        places = [at for at in range(1, len(rest)) if _may_break(rest, at)]
        if not places:
            break
        at = min(places, key=lambda at: (abs(at - even) + _unevenness(rest, at), abs(at - even)))
        lines.append(rest[:at])
        rest = rest[at:]
    return [line for line in (*lines, rest) if line]


def _may_break(text: str, at: int) -> bool:
    return text[at] not in _NOT_FIRST and text[at - 1] not in _NOT_LAST and not text[at - 1].isdigit()


def _unevenness(text: str, at: int) -> int:
    """Return how uneven lines may be so as not to be broken there."""
    if at > _TITLE_LINE:
        return _WITHIN_WORDS
    if text[at - 1] in _ENDS_PHRASE or text[at] in _NOT_LAST:
        return 0
    return _BEHIND_WORD if text[:at].endswith(_ENDS_WORD) else _WITHIN_WORDS


def heading_lines(heading: str, width: float) -> str:
    """Break the heading of a column behind a word, of which most have two characters, if it is wider than the column.

    Args:
        heading: of the column.
        width: of the column, in millimetres.
    """
    if len(heading) * _HEADING_CHARACTER <= width - _PADDING:
        return heading
    at = len(heading) // 4 * 2 or 2
    return f"{heading[:at]}\n{heading[at:]}"


def percent(value: float | None) -> str:
    """Format a fraction as a percentage."""
    if value is None:
        return NONE
    return "100%" if value == 1 else f"{value:.1%}"


def score(value: float | None) -> str:
    """Format a composite score."""
    return NONE if value is None else f"{value:.2f}"


def hours(time: timedelta | None) -> str:
    """Format a time in hours, with one decimal."""
    return NONE if time is None else f"{time.total_seconds() / 3600:.1f}小时"


def line_values(figures: LineFigures) -> tuple[int | str, ...]:
    """Return the values of ``LINE_COLUMNS``."""
    return (
        figures.handed_over,
        figures.acceptance_due,
        figures.accepted_in_time,
        figures.refused,
        figures.recalled,
        figures.results,
        hours(figures.median_result),
        figures.handed_in,
        figures.given_back,
    )


def change(rank: int, before: int) -> str:
    """Describe the change of a rank; 0 means unranked."""
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
    """Apply the typography of official documents: full-width punctuation, no spaces around Chinese characters."""
    return _GAP.sub("", _SIGN.sub(lambda sign: _FULL_WIDTH[sign[0]], text))
