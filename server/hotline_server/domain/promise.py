"""Promised dates of what cannot be solved now 暂缓 (R8.6)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self

from hotline_server.domain.errors import FieldViolation, InvalidFieldsError

NO_DAY = "不是日期；写法如 2027-03-31"


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


@dataclass(frozen=True, slots=True)
class PromiseTerms:
    """Terms of a promise; what they leave empty is as a department asked for it, if one did.

    Attributes:
        reason, measures, owner, promised_on, reviews: as those of a promise; empty for what is left open.
    """

    reason: str
    measures: str
    owner: str
    promised_on: date | None
    reviews: tuple[date, ...]

    def promise(self, now: datetime, asked: Promise | None = None) -> Promise:
        """Return the promise that is made now, UTC, on these terms and, where they say nothing, on those asked for.

        Raises:
            InvalidFieldsError: no day is promised.
        """
        day = self.promised_on or (asked.promised_on if asked else None)
        if day is None:
            raise InvalidFieldsError([FieldViolation("promise.promised_on", NO_DAY)])
        return Promise(
            reason=self.reason or (asked.reason if asked else ""),
            measures=self.measures or (asked.measures if asked else ""),
            owner=self.owner or (asked.owner if asked else ""),
            promised_on=day,
            reviews=self.reviews or (asked.reviews if asked else ()),
            asked_at=now,
        )
