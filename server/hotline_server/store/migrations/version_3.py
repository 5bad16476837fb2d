"""Schema version 3: encrypted callers with a keyed phone index, the access log, and indexes for reports."""

import json
from typing import Any

from peewee import Database

from hotline_server.security.keyring import Keyring
from hotline_server.store.engine.sql import execute
from hotline_server.store.migrations import version_2

AT_ONCE = 2_000
# Three years, the default retention of callers after archiving.
_RETENTION_MICROS = 1095 * 86_400 * 1_000_000
_ADDED = """
CREATE INDEX assignment_by_issue ON assignment (issued_at);
CREATE INDEX log_of_surveys ON log_entry (at) WHERE act = 'RECORD_SATISFACTION';

CREATE TABLE access_entry (
  id {key} PRIMARY KEY,
  at BIGINT NOT NULL,
  who TEXT NOT NULL,
  rpc TEXT NOT NULL,
  about TEXT NOT NULL,
  reason TEXT NOT NULL,
  cases TEXT NOT NULL,
  hash TEXT NOT NULL
) {by_id};
CREATE INDEX access_by_who ON access_entry (who, id);

CREATE TABLE access_case (
  case_id BIGINT NOT NULL,
  access_id BIGINT NOT NULL,
  PRIMARY KEY (case_id, access_id)
) {by_access} {without_rowid};
"""


def create(database: Database, keyring: Keyring | None) -> None:
    """Create the schema in an empty database."""
    version_2.create(database)
    from_version_2(database, keyring)


def from_version_2(database: Database, keyring: Keyring | None) -> None:
    """Migrate from version 2.

    Raises:
        LookupError: there are callers to encrypt, but no keyring.
    """
    execute(database, "ALTER TABLE call ADD COLUMN caller TEXT NOT NULL DEFAULT ''")
    execute(database, "ALTER TABLE hotline_case RENAME COLUMN phone TO caller_index")
    execute(database, "ALTER TABLE hotline_case ADD COLUMN erased BOOLEAN NOT NULL DEFAULT FALSE")
    _seal(database, keyring)
    for column in ("name", "organisation", "phone"):
        execute(database, f"ALTER TABLE call DROP COLUMN {column}")
    execute(
        database,
        f"UPDATE hotline_case SET next_due = since + {_RETENTION_MICROS} WHERE state = 'ARCHIVED'",
    )
    version_2.run(database, _ADDED)


def _seal(database: Database, keyring: Keyring | None) -> None:
    last = 0
    while True:
        rows = execute(
            database,
            f"SELECT c.case_id, c.name, c.organisation, c.phone, r.request_id, r.fingerprint FROM call c "
            f"JOIN call_request r ON r.request_id = c.request_id WHERE c.case_id > {last} "
            f"ORDER BY c.case_id LIMIT {AT_ONCE}",
        )
        if not rows:
            return
        if keyring is None:
            raise LookupError("有来电人的信息要加密，先用 hotline serve 打开一次数据库")
        last = rows[-1][0]
        for case_id, name, organisation, phone, request_id, fingerprint in rows:
            identity = json.dumps([name, organisation, phone], ensure_ascii=False)
            _update(database, "call", "caller", keyring.seal(identity, str(case_id)), "case_id", case_id)
            _update(database, "hotline_case", "caller_index", keyring.index(phone), "id", case_id)
            _update(database, "call_request", "fingerprint", keyring.index(fingerprint), "request_id", request_id)


def _update(database: Database, table: str, column: str, value: str, key: str, of: Any) -> None:
    mark = database.param
    execute(database, f"UPDATE {table} SET {column} = {mark} WHERE {key} = {mark}", (value, of))
