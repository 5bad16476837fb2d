"""Review of a valid rule book: contradictions, unreachable rules, gaps and missing tests."""

import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.catalogue import listed
from hotline_server.rulebook.condition import Condition, all_of, negate
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.index import requirements
from hotline_server.rulebook.routing import ANY, DISTRICT, TOWN, WHOLE_CITY, Row, units_named
from hotline_server.rulebook.rule import Rule
from hotline_server.rulebook.rule_tests import Coverage
from hotline_server.rulebook.satisfiable import TooManyCombinationsError, find_example
from hotline_server.text.lexicon import OTHER_DANGER

PAIRS_SECONDS = 10
ONE_DAY = timedelta(days=1)
LONG_PAST = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Remark:
    """Remark about a rule, matter or row of the routing table.

    Attributes:
        about: id of the rule or row, or name of the matter.
        message: in Chinese.
    """

    about: str
    message: str


class _Pairs:
    """Pairs of rules with an outcome that might hold at the same time, compared within a time limit."""

    def __init__(self, book: RuleBook) -> None:
        self._rules = sorted((rule for rule in book.rules.values() if rule.outcome), key=book.rank)
        self._requirements = {rule.id: dict(requirements(rule.condition)) for rule in self._rules}
        self._stop_at = time.monotonic() + PAIRS_SECONDS
        self.complete = True

    def by_rule(self) -> Iterator[tuple[Rule, list[Rule]]]:
        """Yield each rule with the higher-ranking ones it might coincide with, until time is up."""
        for place, rule in enumerate(self._rules):
            if time.monotonic() > self._stop_at:
                self.complete = False
                return
            yield rule, [other for other in self._rules[:place] if self._may_coincide(rule, other)]

    def _may_coincide(self, rule: Rule, other: Rule) -> bool:
        """Return False if one suppresses the other or they require different values of the same fact."""
        if rule.id in other.unless or other.id in rule.unless:
            return False
        mine, others = self._requirements[rule.id], self._requirements[other.id]
        return all(others.get(fact, value) == value for fact, value in mine.items())


def review(book: RuleBook, coverage: Coverage, today: date) -> list[Remark]:
    """Return all remarks on a rule book.

    Args:
        book: to review.
        coverage: of its own tests.
        today: local day of the review.
    """
    pairs = _Pairs(book)
    compared = [*_shadowed_rules(pairs), *_conflicting_rules(pairs)]
    if not pairs.complete:
        compared.append(Remark("规则", f"规则太多，{PAIRS_SECONDS} 秒内只比较了一部分"))
    return [
        *_contradictory_rules(book),
        *compared,
        *_routing_gaps(book),
        *_missing_questions(book),
        *_routing_dates(book, today),
        *_other_names(book),
        *_other_names_of_owners(book),
        *_overdue_policies(book, today),
        *(Remark(rule, "没有用例覆盖这条规则") for rule in coverage.untested_rules),
    ]


def _contradictory_rules(book: RuleBook) -> Iterator[Remark]:
    for rule in book.rules.values():
        if _is_satisfiable(rule.condition) is False:
            yield Remark(rule.id, "条件自相矛盾，永远不会成立")


def _shadowed_rules(pairs: _Pairs) -> Iterator[Remark]:
    """Find rules that are always outranked by another rule when they hold."""
    for rule, others in pairs.by_rule():
        for higher in others:
            if _is_satisfiable(all_of(rule.condition, negate(higher.condition))) is False:
                yield Remark(rule.id, f"凡是它成立时，{higher.id} 也成立且优先，它不起作用")
                break


def _conflicting_rules(pairs: _Pairs) -> Iterator[Remark]:
    """Find rules of equal priority that can coincide with different conclusions."""
    for rule, others in pairs.by_rule():
        for other in others:
            if rule.priority != other.priority or (rule.outcome, rule.lead) == (other.outcome, other.lead):
                continue
            if Outcome.EMERGENCY in (rule.outcome, other.outcome):
                continue
            if _is_satisfiable(all_of(rule.condition, other.condition)):
                yield Remark(rule.id, f"和 {other.id} 优先级相同，可能同时成立但结论不同；目前以前面的 {other.id} 为准")


