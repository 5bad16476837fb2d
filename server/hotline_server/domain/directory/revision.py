"""Revisions of the directory: who changed what, from when, and what became of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from hotline_server.domain.directory.change import Change, ChangeKind


class ChangeState(Enum):
    """State of a revision; the value is its label in the user interface."""

    SCHEDULED = "待生效"
    HANDING_OVER = "移交中"
    DONE = "已生效"
    CANCELLED = "已取消"


@dataclass(frozen=True, slots=True)
class DirectoryRevision:
    """Changes of the directory that take effect together.

    Attributes:
        id: 0 until it is stored.
        effective_on: day on which they take effect, in the city's time.
        actor: who made them.
        made_at: UTC.
        ended_at: when they took effect or were cancelled, UTC; ``None`` while they are scheduled.
        ended_by: who cancelled them; empty otherwise.
        handed_over: open cases handed to the departments that continue the work.
    """

    id: int
    state: ChangeState
    effective_on: date
    changes: Sequence[Change]
    actor: str
    reason: str
    made_at: datetime
    ended_at: datetime | None = None
    ended_by: str = ""
    handed_over: int = 0

    @property
    def handings(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Names of departments whose open cases others take over, each with the matters concerned; empty for all."""
        for change in self.changes:
            if change.kind is ChangeKind.SPLIT and change.keeps_going:
                yield change.units[0], tuple(matter for heir in change.successors for matter in heir.matters)
            elif change.kind in (ChangeKind.RENAME, ChangeKind.MERGE, ChangeKind.SPLIT, ChangeKind.RETIRE):
                yield from ((name, ()) for name in change.units)
