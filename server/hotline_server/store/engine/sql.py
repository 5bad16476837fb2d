"""Running SQL of our own writing, where a query builder cannot say it or would be slow."""

from collections.abc import Sequence
from typing import Any

from peewee import Database


def execute(database: Database, statement: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
    """Run a statement with marks as the database writes them (``database.param``); returns its rows."""
    cursor = database.execute_sql(statement, parameters)  # type: ignore[no-untyped-call]
    return [] if cursor.description is None else cursor.fetchall()
