"""Open-data record of a case (R6.2)."""

from dataclasses import dataclass
from datetime import datetime

from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.places import Coordinates


@dataclass(frozen=True, slots=True)
class OpenDataQuery:
    """Filter over public cases; empty fields match everything.

    Attributes:
        since, before: half-open range of registration times, UTC.
        is_open: whether the callers have yet to be answered.
        updated_since, updated_before: half-open range of the times of the last change, UTC.
        skipped: number of matching cases before the page.
        limit: size of the page.
    """

    since: datetime
    before: datetime
    matters: tuple[str, ...] = ()
    is_open: bool | None = None
    updated_since: datetime | None = None
    updated_before: datetime | None = None
    skipped: int = 0
    limit: int = 1_000


@dataclass(frozen=True, slots=True)
class OpenRecord:
    """Public view of a case.

    Attributes:
        registered_at, updated_at: UTC.
        due_at: when the lead department's reply is due, UTC; ``None`` if no lead assignment is open.
        lead: lead department; empty if none.
        line: other line that has it in hand or told its result; empty if none.
        coordinates: of the place that the case's text names, or of the call to some 100 metres; ``None`` if unknown.
    """

    number: str
    registered_at: datetime
    updated_at: datetime
    due_at: datetime | None
    district: str
    category: str
    matter: str
    request_type: str
    outcome: str
    state: CaseState
    lead: str
    line: str = ""
    coordinates: Coordinates | None = None

    @property
    def is_open(self) -> bool:
        """True until the caller is answered."""
        return not self.state.is_answered
