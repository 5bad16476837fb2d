"""Hotspots 热点: matters that many people raise, and how hot each is (R2.4, R5.1)."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from hotline_server.rulebook.hotness import HotnessRules

WEEK = timedelta(days=7)


class Part(Enum):
    """What makes a hotspot hot; the value is the word that staff read, and the rule file has."""

    PEOPLE = "人数"
    RISING = "上升"
    URGENT = "紧急"
    OPEN = "未办结"
    LASTING = "持续"


@dataclass(frozen=True, slots=True)
class Raised:
    """One case of a hotspot, as far as hotness needs it.

    Attributes:
        at: when it was registered, UTC.
        caller: tells callers apart; empty for one who is not known.
        urgent: whether it is urgent or an emergency.
        is_open: whether it is not answered yet.
    """

    at: datetime
    caller: str
    urgent: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class Points:
    """A part of a hotness, explained.

    Attributes:
        part: which.
        points: of ``most``.
        because: what was counted, as staff read it.
    """

    part: Part
    points: float
    most: int
    because: str


@dataclass(frozen=True, slots=True)
class Hotness:
    """How hot a hotspot is, 0 to 100, and why."""

    score: float
    parts: tuple[Points, ...]
    people: int
    this_week: int
    week_before: int


def people_of(cases: Sequence[Raised]) -> int:
    """How many people raised the hotspot; a caller who is not known counts as one."""
    return len({case.caller for case in cases if case.caller}) + sum(not case.caller for case in cases)


def hotness_of(cases: Sequence[Raised], rules: HotnessRules, now: datetime) -> Hotness:
    """How hot the hotspot of these cases is at ``now``."""
    people = people_of(cases)
    this_week = sum(now - WEEK < case.at for case in cases)
    week_before = sum(now - 2 * WEEK < case.at <= now - WEEK for case in cases)
    growth = math.log2((this_week + 1) / (week_before + 1))
    urgent, still_open = sum(case.urgent for case in cases), sum(case.is_open for case in cases)
    days = (max(case.at for case in cases) - min(case.at for case in cases)).days + 1
    shares: Mapping[Part, tuple[float, str]] = {
        Part.PEOPLE: (math.log1p(people) / math.log1p(rules.full_score_people), f"{people} 人反映,{len(cases)} 件"),
        Part.RISING: (growth / 2, f"近七天 {this_week} 件,前七天 {week_before} 件"),
        Part.URGENT: (urgent / len(cases), f"{urgent} 件紧急或突发"),
        Part.OPEN: (still_open / len(cases), f"{still_open} 件还没有答复"),
        Part.LASTING: (days / rules.full_score_days, f"前后 {days} 天"),
    }
    whole = sum(rules.weights.values()) or 1
    parts = []
    for part, (share, because) in shares.items():
        most = round(100 * rules.weights.get(part.value, 0) / whole)
        parts.append(Points(part, round(most * min(max(share, 0.0), 1.0), 1), most, because))
    return Hotness(round(sum(part.points for part in parts), 1), tuple(parts), people, this_week, week_before)


def trend_of(cases: Sequence[Raised], days: Sequence[tuple[datetime, datetime]]) -> list[int]:
    """How many cases were raised on each of some days, each a begin and an end, UTC."""
    return [sum(begin <= case.at < end for case in cases) for begin, end in days]
