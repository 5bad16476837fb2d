"""Gapless counters, for the cases of a day, the log entries of all cases, messages and slips."""

from collections.abc import Mapping

from peewee import Database

from hotline_server.store.engine.sql import execute

LOG = "log"
JOURNAL = "journal"
MESSAGES = "message"
SLIPS = "slip"


def slip_series(office: str, kind: str, year: int) -> str:
    """Return the name of the counter of slips of a kind and year that an office issues, the hotline if it is empty."""
    return ":".join([SLIPS, kind, str(year), *filter(None, [office])])


def stored_counters(database: Database) -> dict[str, int | None]:
    """Return all counters by name; ``None`` for one that somebody damaged."""
    rows = execute(database, "SELECT name, last FROM counter")
    return {str(name): last if isinstance(last, int) else None for name, last in rows}


def stored_counter(database: Database, name: str) -> int | None:
    """Return a counter, 0 if there is none; ``None`` if somebody damaged it."""
    rows = execute(database, f"SELECT last FROM counter WHERE name = {database.param}", (name,))
    last = rows[0][0] if rows else 0
    return last if isinstance(last, int) else None


class Counters:
    """Counters of a database. Use only within a writer job, which serialises servers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def advance(self, by: Mapping[str, int]) -> dict[str, int]:
        """Increment counters and return their new values."""
        mark = self._database.param
        sql = (
            f"INSERT INTO counter (name, last) VALUES {', '.join([f'({mark}, {mark})'] * len(by))} "
            "ON CONFLICT (name) DO UPDATE SET last = counter.last + excluded.last RETURNING name, last"
        )
        values = [value for pair in by.items() for value in pair]
        return {name: last for name, last in execute(self._database, sql, values)}  # noqa: C416 - typed
