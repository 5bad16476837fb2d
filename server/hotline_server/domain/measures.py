"""Performance measures of departments (P1, R6.1): counts, rates, composite score and ranking. See docs/figures.md."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum


class Figure(Enum):
    """Counted figure; the value is its label in the user interface."""

    ASSIGNED = "交办"
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


_SHARES = {
    Rate.ACCEPTED_IN_TIME: (Figure.ACCEPTED_IN_TIME, Figure.ACCEPTANCE_DUE),
    Rate.REPLIED_IN_TIME: (Figure.REPLIED_IN_TIME, Figure.REPLY_DUE),
    Rate.REWORKED: (Figure.REWORKED, Figure.REPLIED),
    Rate.RESPONSE: (Figure.RESPONDED, Figure.RESPONSE_ANSWERED),
    Rate.RESOLUTION: (Figure.RESOLVED, Figure.RESOLUTION_ANSWERED),
    Rate.SATISFACTION: (Figure.SATISFIED, Figure.SATISFACTION_ANSWERED),
}
# Lower is better.
_LOWER_IS_BETTER = (Rate.REWORKED,)
Counts = Counter[Figure]


@dataclass(frozen=True, slots=True)
class Standing:
    """Performance of a department, a district or the whole city.

    Attributes:
        counts: figures counted.
        rates: rates with a non-zero denominator, 0 to 1.
        composite: weighted mean of the rates, 0 to 100; ``None`` if there are none.
        rank, rank_before: rank by composite in this period and the preceding one, from 1; 0 if unranked.
    """

    name: str
    counts: Counts
    rates: Mapping[Rate, float]
    composite: float | None
    rank: int = 0
    rank_before: int = 0


def compute_rates(counts: Counts) -> dict[Rate, float]:
    """Return the rates whose denominator is not zero."""
    return {rate: counts[part] / counts[whole] for rate, (part, whole) in _SHARES.items() if counts[whole]}


def compute_composite(rates: Mapping[Rate, float], weights: Mapping[Rate, int]) -> float | None:
    """Return the weighted mean of the rates, 0 to 100, or ``None`` without any weighted rate.

    Missing rates carry no weight; a rate for which lower is better counts inverted.
    """
    weighed = sum(weights.get(rate, 0) for rate in rates)
    if not weighed:
        return None
    total = sum(
        weights.get(rate, 0) * (1 - value if rate in _LOWER_IS_BETTER else value) for rate, value in rates.items()
    )
    return 100 * total / weighed


def compute_standing(name: str, counts: Counts, weights: Mapping[Rate, int]) -> Standing:
    """Return the unranked standing for ``counts``."""
    rates = compute_rates(counts)
    return Standing(name, counts, rates, compute_composite(rates, weights))


def rank_standings(
    counts: Mapping[str, Counts], before: Mapping[str, Counts], weights: Mapping[Rate, int]
) -> list[Standing]:
    """Rank all with a non-zero count by composite, best first and unranked last; ties share a rank.

    Args:
        counts: counts of the period, by name.
        before: counts of the preceding period, by name.
        weights: weights of the rates.
    """
    earlier = _ranks(compute_standing(name, figures, weights) for name, figures in before.items())
    current = [compute_standing(name, figures, weights) for name, figures in counts.items() if figures.total()]
    ranks = _ranks(current)
    with_ranks = [
        Standing(
            standing.name,
            standing.counts,
            standing.rates,
            standing.composite,
            ranks.get(standing.name, 0),
            earlier.get(standing.name, 0),
        )
        for standing in current
    ]
    return sorted(with_ranks, key=lambda standing: (standing.rank == 0, standing.rank, standing.name))


def _ranks(standings: Iterable[Standing]) -> dict[str, int]:
    composites = {standing.name: standing.composite for standing in standings if standing.composite is not None}
    # Rounded as displayed, so that scores that look equal rank equally.
    shown = {name: round(composite, 2) for name, composite in composites.items()}
    return {name: 1 + sum(other > own for other in shown.values()) for name, own in shown.items()}
