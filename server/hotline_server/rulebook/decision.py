"""Decisions of a rule book on a call."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hotline_server.ground.key_enum import KeyEnum
from hotline_server.rulebook.facts import (
    POLICIES,
    FactValue,
    items,
)
from hotline_server.rulebook.time_limit import TimeLimit
from hotline_server.text.facts import PolicyReading

DUTY_OFFICE = "值班室"
# Stands for the rules of what a person decided.
BY_HAND = DUTY_OFFICE
# Policies proposed, and offices suggested, for one call.
MAX_PROPOSALS = 3
MAX_SUGGESTIONS = 3


class Outcome(KeyEnum):
    """Way to handle a case; the value is the term used by staff and in rule books."""

    DIRECT_ANSWER = "直接办理"
    REFERRAL = "归口"
    TRANSFER = "转办"
    JOINT = "牵头办理"
    ESCALATION = "报送领导"
    EMERGENCY = "重大突发"
    DESK = "值班室研判"
    ROUTE_TOLD = "告知途径"
    EXPLAINED = "解释说明"
    HANDED_OVER = "移交"

    @property
    def is_end(self) -> bool:
        """True if the matter is not handled here 分类处理 (R8.1)."""
        return self in (Outcome.ROUTE_TOLD, Outcome.EXPLAINED, Outcome.HANDED_OVER)

    @property
    def is_with_departments(self) -> bool:
        """True if departments are given the matter to handle."""
        return self in (Outcome.TRANSFER, Outcome.JOINT, Outcome.EMERGENCY)

    @property
    def is_proposal(self) -> bool:
        """True if a person confirms what rules conclude before it is done (R2.1, R8.1, P2)."""
        return self is Outcome.DIRECT_ANSWER or self.is_end


class Urgency(KeyEnum):
    """Urgency of a case, in ascending order."""

    NORMAL = "一般"
    URGENT = "紧急"
    CRITICAL = "特急"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Office that may be responsible for a call, for a person to choose.

    Attributes:
        unit: its present name.
        confidence: 0 to 100.
        matter: the likeliest matter that the catalogue routes to it; empty if it is suggested by experience alone.
        row: id of the row, or of the backstop, by which it does.
        by_experience: True if it handled calls like this one.
        words: those of the text that speak for it.
    """

    unit: str
    confidence: int
    matter: str = ""
    row: str = ""
    by_experience: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """Decision that can be explained and replayed.

    Attributes:
        outcome: how the case is handled; ``DESK`` if no rule determines it (P2).
        lead: name of the lead department 牵头单位, ``值班室`` for the duty office, empty for none.
        cohandlers: names of the co-handling departments 协办单位.
        urgency: of the case.
        limit: time for the reply.
        policy: id of the policy that a given direct answer quotes, empty for none.
        reasons: one sentence for each contributing rule, highest rank first.
        rules: ids of the contributing rules, followed by the id of the routing row used, if any.
        book_version: version of the rule book.
        reader_version: version of the learned reader, empty if lexicons alone read.
        facts: all facts available to the rules.
        proposals: policies proposed for a direct answer that no person has confirmed, most likely first (R2.1, P2).
        suggestions: offices suggested to the desk, most likely first; only where the outcome is ``DESK`` (P2).
        end: code of the reason for which the matter is to end without being handled, which a person confirms (R8.1);
            empty but for outcomes that are ends.
        hands_to: codes of the reasons for which an emergency is handed to lines at once (R8.2).
        asks_back: true if a suspected danger must be asked about first 追问 (R2.6); the outcome is then ``DESK``.
    """

    outcome: Outcome
    lead: str
    cohandlers: tuple[str, ...]
    urgency: Urgency
    limit: TimeLimit
    policy: str
    reasons: tuple[str, ...]
    rules: tuple[str, ...]
    book_version: str
    reader_version: str
    facts: Mapping[str, FactValue]
    proposals: tuple[PolicyReading, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    asks_back: bool = False
    end: str = ""
    hands_to: tuple[str, ...] = ()

    def proposing(self, policies: Sequence[PolicyReading]) -> "Decision":
        """Return the decision with the policies it proposes, if it is to answer directly.

        Args:
            policies: in force that may answer the call, most likely first.
        """
        is_direct = self.outcome is Outcome.DIRECT_ANSWER
        return replace(self, proposals=tuple(policies[:MAX_PROPOSALS])) if is_direct else self

    def suggesting(self, offices: Sequence[Suggestion]) -> "Decision":
        """Return the decision with the offices it suggests, if it leaves the case to the desk.

        Args:
            offices: that may be responsible, most likely first.
        """
        is_open = self.outcome is Outcome.DESK and not self.asks_back
        return replace(self, suggestions=tuple(offices)) if is_open else self

    def sends_like(self, other: "Decision") -> bool:
        """Return whether another decision sends a case to the same departments in the same way."""
        own, others = ((one.outcome, one.lead, set(one.cohandlers), one.urgency) for one in (self, other))
        return own == others

    @property
    def first_policy(self) -> str:
        """Id of the policy that a direct answer proposes first; empty for none."""
        return next(iter(items(self.facts, POLICIES)), "") if self.outcome is Outcome.DIRECT_ANSWER else ""

    @property
    def summary(self) -> str:
        """Summary of the decision, to be compared with another."""
        helpers = f"（{'、'.join(self.cohandlers)}）" if self.cohandlers else ""
        handed = f"移交{'、'.join(self.hands_to)}" if self.hands_to else ""
        asks = "追问" if self.asks_back else ""
        units = f"{self.lead}{helpers}"
        parts = (self.outcome.value, units, self.urgency.value, str(self.limit), asks, self.end, handed)
        return " ".join(filter(None, parts))


def summarised_outcome(summary: str) -> str:
    """Return the value of the outcome in the summary of a decision."""
    return summary.partition(" ")[0]
