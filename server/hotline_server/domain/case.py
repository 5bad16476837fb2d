"""A case as it is read: its call, its decision, where it stands."""

from dataclasses import dataclass
from datetime import datetime

from hotline_server.domain.call import Call
from hotline_server.domain.lifecycle import CaseState
from hotline_server.rulebook.decision import Decision


@dataclass(frozen=True, slots=True)
class Case:
    """One case 工单.

    Attributes:
        number: date and sequence.
        version: counts its changes; the etag.
        registered_at, updated_at, decided_at: UTC.
    """

    number: str
    version: int
    state: CaseState
    call: Call
    decision: Decision
    decided_at: datetime
    category: str
    matter: str
    registered_at: datetime
    updated_at: datetime
