"""Referral 归口: the desk follows up until the department to which a case is referred has a result (R2.2)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self


@dataclass(frozen=True, slots=True)
class Referral:
    """Follow-up 跟踪督办 of a referral. Times are UTC.

    Attributes:
        limit: by when the desk wants the result; ``None`` if it has not said.
        limit_since: from when the follow-up counts: since the referral, or the notice that set the limit; ``None`` of
            one older than this was kept.
        supervisions: how often the desk supervised the department in writing.
        result: result that the department reports and the desk has not recorded; empty if there is none.
        reported_at: when it was reported.
        steps_aside: true while the department must step aside, until the desk decides (R8.3).
    """

    limit: datetime | None = None
    supervisions: int = 0
    result: str = ""
    reported_at: datetime | None = None
    limit_since: datetime | None = None
    steps_aside: bool = False

    def reported(self, result: str, now: datetime) -> Self:
        """Return the referral with a result that the department reports."""
        return replace(self, result=result, reported_at=now)

    def supervised(self, limit: datetime, now: datetime) -> Self:
        """Return the referral after a supervision notice; what the department reported will not do."""
        again = self.supervisions + 1
        return replace(self, limit=limit, limit_since=now, supervisions=again, result="", reported_at=None)
