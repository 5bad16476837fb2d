"""Turns: acts that simulated people will perform, and when."""

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
    """An rpc that someone will call.

    Attributes:
        at: time of the call.
        method: method of the stub.
        request: request, still without its context.
        actor: name of the caller.
    """

    at: datetime
    method: Callable[[Any], Any]
    request: Any
    actor: str


@dataclass
class Chance:
    """Source of random decisions, the same in every run."""

    dice: random.Random

    def hours(self, low: float, high: float) -> timedelta:
        """Draw a duration between ``low`` and ``high`` hours."""
        return HOUR * self.dice.uniform(low, high)

    def happens(self, probability: float) -> bool:
        """Return true with the given probability."""
        return self.dice.random() < probability


def by_day(moment: datetime) -> datetime:
    """Postpone a moment at night until the morning."""
    local = moment.astimezone(CITY)
    if DAY_BEGINS <= local.time() < DAY_ENDS:
        return moment
    morning = local.replace(hour=DAY_BEGINS.hour)
    return morning if local.time() < DAY_BEGINS else morning + timedelta(days=1)
