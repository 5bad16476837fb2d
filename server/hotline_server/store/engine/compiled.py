"""Precompiled queries, since generating the SQL of a large query in peewee takes longer than running it."""

from typing import Any

from peewee import Database, Value

Row = dict[str, Any]


class _Slot(str):
    __slots__ = ()


def slot(name: str) -> Value:
    """Return a named placeholder for a value bound at run time."""
    return Value(_Slot(name), converter=lambda value: value)


class Compiled:
    """Query with slots, compiled once. Thread-safe."""

    def __init__(self, database: Database, query: Any) -> None:
        """Compile the query.

        Args:
            database: database to run on.
            query: peewee query with slots.
        """
        self._database = database
        self._sql, self._parameters = query.bind(database).sql()

    def run(self, **values: str | int | None) -> list[Row]:
        """Run the query with the given slot values and return the raw rows."""
        parameters = [values[value] if isinstance(value, _Slot) else value for value in self._parameters]
        cursor = self._database.execute_sql(self._sql, parameters)  # type: ignore[no-untyped-call]
        if cursor.description is None:
            return []
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
