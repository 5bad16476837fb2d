"""Performance measures of departments (P1, R6.1): counts, rates, composite score and ranking. See docs/figures.md."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum


class Figure(Enum):
    """Counted figure; the value is its label in the user interface."""

    ASSIGNED = "交办"
    EXCLUDED = "剔除"
    EXCLUSION_ASKED = "申请剔除"
    EXCLUSION_APPEALED = "申诉"
    ACCEPTANCE_DUE = "应签收"
    ACCEPTED_IN_TIME = "按时签收"
    REPLY_DUE = "应办结"
    REPLIED_IN_TIME = "按时办结"
    REPLIED = "已回复"
    REWORKED = "发回重办"
    EXTENDED = "延期"
    OVERDUE = "逾期"
    OVERDUE_IN_ALL = "逾期（含等待）"
    STOOD_STILL = "等待"
    SUPERVISED = "督办"
    PROMISED = "承诺"
    PROMISE_KEPT = "承诺兑现"
    PROMISE_BROKEN = "承诺未兑现"
    PROMISE_OPEN = "承诺待兑现"
    DELEGATED = "转派下级"
    OBJECTED = "派单异议"
    DECLINED = "异议成立"
    REFUSED_OBJECTION = "异议不成立"
    ASKED = "回访"
    RESPONSE_ANSWERED = "响应可评"
    RESPONDED = "响应"
    RESOLUTION_ANSWERED = "解决可评"
    RESOLVED = "解决"
    SATISFACTION_ANSWERED = "满意可评"
    SATISFIED = "满意"


class Rate(Enum):
    """Ratio of two figures; the value is its name in the rule book and the user interface."""

    ACCEPTED_IN_TIME = "按时签收率"
    REPLIED_IN_TIME = "按时办结率"
    REWORKED = "发回重办率"
    RESPONSE = "响应率"
    RESOLUTION = "解决率"
    SATISFACTION = "满意率"


class UnitClass(Enum):
    """Class of units that are ranked among each other, in the order of the bulletin (R8.11)."""

    BUREAU = "市直部门"
    DISTRICT = "区县和区县部门"
    UTILITY = "公用企业"
    TOWN = "街道乡镇"


@dataclass(frozen=True, slots=True)
class Formula:
    """Rate as the quotient of two figures."""

    part: Figure
    whole: Figure
    lower_is_better: bool = False


FORMULAS: Mapping[Rate, Formula] = {
    Rate.ACCEPTED_IN_TIME: Formula(Figure.ACCEPTED_IN_TIME, Figure.ACCEPTANCE_DUE),
    Rate.REPLIED_IN_TIME: Formula(Figure.REPLIED_IN_TIME, Figure.REPLY_DUE),
    Rate.REWORKED: Formula(Figure.REWORKED, Figure.REPLIED, lower_is_better=True),
    Rate.RESPONSE: Formula(Figure.RESPONDED, Figure.RESPONSE_ANSWERED),
    Rate.RESOLUTION: Formula(Figure.RESOLVED, Figure.RESOLUTION_ANSWERED),
    Rate.SATISFACTION: Formula(Figure.SATISFIED, Figure.SATISFACTION_ANSWERED),
}
"""Formulas in force where the rule book has none."""
Counts = Counter[Figure]


@dataclass(frozen=True, slots=True)
class Assessment:
    """Rules by which units are assessed (R8.11).

    Attributes:
        weights: of the rates in the composite, in percent.
        formulas: of all rates.
        min_assigned: assignments from which a unit has a rank, without those that it objected to with success.
    """

    weights: Mapping[Rate, int]
    formulas: Mapping[Rate, Formula]
    min_assigned: int = 1

    def rates(self, counts: Counts) -> dict[Rate, float]:
        """Return the rates whose denominator is not zero; none of who had no work of its own in the period.

        What callers say in it of earlier work is no rate of anything that was given then.
        """
        if _own_work(counts) <= 0:
            return {}
        return {
            rate: counts[formula.part] / counts[formula.whole]
            for rate, formula in self.formulas.items()
            if counts[formula.whole]
        }

    def composite(self, rates: Mapping[Rate, float]) -> float | None:
        """Return the weighted mean of the rates, 0 to 100, or ``None`` if one with a weight is missing.

        A rate for which lower is better counts inverted.
        """
        weighed = {rate: weight for rate, weight in self.weights.items() if weight}
        if not weighed or any(rate not in rates for rate in weighed):
            return None
        total = sum(
            weight * (1 - rates[rate] if self.formulas[rate].lower_is_better else rates[rate])
            for rate, weight in weighed.items()
        )
        return 100 * total / sum(weighed.values())

    def standing(self, name: str, counts: Counts) -> "Standing":
        """Return the unranked standing for ``counts``."""
        rates = self.rates(counts)
        return Standing(name, counts, rates, self.composite(rates), unranked_for=self._unranked_for(counts, rates))

    def _unranked_for(self, counts: Counts, rates: Mapping[Rate, float]) -> str:
        if _own_work(counts) < self.min_assigned:
            apart = "除去异议成立的，" if counts[Figure.ASSIGNED] >= self.min_assigned else ""
            return f"{apart}交办不足 {self.min_assigned} 件次"
        missing = [rate.value for rate, weight in self.weights.items() if weight and rate not in rates]
        return f"无{'、'.join(missing)}" if missing else ""

    def rank(self, counts: Mapping[str, Counts], before: Mapping[str, Counts]) -> "list[Standing]":
        """Rank all with a non-zero count by composite, best first and unranked last; ties share a rank.

        Nobody has a rank where only one could have any.

        Args:
            counts: counts of the period, by name.
            before: counts of the preceding period, by name.
        """
        earlier = _ranks(self.standing(name, figures) for name, figures in before.items())
        current = [self.standing(name, figures) for name, figures in counts.items() if figures.total()]
        ranks = _ranks(current)
        with_ranks = [
            replace(
                one,
                rank=ranks.get(one.name, 0),
                rank_before=earlier.get(one.name, 0),
                unranked_for=one.unranked_for or ("" if one.name in ranks else _ALONE),
            )
            for one in current
        ]
        return sorted(with_ranks, key=lambda standing: (standing.rank == 0, standing.rank, standing.name))


@dataclass(frozen=True, slots=True)
class Standing:
    """Performance of a department, a district or the whole city.

    Attributes:
        counts: figures counted.
        rates: rates with a non-zero denominator, 0 to 1.
        composite: weighted mean of the rates, 0 to 100; ``None`` if one that has a weight is missing.
        rank, rank_before: rank by composite in this period and the preceding one, from 1; 0 if unranked.
        unranked_for: reason why it has no rank, in Chinese; empty if it may have one.
        unit_class: class it is ranked in; ``None`` where there is one ranking.
    """

    name: str
    counts: Counts
    rates: Mapping[Rate, float]
    composite: float | None
    rank: int = 0
    rank_before: int = 0
    unranked_for: str = ""
    unit_class: UnitClass | None = None


_ALONE, _LEAST_RANKED = "同类中没有别的单位可排名", 2


def _own_work(counts: Counts) -> int:
    """Return how many assignments a unit had, without what an upheld objection took from it."""
    return counts[Figure.ASSIGNED] - counts[Figure.DECLINED]


def _ranks(standings: Iterable[Standing]) -> dict[str, int]:
    # Rounded as displayed, so that scores that look equal rank equally.
    shown = {
        standing.name: round(standing.composite, 2)
        for standing in standings
        if standing.composite is not None and not standing.unranked_for
    }
    if len(shown) < _LEAST_RANKED:
        return {}
    return {name: 1 + sum(other > own for other in shown.values()) for name, own in shown.items()}
