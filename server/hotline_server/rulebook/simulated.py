"""Results of a simulation: past calls that a draft decides differently."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from hotline_server.rulebook.facts import FactValue


@dataclass(frozen=True, slots=True)
class PastCall:
    """Past call: its text, and what was known besides.

    Attributes:
        request_type: chosen by the operator; empty if nobody chose one.
        confidential: true if the caller asked for confidentiality.
    """

    id: str
    subject: str
    content: str
    request_type: str
    known: Mapping[str, FactValue]
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """Call that the draft decides differently.

    Attributes:
        before, after: decisions in a few words.
        outcome_before, outcome_after: values of their outcomes.
        asks_before, asks_after: true if they ask about a suspected danger first.
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
    """Simulation result: the number of calls simulated, and the decisions that change."""

    calls: int
    changes: tuple[Change, ...]

    @property
    def moves(self) -> Counter[tuple[str, str]]:
        """Number of changes by outcome before and after."""
        return Counter((change.outcome_before, change.outcome_after) for change in self.changes)
