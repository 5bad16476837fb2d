"""Raw SQL, for statements that the query builder cannot express or is slow to generate."""

from collections.abc import Sequence
from typing import Any

from peewee import Database


def execute(database: Database, statement: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
    """Run a statement, with placeholders as in ``database.param``, and return its rows."""
    cursor = database.execute_sql(statement, parameters)  # type: ignore[no-untyped-call]
    return [] if cursor.description is None else cursor.fetchall()
