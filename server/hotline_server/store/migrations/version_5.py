"""Version 5: where the recording of a call is kept."""

from peewee import Database

from hotline_server.security.keyring import Keyring
from hotline_server.store.migrations import version_2, version_4

_ADDED = "ALTER TABLE call ADD COLUMN recording TEXT NOT NULL DEFAULT ''"


def create(database: Database, keyring: Keyring | None) -> None:
    """Make the tables in an empty database."""
    version_4.create(database, keyring)
    from_version_4(database)


def from_version_4(database: Database, _: object = None) -> None:
    """Bring a database of version 4 to version 5."""
    version_2.run(database, _ADDED)
