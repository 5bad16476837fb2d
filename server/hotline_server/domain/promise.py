"""Promised dates of what cannot be solved now 暂缓 (R8.6)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self


@dataclass(frozen=True, slots=True)
class Promise:
    """Promise to solve later what cannot be solved now.

    Attributes:
        reason: why it cannot be solved now, for the caller.
        measures: what is done until then.
        owner: department that keeps it.
        promised_on: by which day.
        reviews: days before that on which the desk looks how far it is, in order.
        asked_at: when the department asked for it or the desk set it, UTC.
        agreed: true once the desk has consented.
        told: ids of the calls whose callers were told of it.
        decide_by: when the desk is to have decided on what was asked for, UTC; ``None`` if nobody asked.
        reviewed_at: when the desk looked last how far it is, UTC; ``None`` if it has not.
        asked_by: department that asked for it, which need not be the one that keeps it; empty if none did.
    """

    reason: str
    measures: str
    owner: str
    promised_on: date
    reviews: tuple[date, ...]
    asked_at: datetime
    agreed: bool = False
    told: tuple[int, ...] = ()
    decide_by: datetime | None = None
    reviewed_at: datetime | None = None
    asked_by: str = ""

    @property
    def days(self) -> tuple[date, ...]:
        """Days on which the desk must look at it, the promised one last."""
        return (*self.reviews, self.promised_on)

    @property
    def is_pending(self) -> bool:
        """True while the desk has neither consented nor refused."""
        return not self.agreed

    def is_kept_by(self, day: date) -> bool:
        """Return whether what is done by a day keeps it."""
        return day <= self.promised_on

    def telling(self, call_id: int) -> Self:
        """Return it with a caller who was told of it."""
        return replace(self, told=tuple(dict.fromkeys((*self.told, call_id))))
