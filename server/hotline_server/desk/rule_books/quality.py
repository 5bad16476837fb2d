"""Quality of rules over time: which decisions staff corrected, by rule, row and word, and what to change."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.rule_use import Decided, DecidedCall
from hotline_server.ground.clock import Clock, local_day
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import DUTY_OFFICE, Outcome
from hotline_server.rulebook.explanation import describe_row
from hotline_server.rulebook.routing import ROW_ID
from hotline_server.store.figures.measures import Period
from hotline_server.store.figures.rule_use import RuleUse

DAYS, DAYS_LIMIT = 90, 400
# Ways in which the decisions of an entry were corrected that are listed.
LISTED = 5
# Entries whose words are counted, calls looked at for each, and words listed.
WEIGHED, LOOKED_AT, WORDS = 20, 300, 8
# Something is proposed from so many decisions, and from these shares: of the decisions that were corrected, and of
# these that went one way. A word misleads where nearly all its calls were corrected, and most others were not.
ENOUGH, MOSTLY, NEARLY_ALL = 10, 0.5, 0.8
# Outcomes that rules may conclude and no person should have to confirm.
_PROPOSED = frozenset({Outcome.DIRECT_ANSWER, Outcome.REFERRAL, Outcome.TRANSFER, Outcome.JOINT, Outcome.ESCALATION})

Choice = TypeVar("Choice")


@dataclass(frozen=True, slots=True)
class Correction:
    """Choice of staff instead of a decision, and how often they made it."""

    outcome: Outcome
    lead: str
    count: int


@dataclass(frozen=True, slots=True)
class WordUse:
    """Word that spoke for the matter of a row: in how many of the calls looked at, and how many were corrected.

    Attributes:
        misleads: true if the matter should not go by it any more.
    """

    word: str
    said: int
    corrected: int
    misleads: bool = False


@dataclass(frozen=True, slots=True)
class MeasuredEntry:
    """Rule, row or policy with the decisions it made.

    Attributes:
        id: as in decisions; of a policy its id.
        description: in Chinese.
        decided, corrected: numbers of decisions.
        corrections: what staff chose instead, most frequent first.
        words: of the calls that a row decided, those that were corrected most first.
        proposed_lead: lead that the row or rule should have by what staff chose; empty for none.
        proposed_outcome: outcome that the rule should conclude by what staff chose, before its lead is looked at;
            ``None`` for none.
    """

    id: str
    description: str
    decided: int
    corrected: int
    corrections: tuple[Correction, ...] = ()
    words: tuple[WordUse, ...] = ()
    proposed_lead: str = ""
    proposed_outcome: Outcome | None = None


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
        measured = (_measured(name, title, by_entry[name]) for name, title in _entries(book))
        entries = [_of_its_own(book, one) for one in measured]
        entries += self._policies(book, period)
        entries.sort(key=lambda one: (-one.corrected, -one.decided))
        rows = {row.id: row.matter for row in book.rows}
        weighed = [one for one in entries[:WEIGHED] if one.corrected and one.id in rows]
        with_words = {one.id: self._with_words(book, period, one, rows[one.id]) for one in weighed}
        proposed = [with_proposal(book, with_words.get(one.id, one)) for one in entries]
        return period, decisions.total(), proposed

    def _policies(self, book: RuleBook, period: Period) -> Iterator[MeasuredEntry]:
        proposed, corrected = self.use.proposed_policies(period)
        today = local_day(period.now)
        for policy in book.policies.values():
            ended = f"，{policy.valid_until} 已经失效" if policy.has_ended(today) else ""
            described = f"政策“{policy.title}”{ended}"
            yield MeasuredEntry(policy.id, described, proposed[policy.id], corrected[policy.id])

    def _with_words(self, book: RuleBook, period: Period, entry: MeasuredEntry, matter: str) -> MeasuredEntry:
        """Return a row with the words of its calls."""
        said: Counter[str] = Counter()
        corrected: Counter[str] = Counter()
        calls = self.use.calls(period, entry.id, LOOKED_AT)
        for call in calls:
            for word in _words(book, call, matter):
                said[word] += 1
                corrected[word] += call.decided.is_corrected
        # A word of one call alone could tell who it was.
        often = sorted((word for word in said if corrected[word] > 1), key=lambda word: (-corrected[word], said[word]))
        others = len(calls), sum(call.decided.is_corrected for call in calls)
        words = tuple(
            WordUse(word, said[word], corrected[word], misleads(said[word], corrected[word], *others))
            for word in often[:WORDS]
        )
        return replace(entry, words=words)


def _words(book: RuleBook, call: DecidedCall, matter: str) -> set[str]:
    """Return the patterns of a matter that find words in a call; what was said between these stays with the call."""
    return {one.pattern for one in book.weigh_topics(call.subject, call.content) if one.matter == matter}


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


def _of_its_own(book: RuleBook, entry: MeasuredEntry) -> MeasuredEntry:
    """Return an entry with the corrections of what it decides: none for a rule of urgencies and time limits alone."""
    rule = book.rules.get(entry.id)
    decides = rule is None or rule.outcome or rule.lead or rule.asks_back
    return entry if decides else replace(entry, corrected=0, corrections=())


def misleads(said: int, corrected: int, calls: int, all_corrected: int) -> bool:
    """Return whether nearly all calls with a word were corrected, and most of the others were not."""
    others, others_corrected = calls - said, all_corrected - corrected
    return said >= ENOUGH and corrected >= NEARLY_ALL * said and others_corrected < MOSTLY * others


def with_proposal(book: RuleBook, entry: MeasuredEntry) -> MeasuredEntry:
    """Return an entry with what staff mostly chose instead of its lead or its outcome, if they did."""
    rule = book.rules.get(entry.id)
    if rule is None:
        own = _mostly(entry, _leads(entry)) if entry.id.startswith(ROW_ID) else None
        return replace(entry, proposed_lead=own or "")
    if rule.outcome is Outcome.EMERGENCY:
        # Emergencies are no matter of counting.
        return entry
    outcome = None
    if rule.outcome:
        outcomes = ((one.outcome, one.count) for one in entry.corrections)
        outcome = _mostly(entry, [one for one in outcomes if one[0] is not rule.outcome and one[0] in _PROPOSED])
    names_lead = rule.lead and rule.lead != DUTY_OFFICE and "{" not in rule.lead
    lead = _mostly(entry, _leads(entry)) if names_lead and outcome is None else None
    return replace(entry, proposed_outcome=outcome, proposed_lead=lead or "")


def _leads(entry: MeasuredEntry) -> list[tuple[str, int]]:
    return [(one.lead, one.count) for one in entry.corrections if one.lead not in ("", DUTY_OFFICE)]


def _mostly(entry: MeasuredEntry, chosen: Sequence[tuple[Choice, int]]) -> Choice | None:
    """Return what staff mostly chose instead of what an entry decides; ``None`` if they mostly left it alone."""
    counted: Counter[Choice] = Counter()
    for choice, count in chosen:
        counted[choice] += count
    is_enough = entry.decided >= ENOUGH and entry.corrected >= MOSTLY * entry.decided
    clear = (choice for choice, count in counted.items() if count > MOSTLY * entry.corrected)
    return next(clear, None) if is_enough else None
