"""Rules of the rule book by which departments are assessed (R8.11)."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RateFormula:
    """Formula of a rate: the names of two figures, and whether a lower quotient is better."""

    part: str
    whole: str
    lower_is_better: bool = False


@dataclass(frozen=True, slots=True)
class AssessmentRules:
    """Rules of assessment, by the names of rates.

    Attributes:
        weights: of the rates in the composite, in percent; empty for the same of all.
        formulas: of the rates that are not computed as usual.
        min_assigned: assignments from which a unit has a rank, without those that it objected to with success.
    """

    weights: Mapping[str, int] = field(default_factory=dict)
    formulas: Mapping[str, RateFormula] = field(default_factory=dict)
    min_assigned: int = 1
