"""Simulated time."""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count


@dataclass
class SimulatedClock:
    """The server's clock, set by the simulation."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Timeline:
    """Moves a clock from one event to the next, and has the watchman make its rounds in between.

    Attributes:
        clock: the clock it moves.
        make_round: does what has fallen due by itself.
        pace: simulated time between two rounds.
    """

    clock: SimulatedClock
    make_round: Callable[[], object]
    pace: timedelta
    _events: list[tuple[datetime, int, Callable[[], None]]] = field(default_factory=list)
    _sequence: Iterator[int] = field(default_factory=count)

    def at(self, moment: datetime, do: Callable[[], None]) -> None:
        """Schedule an event; one that lies in the past is due at once."""
        heapq.heappush(self._events, (max(moment, self.clock.now), next(self._sequence), do))

    def run(self, until: datetime | None = None) -> Iterator[datetime]:
        """Play the events up to a time, or all, those included that they schedule; yields the time after each."""
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
