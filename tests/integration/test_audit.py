"""The case log is append-only, and tampering is detected."""

from collections.abc import Callable

import pytest
from hotline_server.cli.main import app
from hotline_server.ground.config import Settings
from hotline_server.store.maintenance.opening import database_at
from hotline_server.store.models import CaseRow, LogRow
from peewee import Database
from typer.testing import CliRunner

from tests.office import Office

Tamper = Callable[[Database], object]


def verify(settings: Settings) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["audit", "verify", "--database", settings.database])
    return result.exit_code, result.output


def test_an_unmodified_log_verifies(office: Office, settings: Settings) -> None:
    number = office.call()
    office.accept(number)
    office.call("你好在吗")
    code, said = verify(settings)
    assert (code, "核查 2 个工单、1 条查阅记录，0 个有问题" in said) == (0, True)


def move_to(database: Database) -> object:
    return CaseRow.update(state="CLOSED").execute(database)


@pytest.mark.parametrize(
    ("tamper", "says"),
    [
        (lambda db: LogRow.update(reason="别的").where(LogRow.sequence == 2).execute(db), "第 2 条日志被改过"),
        (lambda db: LogRow.update(actor="别人").where(LogRow.sequence == 1).execute(db), "第 1 条日志被改过"),
        (lambda db: LogRow.update(details='{"a":"b"}').where(LogRow.sequence == 3).execute(db), "第 3 条"),
        (lambda db: LogRow.delete().where(LogRow.sequence == 2).execute(db), "第 2 条日志不见了"),
        (lambda db: LogRow.delete().where(LogRow.sequence == 3).execute(db), "日志应有 3 条"),
        (move_to, "状态与日志不符"),
    ],
)
def test_tampering_is_detected(tamper: Tamper, says: str, office: Office, settings: Settings) -> None:
    office.accept(office.call())
    with database_at(settings.database) as database:
        tamper(database)
    code, said = verify(settings)
    assert code == 1
    assert says in said
