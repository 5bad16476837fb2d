"""PostgreSQL keeps what belongs to the cases of a month in partitions of that month.

So a table never outgrows its indexes, and an old month can be moved or detached as a whole. Case ids
begin with the date, so a partition is a range of ids. A partition that is missing loses nothing:
the default one takes its rows.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

import structlog
from peewee import Database, PostgresqlDatabase

from hotline_server.domain.numbering import IDS_PER_DAY, day_of
from hotline_server.store.sql import execute

_KEYS = {
    "hotline_case": "id",
    "call": "case_id",
    "decision": "case_id",
    "assignment": "case_id",
    "case_caller": "case_id",
    "answer": "case_id",
    "log_entry": "case_id",
    "access_entry": "id",
    "access_case": "access_id",
}
_AHEAD = timedelta(days=31)
_log = structlog.get_logger()


def months_around(now: datetime) -> list[str]:
    """The month of ``now`` in the city and the next, as six digits."""
    return list(dict.fromkeys(day_of(moment)[:6] for moment in (now, now + _AHEAD)))


def months_of(database: Database, ids: str) -> list[str]:
    """The months of the case ids that a query gives."""
    query = f"SELECT DISTINCT id / {IDS_PER_DAY * 100} FROM ({ids}) AS found (id)"
    if not isinstance(database, PostgresqlDatabase):
        return []
    return [str(month) for (month,) in execute(database, query)]


def add_partitions(database: Database, months: Iterable[str]) -> None:
    """Make what partitions are missing for months, and the default ones. Does nothing on SQLite."""
    if not isinstance(database, PostgresqlDatabase):
        return
    found = execute(
        database,
        "SELECT relname FROM pg_class "
        "WHERE (relispartition OR relkind = 'p') AND relnamespace = current_schema()::regnamespace",
    )
    there = {name for (name,) in found}
    for table, key in _KEYS.items():
        if table not in there:
            # Tables of a version that has fewer, on its way forward.
            continue
        if f"{table}_default" not in there:
            execute(database, f"CREATE TABLE {table}_default PARTITION OF {table} DEFAULT")
        for month in months:
            name = f"{table}_{month}"
            if name in there:
                continue
            first, end = _bounds(month)
            if _strays(database, table, key, first, end):
                # PostgreSQL takes no partition for rows that the default one holds.
                _log.warning("rows of a month are in the default partition", partition=name)
                continue
            execute(database, f"CREATE TABLE {name} PARTITION OF {table} FOR VALUES FROM ({first}) TO ({end})")


def _strays(database: Database, table: str, key: str, first: int, end: int) -> bool:
    query = f"SELECT 1 FROM {table}_default WHERE {key} >= {first} AND {key} < {end} LIMIT 1"
    return bool(execute(database, query))


def _bounds(month: str) -> tuple[int, int]:
    """The first id of a month and the first after it."""
    year, number = int(month[:4]), int(month[4:])
    following = f"{year + number // 12}{number % 12 + 1:02d}"
    return int(f"{month}01") * IDS_PER_DAY, int(f"{following}01") * IDS_PER_DAY
