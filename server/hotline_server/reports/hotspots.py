"""Text about hotspots 热点 in documents."""

from hotline_server.desk.reports.hotspots import Hotspot
from hotline_server.ground.clock import local_day
from hotline_server.reports import wording

_STOPS = "?!。,.;？！，； "


def hotspot_paragraph(hotspot: Hotspot) -> str:
    """Summarise a hotspot in a few sentences."""
    first, last = (wording.day(local_day(moment)) for moment in (hotspot.first_at, hotspot.last_at))
    where = f"{hotspot.place}，" if hotspot.place else ""
    why = "、".join(f"{part.part.value}{part.points:g}分" for part in hotspot.hotness.parts if part.points)
    return (
        f"{hotspot.title.rstrip(_STOPS)}。{where}{first}以来 {hotspot.hotness.people} 人反映 {hotspot.cases} 件，"
        f"近七天 {hotspot.hotness.this_week} 件，最近一件在{last}，还有 {hotspot.open_cases} 件没有答复。"
        f"热度 {hotspot.hotness.score:g}（{why}）。"
    )
