"""Rule book 规则库: rules, routing table, policies and lexicon, loaded and checked as a unit."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial

from hotline_server.rulebook.condition import (
    ITEM_SEPARATOR,
    Comparison,
    Condition,
    comparisons,
    flatten,
    replace_comparisons,
)
from hotline_server.rulebook.decision import Decision, Outcome, Suggestion, Urgency
from hotline_server.rulebook.facts import (
    ACCUSED,
    AGREED_OFFICE,
    FIRST_OFFICE,
    MENTIONED,
    SUPERIOR,
    FactValue,
    day_of,
    is_protected,
    may_accuse,
)
from hotline_server.rulebook.hotness import HotnessRules
from hotline_server.rulebook.index import RuleIndex
from hotline_server.rulebook.limits import TimeLimits
from hotline_server.rulebook.mentions import unit_words, units_meant
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.recusal import Recusal
from hotline_server.rulebook.routing import (
    TOWN,
    Place,
    Route,
    RoutingTable,
    Row,
    find_unit,
    permitted,
    present_place,
    units_named,
)
from hotline_server.rulebook.suggestions import suggest
from hotline_server.text.analysis import Thresholds, combine
from hotline_server.text.facts import TextFacts
from hotline_server.text.lexicon import OTHER_DANGER, Lexicon, TextAnalyser
from hotline_server.text.policy_index import PolicyIndex, PolicyText
from hotline_server.text.policy_reader import PolicyReader
from hotline_server.text.reader import Reader
from hotline_server.text.unit_names import UnitFinder

DEFAULT_DEADLINE_DAYS = 7
QUESTIONS_LIMIT = 6
_URGENCIES = list(Urgency)
# Facts that name places of the directory, and all that name its units.
_PLACES: Mapping[str, Callable[[KnownNames, str], str]] = {
    "区县": KnownNames.district,
    "街道": KnownNames.town,
    "社区": KnownNames.community,
}
_NAMED = {**_PLACES, **dict.fromkeys((MENTIONED, ACCUSED, SUPERIOR, FIRST_OFFICE), KnownNames.current)}
# Outcomes that need a department.
_SENT = (Outcome.REFERRAL, Outcome.TRANSFER, Outcome.JOINT)
_NOBODY = "规则指定的单位不能承办这件事，由值班室研判"
_RECUSED = "被反映的单位和它的下属单位应当回避，由值班室研判"
# What stands for a unit in a conclusion: the one above the accused, and the one most likely responsible.
STANDING_FOR = {"{上级}": SUPERIOR, "{首选}": FIRST_OFFICE}


@dataclass(frozen=True, slots=True)
class Rule:
    """Rule with a condition and a conclusion.

    Attributes:
        id, title, source: its number, title and the document it is based on.
        priority: higher wins.
        condition: when the rule holds.
        unless: ids of the rules that suppress this one when they hold.
        outcome, lead, cohandlers, urgency: the conclusion; ``None`` leaves the decision to others.
        deadline_days: working days for the reply, also part of the conclusion.
        asks_back: true if the suspected danger must be asked about before anything else is decided.
        needs_cohandlers: True if all co-handlers in the routing table take part 协办必到; also part of the conclusion.
        reason: one sentence for staff.
    """

    id: str
    title: str
    source: str
    priority: int
    condition: Condition
    unless: tuple[str, ...]
    outcome: Outcome | None
    lead: str | None
    cohandlers: tuple[str, ...] | None
    urgency: Urgency | None
    deadline_days: int | None
    asks_back: bool
    reason: str
    needs_cohandlers: bool = False


@dataclass(frozen=True, slots=True)
class Policy:
    """Prepared policy answer 政策答复.

    Attributes:
        id, title: its number and title.
        owner: name of the unit whose policy it is, as written.
        source: the document it is based on.
        answer: what the caller is told.
        questions: usual questions that it answers 常见问法.
        excluded: similar ones that it does not answer 不算.
        valid_from, valid_until: first and last day in force, ``None`` if unlimited.
        review_by: day by which the owner has to look at it again; ``None`` for none.
    """

    id: str
    title: str
    owner: str
    source: str
    answer: str
    questions: tuple[str, ...]
    excluded: tuple[str, ...]
    valid_from: date | None
    valid_until: date | None
    review_by: date | None

    def is_in_force(self, day: date) -> bool:
        """Return True if the policy is in force on ``day``."""
        return (self.valid_from or day) <= day <= (self.valid_until or day)

    def is_overdue(self, day: date) -> bool:
        """Return True if the owner should have reviewed the policy before ``day``."""
        return self.review_by is not None and self.review_by < day

    def may_answer(self, day: date) -> bool:
        """Return True if callers may be told its answer on ``day``: it is in force and not overdue for review."""
        return self.is_in_force(day) and not self.is_overdue(day)


class RuleBook:
    """Checked rule book. Immutable and thread-safe."""

    def __init__(
        self,
        version: str,
        rules: Sequence[Rule],
        rows: Sequence[Row],
        policies: Sequence[Policy],
        lexicon: Lexicon,
        limits: TimeLimits,
        weights: Mapping[str, int],
        hotness: HotnessRules,
        retention: Mapping[Outcome, str],
        questions: Mapping[str, Sequence[str]],
        thresholds: Thresholds,
        names: KnownNames,
        reader: Reader | None,
    ) -> None:
        self.version = version
        self.names = names
        self.reader = reader
        self.thresholds = thresholds
        self.hotness = hotness
        self.retention = retention
        self.questions = questions
        self.weights = weights
        self.limits = limits
        self.rules: Mapping[str, Rule] = {rule.id: _in_present_names(rule, names) for rule in rules}
        self.rows = tuple(rows)
        self.policies: Mapping[str, Policy] = {policy.id: policy for policy in policies}
        self.policy_index = _index_policies(tuple(map(_policy_text, policies)))
        self.policy_reader = _policy_reader(self.policy_index, reader)
        self.lexicon = lexicon
        self._written = tuple(rules)
        self._order = {rule.id: place for place, rule in enumerate(rules)}
        self.routing = RoutingTable(rows, names, version)
        self._analyser = TextAnalyser(lexicon)
        self._categories = {
            matter.name: category.name for category in lexicon.categories for matter in category.matters
        }
        self._units = UnitFinder(unit_words(names), lexicon.units)
        self.index = _build_index(version, self.rules)

    def rebound(self, names: KnownNames) -> "RuleBook":
        """Return the same rule book with the names of a directory that has changed; it decides as if loaded anew."""
        book = copy(self)
        book.names = names
        book.routing = RoutingTable(self.rows, names, self.version)
        book._units = UnitFinder(unit_words(names), self.lexicon.units)  # noqa: SLF001
        book.rules = {rule.id: _in_present_names(rule, names) for rule in self._written}
        if book.rules != self.rules:
            book.index = _build_index(self.version, book.rules)
        return book

    def reading_with(self, reader: Reader | None) -> "RuleBook":
        """Return the same rule book with another learned reader; without one, lexicons alone read."""
        book = copy(self)
        book.reader = reader
        book.policy_reader = _policy_reader(book.policy_index, reader)
        return book

    def matters_by_lead(self, day: date) -> dict[str, list[str]]:
        """Return the matters that the routing table assigns to each lead on a day (P3)."""
        matters: dict[str, dict[str, None]] = {}
        for row in self.rows:
            if row.is_in_force(day):
                for name in units_named(row.lead, row, self.names):
                    matters.setdefault(name, {})[row.matter] = None
        return {name: list(listed) for name, listed in matters.items()}

    def rules_naming(self, units: Collection[str]) -> list[str]:
        """Return the ids of the rules that name one of the units, as a department or as a place."""
        return [rule.id for rule in self.rules.values() if any(name in units for name in self._units_in_rule(rule))]

    def rows_naming(self, units: Collection[str]) -> list[str]:
        """Return the ids of the rows of the routing table that name one of the units, not just any district or town."""
        return [row.id for row in self.rows if any(name in units for name in self._units_in_row(row))]

    def _units_in_rule(self, rule: Rule) -> Iterator[str]:
        for name in filter(None, (rule.lead, *(rule.cohandlers or ()))):
            yield from (name, self.names.current(name))
        for comparison in comparisons(rule.condition):
            fact, _, item = comparison.key.partition(ITEM_SEPARATOR)
            if fact in _NAMED:
                yield item or str(comparison.value)

    def _units_in_row(self, row: Row) -> Iterator[str]:
        yield from (*row.place, *present_place(row, self.names))
        for name in (row.lead, *row.cohandlers):
            if TOWN not in name:
                yield from units_named(name, row, self.names)

    def policies_naming(self, departments: Collection[str]) -> list[str]:
        """Return the ids of the policies that one of the departments owns, or that name one."""
        return [
            policy.id
            for policy in self.policies.values()
            if policy.owner in departments
            or self.names.current(policy.owner) in departments
            or any(name in text for name in departments for text in (policy.title, policy.source, policy.answer))
        ]

    @property
    def keys(self) -> frozenset[str]:
        """Flattened names of the facts that its rules compare."""
        return self.index.keys

    def analyse(self, subject: str, content: str) -> TextFacts:
        """Extract facts from the text of a call, by the names of units, the lexicons and the learned reader."""
        text = f"{subject}。{content}" if subject else content
        units = self._units.find(text)
        lexical = self._analyser.analyse(subject, content)
        if units.mentioned:
            lexical = replace(lexical, units=units.mentioned, accused_units=units.accused)
        if self.reader is None:
            return lexical
        reading = self.reader.read(text)
        policies = self.policy_reader.read(text, reading.matters) if self.policy_reader else ()
        return combine(lexical, reading, policies, self.thresholds, self._categories)

    def keep_answerable(self, text: TextFacts, day: date) -> TextFacts:
        """Return findings without the policies that may not answer anybody on a day (R2.1)."""
        return replace(text, policies=tuple(one for one in text.policies if self.policies[one.policy].may_answer(day)))

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
        return suggest(self.routing, self.names, text, self._in_present_names(known))

    def resolve_route(self, known: Mapping[str, FactValue]) -> tuple[dict[str, FactValue], Route | None]:
        """Find the route; return with it the facts extended by its units, and with today's names of places and units.

        Raises:
            RuleEngineError: if the rule engine failed.
        """
        facts = self._in_present_names(known)
        route = self.routing.route(_items(facts, "事项"), place_of(facts), day_of(facts), _items(facts, MENTIONED))
        facts["承办单位数"], facts["目录单位数"] = (route.owners, route.listed) if route else (0, 0)
        facts[AGREED_OFFICE] = route is not None and route.lead == facts.get(FIRST_OFFICE)
        return facts, route

    def _in_present_names(self, known: Mapping[str, FactValue]) -> dict[str, FactValue]:
        """Return facts with today's names of places and units."""
        facts = dict(known)
        for name, current in _PLACES.items():
            if name in facts:
                facts[name] = current(self.names, str(facts[name]))
        self._resolve_units(facts)
        return facts

    def _resolve_units(self, facts: dict[str, FactValue]) -> None:
        """Put the units that a text names into their present names."""
        district = str(facts.get("区县", ""))
        accused = units_meant(self.names, _items(facts, ACCUSED), district) if may_accuse(facts) else ()
        facts[MENTIONED] = units_meant(self.names, _items(facts, MENTIONED), district)
        facts[ACCUSED] = accused
        facts[SUPERIOR] = Recusal(self.names, accused).superior if accused else ""

    def decide(self, known: Mapping[str, FactValue]) -> Decision:
        """Decide how to handle a call.

        Args:
            known: its facts by name; missing ones take their defaults.

        Raises:
            RuleEngineError: if the rule engine failed.
        """
        facts, route = self.resolve_route(known)
        return self._conclude([self.rules[name] for name in self.fire(facts)], route, facts)

    def decide_without_rules(self, known: Mapping[str, FactValue]) -> Decision:
        """Decide without the rule engine: dangers become emergencies, suspected ones questions, all else the desk's."""
        danger = bool(known.get("险情")) or bool(known.get("话务员标记紧急"))
        return Decision(
            outcome=Outcome.EMERGENCY if danger else Outcome.DESK,
            lead="",
            cohandlers=(),
            urgency=Urgency.CRITICAL if danger else Urgency.URGENT,
            deadline_days=DEFAULT_DEADLINE_DAYS,
            policy="",
            reasons=("规则库没能判断，由值班室研判",),
            rules=(),
            book_version=self.version,
            reader_version=self.reader.version if self.reader else "",
            facts=known,
            asks_back=bool(known.get("疑似险情")) and not known.get("险情答复") and not danger,
        )

    def fire(self, facts: Mapping[str, FactValue]) -> list[str]:
        """Return the ids of the rules that hold and are not suppressed, in no particular order.

        Raises:
            RuleEngineError: if the rule engine failed.
        """
        held = set(self.index.fire(flatten(facts, self.index.keys)))
        return [name for name in held if not self._is_suppressed(name, held)]

    def _is_suppressed(self, name: str, held: AbstractSet[str]) -> bool:
        """Return True if a rule that holds, and is not suppressed itself, suppresses this one."""
        return any(other in held and not self._is_suppressed(other, held) for other in self.rules[name].unless)

    def _conclude(self, fired: Sequence[Rule], route: Route | None, facts: Mapping[str, FactValue]) -> Decision:
        ranked = sorted(fired, key=lambda rule: (*self.rank(rule)[:2], _likelihood(rule, facts), self._order[rule.id]))
        deciding = next((rule for rule in ranked if rule.outcome), None)
        if _asks_back(ranked, deciding, facts):
            return self._ask_back([rule for rule in ranked if rule.outcome is None], facts)
        outcome = deciding.outcome if deciding and deciding.outcome else Outcome.DESK
        named, helping = self._departments(deciding, route, outcome, facts)
        # In an emergency nobody who can help is left out (R2.6).
        shielded = outcome is not Outcome.EMERGENCY and is_protected(facts)
        recusal = Recusal.of(self.names, facts, is_protected=shielded)
        lead = next(iter(recusal.cleared([named])), "")
        others = _other_dangers(ranked, deciding, facts) if outcome is Outcome.EMERGENCY else []
        further = [self._sent(outcome, facts, rule.lead) for rule in others if rule.lead]
        cohandlers = recusal.cleared(_others((*further, *helping), lead)) if lead else ()
        reasons: list[str] = []
        if outcome in _SENT and not lead:
            outcome, cohandlers, reasons = Outcome.DESK, (), [_RECUSED if named else _NOBODY]
        # Of the rules with an outcome, only the highest-ranking one contributes, and those for further dangers.
        supporting = [rule for rule in ranked if rule is deciding or rule in others or rule.outcome is None]
        rules = [rule.id for rule in supporting]
        if route and lead == route.lead:
            rules.append(route.basis)
        return Decision(
            outcome=outcome,
            lead=lead,
            cohandlers=cohandlers,
            urgency=_urgency(supporting, Urgency.NORMAL),
            deadline_days=_deadline(supporting, route),
            policy="",
            reasons=(*(rule.reason for rule in supporting), *reasons) or ("没有规则适用，由值班室研判",),
            rules=tuple(rules),
            book_version=self.version,
            reader_version=self.reader.version if self.reader else "",
            facts=facts,
        )

    def _ask_back(self, supporting: Sequence[Rule], facts: Mapping[str, FactValue]) -> Decision:
        """Return the decision to ask about a suspected danger before anything is sent out or answered (R2.6)."""
        return Decision(
            outcome=Outcome.DESK,
            lead="",
            cohandlers=(),
            urgency=_urgency(supporting, Urgency.URGENT),
            deadline_days=_deadline(supporting, None),
            policy="",
            reasons=tuple(rule.reason for rule in supporting),
            rules=tuple(rule.id for rule in supporting),
            book_version=self.version,
            reader_version=self.reader.version if self.reader else "",
            facts=facts,
            asks_back=True,
        )

    def _departments(
        self, deciding: Rule | None, route: Route | None, outcome: Outcome, facts: Mapping[str, FactValue]
    ) -> tuple[str, tuple[str, ...]]:
        if deciding is None or outcome is Outcome.DIRECT_ANSWER:
            return "", ()
        sent = partial(self._sent, outcome, facts)
        lead = sent(deciding.lead) if deciding.lead else route.lead if route else ""
        if deciding.cohandlers is not None:
            return lead, _others(map(sent, deciding.cohandlers), lead)
        if outcome is Outcome.REFERRAL or route is None:
            return lead, ()
        # If the rule names another lead, the department from the routing table becomes a co-handler.
        unsupported = route.unsupported if deciding.needs_cohandlers else ()
        return lead, _others((route.lead, *route.cohandlers, *unsupported), lead)

    def _sent(self, outcome: Outcome, facts: Mapping[str, FactValue], name: str) -> str:
        """Return who is sent a case that a rule means for a unit; empty for nobody."""
        matter = str(facts.get("首要事项", ""))
        written = str(facts.get(STANDING_FOR.get(name, ""), name))
        unit = find_unit(self.names, written, Place(), matter)
        # In an emergency a unit may be sent any matter (R2.6).
        restricted = "" if outcome is Outcome.EMERGENCY else matter
        return permitted(self.names, unit, restricted, day_of(facts)) if unit else ""

    def rank(self, rule: Rule) -> tuple[bool, int, int]:
        """Return the sort key of a rule: emergencies first, then by priority, then by position in the book."""
        return rule.outcome is not Outcome.EMERGENCY, -rule.priority, self._order[rule.id]


