"""Time limits for a reply: minutes, hours, calendar days or working days, or the shortest of several (R8.5)."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil

from hotline_server.ground.key_enum import KeyEnum
from hotline_server.rulebook.errors import NARROW, chinese_number

SHORTEST = "取短"
# Stands among the shortest for the limit of the routing table.
CATALOGUE = "派单目录"


class TimeUnit(KeyEnum):
    """Unit of a time limit; the value is written after the number."""

    MINUTE = "分钟"
    HOUR = "小时"
    CALENDAR_DAY = "天"
    WORKING_DAY = "个工作日"


# Thirty days and thirty working days; no reply is due later than those (R3.2).
MOST = {TimeUnit.MINUTE: 43_200, TimeUnit.HOUR: 720, TimeUnit.CALENDAR_DAY: 45, TimeUnit.WORKING_DAY: 30}
_A_DAY = {TimeUnit.MINUTE: 1440, TimeUnit.HOUR: 24, TimeUnit.CALENDAR_DAY: 1}
_BY_THE_CLOCK = (TimeUnit.MINUTE, TimeUnit.HOUR)
_UNITS = {"工作日": TimeUnit.WORKING_DAY, "个自然日": TimeUnit.CALENDAR_DAY, "自然日": TimeUnit.CALENDAR_DAY}
_UNITS |= {unit.value: unit for unit in TimeUnit}
_SPAN = re.compile(rf"([0-9]{{1,6}}) ?({'|'.join(_UNITS)})")
_NUMERALS = re.compile(rf"([零一二两三四五六七八九十]{{1,3}}) ?({'|'.join(_UNITS)})")
_FORMS = f"要写成 5（工作日）、“24小时”、“30分钟”、“15天”，或者“{SHORTEST}: [5个工作日, 7天]”"
PATTERN = f"^{_SPAN.pattern}$"


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """Number of units of time."""

    count: int
    unit: TimeUnit

    def __str__(self) -> str:
        """Return it as it is written in a rule book."""
        return f"{self.count}{self.unit.value}"


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """Time allowed for a reply: the shortest of its spans.

    Attributes:
        spans: each with a number of units.
        or_catalogue: True if the limit of the routing table counts too, where it is shorter; in a rule.
    """

    spans: tuple[TimeSpan, ...]
    or_catalogue: bool = False

    def shortened(self, other: "TimeLimit | None") -> "TimeLimit":
        """Return the shorter of this limit and the routing table's, if it counts; of one unit, one span remains."""
        if not self.or_catalogue:
            return self
        counts: dict[TimeUnit, int] = {}
        for span in (*self.spans, *(other.spans if other else ())):
            counts[span.unit] = min(span.count, counts.get(span.unit, span.count))
        return TimeLimit(tuple(TimeSpan(count, unit) for unit, count in counts.items()))

    @property
    def is_by_the_clock(self) -> bool:
        """True if minutes or hours are counted, at night and on days off too."""
        return any(span.unit in _BY_THE_CLOCK for span in self.spans)

    @property
    def working_days(self) -> int:
        """Working days, if it is given in those alone; otherwise 0."""
        units = {span.unit for span in self.spans}
        return self.spans[0].count if len(self.spans) == 1 and units == {TimeUnit.WORKING_DAY} else 0

    @property
    def rough_working_days(self) -> int:
        """Working days that it comes to, of seven days of the calendar five, begun days counted whole."""
        return min(_worked(span) for span in self.spans)

    @property
    def written(self) -> int | str:
        """The limit as tests of a rule book write it: a number of working days, or a text."""
        return self.working_days or str(self)

    def __str__(self) -> str:
        """Return it as officials read it, which ``parse`` understands."""
        parts = [*map(str, self.spans), *([CATALOGUE] if self.or_catalogue else [])]
        return f"{SHORTEST}：{'、'.join(parts)}" if len(parts) > 1 else parts[0]


def _worked(span: TimeSpan) -> int:
    if span.unit is TimeUnit.WORKING_DAY:
        return span.count
    return ceil(span.count / _A_DAY[span.unit] * 5 / 7)


def working_days(count: int) -> TimeLimit:
    """Return a limit of working days."""
    return TimeLimit((TimeSpan(count, TimeUnit.WORKING_DAY),))


def hours(count: int) -> TimeLimit:
    """Return a limit of hours around the clock."""
    return TimeLimit((TimeSpan(count, TimeUnit.HOUR),))


def minutes(count: int) -> TimeLimit:
    """Return a limit of minutes around the clock."""
    return TimeLimit((TimeSpan(count, TimeUnit.MINUTE),))


@lru_cache(maxsize=256)
def parse(text: str) -> TimeLimit:
    """Return the limit that a text such as ``24小时`` or ``取短：5个工作日、7天`` stands for.

    Raises:
        ValueError: it stands for none; has what to write.
    """
    listed = text.removeprefix(f"{SHORTEST}：")
    return check(TimeLimit(tuple(map(_span, listed.split("、") if listed != text else [text]))))


def read(value: object) -> TimeLimit:
    """Return the limit written in a rule book: working days, a text, or ``取短`` with a list.

    Raises:
        ValueError: it stands for none; has what to write.
    """
    if isinstance(value, TimeLimit):
        return value
    if isinstance(value, dict) and list(value) == [SHORTEST] and isinstance(value[SHORTEST], list):
        several = [read(part) for part in value[SHORTEST]]
        if len(several) > 1:
            return check(TimeLimit(tuple(span for part in several for span in part.spans)))
    if isinstance(value, str):
        return parse(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return check(working_days(value))
    raise ValueError(_FORMS)


def read_in_rule(value: object) -> TimeLimit:
    """Return the limit written in a rule, which may name the routing table's among the shortest.

    Raises:
        ValueError: as for ``read``.
    """
    written = value.get(SHORTEST) if isinstance(value, dict) else None
    if not isinstance(written, list) or CATALOGUE not in written:
        return read(value)
    own = [part for part in written if part != CATALOGUE]
    return replace(read(own[0] if len(own) == 1 else {SHORTEST: own}), or_catalogue=True)


def check(limit: TimeLimit) -> TimeLimit:
    """Return a limit whose spans are neither too short nor too long.

    Raises:
        ValueError: one is.
    """
    for span in limit.spans:
        if span.count < 1:
            raise ValueError("不能小于 1")
        if span.count > MOST[span.unit]:
            raise ValueError(f"不能大于 {TimeSpan(MOST[span.unit], span.unit)}")
    return limit


def _span(text: str) -> TimeSpan:
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        narrow = text.strip().translate(NARROW)
        numerals = _NUMERALS.fullmatch(narrow)
        if numerals and chinese_number(numerals[1]):
            raise ValueError(f"：要写成 {chinese_number(numerals[1])}{numerals[2]}")
        hint = f"：数字是全角的，要写成 {narrow}" if narrow != text.strip() and _SPAN.fullmatch(narrow) else ""
        raise ValueError(hint or _FORMS)
    return TimeSpan(int(found[1]), _UNITS[found[2]])
