"""Registration: one transaction from the duty log to the decision (R1.1, R2.1 to R2.6)."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import structlog

from hotline_server.desk.cases.decisions import decide, find_grounds, read_text
from hotline_server.desk.cases.facts import call_facts
from hotline_server.desk.cases.shadows import Shadowed, Shadows
from hotline_server.desk.directory.proposals import unknown_names
from hotline_server.domain.acts import emergencies, leaders, lines, triage
from hotline_server.domain.assignments import Assignments
from hotline_server.domain.call import Call, validate_call
from hotline_server.domain.case import Case, is_protected
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.handover import Origin, open_handovers
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.numbering import parse_number
from hotline_server.domain.open_question import OpenQuestion
from hotline_server.domain.parties import Actor, CallerEntry, Designation, Note, Role
from hotline_server.domain.phone import subscriber
from hotline_server.domain.timetable import Timetable
from hotline_server.domain.working_days import WorkingCalendar
from hotline_server.ground.clock import Clock, local_day
from hotline_server.ground.telemetry import metrics
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.counts import SAME_NUMBER, counts_among
from hotline_server.rulebook.decision import Decision, Outcome
from hotline_server.rulebook.facts import (
    ATTENDED_CHANNELS,
    DANGERS,
    FIRST_RECEIVER,
    SUSPECTED,
    FactValue,
    items,
)
from hotline_server.rulebook.facts import is_protected as is_protected_by
from hotline_server.rulebook.recusal import Recusal
from hotline_server.store.cases.new_cases import CreateResult, NewCase, NewCases
from hotline_server.store.cases.recent_cases import Likeness, RecentCases
from hotline_server.store.engine.group_commit import Writer
from hotline_server.text.facts import TextFacts
from hotline_server.text.gazetteer import Gazetteer
from hotline_server.text.lexicon import OTHER_DANGER
from hotline_server.text.location import Location
from hotline_server.text.phrases import CallerWish

_log = structlog.get_logger()
RULE_BOOK = Actor("规则库", Role.RULE_BOOK)
NOT_STORED_YET = 0
FIRST_RECEIVER_DAYS = 90
"""How long ago a case that is still open may have been registered to tell who received the matter first."""


Present = Callable[[Case], Any]


@dataclass(frozen=True, slots=True)
class Arrival:
    """Call waiting to be decided and written.

    Attributes:
        call: valid call.
        at: when it arrived, UTC.
        registrar: who took it.
        present: presenter for its case.
        attended: true if an operator is with the caller, who can be asked and told at once.
        origin: line that handed it in, if one did.
    """

    call: Call
    at: datetime
    registrar: str
    present: Present
    attended: bool
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """Decided call, and what the shadows would have decided."""

    new: NewCase
    compared: tuple[tuple[Shadowed, Decision], ...]


@dataclass(frozen=True, slots=True)
class Registration:
    """Registrar of calls; a ``BatchKind`` for the writer."""

    recent: RecentCases
    new_cases: NewCases
    writer: Writer
    book: Callable[[], RuleBook]
    shadows: Shadows
    directory: Callable[[], Directory]
    gazetteer: Callable[[], Gazetteer]
    calendar: Callable[[], WorkingCalendar]
    clock: Clock
    area_code: str

    def begin(self, call: Call, registrar: str, present: Present, origin: Origin | None = None) -> "Future[Any]":
        """Submit a call taken by ``registrar``, or handed in by a line, for registration.

        The future yields the presented case once it is durable. Repeating a request id with the same call
        yields the existing case; with another call the future fails with RequestIdReusedError.

        Raises:
            InvalidFieldsError: if the call is invalid.
        """
        return self.writer.submit(self, self.arrival(call, registrar, present, origin))

    def arrival(self, call: Call, registrar: str, present: Present, origin: Origin | None = None) -> Arrival:
        """Validate a call and stamp its arrival.

        Raises:
            InvalidFieldsError: if the call is invalid.
        """
        now = self.clock()
        valid = validate_call(call, now, self.directory().find_district, self.area_code)
        # Whoever registers a call of these channels is with the caller.
        return Arrival(valid, now, registrar, present, valid.channel in ATTENDED_CHANNELS, origin)

    def decide(self, call: Call, registrar: str, now: datetime, *, attended: bool) -> NewCase:
        """Decide on a valid call by itself, and return the case to be opened for it.

        Args:
            call: valid call.
            registrar: who registers it.
            now: current time, UTC.
            attended: true if an operator is with the caller.

        Raises:
            DomainError: if it cannot be decided on.
        """
        (new,) = self._decided(self.book(), [Arrival(call, now, registrar, _as_it_is, attended)])
        if isinstance(new, Exception):
            raise new
        return new

    def leave_to_people(self, new: NewCase) -> NewCase:
        """Return a case to be opened without the first step of the rules."""
        arrival = Arrival(new.call, new.file.registered_at, new.file.registrar, _as_it_is, attended=False)
        left = replace(new.decision, outcome=Outcome.DESK, lead="", cohandlers=(), proposals=(), end="", hands_to=())
        left = replace(left, asks_back=False)
        return replace(new, decision=left, file=self._file(self.book(), arrival, left))

    def prepare(self, items: Sequence[Arrival]) -> list[Opening | Exception]:
        """Decide a batch of calls."""
        shadows = self.shadows()
        news = self._decided(self.book(), items)
        others = [self._decided(shadowed.book, items) for shadowed in shadows]
        return [
            new if isinstance(new, Exception) else Opening(new, _compared(shadows, [other[place] for other in others]))
            for place, new in enumerate(news)
        ]

    def write(self, prepared: Sequence[Opening]) -> list[CreateResult]:
        """Create the cases of decided calls."""
        outcomes = self.new_cases.create([opening.new for opening in prepared])
        for opening in prepared:
            # An existing case has already been compared.
            if opening.new.file.number:
                decision = opening.new.decision
                metrics.decisions.labels(decision.outcome.name, decision.book_version).inc()
                metrics.questions_asked.inc(int(decision.asks_back))
                for shadowed, other in opening.compared:
                    shadowed.count(opening.new.file.number, decision.summary, other.summary)
        return outcomes

    def present(self, outcome: Case, item: Arrival) -> object:
        """Present the case as its registrar requested."""
        return item.present(outcome)

    def _decided(self, book: RuleBook, items: Sequence[Arrival]) -> list[NewCase | Exception]:
        heard = [_hear(book, self.gazetteer, item) for item in items]
        first = min((item.at for item in items), default=self.clock())
        counts = (SAME_NUMBER, *counts_among(book.keys))
        earlier = self.recent.count(counts, [one.likeness for one in heard], first)
        followed = {item.call.follows for item in items if item.call.follows}
        missing = followed - self.new_cases.cases.existing_numbers(followed) if followed else followed
        return [
            _no_such_case(one.arrival.call) if one.arrival.call.follows in missing else self._decide(book, one, facts)
            for one, facts in zip(heard, earlier, strict=True)
        ]

    def _decide(self, book: RuleBook, heard: "_Heard", counted: Mapping[str, FactValue]) -> NewCase | Exception:
        call, now, attended = heard.arrival.call, heard.arrival.at, heard.arrival.attended
        earlier = {**counted, FIRST_RECEIVER: self._first_receiver(heard)} if FIRST_RECEIVER in book.keys else counted
        facts = call_facts(call, heard.text, heard.location, earlier, self.calendar(), now)
        decision = decide(book, find_grounds(book, heard.text, facts))
        try:
            file = self._file(book, heard.arrival, decision)
            if decision.asks_back:
                question = question_about(book, decision, heard.text, now, attended=attended)
                emergencies.ask_back(file, RULE_BOOK, now, "；".join(decision.reasons), question)
            else:
                follow(book, file, decision, now, attended=attended)
                if not attended:
                    emergencies.call_to_verify(file, now)
        except Exception as error:  # noqa: BLE001 - one call must not fail the whole batch
            return error
        return NewCase(
            call=call,
            fingerprint=call.fingerprint(),
            decision=decision,
            file=file,
            category=heard.text.category,
            matter=heard.text.matters[0] if heard.text.matters else "",
            location=heard.location,
            sightings=_sightings(self.gazetteer, call),
        )

    def _first_receiver(self, heard: "_Heard") -> str:
        """Return who received the matter first; empty if nobody did."""
        follows, since = heard.arrival.call.follows, heard.arrival.at - timedelta(days=FIRST_RECEIVER_DAYS)
        followed = self.recent.lead_of(parse_number(follows)) if follows else ""
        return followed or self.recent.first_lead(heard.likeness, since)

    def _file(self, book: RuleBook, arrival: Arrival, decision: Decision) -> CaseFile:
        state, now = CaseState.REGISTERED, arrival.at
        operator = Actor(arrival.registrar, Role.LINE if arrival.origin else Role.OPERATOR)
        wishes = book.wishes.heard_in(arrival.call.content)
        return CaseFile(
            number="",
            version=1,
            state=state,
            since=now,
            outcome=decision.outcome,
            urgency=decision.urgency,
            designation=Designation(decision.lead, decision.cohandlers, decision.limit),
            registered_at=now,
            assignments=Assignments(),
            callers=[
                CallerEntry(
                    NOT_STORED_YET,
                    answered=False,
                    has_phone=bool(subscriber(arrival.call.phone)),
                    wishes_no_reply=arrival.call.wishes_no_reply or CallerWish.NO_REPLY in wishes,
                    refuses_messages=CallerWish.NO_MESSAGES in wishes,
                )
            ],
            timetable=Timetable(book.limits, self.calendar()),
            origin=arrival.origin,
            notes=[Note(Act.REGISTER, operator, "", state, state, "", {})],
            registrar=arrival.registrar,
            amend_by=now + timedelta(minutes=book.limits.amend_minutes),
            recusal=lambda: Recusal.of(book.names, decision.facts, is_protected=is_protected_by(decision.facts)),
            protected=lambda: is_protected(arrival.call.confidential, arrival.call.request_type, decision.facts),
        )


@dataclass(frozen=True, slots=True)
class _Heard:
    """Call with the facts read from its text."""

    arrival: Arrival
    text: TextFacts
    location: Location

    @property
    def likeness(self) -> Likeness:
        """What earlier cases can have in common with the call."""
        matter = next(iter(self.text.matters), "")
        return Likeness(subscriber(self.arrival.call.phone), matter, self.location.district, self.location.town)


def _as_it_is(case: Case) -> Case:
    """Present a case unchanged."""
    return case


def _compared(
    shadows: Sequence[Shadowed], decided: Sequence[NewCase | Exception]
) -> tuple[tuple[Shadowed, Decision], ...]:
    """Return the decisions of the shadows that decided a call without a fault."""
    pairs = zip(shadows, decided, strict=True)
    return tuple((shadowed, new.decision) for shadowed, new in pairs if not isinstance(new, Exception))


def _no_such_case(call: Call) -> InvalidFieldsError:
    return InvalidFieldsError([FieldViolation("call.follows", f"没有工单 {call.follows}；可留空")])


def _hear(book: RuleBook, gazetteer: Callable[[], Gazetteer], arrival: Arrival) -> _Heard:
    call = arrival.call
    text = read_text(book, call.subject, call.content, local_day(arrival.at))
    return _Heard(arrival, text, locate(gazetteer, call))


def locate(gazetteer: Callable[[], Gazetteer], call: Call) -> Location:
    """Return where the matter of a call is: the point that came with it, or else the place that its texts name."""
    try:
        location = gazetteer().locate(_texts(call), call.district)
    except Exception:  # noqa: BLE001 - a call whose place cannot be found is in the operator's district
        _log.exception("place not found")
        location = Location(call.district)
    if call.coordinates:
        return replace(location, latitude=call.coordinates.latitude, longitude=call.coordinates.longitude)
    return location


def _sightings(gazetteer: Callable[[], Gazetteer], call: Call) -> tuple[str, ...]:
    """Return the unknown places in a call that an operator put into a district."""
    if not call.district:
        return ()
    try:
        known = gazetteer()
        return unknown_names(_texts(call), lambda name: known.knows(name, call.district), call.name)
    except Exception:  # noqa: BLE001 - a call is worth more than the names to be learnt from it
        _log.exception("unknown places not collected")
        return ()


def _texts(call: Call) -> tuple[str, ...]:
    """Return the texts of a call that may name a place, the most telling first."""
    return call.address, call.subject, call.content


def question_about(
    book: RuleBook, decision: Decision, text: TextFacts, now: datetime, *, attended: bool
) -> OpenQuestion:
    """Return the question to ask the caller, due at once if the caller is not there to be asked."""
    kinds = items(decision.facts, SUSPECTED) or (OTHER_DANGER,)
    return OpenQuestion(
        kinds=kinds,
        evidence={kind: text.evidence[kind] for kind in kinds if kind in text.evidence},
        questions=book.questions_about(kinds),
        asked_at=now,
        due_at=now + timedelta(seconds=book.limits.question_seconds) if attended else now,
    )


def ask(book: RuleBook, file: CaseFile, decision: Decision, text: TextFacts, now: datetime, *, attended: bool) -> None:
    """Ask about a suspected danger that was not known, beside what is being asked already."""
    question = question_about(book, decision, text, now, attended=attended)
    if file.question:
        kinds = tuple(dict.fromkeys((*question.kinds, *file.question.kinds)))
        question = replace(
            question,
            kinds=kinds,
            evidence={**file.question.evidence, **question.evidence},
            questions=book.questions_about(kinds),
            due_at=min(question.due_at, file.question.due_at),
        )
    emergencies.ask_back(file, RULE_BOOK, now, "；".join(decision.reasons), question)


def follow(book: RuleBook, file: CaseFile, decision: Decision, now: datetime, *, attended: bool) -> None:
    """Take the first step that the decision prescribes; with none, the case waits for the desk.

    Args:
        book: rule book.
        file: the case.
        decision: what is decided.
        now: current time, UTC.
        attended: true if an operator is with the caller, and can tell what is proposed; else the desk is to.
    """
    reason = "；".join(decision.reasons)
    match decision.outcome:
        case Outcome.DIRECT_ANSWER:
            policies = [proposal.policy for proposal in decision.proposals]
            triage.propose_answers(file, RULE_BOOK, now, reason, policies, attended=attended)
        case Outcome.REFERRAL:
            triage.refer(file, RULE_BOOK, now, reason, decision.lead)
        case Outcome.TRANSFER | Outcome.JOINT:
            triage.assign(file, RULE_BOOK, now, reason, file.designation)
            file.outcome = decision.outcome
        case Outcome.ESCALATION:
            leaders.escalate(file, RULE_BOOK, now, reason, "请批示如何办理")
        case Outcome.EMERGENCY:
            kind = next(iter(items(decision.facts, DANGERS)), "")
            emergencies.raise_emergency(file, RULE_BOOK, now, reason, kind)
            hand_danger(book, file, decision, now)
        case Outcome.ROUTE_TOLD | Outcome.EXPLAINED | Outcome.HANDED_OVER:
            ending = book.ends[decision.end]
            triage.suggest_end(file, RULE_BOOK, now, reason, ending, attended=attended)
        case Outcome.DESK:
            pass


def hand_danger(book: RuleBook, file: CaseFile, decision: Decision, now: datetime) -> None:
    """Hand an emergency at once to the lines that the rules name, but for those that know of the danger (R8.2).

    A line that has the case for another reason does not.
    """
    handed = {one.line for one in open_handovers(file.handovers) if one.of_danger}
    for reason in (book.ends[code] for code in decision.hands_to):
        if reason.line not in handed:
            lines.hand_over(file, RULE_BOOK, now, book.lines[reason.line], reason, lines.HandoverNotice(), "")
            handed.add(reason.line)
