"""Schema version 11: open questions about suspected dangers."""

from peewee import Database

from hotline_server.security.keyring import Keyring
from hotline_server.store.migrations import version_2, version_10

_ADDED = """
ALTER TABLE hotline_case ADD COLUMN question TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN asks_back BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX case_by_question ON hotline_case (id) WHERE question <> ''
"""


def create(database: Database, keyring: Keyring | None) -> None:
    """Create the schema in an empty database."""
    version_10.create(database, keyring)
    from_version_10(database)


def from_version_10(database: Database, _: object = None) -> None:
    """Migrate from version 10."""
    version_2.run(database, _ADDED)
