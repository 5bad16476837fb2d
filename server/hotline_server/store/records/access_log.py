"""Access log: records reads of case data, and supports search, verification and expiry."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from peewee import Database

from hotline_server.domain.access_entry import AccessEntry, AccessQuery
from hotline_server.domain.log import FIRST_HASH
from hotline_server.domain.numbering import IDS_PER_DAY, day_of, id_lower_bound, id_of, parse_number
from hotline_server.ground.clock import from_micros, to_micros
from hotline_server.store.cases.rows.values import dump
from hotline_server.store.engine.bulk import BulkInsert
from hotline_server.store.engine.counters import Counters
from hotline_server.store.engine.sql import execute
from hotline_server.store.models import AccessCaseRow, AccessRow, CounterRow

BATCH_SIZE = 1_000
_COUNTER = "access-"
_DROPPED = "access-dropped"


class AccessLog:
    """Hash-chained access log."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._counters = Counters(database)
        self._insert = BulkInsert(database, AccessRow)
        self._insert_cases = BulkInsert(database, AccessCaseRow)

    def append(self, access: AccessEntry) -> None:
        """Append an entry. Use only within a writer job."""
        day = day_of(access.at)
        last = self._counters.advance({f"{_COUNTER}{day}": 1})[f"{_COUNTER}{day}"]
        access_id = id_of(day, last)
        self._insert.run(
            [
                {
                    "id": access_id,
                    "at": to_micros(access.at),
                    "who": access.who,
                    "rpc": access.rpc,
                    "about": access.about,
                    "reason": access.reason,
                    "cases": dump(access.cases),
                    "hash": access.hash(access_id, self._hash_of(access_id - 1) if last > 1 else FIRST_HASH),
                }
            ]
        )
        self._insert_cases.run(
            [{"case_id": parse_number(number), "access_id": access_id} for number in dict.fromkeys(access.cases)]
        )

    def find(self, query: AccessQuery) -> list[tuple[int, AccessEntry]]:
        """Return the matching entries, newest first, each with its page cursor."""
        rows = AccessRow.select().order_by(AccessRow.id.desc()).limit(query.limit)
        if query.case_number:
            rows = (
                AccessRow.select()
                .join(AccessCaseRow, on=(AccessCaseRow.access_id == AccessRow.id))
                .where(AccessCaseRow.case_id == parse_number(query.case_number))
                .order_by(AccessRow.id.desc())
                .limit(query.limit)
            )
        if query.who:
            rows = rows.where(AccessRow.who == query.who)
        if query.since:
            rows = rows.where(AccessRow.id > id_lower_bound(query.since), AccessRow.at >= to_micros(query.since))
        if query.before:
            rows = rows.where(AccessRow.at < to_micros(query.before))
        if query.before_id is not None:
            rows = rows.where(AccessRow.id < query.before_id)
        return [(row.id, _access(row)) for row in rows.execute(self._database)]

    def verify(self) -> Iterator[str | None]:
        """Verify the chain of every day, yielding ``None`` or an error message per entry."""
        last = self._dropped()
        # If a day has been dropped in part, its first remaining entry cannot be checked against a predecessor.
        previous = None if last else FIRST_HASH
        while rows := self._after(last):
            for row in rows:
                if row.id // IDS_PER_DAY != last // IDS_PER_DAY:
                    yield from self._missing_end(last)
                    previous, last = FIRST_HASH, row.id // IDS_PER_DAY * IDS_PER_DAY
                if row.id != last + 1:
                    yield f"查阅记录 {last + 1} 到 {row.id - 1} 不见了"
                elif previous is not None and row.hash != _access(row).hash(row.id, previous):
                    yield f"查阅记录 {row.id} 或它前一条被改过"
                else:
                    yield None
                previous, last = row.hash, row.id
        yield from self._missing_end(last)

    def count(self) -> int:
        """Return the number of entries."""
        return int(AccessRow.select().count(self._database))

    def drop_before(self, moment: datetime) -> int:
        """Delete a batch of the oldest entries of days before ``moment``, and return their number."""
        query = AccessRow.select(AccessRow.id).where(AccessRow.id < id_lower_bound(moment)).order_by(AccessRow.id)
        ids = [row.id for row in query.limit(BATCH_SIZE).execute(self._database)]
        if ids:
            AccessCaseRow.delete().where(AccessCaseRow.access_id.in_(ids)).execute(self._database)
            AccessRow.delete().where(AccessRow.id.in_(ids)).execute(self._database)
            mark = self._database.param
            execute(
                self._database,
                f"INSERT INTO counter (name, last) VALUES ({mark}, {mark}) "
                "ON CONFLICT (name) DO UPDATE SET last = excluded.last",
                (_DROPPED, ids[-1]),
            )
        return len(ids)

    def _dropped(self) -> int:
        """Return the id of the last entry deleted on expiry."""
        row = CounterRow.select().where(CounterRow.name == _DROPPED).first(self._database)
        return row.last if row else 0

    def _after(self, last: int) -> Sequence[Any]:
        query = AccessRow.select().where(AccessRow.id > last).order_by(AccessRow.id).limit(BATCH_SIZE)
        return list(query.execute(self._database))

    def _missing_end(self, last: int) -> Iterator[str]:
        """Yield an error if entries after ``last`` are missing from its day."""
        day, sequence = divmod(last, IDS_PER_DAY)
        row = CounterRow.select().where(CounterRow.name == f"{_COUNTER}{day}").first(self._database)
        if row and row.last != sequence:
            yield f"查阅记录 {last} 之后有 {row.last - sequence} 条不见了"

    def _hash_of(self, access_id: int) -> str:
        mark = self._database.param
        rows = execute(self._database, f"SELECT hash FROM access_entry WHERE id = {mark}", (access_id,))
        return str(rows[0][0]) if rows else ""


def _access(row: AccessRow) -> AccessEntry:
    cases = tuple(json.loads(row.cases))
    return AccessEntry(from_micros(row.at), row.who, row.rpc, row.about, row.reason, cases)
