"""Read model of a case: its call, its decision, its state."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from hotline_server.domain.alarms import Alarm
from hotline_server.domain.amendments import CONTENT, NAME, PHONE, SUBJECT, Amendment, former_values
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.call import Call
from hotline_server.domain.callbacks import CallbackState
from hotline_server.domain.end_proposal import EndProposal
from hotline_server.domain.handover import Handover, Origin
from hotline_server.domain.interruption import Interruption
from hotline_server.domain.leader_question import Hold, LeaderQuestion, is_held
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.numbering import number_of
from hotline_server.domain.open_question import OpenQuestion
from hotline_server.domain.parties import CallerEntry
from hotline_server.domain.personal_data.own_numbers import own_numbers
from hotline_server.domain.phone import normalise
from hotline_server.domain.places import Coordinates, CoordinateSource
from hotline_server.domain.promise import Promise
from hotline_server.domain.proposed_decision import ProposedDecision
from hotline_server.domain.referral import Referral
from hotline_server.rulebook.decision import Decision, Outcome, Urgency
from hotline_server.rulebook.facts import (
    ACCUSED,
    LIFTED,
    LIFTED_IN_DANGER,
    MENTIONED,
    REQUEST_TYPE,
    items,
)
from hotline_server.rulebook.facts import is_protected as is_protected_by
from hotline_server.rulebook.recusal import NOBODY, Recusal
from hotline_server.text.facts import ACCUSATION
from hotline_server.text.location import Location


@dataclass(frozen=True, slots=True)
class Case:
    """Case 工单.

    Attributes:
        number: date and sequence, as in ``20261124-000123``.
        version: revision counter, used as the etag.
        decision: decision in force.
        owner: party that must act next; empty if none.
        next_due: when the case next needs attention, UTC.
        registered_at, updated_at, decided_at: UTC.
        since: when the case entered its state, UTC.
        assignments: all assignments in order, finished ones included.
        callers: calls that the case must answer.
        location: where the matter is.
        question: open question about a suspected danger, if any.
        objected: departments that have objected.
        leader_question: question that waits for a leader's instruction, whatever the state.
        holds: times for which the desk has told the departments to wait for a leader, oldest first.
        alarm: latest alarm about the emergency.
        promise: promised date that a department asked for or the desk agreed to, if any (R8.6).
        urges: how often callers urged it 催办.
        reopen_by: until when a caller may have the answered case reopened, UTC.
        joined_into: number of the case that this one was joined into; empty if there is none.
        awaits_main: true if that case is not archived yet.
        joined: cases merged into this one 并单, without their own assignments and callers.
        end_proposal: end that a department proposes and the desk has not decided on.
        nuisance: true if a person holds the call to be a nuisance.
        registrar: who registered the call; empty for one registered before that was kept beside the log.
        amend_by: until when the registrar may amend it without a reason, UTC.
        amendments: of the call, oldest first (R1.1).
        proposed_decision: decision that the rules propose beside what is going on.
        referral: follow-up of the referral, while the case is referred.
        split_from: number of the case from which this one was split off; empty if it was not.
        handovers: hand-overs to other lines in order, ended ones included (R8.2).
        origin: line that handed the case to the hotline; ``None`` if none did.
        left: cases opened by calls that it answered once and another does now, likewise; its log has what was said.
        interrupted: where it was before a danger, while that is verified; ``None`` if nothing is to be returned to.
        recused: who must step aside, by the directory; nobody unless it was read to tell what is allowed.
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
    location: Location
    since: datetime
    question: OpenQuestion | None = None
    objected: tuple[str, ...] = ()
    leader_question: LeaderQuestion | None = None
    holds: tuple[Hold, ...] = ()
    alarm: Alarm | None = None
    urges: int = 0
    reopen_by: datetime | None = None
    joined_into: str = ""
    awaits_main: bool = False
    joined: "tuple[Case, ...]" = ()
    promise: Promise | None = None
    end_proposal: EndProposal | None = None
    nuisance: bool = False
    registrar: str = ""
    amend_by: datetime | None = None
    amendments: tuple[Amendment, ...] = ()
    proposed_decision: ProposedDecision | None = None
    split_from: str = ""
    referral: Referral | None = None
    handovers: tuple[Handover, ...] = ()
    origin: Origin | None = None
    left: tuple["Case", ...] = ()
    interrupted: Interruption | None = None
    recused: Recusal = NOBODY

    @property
    def designated(self) -> tuple[str, ...]:
        """Departments designated to handle the case, the lead first."""
        return (self.decision.lead, *self.decision.cohandlers)

    @property
    def referred_to(self) -> str:
        """Department to which the case is referred now; empty if it is not (R2.2)."""
        return self.decision.lead if self.state is CaseState.REFERRED else ""

    @property
    def awaits_confirmation(self) -> bool:
        """True while an answer or an end is proposed that no person has confirmed or declined (R2.1, R8.1, P2)."""
        proposes = self.decision.outcome is Outcome.DIRECT_ANSWER or self.decision.end
        return self.state is CaseState.REGISTERED and bool(proposes)

    @property
    def is_held(self) -> bool:
        """True while the desk has told the departments to wait for a leader."""
        return is_held(self.holds)

    @property
    def urgency(self) -> Urgency:
        """Urgency of the case by the decision in force."""
        return self.decision.urgency

    @property
    def is_emergency(self) -> bool:
        """True if the case is handled as an emergency (R2.6)."""
        return self.decision.outcome is Outcome.EMERGENCY

    @property
    def meets_danger(self) -> bool:
        """True while departments meet a danger that was verified, until the desk accepts that it is over (R2.6)."""
        return self.state.meets_danger(is_emergency=self.is_emergency, is_in_question=self.question is not None)

    @property
    def is_for_departments(self) -> bool:
        """True if departments were given the matter, and not another line or whoever it was referred to."""
        return self.decision.outcome.is_with_departments

    @property
    def reports_wrongdoing(self) -> bool:
        """True if a caller, joined cases included, makes an accusation 举报."""
        return any(
            ACCUSATION in (one.call.request_type, one.decision.facts.get(REQUEST_TYPE)) for one in (self, *self.joined)
        )

    @property
    def lifted(self) -> tuple[str, ...]:
        """Units whose recusal was lifted; of those that were sent to a danger, only until that is over (R2.6, R8.3)."""
        facts = self.decision.facts
        return (*items(facts, LIFTED), *(items(facts, LIFTED_IN_DANGER) if self.meets_danger else ()))

    @property
    def accused(self) -> tuple[str, ...]:
        """Units that a protected caller accuses, joined cases included, and whose recusal nobody has lifted (R8.3)."""
        protected = (case for case in (self, *self.joined) if case.is_protected)
        accused = chain.from_iterable(items(case.decision.facts, ACCUSED) for case in protected)
        lifted = self.lifted
        return tuple(name for name in accused if name not in lifted)

    @property
    def doubtful(self) -> tuple[str, ...]:
        """Units that a protected caller mentions who accuses none in so many words, and that may be meant (R8.3)."""
        protected = (case.decision.facts for case in (self, *self.joined) if case.is_protected)
        mentioned = chain.from_iterable(items(facts, MENTIONED) for facts in protected if not items(facts, ACCUSED))
        lifted = self.lifted
        return tuple(name for name in mentioned if name not in lifted)

    @property
    def caller_identities(self) -> tuple[list[str], list[str]]:
        """Names and phone numbers of all callers, joined cases, those that left and amended ones included."""
        cases = (self, *self.joined, *self.left)
        names = [case.call.name for case in cases]
        phones = [case.call.phone for case in cases]
        amended = [amendment for case in cases for amendment in case.amendments]
        return names + former_values(amended, NAME), phones + former_values(amended, PHONE)

    @property
    def stated_numbers(self) -> list[str]:
        """Numbers that callers say are their own, joined cases, those that left and amended calls included."""
        cases = (self, *self.joined, *self.left)
        amended = [amendment for case in cases for amendment in case.amendments]
        texts = [text for case in cases for text in (case.call.subject, case.call.content)]
        texts += former_values(amended, SUBJECT, CONTENT)
        return [normalise(number) or number for text in texts for number in own_numbers(text)]

    @property
    def district(self) -> str:
        """District the case is about; empty if unknown."""
        return self.location.district

    @property
    def coordinates(self) -> Coordinates | None:
        """Point where the matter is, that of the call or else of the place its text names; ``None`` if unknown."""
        return coordinates_of(self.location)

    @property
    def coordinate_source(self) -> CoordinateSource | None:
        """Origin of the coordinates; ``None`` without coordinates."""
        return coordinate_source(self.call, self.location)

    @property
    def lead_reply(self) -> Assignment | None:
        """Latest lead assignment with a reply, if any."""
        return next((each for each in reversed(self.assignments) if each.leads and each.reply), None)

    @property
    def is_protected(self) -> bool:
        """True if the caller made an accusation 举报 or asked for confidentiality."""
        return is_protected(self.call.confidential, self.call.request_type, self.decision.facts)

    @property
    def corrected_phone(self) -> str:
        """Phone of the caller if it was corrected; what was sent to another before proves nobody any more (R8.7)."""
        return self.call.phone if former_values(self.amendments, PHONE) else ""

    @property
    def has_protected(self) -> bool:
        """True if a caller, joined cases included, made an accusation 举报 or asked for confidentiality."""
        return any(one.is_protected for one in (self, *self.joined))


