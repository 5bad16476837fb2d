"""Sequential reads of all logs, for verification."""

from collections.abc import Iterator
from dataclasses import dataclass

from peewee import Database

from hotline_server.domain.log import FIRST_HASH, LogEntry
from hotline_server.domain.numbering import number_of
from hotline_server.store.cases.rows.log import entry_of
from hotline_server.store.models import CaseRow, LogRow

BATCH_SIZE = 500


@dataclass(frozen=True, slots=True)
class AuditedCase:
    """Case with the expected length and last hash of its log."""

    id: int
    number: str
    state: str
    length: int
    last_hash: str


class AuditStore:
    """Reads cases and logs in bounded memory."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self) -> int:
        """Return the number of cases."""
        return int(CaseRow.select().count(self._database))

    def cases(self) -> Iterator[AuditedCase]:
        """Yield every case in id order."""
        last = 0
        while True:
            query = CaseRow.select().where(CaseRow.id > last).order_by(CaseRow.id).limit(BATCH_SIZE)
            rows = list(query.execute(self._database))
            for row in rows:
                yield AuditedCase(row.id, number_of(row.id), row.state, row.log_length, row.log_hash)
            if not rows:
                return
            last = rows[-1].id

    def log(self, case: AuditedCase) -> Iterator[tuple[LogEntry, str]]:
        """Yield every entry of a case's log with its stored hash."""
        previous = FIRST_HASH
        query = LogRow.select().where(LogRow.case_id == case.id).order_by(LogRow.sequence)
        for row in query.execute(self._database):
            entry = entry_of(case.number, row, previous)
            yield entry, row.hash
            previous = row.hash
