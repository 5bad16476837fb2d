"""Schema version 13: what a desk needs on a bad day."""

from peewee import Database

from hotline_server.security.keyring import Keyring
from hotline_server.store.migrations import version_2, version_12

# The watchman supervised whoever had not replied by the deadline; later assignments to the same department apart.
_TIME = """
ALTER TABLE assignment ADD COLUMN further_since BIGINT;
ALTER TABLE assignment ADD COLUMN further_days INTEGER NOT NULL DEFAULT 0;
ALTER TABLE assignment ADD COLUMN overdue_since BIGINT;
UPDATE assignment SET overdue_since = deadline
WHERE first_replied_at > deadline OR (first_replied_at IS NULL AND EXISTS (
  SELECT 1 FROM log_entry l WHERE l.case_id = assignment.case_id AND l.act IN ('SUPERVISE', 'RAISE_SUPERVISION')
  AND l.role = 'SYSTEM' AND l.department = assignment.department AND l.at >= assignment.deadline
  AND NOT EXISTS (
    SELECT 1 FROM assignment later WHERE later.case_id = assignment.case_id
    AND later.department = assignment.department AND later.number > assignment.number AND later.assigned_at <= l.at
  )
))
"""
# Whoever waited for a leader waits on, with no words but those in the log.
_LEADERS = """
ALTER TABLE hotline_case ADD COLUMN leader_question TEXT NOT NULL DEFAULT '';
ALTER TABLE hotline_case ADD COLUMN holds TEXT NOT NULL DEFAULT '[]';
UPDATE hotline_case SET leader_question = '{{"asked_at":' || since || ',"asked":[],"reminders":0,"reminded_at":null}}'
WHERE state IN ('AWAITING_INSTRUCTION', 'DISPUTED');
CREATE INDEX case_by_leader_question ON hotline_case (id) WHERE leader_question <> ''
"""
_ALARMS = "ALTER TABLE hotline_case ADD COLUMN alarm TEXT NOT NULL DEFAULT ''"
_ROUTES = """
ALTER TABLE assignment ADD COLUMN first_assigned_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE assignment ADD COLUMN object_by BIGINT;
ALTER TABLE assignment ADD COLUMN objection TEXT NOT NULL DEFAULT '';
ALTER TABLE assignment ADD COLUMN objection_basis TEXT NOT NULL DEFAULT '';
ALTER TABLE assignment ADD COLUMN objection_state TEXT NOT NULL DEFAULT 'NONE';
ALTER TABLE assignment ADD COLUMN decide_by BIGINT;
UPDATE assignment SET objection_state = 'UPHELD' WHERE state = 'DECLINED';
UPDATE assignment SET first_assigned_at = assigned_at;
UPDATE assignment SET decide_by = (SELECT c.updated_at FROM hotline_case c WHERE c.id = assignment.case_id)
WHERE extension_days > 0 AND state IN ('ASSIGNED', 'ACCEPTED', 'RETURNED');
UPDATE hotline_case SET next_due = updated_at
WHERE id IN (SELECT case_id FROM assignment WHERE decide_by IS NOT NULL);
CREATE INDEX assignment_by_decision ON assignment (decide_by) WHERE decide_by IS NOT NULL
"""
_ENDS = """
ALTER TABLE hotline_case ADD COLUMN end_proposal TEXT NOT NULL DEFAULT '';
CREATE INDEX case_by_end_proposal ON hotline_case (id) WHERE end_proposal <> ''
"""


def create(database: Database, keyring: Keyring | None) -> None:
    """Create the schema in an empty database."""
    version_12.create(database, keyring)
    from_version_12(database)


def from_version_12(database: Database, _: object = None) -> None:
    """Migrate from version 12."""
    for added in (_TIME, _LEADERS, _ALARMS, _ROUTES, _ENDS):
        version_2.run(database, added)
