"""Writing many rows of a table at once, for the price of little more than one."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import peewee
from peewee import Database, Field, Model, SqliteDatabase

from hotline_server.store.engine.sql import execute

# What turns a driver's errors into peewee's.
_translated = peewee.__exception_wrapper__  # type: ignore[attr-defined]
_encode = json.JSONEncoder(ensure_ascii=False).encode
Columns = Mapping[str, Any]


class BulkInsert:
    """An insert of any number of rows into one table.

    PostgreSQL gets them as one JSON value, so the statement is the same, and prepared, whatever
    their number; SQLite runs one prepared statement for each, without going back to Python.
    """

    def __init__(self, database: Database, table: type[Model], replacing: Sequence[Field] = ()) -> None:
        """Work out the SQL.

        Args:
            database: where it will run.
            table: into which; rows give all its columns but one that numbers itself.
            replacing: the columns by which a row that is there already is found and replaced.
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
        """Write the rows, each with every column."""
        if not rows:
            return
        if isinstance(self._database, SqliteDatabase):
            with _translated:
                self._database.cursor().executemany(self._sql, rows)  # type: ignore[no-untyped-call]
        else:
            execute(self._database, self._sql, (_encode(rows),))


@contextmanager
def pipelined(database: Database) -> Iterator[None]:
    """Statements that wait for nothing of each other go to PostgreSQL together."""
    if isinstance(database, SqliteDatabase):
        yield
    else:
        with _translated, database.connection().pipeline():  # type: ignore[no-untyped-call]
            yield
