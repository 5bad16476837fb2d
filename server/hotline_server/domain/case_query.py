"""Queries for cases."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CaseQuery:
    """Which cases to list; what is empty does not narrow. ``before_id`` pages, newest first.

    Attributes:
        department: with an assignment to it; ``assignment_states`` narrows that further.
    """

    states: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    min_urgency: int = 0
    category: str = ""
    matter: str = ""
    district: str = ""
    lead: str = ""
    owner: str = ""
    phone: str = ""
    department: str = ""
    assignment_states: tuple[str, ...] = ()
    registered_from: datetime | None = None
    registered_before: datetime | None = None
    before_id: int | None = None
    limit: int = 50
