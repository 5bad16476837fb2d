"""Opening a database with tables of the version that this server knows."""

from collections.abc import Iterator
from contextlib import contextmanager

from peewee import Database, ImproperlyConfigured, PeeweeException

from hotline_server.security.keyring import Keyring
from hotline_server.store.engine.database import DatabaseError, open_database, shut, writing
from hotline_server.store.migrations import NewerSchemaError, migrate


def connect(url: str, keyring: Keyring | None = None) -> Database:
    """Open the database at ``url``, make its tables or migrate them, and return it.

    Args:
        url: as ``open_database`` takes it.
        keyring: needed if tables of an earlier version hold callers that are not sealed yet.

    Raises:
        DatabaseError: if the kind of URL is unknown, the database cannot be reached, or its tables are
            of a newer version than this server's.
    """
    database = open_database(url)
    try:
        # Servers that start together on one database make its tables one after the other.
        with writing(database):
            migrate(database, keyring)
    except (NewerSchemaError, LookupError) as error:
        shut(database)
        raise DatabaseError(str(error)) from None
    except (PeeweeException, ImproperlyConfigured) as error:
        shut(database)
        raise DatabaseError(f"数据库打不开:{error}") from None
    return database


@contextmanager
def opened(url: str, keyring: Keyring | None = None) -> Iterator[Database]:
    """Open the database at ``url`` as ``connect`` does, and close it in the end.

    Raises:
        DatabaseError: as ``connect`` does.
    """
    database = connect(url, keyring)
    try:
        yield database
    finally:
        shut(database)
