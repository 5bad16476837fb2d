"""Queries whose SQL is worked out once: peewee takes longer to write a large one than SQLite to run it."""

from typing import Any

from peewee import AutoField, Database, Field, Model, Value

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


def inserting(
    database: Database,
    table: type[Model],
    returning: Field | None = None,
    replacing: tuple[Field, ...] = (),
) -> Compiled:
    """Insert a row, with a slot for every column that does not number itself.

    Args:
        database: where it will run.
        table: into which.
        returning: the column to give back.
        replacing: the columns by which a row that is there already is found and replaced.
    """
    columns = [field for field in table._meta.sorted_fields if not isinstance(field, AutoField)]  # noqa: SLF001
    query = table.insert({field: slot(field.name) for field in columns})
    if replacing:
        # Fields overload ==, so they are told apart by name.
        keys = {field.name for field in replacing}
        update = {field: slot(field.name) for field in columns if field.name not in keys}
        query = query.on_conflict(conflict_target=list(replacing), update=update)
    return Compiled(database, query.returning(returning) if returning else query)
