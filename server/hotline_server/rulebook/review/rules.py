"""Rules that contradict themselves, are outranked, conflict, have ended, or concern what nobody asks about."""

import time
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.condition import Comparison, Condition, all_of, comparisons, negate
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.facts import DAY, DAY_OF_YEAR, EVENT, MONTH, TIME, WEEKDAY, day_number
from hotline_server.rulebook.index import requirements
from hotline_server.rulebook.review.remark import Remark
from hotline_server.rulebook.rule import Rule
from hotline_server.rulebook.satisfiable import TooManyCombinationsError, find_example
from hotline_server.text.lexicon import OTHER_DANGER

_CIRCULAR = (MONTH, DAY_OF_YEAR, WEEKDAY, TIME)
_ON_ANY_DAY = Comparison(DAY, ">", 0)
PAIRS_SECONDS = 10
"""Processor time for comparing pairs, so that a loaded machine compares as many as an idle one."""


class _Pairs:
    """Pairs of rules with an outcome that might hold at the same time, compared within a limit of processor time."""

    def __init__(self, book: RuleBook, rules: Iterable[Rule]) -> None:
        self._rules = sorted((rule for rule in rules if rule.outcome), key=book.conflicts.rank)
        self._requirements = {rule.id: dict(requirements(rule.condition)) for rule in self._rules}
        self._stop_at = time.thread_time() + PAIRS_SECONDS
        self.complete = True

    def by_rule(self) -> Iterator[tuple[Rule, list[Rule]]]:
        """Yield each rule with the higher-ranking ones it might coincide with, until time is up."""
        for place, rule in enumerate(self._rules):
            if time.thread_time() > self._stop_at:
                self.complete = False
                return
            yield rule, [other for other in self._rules[:place] if self._may_coincide(rule, other)]

    def _may_coincide(self, rule: Rule, other: Rule) -> bool:
        """Return False if one suppresses the other, they require different values of a fact, or one goes by events."""
        if rule.id in other.unless or other.id in rule.unless or rule.tests(EVENT) is not other.tests(EVENT):
            return False
        mine, others = self._requirements[rule.id], self._requirements[other.id]
        return all(others.get(fact, value) == value for fact, value in mine.items())


def rule_remarks(book: RuleBook, today: date) -> Iterator[Remark]:
    """Yield remarks on the rules of a book.

    Args:
        book: to review.
        today: local day of the review.
    """
    contradictory = {
        rule.id for rule in book.rules.values() if _is_satisfiable(all_of(rule.condition, _ON_ANY_DAY)) is False
    }
    pairs = _Pairs(book, (rule for rule in book.rules.values() if rule.id not in contradictory))
    yield from _contradictory_rules(book, contradictory, today)
    yield from _unheeded_units(book)
    yield from _shadowed_rules(pairs)
    yield from _conflicting_rules(pairs)
    if not pairs.complete:
        yield Remark("规则", "规则太多，只比较了一部分")


def _contradictory_rules(book: RuleBook, contradictory: Collection[str], today: date) -> Iterator[Remark]:
    """Find rules that never hold, or never again."""
    from_now_on = Comparison(DAY, ">=", day_number(today))
    for rule in book.rules.values():
        if rule.id in contradictory:
            yield Remark(rule.id, f"条件自相矛盾，永远不会成立{_wrap_hint(rule.condition)}")
        elif _is_satisfiable(all_of(rule.condition, from_now_on)) is False:
            yield Remark(rule.id, "从今天起不会再成立，看看“至”和条件里的日期、月份；过期的可以删去")


def _wrap_hint(condition: Condition) -> str:
    """Return how a span over the end of a week, a year or a day is written; empty if a condition has none."""
    for name in _CIRCULAR:
        bounds = [one for one in comparisons(condition) if one.key == name]
        least = [int(one.value) for one in bounds if one.operator in (">=", ">")]
        most = [int(one.value) for one in bounds if one.operator in ("<=", "<")]
        if least and most and min(least) > max(most):
            spans = f"{{{name}: {{不少于: {min(least)}}}}}, {{{name}: {{不多于: {max(most)}}}}}"
            return f"；跨周末、年末、零点的写成 任一: [{spans}]"
    return ""


def _unheeded_units(book: RuleBook) -> Iterator[Remark]:
    """Find rules that name units though what they conclude sends the case to nobody."""
    for rule in book.rules.values():
        units = [name for name in (rule.lead, *(rule.cohandlers or ())) if name]
        if units and (rule.outcome in (None, Outcome.DESK) or rule.outcome.is_proposal):
            what = f"处理方式是“{rule.outcome.value}”" if rule.outcome else "没有写处理方式"
            yield Remark(rule.id, f"{what}的，写牵头、协办不起作用：{'、'.join(units)}不会收到", units[0])


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


def missing_question_remarks(book: RuleBook) -> Iterator[Remark]:
    """Yield remarks on kinds of danger about which a rule asks back, without questions of their own."""
    if any(rule.asks_back for rule in book.rules.values()):
        for danger in book.lexicon.dangers:
            if danger.name not in book.questions:
                yield Remark(danger.name, f"没有写追问什么，将按“{OTHER_DANGER}”追问")


def _is_satisfiable(condition: Condition) -> bool | None:
    """Return whether the condition can hold, or ``None`` if there are too many combinations to try."""
    try:
        return find_example(condition) is not None
    except TooManyCombinationsError:
        return None
