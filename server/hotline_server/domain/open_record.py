"""Cases as open data (R6.2)."""

from dataclasses import dataclass
from datetime import datetime

from hotline_server.domain.lifecycle import CaseState


@dataclass(frozen=True, slots=True)
class OpenRecord:
    """A case as open data.

    Attributes:
        due_at: when the department in the lead has to reply; ``None`` where none has.
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

    @property
    def is_open(self) -> bool:
        """Whether the caller has no answer yet."""
        return not self.state.is_answered
