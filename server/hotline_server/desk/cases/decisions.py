"""Decisions of a rule book on calls, live, past and hypothetical, with what they propose and suggest (R2.1, P2)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import structlog

from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Decision, Suggestion
from hotline_server.rulebook.facts import FactValue
from hotline_server.rulebook.suggestions import office_facts
from hotline_server.text.facts import PolicyReading, TextFacts

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Grounds:
    """Grounds of a decision.

    Attributes:
        facts: of the call by name, those of the suggested offices included.
        policies: in force that may answer the call, most likely first.
        offices: that may be responsible, most likely first.
    """

    facts: Mapping[str, FactValue]
    policies: tuple[PolicyReading, ...]
    offices: tuple[Suggestion, ...]

    def complete(self, decision: Decision) -> Decision:
        """Return a decision with what it proposes and suggests."""
        return decision.proposing(self.policies).suggesting(self.offices)


def read_text(book: RuleBook, subject: str, content: str, day: date | None) -> TextFacts:
    """Return what a text says; nothing if it cannot be analysed, which leaves the call to the desk.

    Args:
        book: rule book.
        subject: subject of the call; may be empty.
        content: what was said or written.
        day: local day of the call, on which policies must be in force; ``None`` for policies of any day.
    """
    try:
        return book.analyse(subject, content, day)
    except Exception:  # noqa: BLE001 - a fault in the analysis must not lose the call
        _log.exception("text analysis failed", version=book.version)
        return TextFacts(length=len(content))


def read_later_words(book: RuleBook, words: str, day: date | None) -> TextFacts:
    """Return what words say that are added to a call; whoever only urges tells of no danger.

    Args:
        book: rule book.
        words: that were said or written.
        day: local day, on which policies must be in force; ``None`` for policies of any day.
    """
    said = read_text(book, "", words, day)
    if book.urging.are_all_of(words):
        return replace(said, dangers=(), suspected=(), danger_confidence=0)
    return said


def find_grounds(book: RuleBook, text: TextFacts, known: Mapping[str, FactValue]) -> Grounds:
    """Return the grounds on which a call is decided; no offices if they cannot be found.

    Args:
        book: rule book.
        text: what the text of the call says.
        known: facts of the call by name, those of its text included.
    """
    try:
        offices = book.suggest(text, known)
    except Exception:  # noqa: BLE001 - a fault in the suggestions must not lose the call
        _log.exception("offices not suggested", version=book.version)
        offices = ()
    return Grounds({**known, **office_facts(offices)}, text.policies, offices)


def decide(book: RuleBook, grounds: Grounds) -> Decision:
    """Decide on a call by the rules, or without them if they fail."""
    try:
        decision = book.decide(grounds.facts)
    except Exception:  # noqa: BLE001 - a fault in the rules must not lose the call
        _log.exception("rule book failed", version=book.version)
        return book.conflicts.conclude_without_rules(grounds.facts).suggesting(grounds.offices)
    return grounds.complete(decision)


def decide_on_event(book: RuleBook, facts: Mapping[str, FactValue]) -> Decision | None:
    """Decide on what has happened to a case by the rules about that; ``None`` if none holds, or they fail."""
    try:
        return book.decide_on_event(facts)
    except Exception:  # noqa: BLE001 - a fault in the rules must not lose what was done
        _log.exception("rules on events failed", version=book.version)
        return None
