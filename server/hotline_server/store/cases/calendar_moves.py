"""Cases that are still to follow changes of the working calendar (R3.2)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from peewee import Database, fn

from hotline_server.domain.acts.changes import follow_calendar
from hotline_server.domain.calendar_change import CalendarChange
from hotline_server.domain.numbering import number_of, parse_number
from hotline_server.ground.clock import from_micros, to_micros
from hotline_server.store.cases.loaded_file import LoadedFile
from hotline_server.store.engine.bulk import BulkInsert
from hotline_server.store.models import CalendarChangeRow, CalendarMoveRow

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class CalendarMoves:
    """Repository of changes of the calendar, until all cases have followed. Write only within a writer job."""

    database: Database

    def begin(self, change: CalendarChange, numbers: Sequence[str]) -> None:
        """Let cases follow a change, whose id is given here, before anything else is done to them."""
        if not numbers:
            return
        # A server that does not know yet that an earlier change is over never takes this one for it.
        last = CalendarChangeRow.select(fn.MAX(CalendarChangeRow.id)).scalar(self.database) or 0
        change_id = max(last + 1, to_micros(change.made_at))
        CalendarChangeRow.insert(
            id=change_id,
            day=change.day.isoformat(),
            was=change.was,
            working=change.working,
            name=change.name,
            actor=change.actor,
            made_at=to_micros(change.made_at),
        ).execute(self.database)
        rows = [{"case_id": parse_number(number), "change_id": change_id} for number in numbers]
        for first in range(0, len(rows), _AT_ONCE):
            BulkInsert(self.database, CalendarMoveRow).run(rows[first : first + _AT_ONCE])

    def changes(self) -> tuple[CalendarChange, ...]:
        """Return the changes that some cases have not followed yet, oldest first."""
        rows = CalendarChangeRow.select().order_by(CalendarChangeRow.id).execute(self.database)
        return tuple(
            CalendarChange(
                id=row.id,
                day=date.fromisoformat(row.day),
                was=None if row.was is None else bool(row.was),
                working=bool(row.working),
                name=row.name,
                actor=row.actor,
                made_at=from_micros(row.made_at),
            )
            for row in rows
        )

    def next(self, limit: int, without: Collection[str]) -> list[str]:
        """Return the numbers of up to ``limit`` cases that are still to follow, oldest first."""
        query = CalendarMoveRow.select(CalendarMoveRow.case_id).distinct().order_by(CalendarMoveRow.case_id)
        if without:
            query = query.where(CalendarMoveRow.case_id.not_in([parse_number(number) for number in without]))
        return [number_of(row.case_id) for row in query.limit(limit).execute(self.database)]

    def follow(self, files: Iterable[LoadedFile], changes: Sequence[CalendarChange]) -> None:
        """Move the deadlines of cases that were just loaded and are still to follow some of the changes."""
        by_id = {parse_number(file.number): file for file in files}
        row, pending = CalendarMoveRow, dict[int, set[int]]()
        for case_id, change_id in (
            row.select(row.case_id, row.change_id).where(row.case_id.in_([*by_id])).tuples().execute(self.database)
        ):
            pending.setdefault(case_id, set()).add(change_id)
        for case_id, ids in pending.items():
            follow_calendar(by_id[case_id], changes, ids)
            by_id[case_id].followed = changes[-1].id

    def settle(self, numbers: Iterable[str], through: int) -> None:
        """Note that cases have followed all changes up to one; once all cases have, the changes are forgotten."""
        ids, row = [parse_number(number) for number in numbers], CalendarMoveRow
        row.delete().where(row.case_id.in_(ids), row.change_id <= through).execute(self.database)
        if not row.select().exists(self.database):
            CalendarChangeRow.delete().execute(self.database)
