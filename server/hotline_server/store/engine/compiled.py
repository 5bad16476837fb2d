"""Precompiled queries, since generating the SQL of a large query in peewee takes longer than running it."""

import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from peewee import Database, Value

from hotline_server.store.engine.damage import every_text, text_or_bytes

Row = dict[str, Any]
Scalar = str | int | None


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
        self.sql, parameters = query.bind(database).sql()
        self._names = [value if isinstance(value, _Slot) else place for place, value in enumerate(parameters)]
        self._constants = {place: value for place, value in enumerate(parameters) if not isinstance(value, _Slot)}
        self._columns: tuple[str, ...] | None = None

    def run(self, **values: Scalar) -> list[Row]:
        """Run the query with the given slot values and return the raw rows."""
        parameters = self.bind(values)
        try:
            return self._rows(parameters)
        except sqlite3.OperationalError:
            # As of text that is not UTF-8, which is read in its place; whatever else fails does so again.
            with every_text(self._database, text_or_bytes):
                return self._rows(parameters)

    def _rows(self, parameters: Sequence[Scalar]) -> list[Row]:
        cursor = self._database.execute_sql(self.sql, parameters)  # type: ignore[no-untyped-call]
        if self._columns is None:
            # They stay the same, and psycopg builds an object for each every time they are asked for.
            self._columns = tuple(column[0] for column in cursor.description or ())
        return [dict(zip(self._columns, row, strict=True)) for row in cursor.fetchall()] if self._columns else []

    def bind(self, values: Mapping[str, Any]) -> list[Scalar]:
        """Return the parameters of the query with the given slot values."""
        given: dict[Any, Any] = {**self._constants, **values}
        return [given[name] for name in self._names]


class CompiledForKeys:
    """Query about any number of keys, compiled once for one, two, four, eight keys and so on. Thread-safe."""

    def __init__(self, database: Database, build: Callable[[Sequence[Value]], Any]) -> None:
        """Remember how to build the query.

        Args:
            database: database to run on.
            build: returns the peewee query about the keys in some slots.
        """
        self._database = database
        self._build = build
        self._compiled: dict[int, Compiled] = {}

    def run(self, keys: Collection[int]) -> list[Row]:
        """Run the query for some keys and return the raw rows; none for no keys."""
        if not keys:
            return []
        size = 1 << (len(keys) - 1).bit_length()
        names = [f"key_{place}" for place in range(size)]
        compiled = self._compiled.get(size)
        if compiled is None:
            compiled = self._compiled[size] = Compiled(self._database, self._build([slot(name) for name in names]))
        # The last key fills the slots that are left; a key that is listed twice yields no more rows.
        last = [*keys][-1]
        values: Row = dict.fromkeys(names, last) | dict(zip(names, keys, strict=False))
        return compiled.run(**values)
