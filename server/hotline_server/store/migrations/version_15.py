"""Schema version 15: what people receive on paper, and what a desk's bad day still needed."""

from peewee import Database

from hotline_server.security.keyring import Keyring
from hotline_server.store.migrations import version_2, version_14

# From when deadlines count that working days move; unset where what is counted began before.
_MOVING_DEADLINES = """
ALTER TABLE assignment ADD COLUMN accept_since BIGINT;
ALTER TABLE assignment ADD COLUMN decide_since BIGINT;
ALTER TABLE case_caller ADD COLUMN tell_since BIGINT;
ALTER TABLE case_caller ADD COLUMN write_since BIGINT
"""
_SLIPS = """
CREATE TABLE slip (
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  year INTEGER NOT NULL,
  number INTEGER NOT NULL,
  reference TEXT NOT NULL,
  case_id BIGINT NOT NULL,
  call_id BIGINT NOT NULL,
  office TEXT NOT NULL,
  issued_at BIGINT NOT NULL,
  due_at BIGINT,
  book_version TEXT NOT NULL,
  paper TEXT NOT NULL,
  PRIMARY KEY (case_id, id)
);
CREATE UNIQUE INDEX slip_by_id ON slip (id);
CREATE UNIQUE INDEX slip_by_number ON slip (kind, year, number);
CREATE INDEX slip_by_call ON slip (call_id) WHERE call_id <> 0;
CREATE INDEX slip_by_office ON slip (office, id);
CREATE INDEX slip_by_time ON slip (issued_at)
"""
# What departments ask to be left out of assessment.
_EXCLUSIONS = """
ALTER TABLE assignment ADD COLUMN exclude_by BIGINT;
ALTER TABLE assignment ADD COLUMN exclusion TEXT NOT NULL DEFAULT '';
ALTER TABLE assignment ADD COLUMN exclusion_state TEXT NOT NULL DEFAULT '';
ALTER TABLE assignment ADD COLUMN appealed BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX assignment_by_exclusion ON assignment (exclusion_state, case_id) WHERE exclusion_state <> ''
"""
# One statement list for each part of the work; each column has a default.
_ADDED: tuple[str, ...] = (_MOVING_DEADLINES, _SLIPS, _EXCLUSIONS)


def create(database: Database, keyring: Keyring | None) -> None:
    """Create the schema in an empty database."""
    version_14.create(database, keyring)
    from_version_14(database)


def from_version_14(database: Database, _: object = None) -> None:
    """Migrate from version 14."""
    for added in _ADDED:
        version_2.run(database, added)
