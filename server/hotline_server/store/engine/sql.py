"""Raw SQL, for statements that the query builder cannot express or is slow to generate."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import peewee
from peewee import Database, QueryEvent

# Translates driver errors into peewee's.
_translated = peewee.__exception_wrapper__  # type: ignore[attr-defined]


def execute(database: Database, statement: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
    """Run a statement, with placeholders as in ``database.param``, and return its rows."""
    cursor = database.execute_sql(statement, parameters)  # type: ignore[no-untyped-call]
    return [] if cursor.description is None else cursor.fetchall()


def pages(key: tuple[Any, ...], fetch: Callable[[tuple[Any, ...]], list[tuple[Any, ...]]]) -> Iterator[tuple[Any, ...]]:
    """Yield rows page by page.

    Args:
        key: that the first rows follow, of as many columns as the rows begin with.
        fetch: returns a page of the rows that follow a key, in the order of their keys.
    """
    while rows := fetch(key):
        last = rows[-1][: len(key)]
        # A damaged key, read otherwise than it is stored, leads to its own row again.
        if last == key:
            return
        yield from rows
        key = last


def execute_many(
    database: Database, statement: str, rows: Sequence[Sequence[object]] | Sequence[Mapping[str, object]]
) -> None:
    """Run a statement once for each row of parameters; the hooks of the database see it as one query."""
    began = time.perf_counter()
    with _translated:
        database.cursor().executemany(statement, rows)  # type: ignore[no-untyped-call]
    for hook in database.query_hooks:
        hook(QueryEvent(statement, rows, time.perf_counter() - began, None))
