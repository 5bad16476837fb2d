"""Schema version 14: what other lines, units below and a tamper-evident record need."""

from datetime import date, time

from peewee import Database, SqliteDatabase

from hotline_server.domain.lifecycle.state import WORKING
from hotline_server.domain.working_days import WorkingCalendar
from hotline_server.ground.clock import from_micros, local_day
from hotline_server.security.keyring import Keyring
from hotline_server.store.engine.sql import execute
from hotline_server.store.migrations import version_2, version_13

_FILES = """
ALTER TABLE attachment ADD COLUMN marks TEXT NOT NULL DEFAULT '';
ALTER TABLE attachment ADD COLUMN scanned BOOLEAN NOT NULL DEFAULT FALSE
"""
_PROOFS = """
ALTER TABLE log_entry ADD COLUMN digests TEXT NOT NULL DEFAULT '';
CREATE TABLE journal (
  sequence {key} NOT NULL PRIMARY KEY,
  cause TEXT NOT NULL,
  case_id BIGINT NOT NULL,
  position BIGINT NOT NULL,
  digests TEXT NOT NULL,
  hash TEXT NOT NULL
);
CREATE INDEX journal_by_case ON journal (case_id, sequence);
CREATE TABLE signed_head (
  number {key} NOT NULL PRIMARY KEY,
  body TEXT NOT NULL,
  key_id TEXT NOT NULL,
  signature TEXT NOT NULL
);
CREATE TABLE verification (
  id {key} NOT NULL PRIMARY KEY,
  body TEXT NOT NULL,
  key_id TEXT NOT NULL,
  signature TEXT NOT NULL
)
"""
_CALLBACKS = """
CREATE INDEX case_caller_by_next_attempt ON case_caller (next_attempt) WHERE next_attempt IS NOT NULL
"""
# Who registered a call is kept while that may still amend it; of older calls the log knows.
_AMENDMENTS = """
ALTER TABLE call ADD COLUMN amendments TEXT NOT NULL DEFAULT '';
ALTER TABLE hotline_case ADD COLUMN registrar TEXT NOT NULL DEFAULT '';
ALTER TABLE hotline_case ADD COLUMN amend_by BIGINT;
ALTER TABLE hotline_case ADD COLUMN proposed_decision TEXT NOT NULL DEFAULT '';
CREATE INDEX case_by_proposed_decision ON hotline_case (id) WHERE proposed_decision <> '';
ALTER TABLE hotline_case ADD COLUMN split_from BIGINT NOT NULL DEFAULT 0;
CREATE INDEX case_by_split ON hotline_case (split_from) WHERE split_from <> 0
"""
_DELEGATION = """
ALTER TABLE assignment ADD COLUMN parent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE assignment ADD COLUMN delegations INTEGER NOT NULL DEFAULT 0;
ALTER TABLE hotline_case ADD COLUMN referral TEXT NOT NULL DEFAULT ''
"""
_DISCLOSURE = "ALTER TABLE assignment ADD COLUMN disclosed BOOLEAN NOT NULL DEFAULT FALSE"
_DRAFT_PROPOSALS = """
CREATE TABLE rule_book_proposal (
  id {serial},
  version TEXT NOT NULL,
  base_version TEXT NOT NULL,
  files TEXT NOT NULL,
  tests TEXT NOT NULL,
  losses TEXT NOT NULL,
  state TEXT NOT NULL,
  proposed_at BIGINT NOT NULL,
  proposed_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  ended_at BIGINT,
  ended_by TEXT NOT NULL,
  ended_because TEXT NOT NULL
)
"""
_OPERATIONS = """
CREATE TABLE stuck_item (
  job TEXT NOT NULL,
  item TEXT NOT NULL,
  case_id BIGINT NOT NULL,
  reason TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  since BIGINT NOT NULL,
  retry_at BIGINT NOT NULL,
  PRIMARY KEY (job, item)
);
CREATE TABLE token_revocation (
  id {serial},
  token_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  at BIGINT NOT NULL
)
"""
_SEARCH = """
CREATE TABLE search_position (position BIGINT NOT NULL, backlog BIGINT NOT NULL);
INSERT INTO search_position SELECT COALESCE((SELECT last FROM counter WHERE name = 'log'), 0), COALESCE(MAX(id), 0) + 1
FROM hotline_case;
CREATE INDEX case_by_matter ON hotline_case (matter, id)
"""
# Every character that is not ASCII is part of a word; the words are separated beforehand.
_SEARCH_SQLITE = "CREATE VIRTUAL TABLE case_search USING fts5(words, tokenize = 'ascii')"
_SEARCH_POSTGRESQL = """
CREATE TABLE case_search (case_id BIGINT PRIMARY KEY, words TSVECTOR NOT NULL);
CREATE INDEX case_search_words ON case_search USING gin (words)
"""
_LINES = """
ALTER TABLE hotline_case ADD COLUMN handovers TEXT NOT NULL DEFAULT '';
ALTER TABLE hotline_case ADD COLUMN origin_line TEXT NOT NULL DEFAULT '';
ALTER TABLE hotline_case ADD COLUMN origin_record TEXT NOT NULL DEFAULT '';
CREATE INDEX case_by_origin ON hotline_case (origin_line, id) WHERE origin_line <> '';
CREATE INDEX case_by_origin_record ON hotline_case (origin_line, origin_record) WHERE origin_line <> '';
CREATE TABLE handover (
  case_id BIGINT NOT NULL,
  number INTEGER NOT NULL,
  line TEXT NOT NULL,
  record TEXT NOT NULL,
  state TEXT NOT NULL,
  gives_back BOOLEAN NOT NULL,
  handed_at BIGINT NOT NULL,
  accept_by BIGINT NOT NULL,
  accepted_at BIGINT,
  ended_at BIGINT,
  PRIMARY KEY (case_id, number)
);
CREATE INDEX handover_by_line ON handover (line, case_id);
CREATE INDEX handover_by_record ON handover (line, record);
CREATE INDEX handover_open ON handover (case_id) WHERE state IN ('PENDING', 'ACCEPTED');
ALTER TABLE decision ADD COLUMN end_code TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN hands_to TEXT NOT NULL DEFAULT '[]'
"""
# Callers of matters that departments had already are told by the deadline at the latest, unless somebody was told.
_NOTICES = """
ALTER TABLE case_caller ADD COLUMN tell_by BIGINT;
UPDATE case_caller SET tell_by = (
  SELECT MAX(a.deadline) FROM assignment a WHERE a.case_id = case_caller.case_id AND a.leads
)
WHERE NOT answered AND NOT wishes_no_reply AND NOT withdrawn
AND case_id IN (SELECT c.id FROM hotline_case c WHERE c.state IN ('ASSIGNED', 'IN_PROGRESS', 'REWORKING', 'DISPUTED'))
AND NOT EXISTS (
  SELECT 1 FROM log_entry told WHERE told.case_id = case_caller.case_id AND told.act = 'TELL_CALLER'
  AND told.sequence > (
    SELECT MAX(sent.sequence) FROM log_entry sent
    WHERE sent.case_id = case_caller.case_id AND sent.act IN ('ASSIGN', 'CHANGE_LEAD')
  )
);
UPDATE hotline_case SET next_due = (SELECT MIN(tell_by) FROM case_caller WHERE case_id = hotline_case.id)
WHERE next_due > (SELECT MIN(tell_by) FROM case_caller WHERE case_id = hotline_case.id);
CREATE INDEX case_caller_by_notice ON case_caller (tell_by) WHERE tell_by IS NOT NULL
"""
# What ended waits for no decision, and a unit below that owes nothing asks for none.
_ENDED_REQUESTS = """
UPDATE assignment SET decide_by = NULL, extension_days = 0, extension_reason = ''
WHERE state NOT IN ('ASSIGNED', 'ACCEPTED', 'RETURNED') AND (decide_by IS NOT NULL OR extension_days > 0);
UPDATE assignment SET objection_state = 'LAPSED'
WHERE state NOT IN ('ASSIGNED', 'ACCEPTED', 'RETURNED') AND objection_state = 'PENDING'
"""
_MESSAGES = """
CREATE TABLE message (
  id BIGINT NOT NULL PRIMARY KEY,
  key TEXT NOT NULL,
  case_id BIGINT NOT NULL,
  call_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  recipient TEXT NOT NULL,
  text TEXT NOT NULL,
  urgent BOOLEAN NOT NULL,
  protected BOOLEAN NOT NULL,
  book_version TEXT NOT NULL,
  state TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  due_at BIGINT,
  expires_at BIGINT NOT NULL,
  attempts INTEGER NOT NULL,
  reason TEXT NOT NULL,
  phone_index TEXT NOT NULL,
  sent_at BIGINT,
  settled_at BIGINT
);
CREATE UNIQUE INDEX message_by_key ON message (key);
CREATE INDEX message_by_case ON message (case_id, id);
CREATE INDEX message_by_due ON message (due_at) WHERE state = 'WAITING';
CREATE INDEX message_by_recipient ON message (case_id, recipient, id) WHERE state = 'WAITING';
CREATE INDEX message_by_phone ON message (phone_index, sent_at) WHERE phone_index <> '';
CREATE INDEX message_dead ON message (id) WHERE state IN ('FAILED', 'EXPIRED')
"""
# One statement list for each part of the work; each column has a default.
_ADDED: tuple[str, ...] = (
    _DISCLOSURE,
    _CALLBACKS,
    _FILES,
    _PROOFS,
    _AMENDMENTS,
    _DELEGATION,
    _DRAFT_PROPOSALS,
    _OPERATIONS,
    _SEARCH,
    _LINES,
    _NOTICES,
    _ENDED_REQUESTS,
    _MESSAGES,
)


