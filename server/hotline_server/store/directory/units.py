"""Persistence of the directory's units and of their changes (P3)."""

from dataclasses import dataclass
from datetime import date, datetime

from peewee import Database
from pydantic import TypeAdapter

from hotline_server.domain.directory.change import Change
from hotline_server.domain.directory.revision import ChangeState, DirectoryRevision
from hotline_server.domain.directory.tree import Directory, DirectoryDraft
from hotline_server.domain.directory.units import Unit
from hotline_server.ground.clock import from_micros, to_micros
from hotline_server.store.engine.counters import Counters
from hotline_server.store.models import CounterRow, DirectoryRevisionRow, UnitRow
from hotline_server.store.proofs.journal import Cause, Journal

_VERSION = "directory"
ROWS_AT_ONCE = 200
_unit = TypeAdapter(Unit)
_changes = TypeAdapter(tuple[Change, ...])


def build(units: tuple[str, ...], version: int) -> Directory:
    """Build a directory from its units, as JSON."""
    return DirectoryDraft(map(_unit.validate_json, units), version).finished()


@dataclass(frozen=True, slots=True)
class UnitStore:
    """Repository of the directory. Use the writing methods only within a write transaction."""

    database: Database

    def version(self) -> int:
        """Return the directory's version, 0 if there is none yet."""
        row = CounterRow.select(CounterRow.last).where(CounterRow.name == _VERSION).first(self.database)
        return row.last if row else 0

    def read(self) -> Directory:
        """Load the directory."""
        version = self.version()
        rows = UnitRow.select(UnitRow.body).order_by(UnitRow.position, UnitRow.code).tuples()
        return build(tuple(body for (body,) in rows.execute(self.database)), version)

    def put(self, before: Directory, after: Directory) -> None:
        """Store the units of ``after`` that differ from those of ``before``, and increment the version."""
        positions = {code: place for place, code in enumerate(after.units)}
        changed = [unit for unit in after.units.values() if before.units.get(unit.code) != unit]
        rows = [
            {
                "code": unit.code,
                "position": positions[unit.code],
                "name": unit.name,
                "body": _unit.dump_json(unit).decode(),
            }
            for unit in changed
        ]
        for first in range(0, len(rows), ROWS_AT_ONCE):
            insert = UnitRow.insert_many(rows[first : first + ROWS_AT_ONCE])
            insert.on_conflict(conflict_target=[UnitRow.code], preserve=[UnitRow.name, UnitRow.body]).execute(
                self.database
            )
        Journal(self.database).record(Cause.ADMINISTRATION, *((UnitRow, (unit.code,)) for unit in changed))
        self.touch()

    def touch(self) -> None:
        """Increment the version, so that every server reads the directory and its scheduled changes again."""
        Counters(self.database).advance({_VERSION: 1})

    def add_revision(self, revision: DirectoryRevision) -> int:
        """Store a new revision; return its id."""
        key = int(DirectoryRevisionRow.insert(**_columns(revision)).execute(self.database))
        self._record(key)
        return key

    def update_revision(self, revision: DirectoryRevision) -> None:
        """Store a revision's new state."""
        query = DirectoryRevisionRow.update(**_columns(revision))
        query.where(DirectoryRevisionRow.id == revision.id).execute(self.database)
        self._record(revision.id)

    def revision(self, revision_id: int) -> DirectoryRevision | None:
        """Return a revision by its id."""
        row = DirectoryRevisionRow.select().where(DirectoryRevisionRow.id == revision_id).first(self.database)
        return _revision(row) if row else None

    def revisions(self, before_id: int | None, limit: int) -> list[DirectoryRevision]:
        """Return revisions, newest first.

        Args:
            before_id: page cursor: the id of the last revision of the preceding page.
            limit: maximum number.
        """
        query = DirectoryRevisionRow.select().order_by(DirectoryRevisionRow.id.desc()).limit(limit)
        if before_id is not None:
            query = query.where(DirectoryRevisionRow.id < before_id)
        return [_revision(row) for row in query.execute(self.database)]

    def scheduled(self) -> list[DirectoryRevision]:
        """Return the revisions still to take effect, in the order in which they will."""
        return self._in_state(ChangeState.SCHEDULED)

    def handing_over(self) -> list[DirectoryRevision]:
        """Return the revisions in effect whose departments' open cases are still being handed over."""
        return self._in_state(ChangeState.HANDING_OVER)

    def _record(self, revision_id: int) -> None:
        Journal(self.database).record(Cause.ADMINISTRATION, (DirectoryRevisionRow, (revision_id,)))

    def _in_state(self, state: ChangeState) -> list[DirectoryRevision]:
        query = DirectoryRevisionRow.select().where(DirectoryRevisionRow.state == state.name)
        ordered = query.order_by(DirectoryRevisionRow.effective_on, DirectoryRevisionRow.id)
        return [_revision(row) for row in ordered.execute(self.database)]


def _columns(revision: DirectoryRevision) -> dict[str, object]:
    return {
        "state": revision.state.name,
        "effective_on": revision.effective_on.isoformat(),
        "changes": _changes.dump_json(tuple(revision.changes)).decode(),
        "actor": revision.actor,
        "reason": revision.reason,
        "made_at": to_micros(revision.made_at),
        "ended_at": to_micros(revision.ended_at) if revision.ended_at else None,
        "ended_by": revision.ended_by,
        "handed_over": revision.handed_over,
    }


def _revision(row: DirectoryRevisionRow) -> DirectoryRevision:
    return DirectoryRevision(
        id=row.id,
        state=ChangeState[row.state],
        effective_on=date.fromisoformat(row.effective_on),
        changes=_changes.validate_json(row.changes),
        actor=row.actor,
        reason=row.reason,
        made_at=from_micros(row.made_at),
        ended_at=_moment(row.ended_at),
        ended_by=row.ended_by,
        handed_over=row.handed_over,
    )


def _moment(micros: int | None) -> datetime | None:
    return None if micros is None else from_micros(micros)
