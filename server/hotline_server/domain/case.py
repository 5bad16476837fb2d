"""A case as it is read: its call, its decision, where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hotline_server.domain.assignment import Assignment
from hotline_server.domain.call import Call
from hotline_server.domain.lifecycle import CaseState
from hotline_server.domain.parties import CallerEntry
from hotline_server.rulebook.decision import Decision

ACCUSATION = "举报"


@dataclass(frozen=True, slots=True)
class Case:
    """One case 工单.

    Attributes:
        number: date and sequence.
        version: counts its changes; the etag.
        decision: the decision in force.
        owner: who must act next; empty for nobody.
        next_due: when somebody must look at it again, UTC.
        registered_at, updated_at, decided_at: UTC.
        assignments: all there ever were, in order.
        callers: the ids of the calls it must answer, and whether each is answered.
        joined: the cases whose calls were joined into it 并单, without what belongs to them.
    """

    number: str
    version: int
    state: CaseState
    call: Call
    decision: Decision
    decided_at: datetime
    category: str
    matter: str
    owner: str
    next_due: datetime | None
    registered_at: datetime
    updated_at: datetime
    assignments: tuple[Assignment, ...]
    callers: tuple[CallerEntry, ...]
    joined: "tuple[Case, ...]" = ()

    @property
    def callers_known(self) -> tuple[list[str], list[str]]:
        """The names and the phone numbers of all who called about it, those of joined cases too."""
        told = (self, *self.joined)
        return [one.call.name for one in told], [one.call.phone for one in told]

    @property
    def district(self) -> str:
        """The district it is about; empty if nobody knows."""
        return str(self.decision.facts.get("区县", ""))

    @property
    def lead_reply(self) -> Assignment | None:
        """The latest assignment of a lead that replied."""
        return next((one for one in reversed(self.assignments) if one.leads and one.reply), None)

    @property
    def is_protected(self) -> bool:
        """Whether its caller reports somebody or asked for secrecy, in whatever way that became known."""
        return is_protected(self.call.confidential, self.call.request_type, self.decision.facts)


def is_protected(confidential: bool, request_type: str, facts: Mapping[str, object]) -> bool:  # noqa: FBT001
    """Whether a caller is protected, by the call and by the facts of the decision in force."""
    return confidential or bool(facts.get("要求保密")) or ACCUSATION in (request_type, facts.get("诉求类型"))