def _likelihood(rule: Rule, facts: Mapping[str, FactValue]) -> int:
    """Return the place of the likeliest danger that a rule is about; beyond the last if it is about none."""
    found = facts.get("险情", ())
    dangers = found if isinstance(found, tuple) else ()
    named = (comparison.key.partition(ITEM_SEPARATOR) for comparison in comparisons(rule.condition))
    places = (dangers.index(item) for fact, _, item in named if fact == "险情" and item in dangers)
    return min(places, default=len(dangers))


def _other_dangers(ranked: Sequence[Rule], deciding: Rule | None, facts: Mapping[str, FactValue]) -> list[Rule]:
    """Return the emergency rules for the dangers beside that of the deciding one (R2.6)."""
    found = facts.get("险情", ())
    count = len(found) if isinstance(found, tuple) else 0
    return [
        rule
        for rule in ranked
        if rule is not deciding and rule.outcome is Outcome.EMERGENCY and _likelihood(rule, facts) < count
    ]


@lru_cache(maxsize=4)
def _index_policies(policies: tuple[PolicyText, ...]) -> PolicyIndex:
    """Index policies; most rule books have the policies of the one before."""
    return PolicyIndex(policies)


def _policy_reader(index: PolicyIndex, reader: Reader | None) -> PolicyReader | None:
    """Return what finds policies by what a reader has learned; ``None`` if it has not learned to."""
    if reader is None or reader.policy_weights is None:
        return None
    return PolicyReader(index, reader, reader.policy_weights)


