"""Decisions that the rules propose beside what is going on: on amendments, accusations, events (R1.1, R8.3, R8.9)."""

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
        accused: units that callers accuse, which the desk is to judge with it; none if that is not why it is proposed.
    """

    decision: Decision
    proposed_at: datetime
    due_at: datetime
    accused: tuple[str, ...] = ()
