"""Explanations of decisions, made for a case or hypothetical for a case or a text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from hotline_server.desk.cases.decisions import Grounds, find_grounds, read_text
from hotline_server.desk.cases.facts import heard_facts, time_facts
from hotline_server.desk.cases.queries import CaseQueries
from hotline_server.desk.rule_books.kept_books import KeptBooks
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.personal_data import redact_known, redact_personal_data
from hotline_server.domain.texts import TEXT_LIMIT
from hotline_server.domain.timetable import Timetable
from hotline_server.domain.working_days import WorkingCalendar
from hotline_server.ground.clock import CITY, Clock, local_day
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Decision
from hotline_server.rulebook.explanation import Explanation, explain
from hotline_server.rulebook.facts import (
    DAY,
    DAY_OF_YEAR,
    MONTH,
    SUSPECTED,
    TIME,
    FactValue,
    items,
    known_day,
    location_facts,
    text_facts,
    without_dangers,
)
from hotline_server.rulebook.policy import Policy
from hotline_server.rulebook.spoken_words import SpokenWords, spoken_words
from hotline_server.rulebook.supposed_time import supposed_time
from hotline_server.rulebook.time_limit import MOST, TimeUnit
from hotline_server.rulebook.vocabulary import unknown_values
from hotline_server.text.facts import PolicyReading, TextFacts
from hotline_server.text.gazetteer import Gazetteer

Facts = Mapping[str, FactValue]


@dataclass(frozen=True, slots=True)
class Supposed:
    """Suppositions of an explanation.

    Attributes:
        book: rule book that decides; ``None`` for the one that did, or that is in force.
        facts: facts that somebody named, which prevail over those that are found.
    """

    book: RuleBook | None = None
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Explained:
    """Decision with all that is behind it.

    Attributes:
        explanation: the decision and the rules.
        deadline: when the reply is due, UTC; ``None`` if nobody has to reply.
        questions: what the operator is to ask about a suspected danger.
        words: those that the readers go by; none for protected callers.
        policies: that may answer, most likely first, with how each was found.
    """

    explanation: Explanation
    deadline: datetime | None
    questions: tuple[str, ...]
    words: tuple[SpokenWords, ...]
    policies: tuple[tuple[Policy, PolicyReading], ...]


@dataclass(frozen=True, slots=True)
class Explanations:
    """Explains decisions; ``book`` returns the rule book in force."""

    books: KeptBooks
    queries: CaseQueries
    book: Callable[[], RuleBook]
    gazetteer: Callable[[], Gazetteer]
    calendar: Callable[[], WorkingCalendar]
    clock: Clock

    def case(self, number: str, supposed: Supposed | None = None) -> Explained:
        """Explain the current decision of a case by the rule book that made it, or what would be decided otherwise.

        Raises:
            InvalidFieldsError: if the case number is malformed, or a fact names what does not exist.
            NotFoundError: if there is no such case.
        """
        case = self.queries.get(number)
        call, decision = case.call, case.decision
        book = (supposed and supposed.book) or self.books.load_stored(decision.book_version)
        text = read_text(book, call.subject, call.content, known_day(decision.facts))
        if supposed and (supposed.book or supposed.facts):
            _check_names(book, supposed.facts)
            heard = heard_facts(text, call.request_type, confidential=call.confidential)
            known = {**without_dangers(decision.facts), **heard}
            if not supposed.facts.keys().isdisjoint((DAY, DAY_OF_YEAR, MONTH, TIME)):
                moment = supposed_time(supposed.facts, case.decided_at.astimezone(CITY))
                known |= time_facts(self.calendar(), moment)
            known |= supposed.facts
            explanation = _explain(book, text, known)
        else:
            made = Grounds(decision.facts, decision.proposals, decision.suggestions)
            explanation = explain(book, decision.facts)
            completed = replace(made.complete(explanation.decision), reader_version=decision.reader_version)
            explanation = replace(explanation, decision=completed)
        # Who maintains rules sees words of the text, and nobody's name or number.
        said = (
            redact_personal_data(redact_known(one, [call.name], [call.phone])) for one in (call.subject, call.content)
        )
        words = () if case.is_protected else spoken_words(book, *said)
        if case.is_protected:
            text = TextFacts(policies=decision.proposals)
        return _explained(book, explanation, text, words, self.calendar(), case.decided_at)

    def text(self, text: str, supposed: Supposed | None = None) -> Explained:
        """Explain what would be decided for a text said now.

        Raises:
            InvalidFieldsError: if the text is empty or too long, or a fact names what does not exist.
        """
        supposed = supposed or Supposed()
        book = supposed.book or self.book()
        return explain_text(book, self.gazetteer(), self.calendar(), self.clock(), text, supposed.facts)


def explain_text(
    book: RuleBook, gazetteer: Gazetteer, calendar: WorkingCalendar, now: datetime, text: str, facts: Facts
) -> Explained:
    """Explain what a rule book decides for a text.

    Args:
        book: published rule book or draft.
        gazetteer: finds the place named in the text.
        calendar: tells working time from other time.
        now: time at which the text is said unless the facts name another, UTC.
        text: 1 to 10,000 characters.
        facts: facts that somebody named, which prevail over those that are found.

    Raises:
        InvalidFieldsError: if the text is empty or too long, or a fact names what does not exist.
    """
    if not text.strip() or len(text) > TEXT_LIMIT:
        raise InvalidFieldsError([FieldViolation("text", f"要给工单号，或 1 到 {TEXT_LIMIT} 个字的内容")])
    _check_names(book, facts)
    said = supposed_time(facts, now.astimezone(CITY))
    read = read_text(book, "", text, local_day(said))
    place = location_facts(gazetteer.locate([text], str(facts.get("区县", ""))))
    known = {**text_facts(read), **time_facts(calendar, said), **place, **facts}
    explanation = _explain(book, read, known)
    return _explained(book, explanation, read, spoken_words(book, "", text), calendar, said)


def _check_names(book: RuleBook, facts: Facts) -> None:
    """Raise an error if facts name places, units or entries of a rule book that do not exist."""
    violations = [FieldViolation(f"facts[{fact}]", message) for fact, message in unknown_values(book, facts)]
    if violations:
        raise InvalidFieldsError(violations)


def _explain(book: RuleBook, text: TextFacts, known: Facts) -> Explanation:
    grounds = find_grounds(book, text, known)
    explanation = explain(book, grounds.facts)
    return replace(explanation, decision=grounds.complete(explanation.decision))


def _explained(
    book: RuleBook,
    explanation: Explanation,
    text: TextFacts,
    words: tuple[SpokenWords, ...],
    calendar: WorkingCalendar,
    since: datetime,
) -> Explained:
    decision = explanation.decision
    questions = book.questions_about(items(decision.facts, SUSPECTED)) if decision.asks_back else ()
    found = ((book.policies.get(one.policy), one) for one in text.policies)
    policies = tuple((policy, one) for policy, one in found if policy)
    return Explained(explanation, _deadline(book, decision, calendar, since), questions, words, policies)


def _deadline(book: RuleBook, decision: Decision, calendar: WorkingCalendar, since: datetime) -> datetime | None:
    if not decision.lead or not decision.limit.spans:
        return None
    latest = calendar.deadline(since, MOST[TimeUnit.WORKING_DAY]).at
    return Timetable(book.limits, calendar).due(since, decision.limit, latest).at
