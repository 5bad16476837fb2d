"""Databases of every released version are migrated with all their data."""

import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import psycopg
import pytest
from hotline.v1 import (
    act_pb2,
    case_pb2,
    case_service_pb2,
    desk_service_pb2,
    hotspot_service_pb2,
    learn_service_pb2,
)
from hotline.v1 import directory_service_pb2 as directory_pb
from hotline_client import HotlineError
from hotline_server.desk.directory.comparison import initial
from hotline_server.domain.numbering import number_of
from hotline_server.ground.config import Settings
from hotline_server.ground.folders import PROJECT
from hotline_server.runtime.server import start as start_server_at
from hotline_server.store import migrations
from hotline_server.store.cases.search_index import SearchIndex
from hotline_server.store.engine.database import DatabaseError, close_all, open_database
from hotline_server.store.engine.sql import execute
from hotline_server.store.maintenance.opening import connect as open_migrated
from hotline_server.store.maintenance.opening import database_at
from hotline_server.store.migrations import SCHEMA_VERSION, STEPS, digests, version_16, version_17
from hotline_server.store.models import TABLES
from hotline_server.store.records.audit import AuditStore
from hotline_server.store.rule_books import RuleBookStore
from peewee import Database, OperationalError

from tests.hotline import KEYRING, KINDS, MONDAY, NewDatabase, SetClock, StartServer, a_call, connect, faults_of
from tests.integration.test_learn_service import SHIPPED_VERSION, keep, reader_with
from tests.learning import finish, some_calls, start, write_calls
from tests.office import Office

# One day after the last act in the fixture databases.
LATER = {"days": 60}
DIRECTORY = initial((PROJECT / "sample" / "directory.yaml").read_bytes(), date(2026, 11, 26))
# From here on fixture databases have a tree of units, with all departments of their time.
FIRST_WITH_UNITS = 7
LAST_WITHOUT_READERS = 8
SCHEMAS = Path(__file__).parents[1] / "schemas"


@pytest.fixture
def database_url(empty_database_url: str) -> str:
    """Make this module's servers open the test's empty database."""
    return empty_database_url


def townless_rules(folder: Path) -> Path:
    """Return a rule book that names no town; the directories of the fixture databases have none."""
    rules = shutil.copytree(PROJECT / "rules", folder / "rules")
    rows = (rules / "routing.yaml").read_text("utf-8").splitlines(keepends=True)
    kept = [row for row in rows if not re.search("街道: (?!任一)", row)]
    (rules / "routing.yaml").write_text("".join(kept), "utf-8")
    return rules


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    return settings.model_copy(update={"rules": townless_rules(tmp_path)})


def fill(empty_database_url: str, version: int) -> None:
    """Load the database dump of a server version into an empty database."""
    kind = "sqlite" if empty_database_url.startswith("sqlite") else "postgresql"
    script = (SCHEMAS / f"{version}-{kind}.sql").read_text("utf-8")
    if version < FIRST_WITH_UNITS:
        script += "".join(later_departments())
    if kind == "sqlite":
        with sqlite3.connect(empty_database_url.removeprefix("sqlite:///")) as database:
            database.executescript(script)
    else:
        with psycopg.connect(empty_database_url) as connection:
            connection.execute(script)


@contextmanager
def unmigrated(empty_database_url: str) -> Iterator[Database]:
    """Open a database as it is."""
    database = open_database(empty_database_url)
    try:
        yield database
    finally:
        close_all(database)


def later_departments() -> Iterator[str]:
    """Enter the departments founded since the fixture databases were made; the rule book sends calls to them."""
    for unit in DIRECTORY.departments.values():
        district = DIRECTORY.district_of(unit.name)
        for name in (unit.name, *(alias for alias in unit.aliases if district and alias.startswith(district))):
            row = f"'{name}', '{district}', '{unit.contacts.phone}'"
            yield f"INSERT INTO department SELECT {row} WHERE '{name}' NOT IN (SELECT name FROM department);\n"


def test_every_earlier_version_has_a_migration_and_a_fixture_database() -> None:
    assert sorted(STEPS) == list(range(1, SCHEMA_VERSION))
    kept = {int(path.stem.partition("-")[0]) for path in SCHEMAS.glob("*.sql")}
    assert kept == set(STEPS)


