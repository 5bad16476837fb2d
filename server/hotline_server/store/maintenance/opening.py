"""Opening a database and migrating its schema."""

from collections.abc import Iterator
from contextlib import contextmanager

from peewee import Database, ImproperlyConfigured, PeeweeException

from hotline_server.domain.record_faults import Fault, FaultKind
from hotline_server.security.keyring import Keyring
from hotline_server.store.engine.database import DatabaseError, close_all, open_database, write_transaction
from hotline_server.store.migrations import SchemaVersionError, migrate
from hotline_server.store.migrations.digests import record_changed
from hotline_server.store.models import CounterRow


def connect(url: str, keyring: Keyring | None = None) -> Database:
    """Open the database at ``url`` and create or migrate its schema.

    Args:
        url: URL as accepted by ``open_database``.
        keyring: required if an older schema stores callers unencrypted.

    Raises:
        DatabaseError: the URL is invalid, the database is unreachable, its schema is newer than this
            program's or of no known version, or the keyring is missing.
    """
    database = open_database(url)
    try:
        # Serialises the migration when several servers start at once.
        with write_transaction(database):
            migrate(database, keyring)
            _check_counters(database)
        record_changed(database)
    except (SchemaVersionError, LookupError) as error:
        close_all(database)
        raise DatabaseError(str(error)) from None
    except (PeeweeException, ImproperlyConfigured) as error:
        close_all(database)
        raise DatabaseError(f"数据库打不开：{error}") from None
    return database


def _check_counters(database: Database) -> None:
    """Check that there are counters, without which numbers would be given twice.

    Raises:
        SchemaVersionError: there are none.
    """
    name = str(CounterRow._meta.table_name)  # noqa: SLF001
    if not database.table_exists(name):
        raise SchemaVersionError(f"{Fault(name, '整张表', FaultKind.REMOVED)}；数据库打不开，请从备份恢复")


@contextmanager
def database_at(url: str, keyring: Keyring | None = None) -> Iterator[Database]:
    """Open the database as ``connect`` does, and close it on exit.

    Raises:
        DatabaseError: see ``connect``.
    """
    database = connect(url, keyring)
    try:
        yield database
    finally:
        close_all(database)
