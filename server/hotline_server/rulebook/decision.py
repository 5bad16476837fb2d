"""What a rule book decides for a call, and with what reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from hotline_server.rulebook.facts import FactValue

DUTY_OFFICE = "值班室"


class Outcome(Enum):
    """How a case is handled; the value is the word staff and rule books use."""

    DIRECT_ANSWER = "直接办理"
    REFERRAL = "归口"
    TRANSFER = "转办"
    JOINT = "牵头办理"
    REPORT_TO_LEADER = "报送领导"
    EMERGENCY = "重大突发"
    DESK = "值班室研判"


class Urgency(Enum):
    """How pressing a case is."""

    NORMAL = "一般"
    URGENT = "紧急"
    CRITICAL = "特急"


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision that can be explained and replayed.

    Attributes:
        outcome: how the case is handled; DESK when no rule says (P2).
        lead: the name of the leading department, ``值班室`` for the duty office, empty for none.
        cohandlers: names of the co-handling departments.
        urgency: how pressing it is.
        deadline_days: working days for the reply.
        policy: the id of the policy a direct answer rests on, empty for none.
        reasons: one sentence for each rule that had a say, the weightiest first.
        rules: their ids; a row of the routing table counts as ``派单目录:`` and its place.
        book_version: the version of the rule book.
        facts: every fact the rules could see.
    """

    outcome: Outcome
    lead: str
    cohandlers: tuple[str, ...]
    urgency: Urgency
    deadline_days: int
    policy: str
    reasons: tuple[str, ...]
    rules: tuple[str, ...]
    book_version: str
    facts: Mapping[str, FactValue]
