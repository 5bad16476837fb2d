"""Schema version 17: each office that issues slips numbers its own, and all words are indexed anew."""

import json

from peewee import Database

from hotline_server.domain.numbering import parse_number
from hotline_server.security.keyring import Keyring
from hotline_server.store.cases.rows.values import dump
from hotline_server.store.engine.sql import execute
from hotline_server.store.migrations import version_2, version_16

# Slips that departments issued until now were numbered by the hotline, and keep their numbers.
_SLIPS = """
ALTER TABLE slip ADD COLUMN series TEXT NOT NULL DEFAULT '';
DROP INDEX slip_by_number;
CREATE UNIQUE INDEX slip_by_number ON slip (series, kind, year, number)
"""
# Words are written otherwise now: without spaces inside, and one character for those that are written in two ways.
_SEARCH = "UPDATE search_position SET backlog = (SELECT COALESCE(MAX(id), 0) + 1 FROM hotline_case)"
# One statement list for each part of the work; each column has a default.
_ADDED: tuple[str, ...] = (_SLIPS, _SEARCH)


def create(database: Database, keyring: Keyring | None) -> None:
    """Create the schema in an empty database."""
    version_16.create(database, keyring)
    from_version_16(database)


def from_version_16(database: Database, _: object = None) -> None:
    """Migrate from version 16."""
    for added in _ADDED:
        version_2.run(database, added)
    _keep_left(database)


def _keep_left(database: Database) -> None:
    """Note which calls a case answered once and another does now, where that was separated before it was noted (R8.8).

    The log tells which case was separated: with its call went those that it answers now.
    """
    left: dict[int, dict[int, None]] = {}
    logged = "SELECT case_id, details FROM log_entry WHERE act = 'SEPARATE_FROM' ORDER BY position"
    for case_id, details in execute(database, logged):
        left.setdefault(case_id, {})[parse_number(json.loads(details)["joined"])] = None
    mark = database.param
    for case_id, separated in left.items():
        ids = ", ".join(map(str, separated))
        with_them = execute(database, f"SELECT call_id FROM case_caller WHERE case_id IN ({ids}) ORDER BY call_id")
        gone = [*separated, *(call_id for (call_id,) in with_them if call_id not in separated)]
        execute(database, f"UPDATE hotline_case SET left_calls = {mark} WHERE id = {mark}", (dump(gone), case_id))
