"""Rows of the log."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.log import LogEntry
from hotline_server.ground.clock import from_micros, to_micros
from hotline_server.store.cases.rows.values import dump, load
from hotline_server.store.models import LogRow

_NO_DIGESTS = "{}"


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


def entry_of(number: str, row: LogRow, previous: str) -> LogEntry:
    """Build a log entry from its row; ``previous`` is the hash of the preceding entry."""
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
        details=load(row.details),
        previous_hash=previous,
        position=row.position,
        digests=row.digests,
    )
