"""Cases that other lines handed in, and that were handed to them (R8.2)."""

import json

from peewee import SQL, Database, Expression, ModelSelect

from hotline_server.domain.lifecycle.state import HandoverState
from hotline_server.domain.line_query import Direction, LineQuery
from hotline_server.domain.log import LogEntry
from hotline_server.domain.numbering import number_of
from hotline_server.store.cases.rows.log import entry_of
from hotline_server.store.models import CaseRow, LogRow

# A literal, since the partial index is used for nothing else.
_EVER_HANDED = SQL("handovers <> ''")


class LineCases:
    """Read access to the cases of lines."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, query: LineQuery, before_id: int | None, limit: int) -> list[int]:
        """Return the ids of up to ``limit`` cases that may match, newest first.

        A case with an open hand-over to one line and an ended one to another may be among those of the other.
        """
        wheres = [self._concerns(query.line, query.direction)]
        if query.open_only:
            wheres.append(open_handover())
        if before_id is not None:
            wheres.append(CaseRow.id < before_id)
        found = CaseRow.select(CaseRow.id).where(*wheres).order_by(CaseRow.id.desc()).limit(limit)
        return [row.id for row in found.execute(self._database)]

    def with_record(self, line: str, record: str) -> list[int]:
        """Return the ids of the cases that may have a number with a line, newest first."""
        handed_in = (CaseRow.origin_line == line) & (CaseRow.origin_record == record)
        found = CaseRow.select(CaseRow.id).where(_EVER_HANDED, _mentions("line", line), _mentions("record", record))
        ids = [row.id for row in found.execute(self._database)]
        ids += [row.id for row in CaseRow.select(CaseRow.id).where(handed_in).execute(self._database)]
        return sorted(set(ids), reverse=True)

    def feed(self, after: int, line: str, limit: int) -> list[LogEntry]:
        """Return up to ``limit`` log entries of the cases of a line after a position, in order."""
        query = (
            LogRow.select()
            .where(LogRow.position > after, LogRow.case_id.in_(self._of_line(line)))
            .order_by(LogRow.position)
            .limit(limit)
        )
        return [entry_of(number_of(row.case_id), row, "") for row in query.execute(self._database)]

    def _of_line(self, line: str) -> "ModelSelect[CaseRow]":
        return CaseRow.select(CaseRow.id).where(self._concerns(line, Direction.BOTH))

    @staticmethod
    def _concerns(line: str, direction: Direction) -> Expression:
        handed_in = (CaseRow.origin_line != "") & (CaseRow.origin_line == line)
        handed_out = _EVER_HANDED & _mentions("line", line)
        match direction:
            case Direction.IN:
                return handed_in
            case Direction.OUT:
                return handed_out
            case Direction.BOTH:
                return handed_in | handed_out


def open_handover() -> Expression:
    """Return the condition that a line is to accept a case, or to tell its result."""
    pending, accepted = (_mentions("state", state.name) for state in HandoverState if state.is_open)
    either: Expression = pending | accepted
    return either


def _mentions(name: str, value: str) -> Expression:
    """Return the condition that a hand-over has a value, as the column is written."""
    written = f'"{name}":{json.dumps(value, ensure_ascii=False)}'
    contains: Expression = CaseRow.handovers.contains(written)
    return contains
