"""Explanations of decisions, made for a case or hypothetical for a text."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from hotline_server.desk.cases.decisions import Grounds, find_grounds, read_text
from hotline_server.desk.cases.facts import time_facts
from hotline_server.desk.cases.queries import CaseQueries
from hotline_server.desk.rule_books.kept_books import KeptBooks
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.texts import TEXT_LIMIT
from hotline_server.domain.working_days import WorkingCalendar
from hotline_server.ground.clock import Clock, local_day
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.explanation import Explanation, explain
from hotline_server.rulebook.facts import location_facts, text_facts
from hotline_server.text.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Explanations:
    """Explains decisions; ``book`` returns the rule book in force."""

    books: KeptBooks
    queries: CaseQueries
    book: Callable[[], RuleBook]
    gazetteer: Callable[[], Gazetteer]
    calendar: Callable[[], WorkingCalendar]
    clock: Clock

    def case(self, number: str) -> Explanation:
        """Explain the current decision of a case by the rule book that made it.

        Raises:
            InvalidFieldsError: if the case number is malformed.
            NotFoundError: if there is no such case.
        """
        decision = self.queries.get(number).decision
        explanation = explain(self.books.load_stored(decision.book_version), decision.facts)
        made = Grounds(decision.facts, decision.proposals, decision.suggestions).complete(explanation.decision)
        return replace(explanation, decision=replace(made, reader_version=decision.reader_version))

    def text(self, text: str) -> Explanation:
        """Explain what would be decided for a text said now.

        Raises:
            InvalidFieldsError: if the text is empty or too long.
        """
        return explain_text(self.book(), self.gazetteer(), self.calendar(), self.clock(), text)


def explain_text(
    book: RuleBook, gazetteer: Gazetteer, calendar: WorkingCalendar, now: datetime, text: str
) -> Explanation:
    """Explain what a rule book decides for a text.

    Args:
        book: published rule book or draft.
        gazetteer: finds the place named in the text.
        calendar: tells working time from other time.
        now: time at which the text is said, UTC.
        text: 1 to 10,000 characters.

    Raises:
        InvalidFieldsError: if the text is empty or too long.
    """
    if not text.strip() or len(text) > TEXT_LIMIT:
        raise InvalidFieldsError([FieldViolation("text", f"要给工单号，或 1 到 {TEXT_LIMIT} 个字的内容")])
    read = read_text(book, "", text, local_day(now))
    known = text_facts(read) | time_facts(calendar, now) | location_facts(gazetteer.locate([text]))
    grounds = find_grounds(book, read, known)
    explanation = explain(book, grounds.facts)
    return replace(explanation, decision=grounds.complete(explanation.decision))
