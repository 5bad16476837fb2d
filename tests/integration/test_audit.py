"""The record proves itself whole (R1.1): whoever changes it with SQL is found, by table, row and kind."""

from collections.abc import Callable
from typing import Any

import pytest
from hotline_server.cli.main import app
from hotline_server.ground.config import Settings
from hotline_server.rulebook.editions import edition_of, version_of_tests
from hotline_server.store.engine.sql import execute
from hotline_server.store.maintenance.opening import database_at
from hotline_server.store.models import (
    AnswerRow,
    AssignmentRow,
    CallRow,
    CaseRow,
    DecisionRow,
    JournalRow,
    LogRow,
    RuleBookRow,
    RuleBookTestsRow,
    UnitRow,
)  # fmt: skip
from peewee import Database, SqliteDatabase
from typer.testing import CliRunner

from tests.office import Office

pytestmark = pytest.mark.each_database

Tamper = Callable[[Database], object]
NUMBER = "20261123-000001"


def verify(settings: Settings, *options: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["audit", "verify", "--database", settings.database, *options])
    return result.exit_code, result.output


def test_an_unmodified_record_verifies(office: Office, settings: Settings) -> None:
    number = office.call()
    office.accept(number)
    office.call("你好在吗")
    code, said = verify(settings)
    assert (code, "共核查工单 2 件、查阅记录 1 条；发现问题 0 处" in said) == (0, True)


def update(table: Any, where: Any = None, **columns: object) -> Tamper:
    return lambda db: table.update(**columns).where(where if where is not None else True).execute(db)


def remove(table: Any, where: Any = None) -> Tamper:
    return lambda db: table.delete().where(where if where is not None else True).execute(db)


@pytest.mark.tampers
@pytest.mark.parametrize(
    ("tamper", "says"),
    [
        (update(LogRow, LogRow.sequence == 2, reason="别的"), f"log_entry {NUMBER} 第 2 条：内容被改动"),
        (update(LogRow, LogRow.sequence == 1, actor="别人"), f"log_entry {NUMBER} 第 1 条：内容被改动"),
        (update(LogRow, LogRow.sequence == 3, details='{"a":"b"}'), f"log_entry {NUMBER} 第 3 条：内容被改动"),
        (update(LogRow, LogRow.sequence == 3, digests="{}"), f"log_entry {NUMBER} 第 3 条：内容被改动"),
        (update(LogRow, LogRow.sequence == 3, position=7), f"log_entry {NUMBER} 第 3 条：内容被改动"),
        (remove(LogRow, LogRow.sequence == 2), f"log_entry {NUMBER} 第 2 条：缺失"),
        (remove(LogRow, LogRow.sequence == 3), f"log_entry {NUMBER} 第 3 条：末尾缺失"),
        (update(CaseRow, state="CLOSED"), f"hotline_case {NUMBER}：内容被改动"),
        (update(CallRow, content="没有这回事"), f"call {NUMBER}：内容被改动"),
        (update(AssignmentRow, deadline=AssignmentRow.deadline + 1), f"assignment {NUMBER} 1：内容被改动"),
        (update(AssignmentRow, reply="办了"), f"assignment {NUMBER} 1：内容被改动"),
        (update(DecisionRow, lead="市教育局"), f"decision {NUMBER} 1：内容被改动"),
        (remove(DecisionRow), f"decision {NUMBER} 1：缺失"),
        (update(UnitRow, UnitRow.position == 1, body="{}"), "unit "),
        (update(RuleBookRow, tests="{}"), "rule_book "),
        (update(RuleBookTestsRow, tests="{}"), "rule_book_tests "),
        (update(JournalRow, JournalRow.sequence == 2, cause="X"), "journal 第 2 条：内容被改动"),
        (remove(JournalRow, JournalRow.sequence == 2), "journal 第 2 至 2 条：缺失"),
        (lambda db: [execute(db, f"DROP TABLE {name}") for name in ("case_search", "slip")], "文书 slip 整张表：缺失"),
        (lambda db: execute(db, "DROP TABLE search_position"), "查询索引进度 search_position 整张表：缺失"),
        (lambda db: execute(db, "DELETE FROM search_position"), "search_position 第 1 条：缺失"),
    ],
)
def test_tampering_is_found_and_named(tamper: Tamper, says: str, office: Office, settings: Settings) -> None:
    office.accept(office.call())
    with database_at(settings.database) as database:
        tamper(database)
    code, said = verify(settings)
    assert code == 1
    assert says in said


