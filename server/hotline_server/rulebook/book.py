"""Rule book 规则库: rules, routing table, policies and lexicon, loaded and checked as a unit."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from hotline_server.rulebook.assessment import AssessmentRules
from hotline_server.rulebook.condition import flatten
from hotline_server.rulebook.conflict_resolution import ConflictResolution
from hotline_server.rulebook.decision import Decision, Outcome, Suggestion
from hotline_server.rulebook.ends import EndReason
from hotline_server.rulebook.facts import (
    AGREED_OFFICE,
    EVENT,
    FIRST_OFFICE,
    MATTERS,
    MENTIONED,
    URGENCY,
    FactValue,
    day_of,
    items,
)
from hotline_server.rulebook.hotness import HotnessRules
from hotline_server.rulebook.index import RuleIndex
from hotline_server.rulebook.limits import TimeLimits
from hotline_server.rulebook.lines import Line
from hotline_server.rulebook.mentions import unit_words
from hotline_server.rulebook.messages import MessageRules
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.policy import Policy
from hotline_server.rulebook.present_names import facts_in_present_names, rule_in_present_names
from hotline_server.rulebook.routing import Place, Route, RoutingTable, Row, units_named
from hotline_server.rulebook.rule import Rule
from hotline_server.rulebook.slips import SlipRules
from hotline_server.rulebook.suggestions import suggest
from hotline_server.text.analysis import Thresholds, combine, propose
from hotline_server.text.closing import close_up
from hotline_server.text.facts import ACCUSATION, PolicyReading, Ranked, TextFacts
from hotline_server.text.impersonal import impersonal
from hotline_server.text.lexicon import OTHER_DANGER, Lexicon, TextAnalyser, TopicWord, joined
from hotline_server.text.phrases import Phrases, Wishes
from hotline_server.text.policy_index import PolicyIndex, PolicyText
from hotline_server.text.policy_reader import PolicyReader
from hotline_server.text.reader import Reader, Reading
from hotline_server.text.unit_names import NamedUnits, UnitFinder

QUESTIONS_LIMIT = 6
REMEMBERED_DAYS = 8


@dataclass(frozen=True, slots=True)
class Contents:
    """Checked contents of the files of a rule book.

    Attributes:
        version: twelve hexadecimal digits made of the files.
        rules: in the order of the files.
        rows: of the routing table.
        policies: prepared answers.
        lexicon: words to look for in texts.
        limits: office hours and time limits.
        assessment: rules by which departments are assessed.
        hotness: how hotspots are ranked.
        retention: for how long files are kept, by outcome.
        questions: what to ask about suspected dangers, by kind.
        ends: reasons for which matters end without being handled, by code.
        lines: lines that cases are handed to, by name.
        messages: rules and templates of messages.
        slips: rules and templates of slips.
        thresholds: confidences from which what was read counts.
        openings: recognises texts that say nothing yet.
        urging: recognises words added to a call that only urge.
        wishes: recognises wishes of callers not to be told.
    """

    version: str
    rules: tuple[Rule, ...]
    rows: tuple[Row, ...]
    policies: tuple[Policy, ...]
    lexicon: Lexicon
    limits: TimeLimits
    assessment: AssessmentRules
    hotness: HotnessRules
    retention: Mapping[Outcome, str]
    questions: Mapping[str, Sequence[str]]
    ends: Mapping[str, EndReason]
    lines: Mapping[str, Line]
    messages: MessageRules
    slips: SlipRules
    thresholds: Thresholds
    openings: Phrases
    urging: Phrases
    wishes: Wishes


class RuleBook:
    """Checked rule book. Immutable and thread-safe."""

    def __init__(self, contents: Contents, names: KnownNames, reader: Reader | None) -> None:
        self.version = contents.version
        self.names = names
        self.reader = reader
        self.thresholds = contents.thresholds
        self.openings = contents.openings
        self.urging = contents.urging
        self.wishes = contents.wishes
        self.hotness = contents.hotness
        self.retention = contents.retention
        self.questions = contents.questions
        self.ends = contents.ends
        self.lines = contents.lines
        self.messages = contents.messages
        self.assessment = contents.assessment
        self.slips = contents.slips
        self.limits = contents.limits
        self.lexicon = contents.lexicon
        self.rows = contents.rows
        self.policies: Mapping[str, Policy] = {policy.id: policy for policy in contents.policies}
        self.rules = _rules_in_present_names(contents.rules, names)
        self.policy_index = _index_policies(tuple(policy.text for policy in contents.policies))
        self.policy_reader = _policy_reader(self.policy_index, reader)
        # Nearly all calls of a day ask it for the same day.
        self._answering = lru_cache(maxsize=REMEMBERED_DAYS)(partial(_answering, contents.policies))
        self.routing = RoutingTable(self.rows, names, self.version)
        self.index, self.late = _build_indexes(self.version, self.rules)
        self._written = contents.rules
        self._analyser = TextAnalyser(self.lexicon)
        self._units = UnitFinder(unit_words(names, self.lexicon.units, self.lines.values()), self.lexicon.units)
        self._categories = {
            matter.name: category.name for category in self.lexicon.categories for matter in category.matters
        }
        self._dangers = tuple(danger.name for danger in self.lexicon.dangers)
        order = {rule.id: place for place, rule in enumerate(contents.rules)}
        self.conflicts = ConflictResolution(names, order, self.version, reader.version if reader else "", self.limits)

    def rebound(self, names: KnownNames) -> "RuleBook":
        """Return the same rule book with the names of a directory that has changed; it decides as if loaded anew."""
        book = copy(self)
        book.names = names
        book.routing = RoutingTable(self.rows, names, self.version)
        book._units = UnitFinder(unit_words(names, self.lexicon.units, self.lines.values()), self.lexicon.units)  # noqa: SLF001
        book.rules = _rules_in_present_names(self._written, names)
        book.conflicts = replace(self.conflicts, names=names)
        if book.rules != self.rules:
            book.index, book.late = _build_indexes(self.version, book.rules)
        return book

    def reading_with(self, reader: Reader | None) -> "RuleBook":
        """Return the same rule book with another learned reader; without one, lexicons alone read."""
        book = copy(self)
        book.reader = reader
        book.policy_reader = _policy_reader(book.policy_index, reader)
        book.conflicts = replace(self.conflicts, reader_version=reader.version if reader else "")
        return book

    def matters_by_lead(self, day: date) -> dict[str, list[str]]:
        """Return the matters that the routing table assigns to each lead on a day (P3)."""
        matters: dict[str, dict[str, None]] = {}
        for row in self.rows:
            if row.is_in_force(day):
                for name in units_named(row.lead, row, self.names):
                    matters.setdefault(name, {})[row.matter] = None
        return {name: list(listed) for name, listed in matters.items()}

    @property
    def keys(self) -> frozenset[str]:
        """Flattened names of the facts that its rules compare."""
        return self.index.keys | self.late.keys

    def analyse(self, subject: str, content: str, day: date | None = None) -> TextFacts:
        """Extract facts from the text of a call, by the names of units, the lexicons and the learned reader.

        Args:
            subject: subject of the call; may be empty.
            content: what was said or written.
            day: local day on which policies must be able to answer (R2.1); ``None`` for policies of any day.
        """
        text, lexical = self._analyse_by_words(subject, content)
        if self.reader is None:
            return lexical
        reading = self.reader.read(text)
        return self._combine(text, lexical, reading, self._policies(text, reading.matters, day))

    def analyse_but_policies(self, subject: str, content: str) -> TextFacts:
        """Extract facts from the text of a call as ``analyse`` does, but for the policies that may answer it."""
        text, lexical = self._analyse_by_words(subject, content)
        return lexical if self.reader is None else self._combine(text, lexical, self.reader.read(text), ())

    def analyse_matters(self, subject: str, content: str) -> TextFacts:
        """Extract what the text of a call is about and who handles that, as ``analyse`` does, but nothing else."""
        text, lexical = self._analyse_by_words(subject, content)
        return lexical if self.reader is None else self._combine(text, lexical, self.reader.read_topics(text), ())

    def find_policies(self, subject: str, content: str, day: date | None) -> tuple[PolicyReading, ...]:
        """Return the policies that may answer a call as ``analyse`` does; the arguments are the same."""
        if self.reader is None:
            return ()
        text = joined(impersonal(subject), impersonal(content))
        return propose(self._policies(text, self.reader.rank_matters(text), day), self.thresholds)

    def _policies(self, text: str, matters: Sequence[Ranked], day: date | None) -> tuple[PolicyReading, ...]:
        return self.policy_reader.read(text, matters, self._answering(day)) if self.policy_reader else ()

    def _analyse_by_words(self, subject: str, content: str) -> tuple[str, TextFacts]:
        """Return the text of a call without people's numbers, and what the lexicons find in it."""
        subject, content = impersonal(subject), impersonal(content)
        text = joined(subject, content)
        return text, self._analyse_words(subject, content, self._units.find(text))

    def _combine(self, text: str, lexical: TextFacts, reading: Reading, policies: Sequence[PolicyReading]) -> TextFacts:
        if self.openings.are_all_of(text):
            # Of so few words the reader can tell nothing; whoever uses them has not said yet what it is about.
            reading = replace(reading, danger=0)
        return combine(lexical, reading, policies, self.thresholds, self._categories, self._dangers)

    def weigh_topics(self, subject: str, content: str) -> list[TopicWord]:
        """Return the words of a call that speak for categories and matters by the lexicons, in their order."""
        return self._analyser.weigh_topics(impersonal(subject), impersonal(content))

    def _analyse_words(self, subject: str, content: str, units: NamedUnits) -> TextFacts:
        """Extract facts by the lexicons; what was written apart counts for what protects a caller (R8.3)."""
        lexical = self._analyser.analyse(subject, content)
        closed = close_up(subject), close_up(content)
        if closed != (subject, content):
            apart = self._analyser.analyse(*closed)
            tags = tuple(name for name in apart.tags if name not in lexical.tags)
            is_accusation = ACCUSATION in (lexical.request_type, apart.request_type)
            request_type = ACCUSATION if is_accusation else lexical.request_type
            lexical = replace(
                lexical,
                tags=lexical.tags + tags,
                request_type=request_type,
                evidence={**apart.evidence, **lexical.evidence},
            )
        if not units.mentioned:
            return lexical
        request_type = ACCUSATION if units.is_misconduct else lexical.request_type
        return replace(lexical, units=units.mentioned, accused_units=units.accused, request_type=request_type)

    def read_by_lexicon(self, subject: str, content: str) -> TextFacts:
        """Extract facts from the text of a call by the lexicons alone."""
        return self._analyse_by_words(subject, content)[1]

    def questions_about(self, kinds: Iterable[str]) -> tuple[str, ...]:
        """Return what to ask about suspected dangers: the first ``QUESTIONS_LIMIT`` questions of their kinds."""
        asked = [
            question for kind in kinds for question in self.questions.get(kind) or self.questions.get(OTHER_DANGER, ())
        ]
        return tuple(dict.fromkeys(asked))[:QUESTIONS_LIMIT]

    def suggest(self, text: TextFacts, known: Mapping[str, FactValue]) -> tuple[Suggestion, ...]:
        """Return the offices that may be responsible for a call, most likely first.

        Args:
            text: what the text of the call says.
            known: facts of the call by name.

        Raises:
            RuleEngineError: if the rule engine failed.
        """
        return suggest(self.routing, self.names, text, facts_in_present_names(self.names, known))

    def resolve_route(self, known: Mapping[str, FactValue]) -> tuple[dict[str, FactValue], Route | None]:
        """Find the route; return with it the facts extended by its units, and with today's names of places and units.

        Raises:
            RuleEngineError: if the rule engine failed.
        """
        facts = facts_in_present_names(self.names, known)
        route = self.routing.route(items(facts, MATTERS), Place.of(facts), day_of(facts), items(facts, MENTIONED))
        facts["承办单位数"], facts["目录单位数"] = (route.owners, route.listed) if route else (0, 0)
        facts[AGREED_OFFICE] = route is not None and route.lead == facts.get(FIRST_OFFICE)
        return facts, route

    def decide(self, known: Mapping[str, FactValue]) -> Decision:
        """Decide how to handle a call.

        Args:
            known: its facts by name; missing ones take their defaults.

        Raises:
            RuleEngineError: if the rule engine failed.
        """
        facts, route = self.resolve_route(known)
        held = self._held(self.index, facts)
        if self.late.keys:
            # Rules that go by the urgency are decided last.
            before = [self.rules[name] for name in self._unsuppressed(held)]
            facts[URGENCY] = self.conflicts.conclude(before, route, facts).urgency.value
            held |= self._held(self.late, facts)
        return self.conflicts.conclude([self.rules[name] for name in self._unsuppressed(held)], route, facts)

    def decide_on_event(self, known: Mapping[str, FactValue]) -> Decision | None:
        """Decide on a case by the rules about what has happened to it; ``None`` if none of them holds.

        Args:
            known: facts of the case by name, among them what has happened 事件.

        Raises:
            RuleEngineError: if the rule engine failed.
        """
        facts, route = self.resolve_route(known)
        rules = [rule for rule in self._fired(facts) if rule.tests(EVENT)]
        return self.conflicts.conclude(rules, route, facts) if rules else None

    def judge(self, known: Mapping[str, FactValue]) -> Decision:
        """Decide on what has happened if that is known and rules about it hold, otherwise as at registration.

        Args and errors are those of ``decide``.
        """
        return (self.decide_on_event(known) if known.get(EVENT) else None) or self.decide(known)

    def _fired(self, facts: Mapping[str, FactValue]) -> list[Rule]:
        return [self.rules[name] for name in self.fire(facts)]

    def fire(self, facts: Mapping[str, FactValue]) -> list[str]:
        """Return the ids of the rules that hold and are not suppressed, in no particular order.

        Raises:
            RuleEngineError: if the rule engine failed.
        """
        return self._unsuppressed(self._held(self.index, facts) | self._held(self.late, facts))

    @staticmethod
    def _held(index: RuleIndex, facts: Mapping[str, FactValue]) -> set[str]:
        """Return the ids of the rules of an index that hold, suppressed or not."""
        return set(index.fire(flatten(facts, index.keys))) if index.keys else set()

    def _unsuppressed(self, held: AbstractSet[str]) -> list[str]:
        return [name for name in held if not self._is_suppressed(name, held)]

    def _is_suppressed(self, name: str, held: AbstractSet[str]) -> bool:
        """Return True if a rule that holds, and is not suppressed itself, suppresses this one."""
        return any(other in held and not self._is_suppressed(other, held) for other in self.rules[name].unless)


