"""The database: SQLite or PostgreSQL, its connections and its one writer at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from peewee import Database, InterfaceError, OperationalError, SqliteDatabase
from playhouse.pool import PooledPostgresqlDatabase
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict
from tenacity import Retrying, retry_if_exception_type, stop_after_delay, wait_random

from hotline_server.store.engine.sql import execute

_SQLITE = "sqlite:///"
_POSTGRESQL = "postgresql://"
_CONNECTIONS = 100
_STALE_SECONDS = 300
_WAIT_SECONDS = 10
# When a PostgreSQL server that has vanished without a word is given up; TCP by itself waits for a quarter of
# an hour. Whatever of it the URL says goes before.
_GIVEN_UP: dict[str, str | int] = {
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
# The key of the advisory lock that orders writers; any number that nothing else in the database uses.
_WRITING = 12345
_PRAGMAS = {
    # First, so that the others already wait for a lock.
    "busy_timeout": 10_000,
    # An acknowledged call must survive a power cut, so every commit reaches the disk.
    "synchronous": "full",
    "foreign_keys": 1,
    "cache_size": -32_768,
}


OUTAGES = (OperationalError, InterfaceError)
"""What is raised while the database is out of reach, or held by another for too long."""


class DatabaseError(Exception):
    """A database that this server cannot use; the message says why."""


def open_database(url: str) -> Database:
    """Open the database at ``url``, whatever its tables are.

    Args:
        url: ``sqlite:///path``, whose folders are made; or ``postgresql://user:password@host:port/name``.

    Raises:
        DatabaseError: if the kind of URL is unknown.
    """
    if url.startswith(_SQLITE):
        path = Path(url.removeprefix(_SQLITE))
        path.parent.mkdir(parents=True, exist_ok=True)
        database = SqliteDatabase(str(path), pragmas=_PRAGMAS)
        _keep_a_write_ahead_log(database)
        return database
    if url.startswith(_POSTGRESQL):
        pooled: Database = PooledPostgresqlDatabase(
            url,
            prefer_psycopg3=True,
            max_connections=_CONNECTIONS,
            stale_timeout=_STALE_SECONDS,
            timeout=_WAIT_SECONDS,
            **(_GIVEN_UP | {name: value for name, value in _said_by(url).items() if name in _GIVEN_UP}),
        )
        return pooled
    raise DatabaseError(f"数据库地址“{url}”不支持,可用:{_SQLITE}路径、{_POSTGRESQL}用户@主机/库名")


def _said_by(url: str) -> dict[str, Any]:
    try:
        return conninfo_to_dict(url)
    except ProgrammingError as error:
        raise DatabaseError(f"数据库地址有误:{error}") from None


def _keep_a_write_ahead_log(database: Database) -> None:
    """Let readers and the writer not wait for each other; the file remembers it.

    Of several who open a new file at once, SQLite refuses all but one, without waiting.
    """
    for attempt in Retrying(
        retry=retry_if_exception_type(OperationalError),
        wait=wait_random(0, 0.1),
        stop=stop_after_delay(_WAIT_SECONDS),
        reraise=True,
    ):
        with attempt:
            execute(database, "PRAGMA journal_mode = wal")


@contextmanager
def writing(database: Database) -> Iterator[None]:
    """A transaction that writes, one at a time however many servers there are.

    So the order of log entries is the order in which they were committed, and whoever resumes from
    a position skips nothing.
    """
    if isinstance(database, SqliteDatabase):
        with database.atomic("IMMEDIATE"):
            yield
    else:
        with database.atomic():
            execute(database, "SELECT pg_advisory_xact_lock(%s)", (_WRITING,))
            yield


def release(database: Database) -> None:
    """Give this thread's connection back to the pool, where there is one."""
    if isinstance(database, PooledPostgresqlDatabase) and not database.is_closed():
        database.close()


def discard(database: Database) -> None:
    """Close this thread's connection for good, where it may be what failed.

    Not back into the pool: psycopg goes on taking a statement for prepared that went down with the
    rest of a pipeline, and each use of it fails.
    """
    if isinstance(database, PooledPostgresqlDatabase):
        database.manual_close()
    else:
        database.close()


def shut(database: Database) -> None:
    """Close every connection."""
    if isinstance(database, PooledPostgresqlDatabase):
        database.close_all()
    else:
        database.close()
