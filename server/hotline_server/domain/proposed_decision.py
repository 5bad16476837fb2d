"""Decisions that the rules propose on an amended call, beside what is going on (R1.1)."""

from dataclasses import dataclass
from datetime import datetime

from hotline_server.rulebook.decision import Decision


@dataclass(frozen=True, slots=True)
class ProposedDecision:
    """Proposed decision.

    Attributes:
        decision: as the rules would decide.
        proposed_at: when, UTC.
        due_at: when the desk is to have looked at it, UTC.
    """

    decision: Decision
    proposed_at: datetime
    due_at: datetime