def test_migrated_tables_have_the_columns_queries_use(empty_database_url: str) -> None:
    with database_at(empty_database_url, KEYRING) as database:
        for table in TABLES:
            columns = [column.name for column in database.get_columns(table._meta.table_name)]
            assert sorted(columns) == sorted(field.column_name for field in table._meta.sorted_fields)


@dataclass(frozen=True)
class Migrated:
    """A database of an earlier version that this release has migrated, and serves.

    Attributes:
        entries: in the log right after the migration.
        faults: found in the record then.
        unindexed: numbers of the cases whose words were to be indexed then.
    """

    url: str
    office: Office
    entries: int
    faults: list[str]
    unindexed: list[str]


@pytest.fixture(scope="class", params=KINDS)
def migrated(
    request: pytest.FixtureRequest,
    version: int,
    new_empty_database: NewDatabase,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Migrated]:
    """Migrate a database once for all the tests of a class, since that takes longer than they do."""
    folder = tmp_path_factory.mktemp("migrated")
    with new_empty_database(request.param, folder) as url:
        fill(url, version)
        with database_at(url, KEYRING) as database:
            entries, index = AuditStore(database).count(), SearchIndex(database)
            unindexed, _ = index.older(index.backlog(), entries + 1)
        faults, clock = faults_of(url), SetClock()
        clock.advance(**LATER)
        settings = Settings(
            listen="127.0.0.1:0", database=url, round_seconds=3600, rules=townless_rules(folder), files=folder
        )
        server = start_server_at(settings, clock)
        with connect(server.address) as hotline:
            yield Migrated(url, Office(hotline, server, clock), entries, faults, unindexed)
        server.stop(0)
        assert faults_of(url) == []


@pytest.mark.parametrize("version", sorted(STEPS), scope="class")
class TestMigratedDatabase:
    """A database of an earlier version after this server has opened it."""

    def test_the_log_chain_verifies(self, migrated: Migrated) -> None:
        assert (migrated.entries, migrated.faults) == (26, [])

    def test_the_words_of_all_cases_are_indexed_anew(self, migrated: Migrated) -> None:
        assert len(migrated.unindexed) == migrated.entries

    def test_every_case_is_unchanged(self, migrated: Migrated) -> None:
        cases = [
            case for case in migrated.office.hotline.cases() if case.number < f"{MONDAY + timedelta(**LATER):%Y%m%d}"
        ]
        assert len(cases) == 26
        joined = [case for case in cases if len(case.callers) == 2]
        assert len(joined) == 1
        for case in cases:
            full = migrated.office.case(case.number)
            assert full.call.content
            assert full.decision.facts
            assert full.log[0].act == act_pb2.ACT_REGISTER
            assert len({entry.position for entry in full.log}) == len(full.log)

    def test_log_positions_continue_after_the_latest(self, migrated: Migrated) -> None:
        office = migrated.office
        latest = max(entry.position for case in office.hotline.cases() for entry in office.case(case.number).log)
        number = office.call()
        office.accept(number)
        assert min(entry.position for entry in office.case(number).log) > latest

    def test_an_earlier_request_id_is_recognised(self, migrated: Migrated) -> None:
        with database_at(migrated.url, KEYRING) as database:
            first = "SELECT request_id, case_id FROM call_request ORDER BY case_id LIMIT 1"
            ((request_id, case_id),) = execute(database, first)
        number = f"{case_id // 10**9}-{case_id % 10**9:06d}"
        with pytest.raises(HotlineError, match=number):
            migrated.office.hotline.register(a_call("另一个来电"), request_id=request_id)