def _policy_text(policy: Policy) -> PolicyText:
    return PolicyText(policy.id, policy.title, policy.answer, policy.questions, policy.excluded)


def _others(names: Iterable[str], lead: str) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names) if name not in ("", lead))


def place_of(facts: Mapping[str, FactValue]) -> Place:
    """Return the place of a call by its facts."""
    return Place(str(facts.get("区县", "")), str(facts.get("街道", "")))


def _items(facts: Mapping[str, FactValue], name: str) -> tuple[str, ...]:
    value = facts.get(name, ())
    return value if isinstance(value, tuple) else ()


def _build_index(version: str, rules: Mapping[str, Rule]) -> RuleIndex:
    return RuleIndex(version, {rule.id: rule.condition for rule in rules.values()})


def _in_present_names(rule: Rule, names: KnownNames) -> Rule:
    """Return a rule whose condition names places as they are called today."""

    def present(comparison: Comparison) -> Comparison:
        fact, _, item = comparison.key.partition(ITEM_SEPARATOR)
        current = _NAMED.get(fact)
        if current is None:
            return comparison
        if item:
            return replace(comparison, key=f"{fact}{ITEM_SEPARATOR}{current(names, item)}")
        return replace(comparison, value=current(names, str(comparison.value))) if comparison.value else comparison

    return replace(rule, condition=replace_comparisons(rule.condition, present))


def _asks_back(ranked: Sequence[Rule], deciding: Rule | None, facts: Mapping[str, FactValue]) -> bool:
    """Return whether a question comes first: once, and never before an emergency."""
    is_emergency = deciding is not None and deciding.outcome is Outcome.EMERGENCY
    return not is_emergency and not facts.get("险情答复") and any(rule.asks_back for rule in ranked)


def _urgency(supporting: Sequence[Rule], least: Urgency) -> Urgency:
    return max((least, *(rule.urgency for rule in supporting if rule.urgency)), key=_URGENCIES.index)


def _deadline(supporting: Sequence[Rule], route: Route | None) -> int:
    for rule in supporting:
        if rule.deadline_days:
            return rule.deadline_days
    return route.deadline_days if route and route.deadline_days else DEFAULT_DEADLINE_DAYS
