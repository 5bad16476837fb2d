"""Access log: records reads of case data, and supports search, verification and expiry."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from peewee import Database

from hotline_server.domain.access_entry import AccessEntry, AccessQuery
from hotline_server.domain.log import FIRST_HASH
from hotline_server.domain.numbering import IDS_PER_DAY, day_of, id_lower_bound, id_of, parse_number
from hotline_server.domain.record_faults import Fault, FaultKind
from hotline_server.ground.clock import from_micros, to_micros
from hotline_server.store.cases.rows.values import dump
from hotline_server.store.engine.bulk import BulkInsert
from hotline_server.store.engine.counters import Counters, stored_counter, stored_counters
from hotline_server.store.engine.sql import execute, pages
from hotline_server.store.models import AccessCaseRow, AccessRow
from hotline_server.store.models.texts import stored_number
from hotline_server.store.proofs.journal import Cause, Journal

BATCH_SIZE = 1_000
_COUNTER = "access-"
_DAY = re.compile(r"access-\d{8}", re.ASCII)
_DROPPED = "access-dropped"
_TABLE, _INDEX = "access_entry", "access_case"
DROPPED = "access_entry:dropped"
"""Key in the journal of the id of the last entry deleted on expiry."""


def _any(_: int) -> bool:
    return True


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

    def verify(
        self, signed: Mapping[int, tuple[str, str]] = MappingProxyType({}), wanted: Callable[[int], bool] = _any
    ) -> Iterator[Fault | None]:
        """Verify the chains of days, yielding ``None`` or a fault for each entry.

        Args:
            signed: by the ids of entries, the hashes that signed heads have of them, and what to tell if they differ.
            wanted: tells whether to verify a day, given as eight digits.
        """
        dropped = self._dropped()
        left = {
            access_id: end
            for access_id, end in signed.items()
            if access_id > dropped and wanted(access_id // IDS_PER_DAY)
        }
        for day in self._days(dropped):
            if wanted(day):
                yield from self._verify_day(day, dropped, left)
        for access_id, (_, told) in left.items():
            yield Fault(_TABLE, str(access_id), FaultKind.REMOVED, told)

    def _verify_day(self, day: int, dropped: int, left: dict[int, tuple[str, str]]) -> Iterator[Fault | None]:
        first = day * IDS_PER_DAY
        last = start = max(first, dropped)
        # If a day has been dropped in part, its first remaining entry cannot be checked against a predecessor.
        previous = FIRST_HASH if start == first else None
        while rows := self._after(last, first + IDS_PER_DAY):
            yield from self._unindexed(rows)
            for row in rows:
                expected, told = left.pop(row.id, (row.hash, ""))
                if row.id != last + 1:
                    gap = str(last + 1) if row.id == last + 2 else f"{last + 1} 至 {row.id - 1}"
                    yield Fault(_TABLE, gap, FaultKind.REMOVED)
                elif previous is not None and row.hash != _hash(row, previous):
                    yield Fault(_TABLE, str(row.id), FaultKind.CHANGED, "也可能是前一条被改动")
                elif expected != row.hash:
                    yield Fault(_TABLE, f"{row.id} 或当天之前的", FaultKind.CHANGED, told)
                else:
                    yield None
                previous, last = row.hash, row.id
        sequence = last - first
        stored = stored_counter(self._database, f"{_COUNTER}{day}")
        counted = sequence if stored is None else stored
        if sequence > counted:
            yield Fault(_TABLE, str(last), FaultKind.INSERTED)
        elif sequence < counted and last == first:
            yield Fault(_TABLE, f"{day} 全天", FaultKind.REMOVED, f"应有 {counted} 条")
        elif sequence < counted:
            yield Fault(_TABLE, f"{last} 之后", FaultKind.CUT, f"少 {counted - sequence} 条")

    def verify_index(self, day: int = 0) -> Iterator[Fault]:
        """Yield the rows of the index by case that no entry has, from a day on, given as eight digits."""
        mark = self._database.param
        statement = (
            "SELECT i.case_id, i.access_id, e.cases FROM access_case i LEFT JOIN access_entry e ON e.id = i.access_id "
            f"WHERE (i.case_id, i.access_id) > ({mark}, {mark}) AND i.access_id >= {mark} "
            f"ORDER BY i.case_id, i.access_id LIMIT {BATCH_SIZE}"
        )
        for case_id, access_id, cases in pages(
            (0, 0), lambda at: execute(self._database, statement, (*at, day * IDS_PER_DAY))
        ):
            if case_id not in _case_ids(cases or "[]"):
                yield _index_fault(case_id, access_id, FaultKind.INSERTED)

    def _unindexed(self, rows: Sequence[Any]) -> Iterator[Fault]:
        """Yield what the index by case lacks of entries in order."""
        expected = {(case_id, row.id) for row in rows for case_id in _case_ids(row.cases)}
        cases = sorted({case_id for case_id, _ in expected})
        for start in range(0, len(cases), BATCH_SIZE):
            some = AccessCaseRow.case_id.in_(cases[start : start + BATCH_SIZE])
            present = AccessCaseRow.select().where(some, AccessCaseRow.access_id.between(rows[0].id, rows[-1].id))
            expected -= set(present.tuples().execute(self._database))
        for case_id, access_id in sorted(expected):
            yield _index_fault(case_id, access_id, FaultKind.REMOVED)

    def _days(self, dropped: int) -> list[int]:
        """Return the days that have entries or should have, as eight digits, in order."""
        counted = [
            (int(name.removeprefix(_COUNTER)), last)
            for name, last in stored_counters(self._database).items()
            if _DAY.fullmatch(name) and last is not None
        ]
        days = {day for day, last in counted if day * IDS_PER_DAY + last > dropped}
        last = dropped
        while True:
            row = AccessRow.select(AccessRow.id).where(AccessRow.id > last).order_by(AccessRow.id).first(self._database)
            if row is None:
                return sorted(days)
            days.add(row.id // IDS_PER_DAY)
            last = (row.id // IDS_PER_DAY + 1) * IDS_PER_DAY - 1

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
            Journal(self._database).append(Cause.EXPIRY, {0: {DROPPED: str(ids[-1])}})
        return len(ids)

    def _dropped(self) -> int:
        """Return the id of the last entry deleted on expiry."""
        return stored_counter(self._database, _DROPPED) or 0

    def _after(self, last: int, before: int) -> Sequence[Any]:
        query = AccessRow.select().where(AccessRow.id > last, AccessRow.id < before).order_by(AccessRow.id)
        return list(query.limit(BATCH_SIZE).execute(self._database))

    def last_day(self) -> int:
        """Return the last day with entries as eight digits, 0 if there is none."""
        row = AccessRow.select(AccessRow.id).order_by(AccessRow.id.desc()).first(self._database)
        return int(row.id) // IDS_PER_DAY if row else 0

    def dropped_digest(self) -> dict[str, str]:
        """Return what the journal should hold of the entries deleted on expiry, by its key."""
        dropped = self._dropped()
        return {DROPPED: str(dropped)} if dropped else {}

    def ends(self, after: int) -> dict[int, str]:
        """Return the last entry of each day with entries above an id: their hashes by their ids."""
        rows = execute(
            self._database,
            f"SELECT MAX(id) FROM access_entry WHERE id > {after:d} GROUP BY id / {IDS_PER_DAY}",
        )
        return {int(access_id): self._hash_of(int(access_id)) for (access_id,) in rows}

    def _hash_of(self, access_id: int) -> str:
        mark = self._database.param
        rows = execute(self._database, f"SELECT hash FROM access_entry WHERE id = {mark}", (access_id,))
        return str(rows[0][0]) if rows else ""


def _access(row: AccessRow) -> AccessEntry:
    cases = tuple(json.loads(row.cases))
    return AccessEntry(from_micros(row.at), row.who, row.rpc, row.about, row.reason, cases)


def _case_ids(cases: str) -> frozenset[int]:
    """Return the ids of the cases of an entry; none of one that was tampered with, which its hash tells."""
    try:
        return frozenset(parse_number(number) for number in json.loads(cases))
    except (ValueError, TypeError, AttributeError, LookupError):
        return frozenset()


def _index_fault(case_id: int, access_id: int, kind: FaultKind) -> Fault:
    return Fault(_INDEX, f"{stored_number(case_id)} 查阅记录 {access_id}", kind)


def _hash(row: AccessRow, previous: str) -> str:
    """Return the hash that an entry should have; empty for one that no server wrote so."""
    try:
        return _access(row).hash(row.id, previous)
    except (ValueError, OverflowError, TypeError):
        return ""
