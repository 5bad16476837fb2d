"""Results of a simulation: past calls that a draft decides differently."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from hotline_server.rulebook.decision import Decision, Outcome
from hotline_server.rulebook.facts import FactValue


class Gravity(IntEnum):
    """Gravity of a decision that changes, gravest first: an emergency is lost, one is gained, or neither."""

    LOST = 0
    GAINED = 1
    OTHER = 2


@dataclass(frozen=True, slots=True)
class PastCall:
    """Past call: its text, and what was known besides.

    Attributes:
        request_type: chosen by the operator; empty if nobody chose one.
        confidential: true if the caller asked for confidentiality.
        decided: decision that a rule book made from all that is known here; ``None`` if a person had a hand in it.
    """

    id: str
    subject: str
    content: str
    request_type: str
    known: Mapping[str, FactValue]
    confidential: bool = False
    decided: Decision | None = None


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
    """Simulation result.

    Attributes:
        calls: number of calls simulated.
        changes: decisions that change.
        used: ids of the rules and rows of the draft that contributed to a decision.
        uncounted: facts about earlier cases that the draft asks for and that some calls lack, as nobody asked for them
            when these calls were registered.
    """

    calls: int
    changes: tuple[Change, ...]
    used: frozenset[str] = frozenset()
    uncounted: frozenset[str] = frozenset()

    @property
    def kinds(self) -> dict[tuple[str, str], list[Change]]:
        """Changes by outcome before and after: emergencies lost first, then those gained, then the most frequent."""
        found: dict[tuple[str, str], list[Change]] = {}
        for change in self.changes:
            found.setdefault((change.outcome_before, change.outcome_after), []).append(change)
        return dict(sorted(found.items(), key=lambda kind: (gravity(*kind[0]), -len(kind[1]))))

    @property
    def moves(self) -> Counter[tuple[str, str]]:
        """Number of changes by outcome before and after."""
        return Counter({kind: len(changes) for kind, changes in self.kinds.items()})

    @property
    def emergencies(self) -> tuple[int, int]:
        """Numbers of calls that are no longer emergencies, and that become ones."""
        gravities = Counter(gravity(change.outcome_before, change.outcome_after) for change in self.changes)
        return gravities[Gravity.LOST], gravities[Gravity.GAINED]


def gravity(before: str, after: str) -> Gravity:
    """Return the gravity of a change of outcomes."""
    emergency = Outcome.EMERGENCY.value
    if emergency not in (before, after) or before == after:
        return Gravity.OTHER
    return Gravity.LOST if before == emergency else Gravity.GAINED
