"""Schema version 12: offices suggested to the desk."""

from peewee import Database

from hotline_server.security.keyring import Keyring
from hotline_server.store.migrations import version_2, version_11

_ADDED = "ALTER TABLE decision ADD COLUMN suggestions TEXT NOT NULL DEFAULT '[]'"


def create(database: Database, keyring: Keyring | None) -> None:
    """Create the schema in an empty database."""
    version_11.create(database, keyring)
    from_version_11(database)


def from_version_11(database: Database, _: object = None) -> None:
    """Migrate from version 11."""
    version_2.run(database, _ADDED)
