"""Schema version 10: policies proposed for direct answers, and people's judgements on them."""

from peewee import Database

from hotline_server.security.keyring import Keyring
from hotline_server.store.migrations import version_2, version_9

_ADDED = """
ALTER TABLE decision ADD COLUMN proposals TEXT NOT NULL DEFAULT '[]';

CREATE TABLE judgement (
  case_id BIGINT NOT NULL,
  version INTEGER NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  verdict TEXT NOT NULL,
  proposed TEXT NOT NULL,
  policy TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (case_id, version)
) {without_rowid}
"""


def create(database: Database, keyring: Keyring | None) -> None:
    """Create the schema in an empty database."""
    version_9.create(database, keyring)
    from_version_9(database)


def from_version_9(database: Database, _: object = None) -> None:
    """Migrate from version 9."""
    version_2.run(database, _ADDED)
