"""Decisions of a rule book, and what staff decided instead."""

from dataclasses import dataclass

from hotline_server.rulebook.decision import Outcome


@dataclass(frozen=True, slots=True)
class Decided:
    """Decision of a rule book, and what a person decided next.

    Attributes:
        rules: ids of the rules that contributed to it, followed by that of the routing row used, if any.
        outcome, lead: as decided.
        chosen_outcome, chosen_lead: as the first person who decided after it chose; the same if nobody did.
    """

    rules: tuple[str, ...]
    outcome: Outcome
    lead: str
    chosen_outcome: Outcome
    chosen_lead: str

    @property
    def is_corrected(self) -> bool:
        """True if staff chose another outcome or lead; what was left to the desk or a leader cannot be corrected."""
        if self.outcome in (Outcome.DESK, Outcome.ESCALATION):
            return False
        return self.chosen_outcome is not self.outcome or self.chosen_lead != self.lead


@dataclass(frozen=True, slots=True)
class DecidedCall:
    """Decision on a call, with the text of the call."""

    subject: str
    content: str
    decided: Decided
