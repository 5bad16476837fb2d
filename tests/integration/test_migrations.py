"""Databases of every released version come forward, with all that is in them."""

import sqlite3
from pathlib import Path

import psycopg
import pytest
from hotline.v1 import act_pb2, case_pb2, case_service_pb2, desk_service_pb2, hotspot_service_pb2
from hotline_client import HotlineError
from hotline_server.desk.records.audit import verify
from hotline_server.store.engine.database import DatabaseError
from hotline_server.store.engine.sql import execute
from hotline_server.store.maintenance.opening import database_at
from hotline_server.store.migrations import SCHEMA_VERSION, STEPS
from hotline_server.store.models import TABLES
from hotline_server.store.records.audit import AuditStore

from tests.hotline import KEYRING, SetClock, StartServer, a_call, connect
from tests.office import Office

# One day after the last act in the schemas' data.
LATER = {"days": 60}
SCHEMAS = Path(__file__).parents[1] / "schemas"


@pytest.fixture
def database_url(empty_database_url: str) -> str:
    """Servers of this file open the database that the test was given without tables."""
    return empty_database_url


def fill(empty_database_url: str, version: int) -> None:
    """Fill an empty database with one that a server of that version left."""
    kind = "sqlite" if empty_database_url.startswith("sqlite") else "postgresql"
    script = (SCHEMAS / f"{version}-{kind}.sql").read_text("utf-8")
    if kind == "sqlite":
        with sqlite3.connect(empty_database_url.removeprefix("sqlite:///")) as database:
            database.executescript(script)
    else:
        with psycopg.connect(empty_database_url) as connection:
            connection.execute(script)


def test_every_version_before_this_one_has_its_step_and_its_data() -> None:
    assert sorted(STEPS) == list(range(1, SCHEMA_VERSION))
    kept = {int(path.stem.partition("-")[0]) for path in SCHEMAS.glob("*.sql")}
    assert kept == set(STEPS)


def test_the_tables_have_the_columns_that_queries_use(empty_database_url: str) -> None:
    with database_at(empty_database_url, KEYRING) as database:
        for table in TABLES:
            columns = [column.name for column in database.get_columns(table._meta.table_name)]
            assert sorted(columns) == sorted(field.column_name for field in table._meta.sorted_fields)


@pytest.mark.parametrize("version", sorted(STEPS))
class TestComingForward:
    """A database of an earlier version, after this server opened it."""

    @pytest.fixture(autouse=True)
    def old(self, empty_database_url: str, version: int) -> None:
        fill(empty_database_url, version)

    def test_the_log_chain_is_unbroken_to_the_last_entry(self, empty_database_url: str) -> None:
        with database_at(empty_database_url, KEYRING) as database:
            store = AuditStore(database)
            assert store.count() == 26
            assert [finding for finding in verify(store) if finding] == []

    def test_every_case_can_be_read_as_it_was(self, start_server: StartServer, clock: SetClock) -> None:
        clock.advance(**LATER)
        with connect(start_server().address) as hotline:
            cases = list(hotline.cases())
            assert len(cases) == 26
            joined = [case for case in cases if len(case.callers) == 2]
            assert len(joined) == 1
            for case in cases:
                full = hotline.case(case.number, log=True)
                assert full.call.content
                assert full.decision.facts
                assert full.log[0].act == act_pb2.ACT_REGISTER
                assert len({entry.position for entry in full.log}) == len(full.log)

    def test_it_goes_on_where_it_stood(self, start_server: StartServer, clock: SetClock) -> None:
        clock.advance(**LATER)
        server = start_server()
        with connect(server.address) as hotline:
            office = Office(hotline, server, clock)
            latest = max(
                entry.position for case in hotline.cases() for entry in hotline.case(case.number, log=True).log
            )
            number = office.call()
            office.accept(number)
            assert min(entry.position for entry in office.case(number).log) > latest

    def test_a_request_id_used_before_is_known(self, start_server: StartServer, empty_database_url: str) -> None:
        server = start_server()
        with database_at(empty_database_url, KEYRING) as database:
            first = "SELECT request_id, case_id FROM call_request ORDER BY case_id LIMIT 1"
            ((request_id, case_id),) = execute(database, first)
        number = f"{case_id // 10**9}-{case_id % 10**9:06d}"
        with connect(server.address) as hotline, pytest.raises(HotlineError, match=number):
            hotline.register(a_call("另一个来电"), request_id=request_id)


def test_what_is_called_otherwise_since_is_found_under_its_new_name(
    empty_database_url: str, start_server: StartServer, clock: SetClock
) -> None:
    """Version 6 renames states, outcomes and the tables of hotspots; the log stays as it was written."""
    fill(empty_database_url, 5)
    clock.advance(**LATER)
    with connect(start_server().address) as hotline:
        escalated = list(hotline.cases(case_service_pb2.CaseFilter(outcomes=[case_pb2.OUTCOME_ESCALATION])))
        assert [case.decision.outcome for case in escalated] == [case_pb2.OUTCOME_ESCALATION]
        acts = [entry.act for entry in hotline.case(escalated[0].number, log=True).log]
        assert act_pb2.ACT_ESCALATE in acts
        watched = hotline.desk.WatchDesk(desk_service_pb2.WatchDeskRequest(acts=[act_pb2.ACT_ESCALATE]), timeout=30)
        assert [next(watched).entry.act for _ in range(2)] == [act_pb2.ACT_ESCALATE] * 2
        waiting = [one for case in hotline.cases() for one in case.assignments if not one.HasField("accepted_at")]
        assert case_pb2.ASSIGNMENT_STATE_ASSIGNED in [one.state for one in waiting]
        hotspot = hotspot_service_pb2.GetHotspotRequest(number="20261103-000001")
        assert hotline.hotspots.GetHotspot(hotspot).hotspot.case_count == 3


def test_a_newer_database_is_refused_with_what_to_do(empty_database_url: str) -> None:
    with database_at(empty_database_url, KEYRING) as database:
        execute(database, f"UPDATE schema_version SET version = {SCHEMA_VERSION + 1}")
    with (
        pytest.raises(DatabaseError, match=f"第 {SCHEMA_VERSION + 1} 版.*请升级程序"),
        database_at(empty_database_url, KEYRING),
    ):
        pass


def test_coming_forward_that_fails_leaves_the_database_as_it_was(empty_database_url: str) -> None:
    fill(empty_database_url, 1)
    spoil = "ALTER TABLE answer RENAME TO lost"
    if empty_database_url.startswith("sqlite"):
        with sqlite3.connect(empty_database_url.removeprefix("sqlite:///")) as spoiled:
            spoiled.execute(spoil)
    else:
        with psycopg.connect(empty_database_url) as connection:
            connection.execute(spoil)
    with pytest.raises(DatabaseError), database_at(empty_database_url, KEYRING):
        pass
    count = "SELECT COUNT(*) FROM hotline_case JOIN case_numbering ON number LIKE day || '%'"
    if empty_database_url.startswith("sqlite"):
        with sqlite3.connect(empty_database_url.removeprefix("sqlite:///")) as kept:
            assert kept.execute(count).fetchone() == (26,)
    else:
        with psycopg.connect(empty_database_url) as connection:
            assert connection.execute(count).fetchone() == (26,)


def test_a_call_registered_after_coming_forward_has_the_next_number(
    empty_database_url: str, start_server: StartServer, clock: SetClock
) -> None:
    fill(empty_database_url, 1)
    with connect(start_server().address) as hotline:
        before = {case.number for case in hotline.cases()}
        new = hotline.register(a_call("又一个来电")).number
        assert new not in before
