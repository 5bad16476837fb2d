"""Schema version 17: offices number the slips they issue, words are indexed anew, tests of rule books are kept."""

import json
from contextlib import suppress

from peewee import Database

from hotline_server.domain.numbering import parse_number
from hotline_server.rulebook.editions import edition_of, version_of_tests
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
# What was published until now was kept with its latest tests alone.
_TESTS = """
CREATE TABLE rule_book_tests (version TEXT NOT NULL PRIMARY KEY, tests TEXT NOT NULL);
ALTER TABLE rule_book_publication ADD COLUMN tests_version TEXT NOT NULL DEFAULT ''
"""
# Until now a rollback waited for nobody.
_ROLLBACKS = "ALTER TABLE rule_book_proposal ADD COLUMN kind TEXT NOT NULL DEFAULT '发布'"
# Until now who had got a message was told by the attempts: the first of what was left out is that which left it out.
_SENT = """
UPDATE message SET sent_at = created_at
WHERE sent_at IS NULL AND (state IN ('SKIPPED', 'EXPIRED') AND attempts > 1 OR state = 'WAITING' AND attempts > 0)
"""
# One statement list for each part of the work; each column has a default.
_ADDED: tuple[str, ...] = (_SLIPS, _SEARCH, _TESTS, _ROLLBACKS, _SENT)


def create(database: Database, keyring: Keyring | None) -> None:
    """Create the schema in an empty database."""
    version_16.create(database, keyring)
    from_version_16(database)


def from_version_16(database: Database, _: object = None) -> None:
    """Migrate from version 16."""
    version_16.complete(database)
    for added in _ADDED:
        version_2.run(database, added)
    _keep_left(database)
    _keep_tests(database)


def _keep_left(database: Database) -> None:
    """Note which calls a case answered once and another does now, where that was separated before it was noted (R8.8).

    The log tells which case was separated: with its call went those that it answers now.
    """
    left: dict[int, dict[int, None]] = {}
    logged = "SELECT case_id, details FROM log_entry WHERE act = 'SEPARATE_FROM' ORDER BY position"
    for case_id, details in execute(database, logged):
        # Verification tells of damaged entries.
        with suppress(ValueError, KeyError, TypeError):
            call_id = parse_number(json.loads(details)["joined"])
            left.setdefault(case_id, {})[call_id] = None
    mark = database.param
    for case_id, separated in left.items():
        ids = ", ".join(map(str, separated))
        with_them = execute(database, f"SELECT call_id FROM case_caller WHERE case_id IN ({ids}) ORDER BY call_id")
        gone = [*separated, *(call_id for (call_id,) in with_them if call_id not in separated)]
        execute(database, f"UPDATE hotline_case SET left_calls = {mark} WHERE id = {mark}", (dump(gone), case_id))


def _keep_tests(database: Database) -> None:
    """Keep the tests of each rule book by themselves, and note them with what was published and begun from it."""
    mark = database.param
    kept: dict[str, str] = {}
    for version, text in execute(database, "SELECT version, tests FROM rule_book"):
        tests_version = _tests_version(text)
        if tests_version:
            kept[tests_version] = text
        execute(
            database,
            f"UPDATE rule_book_publication SET tests_version = {mark} WHERE version = {mark}",
            (tests_version, version),
        )
        for table in ("rule_book_proposal", "rule_book_schedule"):
            begun = f"UPDATE {table} SET base_version = {mark} WHERE base_version = {mark}"
            execute(database, begun, (edition_of(version, tests_version), version))
    for tests_version, text in kept.items():
        execute(database, f"INSERT INTO rule_book_tests VALUES ({mark}, {mark})", (tests_version, text))


def _tests_version(text: str) -> str:
    """Return the version of stored tests; empty if they are damaged."""
    try:
        return version_of_tests({name: content.encode() for name, content in json.loads(text).items()})
    except (ValueError, AttributeError):
        return ""
