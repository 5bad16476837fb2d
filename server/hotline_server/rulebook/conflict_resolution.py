"""Conflict resolution: one decision from all rules that hold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from hotline_server.rulebook.condition import ITEM_SEPARATOR, comparisons
from hotline_server.rulebook.decision import Decision, Outcome, Urgency
from hotline_server.rulebook.facts import (
    DANGER_REPLY,
    DANGERS,
    FIRST_MATTER,
    FIRST_RECEIVER,
    MARKED_URGENT,
    REQUEST_TYPE,
    SUPERIOR,
    SUSPECTED,
    DangerAnswer,
    FactValue,
    day_of,
    is_protected,
    items,
)
from hotline_server.rulebook.limits import TimeLimits
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.recusal import Recusal
from hotline_server.rulebook.routing import Place, Route, find_unit, permitted
from hotline_server.rulebook.rule import Rule
from hotline_server.rulebook.time_limit import TimeLimit

# Facts that name units, by what stands for them in a conclusion: the unit above the accused, the first receiver.
STANDING: Mapping[str, str] = {"{上级}": SUPERIOR, "{首接单位}": FIRST_RECEIVER}
_URGENCIES = list(Urgency)
# Outcomes that need a department.
_SENT = (Outcome.REFERRAL, Outcome.TRANSFER, Outcome.JOINT)
_NOBODY = "规则指定的单位不能承办这件事，由值班室研判"
RECUSED = "被反映的单位和它的下属单位应当回避，由值班室研判"


@dataclass(frozen=True, slots=True)
class ConflictResolution:
    """Resolution of conflicts between the rules of a book.

    Attributes:
        names: of the units in the directory.
        order: place of each rule in the book, by its id.
        book_version: of the rule book.
        reader_version: of the learned reader; empty for none.
        limits: time limits of the rule book.
    """

    names: KnownNames
    order: Mapping[str, int]
    book_version: str
    reader_version: str
    limits: TimeLimits

    def conclude(self, fired: Sequence[Rule], route: Route | None, facts: Mapping[str, FactValue]) -> Decision:
        """Return the decision that follows from rules.

        Args:
            fired: rules that hold and are not suppressed, in any order.
            route: by the routing table; ``None`` if it has none.
            facts: of the call.
        """
        ranked = sorted(fired, key=lambda rule: (*self.rank(rule)[:2], _gravity(rule, facts), self.order[rule.id]))
        deciding = next((rule for rule in ranked if rule.outcome and not (rule.end and _tells_of_danger(facts))), None)
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
        # In an emergency all who can help are told, and the desk chooses the lead if no rule does (R2.6).
        has_helpers = bool(lead) or outcome is Outcome.EMERGENCY
        cohandlers = recusal.cleared(_others((*further, *helping), lead)) if has_helpers else ()
        reasons: list[str] = []
        if outcome in _SENT and not lead:
            outcome, cohandlers, reasons = Outcome.DESK, (), [RECUSED if named else _NOBODY]
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
            limit=self._limit(supporting, route, outcome, facts),
            policy="",
            reasons=(*(rule.reason for rule in supporting), *reasons) or ("没有规则适用，由值班室研判",),
            rules=tuple(rules),
            book_version=self.book_version,
            reader_version=self.reader_version,
            facts=facts,
            end=deciding.end if deciding and outcome.is_end else "",
            hands_to=_hands_to((deciding, *others)) if deciding and outcome is Outcome.EMERGENCY else (),
        )

    def _ask_back(self, supporting: Sequence[Rule], facts: Mapping[str, FactValue]) -> Decision:
        """Return the decision to ask about a suspected danger before anything is sent out or answered (R2.6)."""
        return Decision(
            outcome=Outcome.DESK,
            lead="",
            cohandlers=(),
            urgency=_urgency(supporting, Urgency.URGENT),
            limit=self._limit(supporting, None, Outcome.DESK, facts),
            policy="",
            reasons=tuple(rule.reason for rule in supporting),
            rules=tuple(rule.id for rule in supporting),
            book_version=self.book_version,
            reader_version=self.reader_version,
            facts=facts,
            asks_back=True,
        )

    def _departments(
        self, deciding: Rule | None, route: Route | None, outcome: Outcome, facts: Mapping[str, FactValue]
    ) -> tuple[str, tuple[str, ...]]:
        if deciding is None or outcome is Outcome.DESK or outcome.is_proposal:
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
        matter = str(facts.get(FIRST_MATTER, ""))
        written = str(facts.get(STANDING[name], "")) if name in STANDING else name
        unit = find_unit(self.names, written, Place.of(facts), matter)
        # In an emergency a unit may be sent any matter (R2.6).
        restricted = "" if outcome is Outcome.EMERGENCY else matter
        return permitted(self.names, unit, restricted, day_of(facts)) if unit else ""

    def _limit(
        self, supporting: Sequence[Rule], route: Route | None, outcome: Outcome, facts: Mapping[str, FactValue]
    ) -> TimeLimit:
        """Return the time for the reply: a rule's, the routing table's, or else that of the kind and urgency (R8.5).

        In an emergency only what is by the clock counts (R2.6).
        """
        is_emergency = outcome is Outcome.EMERGENCY
        routed = route.limit if route else None
        for limit in (*(rule.limit.shortened(routed) for rule in supporting if rule.limit), routed):
            if limit and (limit.is_by_the_clock or not is_emergency):
                return limit
        if is_emergency:
            return self.limits.emergency
        return self.limits.reply(str(facts.get(REQUEST_TYPE, "")), _urgency(supporting, Urgency.NORMAL))

    def rank(self, rule: Rule) -> tuple[bool, int, int]:
        """Return the sort key of a rule: emergencies first, then by priority, then by position in the book."""
        return rule.outcome is not Outcome.EMERGENCY, -rule.priority, self.order[rule.id]

    def conclude_without_rules(self, known: Mapping[str, FactValue]) -> Decision:
        """Decide without the rule engine: dangers become emergencies, suspected ones questions, all else the desk's."""
        danger = bool(known.get(DANGERS)) or bool(known.get(MARKED_URGENT))
        return Decision(
            outcome=Outcome.EMERGENCY if danger else Outcome.DESK,
            lead="",
            cohandlers=(),
            urgency=Urgency.CRITICAL if danger else Urgency.URGENT,
            limit=self.limits.emergency if danger else self.limits.reply("", Urgency.NORMAL),
            policy="",
            reasons=("规则库没能判断，由值班室研判",),
            rules=(),
            book_version=self.book_version,
            reader_version=self.reader_version,
            facts=known,
            asks_back=bool(known.get(SUSPECTED)) and not known.get(DANGER_REPLY) and not danger,
        )


