"""Persistence of the archive: sealed files and their chain."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from peewee import Database

from hotline_server.domain.archive import FIRST_SEAL, ArchivedCase, ArchiveQuery, Retention, compute_seal
from hotline_server.domain.numbering import number_of, parse_number
from hotline_server.ground.clock import from_micros, local_day, to_micros
from hotline_server.store.cases.search_index import having
from hotline_server.store.engine.bulk import BulkInsert
from hotline_server.store.engine.sql import execute
from hotline_server.store.models import ArchivedRow, CounterRow, DecisionRow
from hotline_server.store.proofs.journal import Cause, Journal

_PLACE, _SEALS = "archived", "seals"
_BATCH_SIZE = 500
_SHARD = 1000


@dataclass(frozen=True, slots=True)
class UnsealedFile:
    """File to be sealed: an ``ArchivedCase`` without its position in the chain."""

    number: str
    sealed_at: datetime
    sha256: str
    size: int
    retention: Retention
    title: str
    district: str
    matter: str
    lead: str
    attachments: int


@dataclass(frozen=True, slots=True)
class ArchiveStore:
    """Repository of archived cases.

    Attributes:
        folder: folder of their files, shared by all servers.
    """

    database: Database
    folder: Path

    def position(self) -> int:
        """Return the log position up to which archived cases have been exported to files."""
        row = CounterRow.select().where(CounterRow.name == _PLACE).first(self.database)
        return int(row.last) if row else 0

    def next_archived(self, after: int) -> tuple[str, int] | None:
        """Return the next case archived after a log position, as its number and the position of the act."""
        # The act is a literal, so that the partial index on it is used.
        query = f"SELECT case_id, position FROM log_entry WHERE act = 'ARCHIVE' AND position > {after} "
        rows = execute(self.database, f"{query} ORDER BY position LIMIT 1")
        return (number_of(rows[0][0]), int(rows[0][1])) if rows else None

    def outcomes(self, number: str) -> list[str]:
        """Return the names of all outcomes decided for a case."""
        query = DecisionRow.select(DecisionRow.outcome).where(DecisionRow.case_id == parse_number(number)).distinct()
        return [row.outcome for row in query.execute(self.database)]

    def path(self, number: str) -> Path:
        """Return the path of a case's file, in one folder per day and thousand cases."""
        day, sequence = number[:8], int(number[9:])
        return self.folder / day[:4] / day[4:6] / day[6:] / f"{sequence // _SHARD:03d}" / f"{number}.zip"

    def advance_position(self, after: int, up_to: int) -> bool:
        """Advance the exported log position. Use only within a writer job.

        Returns:
            False if another server has advanced it meanwhile.
        """
        mark = self.database.param
        return bool(
            execute(
                self.database,
                f"INSERT INTO counter (name, last) VALUES ('{_PLACE}', {mark}) ON CONFLICT (name) "
                f"DO UPDATE SET last = excluded.last WHERE counter.last = {mark} RETURNING last",
                (up_to, after),
            )
        )

    def seal(self, sealing: UnsealedFile) -> ArchivedCase:
        """Append a file to the chain. Use only within a writer job."""
        last = ArchivedRow.select().order_by(ArchivedRow.sequence.desc()).first(self.database)
        sequence, previous = (last.sequence + 1, last.seal) if last else (1, FIRST_SEAL)
        seal = compute_seal(previous, sealing.number, sequence, sealing.sha256, sealing.retention)
        until = sealing.retention.until(local_day(sealing.sealed_at))
        row = {
            "case_id": parse_number(sealing.number),
            "sequence": sequence,
            "sealed_at": to_micros(sealing.sealed_at),
            "sha256": sealing.sha256,
            "seal": seal,
            "retention": sealing.retention.value,
            "kept_until": int(f"{until:%Y%m%d}") if until else 0,
            "title": sealing.title,
            "district": sealing.district,
            "matter": sealing.matter,
            "lead": sealing.lead,
            "attachments": sealing.attachments,
            "size": sealing.size,
        }
        BulkInsert(self.database, ArchivedRow).run([row])
        Journal(self.database).record(Cause.SEALING, (ArchivedRow, (row["case_id"],)))
        counted = {"name": _SEALS, "last": sequence}
        BulkInsert(self.database, CounterRow, replacing=[CounterRow.name]).run([counted])
        return _archived(ArchivedRow(**row))

    def get(self, number: str) -> ArchivedCase | None:
        """Return the archived case of that number, if any."""
        row = ArchivedRow.select().where(ArchivedRow.case_id == parse_number(number)).first(self.database)
        return _archived(row) if row else None

    def find(self, query: ArchiveQuery, before: int | None, limit: int) -> list[ArchivedCase]:
        """Return up to ``limit`` matching cases with sequences below ``before``, latest first."""
        rows = ArchivedRow.select().order_by(ArchivedRow.sequence.desc()).limit(limit)
        for column, value in (
            (ArchivedRow.matter, query.matter),
            (ArchivedRow.retention, query.retention.value if query.retention else ""),
        ):
            if value:
                rows = rows.where(column == value)
        for column, names in ((ArchivedRow.district, query.district_names), (ArchivedRow.lead, query.lead_names)):
            if names:
                rows = rows.where(column.in_(names))
        if query.text:
            rows = rows.where(ArchivedRow.case_id.in_(having(self.database, query.text)))
        if query.sealed_from:
            rows = rows.where(ArchivedRow.sealed_at >= to_micros(query.sealed_from))
        if query.sealed_before:
            rows = rows.where(ArchivedRow.sealed_at < to_micros(query.sealed_before))
        if before is not None:
            rows = rows.where(ArchivedRow.sequence < before)
        return [_archived(row) for row in rows.execute(self.database)]

    def chain(self) -> Iterator[ArchivedCase]:
        """Yield all archived cases in chain order, in bounded memory."""
        last = 0
        while True:
            rows = ArchivedRow.select().where(ArchivedRow.sequence > last).order_by(ArchivedRow.sequence)
            some = [_archived(row) for row in rows.limit(_BATCH_SIZE).execute(self.database)]
            yield from some
            if not some:
                return
            last = some[-1].sequence

    def seal_count(self) -> int:
        """Return the number of seals ever given, from a counter of its own."""
        row = CounterRow.select().where(CounterRow.name == _SEALS).first(self.database)
        return int(row.last) if row else 0

    def count(self) -> int:
        """Return the number of archived cases."""
        return int(ArchivedRow.select().count(self.database))


def _archived(row: ArchivedRow) -> ArchivedCase:
    return ArchivedCase(
        number=number_of(row.case_id),
        sequence=row.sequence,
        sealed_at=from_micros(row.sealed_at),
        sha256=row.sha256,
        seal=row.seal,
        retention=Retention(row.retention),
        kept_until=date.fromisoformat(str(row.kept_until)) if row.kept_until else None,
        title=row.title,
        district=row.district,
        matter=row.matter,
        lead=row.lead,
        attachments=row.attachments,
        size=row.size,
    )
