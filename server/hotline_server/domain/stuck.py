"""Background work that failed for one item and was set aside, so that the rest goes on."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)
# Twice the first pause this often is longer than the longest.
_DOUBLINGS = 9


class Job(Enum):
    """Background work that sets items aside; the value is its name in the contract and in metrics."""

    WATCHMAN = "watchman"
    ARCHIVING = "archiving"
    GATHERING = "gathering"
    HOTSPOT_ESCALATION = "hotspot_escalation"
    OVERVIEW = "overview"
    HANDING_OVER = "handing_over"
    MOVING_DEADLINES = "moving_deadlines"
    DIRECTORY_REVISION = "directory_revision"
    RULE_BOOK = "rule_book"
    SEARCH_INDEXING = "search_indexing"
    MESSAGES = "messages"
    OPEN_DATA = "open_data"
    READING = "reading"


@dataclass(frozen=True, slots=True)
class StuckItem:
    """Item that was set aside.

    Attributes:
        item: case number, day or id.
        reason: why it failed, without personal data.
        attempts: how often it was tried.
        since: when it failed first, UTC.
        retry_at: when it is tried again, UTC.
    """

    job: Job
    item: str
    reason: str
    attempts: int
    since: datetime
    retry_at: datetime


def pause_after(attempts: int) -> timedelta:
    """Return how long to wait after some failed attempts: twice as long after each, up to six hours."""
    return min(_FIRST_PAUSE * (1 << min(attempts - 1, _DOUBLINGS)), _LONGEST_PAUSE)
