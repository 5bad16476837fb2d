"""What became of the decisions of a rule book: whether staff left them as they were."""

from dataclasses import dataclass

from hotline_server.rulebook.decision import Outcome


@dataclass(frozen=True, slots=True)
class Decided:
    """Decision of a rule book, and how the case is handled now.

    Attributes:
        rules: ids of the rules that contributed to it, followed by that of the routing row used, if any.
        outcome, lead: as decided.
        present_outcome, present_lead: as they are now.
    """

    rules: tuple[str, ...]
    outcome: Outcome
    lead: str
    present_outcome: Outcome
    present_lead: str

    @property
    def is_corrected(self) -> bool:
        """True if staff chose another outcome or another lead; what was left to the desk cannot be corrected."""
        if self.outcome is Outcome.DESK:
            return False
        return self.present_outcome is not self.outcome or self.present_lead != self.lead


@dataclass(frozen=True, slots=True)
class DecidedCall:
    """Decision on a call, with the text of the call."""

    subject: str
    content: str
    decided: Decided
