"""Quality of rules over time: which decisions staff corrected, by rule, row and word, and what to change."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.rule_use import Decided, DecidedCall
from hotline_server.ground.clock import Clock
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import DUTY_OFFICE, Outcome
from hotline_server.rulebook.explanation import describe_row
from hotline_server.store.figures.measures import Period
from hotline_server.store.figures.rule_use import RuleUse

DAYS, DAYS_LIMIT = 90, 400
# Ways in which the decisions of an entry were corrected that are listed.
LISTED = 5
# Entries whose words are counted, calls looked at for each, and words listed.
WEIGHED, LOOKED_AT, WORDS = 20, 300, 8
# A lead is proposed instead of that of a row from so many decisions, and from these shares: of the decisions that were
# corrected, and of these that went there.
ENOUGH, MOSTLY = 10, 0.5


@dataclass(frozen=True, slots=True)
class Correction:
    """Choice of staff instead of a decision, and how often they made it."""

    outcome: Outcome
    lead: str
    count: int


@dataclass(frozen=True, slots=True)
class WordUse:
    """Word that spoke for the matter of a row: in how many of the calls looked at, and how many were corrected."""

    word: str
    said: int
    corrected: int


@dataclass(frozen=True, slots=True)
class MeasuredEntry:
    """Rule, row or policy with the decisions it made.

    Attributes:
        id: as in decisions; of a policy its id.
        description: in Chinese.
        decided, corrected: numbers of decisions.
        corrections: what staff chose instead, most frequent first.
        words: of the calls that a row decided, those that were corrected most first.
        proposed_lead: lead that the row should have by what staff chose; empty for none.
    """

    id: str
    description: str
    decided: int
    corrected: int
    corrections: tuple[Correction, ...] = ()
    words: tuple[WordUse, ...] = ()
    proposed_lead: str = ""


@dataclass(frozen=True, slots=True)
class RuleQuality:
    """Measures what became of decisions; ``book`` returns the rule book in force."""

    use: RuleUse
    book: Callable[[], RuleBook]
    clock: Clock

    def measure(self, days: int) -> tuple[Period, int, list[MeasuredEntry]]:
        """Return the last days, the number of decisions in them, and every entry of the book, most corrected first.

        Raises:
            InvalidFieldsError: if the number of days is out of range.
        """
        if not 0 <= days <= DAYS_LIMIT:
            raise InvalidFieldsError([FieldViolation("days", f"要在 0 到 {DAYS_LIMIT} 之间")])
        now = self.clock()
        # To the end of this second, so that what is decided at this very moment counts.
        period = Period(now - timedelta(days=days or DAYS), now + timedelta(seconds=1), now)
        book, decisions = self.book(), self.use.decisions(period)
        by_entry: defaultdict[str, Counter[Decided]] = defaultdict(Counter)
        for decided, count in decisions.items():
            for name in decided.rules:
                by_entry[name][decided] += count
        entries = [_measured(name, title, by_entry[name]) for name, title in _entries(book)]
        entries += self._policies(book, period)
        entries.sort(key=lambda one: (-one.corrected, -one.decided))
        rows = {row.id: row.matter for row in book.rows}
        weighed = [one for one in entries[:WEIGHED] if one.corrected and one.id in rows]
        with_words = {one.id: self._with_words(book, period, one, rows[one.id]) for one in weighed}
        return period, decisions.total(), [with_words.get(one.id, one) for one in entries]

    def _policies(self, book: RuleBook, period: Period) -> Iterator[MeasuredEntry]:
        proposed, corrected = self.use.proposed_policies(period)
        for policy in book.policies.values():
            yield MeasuredEntry(policy.id, f"政策“{policy.title}”", proposed[policy.id], corrected[policy.id])

    def _with_words(self, book: RuleBook, period: Period, entry: MeasuredEntry, matter: str) -> MeasuredEntry:
        """Return a row with the words of its calls and the lead it should have."""
        said: Counter[str] = Counter()
        corrected: Counter[str] = Counter()
        for call in self.use.calls(period, entry.id, LOOKED_AT):
            for word in _words(book, call, matter):
                said[word] += 1
                corrected[word] += call.decided.is_corrected
        # A word of one call alone could tell who it was.
        often = sorted((word for word in said if corrected[word] > 1), key=lambda word: (-corrected[word], said[word]))
        words = tuple(WordUse(word, said[word], corrected[word]) for word in often[:WORDS])
        return MeasuredEntry(
            entry.id,
            entry.description,
            entry.decided,
            entry.corrected,
            entry.corrections,
            words,
            _proposed_lead(entry),
        )


def _words(book: RuleBook, call: DecidedCall, matter: str) -> set[str]:
    return {one.text for one in book.weigh_topics(call.subject, call.content) if one.matter == matter}


def _entries(book: RuleBook) -> Iterator[tuple[str, str]]:
    """Yield the ids of rules and rows, with descriptions."""
    yield from ((rule.id, rule.title) for rule in book.rules.values())
    yield from ((row.id, describe_row(row)) for row in book.rows)


def _measured(name: str, description: str, decisions: Mapping[Decided, int]) -> MeasuredEntry:
    chosen: Counter[tuple[Outcome, str]] = Counter()
    for decided, count in decisions.items():
        if decided.is_corrected:
            chosen[decided.chosen_outcome, decided.chosen_lead] += count
    corrections = tuple(Correction(outcome, lead, count) for (outcome, lead), count in chosen.most_common(LISTED))
    return MeasuredEntry(name, description, sum(decisions.values()), chosen.total(), corrections)


def _proposed_lead(entry: MeasuredEntry) -> str:
    """Return the lead that staff mostly chose instead of that of a row; empty if they mostly left it alone."""
    chosen: Counter[str] = Counter()
    for one in entry.corrections:
        if one.lead not in ("", DUTY_OFFICE):
            chosen[one.lead] += one.count
    lead, count = next(iter(chosen.most_common(1)), ("", 0))
    clear = entry.decided >= ENOUGH and entry.corrected >= MOSTLY * entry.decided and count > MOSTLY * entry.corrected
    return lead if clear else ""
