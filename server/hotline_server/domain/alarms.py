"""Alarms about emergencies, level by level, until somebody verifies, accepts or reports (R2.6)."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Alarm:
    """Latest alarm about an emergency.

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
