"""Queries whose SQL is worked out once: peewee takes longer to write a large one than SQLite to run it."""

from typing import Any

from peewee import Database, Value

Row = dict[str, Any]


class _Slot(str):
    __slots__ = ()


def slot(name: str) -> Value:
    """A place in a query for a value that is given when it runs, whatever the column's type."""
    return Value(_Slot(name), converter=lambda value: value)


class Compiled:
    """One query with slots, run many times. Safe to share between threads."""

    def __init__(self, database: Database, query: Any) -> None:
        """Work out the SQL.

        Args:
            database: where it will run.
            query: a peewee query with slots.
        """
        self._database = database
        self._sql, self._parameters = query.bind(database).sql()

    def run(self, **values: str | int | None) -> list[Row]:
        """The rows for the values of its slots, as the database gives them."""
        parameters = [values[value] if isinstance(value, _Slot) else value for value in self._parameters]
        cursor = self._database.execute_sql(self._sql, parameters)  # type: ignore[no-untyped-call]
        if cursor.description is None:
            return []
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
