"""Registering a call: one transaction from the duty log to the decision (R1.1, R2.1 to R2.6)."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime

import structlog

from hotline_server.clock import Clock
from hotline_server.desk.facts import call_facts
from hotline_server.desk.rule_books import BookInForce, summary
from hotline_server.domain.call import Call, checked
from hotline_server.domain.case import Case
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.lifecycle import Act, CaseState
from hotline_server.domain.parties import Actor, Answer, CallerEntry, Designation, Note, Role
from hotline_server.domain.working_days import WorkingCalendar, local_day
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Decision, Outcome
from hotline_server.store.cases import CaseStore
from hotline_server.store.directory import Directory
from hotline_server.store.new_cases import NewCase, NewCases, Opened
from hotline_server.store.rule_books import RuleBookStore
from hotline_server.store.writer import Writer

_log = structlog.get_logger()
RULE_BOOK = Actor("规则库", Role.RULE_BOOK)
NOT_STORED_YET = 0


@dataclass(frozen=True, slots=True)
class _Opening:
    """A call that waits to be written; while a draft is in the shadow, its id and the draft's decision."""

    new: NewCase
    compared: tuple[int, Decision] | None


@dataclass(frozen=True, slots=True)
class Registration:
    """Takes calls into the duty log and decides them."""

    cases: CaseStore
    new_cases: NewCases
    writer: Writer
    book: BookInForce
    rule_books: RuleBookStore
    directory: Directory
    calendar: Callable[[], WorkingCalendar]
    clock: Clock

    def register(self, call: Call) -> Case:
        """Register a call and return its case, once all of it is durable.

        The same request id with the same call returns the case of the first time.

        Raises:
            InvalidFieldsError: the call cannot be kept as it is.
            RequestIdReusedError: the request id belongs to another call.
        """
        return self.begin(call).result()

    def begin(self, call: Call) -> "Future[Case]":
        """As ``register``, but the case, or the refusal of its request id, comes later.

        Raises:
            InvalidFieldsError: the call cannot be kept as it is.
        """
        now = self.clock()
        call = checked(call, now, self.directory.districts.get)
        fingerprint = call.fingerprint()
        book, shadow = self.book(), self.book.shadow()
        new = self._decided(book, call, fingerprint, now)
        draft = self._decided(shadow[1], call, fingerprint, now).decision if shadow else None

        compared = (shadow[0], draft) if shadow and draft else None
        return self.writer.submit(self._open, _Opening(new, compared))

    def _open(self, openings: Sequence[_Opening]) -> list[Opened]:
        outcomes = self.new_cases.create([opening.new for opening in openings])
        for opening in openings:
            # A case that was there before was compared then.
            if opening.compared and opening.new.file.number:
                shadow, draft = opening.compared
                self.rule_books.count_shadow(
                    shadow, opening.new.file.number, summary(opening.new.decision), summary(draft)
                )
        return outcomes

    def _decided(self, book: RuleBook, call: Call, fingerprint: str, now: datetime) -> NewCase:
        text = book.analyse(call.subject, call.content)
        district = call.district or self.directory.district_in(f"{call.address}{call.subject}{call.content}")
        facts = call_facts(call, text, district, self.cases, self.calendar(), now)
        facts["政策"] = tuple(name for name in text.policies if book.policies[name].in_force(local_day(now)))
        try:
            decision = book.decide(facts)
        except Exception:  # noqa: BLE001 - whatever is wrong with the rules, the call is not lost
            _log.exception("rule book failed", version=book.version)
            decision = book.without_rules(facts)
        file = self._file(book, call, decision, now)
        _follow(book, file, decision, now)
        return NewCase(call, fingerprint, decision, file, text.category, str(facts["首要事项"]), district)

    def _file(self, book: RuleBook, call: Call, decision: Decision, now: datetime) -> CaseFile:
        state = CaseState.REGISTERED
        operator = Actor(call.operator or "话务系统", Role.OPERATOR)
        return CaseFile(
            number="",
            version=1,
            state=state,
            since=now,
            outcome=decision.outcome,
            urgency=decision.urgency,
            designation=Designation(decision.lead, decision.cohandlers, decision.deadline_days),
            registered_at=now,
            assignments=[],
            callers=[CallerEntry(NOT_STORED_YET, answered=False)],
            limits=book.limits,
            calendar=self.calendar(),
            notes=[Note(Act.REGISTER, operator, "", state, state, "", {})],
        )


def _follow(book: RuleBook, file: CaseFile, decision: Decision, now: datetime) -> None:
    """Take the first step that the decision leads to; without one the case waits for the desk."""
    reason = ";".join(decision.reasons)
    match decision.outcome:
        case Outcome.DIRECT_ANSWER:
            policy = book.policies[decision.policy]
            answer = Answer(NOT_STORED_YET, "电话", policy.answer, policy.id, supported=True, given=True)
            file.answer_directly(RULE_BOOK, now, reason, answer)
        case Outcome.REFERRAL:
            file.refer(RULE_BOOK, now, reason, decision.lead)
        case Outcome.TRANSFER | Outcome.JOINT:
            file.assign(RULE_BOOK, now, reason, file.designation)
            file.outcome = decision.outcome
        case Outcome.REPORT_TO_LEADER:
            file.report_to_leader(RULE_BOOK, now, reason, "请批示如何办理")
        case Outcome.EMERGENCY:
            file.raise_emergency(RULE_BOOK, now, reason)
        case Outcome.DESK:
            pass