def _tells_of_danger(facts: Mapping[str, FactValue]) -> bool:
    """Return whether a matter may not end without being handled, since somebody may be in danger (R2.6)."""
    suspected = facts.get(SUSPECTED) and facts.get(DANGER_REPLY) != DangerAnswer.NO_DANGER.value
    return bool(facts.get(DANGERS) or suspected or facts.get(MARKED_URGENT))


def _gravity(rule: Rule, facts: Mapping[str, FactValue]) -> int:
    """Return the place of the gravest danger that a rule is about; beyond the last if it is about none."""
    dangers = items(facts, DANGERS)
    if not dangers:
        return 0
    named = (comparison.key.partition(ITEM_SEPARATOR) for comparison in comparisons(rule.condition))
    places = (dangers.index(item) for fact, _, item in named if fact == DANGERS and item in dangers)
    return min(places, default=len(dangers))


def _other_dangers(ranked: Sequence[Rule], deciding: Rule | None, facts: Mapping[str, FactValue]) -> list[Rule]:
    """Return the emergency rules for the dangers beside that of the deciding one (R2.6)."""
    count = len(items(facts, DANGERS))
    return [
        rule
        for rule in ranked
        if rule is not deciding and rule.outcome is Outcome.EMERGENCY and _gravity(rule, facts) < count
    ]


def _hands_to(rules: Iterable[Rule]) -> tuple[str, ...]:
    """Return the codes of the hand-overs that emergency rules conclude, each once."""
    return tuple(dict.fromkeys(code for rule in rules for code in rule.hands_to))


def _others(names: Iterable[str], lead: str) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names) if name not in ("", lead))


def _asks_back(ranked: Sequence[Rule], deciding: Rule | None, facts: Mapping[str, FactValue]) -> bool:
    """Return whether a question comes first: once, and never before an emergency."""
    is_emergency = deciding is not None and deciding.outcome is Outcome.EMERGENCY
    return not is_emergency and not facts.get(DANGER_REPLY) and any(rule.asks_back for rule in ranked)


def _urgency(supporting: Sequence[Rule], least: Urgency) -> Urgency:
    return max((least, *(rule.urgency for rule in supporting if rule.urgency)), key=_URGENCIES.index)
