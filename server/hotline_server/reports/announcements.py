"""Export of announcements 公布 as HTML and Markdown, and of open data as CSV (R6.2)."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from hotline_server.domain.announcement import Announcement
from hotline_server.domain.open_record import OpenRecord
from hotline_server.ground.characters import replace_unfit
from hotline_server.ground.clock import CITY, local_day, spoken_day
from hotline_server.reports import wording
from hotline_server.reports.as_html import page

_MARKS = re.compile(r"([\\`*_{}\[\]<>#+\-!|])")
_COLUMNS = (
    "工单号",
    "登记时间",
    "区县",
    "分类",
    "事项",
    "诉求类型",
    "处理方式",
    "状态",
    "牵头单位",
    "最后变化时间",
    "联动单位",
)


def as_page(announcements: Sequence[Announcement], first: date, last: date) -> bytes:
    """Render announcements as an HTML page for publication.

    Args:
        announcements: to be published.
        first: first day of the period stated in the heading.
        last: last day of that period.
    """
    shown = [(one, _day(one)) for one in announcements]
    return page("announcements.html", title=wording.ANNOUNCEMENTS, span=wording.span(first, last), shown=shown)


def as_markdown(announcements: Sequence[Announcement], first: date, last: date) -> bytes:
    """Render announcements as CommonMark; the arguments are those of ``as_page``."""
    parts = [f"# {wording.ANNOUNCEMENTS}", wording.span(first, last)]
    for one in announcements:
        parts += [
            f"## {_plain(one.title)}",
            f"**群众反映** {_plain(one.question)}",
            f"**办理结果** {_plain(one.result)}",
            f"{_plain(one.department)}，{_day(one)}公布",
        ]
    return ("\n\n".join(parts) + "\n").encode()


def as_csv(records: Iterable[OpenRecord]) -> Iterator[bytes]:
    """Yield open data as CSV lines, starting with a byte order mark so that spreadsheets detect UTF-8."""
    yield b"\xef\xbb\xbf" + _line(_COLUMNS)
    for one in records:
        yield _line(
            (
                one.number,
                f"{one.registered_at.astimezone(CITY):%Y-%m-%d %H:%M}",
                one.district,
                one.category,
                one.matter,
                one.request_type,
                one.outcome,
                one.state.value,
                one.lead,
                f"{one.updated_at.astimezone(CITY):%Y-%m-%d %H:%M}",
                one.line,
            )
        )


def _line(values: Sequence[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(map(replace_unfit, values))
    return line.getvalue().encode()


def _day(announcement: Announcement) -> str:
    moment = announcement.released_at or announcement.updated_at
    return spoken_day(local_day(moment))


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", replace_unfit(text))
