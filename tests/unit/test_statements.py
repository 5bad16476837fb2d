"""Statements of the store that are composed once, and savepoints."""

from collections.abc import Iterator, Sequence
from typing import Any

import peewee
import pytest
from hotline_server.domain.parties import CallerEntry
from hotline_server.store.cases.rows.callers import caller_columns
from hotline_server.store.engine.bulk import BulkInsert, BulkUpdate
from hotline_server.store.engine.compiled import CompiledForKeys
from hotline_server.store.engine.database import savepoint
from hotline_server.store.models import CallerRow, CounterRow
from peewee import Database, QueryEvent, SqliteDatabase, Value


@pytest.fixture
def database() -> Iterator[Database]:
    opened = SqliteDatabase(":memory:")
    with opened.bind_ctx([CounterRow, CallerRow]):
        opened.create_tables([CounterRow, CallerRow])
    yield opened
    opened.close()


@pytest.fixture
def seen(database: Database) -> list[QueryEvent]:
    """Collect the statements that run from now on."""
    events: list[QueryEvent] = []
    database.query_hooks.append(events.append)
    return events


def counters(database: Database) -> dict[str, int]:
    return {row.name: row.last for row in CounterRow.select().execute(database)}


def some_counters(**lasts: int) -> list[dict[str, Any]]:
    return [{"name": name, "last": last} for name, last in lasts.items()]


def callers_of(ids: Sequence[Value]) -> "peewee.ModelSelect[CallerRow]":
    return CallerRow.select().where(CallerRow.case_id.in_(ids)).order_by(CallerRow.case_id)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 8])
def test_rows_are_found_by_any_number_of_keys(database: Database, count: int) -> None:
    rows = [{"case_id": place} | caller_columns(CallerEntry(place, answered=False)) for place in range(1, 10)]
    BulkInsert(database, CallerRow).run(rows)
    found = CompiledForKeys(database, callers_of).run(range(1, count + 1))
    assert [row["case_id"] for row in found] == list(range(1, count + 1))


def test_as_many_keys_run_the_same_statement(database: Database, seen: list[QueryEvent]) -> None:
    """A statement for every number of keys would push others out of the cache of prepared ones."""
    query = CompiledForKeys(database, callers_of)
    for count in (5, 6, 7, 8):
        query.run(range(count))
    assert len({event.sql for event in seen}) == 1


def test_rows_are_updated_by_their_keys(database: Database) -> None:
    BulkInsert(database, CounterRow).run(some_counters(a=1, b=2, c=3))
    BulkUpdate(database, CounterRow.name).run(some_counters(a=10, c=30))
    assert counters(database) == {"a": 10, "b": 2, "c": 30}


def test_only_the_columns_that_rows_have_are_updated(database: Database, seen: list[QueryEvent]) -> None:
    rows = [{"case_id": place} | caller_columns(CallerEntry(place, answered=False)) for place in (1, 2, 3)]
    BulkInsert(database, CallerRow).run(rows)
    seen.clear()
    changes = [{"call_id": 1, "attempts": 1}, {"call_id": 2, "attempts": 2}, {"call_id": 3, "handling": 2}]
    BulkUpdate(database, CallerRow.call_id).run(changes)
    found = CallerRow.select(CallerRow.attempts, CallerRow.handling).order_by(CallerRow.call_id).tuples()
    assert [*found.execute(database)] == [(1, 1), (2, 1), (0, 2)]
    assert len([event for event in seen if event.sql.startswith("UPDATE")]) == 2


def test_a_row_that_exists_is_replaced(database: Database) -> None:
    put = BulkInsert(database, CounterRow, (CounterRow.name,))
    put.run(some_counters(a=1))
    put.run(some_counters(a=2, b=3))
    assert counters(database) == {"a": 2, "b": 3}


def test_traces_see_many_rows_as_one_statement(database: Database, seen: list[QueryEvent]) -> None:
    BulkInsert(database, CounterRow).run(some_counters(a=1, b=2))
    assert [event.sql.split(" ", 1)[0] for event in seen] == ["INSERT"]


def test_nothing_is_run_for_no_rows(database: Database, seen: list[QueryEvent]) -> None:
    BulkInsert(database, CounterRow).run([])
    BulkUpdate(database, CounterRow.name).run([])
    assert CompiledForKeys(database, callers_of).run([]) == []
    assert seen == []


def test_what_fails_in_a_savepoint_is_undone_and_the_next_stands(database: Database) -> None:
    insert = BulkInsert(database, CounterRow)

    def fail_halfway() -> None:
        with savepoint(database):
            insert.run(some_counters(b=2))
            insert.run(some_counters(a=3))

    with database.atomic():
        with savepoint(database):
            insert.run(some_counters(a=1))
        with pytest.raises(peewee.IntegrityError):
            fail_halfway()
        with savepoint(database):
            insert.run(some_counters(c=4))
    assert counters(database) == {"a": 1, "c": 4}


def test_savepoints_run_the_same_statements(database: Database, seen: list[QueryEvent]) -> None:
    with database.atomic():
        for _ in range(3):
            with savepoint(database):
                pass
    assert len(seen) == 6
    assert len({event.sql for event in seen}) == 2
