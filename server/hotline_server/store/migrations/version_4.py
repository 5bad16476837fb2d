"""Schema version 4: hotspots (then called issues), overviews, attachments, archived files and announcements."""

from peewee import Database

from hotline_server.security.keyring import Keyring
from hotline_server.store.migrations import version_2, version_3

_ADDED = """
ALTER TABLE call ADD COLUMN follows TEXT NOT NULL DEFAULT '';
CREATE INDEX assignment_by_deadline ON assignment (deadline);
CREATE INDEX log_of_archiving ON log_entry (position) WHERE act = 'ARCHIVE';

CREATE TABLE issue (
  id {key} PRIMARY KEY,
  cases INTEGER NOT NULL,
  last_id BIGINT NOT NULL
);
CREATE INDEX issue_by_last ON issue (last_id);

CREATE TABLE issue_case (
  issue_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  PRIMARY KEY (issue_id, case_id)
) {without_rowid};
CREATE UNIQUE INDEX issue_of_case ON issue_case (case_id);

CREATE TABLE issue_merged (
  id {key} PRIMARY KEY,
  into_id BIGINT NOT NULL
);
CREATE INDEX issue_merged_into ON issue_merged (into_id);

CREATE TABLE issue_pair (
  pair INTEGER NOT NULL,
  case_id BIGINT NOT NULL,
  issue_id BIGINT NOT NULL,
  weight SMALLINT NOT NULL,
  PRIMARY KEY (pair, case_id)
) {without_rowid};

CREATE TABLE issue_pair_seen (
  pair INTEGER NOT NULL PRIMARY KEY,
  messages INTEGER NOT NULL
);

CREATE TABLE attachment (
  case_id BIGINT NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  department TEXT NOT NULL,
  PRIMARY KEY (case_id, position)
) {without_rowid};

CREATE TABLE archived (
  case_id {key} PRIMARY KEY,
  sequence BIGINT NOT NULL,
  sealed_at BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  seal TEXT NOT NULL,
  retention TEXT NOT NULL,
  kept_until INTEGER NOT NULL,
  title TEXT NOT NULL,
  district TEXT NOT NULL,
  matter TEXT NOT NULL,
  lead TEXT NOT NULL,
  attachments INTEGER NOT NULL,
  size BIGINT NOT NULL
);
CREATE UNIQUE INDEX archived_by_sequence ON archived (sequence);
CREATE INDEX archived_by_matter ON archived (matter, sequence);
CREATE INDEX archived_by_district ON archived (district, sequence);
CREATE INDEX archived_by_lead ON archived (lead, sequence);
CREATE INDEX archived_by_retention ON archived (retention, kept_until);

CREATE TABLE announcement (
  id {serial},
  version INTEGER NOT NULL,
  number TEXT NOT NULL,
  state TEXT NOT NULL,
  title TEXT NOT NULL,
  question TEXT NOT NULL,
  result TEXT NOT NULL,
  department TEXT NOT NULL,
  drafted_by TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  released_by TEXT NOT NULL,
  released_at BIGINT,
  withdrawn_because TEXT NOT NULL
);
CREATE INDEX announcement_by_release ON announcement (released_at) WHERE released_at IS NOT NULL;

CREATE TABLE overview (
  day INTEGER NOT NULL,
  format TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (day, format)
);
"""


def create(database: Database, keyring: Keyring | None) -> None:
    """Create the schema in an empty database."""
    version_3.create(database, keyring)
    from_version_3(database)


def from_version_3(database: Database, _: object = None) -> None:
    """Migrate from version 3."""
    version_2.run(database, _ADDED)
