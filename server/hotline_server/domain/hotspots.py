"""Hotspots 热点: groups of similar cases, and their hotness score (R2.4, R5.1)."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from hotline_server.rulebook.hotness import HotnessRules

WEEK = timedelta(days=7)


class HotnessFactor(Enum):
    """Component of the hotness score; the value is its name in the rule book and the user interface."""

    PEOPLE = "人数"
    RISING = "上升"
    URGENT = "紧急"
    OPEN = "未办结"
    LASTING = "持续"


@dataclass(frozen=True, slots=True)
class HotspotCase:
    """Case of a hotspot, reduced to what the score needs.

    Attributes:
        at: time of registration, UTC.
        caller: pseudonymous caller key; empty if the caller is unknown.
        urgent: true if urgent or an emergency.
        is_open: true until the caller is answered.
    """

    at: datetime
    caller: str
    urgent: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class FactorPoints:
    """Score of one component, with its explanation.

    Attributes:
        part: component scored.
        points: points given.
        max_points: maximum points.
        because: explanation for staff.
    """

    part: HotnessFactor
    points: float
    max_points: int
    because: str


@dataclass(frozen=True, slots=True)
class Hotness:
    """Hotness score of a hotspot.

    Attributes:
        score: 0 to 100.
        parts: points by component.
        people: number of distinct callers.
        this_week, week_before: cases of the last seven days and of the seven before.
    """

    score: float
    parts: tuple[FactorPoints, ...]
    people: int
    this_week: int
    week_before: int


def count_people(cases: Sequence[HotspotCase]) -> int:
    """Return the number of distinct callers; each unknown caller counts as one."""
    return len({case.caller for case in cases if case.caller}) + sum(not case.caller for case in cases)


def score_hotness(cases: Sequence[HotspotCase], rules: HotnessRules, now: datetime) -> Hotness:
    """Score a hotspot.

    Args:
        cases: all cases of the hotspot.
        rules: weights and thresholds of the rule book.
        now: current time, UTC.
    """
    people = count_people(cases)
    this_week = sum(now - WEEK < case.at for case in cases)
    week_before = sum(now - 2 * WEEK < case.at <= now - WEEK for case in cases)
    growth = math.log2((this_week + 1) / (week_before + 1))
    urgent, still_open = sum(case.urgent for case in cases), sum(case.is_open for case in cases)
    days = (max(case.at for case in cases) - min(case.at for case in cases)).days + 1
    shares: Mapping[HotnessFactor, tuple[float, str]] = {
        HotnessFactor.PEOPLE: (
            math.log1p(people) / math.log1p(rules.full_score_people),
            f"{people} 人反映，{len(cases)} 件",
        ),
        HotnessFactor.RISING: (growth / 2, f"近七天 {this_week} 件，前七天 {week_before} 件"),
        HotnessFactor.URGENT: (urgent / len(cases), f"{urgent} 件紧急或突发"),
        HotnessFactor.OPEN: (still_open / len(cases), f"{still_open} 件还没有答复"),
        HotnessFactor.LASTING: (days / rules.full_score_days, f"前后 {days} 天"),
    }
    whole = sum(rules.weights.values()) or 1
    parts = []
    for part, (share, because) in shares.items():
        max_points = round(100 * rules.weights.get(part.value, 0) / whole)
        parts.append(FactorPoints(part, round(max_points * min(max(share, 0.0), 1.0), 1), max_points, because))
    return Hotness(round(sum(part.points for part in parts), 1), tuple(parts), people, this_week, week_before)


def count_daily(cases: Sequence[HotspotCase], days: Sequence[tuple[datetime, datetime]]) -> list[int]:
    """Return the number of cases registered on each day.

    Args:
        cases: all cases of the hotspot.
        days: start and end of each day, UTC.
    """
    return [sum(begin <= case.at < end for case in cases) for begin, end in days]
