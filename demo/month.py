"""A month at the hotline: everybody acts when it is their turn, through the server's API."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from hotline.v1 import case_pb2
from hotline_client import Hotline, HotlineError
from hotline_server.api.wording import STATES

from demo.arrivals import Arrival
from demo.assessment import Assessment
from demo.departments import Departments
from demo.desk import DESK_STATES, Desk, Leader
from demo.lines import Lines
from demo.owners import Owners
from demo.played import PlayedCase
from demo.timeline import Timeline
from demo.turns import Chance, Turn

# After the last act the watchman closes what has been answered.
CLOSING = timedelta(days=14)


@dataclass(frozen=True)
class Standing:
    """State of play: the simulated time, the calls registered and the cases in progress."""

    now: datetime
    registered: int
    in_progress: int


@dataclass
class Month:
    """Plays calls, and everyone who acts on their cases.

    Attributes:
        hotline: client with every role.
        timeline: simulated time.
        chance: source of random decisions.
        owners: chooser of departments.
        registering: seconds spent registering calls, one after the other.
        failures: reasons why calls were refused.
    """

    hotline: Hotline
    timeline: Timeline
    chance: Chance
    owners: Owners
    registering: float = 0.0
    failures: list[str] = field(default_factory=list)
    _first: dict[str, case_pb2.Case] = field(default_factory=dict)
    _in_progress: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Create the desk, the leader, the departments and the other lines."""
        arrivals: dict[str, Arrival] = {}
        self._arrivals = arrivals
        self._desk = Desk(self.hotline, arrivals, self.owners, self.chance)
        self._leader = Leader(self.hotline, arrivals, self.owners, self.chance)
        self._departments = Departments(self.hotline, arrivals, self.chance)
        self._lines = Lines(self.hotline, self.chance)
        self._assessment = Assessment(self.hotline, self.chance)

    def play(
        self,
        arrivals: Sequence[Arrival],
        on_progress: Callable[[Standing], None] = lambda _: None,
        until: datetime | None = None,
    ) -> list[PlayedCase]:
        """Play calls and everything that follows from them.

        Args:
            arrivals: the calls.
            on_progress: called with the state of play after every event.
            until: when to stop, even in the middle; ``None`` to go on until nobody has anything left to do.
        """
        for arrival in arrivals:
            self.timeline.at(arrival.at, partial(self._register, arrival))
        for now in self.timeline.run(until):
            on_progress(Standing(now, len(self._first), len(self._in_progress)))
        self.timeline.pass_until(until or self.timeline.clock.now + CLOSING)
        return [PlayedCase(case, self.hotline.case(number, log=True)) for number, case in self._first.items()]

    def _register(self, arrival: Arrival) -> None:
        started = time.monotonic()
        try:
            case = self.hotline.register(arrival.call)
        except HotlineError as error:
            self.failures.append(f"{error.code.name}:{error}")
            return
        self.registering += time.monotonic() - started
        self._first[case.number] = case
        self._arrivals[case.number] = arrival
        self._schedule(case)

    def _schedule(self, case: case_pb2.Case) -> None:
        turn = self._turn(case, self.timeline.clock.now)
        if turn:
            self._in_progress.add(case.number)
            self.timeline.at(turn.at, partial(self._take, case.number, turn))
        else:
            self._in_progress.discard(case.number)

    def _turn(self, case: case_pb2.Case, now: datetime) -> Turn | None:
        apart = self._lines.turn(case, now) or self._assessment.turn(case, now)
        if apart:
            return apart
        visit = self._desk.visit(case, now)
        if visit:
            return visit
        asking = next((a for a in case.assignments if a.extension_working_days), None)
        if asking:
            return self._desk.decide_extension(asking, now)
        objecting = next((a for a in case.assignments if a.objection_state == case_pb2.OBJECTION_STATE_PENDING), None)
        if objecting:
            return self._desk.rule_on_objection(case, objecting, now)
        if case.state in DESK_STATES:
            return self._desk.turn(case, now)
        if STATES[case.state].awaits_leader:
            return self._leader.turn(case, now)
        return self._departments.turn(case, now)

    def _take(self, number: str, turn: Turn) -> None:
        # The watchman may have acted on the case since the turn was planned.
        etag = self.hotline.case(number).etag
        turn.request.context.CopyFrom(case_pb2.ActContext(number=number, etag=etag, actor=turn.actor))
        self._schedule(turn.method(turn.request).case)
