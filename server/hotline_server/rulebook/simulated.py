"""Results of a simulation: past calls that a draft decides otherwise."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from hotline_server.rulebook.facts import FactValue


@dataclass(frozen=True, slots=True)
class PastCall:
    """A past call: what was said, and what was known besides the text.

    ``request_type`` is what the operator chose, empty if nobody did; ``confidential`` is that the caller asked for it.
    """

    id: str
    subject: str
    content: str
    request_type: str
    known: Mapping[str, FactValue]
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A call that the draft decides otherwise.

    Attributes:
        before, after: decisions in a few words.
        outcome_before, outcome_after: values of their outcomes.
        asks_before, asks_after: whether they ask about a suspected danger first.
    """

    call: PastCall
    before: str
    after: str
    outcome_before: str
    outcome_after: str
    asks_before: bool = False
    asks_after: bool = False


@dataclass(frozen=True, slots=True)
class Simulated:
    """Number of calls that were tried, and decisions that change."""

    calls: int
    changes: tuple[Change, ...]

    @property
    def moves(self) -> Counter[tuple[str, str]]:
        """Number of changes from each outcome to each other."""
        return Counter((change.outcome_before, change.outcome_after) for change in self.changes)
