"""Turns: what the people of the simulation do to cases, and when."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from hotline_server.ground.clock import CITY

HOUR = timedelta(hours=1)
DAY_BEGINS, DAY_ENDS = time(8), time(20)


@dataclass(frozen=True)
class Turn:
    """One call of an rpc, still to be made.

    Attributes:
        at: when.
        method: the rpc.
        request: its request, without the context.
        actor: who calls it.
    """

    at: datetime
    method: Callable[[Any], Any]
    request: Any
    actor: str


@dataclass
class Chance:
    """Random decisions, the same in every run."""

    dice: random.Random

    def hours(self, low: float, high: float) -> timedelta:
        """Draw a span of between ``low`` and ``high`` hours."""
        return HOUR * self.dice.uniform(low, high)

    def happens(self, probability: float) -> bool:
        """Decide whether something of this probability happens."""
        return self.dice.random() < probability


def by_day(moment: datetime) -> datetime:
    """Put what would happen at night off until the morning."""
    local = moment.astimezone(CITY)
    if DAY_BEGINS <= local.time() < DAY_ENDS:
        return moment
    morning = local.replace(hour=DAY_BEGINS.hour)
    return morning if local.time() < DAY_BEGINS else morning + timedelta(days=1)
