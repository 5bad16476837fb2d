"""Schema version 8: places, the gazetteer made of them, and where cases are."""

from peewee import Database

from hotline_server.security.keyring import Keyring
from hotline_server.store.migrations import version_2, version_7

_ADDED = """
CREATE TABLE place (
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  kind TEXT NOT NULL,
  latitude INTEGER,
  longitude INTEGER,
  aliases TEXT NOT NULL,
  source TEXT NOT NULL,
  imported BIGINT NOT NULL,
  PRIMARY KEY (name, unit)
) {without_rowid};

CREATE TABLE gazetteer (
  version BIGINT NOT NULL PRIMARY KEY,
  places INTEGER NOT NULL,
  made_at BIGINT NOT NULL,
  content TEXT NOT NULL
);

CREATE TABLE place_sighting (
  name TEXT NOT NULL,
  district TEXT NOT NULL,
  case_id BIGINT NOT NULL,
  PRIMARY KEY (name, district, case_id)
) {without_rowid};
CREATE INDEX place_sighting_by_case ON place_sighting (case_id);

CREATE TABLE place_dismissed (
  name TEXT NOT NULL,
  district TEXT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (name, district)
) {without_rowid};

CREATE TABLE open_location (
  case_id {key} PRIMARY KEY,
  cell BIGINT NOT NULL,
  latitude INTEGER NOT NULL,
  longitude INTEGER NOT NULL,
  matter TEXT NOT NULL
);
CREATE INDEX open_location_by_cell ON open_location (cell);

ALTER TABLE call ADD COLUMN latitude INTEGER;
ALTER TABLE call ADD COLUMN longitude INTEGER;
ALTER TABLE call ADD COLUMN coordinate_source TEXT NOT NULL DEFAULT '';
ALTER TABLE call ADD COLUMN address_detail TEXT NOT NULL DEFAULT '';
ALTER TABLE hotline_case ADD COLUMN town TEXT NOT NULL DEFAULT '';
CREATE INDEX case_by_town ON hotline_case (town, id)
"""


def create(database: Database, keyring: Keyring | None) -> None:
    """Create the schema in an empty database."""
    version_7.create(database, keyring)
    from_version_7(database)


def from_version_7(database: Database, _: object = None) -> None:
    """Migrate from version 7."""
    version_2.run(database, _ADDED)
