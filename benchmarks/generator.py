"""Generator of large databases: years of a city's cases, in minutes.

The service itself registers and handles a few cases; SQL then multiplies them, giving each copy its own
number, phone and times. Nearly all are archived, and those of the last days are open, as in a city that
keeps up. The copied log entries keep the hashes of the originals, so ``hotline audit verify`` reports
such a database as tampered with.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from hotline_client import connect
from hotline_server.domain.numbering import IDS_PER_DAY, day_of, id_lower_bound
from hotline_server.ground.clock import begin_of, local_day, to_micros
from hotline_server.ground.config import Settings
from hotline_server.runtime.identification import keyring_of
from hotline_server.runtime.server import start
from hotline_server.store.cases.callers import Callers
from hotline_server.store.engine.database import write_transaction
from hotline_server.store.engine.partitions import add_partitions
from hotline_server.store.engine.sql import execute
from hotline_server.store.maintenance.opening import database_at
from hotline_server.store.models import TABLES
from peewee import Database, SqliteDatabase

from benchmarks.identity import TOKEN
from demo.arrivals import Arrival, sample_month
from demo.playing import month_on
from demo.timeline import SimulatedClock

CASES_PER_DAY = 10_000
OPEN_DAYS = 7
ROWS_PER_INSERT = 1000
CASE_TABLES = ("call", "decision", "assignment", "case_caller", "answer", "log_entry")
_TIME_COLUMNS = {
    "since", "next_due", "reminded_at", "registered_at", "updated_at", "received_at", "decided_at", "assigned_at",
    "deadline", "limit_at", "accept_by", "progress_by", "accepted_at", "replied_at", "first_replied_at", "at",
}  # fmt: skip


def fill(url: str, count: int, end: datetime, on_progress: Callable[[int], None]) -> None:
    """Fill a database with ``CASES_PER_DAY`` cases a day, up to the day before ``end``.

    Args:
        url: URL of an empty database.
        count: number of cases, a multiple of ``CASES_PER_DAY``.
        end: the current time, as the benchmark sees it.
        on_progress: called with the number of cases added since the last call.
    """
    days = count // CASES_PER_DAY
    first = end - timedelta(days=days)
    _register_originals(url, first - timedelta(days=400))
    callers = Callers(keyring_of(Settings()))
    with database_at(url) as database:
        with write_transaction(database):
            months = {day_of(first + timedelta(days=place))[:6] for place in range(days + 40)}
            add_partitions(database, sorted(months))
            execute(database, "CREATE TABLE made_caller (n INT PRIMARY KEY, caller TEXT, caller_index TEXT)")
            archived = execute(database, "SELECT id FROM hotline_case WHERE state = 'ARCHIVED' ORDER BY id")
            fresh = execute(database, "SELECT id FROM hotline_case WHERE state <> 'ARCHIVED' ORDER BY id")
            position = execute(database, "SELECT MAX(position) FROM log_entry")[0][0]
            indexes = _without_indexes(database)
            # Copied aside, so that reading the originals costs the same however large the tables grow.
            for name in ("hotline_case", *CASE_TABLES):
                execute(database, f"CREATE TABLE made_{name} AS SELECT * FROM {name}")
            execute(database, "ANALYZE")
            for table, ids in (("archived", archived), ("fresh", fresh)):
                execute(database, f"CREATE TABLE original_{table} (place INT PRIMARY KEY, id BIGINT)")
                for place, (case_id,) in enumerate(ids):
                    execute(database, f"INSERT INTO original_{table} VALUES ({place}, {case_id})")
        for place in range(days):
            day = first + timedelta(days=place)
            kind = "fresh" if place >= days - OPEN_DAYS else "archived"
            with write_transaction(database):
                originals = len(fresh if kind == "fresh" else archived)
                position = _multiply(database, day, kind, originals, callers, position)
            on_progress(CASES_PER_DAY)
        with write_transaction(database):
            for index in indexes:
                execute(database, index)
            execute(database, f"UPDATE counter SET last = {position} WHERE name = 'log'")
            execute(database, "DROP TABLE original_archived")
            execute(database, "DROP TABLE original_fresh")
            for name in ("caller", "hotline_case", *CASE_TABLES):
                execute(database, f"DROP TABLE made_{name}")
        execute(database, "ANALYZE")


def _register_originals(url: str, when: datetime) -> None:
    """Register cases with the service itself: most are handled to the end, some left open."""
    clock = SimulatedClock(when)
    settings = Settings(listen="127.0.0.1:0", database=url, round_seconds=3600)
    server = start(settings, clock)
    with connect(server.address, TOKEN) as hotline:
        calls = [arrival.call for arrival in sample_month()][:60]
        arrivals = [Arrival(when + timedelta(minutes=place), call) for place, call in enumerate(calls)]
        month_on(server, hotline, clock, 0).play(arrivals, until=when + timedelta(days=120))
        for call in calls:
            hotline.register(call)
    server.stop(1)


def _without_indexes(database: Database) -> list[str]:
    """Drop the indexes, so that inserting need not maintain them; return the statements that recreate them."""
    if isinstance(database, SqliteDatabase):
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    else:
        query = (
            "SELECT c.relname, pg_get_indexdef(c.oid) FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid "
            "WHERE NOT i.indisprimary AND NOT c.relispartition AND c.relnamespace = current_schema()::regnamespace"
        )
    found = execute(database, query)
    for name, _ in found:
        execute(database, f'DROP INDEX "{name}"')
    # For a partitioned table PostgreSQL prints the statement for the parent alone, without its partitions.
    return [statement.replace(" ON ONLY ", " ON ") for _, statement in found]


def _multiply(database: Database, day: datetime, kind: str, originals: int, callers: Callers, position: int) -> int:
    """Add the cases of one day by copying the originals in turn; return the last log position used."""
    start_of_day = begin_of(local_day(day))
    base = id_lower_bound(day)
    series = (
        f"WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {CASES_PER_DAY})"
        if isinstance(database, SqliteDatabase)
        else f"WITH n AS (SELECT generate_series(1::bigint, {CASES_PER_DAY}) AS n)"
    )
    chosen = f"n JOIN original_{kind} o ON o.place = {_modulo('n.n', originals)}"
    _seal_callers(database, base, callers)
    tables = {table._meta.table_name: [f.column_name for f in table._meta.sorted_fields] for table in TABLES}  # noqa: SLF001
    for name in ("hotline_case", *CASE_TABLES):
        key = "id" if name == "hotline_case" else "case_id"
        values = [_value(column, key, base, position) for column in tables[name]]
        listed = ", ".join(f'"{column}"' for column in tables[name])
        shift = f"({to_micros(start_of_day)} + n.n * 8000000 - c.registered_at) AS shift"
        execute(
            database,
            f"{series}, m AS (SELECT n.n, o.id AS original, {shift} FROM {chosen} "
            f"JOIN made_hotline_case c ON c.id = o.id) "
            f'INSERT INTO "{name}" ({listed}) SELECT {", ".join(values)} FROM m '
            f'JOIN "made_{name}" t ON t.{key} = m.original',
        )
    execute(
        database,
        f"{series} INSERT INTO call_request SELECT 'made-' || CAST({base} + n.n AS TEXT), {base} + n.n, '' FROM n",
    )
    execute(database, f"INSERT INTO counter VALUES ('{day_of(day)}', {CASES_PER_DAY})")
    span = f"case_id > {base} AND case_id <= {base + CASES_PER_DAY}"
    return int(execute(database, f"SELECT MAX(position) FROM log_entry WHERE {span}")[0][0])


def _seal_callers(database: Database, base: int, callers: Callers) -> None:
    """Write a caller for each case of a day: callers are sealed with their case's id, so SQL cannot copy them."""
    execute(database, "DELETE FROM made_caller")
    rows = []
    for n in range(1, CASES_PER_DAY + 1):
        phone = f"+86139{(base // IDS_PER_DAY % 10_000 * CASES_PER_DAY + n) * 7919 % 100_000_000:08d}"
        sealed = callers.keyring.seal(json.dumps(["张三", "", phone], ensure_ascii=False), str(base + n))
        rows.append((n, sealed, callers.keyring.index(phone)))
    marks = ", ".join([database.param] * 3)
    for place in range(0, CASES_PER_DAY, ROWS_PER_INSERT):
        some = rows[place : place + ROWS_PER_INSERT]
        values = ", ".join([f"({marks})"] * len(some))
        execute(database, f"INSERT INTO made_caller VALUES {values}", [value for row in some for value in row])


def _value(column: str, key: str, base: int, position: int) -> str:
    """Return the SQL expression for a column of a copied row."""
    if column in (key, "call_id"):
        return f"{base} + m.n"
    if column in ("caller", "caller_index"):
        return f"(SELECT p.{column} FROM made_caller p WHERE p.n = m.n)"
    if column == "position":
        return f"{position} + row_number() OVER (ORDER BY m.n, t.sequence)"
    if column == "request_id":
        return f"'made-' || CAST({base} + m.n AS TEXT)"
    if column == "next_due":
        # Nothing must fall due during the measurement, which is not about the watchman.
        return f't."{column}" + m.shift + {to_micros(datetime.fromtimestamp(0, UTC) + timedelta(days=60))}'
    return f't."{column}" + m.shift' if column in _TIME_COLUMNS else f't."{column}"'


def _modulo(number: str, by: int) -> str:
    """Return SQL for the remainder, without the percent sign, which drivers take for a placeholder."""
    return f"({number} - ({number} / {by}) * {by})"
