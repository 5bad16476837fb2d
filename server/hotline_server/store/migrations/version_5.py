"""Schema version 5: location of a call's recording."""

from peewee import Database

from hotline_server.security.keyring import Keyring
from hotline_server.store.migrations import version_2, version_4

_ADDED = "ALTER TABLE call ADD COLUMN recording TEXT NOT NULL DEFAULT ''"


def create(database: Database, keyring: Keyring | None) -> None:
    """Create the schema in an empty database."""
    version_4.create(database, keyring)
    from_version_4(database)


def from_version_4(database: Database, _: object = None) -> None:
    """Migrate from version 4."""
    version_2.run(database, _ADDED)
