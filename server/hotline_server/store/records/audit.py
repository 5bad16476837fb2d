"""Sequential reads of the record for verification, in bounded memory. Use within one snapshot."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from peewee import Database, SchemaManager

from hotline_server.domain.log import FIRST_HASH, LogEntry
from hotline_server.domain.numbering import IDS_PER_DAY
from hotline_server.domain.record_faults import INDEXED, WORDS, LogEnd
from hotline_server.ground.clock import from_micros
from hotline_server.store.cases.rows.log import entry_of
from hotline_server.store.engine.bulk import BulkInsert
from hotline_server.store.engine.counters import JOURNAL, LOG, stored_counter, stored_counters
from hotline_server.store.engine.damage import Shape, columns_of, every_text
from hotline_server.store.engine.database import snapshot
from hotline_server.store.engine.sql import execute, pages
from hotline_server.store.models import TABLES, ArchivedRow, CaseRow, CounterRow, JournalRow, LogRow
from hotline_server.store.models.texts import decode, stored_number
from hotline_server.store.proofs.coverage import COVERED, CoveredTable
from hotline_server.store.proofs.journal import Journal, add_digests

BATCH_SIZE = 500
# Stands for what is no number: no log has this length.
_NO_LENGTH = -1
# Tables of the search index, which are no models, with the columns that verification reads.
_OF_SEARCH = {WORDS: "(case_id BIGINT)", INDEXED: "(position BIGINT, backlog BIGINT)"}
_ENTRIES = Shape(columns_of(LogRow))
_FIRST_ID, _LAST_ID = -(2**62), 2**62


@dataclass(slots=True)
class AuditedCase:
    """Case with everything that is recorded of it.

    Attributes:
        end: of its log, as the case names it; ``None`` if the row of the case is missing.
        log: entries with their stored hashes, in order.
        journal: entries of the journal about the case, in order.
        stored: digests of the rows as they are stored, by key.
    """

    id: int
    end: LogEnd | None = None
    log: list[tuple[LogEntry, str]] = field(default_factory=list)
    journal: list[JournalRow] = field(default_factory=list)
    stored: dict[str, str] = field(default_factory=dict)

    @property
    def number(self) -> str:
        """Number of the case."""
        return stored_number(self.id)

    @property
    def history(self) -> dict[str, list[str]]:
        """Digests of its rows by their keys, oldest first."""
        found: dict[str, list[str]] = {}
        changes = [(entry.position, 0, entry.digests) for entry, _ in self.log]
        changes += [(row.position, row.sequence, row.digests) for row in self.journal]
        for _, _, digests in sorted(changes, key=_order):
            add_digests(found, digests)
        return found


@dataclass(frozen=True, slots=True)
class PlacedEntry:
    """Place of a log entry among those of all cases."""

    position: int
    case_number: str
    sequence: int
    hash: str


class AuditStore:
    """Reads the record."""

    def __init__(self, database: Database, covered: Sequence[CoveredTable] = COVERED) -> None:
        """Read a database.

        Args:
            database: database.
            covered: covered tables with the columns that the database has, if it has yet to be migrated.
        """
        self.database = database
        self._covered = covered

    def count(self) -> int:
        """Return the number of cases."""
        return int(CaseRow.select().count(self.database))

    def migrated(self) -> int:
        """Return the number of cases whose digests were recorded on a migration only."""
        journaled = "SELECT COUNT(DISTINCT case_id) FROM journal WHERE cause = 'MIGRATION' AND case_id > 0"
        return int(execute(self.database, journaled)[0][0])

    def counter(self, name: str) -> int | None:
        """Return the value of a counter, 0 if there is none; ``None`` if somebody damaged it."""
        return stored_counter(self.database, name)

    def days(self) -> dict[int, int | None]:
        """Return the number of cases ever opened, by day as eight digits; ``None`` if somebody damaged it."""
        return {int(name): last for name, last in stored_counters(self.database).items() if name.isdecimal()}

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Open a transaction in which all is read as it was at one moment, text that is not UTF-8 too."""
        with snapshot(self.database), every_text(self.database, decode):
            yield

    def stand_ins(self) -> list[str]:
        """Stand in for tables that are missing with empty ones for this connection alone; return their names."""
        present = set(self.database.get_tables())
        missing = [table for table in TABLES if table._meta.table_name not in present]  # noqa: SLF001
        for table in missing:
            SchemaManager(table, self.database).create_table(safe=False, temporary=True)
        of_search = [name for name in _OF_SEARCH if name not in present]
        for name in of_search:
            execute(self.database, f"CREATE TEMPORARY TABLE {name} {_OF_SEARCH[name]}")
        return [*(table._meta.table_name for table in missing), *of_search]  # noqa: SLF001

    def set_counters(self, values: Mapping[str, int]) -> None:
        """Set counters. Use only within a writer job."""
        rows = [{"name": name, "last": value} for name, value in values.items()]
        BulkInsert(self.database, CounterRow, replacing=[CounterRow.name]).run(rows)

    def changed_since(self, position: int, sequence: int) -> list[int]:
        """Return the ids of the cases with log entries above a position, or journal entries above a sequence."""
        changed = (
            f"SELECT case_id FROM log_entry WHERE position > {position:d} "
            f"UNION SELECT case_id FROM journal WHERE sequence > {sequence:d} AND case_id > 0 ORDER BY case_id"
        )
        return [case_id for (case_id,) in execute(self.database, changed) if isinstance(case_id, int)]

    def ids(self, after: int = _FIRST_ID, until: int = _LAST_ID, limit: int = _LAST_ID) -> Iterator[int]:
        """Yield the ids of up to ``limit`` cases above one id and up to another."""
        while limit > 0:
            query = CaseRow.select(CaseRow.id).where(CaseRow.id > after, CaseRow.id <= until).order_by(CaseRow.id)
            some = query.limit(min(BATCH_SIZE * 10, limit)).tuples()
            ids = [found for (found,) in some.execute(self.database)]
            yield from ids
            if not ids:
                return
            after, limit = ids[-1], limit - len(ids)

    def cases(self, after: int = _FIRST_ID, limit: int = _LAST_ID) -> Iterator[AuditedCase]:
        """Yield every case above an id, up to ``limit`` of them, and what is stored of cases that are missing."""
        while limit > 0:
            query = CaseRow.select(CaseRow.id).where(CaseRow.id > after).order_by(CaseRow.id)
            ids = [row.id for row in query.limit(min(BATCH_SIZE, limit)).execute(self.database)]
            # What lies beyond the last case belongs to none.
            yield from self.between(after, ids[-1] if ids else _LAST_ID)
            if not ids:
                return
            after, limit = ids[-1], limit - len(ids)

    def those(self, ids: Sequence[int]) -> Iterator[AuditedCase]:
        """Yield the cases with some ids."""
        for case_id in ids:
            yield from self.between(case_id - 1, case_id)

    def placed(self, after: int) -> Iterator[PlacedEntry]:
        """Yield the log entries of all cases above a position, in the order of their positions."""
        mark = self.database.param
        statement = (
            "SELECT position, case_id, sequence, hash FROM log_entry "
            f"WHERE position >= {mark} AND (position, case_id, sequence) > ({mark}, {mark}, {mark}) "
            f"ORDER BY position, case_id, sequence LIMIT {BATCH_SIZE * 10}"
        )
        for position, case_id, sequence, hash_ in pages(
            (after, _LAST_ID, 0), lambda at: execute(self.database, statement, (at[0], *at))
        ):
            yield PlacedEntry(position, stored_number(case_id), sequence, hash_)

    def unknown_requests(self) -> int:
        """Return the number of request ids beyond those of the calls."""
        counted = "SELECT (SELECT COUNT(*) FROM call_request) - (SELECT COUNT(*) FROM call)"
        return int(execute(self.database, counted)[0][0])

    def log_end(self) -> int:
        """Return the position of the last log entry, as it was counted; 0 if somebody damaged the count."""
        return self.counter(LOG) or 0

    def seal(self, sequence: int) -> str:
        """Return a seal of the archive, empty if there is none."""
        row = ArchivedRow.select(ArchivedRow.seal).where(ArchivedRow.sequence == sequence).first(self.database)
        return str(row.seal) if row else ""

    def journal(self, after: int = 0, until: int = _LAST_ID) -> Iterator[JournalRow]:
        """Yield the entries of the journal above one sequence and up to another, in order."""
        last = after
        while True:
            query = JournalRow.select().where(JournalRow.sequence > last, JournalRow.sequence <= until)
            rows = list(query.order_by(JournalRow.sequence).limit(BATCH_SIZE).execute(self.database))
            yield from rows
            if not rows:
                return
            last = rows[-1].sequence

    def journal_end(self) -> tuple[int, str]:
        """Return the sequence and the hash of the last entry of the journal, as it was counted if that can be read."""
        counted = self.counter(JOURNAL)
        if counted is None:
            ((counted,),) = execute(self.database, "SELECT COALESCE(MAX(sequence), 0) FROM journal")
        return counted, self.journal_hash(counted)

    def journal_hash(self, sequence: int) -> str:
        """Return the hash of an entry of the journal; that of the first predecessor for none."""
        return Journal(self.database).hash_of(sequence)

    def history_of_no_case(self) -> dict[str, list[str]]:
        """Return the digests of the covered rows that belong to no case, by key, oldest first."""
        history: dict[str, list[str]] = {}
        last = 0
        while True:
            query = JournalRow.select().where(JournalRow.case_id == 0, JournalRow.sequence > last)
            rows = list(query.order_by(JournalRow.sequence).limit(BATCH_SIZE).execute(self.database))
            for row in rows:
                add_digests(history, row.digests)
            if not rows:
                return history
            last = rows[-1].sequence

    def cases_by_day(self) -> dict[int, int]:
        """Return the number of cases that there are, by day as eight digits."""
        counted = f"SELECT id / {IDS_PER_DAY} AS day, COUNT(*) FROM hotline_case GROUP BY 1"
        return {int(day): int(cases) for day, cases in execute(self.database, counted)}

    def rows_of_no_case(self) -> dict[str, str]:
        """Return the digests of the covered rows that belong to no case, by key."""
        return {key: digest for covered in self._covered for key, digest in covered.of_no_case(self.database)}

    def between(self, after: int, until: int) -> Iterator[AuditedCase]:
        """Yield what is stored of the cases with ids above ``after`` and up to ``until``."""
        found: dict[int, AuditedCase] = {}

        def case(case_id: int) -> AuditedCase:
            return found.setdefault(case_id, AuditedCase(case_id))

        ends = f"SELECT id, state, log_length, log_hash FROM hotline_case WHERE id > {after:d} AND id <= {until:d}"
        for case_id, state, length, last in execute(self.database, ends):
            case(case_id).end = LogEnd(state, length if isinstance(length, int) else _NO_LENGTH, last)
        entries = _within(LogRow, LogRow.case_id, after, until).order_by(LogRow.case_id, LogRow.sequence)
        for entry in entries.execute(self.database):
            one = case(entry.case_id)
            previous = one.log[-1][1] if one.log else FIRST_HASH
            one.log.append((_entry(one.number, entry, previous), entry.hash))
        kept = _within(JournalRow, JournalRow.case_id, max(after, 0), until).order_by(JournalRow.sequence)
        for row in kept.execute(self.database):
            case(row.case_id).journal.append(row)
        for covered in filter(attrgetter("case"), self._covered):
            for values in covered.of_cases(self.database, after, until):
                case(values[covered.case]).stored[covered.key(values)] = covered.digest(values)
        for case_id in sorted(found, key=_place):
            yield found[case_id]


def _within(table: Any, column: Any, after: int, until: int) -> Any:
    return table.select().where(column > after, column <= until).namedtuples()


def _order(change: tuple[Any, Any, str]) -> list[int]:
    """Return where a change stands; one whose place is damaged comes first."""
    return [_place(place) for place in change[:2]]


def _entry(number: str, row: Any, previous: str) -> LogEntry:
    """Build a log entry from its row; one that no server wrote so hashes to something else than it says."""
    values = row._asdict()
    if not _ENTRIES.damage(values):
        with suppress(ValueError, OverflowError, TypeError):
            return entry_of(number, row, previous)
    return LogEntry(
        case_number=number,
        sequence=_place(row.sequence),
        at=from_micros(0),
        actor="",
        role="",
        act="",
        reason="",
        from_state="",
        to_state="",
        department="",
        details={"unreadable": repr(values)},
        previous_hash=previous,
        position=_place(row.position),
    )


def _place(stored: object) -> int:
    """Return a place; one that is no number comes before all."""
    return stored if isinstance(stored, int) else 0
