"""How documents tell of a hot issue."""

from hotline_server.desk.reports.hotspots import Hotspot
from hotline_server.ground.clock import CITY
from hotline_server.reports import wording

_STOPS = "?!。,.;？！，； "


def issue_paragraph(issue: Hotspot) -> str:
    """A hot issue in a sentence or two."""
    first, last = (wording.day(moment.astimezone(CITY).date()) for moment in (issue.first_at, issue.last_at))
    where = f"{issue.place}," if issue.place else ""
    why = "、".join(f"{part.part.value}{part.points:g}分" for part in issue.hotness.parts if part.points)
    return (
        f"{issue.title.rstrip(_STOPS)}。{where}{first}以来 {issue.hotness.people} 人反映 {issue.cases} 件,"
        f"近七天 {issue.hotness.this_week} 件,最近一件在{last},还有 {issue.open_cases} 件没有答复。"
        f"热度 {issue.hotness.score:g}({why})。"
    )
