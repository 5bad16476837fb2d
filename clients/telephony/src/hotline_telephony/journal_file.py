"""File of the journal, and what was set aside in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from peewee import SqliteDatabase

from hotline_telephony.failures import Failure, Kind
from hotline_telephony.private_files import create_database
from hotline_telephony.tables import TABLES


class JournalFile:
    """SQLite file that holds the tables of the journal. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Open the file, creating it if needed."""
        create_database(path)
        # A record that was acknowledged must survive a power cut.
        pragmas = {"journal_mode": "wal", "synchronous": "full", "foreign_keys": 1, "busy_timeout": 10_000}
        self._database = SqliteDatabase(str(path), pragmas=pragmas)
        with self._database.bind_ctx(TABLES), self.transaction():
            self._database.create_tables(TABLES)

    def read(self, query: Any) -> list[Any]:
        """Return the rows of a query."""
        with self._database.connection_context():
            return self.rows(query)

    def count(self, query: Any) -> int:
        """Return how many rows a query has."""
        with self._database.connection_context():
            return int(query.count(self._database))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Open a transaction for ``rows`` and ``run``."""
        with self._database.connection_context(), self._database.atomic("IMMEDIATE"):
            yield

    def rows(self, query: Any) -> list[Any]:
        """Return the rows of a query; within a transaction."""
        return list(query.execute(self._database))

    def run(self, query: Any) -> Any:
        """Run a statement and return its outcome, for updates the number of rows; within a transaction."""
        return query.execute(self._database)

    def settle(self, item: str) -> None:
        """Forget how often an item failed; within a transaction."""
        self.run(Failure.delete().where(Failure.item == item))


def held(now: datetime, *kinds: Kind) -> Any:
    """Return a query for the calls of which something is set aside."""
    return Failure.select(Failure.call_id).where(
        Failure.retry_at > now, Failure.kind.in_([kind.value for kind in kinds])
    )
