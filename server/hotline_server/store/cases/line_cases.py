"""Cases that other lines handed in, and that were handed to them (R8.2)."""

from collections.abc import Collection

from peewee import SQL, Database, Expression, ModelSelect

from hotline_server.domain.lifecycle.state import HandoverState
from hotline_server.domain.line_query import Direction, LineQuery
from hotline_server.domain.log import LogEntry
from hotline_server.store.cases.rows.log import read_entries
from hotline_server.store.engine.damage import DamageNotes
from hotline_server.store.models import CallerRow, CaseRow, HandoverRow, LogRow

_READABLE = [state.name for state in HandoverState if state.lets_read]
# Literals, so that the partial indexes are used.
_CAME_FROM_A_LINE = SQL("origin_line <> ''")
_OPEN = SQL("state IN ('PENDING', 'ACCEPTED')")


class LineCases:
    """Read access to the cases of lines."""

    def __init__(self, database: Database, damage: DamageNotes) -> None:
        self._database = database
        self._damage = damage

    def find(self, query: LineQuery, before_id: int | None, limit: int) -> list[int]:
        """Return the ids of up to ``limit`` cases that match, newest first."""
        found: set[int] = set()
        if query.direction is not Direction.OUT:
            found.update(self._handed_in(query, before_id, limit))
        if query.direction is not Direction.IN:
            found.update(self._handed_out(query, before_id, limit))
        return sorted(found, reverse=True)[:limit]

    def _handed_in(self, query: LineQuery, before_id: int | None, limit: int) -> list[int]:
        cases = _from(query.line)
        if query.open_only:
            cases = cases.where(CaseRow.id.in_(_handed_to(query.line, _OPEN)))
        if before_id is not None:
            cases = cases.where(CaseRow.id < before_id)
        return [row.id for row in cases.order_by(CaseRow.id.desc()).limit(limit).execute(self._database)]

    def _handed_out(self, query: LineQuery, before_id: int | None, limit: int) -> list[int]:
        handed = _handed_to(query.line, _OPEN if query.open_only else HandoverRow.state.in_(_READABLE)).distinct()
        if before_id is not None:
            handed = handed.where(HandoverRow.case_id < before_id)
        return [row.case_id for row in handed.order_by(HandoverRow.case_id.desc()).limit(limit).execute(self._database)]

    def with_record(self, line: str, record: str) -> list[int]:
        """Return the ids of the cases that have a number with a line.

        Those that were handed to it come first, the newest before others; then those that it handed in, the one that it
        opened before what was split off from that.
        """
        handed = _handed_to(line, HandoverRow.state.in_(_READABLE)).where(HandoverRow.record == record)
        ids = [row.case_id for row in handed.order_by(HandoverRow.case_id.desc()).execute(self._database)]
        came = _from(line).where(CaseRow.origin_record == record).order_by(CaseRow.id)
        return list(dict.fromkeys((*ids, *(row.id for row in came.execute(self._database)))))

    def feed(self, after: int, line: str, acts: Collection[str], limit: int) -> list[LogEntry]:
        """Return up to ``limit`` log entries of acts on the cases of a line after a position, in order.

        Damaged ones are of no case. Among the others are those of cases that were ever handed to it, and of the cases
        that answer the callers of what it handed in; what of them a line may see is for the reader to decide.
        """
        answering = CallerRow.select(CallerRow.case_id).where(CallerRow.call_id.in_(_from(line)))
        of_line = LogRow.case_id.in_(_from(line)) | LogRow.case_id.in_(answering)
        query = (
            LogRow.select()
            .where(
                LogRow.position > after, LogRow.act.in_(sorted(acts)), of_line | LogRow.case_id.in_(_handed_to(line))
            )
            .order_by(LogRow.position)
            .limit(limit)
        )
        return read_entries(self._database, query, self._damage)


def open_handover() -> Expression:
    """Return the condition that a line is to accept a case, or to tell its result."""
    is_open: Expression = CaseRow.id.in_(HandoverRow.select(HandoverRow.case_id).where(_OPEN))
    return is_open


def _from(line: str) -> "ModelSelect[CaseRow]":
    """Select the cases that a line handed in."""
    return CaseRow.select(CaseRow.id).where(_CAME_FROM_A_LINE, CaseRow.origin_line == line)


def _handed_to(line: str, *conditions: Expression | SQL) -> "ModelSelect[HandoverRow]":
    """Select the cases that were handed to a line."""
    return HandoverRow.select(HandoverRow.case_id).where(HandoverRow.line == line, *conditions)
