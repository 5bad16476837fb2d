"""Schema version 17: each office that issues slips numbers its own, and all words are indexed anew."""

from peewee import Database

from hotline_server.security.keyring import Keyring
from hotline_server.store.migrations import version_2, version_16

# Slips that departments issued until now were numbered by the hotline, and keep their numbers.
_SLIPS = """
ALTER TABLE slip ADD COLUMN series TEXT NOT NULL DEFAULT '';
DROP INDEX slip_by_number;
CREATE UNIQUE INDEX slip_by_number ON slip (series, kind, year, number)
"""
# Words are written otherwise now: without spaces inside, and one character for those that are written in two ways.
_SEARCH = "UPDATE search_position SET backlog = (SELECT COALESCE(MAX(id), 0) + 1 FROM hotline_case)"
# One statement list for each part of the work; each column has a default.
_ADDED: tuple[str, ...] = (_SLIPS, _SEARCH)


def create(database: Database, keyring: Keyring | None) -> None:
    """Create the schema in an empty database."""
    version_16.create(database, keyring)
    from_version_16(database)


def from_version_16(database: Database, _: object = None) -> None:
    """Migrate from version 16."""
    for added in _ADDED:
        version_2.run(database, added)
