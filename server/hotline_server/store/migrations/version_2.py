"""Schema version 2: ids derived from case numbers, so that PostgreSQL can partition by time.

Version 1 used sequential ids, with separate indexes for lookups by number, by request and for the latest
decision.
"""

from peewee import Database, SqliteDatabase

from hotline_server.store.engine.partitions import add_partitions, months_of
from hotline_server.store.engine.sql import execute

_TABLES = """
CREATE TABLE hotline_case (
  id {key} PRIMARY KEY,
  version INTEGER NOT NULL,
  state TEXT NOT NULL,
  since BIGINT NOT NULL,
  outcome TEXT NOT NULL,
  urgency SMALLINT NOT NULL,
  category TEXT NOT NULL,
  matter TEXT NOT NULL,
  district TEXT NOT NULL,
  phone TEXT NOT NULL,
  lead TEXT NOT NULL,
  cohandlers TEXT NOT NULL,
  days INTEGER NOT NULL,
  may_answer BOOLEAN NOT NULL,
  owner TEXT NOT NULL,
  next_due BIGINT,
  reminded_at BIGINT,
  transfers INTEGER NOT NULL,
  objected TEXT NOT NULL,
  registered_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  log_length INTEGER NOT NULL,
  log_hash TEXT NOT NULL
) {by_id};
CREATE INDEX case_by_state ON hotline_case (state, id);
CREATE INDEX case_by_outcome ON hotline_case (outcome, id);
CREATE INDEX case_by_urgency ON hotline_case (urgency, id);
CREATE INDEX case_by_category ON hotline_case (category, id);
CREATE INDEX case_by_district ON hotline_case (district, id);
CREATE INDEX case_by_district_and_matter ON hotline_case (district, matter, id);
CREATE INDEX case_by_lead ON hotline_case (lead, id);
CREATE INDEX case_by_owner ON hotline_case (owner, id);
CREATE INDEX case_by_phone ON hotline_case (phone, id);
CREATE INDEX case_by_next_due ON hotline_case (next_due) WHERE next_due IS NOT NULL;

CREATE TABLE call (
  case_id {key} PRIMARY KEY {of_case},
  request_id TEXT NOT NULL,
  name TEXT NOT NULL,
  organisation TEXT NOT NULL,
  phone TEXT NOT NULL,
  confidential BOOLEAN NOT NULL,
  received_at BIGINT NOT NULL,
  subject TEXT NOT NULL,
  content TEXT NOT NULL,
  channel TEXT NOT NULL,
  request_type TEXT NOT NULL,
  district TEXT NOT NULL,
  address TEXT NOT NULL,
  operator TEXT NOT NULL,
  telephony_call_id TEXT NOT NULL,
  marked_urgent BOOLEAN NOT NULL
) {by_case};

CREATE TABLE call_request (
  request_id TEXT NOT NULL PRIMARY KEY,
  case_id BIGINT NOT NULL {of_case},
  fingerprint TEXT NOT NULL
) {without_rowid};

CREATE TABLE decision (
  case_id BIGINT NOT NULL {of_case},
  version INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  lead TEXT NOT NULL,
  cohandlers TEXT NOT NULL,
  urgency TEXT NOT NULL,
  deadline_days INTEGER NOT NULL,
  policy TEXT NOT NULL,
  reasons TEXT NOT NULL,
  rules TEXT NOT NULL,
  book_version TEXT NOT NULL,
  facts TEXT NOT NULL,
  decided_at BIGINT NOT NULL,
  PRIMARY KEY (case_id, version)
) {by_case} {without_rowid};

CREATE TABLE assignment (
  case_id BIGINT NOT NULL {of_case},
  number INTEGER NOT NULL,
  department TEXT NOT NULL,
  leads BOOLEAN NOT NULL,
  state TEXT NOT NULL,
  issued_at BIGINT NOT NULL,
  days INTEGER NOT NULL,
  deadline BIGINT NOT NULL,
  provisional BOOLEAN NOT NULL,
  limit_at BIGINT NOT NULL,
  accept_by BIGINT NOT NULL,
  may_answer BOOLEAN NOT NULL,
  progress_by BIGINT,
  accepted_at BIGINT,
  replied_at BIGINT,
  reply TEXT NOT NULL,
  extension_days INTEGER NOT NULL,
  extension_reason TEXT NOT NULL,
  extended INTEGER NOT NULL,
  reworks INTEGER NOT NULL,
  supervisions INTEGER NOT NULL,
  reminded_to_accept INTEGER NOT NULL,
  pressure SMALLINT NOT NULL,
  PRIMARY KEY (case_id, number)
) {by_case} {without_rowid};
CREATE INDEX assignment_by_department ON assignment (department, case_id);
CREATE INDEX assignment_by_department_and_state ON assignment (department, state, case_id);
CREATE INDEX assignment_provisional ON assignment (case_id) WHERE provisional;

CREATE TABLE case_caller (
  case_id BIGINT NOT NULL {of_case},
  call_id BIGINT NOT NULL,
  answered BOOLEAN NOT NULL,
  PRIMARY KEY (case_id, call_id)
) {by_case} {without_rowid};

CREATE TABLE answer (
  case_id BIGINT NOT NULL {of_case},
  version INTEGER NOT NULL,
  call_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  means TEXT NOT NULL,
  content TEXT NOT NULL,
  policy TEXT NOT NULL,
  supported BOOLEAN NOT NULL,
  given BOOLEAN NOT NULL,
  PRIMARY KEY (case_id, version, call_id)
) {by_case} {without_rowid};

CREATE TABLE log_entry (
  case_id BIGINT NOT NULL {of_case},
  sequence INTEGER NOT NULL,
  position BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  role TEXT NOT NULL,
  act TEXT NOT NULL,
  reason TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  department TEXT NOT NULL,
  details TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (case_id, sequence)
) {by_case} {without_rowid};
CREATE INDEX log_by_position ON log_entry (position);
CREATE INDEX log_by_department ON log_entry (department, position) WHERE department <> '';

CREATE TABLE counter (
  name TEXT NOT NULL PRIMARY KEY,
  last BIGINT NOT NULL
);
"""
_UNCHANGED_TABLES = """
CREATE TABLE district (name TEXT NOT NULL PRIMARY KEY, codes TEXT NOT NULL);
CREATE TABLE department (name TEXT NOT NULL PRIMARY KEY, district TEXT NOT NULL, phone TEXT NOT NULL);
CREATE TABLE holiday (day TEXT NOT NULL PRIMARY KEY, working BOOLEAN NOT NULL, name TEXT NOT NULL);
CREATE TABLE rule_book (version TEXT NOT NULL PRIMARY KEY, files TEXT NOT NULL, tests TEXT NOT NULL);
CREATE TABLE rule_book_publication (
  id {serial},
  version TEXT NOT NULL,
  kind TEXT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL,
  consented_by TEXT NOT NULL
);
CREATE TABLE rule_book_shadow (
  id {serial},
  version TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  active BOOLEAN NOT NULL,
  compared INTEGER NOT NULL,
  differing INTEGER NOT NULL
);
CREATE TABLE rule_book_shadow_difference (
  id {serial},
  shadow_id BIGINT NOT NULL,
  case_number TEXT NOT NULL,
  published TEXT NOT NULL,
  draft TEXT NOT NULL
);
CREATE INDEX shadow_difference_by_shadow ON rule_book_shadow_difference (shadow_id, id);
"""
_OLD = ("hotline_case", "call", "decision", "assignment", "case_caller", "answer", "log_entry")
_NEW_ID = "(CAST(substr(c.number, 1, 8) AS BIGINT) * 1000000000 + CAST(substr(c.number, 10) AS BIGINT))"
_COPY = (
    f"""INSERT INTO hotline_case SELECT {_NEW_ID}, version, state, since, outcome, urgency, category, matter, district,
      phone, lead, cohandlers, days, may_answer, owner, next_due, reminded_at, transfers, objected, registered_at,
      updated_at, log_length, log_hash FROM old_hotline_case c""",
    f"""INSERT INTO call SELECT {_NEW_ID}, o.request_id, o.name, o.organisation, o.phone, o.confidential,
      o.received_at, o.subject, o.content, o.channel, o.request_type, o.district, o.address, o.operator,
      o.telephony_call_id, o.marked_urgent FROM old_call o JOIN old_hotline_case c ON c.id = o.case_id""",
    f"""INSERT INTO call_request SELECT o.request_id, {_NEW_ID}, o.fingerprint
      FROM old_call o JOIN old_hotline_case c ON c.id = o.case_id""",
    f"""INSERT INTO decision SELECT {_NEW_ID},
      (SELECT COUNT(*) FROM old_decision e WHERE e.case_id = o.case_id AND e.id <= o.id),
      o.outcome, o.lead, o.cohandlers, o.urgency, o.deadline_days, o.policy, o.reasons, o.rules, o.book_version,
      o.facts, o.decided_at FROM old_decision o JOIN old_hotline_case c ON c.id = o.case_id""",
    f"""INSERT INTO assignment SELECT {_NEW_ID}, o.number, o.department, o.leads, o.state, o.issued_at, o.days,
      o.deadline, o.provisional, o.limit_at, o.accept_by, o.may_answer, o.progress_by, o.accepted_at, o.replied_at,
      o.reply, o.extension_days, o.extension_reason, o.extended, o.reworks, o.supervisions, o.reminded_to_accept,
      o.pressure FROM old_assignment o JOIN old_hotline_case c ON c.id = o.case_id""",
    f"""INSERT INTO case_caller SELECT {_NEW_ID.replace("c.", "m.")}, {_NEW_ID}, o.answered
      FROM old_case_caller o JOIN old_hotline_case m ON m.id = o.case_id
      JOIN old_call f ON f.id = o.call_id JOIN old_hotline_case c ON c.id = f.case_id""",
    f"""INSERT INTO answer SELECT {_NEW_ID.replace("c.", "m.")},
      (SELECT COUNT(*) FROM old_answer e WHERE e.call_id = o.call_id AND e.id <= o.id), {_NEW_ID},
      o.at, o.actor, o.means, o.content, o.policy, o.supported, o.given
      FROM old_answer o JOIN old_hotline_case m ON m.id = o.case_id
      JOIN old_call f ON f.id = o.call_id JOIN old_hotline_case c ON c.id = f.case_id""",
    f"""INSERT INTO log_entry SELECT {_NEW_ID}, o.sequence, o.id, o.at, o.actor, o.role, o.act, o.reason, o.from_state,
      o.to_state, o.department, o.details, o.hash FROM old_log_entry o JOIN old_hotline_case c ON c.id = o.case_id""",
    "INSERT INTO counter SELECT day, last FROM case_numbering",
    "INSERT INTO counter SELECT 'log', COALESCE(MAX(id), 0) FROM old_log_entry",
)