@pytest.mark.parametrize("version", [1, 2, digests.FIRST_WITH_DIGESTS - 1])
def test_what_did_not_verify_before_does_not_verify_afterwards(empty_database_url: str, version: int) -> None:
    """Nor is it digested as it was found; all others verify."""
    fill(empty_database_url, version)
    position = "position" if version > 1 else "id"
    with unmigrated(empty_database_url) as old:
        execute(old, f"UPDATE log_entry SET reason = '改过' WHERE {position} = 2")
    with database_at(empty_database_url, KEYRING) as database:
        assert AuditStore(database).count() == 26
    log, *rows = faults_of(empty_database_url)
    assert log == "工单日志 log_entry 20261102-000001 第 2 条：内容被改动"
    assert {row.split("：")[0] for row in rows} >= {
        "来电登记 call 20261102-000001",
        "工单 hotline_case 20261102-000001",
    }
    assert all("20261102-000001" in row and "升级数据库以前即核查不符" in row for row in rows)


class TestNextStep:
    """A step from a schema whose rows have digests already."""

    @pytest.fixture(autouse=True)
    def following(self, empty_database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        fill(empty_database_url, SCHEMA_VERSION - 1)
        with database_at(empty_database_url, KEYRING) as database:
            first = "(SELECT MIN(id) FROM hotline_case)"
            execute(database, f"UPDATE call SET content = '改过' WHERE case_id = {first}")
            execute(database, "UPDATE unit SET position = position + 1000 WHERE name = '公安局'")

        def step(database: Database, _: object) -> None:
            execute(database, "ALTER TABLE hotspot ADD COLUMN extra INTEGER")
            execute(database, "UPDATE call SET channel = 'LETTER'")
            execute(database, "UPDATE unit SET position = position * 2")

        monkeypatch.setattr(migrations, "STEPS", {SCHEMA_VERSION: step})
        monkeypatch.setattr(migrations, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
        monkeypatch.setattr(digests, "BATCH_SIZE", 10)

    def test_what_the_step_changed_is_digested_anew_and_nothing_else(self, empty_database_url: str) -> None:
        faults = faults_of(empty_database_url)
        with unmigrated(empty_database_url) as database:
            entries = execute(
                database, "SELECT case_id, digests FROM journal WHERE cause = 'MIGRATION' ORDER BY sequence"
            )
            ((code,),) = execute(database, "SELECT code FROM unit WHERE name = '公安局'")
        before = "内容被改动（升级数据库以前即核查不符）"
        assert faults == [f"来电登记 call 20261102-000001：{before}", f"单位目录 unit {code}：{before}"]
        marked = [text for _, text in entries if '"-"' in text]
        assert marked == [f'{{"unit:{code}":"-"}}', '{"call":"-"}']
        since = [text for _, text in entries].index(marked[-1]) + 1
        recorded = [list(json.loads(text)) for case_id, text in entries[since:] if case_id]
        assert recorded == [["call"]] * 25

    def test_a_start_that_was_interrupted_is_made_up_for(
        self, empty_database_url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        some, done = digests._record_some, iter((True, True, False))

        def interrupted(database: Database) -> None:
            if not next(done):
                raise OperationalError("断电")
            some(database)

        monkeypatch.setattr(digests, "_record_some", interrupted)
        with pytest.raises(DatabaseError, match="断电"):
            faults_of(empty_database_url)
        monkeypatch.setattr(digests, "_record_some", some)
        assert len(faults_of(empty_database_url)) == 2


class TestVersion16:
    """What a case of version 15 waits for."""

    FIRST, SECOND = 20261102000000001, 20261103000000001

    @pytest.fixture
    def old(self, empty_database_url: str) -> Iterator[Database]:
        fill(empty_database_url, 15)
        with unmigrated(empty_database_url) as old:
            yield old

    def test_reviews_of_a_promise_that_were_done_are_not_owed_again(self, old: Database) -> None:
        """R8.6: the last one counts, and none of an earlier suspension."""
        execute(old, "UPDATE hotline_case SET state = 'SUSPENDED', since = 1500, promise = '{\"agreed\":true}'")
        execute(old, "UPDATE log_entry SET act = 'REVIEW_SUSPENSION', at = 1000 * sequence WHERE sequence <= 3")
        execute(old, f"UPDATE log_entry SET act = 'NUDGE' WHERE sequence > 1 AND case_id <> {self.FIRST}")
        version_16.from_version_15(old)
        cases = f"SELECT promise FROM hotline_case WHERE id IN ({self.FIRST}, {self.SECOND}) ORDER BY id"
        assert [json.loads(promise) for (promise,) in execute(old, cases)] == [
            {"agreed": True, "reviewed_at": 3000},
            {"agreed": True},
        ]

    def test_everybody_counts_as_told_of_a_hand_over_with_a_notice(self, old: Database) -> None:
        """R8.2: whom a line gives back was told who had the matter."""
        known = {"told": "已转110", "connected": False, "told_calls": [1]}
        handed = [{"told": "已转110", "connected": False}, {"told": "", "connected": False}, known]
        execute(old, f"UPDATE hotline_case SET handovers = '{json.dumps(handed)}' WHERE id = {self.FIRST}")
        version_16.from_version_15(old)
        ((stored,),) = execute(old, f"SELECT handovers FROM hotline_case WHERE id = {self.FIRST}")
        calls = [one for (one,) in execute(old, f"SELECT call_id FROM case_caller WHERE case_id = {self.FIRST}")]
        assert calls
        assert [one["told_calls"] for one in json.loads(stored)] == [calls, [], [1]]

    def test_an_objection_and_an_extension_are_due_apart(self, old: Database) -> None:
        """R3.2, R8.4."""
        asked = "decide_by = 5000, decide_since = 4000"
        both, extension = "objection_state = 'PENDING', extension_days = 3", "extension_days = 3"
        execute(old, f"UPDATE assignment SET {asked}, objection_state = 'PENDING'")
        for number, requests in ((1, both), (2, f"objection_state = 'NONE', {extension}")):
            execute(old, f"UPDATE assignment SET {requests} WHERE number = {number}")
        version_16.from_version_15(old)
        due = "SELECT DISTINCT number, decide_by, decide_since, extension_by, extension_since FROM assignment"
        assert list(execute(old, f"{due} WHERE number <= 2 ORDER BY number")) == [
            (1, 5000, 4000, 5000, 4000),
            (2, None, None, 5000, 4000),
        ]


def test_version_17_notes_the_calls_of_cases_that_were_separated_before(empty_database_url: str) -> None:
    """R8.8: what was said under them stays masked, and withheld from whom it accuses."""
    main, separated = TestVersion16.FIRST, TestVersion16.SECOND
    fill(empty_database_url, 16)
    with unmigrated(empty_database_url) as old:
        told = json.dumps({"joined": number_of(separated)})
        logged = f"case_id = {main} AND sequence = 1"
        execute(old, "UPDATE log_entry SET act = 'SEPARATE_FROM', details = '{'")
        execute(old, f"UPDATE log_entry SET details = '{told}' WHERE {logged}")
        version_17.from_version_16(old)
        ((left,),) = execute(old, f"SELECT left_calls FROM hotline_case WHERE id = {main}")
        assert json.loads(left) == [separated]


def test_version_17_completes_a_version_16_from_before_that_was_complete(empty_database_url: str) -> None:
    later = {"hotline_case": ("interrupted", "left_calls"), "case_caller": ("refuses_messages",)}
    fill(empty_database_url, 16)
    with unmigrated(empty_database_url) as old:
        for table, columns in later.items():
            for column in columns:
                execute(old, f"ALTER TABLE {table} DROP COLUMN {column}")
    with database_at(empty_database_url, KEYRING) as completed:
        for table, columns in later.items():
            assert {column.name for column in completed.get_columns(table)} >= set(columns)
    assert faults_of(empty_database_url) == []


def test_version_17_keeps_the_tests_of_each_rule_book_that_was_published(empty_database_url: str) -> None:
    """P3: what began from it is known by its tests too; damaged ones keep nobody from migrating."""
    fill(empty_database_url, 16)
    with unmigrated(empty_database_url) as old:
        damaged = "INSERT INTO rule_book VALUES ('damaged', '{', '{')"
        execute(old, damaged)
        books = execute(old, "SELECT version, files, tests FROM rule_book WHERE version <> 'damaged'")
        version_17.from_version_16(old)
        store = RuleBookStore(old)
        published = store.history(100)
        for version, _, tests in books:
            (edition,) = {one.edition for one in published if one.version == version}
            files = store.files(edition)
            assert files
            assert (edition != version, dict(files[1])) == (True, {k: v.encode() for k, v in json.loads(tests).items()})
        begun = [one.plan.base for one in store.proposals(100)] + [one.plan.base for one in store.scheduled_drafts(100)]
        assert set(begun) <= {one.edition for one in published}


def test_renamed_values_are_found_under_their_new_names(
    empty_database_url: str, start_server: StartServer, clock: SetClock
) -> None:
    """Version 6 renames states, outcomes and hotspot tables; log entries are unchanged."""
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


def test_a_database_of_a_newer_or_unknown_version_is_rejected_with_instructions(empty_database_url: str) -> None:
    with database_at(empty_database_url, KEYRING) as database:
        execute(database, f"UPDATE schema_version SET version = {SCHEMA_VERSION + 1}")
        with pytest.raises(DatabaseError, match=f"第 {SCHEMA_VERSION + 1} 版.*请升级程序"):
            open_migrated(empty_database_url, KEYRING)
        execute(database, "DELETE FROM schema_version")
        with pytest.raises(DatabaseError, match="schema_version 表应当有一行，现有 0 行"):
            open_migrated(empty_database_url, KEYRING)


def test_a_failed_migration_rolls_back(empty_database_url: str) -> None:
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


def test_a_call_registered_after_a_migration_gets_the_next_number(
    empty_database_url: str, start_server: StartServer, clock: SetClock
) -> None:
    fill(empty_database_url, 1)
    with connect(start_server().address) as hotline:
        before = {case.number for case in hotline.cases()}
        new = hotline.register(a_call("又一个来电")).number
        assert new not in before


def test_the_directory_of_a_migrated_database_becomes_that_of_a_file(
    empty_database_url: str, start_server: StartServer, clock: SetClock
) -> None:
    """The old tables knew neither the city's name nor the kinds of units."""
    fill(empty_database_url, FIRST_WITH_UNITS - 1)
    clock.advance(**LATER)
    compare = directory_pb.CompareDirectoryRequest(document=(PROJECT / "sample" / "directory.yaml").read_bytes())
    with connect(start_server().address) as hotline:
        compared = hotline.directory.CompareDirectory(compare)
        (day,) = compared.days
        hotline.directory.ChangeDirectory(
            directory_pb.ChangeDirectoryRequest(
                changes=day.changes, effective_on=day.effective_on, etag=compared.etag, reason="补全", actor="赵管理员"
            )
        )
        assert not hotline.directory.CompareDirectory(compare).days
        company = hotline.directory.GetUnit(directory_pb.GetUnitRequest(name="供电公司")).unit
        assert (company.kind, company.parent) == (directory_pb.UNIT_KIND_UTILITY, "云江市")


# Readers are read, kept and learned by the same statements on both databases.
@pytest.mark.parametrize("empty_database_url", ["sqlite"], indirect=True)
def test_a_database_from_before_readers_reads_compares_and_learns(
    empty_database_url: str, start_server: StartServer, settings: Settings, clock: SetClock, tmp_path: Path
) -> None:
    """Its cases were decided by a rule book of its release, and closed by lexicons alone."""
    fill(empty_database_url, LAST_WITHOUT_READERS)
    clock.advance(**LATER)
    settings.learning_calls = write_calls(tmp_path, some_calls())
    server = start_server()
    with connect(server.address) as hotline:
        number = hotline.register(a_call("我家厨房着火了,火很大,人还在里面")).number
        decision = hotline.case(number).decision
        assert (decision.outcome, decision.reader_version) == (case_pb2.OUTCOME_EMERGENCY, SHIPPED_VERSION)
        compared = hotline.learning.CompareReader(
            learn_service_pb2.CompareReaderRequest(version=keep(server, reader_with(-50)))
        )
        assert compared.call_count == 27
        assert number in {change.number for change in compared.changes}
        start(hotline)
        run = finish(hotline, server)
        assert run.error == ""
        request = learn_service_pb2.GetReaderRequest(version=run.reader_version)
        assert hotline.learning.GetReader(request).reader.sources["本市办结的工单"] > 0
