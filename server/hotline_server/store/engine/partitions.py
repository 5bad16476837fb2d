"""Monthly and yearly partitions on PostgreSQL.

Partitioning bounds the size of the indexes and lets old data be moved or detached as a whole. Case ids
begin with the date, so a partition is a range of ids. If a partition is missing, the default one takes
its rows.

Tables read only by case number are partitioned by month. Tables also searched across all time (due
cases, a department's inbox, a caller's phone number) are partitioned by year, since such a search probes
an index of every partition.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from peewee import Database, PostgresqlDatabase

from hotline_server.domain.numbering import IDS_PER_DAY, day_of
from hotline_server.store.engine.sql import execute

_BY_YEAR = {"hotline_case": "id", "assignment": "case_id"}
_BY_MONTH = {
    "call": "case_id",
    "decision": "case_id",
    "case_caller": "case_id",
    "answer": "case_id",
    "log_entry": "case_id",
    "access_entry": "id",
    "access_case": "access_id",
}
_AHEAD = timedelta(days=31)
_log = structlog.get_logger()


def months_around(now: datetime) -> list[str]:
    """Return the local month of ``now`` and the next, as six digits."""
    return list(dict.fromkeys(day_of(moment)[:6] for moment in (now, now + _AHEAD)))


def months_of(database: Database, ids: str) -> list[str]:
    """Return the months, as six digits, of the case ids that the query ``ids`` yields; none on SQLite."""
    query = f"SELECT DISTINCT id / {IDS_PER_DAY * 100} FROM ({ids}) AS found (id)"
    if not isinstance(database, PostgresqlDatabase):
        return []
    return [str(month) for (month,) in execute(database, query)]


def add_partitions(database: Database, months: Sequence[str]) -> None:
    """Create the missing partitions for the given months, and the default ones; no effect on SQLite."""
    if not isinstance(database, PostgresqlDatabase):
        return
    rows = execute(
        database,
        "SELECT relname FROM pg_class "
        "WHERE (relispartition OR relkind = 'p') AND relnamespace = current_schema()::regnamespace",
    )
    existing = {name for (name,) in rows}
    required = [(table, key, period) for table, key in _BY_MONTH.items() for period in months]
    years = sorted({month[:4] for month in months})
    required += [(table, key, year) for table, key in _BY_YEAR.items() for year in years]
    for table, key, period in required:
        if table in existing:
            _add(database, table, key, period, existing)


def _add(database: Database, table: str, key: str, period: str, existing: set[str]) -> None:
    if f"{table}_default" not in existing:
        execute(database, f"CREATE TABLE {table}_default PARTITION OF {table} DEFAULT")
        existing.add(f"{table}_default")
    name = f"{table}_{period}"
    first, end = _bounds(period)
    # A table now partitioned by year may have monthly partitions left; the yearly one starts after them.
    months = [name for name in existing if re.fullmatch(rf"{table}_{period}\d\d", name)]
    if months:
        first = _bounds(max(months)[-6:])[1]
    if name in existing or first == end:
        return
    stray = _last_stray(database, table, key, first, end)
    if stray:
        # PostgreSQL rejects a partition whose range has rows in the default one, so it starts after their month.
        _log.warning("default partition holds rows of this period", partition=name)
        first = _bounds(str(stray)[:6])[1]
    if first < end:
        execute(database, f"CREATE TABLE {name} PARTITION OF {table} FOR VALUES FROM ({first}) TO ({end})")
        existing.add(name)


def _last_stray(database: Database, table: str, key: str, first: int, end: int) -> int:
    query = f"SELECT COALESCE(MAX({key}), 0) FROM {table}_default WHERE {key} >= {first} AND {key} < {end}"
    return int(execute(database, query)[0][0])


def _bounds(period: str) -> tuple[int, int]:
    """Return the first id of a month or year, and the first id after it."""
    year = int(period[:4])
    first, last = (int(period[4:]),) * 2 if period[4:] else (1, 12)
    following = f"{year + last // 12}{last % 12 + 1:02d}"
    return int(f"{year}{first:02d}01") * IDS_PER_DAY, int(f"{following}01") * IDS_PER_DAY
