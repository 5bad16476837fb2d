"""Simulated time."""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count


@dataclass
class SimulatedClock:
    """Clock of the server, set by the simulation."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Timeline:
    """Sequence of events in simulated time, with the watchman's rounds between them.

    Attributes:
        clock: clock to set.
        make_round: makes one round of the watchman.
        pace: simulated time between two rounds.
    """

    clock: SimulatedClock
    make_round: Callable[[], object]
    pace: timedelta
    _events: list[tuple[datetime, int, Callable[[], None]]] = field(default_factory=list)
    _sequence: Iterator[int] = field(default_factory=count)

    def at(self, moment: datetime, do: Callable[[], None]) -> None:
        """Schedule an event; one in the past happens at once."""
        heapq.heappush(self._events, (max(moment, self.clock.now), next(self._sequence), do))

    def run(self, until: datetime | None = None) -> Iterator[datetime]:
        """Play events in order, also those scheduled meanwhile, up to a time or all; yields the time after each."""
        while self._events and (until is None or self._events[0][0] <= until):
            at, _, do = heapq.heappop(self._events)
            self.pass_until(at)
            do()
            yield self.clock.now

    def pass_until(self, moment: datetime) -> None:
        """Let time pass, round by round."""
        while self.clock.now < moment:
            self.clock.now = min(moment, self.clock.now + self.pace)
            self.make_round()
