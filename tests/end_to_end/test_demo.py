"""A month played by everybody: every case ends, every caller is answered, nobody is forgotten (P2)."""

import random
from datetime import timedelta

from hotline.v1 import case_pb2
from hotline_server.ground.config import Settings
from hotline_server.runtime.server import start

from demo.arrivals import sample_month
from demo.month import Month, SimulatedClock
from tests.hotline import connect

CALLS = 40
OVER = (case_pb2.CASE_STATE_CLOSED, case_pb2.CASE_STATE_ARCHIVED)


def test_a_month_ends_with_every_case_closed_and_every_caller_answered(settings: Settings) -> None:
    arrivals = random.Random(1).sample(sample_month(), CALLS)
    clock = SimulatedClock(min(arrival.at for arrival in arrivals) - timedelta(hours=1))
    server = start(settings, clock)
    try:
        with connect(server.address) as hotline:
            month = Month(hotline, server.desk.watchman, clock, random.Random(1))
            month.play(arrivals, clock.now + timedelta(days=120), lambda _now, _received: None)
            cases = [hotline.case(number) for number in month.numbers]
    finally:
        server.stop(0)
    assert len(cases) == CALLS
    assert all(case.state in OVER for case in cases)
    assert all(caller.answered for case in cases for caller in case.callers)
