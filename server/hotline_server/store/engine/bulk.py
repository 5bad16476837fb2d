"""Inserts and updates of any number of rows with one statement."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import peewee
from peewee import Database, Field, Model, SqliteDatabase
from pydantic_core import to_json

from hotline_server.store.engine.compiled import Compiled, slot
from hotline_server.store.engine.sql import execute, execute_many

# Translates driver errors into peewee's.
_translated = peewee.__exception_wrapper__  # type: ignore[attr-defined]
Columns = Mapping[str, Any]


class BulkInsert:
    """Prepared insert of any number of rows into one table.

    PostgreSQL receives the rows as one JSON value, so a single prepared statement serves any number of
    rows; SQLite runs ``executemany``.
    """

    def __init__(self, database: Database, table: type[Model], replacing: Sequence[Field] = ()) -> None:
        """Build the SQL.

        Args:
            database: database to run on.
            table: target table.
            replacing: conflict columns for an upsert; empty for a plain insert.
        """
        self._database = database
        name = table._meta.table_name  # noqa: SLF001
        columns = [field.column_name for field in table._meta.sorted_fields]  # noqa: SLF001
        listed = ", ".join(f'"{column}"' for column in columns)
        if isinstance(database, SqliteDatabase):
            values = f"VALUES ({', '.join(f':{column}' for column in columns)})"
        else:
            values = f'SELECT {listed} FROM json_populate_recordset(NULL::"{name}", %s::json)'
        conflict = ""
        if replacing:
            keys = [field.column_name for field in replacing]
            updates = ", ".join(f'"{column}" = excluded."{column}"' for column in columns if column not in keys)
            conflict = f" ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {updates}"
        self._sql = f'INSERT INTO "{name}" ({listed}) {values}{conflict}'

    def run(self, rows: Sequence[Columns]) -> None:
        """Insert the rows; each must have every column."""
        if not rows:
            return
        if isinstance(self._database, SqliteDatabase):
            execute_many(self._database, self._sql, rows)
        else:
            execute(self._database, self._sql, (to_json(rows).decode(),))


class BulkUpdate:
    """Prepared updates of any number of rows of one table, each found by its key."""

    def __init__(self, database: Database, key: Field) -> None:
        """Remember what to update.

        Args:
            database: database to run on.
            key: primary key of the table.
        """
        self._database = database
        self._key = key
        self._compiled: dict[tuple[str, ...], Compiled] = {}

    def run(self, rows: Sequence[Columns]) -> None:
        """Update the columns that each row has, the key among them; rows with the same columns share a statement."""
        alike: dict[tuple[str, ...], list[Columns]] = {}
        for row in rows:
            alike.setdefault(tuple(row), []).append(row)
        for names, some in alike.items():
            compiled = self._compiled.get(names)
            if compiled is None:
                compiled = self._compiled[names] = self._compile(names)
            execute_many(self._database, compiled.sql, [compiled.bind(row) for row in some])

    def _compile(self, names: Sequence[str]) -> Compiled:
        table, key = self._key.model, self._key.name
        values = {getattr(table, name): slot(name) for name in names if name != key}
        return Compiled(self._database, table.update(values).where(self._key == slot(key)))


@contextmanager
def pipeline(database: Database) -> Iterator[None]:
    """Pipeline independent statements to PostgreSQL within the context; no effect on SQLite."""
    if isinstance(database, SqliteDatabase):
        yield
    else:
        with _translated, database.connection().pipeline():  # type: ignore[no-untyped-call]
            yield
