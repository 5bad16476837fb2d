"""A server killed at any moment loses no acknowledged call and duplicates no retried one."""

import os
import random
import signal
import time

import pytest

from tests.faults.ledger import Ledger
from tests.faults.serving import serving
from tests.hotline import thorough

pytestmark = pytest.mark.each_database

KILLS = thorough(100)


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
