"""Rules for grouping cases into hotspots 热点 and scoring them (R2.4, R5.1)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

DEFAULT_WEIGHTS: Mapping[str, int] = MappingProxyType({"人数": 40, "上升": 25, "紧急": 15, "未办结": 10, "持续": 10})


@dataclass(frozen=True, slots=True)
class HotnessRules:
    """Hotspot settings; the defaults apply to rule books without a 热点 section.

    Attributes:
        similarity_percent: minimum similarity, in hundredths, for a case to join a hotspot.
        join_days: days since its last case within which a hotspot can still be joined.
        min_people: minimum number of callers for a hotspot to be listed.
        full_score_people: number of callers that earns the full score for 人数.
        full_score_days: duration in days that earns the full score for 持续.
        weights: of the components of the hotness score.
    """

    similarity_percent: int = 26
    join_days: int = 60
    min_people: int = 5
    full_score_people: int = 50
    full_score_days: int = 30
    weights: Mapping[str, int] = field(default_factory=lambda: DEFAULT_WEIGHTS)