def create(database: Database, keyring: Keyring | None) -> None:
    """Create the schema in an empty database."""
    version_13.create(database, keyring)
    from_version_13(database)


def from_version_13(database: Database, _: object = None) -> None:
    """Migrate from version 13."""
    for added in _ADDED:
        version_2.run(database, added)
    _set_further_limits(database)
    version_2.run(database, _SEARCH_SQLITE if isinstance(database, SqliteDatabase) else _SEARCH_POSTGRESQL)


def _set_further_limits(database: Database) -> None:
    """Set from when further limits of before version 13 count, and for how many working days.

    A day that is set free moves them only if that is known.
    """
    days = execute(database, "SELECT day, working FROM holiday")
    overrides = {date.fromisoformat(str(day)): bool(working) for day, working in days}
    calendar = WorkingCalendar(time(), time(), overrides)
    states = ", ".join(f"'{state.name}'" for state in WORKING)
    limited = f"""
SELECT a.case_id, a.number, a.limit_at, (
  SELECT MAX(l.at) FROM log_entry l WHERE l.case_id = a.case_id
  AND l.act IN ('SUPERVISE', 'RAISE_SUPERVISION', 'RETURN_FOR_REWORK') AND l.department IN (a.department, '')
) FROM assignment a WHERE a.state IN ({states}) AND a.limit_at <> a.deadline AND a.further_days = 0
"""
    mark = database.param
    for case_id, number, limit, since in list(execute(database, limited)):
        given = calendar.count(local_day(from_micros(since)), local_day(from_micros(limit))) if since else 0
        if given:
            execute(
                database,
                f"UPDATE assignment SET further_since = {mark}, further_days = {mark} "
                f"WHERE case_id = {mark} AND number = {mark}",
                (since, given, case_id, number),
            )
