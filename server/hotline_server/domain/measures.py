"""What departments are measured by (P1, R6.1): figures, rates, the composite, the ranking. See docs/figures.md."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum


class Figure(Enum):
    """What cases are counted for; the value is the word that staff read."""

    ASSIGNED = "交办"
    ACCEPTANCE_DUE = "应签收"
    ACCEPTED_IN_TIME = "按时签收"
    REPLY_DUE = "应办结"
    REPLIED_IN_TIME = "按时办结"
    REPLIED = "已回复"
    REWORKED = "发回重办"
    EXTENDED = "延期"
    OVERDUE = "逾期"
    SUPERVISED = "督办"
    DECLINED = "退单"
    ASKED = "回访"
    RESPONSE_ANSWERED = "响应可评"
    RESPONDED = "响应"
    RESOLUTION_ANSWERED = "解决可评"
    RESOLVED = "解决"
    SATISFACTION_ANSWERED = "满意可评"
    SATISFIED = "满意"


class Rate(Enum):
    """A share of cases; the value is the word that staff read and that the rule book weighs."""

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
# The less of these the better.
_FAULTS = (Rate.REWORKED,)
Counts = Counter[Figure]


@dataclass(frozen=True, slots=True)
class Standing:
    """One department, one district, or all together.

    Attributes:
        rates: those that there is anything to take of, 0 to 1.
        composite: the rates weighed, 0 to 100; ``None`` without any.
        rank, rank_before: its place by the composite now and in the period before; 0 without one.
    """

    name: str
    counts: Counts
    rates: Mapping[Rate, float]
    composite: float | None
    rank: int = 0
    rank_before: int = 0


def rates_of(counts: Counts) -> dict[Rate, float]:
    """The rates that there is anything to take of."""
    return {rate: counts[part] / counts[whole] for rate, (part, whole) in _SHARES.items() if counts[whole]}


def composite_of(rates: Mapping[Rate, float], weights: Mapping[Rate, int]) -> float | None:
    """The rates weighed, 0 to 100; what is missing has no weight, of a fault its absence counts."""
    weighed = sum(weights.get(rate, 0) for rate in rates)
    if not weighed:
        return None
    total = sum(weights.get(rate, 0) * (1 - value if rate in _FAULTS else value) for rate, value in rates.items())
    return 100 * total / weighed


def standing(name: str, counts: Counts, weights: Mapping[Rate, int]) -> Standing:
    """A standing without a rank."""
    rates = rates_of(counts)
    return Standing(name, counts, rates, composite_of(rates, weights))


def ranked(counts: Mapping[str, Counts], before: Mapping[str, Counts], weights: Mapping[Rate, int]) -> list[Standing]:
    """Those with anything to count, the best first, those without a composite last; equals share a rank.

    Args:
        counts: of the period, by name.
        before: of the period before.
        weights: of the rates.
    """
    earlier = _ranks(standing(name, its, weights) for name, its in before.items())
    found = [standing(name, its, weights) for name, its in counts.items() if its.total()]
    ranks = _ranks(found)
    placed = [
        Standing(one.name, one.counts, one.rates, one.composite, ranks.get(one.name, 0), earlier.get(one.name, 0))
        for one in found
    ]
    return sorted(placed, key=lambda one: (one.rank == 0, one.rank, one.name))


def _ranks(standings: Iterable[Standing]) -> dict[str, int]:
    composites = {one.name: one.composite for one in standings if one.composite is not None}
    # Rounded as it is shown, so that whoever looks equal is equal.
    shown = {name: round(composite, 2) for name, composite in composites.items()}
    return {name: 1 + sum(other > mine for other in shown.values()) for name, mine in shown.items()}
