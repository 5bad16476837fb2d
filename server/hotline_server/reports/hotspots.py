"""Text about hotspots 热点 in documents."""

from hotline_server.desk.reports.hotspots import Hotspot
from hotline_server.ground.clock import local_day, spoken_day

# What ends the words of a caller, and means nothing in a document.
_STOPS = "?!。,.;？！，； 啊呀吧呢吗哦"


def hotspot_paragraph(hotspot: Hotspot) -> str:
    """Summarise a hotspot in a few sentences."""
    recent = hotspot.hotness.this_week
    week = f"，近七天 {recent} 件" if 0 < recent < hotspot.cases else ""
    return (
        f"{subject(hotspot)}。{spoken_day(local_day(hotspot.first_at))}以来 {hotspot.hotness.people} 人反映 "
        f"{hotspot.cases} 件{week}，最近一件在{spoken_day(local_day(hotspot.last_at))}，"
        f"{progress(hotspot.cases, hotspot.open_cases)}。如来电反映“{hotspot.title.rstrip(_STOPS)}”。"
    )


def subject(hotspot: Hotspot) -> str:
    """Name the matter of a hotspot and its place in an official's words, not in a caller's."""
    return f"{hotspot.place}{hotspot.matter}问题" if hotspot.place or hotspot.matter else "多人反映的同一问题"


def progress(cases: int, open_cases: int) -> str:
    """Say how many of some cases are not answered yet."""
    if not open_cases:
        return "均已答复"
    return "均未答复" if open_cases == cases else f"尚有 {open_cases} 件没有答复"
