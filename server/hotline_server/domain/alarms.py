"""Alarms, level by level, about emergencies and hand-overs that nobody takes up (R2.6, R8.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeGuard

from hotline_server.rulebook.limits import AlarmLevel


@dataclass(frozen=True, slots=True)
class Alarm:
    """Latest alarm about an emergency or a hand-over.

    Attributes:
        level: level of the rule book that was told, from 1.
        post: post of those who were told.
        told: people on duty in that post, with their numbers; empty if the roster names nobody.
        at: UTC.
    """

    level: int
    post: str
    told: tuple[str, ...]
    at: datetime


def climbs(last: Alarm | None, begins: datetime) -> TypeGuard[Alarm]:
    """Return whether the last alarm was about the sign that is still owed, by ``begins``."""
    return last is not None and last.at >= begins


def next_alarm_at(levels: Sequence[AlarmLevel], last: Alarm | None, begins: datetime) -> datetime:
    """Return when the next level must be alarmed about a sign that is owed by ``begins``, UTC."""
    if not climbs(last, begins):
        return begins
    return last.at + timedelta(minutes=level_at(levels, last.level).minutes)


def next_level(levels: Sequence[AlarmLevel], last: Alarm | None, begins: datetime) -> int:
    """Return the level to be alarmed next, from 1; after the highest one it is that again."""
    return min(last.level + 1, len(levels)) if climbs(last, begins) else 1


def level_at(levels: Sequence[AlarmLevel], number: int) -> AlarmLevel:
    """Return a level by its number, from 1; beyond the last one it is that."""
    return levels[min(number, len(levels)) - 1]