@pytest.mark.tampers
@pytest.mark.parametrize(
    ("damage", "says"),
    [
        ("UPDATE log_entry SET reason = x'ff' WHERE sequence = 2", f"log_entry {NUMBER} 第 2 条：内容被改动"),
        ("UPDATE log_entry SET position = CAST(x'ff' AS TEXT) WHERE sequence = 3", "log_entry "),
        ("UPDATE access_case SET case_id = CAST(x'ff' AS TEXT)", "access_case "),
        ("UPDATE call_request SET case_id = CAST(x'ff' AS TEXT)", "call_request "),
    ],
)
def test_what_only_sqlite_takes_ends_no_verification(
    damage: str, says: str, office: Office, settings: Settings
) -> None:
    number = office.call()
    office.accept(number)
    office.hotline.caller(number, "回访")
    with database_at(settings.database) as database:
        if not isinstance(database, SqliteDatabase):
            pytest.skip("PostgreSQL refuses such values")
        execute(database, "PRAGMA foreign_keys = 0")
        execute(database, damage)
    code, said = verify(settings)
    assert code == 1
    assert says in said


@pytest.mark.tampers
def test_a_database_without_counters_is_opened_by_nothing_and_told(settings: Settings) -> None:
    with database_at(settings.database) as database:
        execute(database, "DROP TABLE counter")
    code, said = verify(settings)
    assert (code, "计数 counter 整张表：缺失" in said) == (2, True)


@pytest.mark.tampers
def test_keeping_a_rule_book_again_vouches_for_no_changed_tests(office: Office, settings: Settings) -> None:
    desk, books = office.server.desk, office.server.service.stores.rule_books
    kept = books.files(office.server.book().version)
    assert kept
    files, tests = (dict(one) for one in kept)
    edition = edition_of("again", version_of_tests(tests))
    desk.writer.write(lambda: books.keep("again", files, tests))
    with database_at(settings.database) as database:
        RuleBookTestsRow.update(tests="{}").execute(database)
    desk.writer.write(lambda: books.keep("again", files, tests))
    stored = books.files(edition)
    assert stored
    assert stored[1] == tests


@pytest.mark.tampers
def test_an_invented_answer_is_found(office: Office, settings: Settings) -> None:
    office.accept(office.call())
    invented = {
        "case_id": 20261123000000001, "version": 9, "call_id": 20261123000000001, "at": 1, "actor": "张",
        "means": "PHONE", "content": "已答复", "policy": "", "supported": True, "given": True,
    }  # fmt: skip
    with database_at(settings.database) as database:
        AnswerRow.insert(invented).execute(database)
    assert f"answer {NUMBER} 9:20261123000000001：多出（未经登记）" in verify(settings)[1]


@pytest.mark.tampers
def test_an_older_row_put_back_is_told_from_a_changed_one(office: Office, settings: Settings) -> None:
    number = office.call()
    with database_at(settings.database) as database:
        (before,) = AssignmentRow.select().dicts().execute(database)
    office.accept(number)
    with database_at(settings.database) as database:
        AssignmentRow.update(**before).execute(database)
    assert f"assignment {NUMBER} 1：恢复为旧内容" in verify(settings)[1]


@pytest.mark.tampers
def test_a_case_removed_without_trace_leaves_a_gap(office: Office, settings: Settings) -> None:
    for _ in range(3):
        office.call()
    with database_at(settings.database) as database:
        if settings.database.startswith("sqlite"):
            execute(database, "PRAGMA foreign_keys = 0")
        for table in ("log_entry", "call", "decision", "assignment", "case_caller", "call_request", "hotline_case"):
            key = "id" if table == "hotline_case" else "case_id"
            execute(database, f"DELETE FROM {table} WHERE {key} = 20261123000000002")
    said = verify(settings)[1]
    assert "hotline_case 20261123-000002：缺失" in said
    assert "log_entry 位置" in said
