"""Review of a valid rule book: contradictions, unreachable rules, gaps and missing tests."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from hotline_server.rulebook.book import Rule, RuleBook
from hotline_server.rulebook.condition import Condition, all_of, negate
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.index import requirements
from hotline_server.rulebook.routing import ANY_DISTRICT, WHOLE_CITY
from hotline_server.rulebook.rule_tests import Coverage
from hotline_server.rulebook.satisfiable import TooManyCombinationsError, find_example

PAIRS_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Remark:
    """Remark about a rule or matter.

    Attributes:
        about: id of the rule, or name of the matter.
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


def review(book: RuleBook, coverage: Coverage) -> list[Remark]:
    """Return all remarks on a rule book.

    Args:
        book: to review.
        coverage: of its own tests.
    """
    pairs = _Pairs(book)
    compared = [*_shadowed_rules(pairs), *_conflicting_rules(pairs)]
    if not pairs.complete:
        compared.append(Remark("规则", f"规则太多，{PAIRS_SECONDS} 秒内只比较了一部分"))
    return [
        *_contradictory_rules(book),
        *compared,
        *_routing_gaps(book),
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


def _routing_gaps(book: RuleBook) -> Iterator[Remark]:
    known = {(row.matter, row.district) for row in book.rows}
    for category in book.lexicon.categories:
        for matter in category.matters:
            if not any(name == matter.name for name, _ in known):
                yield Remark(matter.name, "派单目录中没有这个事项，将由值班室研判")
            elif (matter.name, WHOLE_CITY) not in known:
                place = "其他区县" if (matter.name, ANY_DISTRICT) not in known else "区县不明时"
                yield Remark(matter.name, f"派单目录中{place}没有承办单位")


def _is_satisfiable(condition: Condition) -> bool | None:
    """Return whether the condition can hold, or ``None`` if there are too many combinations to try."""
    try:
        return find_example(condition) is not None
    except TooManyCombinationsError:
        return None
