"""Schema version 7: a directory of units in a tree, with revisions, and the time of an assignment's first reply."""

import json
from collections.abc import Iterator

from peewee import Database

from hotline_server.security.keyring import Keyring
from hotline_server.store.engine.sql import execute
from hotline_server.store.migrations import version_2, version_6

_ADDED = """
CREATE TABLE unit (code TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE directory_revision (
  id {serial},
  state TEXT NOT NULL,
  effective_on TEXT NOT NULL,
  changes TEXT NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  ended_at BIGINT,
  ended_by TEXT NOT NULL,
  handed_over INTEGER NOT NULL
);
ALTER TABLE assignment ADD COLUMN first_replied_at BIGINT;
UPDATE assignment SET first_replied_at = (
  SELECT MIN(l.at) FROM log_entry l
  WHERE l.case_id = assignment.case_id AND l.department = assignment.department AND l.at >= assignment.assigned_at
  AND l.act IN ('REPLY', 'REPLY_AS_COHANDLER')
);
CREATE INDEX directory_revision_by_state ON directory_revision (state, effective_on);
"""
_DROPPED = """
DROP TABLE department;
DROP TABLE district;
"""
# The old tables did not have the name of the city.
_CITY = "本市"
_GOVERNMENT = "人民政府"


def create(database: Database, keyring: Keyring | None) -> None:
    """Create the schema in an empty database."""
    version_6.create(database, keyring)
    from_version_6(database)


def from_version_6(database: Database, _: object = None) -> None:
    """Migrate from version 6."""
    version_2.run(database, _ADDED)
    districts = execute(database, "SELECT name, codes FROM district")
    departments = execute(database, "SELECT name, district, phone FROM department")
    if departments:
        mark = database.param
        insert = f"INSERT INTO unit (code, position, name, body) VALUES ({mark}, {mark}, {mark}, {mark})"
        for position, unit in enumerate(_units(districts, departments)):
            body = json.dumps(unit, ensure_ascii=False)
            execute(database, insert, (unit["code"], position, unit["name"], body))
        execute(database, "INSERT INTO counter (name, last) VALUES ('directory', 1)")
    version_2.run(database, _DROPPED)


def _units(districts: list[tuple[str, str]], departments: list[tuple[str, str, str]]) -> Iterator[dict[str, object]]:
    yield {"code": "U00001", "name": _CITY, "kind": "市"}
    codes = {"": "U00001"}
    for name, aliases in districts:
        codes[name] = f"U{len(codes) + 1:05d}"
        yield {
            "code": codes[name], "name": name, "kind": "区县", "parent": "U00001", "aliases": json.loads(aliases),
        }  # fmt: skip
    for place, (name, district, phone) in enumerate(departments, len(codes) + 1):
        backed = [codes[district]] if district and name == f"{district}{_GOVERNMENT}" else []
        yield {
            "code": f"U{place:05d}", "name": name, "kind": "部门", "parent": codes[district], "backs": backed,
            "contacts": {"phone": phone},
        }  # fmt: skip
