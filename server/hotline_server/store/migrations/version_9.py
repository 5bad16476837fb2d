"""Schema version 9: learned readers, their publication, shadow runs and learning, and the reader of a decision."""

from peewee import Database

from hotline_server.security.keyring import Keyring
from hotline_server.store.migrations import version_2, version_8

_ADDED = """
CREATE TABLE reader (
  version TEXT NOT NULL PRIMARY KEY,
  origin TEXT NOT NULL,
  kept_at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  sources TEXT NOT NULL,
  measures TEXT NOT NULL,
  content TEXT NOT NULL
);
CREATE TABLE reader_publication (
  id {serial},
  version TEXT NOT NULL,
  kind TEXT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL,
  consented_by TEXT NOT NULL
);
CREATE TABLE reader_shadow (
  id {serial},
  version TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  active BOOLEAN NOT NULL,
  compared INTEGER NOT NULL,
  differing INTEGER NOT NULL
);
CREATE TABLE reader_shadow_difference (
  id {serial},
  shadow_id BIGINT NOT NULL,
  case_number TEXT NOT NULL,
  published TEXT NOT NULL,
  draft TEXT NOT NULL
);
CREATE INDEX reader_difference_by_shadow ON reader_shadow_difference (shadow_id, id);
CREATE TABLE reader_proposal (
  id {serial},
  version TEXT NOT NULL,
  reader_version TEXT NOT NULL,
  book_version TEXT NOT NULL,
  losses TEXT NOT NULL,
  state TEXT NOT NULL,
  proposed_at BIGINT NOT NULL,
  proposed_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  ended_at BIGINT,
  ended_by TEXT NOT NULL,
  ended_because TEXT NOT NULL
);
CREATE TABLE learning_run (
  id {serial},
  state TEXT NOT NULL,
  stage TEXT NOT NULL,
  done BIGINT NOT NULL,
  total BIGINT NOT NULL,
  source TEXT NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  started_at BIGINT,
  seen_at BIGINT,
  ended_at BIGINT,
  reader_version TEXT NOT NULL,
  error TEXT NOT NULL
);
CREATE INDEX log_of_emergencies ON log_entry (case_id) WHERE act IN ('CONFIRM_EMERGENCY', 'DISMISS_EMERGENCY');
ALTER TABLE decision ADD COLUMN reader_version TEXT NOT NULL DEFAULT ''
"""


def create(database: Database, keyring: Keyring | None) -> None:
    """Create the schema in an empty database."""
    version_8.create(database, keyring)
    from_version_8(database)


def from_version_8(database: Database, _: object = None) -> None:
    """Migrate from version 8."""
    version_2.run(database, _ADDED)