def _missing_questions(book: RuleBook) -> Iterator[Remark]:
    """Find kinds of danger about which a rule asks back, without questions of their own."""
    if any(rule.asks_back for rule in book.rules.values()):
        for danger in book.lexicon.dangers:
            if danger.name not in book.questions:
                yield Remark(danger.name, f"没有写追问什么，将按“{OTHER_DANGER}”追问")


def _routing_gaps(book: RuleBook) -> Iterator[Remark]:
    known = {(row.matter, row.place) for row in book.rows}
    for category in book.lexicon.categories:
        for matter in category.matters:
            if not any(name == matter.name for name, _ in known):
                yield Remark(matter.name, "派单目录中没有这个事项，将由值班室研判")
            elif (matter.name, (WHOLE_CITY,)) not in known:
                yield Remark(matter.name, "派单目录中区县不明时没有承办单位，将由值班室研判")
                if (matter.name, (ANY,)) not in known:
                    yield Remark(matter.name, "派单目录中其他区县没有承办单位，将由区县兜底")


def _routing_dates(book: RuleBook, today: date) -> Iterator[Remark]:
    """Find days without a row between and after those for one matter and place, and rows that ended long ago."""
    by_place: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in book.rows:
        by_place[row.matter, *row.place].append(row)
        if row.valid_until and row.valid_until < today - LONG_PAST:
            yield Remark(row.id, f"{row.valid_until} 就失效了，可以删去")
    for key, rows in by_place.items():
        ordered = sorted(rows, key=lambda row: row.valid_from or date.min)
        for row, following in pairwise(ordered):
            if row.valid_until and following.valid_from and following.valid_from - row.valid_until > ONE_DAY:
                yield Remark(
                    "/".join(key), f"{row.valid_until} 失效以后、{following.valid_from} 生效以前，派单目录中没有这一行"
                )
        first, last = ordered[0].valid_from, ordered[-1].valid_until
        if key[1:] == (WHOLE_CITY,) and first and first > today:
            yield Remark("/".join(key), f"{first} 才生效，在那以前派单目录中没有承办单位")
        if key[1:] == (WHOLE_CITY,) and last:
            yield Remark("/".join(key), f"{last} 失效以后，派单目录中没有承办单位")


def _other_names(book: RuleBook) -> Iterator[Remark]:
    """Find rules and rows that call a unit by another name than its present one, such as a former name."""
    names = book.names
    for rule in book.rules.values():
        for name in filter(None, (rule.lead, *(rule.cohandlers or ()))):
            if names.current(name) != name:
                yield Remark(rule.id, f"“{name}”已更名为“{names.current(name)}”，或只是它的简称；请写全称")
    for row in book.rows:
        for name, present in ((row.district, names.district(row.district)), (row.town, names.town(row.town))):
            if name != present:
                yield Remark(row.id, f"“{name}”已更名为“{present}”，或只是它的简称；请写全称")
        for name in (row.lead, *row.cohandlers):
            wanted = name.removeprefix(DISTRICT)
            units = sorted(units_named(name, row, names))
            # In some districts a unit may differ in its full name, where others have the name in the row.
            if TOWN not in name and units and not any(unit.endswith(wanted) for unit in units):
                yield Remark(row.id, f"“{wanted}”已更名为“{listed(units)}”，或只是它的简称；请写全称")


def _other_names_of_owners(book: RuleBook) -> Iterator[Remark]:
    """Find policies that call their owner by another name than its present one."""
    for policy in book.policies.values():
        present = book.names.current(policy.owner)
        if present != policy.owner:
            yield Remark(policy.id, f"“{policy.owner}”已更名为“{present}”，或只是它的简称；请写全称")


def _overdue_policies(book: RuleBook, today: date) -> Iterator[Remark]:
    """Find policies in force that their owners have not reviewed in time."""
    for policy in book.policies.values():
        if policy.is_in_force(today) and policy.is_overdue(today):
            owner = book.names.current(policy.owner)
            yield Remark(policy.id, f"{policy.review_by} 以前应由{owner}复核，复核以前不拿它答复市民")


def _is_satisfiable(condition: Condition) -> bool | None:
    """Return whether the condition can hold, or ``None`` if there are too many combinations to try."""
    try:
        return find_example(condition) is not None
    except TooManyCombinationsError:
        return None
