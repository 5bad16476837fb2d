"""Rules of a rule book."""

from dataclasses import dataclass

from hotline_server.rulebook.condition import ITEM_SEPARATOR, Condition, comparisons
from hotline_server.rulebook.decision import Outcome, Urgency
from hotline_server.rulebook.time_limit import TimeLimit


@dataclass(frozen=True, slots=True)
class Rule:
    """Rule with a condition and a conclusion.

    Attributes:
        id, title, source: its number, title and the document it is based on.
        priority: higher wins.
        condition: when the rule holds.
        unless: ids of the rules that suppress this one when they hold.
        outcome, lead, cohandlers, urgency: the conclusion; ``None`` leaves the decision to others.
        limit: time for the reply, also part of the conclusion.
        asks_back: true if the suspected danger must be asked about before anything else is decided.
        end: code of the reason for which the matter is to end without being handled; a person confirms it.
        hands_to: codes of the reasons for which an emergency is handed to lines at once; empty for none.
        needs_cohandlers: True if all co-handlers in the routing table take part 协办必到; also part of the conclusion.
        reason: one sentence for staff.
    """

    id: str
    title: str
    source: str
    priority: int
    condition: Condition
    unless: tuple[str, ...]
    outcome: Outcome | None
    lead: str | None
    cohandlers: tuple[str, ...] | None
    urgency: Urgency | None
    limit: TimeLimit | None
    asks_back: bool
    reason: str
    needs_cohandlers: bool = False
    end: str = ""
    hands_to: tuple[str, ...] = ()

    def tests(self, fact: str) -> bool:
        """Return True if its condition compares a fact."""
        return any(one.key.partition(ITEM_SEPARATOR)[0] == fact for one in comparisons(self.condition))
