"""Schema version 16: when each wait must end, rule books that take effect later, and a wider record."""

import json

from peewee import Database

from hotline_server.security.keyring import Keyring
from hotline_server.store.cases.rows.values import dump
from hotline_server.store.engine.sql import execute
from hotline_server.store.migrations import version_2, version_15

# When somebody was reminded, apart from when it was due.
_REMINDERS = """
ALTER TABLE hotline_case ADD COLUMN reminders TEXT NOT NULL DEFAULT '';
ALTER TABLE assignment ADD COLUMN nudged_at BIGINT
"""
_RULE_BOOKS = """
CREATE TABLE rule_book_schedule (
  id {serial},
  state TEXT NOT NULL,
  takes_effect_at BIGINT NOT NULL,
  version TEXT NOT NULL,
  base_version TEXT NOT NULL,
  proposed_at BIGINT NOT NULL,
  proposed_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  consented_by TEXT NOT NULL,
  ended_at BIGINT,
  ended_by TEXT NOT NULL,
  ended_because TEXT NOT NULL,
  files TEXT NOT NULL,
  tests TEXT NOT NULL,
  losses TEXT NOT NULL
);
CREATE INDEX rule_book_schedule_by_state ON rule_book_schedule (state, takes_effect_at);
ALTER TABLE rule_book_proposal ADD COLUMN takes_effect_at BIGINT
"""
# Cases that are still to follow a change of the calendar.
_CALENDAR = """
CREATE TABLE calendar_change (
  id BIGINT NOT NULL PRIMARY KEY,
  day TEXT NOT NULL,
  was BOOLEAN,
  working BOOLEAN NOT NULL,
  name TEXT NOT NULL,
  actor TEXT NOT NULL,
  made_at BIGINT NOT NULL
);
CREATE TABLE calendar_move (
  case_id BIGINT NOT NULL,
  change_id BIGINT NOT NULL,
  PRIMARY KEY (case_id, change_id)
)
"""
# Until now one time for an objection and an extension; units below are sought that are overdue.
_DECISIONS = """
ALTER TABLE assignment ADD COLUMN extension_by BIGINT;
ALTER TABLE assignment ADD COLUMN extension_since BIGINT;
UPDATE assignment SET extension_by = decide_by, extension_since = decide_since WHERE extension_days > 0;
UPDATE assignment SET decide_by = NULL, decide_since = NULL
WHERE decide_by IS NOT NULL AND objection_state <> 'PENDING';
CREATE INDEX assignment_by_extension ON assignment (extension_by) WHERE extension_by IS NOT NULL;
CREATE INDEX assignment_below_by_state ON assignment (state) WHERE parent > 0
"""
# What who steps aside waits for, whether by an amendment or by what a caller added.
_STANDSTILLS = """
UPDATE assignment SET standstills = REPLACE(standstills, '登记更正以后，等值班室研判', '等值班室研判由谁办理')
WHERE stands_since IS NOT NULL
"""
# Since when messages have been waiting.
_MESSAGES = "CREATE INDEX message_by_expiry ON message (expires_at) WHERE state = 'WAITING'"
# Where a case was before a danger that is verified, and the calls that another case answers again.
_RETURNS = """
ALTER TABLE hotline_case ADD COLUMN interrupted TEXT NOT NULL DEFAULT '';
ALTER TABLE hotline_case ADD COLUMN left_calls TEXT NOT NULL DEFAULT ''
"""
# Nightly verification signs when it was and what it found.
_VERIFICATION = """
DELETE FROM counter WHERE name IN ('verification-claimed', 'verification-at', 'verification-faults')
"""
# Callers who want no SMS.
_CALLERS = "ALTER TABLE case_caller ADD COLUMN refuses_messages BOOLEAN NOT NULL DEFAULT FALSE"
# One statement list for each part of the work; each column has a default.
_ADDED: tuple[str, ...] = (_REMINDERS, _RULE_BOOKS, _CALENDAR, _DECISIONS, _STANDSTILLS, _MESSAGES)
# This version was in use before these columns belonged to it.
_ADDED_LATER = (
    ("hotline_case", "left_calls", _RETURNS),
    ("case_caller", "refuses_messages", f"{_VERIFICATION};{_CALLERS}"),
)


def create(database: Database, keyring: Keyring | None) -> None:
    """Create the schema in an empty database."""
    version_15.create(database, keyring)
    from_version_15(database)


def from_version_15(database: Database, _: object = None) -> None:
    """Migrate from version 15."""
    for added in _ADDED:
        version_2.run(database, added)
    _keep_reviews(database)
    complete(database)


def complete(database: Database) -> None:
    """Add what this version has had only since it was in use, unless the database has it."""
    for table, name, added in _ADDED_LATER:
        if not any(column.name == name for column in database.get_columns(table)):
            version_2.run(database, added)
    _keep_told(database)


def _keep_told(database: Database) -> None:
    """Count everybody as told of a hand-over of which a notice is kept, unless it is noted who was."""
    callers: dict[int, list[int]] = {}
    of_lines = "SELECT id FROM hotline_case WHERE handovers <> ''"
    for case_id, call_id in execute(
        database, f"SELECT case_id, call_id FROM case_caller WHERE case_id IN ({of_lines}) ORDER BY call_id"
    ):
        callers.setdefault(case_id, []).append(call_id)
    mark = database.param
    for case_id, stored in list(execute(database, "SELECT id, handovers FROM hotline_case WHERE handovers <> ''")):
        everybody = callers.get(case_id, [])
        kept = [
            {"told_calls": everybody if one["told"] or one["connected"] else []} | one for one in json.loads(stored)
        ]
        execute(database, f"UPDATE hotline_case SET handovers = {mark} WHERE id = {mark}", (dump(kept), case_id))


def _keep_reviews(database: Database) -> None:
    """Keep with each promise when the desk looked at it last, so that reviews that were done are not owed again."""
    reviewed = execute(
        database,
        "SELECT c.id, c.promise, MAX(l.at) FROM hotline_case c JOIN log_entry l ON l.case_id = c.id"
        " WHERE c.state = 'SUSPENDED' AND l.act = 'REVIEW_SUSPENSION' AND l.at > c.since GROUP BY c.id, c.promise",
    )
    mark = database.param
    for case_id, promise, reviewed_at in list(reviewed):
        kept = dump(json.loads(promise) | {"reviewed_at": reviewed_at})
        execute(database, f"UPDATE hotline_case SET promise = {mark} WHERE id = {mark}", (kept, case_id))