@lru_cache(maxsize=4)
def _index_policies(policies: tuple[PolicyText, ...]) -> PolicyIndex:
    """Index policies; most rule books have the policies of the one before."""
    return PolicyIndex(policies)


def _policy_reader(index: PolicyIndex, reader: Reader | None) -> PolicyReader | None:
    """Return what finds policies by what a reader has learned; ``None`` if it has not learned to."""
    if reader is None or reader.policy_weights is None:
        return None
    return PolicyReader(index, reader, reader.policy_weights)


def _rules_in_present_names(rules: Sequence[Rule], names: KnownNames) -> Mapping[str, Rule]:
    return {rule.id: rule_in_present_names(rule, names) for rule in rules}


def _build_indexes(version: str, rules: Mapping[str, Rule]) -> tuple[RuleIndex, RuleIndex]:
    """Index the rules that do not go by the urgency, and those that do, which are decided when it is known."""
    late = {rule.id: rule.condition for rule in rules.values() if rule.tests(URGENCY)}
    first = {rule.id: rule.condition for rule in rules.values() if rule.id not in late}
    return RuleIndex(version, first), RuleIndex(f"{version}-urgency", late)


def _answering(policies: Sequence[Policy], day: date | None) -> NDArray[np.bool_] | None:
    """Return whether each policy may answer on a day; ``None`` without a day, which is for all to count."""
    return None if day is None else np.array([policy.may_answer(day) for policy in policies], bool)
