"""Database connections to SQLite or PostgreSQL, and the lock that serialises writers."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from peewee import Database, InterfaceError, OperationalError, PeeweeException, SqliteDatabase
from playhouse.pool import PooledPostgresqlDatabase
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict
from tenacity import Retrying, retry_if_exception_type, stop_after_delay, wait_random

from hotline_server.store.engine.sql import execute

_SQLITE = "sqlite:///"
_POSTGRESQL = "postgresql://"
_UNSUPPORTED = f"数据库地址“{{}}”不支持，可用：{_SQLITE}路径、{_POSTGRESQL}用户@主机/库名"
_CONNECTIONS = 100
_STALE_SECONDS = 300
_WAIT_SECONDS = 10
# Timeouts after which an unresponsive PostgreSQL server is given up; TCP's default is 15 minutes.
# Parameters in the URL take precedence.
_TIMEOUTS: dict[str, str | int] = {
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
# Key of the advisory lock that serialises writers; arbitrary, but unique within the database.
_WRITER_LOCK = 12345
_PRAGMAS = {
    # First, so that it applies to the pragmas below.
    "busy_timeout": 10_000,
    # An acknowledged call must survive a power cut, so every commit reaches the disk.
    "synchronous": "full",
    "foreign_keys": 1,
    "cache_size": -32_768,
}


OUTAGES = (OperationalError, InterfaceError)
REFUSAL = PeeweeException
"""Any error of the database."""
"""Errors raised while the database is unreachable or locked for too long."""


class DatabaseError(Exception):
    """Unusable database; the message gives the reason."""


def open_database(url: str) -> Database:
    """Open the database at ``url`` without checking its schema.

    Args:
        url: ``sqlite:///path``, whose parent folders are created, or
            ``postgresql://user:password@host:port/name``.

    Raises:
        DatabaseError: the URL is invalid or its scheme unknown.
    """
    if url.startswith(_SQLITE):
        path = Path(url.removeprefix(_SQLITE))
        path.parent.mkdir(parents=True, exist_ok=True)
        database = SqliteDatabase(str(path), pragmas=_PRAGMAS)
        _enable_write_ahead_log(database)
        return database
    if url.startswith(_POSTGRESQL):
        return _pooled(url)
    raise DatabaseError(_UNSUPPORTED.format(url))


def open_to_read(url: str) -> Database:
    """Open a database, such as a replica or a copy, on whose connections nothing can be written.

    Nothing is asked of it yet, as it may be away when a server starts.

    Args:
        url: as ``open_database`` takes; the file of SQLite must exist once it is read.

    Raises:
        DatabaseError: the URL is invalid or its scheme unknown.
    """
    if url.startswith(_SQLITE):
        path = Path(url.removeprefix(_SQLITE)).absolute()
        return SqliteDatabase(f"{path.as_uri()}?mode=ro", uri=True, pragmas={"busy_timeout": 10_000, "query_only": 1})
    if url.startswith(_POSTGRESQL):
        return _pooled(url, options="-c default_transaction_read_only=on")
    raise DatabaseError(_UNSUPPORTED.format(url))


def _pooled(url: str, **parameters: str) -> Database:
    pooled: Database = PooledPostgresqlDatabase(
        url,
        prefer_psycopg3=True,
        max_connections=_CONNECTIONS,
        stale_timeout=_STALE_SECONDS,
        timeout=_WAIT_SECONDS,
        **(_TIMEOUTS | {name: value for name, value in _parse_conninfo(url).items() if name in _TIMEOUTS}),
        **parameters,
    )
    return pooled


def _parse_conninfo(url: str) -> dict[str, Any]:
    try:
        return conninfo_to_dict(url)
    except ProgrammingError as error:
        raise DatabaseError(f"数据库地址有误：{error}") from None


def _enable_write_ahead_log(database: Database) -> None:
    """Switch SQLite to write-ahead logging, so that readers and the writer do not block each other.

    Retries, since SQLite fails at once, ignoring the busy timeout, if several processes do so on a new file.
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
def write_transaction(database: Database) -> Iterator[None]:
    """Open a write transaction, serialised across all servers.

    Log positions are therefore in commit order, and a reader that resumes from a position misses nothing.
    """
    if isinstance(database, SqliteDatabase):
        with database.atomic("IMMEDIATE"):
            yield
    else:
        with database.atomic():
            execute(database, "SELECT pg_advisory_xact_lock(%s)", (_WRITER_LOCK,))
            yield


@contextmanager
def snapshot(database: Database) -> Iterator[None]:
    """Open a transaction that reads from a single snapshot."""
    if isinstance(database, SqliteDatabase):
        with database.atomic("DEFERRED"):
            yield
    else:
        with database.atomic():
            execute(database, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield


@contextmanager
def savepoint(database: Database) -> Iterator[None]:
    """Open a savepoint, which is rolled back on an error. It must not be nested in another.

    Its name is always the same, so that its statements are prepared once; peewee gives each a name of its own.
    """
    execute(database, "SAVEPOINT job")
    try:
        yield
    except BaseException:
        execute(database, "ROLLBACK TO SAVEPOINT job")
        raise
    finally:
        execute(database, "RELEASE SAVEPOINT job")


def release_connection(database: Database) -> None:
    """Return this thread's connection to the pool, if the database is pooled."""
    if isinstance(database, PooledPostgresqlDatabase) and not database.is_closed():
        database.close()


def discard_connection(database: Database) -> None:
    """Close this thread's connection instead of returning it to the pool.

    After a failed pipeline psycopg still believes that its statements were prepared, so every use of
    them on that connection would fail.
    """
    if isinstance(database, PooledPostgresqlDatabase):
        database.manual_close()
    else:
        database.close()


def close_all(database: Database) -> None:
    """Close every connection."""
    if isinstance(database, PooledPostgresqlDatabase):
        database.close_all()
    else:
        database.close()
