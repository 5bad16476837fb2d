"""Rows of the log."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from peewee import Database

from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.errors import DamagedRowError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.log import LogEntry
from hotline_server.domain.parties import Role
from hotline_server.ground.clock import from_micros, to_micros
from hotline_server.store.cases.rows.values import dump, load
from hotline_server.store.engine.damage import DamageNotes, Row, Shape, build, columns_of, raw_rows
from hotline_server.store.models import LogRow
from hotline_server.store.models.texts import stored_number

_NO_DIGESTS = "{}"
_LOG = Shape(columns_of(LogRow))
_STATES = {"", *CaseState.__members__}
_KNOWN = {"act": Act.__members__, "role": Role.__members__, "from_state": _STATES, "to_state": _STATES}


def log_rows(
    file: CaseFile, now: datetime, length: int, previous: str, position: int, digests: Mapping[str, str]
) -> tuple[int, str, list[dict[str, Any]]]:
    """Build the log rows for the notes of a case.

    Args:
        file: case with the notes.
        now: current time, UTC.
        length: length of the log so far.
        previous: hash of its last entry.
        position: global position before the first new row.
        digests: of the rows that are written with them, by their keys.

    Returns:
        The new length, the new last hash, and the rows.
    """
    at = to_micros(now)
    rows: list[dict[str, Any]] = []
    last = len(file.notes)
    for place, note in enumerate(file.notes, 1):
        length += 1
        entry = LogEntry(
            case_number=file.number,
            sequence=length,
            at=now,
            actor=note.actor.name,
            role=note.actor.role.name,
            act=note.act.name,
            reason=note.reason,
            from_state="" if note.act is Act.REGISTER else note.from_state.name,
            to_state=note.to_state.name,
            department=note.department,
            details=note.details,
            previous_hash=previous,
            position=position + place,
            digests=dump(digests) if place == last else _NO_DIGESTS,
        )
        previous = entry.hash
        rows.append(
            {
                "sequence": length,
                "position": entry.position,
                "at": at,
                "actor": entry.actor,
                "role": entry.role,
                "act": entry.act,
                "reason": entry.reason,
                "from_state": entry.from_state,
                "to_state": entry.to_state,
                "department": entry.department,
                "details": dump(entry.details),
                "digests": entry.digests,
                "hash": previous,
            }
        )
    return length, previous, rows


def read_entries(database: Database, query: Any, damage: DamageNotes) -> list[LogEntry]:
    """Run a query of log entries of many cases; damaged ones are noted, and keep nothing but their position."""
    entries = []
    for row in raw_rows(database, query):
        try:
            entries.append(read_entry(row, ""))
        except DamagedRowError as error:
            damage.note(error)
            entries.append(_passed(row["position"]))
    return entries


def read_entry(row: Row, previous: str) -> LogEntry:
    """Build a log entry from its row as it is stored; ``previous`` is the hash of the preceding entry.

    Raises:
        DamagedRowError: if it is damaged.
    """
    number = stored_number(row["case_id"])
    return build(_LOG, row, number, lambda its: _known(its, entry_of(number, _Columns(its), previous)))


def _known(row: Row, entry: LogEntry) -> LogEntry:
    """Return an entry whose act, role and states are ones that there are.

    Raises:
        LookupError: if one is not.
    """
    for name, known in _KNOWN.items():
        if row[name] not in known:
            raise LookupError(name)
    return entry


def _passed(position: int) -> LogEntry:
    return LogEntry("", 0, from_micros(0), "", "", "", "", "", "", "", {}, "", position)


class _Columns:
    """Columns of a row as attributes."""

    def __init__(self, row: Row) -> None:
        self._row = row

    def __getattr__(self, name: str) -> Any:
        return self._row[name]


def entry_of(number: str, row: Any, previous: str) -> LogEntry:
    """Build a log entry from the columns of its row; ``previous`` is the hash of the preceding entry.

    Raises:
        ValueError: if its details are none.
    """
    details = load(row.details)
    if not isinstance(details, dict):
        raise ValueError(row.details)  # noqa: TRY004 - it is text that says something else
    return LogEntry(
        case_number=number,
        sequence=row.sequence,
        at=from_micros(row.at),
        actor=row.actor,
        role=row.role,
        act=row.act,
        reason=row.reason,
        from_state=row.from_state,
        to_state=row.to_state,
        department=row.department,
        details=details,
        previous_hash=previous,
        position=row.position,
        digests=row.digests,
    )
