"""When messages are about one issue, and what makes an issue hot, as the rule book says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

DEFAULT_WEIGHTS: Mapping[str, int] = MappingProxyType({"人数": 40, "上升": 25, "紧急": 15, "未办结": 10, "持续": 10})


@dataclass(frozen=True, slots=True)
class HotnessRules:
    """What a rule book without 热点 has.

    Attributes:
        threshold: how alike a message must be to those of an issue, in hundredths.
        days: a message joins an issue that was raised in the last so many days.
        people: from so many people on, an issue is hot.
        full_people: so many people have all the points for people.
        full_days: an issue that lasts so many days has all the points for that.
        weights: of the parts of the hotness.
    """

    threshold: int = 26
    days: int = 60
    people: int = 5
    full_people: int = 50
    full_days: int = 30
    weights: Mapping[str, int] = field(default_factory=lambda: DEFAULT_WEIGHTS)
