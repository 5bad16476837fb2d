"""Schema version 13: what a desk needs on a bad day."""

from datetime import date, datetime, time

from peewee import Database

from hotline_server.domain.lifecycle.state import UNFINISHED
from hotline_server.domain.working_days import MAX_WORKING_DAYS, WorkingCalendar
from hotline_server.ground.clock import CITY, from_micros, to_micros
from hotline_server.security.keyring import Keyring
from hotline_server.store.engine.sql import execute
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
));
ALTER TABLE decision ADD COLUMN time_limit TEXT NOT NULL DEFAULT '7个工作日';
UPDATE decision SET time_limit = deadline_days || '个工作日' WHERE deadline_days <> 7;
ALTER TABLE decision DROP COLUMN deadline_days;
ALTER TABLE hotline_case ADD COLUMN time_limit TEXT NOT NULL DEFAULT '7个工作日';
UPDATE hotline_case SET time_limit = days || '个工作日' WHERE days <> 7;
UPDATE hotline_case SET time_limit = '24小时' WHERE state = 'VERIFYING';
ALTER TABLE hotline_case DROP COLUMN days;
ALTER TABLE assignment ADD COLUMN time_limit TEXT NOT NULL DEFAULT '7个工作日';
UPDATE assignment SET time_limit = days || '个工作日' WHERE days <> 7;
ALTER TABLE assignment ADD COLUMN extra_days INTEGER NOT NULL DEFAULT 0;
ALTER TABLE assignment ADD COLUMN latest BIGINT NOT NULL DEFAULT 0;
UPDATE assignment SET latest = deadline;
ALTER TABLE assignment ADD COLUMN plain_deadline BIGINT NOT NULL DEFAULT 0;
UPDATE assignment SET plain_deadline = deadline;
ALTER TABLE assignment ADD COLUMN standstills TEXT NOT NULL DEFAULT '[]';
ALTER TABLE assignment ADD COLUMN stands_since BIGINT;
ALTER TABLE hotline_case ADD COLUMN promise TEXT NOT NULL DEFAULT ''
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
# Callers answered before are not called back.
_CALLERS = """
ALTER TABLE case_caller ADD COLUMN has_phone BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE case_caller ADD COLUMN wishes_no_reply BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE case_caller ADD COLUMN withdrawn BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE case_caller ADD COLUMN handling INTEGER NOT NULL DEFAULT 1;
ALTER TABLE case_caller ADD COLUMN callback TEXT NOT NULL DEFAULT 'NONE';
ALTER TABLE case_caller ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE case_caller ADD COLUMN next_attempt BIGINT;
ALTER TABLE case_caller ADD COLUMN exemption TEXT NOT NULL DEFAULT '';
ALTER TABLE call ADD COLUMN wishes_no_reply BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE hotline_case ADD COLUMN urges INTEGER NOT NULL DEFAULT 0;
ALTER TABLE hotline_case ADD COLUMN reopen_by BIGINT;
ALTER TABLE hotline_case ADD COLUMN joined_into BIGINT NOT NULL DEFAULT 0;
CREATE INDEX case_caller_by_call ON case_caller (call_id);
CREATE INDEX case_caller_by_callback ON case_caller (case_id) WHERE callback IN ('DUE', 'UNREACHABLE');
UPDATE case_caller SET has_phone = FALSE
WHERE call_id IN (SELECT id FROM hotline_case WHERE caller_index = '');
UPDATE hotline_case SET joined_into = (
  SELECT m.case_id FROM case_caller m WHERE m.call_id = hotline_case.id AND m.case_id <> m.call_id
)
WHERE id IN (SELECT m.call_id FROM case_caller m WHERE m.case_id <> m.call_id)
"""

_NUISANCES = """
ALTER TABLE hotline_case ADD COLUMN nuisance BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX case_by_nuisance ON hotline_case (id) WHERE nuisance
"""


def create(database: Database, keyring: Keyring | None) -> None:
    """Create the schema in an empty database."""
    version_12.create(database, keyring)
    from_version_12(database)


def from_version_12(database: Database, _: object = None) -> None:
    """Migrate from version 12."""
    for added in (_TIME, _LEADERS, _ALARMS, _ROUTES, _ENDS, _NUISANCES, _CALLERS):
        version_2.run(database, added)
    _set_latest(database)
    version_2.run(database, "ALTER TABLE assignment DROP COLUMN days")


def _set_latest(database: Database) -> None:
    """Compute the 30th working day after open assignments from the working day on which they are due."""
    days = execute(database, "SELECT day, working FROM holiday")
    overrides = {date.fromisoformat(str(day)): bool(working) for day, working in days}
    calendar = WorkingCalendar(time(), time(), overrides)
    states = ", ".join(f"'{state.name}'" for state in UNFINISHED)
    open_ones = f"SELECT case_id, number, days, deadline FROM assignment WHERE state IN ({states})"
    mark = database.param
    for case_id, number, given, deadline in list(execute(database, open_ones)):
        due = from_micros(deadline).astimezone(CITY)
        latest = datetime.combine(calendar.after(due.date(), MAX_WORKING_DAYS - given), due.time(), CITY)
        execute(
            database,
            f"UPDATE assignment SET latest = {mark} WHERE case_id = {mark} AND number = {mark}",
            (to_micros(latest), case_id, number),
        )