def create(database: Database) -> None:
    """Create the schema in an empty database."""
    run(database, _UNCHANGED_TABLES)
    run(database, _TABLES)


def from_version_1(database: Database, _: object = None) -> None:
    """Migrate from version 1."""
    for name in _OLD:
        execute(database, f"ALTER TABLE {name} RENAME TO old_{name}")
    run(database, _TABLES)
    add_partitions(database, months_of(database, f"SELECT {_NEW_ID} FROM old_hotline_case c"))
    for statement in _COPY:
        execute(database, statement)
    for name in (*_OLD[1:], _OLD[0]):
        execute(database, f"DROP TABLE old_{name}")
    execute(database, "DROP TABLE case_numbering")


def run(database: Database, statements: str) -> None:
    """Run statements with placeholders for what differs between SQLite and PostgreSQL."""
    sqlite = isinstance(database, SqliteDatabase)
    written = statements.format(
        key="INTEGER" if sqlite else "BIGINT",
        serial="INTEGER PRIMARY KEY" if sqlite else "BIGSERIAL PRIMARY KEY",
        by_id="" if sqlite else "PARTITION BY RANGE (id)",
        by_access="" if sqlite else "PARTITION BY RANGE (access_id)",
        by_case="" if sqlite else "PARTITION BY RANGE (case_id)",
        without_rowid="WITHOUT ROWID" if sqlite else "",
        # On PostgreSQL foreign keys would cost a fifth of the throughput, and all rows of a case are
        # written in one transaction with it.
        of_case="REFERENCES hotline_case (id)" if sqlite else "",
    )
    for statement in written.split(";"):
        if statement.strip():
            execute(database, statement)
