"""Facts that count earlier cases by their names, such as 近30天同号码同事项来电数."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

LONGEST_DAYS = 366
COUNT_LIMIT = 200
"""Up to how many cases are counted: a firm or an office has hundreds, while thresholds are in the tens."""


class Counted(Enum):
    """Cases that are counted; the value ends the name of the fact."""

    CALLS = "来电数"
    OPEN = "未办结数"
    ANSWERED = "办结数"
    NUISANCES = "恶意来电数"
    PEOPLE = "人数"


class Same(Enum):
    """Property that counted cases share with a call; the value stands in the name of the fact."""

    CALLER = "号码"
    MATTER = "事项"
    DISTRICT = "区县"
    TOWN = "街道"


_NAME = re.compile(
    rf"近([1-9]\d{{0,2}})天((?:同(?:{'|'.join(one.value for one in Same)}))+)({'|'.join(one.value for one in Counted)})"
)
EXAMPLE = "近30天同号码同事项来电数"
COUNTABLE = (
    f"写成“{EXAMPLE}”这样，天数是 1 到 {LONGEST_DAYS}，"
    f"中间写{'、'.join(f'同{one.value}' for one in Same)}中的一项或几项，各写一次，"
    f"最后写{'、'.join(one.value for one in Counted)}中的一个"
)
_LIKE_A_COUNT = re.compile(r"近.{0,6}[天日月年周]")


@dataclass(frozen=True, slots=True)
class Count:
    """Count of the cases of the last days that have something in common with a call, which itself is not counted.

    Attributes:
        name: of the fact.
        days: up to how many days before the call.
        same: what they have in common with it, each once.
        counted: which of them count.
    """

    name: str
    days: int
    same: tuple[Same, ...]
    counted: Counted


SAME_NUMBER = Count("同号码七日来电数", 7, (Same.CALLER,), Counted.CALLS)
"""Count that every call knows, whatever the rules ask for."""


@lru_cache(maxsize=1024)
def count_named(name: str) -> Count | None:
    """Return the count that a fact of a name is; ``None`` if it is none."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    same = tuple(map(Same, found[2].removeprefix("同").split("同")))
    days = int(found[1])
    if days > LONGEST_DAYS or len(set(same)) < len(same):
        return None
    return Count(name, days, same, Counted(found[3]))


def looks_like_count(name: str) -> bool:
    """Return whether a name that is of no count was meant for one."""
    return bool(_LIKE_A_COUNT.match(name))


@lru_cache(maxsize=16)
def counts_among(names: Collection[str]) -> tuple[Count, ...]:
    """Return the counts among the names of facts."""
    return tuple(count for count in map(count_named, sorted(names)) if count)
