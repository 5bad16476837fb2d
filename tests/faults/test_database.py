"""Nothing is lost when the database restarts, is full or locked, or when the clock jumps."""

import os
import resource
import shlex
import sqlite3
import subprocess
import time
from datetime import timedelta
from pathlib import Path

import grpc
import psycopg
import pytest
from hotline_client import HotlineError
from hotline_server.runtime.server import RunningServer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.faults.ledger import Ledger
from tests.faults.serving import serving
from tests.hotline import POSTGRESQL, SetClock, a_call, connect, faults_of, thorough
from tests.office import Office

pytestmark = pytest.mark.each_database

# Restarts the PostgreSQL server of the tests at once, as a crash would.
RESTART = os.environ.get("HOTLINE_TEST_POSTGRESQL_RESTART", "")
UNLIMITED = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)


@pytest.mark.skipif(not (POSTGRESQL and RESTART), reason="HOTLINE_TEST_POSTGRESQL_RESTART names no command")
@pytest.mark.parametrize("processes", [1, 2])
def test_postgresql_restarted_under_load(processes: int, tmp_path: Path) -> None:
    name = f"restarted_{processes}"
    url = f"{POSTGRESQL}/{name}"
    with psycopg.connect(f"{POSTGRESQL}/postgres", autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        admin.execute(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'")
    with serving(url, processes) as server:
        ledger = Ledger(server.address)
        ledger.begin()
        for _ in range(3):
            time.sleep(1)
            subprocess.run(shlex.split(RESTART), check=True, stdout=subprocess.DEVNULL)
        time.sleep(1)
        ledger.end()
    ledger.check(url)
    with psycopg.connect(f"{POSTGRESQL}/postgres", autocommit=True) as admin:
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_a_full_disk_loses_nothing_and_the_server_goes_on_when_there_is_room(tmp_path: Path) -> None:
    file = tmp_path / "hotline.db"
    url = f"sqlite:///{file}"
    with serving(url) as server, connect(server.address) as hotline:
        before = [hotline.register(a_call(), f"before-{place}").number for place in range(5)]
        # No file may grow: what SQLite meets is what it meets on a full disk.
        full = Path(f"{file}-wal").stat().st_size
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (full, resource.RLIM_INFINITY))
        with pytest.raises(HotlineError) as refused:  # noqa: PT012 - how many still fit is not known
            for place in range(200):
                before.append(hotline.register(a_call(), f"more-{place}", retry_timeout=1).number)
        assert refused.value.code is grpc.StatusCode.UNAVAILABLE
        unanswered = f"more-{len(before) - 5}"
        # Entries of the access log are smaller than calls: some may still fit where a call does not.
        with pytest.raises(HotlineError) as unseen:  # noqa: PT012
            for _ in range(200):
                hotline.case(before[0])
        assert unseen.value.code is grpc.StatusCode.UNAVAILABLE, "what cannot be written down is not shown"
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, UNLIMITED)
        after = hotline.register(a_call(), unanswered).number
        assert after not in before
        assert {case.number for case in hotline.cases()} == {*before, after}
        assert server.stop() == 0
    assert faults_of(url) == []


def test_a_database_held_too_long_by_another_process_is_told_and_the_call_can_be_retried(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'hotline.db'}"
    with serving(url) as server, connect(server.address) as hotline:
        holder = sqlite3.connect(tmp_path / "hotline.db", isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(HotlineError) as refused:
            hotline.register(a_call(), "held", retry_timeout=0)
        assert refused.value.code in (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED)
        holder.execute("ROLLBACK")
        holder.close()
        number = hotline.register(a_call(), "held").number
        assert [case.number for case in hotline.cases()] == [number]


@given(
    jumps=st.lists(
        st.timedeltas(timedelta(days=-400), timedelta(days=400))
        | st.timedeltas(timedelta(seconds=-5), timedelta(seconds=5)),
        min_size=1,
        max_size=8,
    )
)
@settings(max_examples=thorough(30), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_however_the_clock_jumps_no_call_is_lost_and_every_log_is_unbroken(
    jumps: list[timedelta], server: RunningServer, office: Office, clock: SetClock, database_url: str
) -> None:
    numbers = {case.number for case in office.hotline.cases()}
    for jump in jumps:
        clock.now += jump
        number = office.call()
        assert number not in numbers
        numbers.add(number)
        server.desk.watchman.round()
    assert {case.number for case in office.hotline.cases()} == numbers
    assert faults_of(database_url) == []
