"""What a careful colleague would say of a rule book that loads: what cannot be right, or is not tested."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hotline_server.rulebook.book import Rule, RuleBook
from hotline_server.rulebook.condition import Condition, Group, negate
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.routing import ANY_DISTRICT, WHOLE_CITY
from hotline_server.rulebook.satisfiable import TooManyError, example
from hotline_server.rulebook.trial import Coverage


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark: the rule, row or matter it is about, and what to think of."""

    about: str
    message: str


def review(book: RuleBook, coverage: Coverage) -> list[Remark]:
    """All remarks on a rule book, given what its own tests reached."""
    return [
        *_rules_that_cannot_hold(book),
        *_rules_that_never_have_a_say(book),
        *_rules_that_disagree(book),
        *_gaps(book),
        *(Remark(rule, "没有一个用例碰到这条规则") for rule in coverage.untested_rules),
    ]


def _rules_that_cannot_hold(book: RuleBook) -> Iterator[Remark]:
    for rule in book.rules.values():
        if _possible(rule.condition) is False:
            yield Remark(rule.id, "条件自相矛盾,永远不会成立")


def _rules_that_never_have_a_say(book: RuleBook) -> Iterator[Remark]:
    """Rules that, whenever they hold, are outranked by another that holds too."""
    deciding = _deciding(book)
    for place, rule in enumerate(deciding):
        for higher in deciding[:place]:
            if _overlapping(rule, higher) and _possible(_both(rule.condition, negate(higher.condition))) is False:
                yield Remark(rule.id, f"凡是它成立的时候,{higher.id} 都成立而且优先,轮不到它")
                break


def _rules_that_disagree(book: RuleBook) -> Iterator[Remark]:
    """Rules of one priority that can hold together and say different things."""
    deciding = _deciding(book)
    for place, rule in enumerate(deciding):
        for other in deciding[:place]:
            if rule.priority != other.priority or (rule.outcome, rule.lead) == (other.outcome, other.lead):
                continue
            if Outcome.EMERGENCY in (rule.outcome, other.outcome) or not _overlapping(rule, other):
                continue
            if _possible(_both(rule.condition, other.condition)):
                yield Remark(rule.id, f"和 {other.id} 优先级相同,可能同时成立,结论却不同;现在听写在前面的 {other.id}")


def _gaps(book: RuleBook) -> Iterator[Remark]:
    known = {(row.matter, row.district) for row in book.rows}
    for category in book.lexicon.categories:
        for matter in category.matters:
            if not any(name == matter.name for name, _ in known):
                yield Remark(matter.name, "派单目录里没有这个事项,会落到值班室")
            elif (matter.name, WHOLE_CITY) not in known:
                place = "其他区县" if (matter.name, ANY_DISTRICT) not in known else "不知道区县时"
                yield Remark(matter.name, f"派单目录里{place}没有着落")


def _deciding(book: RuleBook) -> Sequence[Rule]:
    """The rules that say how to handle a case, the weightiest first."""
    rules = [rule for rule in book.rules.values() if rule.outcome]
    return sorted(rules, key=book.rank)


def _overlapping(rule: Rule, other: Rule) -> bool:
    """Whether neither silences the other."""
    return rule.id not in other.unless and other.id not in rule.unless


def _both(one: Condition, other: Condition) -> Condition:
    return Group(every=True, members=(one, other))


def _possible(condition: Condition) -> bool | None:
    """Whether the condition can hold; ``None`` where that is too much to find out."""
    try:
        return example(condition) is not None
    except TooManyError:
        return None