def entry_of(number: str, handled: Case) -> CallerEntry | None:
    """Return the caller whose call opened a case, as the answering case knows the caller; ``None`` if none does.

    Args:
        number: number of the case that the caller's call opened.
        handled: the case that answers the caller, that one or another into which it was joined.
    """
    return next((one for one in handled.callers if number_of(one.call_id) == number), None)


def state_for_caller(number: str, handled: Case) -> CaseState:
    """Return where one caller's matter stands, whatever the case owes to others; arguments as for ``entry_of``.

    Whoever is to be told later than the others is not answered; whoever was told is, unless the desk has to judge what
    the caller is dissatisfied with.
    """
    entry, state = entry_of(number, handled), handled.state
    if entry and entry.awaits_answer and state.is_answered:
        return CaseState.RESOLVED
    if entry and entry.answered and not state.is_closed and entry.callback is not CallbackState.AWAITS_JUDGEMENT:
        return CaseState.ANSWERED
    return state


def coordinates_of(location: Location) -> Coordinates | None:
    """Return the point of a location, if it is known."""
    if location.latitude is None or location.longitude is None:
        return None
    return Coordinates(location.latitude, location.longitude)


def coordinate_source(call: Call, location: Location) -> CoordinateSource | None:
    """Return where the coordinates of a call's location come from; ``None`` if there are none."""
    if call.coordinates:
        return CoordinateSource.CALL
    return CoordinateSource.PLACE if coordinates_of(location) else None


def is_protected(confidential: bool, request_type: str, facts: Mapping[str, object]) -> bool:  # noqa: FBT001
    """Return whether a caller is protected: the call is confidential or an accusation 举报.

    Args:
        confidential: true if the call was marked confidential.
        request_type: request type of the call.
        facts: facts of the decision in force.
    """
    return confidential or request_type == ACCUSATION or is_protected_by(facts)
