"""Situations: what guards read of a case, of whoever acts on it and of what is acted on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from hotline_server.domain.end_proposal import EndProposal
from hotline_server.domain.handover import Handover, Origin
from hotline_server.domain.interruption import Interruption
from hotline_server.domain.leader_question import LeaderQuestion
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.open_question import OpenQuestion
from hotline_server.domain.parties import Actor, CallerEntry
from hotline_server.domain.promise import Promise
from hotline_server.domain.proposed_decision import ProposedDecision
from hotline_server.domain.referral import Referral
from hotline_server.rulebook.recusal import Recusal

if TYPE_CHECKING:
    from hotline_server.domain.assignment import Assignment


class CaseStanding(Protocol):
    """Case as guards read it: a ``CaseFile``, or a ``Case`` that was only read."""

    @property
    def state(self) -> CaseState:
        """State of the case."""

    @property
    def awaits_confirmation(self) -> bool:
        """True while a direct answer or an end is proposed that no person has confirmed or declined."""

    @property
    def question(self) -> OpenQuestion | None:
        """Open question about a suspected danger."""

    @property
    def end_proposal(self) -> EndProposal | None:
        """End that a department proposes and the desk has not decided on."""

    @property
    def handovers(self) -> Sequence[Handover]:
        """All hand-overs to other lines in order, ended ones included."""

    @property
    def origin(self) -> Origin | None:
        """Line that handed the case to the hotline; ``None`` if none did."""

    @property
    def nuisance(self) -> bool:
        """True if a person holds the call to be a nuisance."""

    @property
    def assignments(self) -> "Sequence[Assignment]":
        """All assignments in order, finished ones included."""

    @property
    def callers(self) -> Sequence[CallerEntry]:
        """Calls that the case must answer."""

    @property
    def leader_question(self) -> LeaderQuestion | None:
        """Question that waits for a leader's instruction."""

    @property
    def is_held(self) -> bool:
        """True while the desk has told the departments to wait."""

    @property
    def reports_wrongdoing(self) -> bool:
        """True if a caller makes an accusation 举报."""

    @property
    def is_emergency(self) -> bool:
        """True if the case is handled as an emergency."""

    @property
    def is_for_departments(self) -> bool:
        """True if departments were given the matter, and not another line or whoever it was referred to."""

    @property
    def reopen_by(self) -> datetime | None:
        """Until when a caller may have the answered case reopened, UTC."""

    @property
    def joined_into(self) -> str:
        """Number of the case that this one was joined into; empty if there is none."""

    @property
    def awaits_main(self) -> bool:
        """True if the case was joined into another that is not archived yet."""

    @property
    def objected(self) -> tuple[str, ...]:
        """Departments that have objected to being given the case."""

    @property
    def promise(self) -> "Promise | None":
        """Promised date, asked for or agreed."""

    @property
    def referred_to(self) -> str:
        """Department to which the case is referred now; empty if it is not."""

    @property
    def referral(self) -> Referral | None:
        """Follow-up of the referral, while the case is referred."""

    @property
    def designated(self) -> tuple[str, ...]:
        """Departments designated to handle the case, the lead first."""

    @property
    def recused(self) -> Recusal:
        """Who must step aside: whom a protected caller accuses, with the units below."""

    @property
    def accused(self) -> tuple[str, ...]:
        """Units that a protected caller accuses and whose recusal nobody has lifted."""

    @property
    def registrar(self) -> str:
        """Who registered the call."""

    @property
    def amend_by(self) -> datetime | None:
        """Until when whoever registered the call may amend it without a reason, UTC."""

    @property
    def proposed_decision(self) -> ProposedDecision | None:
        """Decision that the rules propose beside what is going on."""

    @property
    def interrupted(self) -> Interruption | None:
        """Where the case was before a danger, while that is verified."""


@dataclass(frozen=True, slots=True)
class Situation:
    """Situation in which an act is tried.

    Attributes:
        case: case that is acted on.
        actor: who acts.
        now: current time, UTC.
        assignment: the assignment that is acted on; ``None`` for an act on the case as a whole.
        other: the case that this one is to be merged into; ``None`` while nobody has named it.
        caller: the caller who is concerned; ``None`` while nobody has named one, and any may be.
        handover: the hand-over that is acted on; ``None`` for other acts.
    """

    case: CaseStanding
    actor: Actor
    now: datetime
    assignment: "Assignment | None" = None
    other: CaseStanding | None = None
    caller: CallerEntry | None = None
    handover: Handover | None = None

    @property
    def candidates(self) -> Sequence[CallerEntry]:
        """Callers of whom one is concerned."""
        return (self.caller,) if self.caller else self.case.callers

    @property
    def concerned(self) -> "Assignment":
        """The assignment that is acted on, for guards of acts on assignments."""
        if self.assignment is None:
            raise TypeError("this act is done to an assignment")
        return self.assignment

    @property
    def handed(self) -> Handover:
        """The hand-over that is acted on, for guards of acts on hand-overs."""
        if self.handover is None:
            raise TypeError("this act is done to a hand-over")
        return self.handover
