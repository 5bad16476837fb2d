"""Questions to leaders 请示, which stand beside the state of a case (R2.4, R4.3)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from hotline_server.domain.errors import FieldViolation, InvalidFieldsError


@dataclass(frozen=True, slots=True)
class Asked:
    """Words put before a leader: a question of the desk, a department's dissent, or raised supervision 提级督办.

    Attributes:
        by: the department that dissents, the duty office, or the system that supervises.
        words: what was asked or said.
        at: UTC.
    """

    by: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LeaderQuestion:
    """Question that waits for a leader's instruction; one instruction settles all that was asked.

    Attributes:
        asked_at: when it was first asked, UTC.
        asked: what was asked, oldest first.
        reminders: number of reminders sent.
        reminded_at: when the latest was sent, UTC; ``None`` if there was none.
    """

    asked_at: datetime
    asked: tuple[Asked, ...]
    reminders: int = 0
    reminded_at: datetime | None = None

    def has(self, by: str, words: str) -> bool:
        """Return whether somebody has asked or said the same already."""
        return any(one.by == by and one.words.split() == words.split() for one in self.asked)

    def with_words(self, asked: Asked) -> Self:
        """Return the question with further words; what was asked already is asked once."""
        if self.has(asked.by, asked.words):
            return self
        return replace(self, asked=(*self.asked, asked))

    def renamed(self, current: Callable[[str], str]) -> Self:
        """Return the question with those who asked under their names of today."""
        return replace(self, asked=tuple(replace(one, by=current(one.by)) for one in self.asked))

    def by(self, party: str) -> str:
        """Return what a party has asked, oldest first."""
        return "；".join(one.words for one in self.asked if one.by == party)

    def without(self, *parties: str) -> Self | None:
        """Return the question without what parties have asked, due as what is left; ``None`` if nobody else asked."""
        left = tuple(one for one in self.asked if one.by not in parties)
        if not left:
            return None
        since = left[0].at
        if self.reminded_at and self.reminded_at > since:
            return replace(self, asked=left, asked_at=since)
        return replace(self, asked=left, asked_at=since, reminders=0, reminded_at=None)

    def reminded(self, now: datetime) -> Self:
        """Return the question after a reminder."""
        return replace(self, reminders=self.reminders + 1, reminded_at=now)


def check_new(waiting: LeaderQuestion | None, by: str, words: str, field: str) -> None:
    """Reject words that the same party has put before the leader already.

    Raises:
        InvalidFieldsError: naming the field.
    """
    if waiting and waiting.has(by, words):
        message = "同样的话已经报给领导，正在等批示，不用再报；有新情况的写明再报"
        raise InvalidFieldsError([FieldViolation(field, message)])


@dataclass(frozen=True, slots=True)
class Hold:
    """Time for which the desk has told the departments to wait; ``until`` is ``None`` while it lasts. Times are UTC."""

    since: datetime
    until: datetime | None = None


def is_held(holds: Sequence[Hold]) -> bool:
    """Return whether the departments are told to wait now."""
    return bool(holds) and holds[-1].until is None
