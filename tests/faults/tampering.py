"""Tampering with the record behind the service: one statement of SQL on any table that is proved."""

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

from hotline_server.desk.records.audit import Verification
from hotline_server.domain.record_faults import Fault
from hotline_server.store.engine.damage import every_text
from hotline_server.store.engine.sql import execute
from hotline_server.store.models import AccessCaseRow, AccessRow, CounterRow, JournalRow, LogRow
from hotline_server.store.models.texts import decode
from hotline_server.store.proofs.coverage import COVERED, COVERED_BY_TABLE
from hotline_server.store.records.access_log import AccessLog
from hotline_server.store.records.audit import AuditStore
from peewee import SQL, BooleanField, Database, IntegrityError, Model, SqliteDatabase

TAMPERED = [covered.table for covered in COVERED] + [LogRow, AccessRow, AccessCaseRow, JournalRow, CounterRow]
Row = dict[str, Any]


@contextmanager
def tampered(database: Database, table: type[Model], random: Random) -> Iterator[str]:
    """Tamper with a table that has rows; undo it at the end.

    Yields:
        What was done; empty if the database refused it.
    """
    if isinstance(database, SqliteDatabase):
        execute(database, "PRAGMA foreign_keys = 0")
    with database.atomic() as transaction:
        try:
            # What numbers the counters hold is compared with what they count, each in its own way.
            ways = [] if table is CounterRow else [_update, _delete, _insert]
            ways += [_damage] if isinstance(database, SqliteDatabase) else []
            changed = random.choice(ways)(database, table, random) if ways else ""
        except IntegrityError:
            changed = ""
        yield changed
        transaction.rollback()


def faults_in(database: Database) -> list[Fault]:
    """Verify the whole record of a database; return what is wrong with it."""
    with every_text(database, decode):
        return [fault for fault in Verification(AuditStore(database), AccessLog(database)).everything() if fault]


def _update(database: Database, table: type[Model], random: Random) -> str:
    row = _row(database, table, random)
    field = _proved_field(table, row, random)
    table.update({field: _other(field, row[field.name])}).where(_where(table, row)).execute(database)
    return f"update of {field.name} in {row}"


def _damage(database: Database, table: type[Model], random: Random) -> str:
    """Put what no column should hold, and SQLite takes: bytes, text that is not UTF-8, or no whole number."""
    row = _row(database, table, random)
    field = _proved_field(table, row, random)
    damage = random.choice(("x'ff'", "CAST(x'ff' AS TEXT)", "x'e794b2'", "'甲'", "1.5"))
    table.update({field: SQL(damage)}).where(_where(table, row)).execute(database)
    return f"{field.name} = {damage} in {row}"


def _proved_field(table: type[Model], row: Row, random: Random) -> Any:
    covered = COVERED_BY_TABLE.get(table)
    proved = {*covered.proved(row), "log_length", "log_hash"} if covered else None
    return random.choice([one for one in table._meta.sorted_fields if proved is None or one.column_name in proved])


def _delete(database: Database, table: type[Model], random: Random) -> str:
    row = _row(database, table, random)
    table.delete().where(_where(table, row)).execute(database)
    return f"deletion of {row}"


def _insert(database: Database, table: type[Model], random: Random) -> str:
    row = _row(database, table, random)
    key = random.choice(_keys(table)).name
    row[key] = row[key] + 500_000 if isinstance(row[key], int) else f"{row[key]}乙"
    table.insert(row).execute(database)
    return f"insertion of {row}"


def _row(database: Database, table: type[Model], random: Random) -> Row:
    return random.choice(list(table.select().order_by(*_keys(table)).dicts().execute(database)))


def _keys(table: type[Model]) -> list[Any]:
    return list(table._meta.get_primary_keys())  # type: ignore[no-untyped-call]


def _where(table: type[Model], row: Row) -> Any:
    condition: Any = True
    for key in _keys(table):
        condition = (key == row[key.name]) & condition
    return condition


def _other(field: Any, value: Any) -> Any:
    if isinstance(field, BooleanField):
        return not value
    if isinstance(value, int):
        return value + 1
    if value is None:
        return 1 if "Integer" in type(field).__name__ else "1"
    return f"{value}甲"
