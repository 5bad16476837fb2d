"""A server killed at any moment loses no acknowledged call and duplicates no retried one."""

import os
import random
import signal
import time

import pytest
from hotline.v1 import act_pb2
from hotline.v1 import directory_service_pb2 as directory_pb
from hotline_server.store.maintenance.opening import database_at
from hotline_server.store.models import CalendarMoveRow

from tests.faults.ledger import Ledger
from tests.faults.serving import serving
from tests.hotline import a_call, connect, eventually, thorough

pytestmark = pytest.mark.each_database

KILLS = thorough(100)
SOME = 120
"""Cases that follow a day, in several transactions."""


def test_processes_killed_at_random_moments_under_load(database_url: str) -> None:
    """R1.1."""
    chance = random.Random(12345)
    with serving(database_url, processes=2) as server:
        ledger = Ledger(server.address)
        ledger.begin()
        killed = 0
        until = time.monotonic() + KILLS * 10
        while killed < KILLS and time.monotonic() < until:
            time.sleep(chance.uniform(0.01, 0.6))
            children = server.children()
            if children:
                os.kill(chance.choice(children), signal.SIGKILL)
                killed += 1
        ledger.end()
    assert killed == KILLS
    ledger.check(database_url)


def test_a_killed_and_restarted_server_loses_no_acknowledged_call(database_url: str) -> None:
    """R1.1: calls that are sent again are registered once, and no number is left out."""
    chance = random.Random(54321)
    with serving(database_url) as first:
        ledger = Ledger(first.address)
        ledger.begin()
        time.sleep(chance.uniform(0.2, 1.0))
        first.process.kill()
        first.process.wait()
    for _ in range(max(1, thorough(3))):
        with serving(database_url, listen=first.address) as server:
            time.sleep(chance.uniform(0.2, 1.0))
            server.process.kill()
            server.process.wait()
    with serving(database_url, listen=first.address):
        ledger.end()
    ledger.check(database_url)


def test_a_server_killed_while_deadlines_follow_a_day_goes_on_and_moves_each_once(database_url: str) -> None:
    """R3.2: the server is killed when some cases have followed; where all followed unseen, another day is set free."""
    with serving(database_url) as server, connect(server.address) as hotline, database_at(database_url) as database:
        cases = [hotline.register(a_call()) for _ in range(SOME)]
        moving, days = False, 0
        while not moving:
            former = hotline.case(cases[-1].number).assignments[0].deadline.ToDatetime()
            holiday = directory_pb.Holiday(day=former.date().isoformat(), working=False, name="暴雨停工")
            request = directory_pb.SetHolidayRequest(holiday=holiday, actor="李值班")
            setting = hotline.directory.SetHoliday.future(request)
            days += 1
            while not (moving or setting.done()):
                moving = CalendarMoveRow.select().count(database) not in (0, SOME)
            if not moving:
                setting.result()
        server.process.kill()
        server.process.wait()
        assert 0 < CalendarMoveRow.select().count(database) < SOME, "it was killed while nothing moved"
    with serving(database_url, round_seconds="1") as server, connect(server.address) as hotline:
        for attempt in eventually():
            with attempt:
                for case in cases:
                    log = hotline.case(case.number, log=True).log
                    assert [entry.act for entry in log].count(act_pb2.ACT_MOVE_DEADLINE) == days
                    assert hotline.case(case.number).assignments[0].deadline.ToDatetime() > former
