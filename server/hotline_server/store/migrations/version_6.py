"""Schema version 6: unambiguous names. Only names change; the hash-chained log is not rewritten."""

from peewee import Database

from hotline_server.security.keyring import Keyring
from hotline_server.store.migrations import version_2, version_5

_RENAMED = """
ALTER TABLE issue RENAME TO hotspot;
ALTER TABLE issue_case RENAME TO hotspot_case;
ALTER TABLE hotspot_case RENAME COLUMN issue_id TO hotspot_id;
ALTER TABLE issue_merged RENAME TO hotspot_merged;
ALTER TABLE issue_pair RENAME TO hotspot_pair;
ALTER TABLE hotspot_pair RENAME COLUMN issue_id TO hotspot_id;
ALTER TABLE issue_pair_seen RENAME TO hotspot_pair_seen;
UPDATE counter SET name = 'hotspots' WHERE name = 'issues';
UPDATE counter SET name = 'hotspots claimed' WHERE name = 'issues claimed';
ALTER TABLE assignment RENAME COLUMN issued_at TO assigned_at;
UPDATE assignment SET state = 'ASSIGNED' WHERE state = 'ISSUED';
UPDATE hotline_case SET outcome = 'ESCALATION' WHERE outcome = 'REPORT_TO_LEADER';
UPDATE decision SET outcome = 'ESCALATION' WHERE outcome = 'REPORT_TO_LEADER';
"""


def create(database: Database, keyring: Keyring | None) -> None:
    """Create the schema in an empty database."""
    version_5.create(database, keyring)
    from_version_5(database)


def from_version_5(database: Database, _: object = None) -> None:
    """Migrate from version 5."""
    version_2.run(database, _RENAMED)
