"""Copy of a database into an empty one of either engine, verified by digests."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from peewee import BigAutoField, Database, Model, SqliteDatabase

from hotline_server.store.cases.search_index import restart
from hotline_server.store.engine.bulk import BulkInsert
from hotline_server.store.engine.database import snapshot, write_transaction
from hotline_server.store.engine.partitions import add_partitions, months_of
from hotline_server.store.engine.sql import execute
from hotline_server.store.models import TABLES, CaseRow

BATCH_SIZE = 2_000
Row = tuple[Any, ...]
_encode = json.JSONEncoder(ensure_ascii=False).encode


class TargetNotEmptyError(Exception):
    """Target database that already has cases."""


class CopyMismatchError(Exception):
    """Copy that differs from the original; the message names the table."""


@dataclass(frozen=True, slots=True)
class CopiedTable:
    """Table that was copied and verified: its number of rows and their SHA-256."""

    table: str
    rows: int
    digest: str


def count_rows(database: Database) -> int:
    """Return the total number of rows of all tables."""
    return sum(int(execute(database, f'SELECT COUNT(*) FROM "{_name(table)}"')[0][0]) for table in TABLES)


def copy(source: Database, target: Database, progress: Callable[[int], None]) -> list[CopiedTable]:
    """Copy a consistent snapshot of all tables in bounded memory, and read it back for verification.

    Args:
        source: database to copy; may be in use meanwhile.
        target: migrated database without cases.
        progress: progress callback; receives the number of rows just copied.

    Raises:
        TargetNotEmptyError: the target has cases; nothing was changed.
        CopyMismatchError: verification failed; the copy was rolled back.
    """
    if execute(target, "SELECT 1 FROM hotline_case LIMIT 1"):
        raise TargetNotEmptyError
    copied = []
    with snapshot(source), write_transaction(target):
        add_partitions(target, months_of(target, _months_query(source)))
        for table in TABLES:
            execute(target, f'DELETE FROM "{_name(table)}"')
            insert = BulkInsert(target, table)
            columns = _columns(table)
            source_digest = hashlib.sha256()
            count = 0
            for rows in _pages(source, table):
                insert.run([dict(zip(columns, row, strict=True)) for row in rows])
                _digest(source_digest, rows)
                count += len(rows)
                progress(len(rows))
            _advance_sequence(target, table)
            copy_digest = hashlib.sha256()
            for rows in _pages(target, table):
                _digest(copy_digest, rows)
            if source_digest.digest() != copy_digest.digest():
                raise CopyMismatchError(_name(table))
            copied.append(CopiedTable(_name(table), count, source_digest.hexdigest()))
        # The words of cases are not copied: each engine has its own index of them.
        restart(target)
    return copied


def _pages(database: Database, table: type[Model]) -> Iterator[list[Row]]:
    """Yield the rows of a table in primary-key order, in pages."""
    columns = _columns(table)
    primary = table._meta.get_primary_keys()  # type: ignore[no-untyped-call]  # noqa: SLF001
    keys = [field.column_name for field in primary]
    key_indexes = [columns.index(key) for key in keys]
    listed, key = ", ".join(f'"{column}"' for column in columns), ", ".join(f'"{name}"' for name in keys)
    marks = ", ".join([database.param] * len(keys))
    after: Sequence[object] = ()
    while True:
        where = f"WHERE ({key}) > ({marks})" if after else ""
        rows = execute(
            database, f'SELECT {listed} FROM "{_name(table)}" {where} ORDER BY {key} LIMIT {BATCH_SIZE}', after
        )
        if not rows:
            return
        # SQLite has no boolean type.
        yield [tuple(int(value) if isinstance(value, bool) else value for value in row) for row in rows]
        after = [rows[-1][index] for index in key_indexes]


def _digest(digest: Any, rows: Sequence[Row]) -> None:
    for row in rows:
        digest.update(_encode(row).encode())
        digest.update(b"\n")


def _advance_sequence(target: Database, table: type[Model]) -> None:
    """Set the sequence of an auto-incremented key to follow the copied rows."""
    key = table._meta.primary_key  # noqa: SLF001
    if isinstance(key, BigAutoField) and not isinstance(target, SqliteDatabase):
        name = _name(table)
        following = f"(SELECT COALESCE(MAX(id), 0) + 1 FROM {name})"
        execute(target, f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), {following}, false)")


def _months_query(source: Database) -> str:
    """Return a query that yields one case id for each month with cases."""
    months: list[int] = []
    while True:
        first = (months[-1] // 10**11 + 1) * 10**11 if months else 0
        found = CaseRow.select(CaseRow.id).where(CaseRow.id >= first).order_by(CaseRow.id).first(source)
        if found is None:
            return " UNION ALL ".join(f"SELECT CAST({month} AS BIGINT)" for month in months) or "SELECT 0 WHERE 1 = 0"
        months.append(found.id)


def _columns(table: type[Model]) -> list[str]:
    return [field.column_name for field in table._meta.sorted_fields]  # noqa: SLF001


def _name(table: type[Model]) -> str:
    return str(table._meta.table_name)  # noqa: SLF001
