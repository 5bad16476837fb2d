"""Reading whole logs, to verify them."""

from collections.abc import Iterator
from dataclasses import dataclass

from peewee import Database

from hotline_server.domain.log import FIRST_HASH, LogEntry
from hotline_server.domain.numbering import number_of
from hotline_server.store.cases.rows import entry_of
from hotline_server.store.models import CaseRow, LogRow

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class CaseEnd:
    """A case with what it says of the end of its log."""

    id: int
    number: str
    state: str
    length: int
    last_hash: str


class AuditStore:
    """The cases and logs of a database, in bounded memory."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self) -> int:
        """How many cases there are."""
        return int(CaseRow.select().count(self._database))

    def cases(self) -> Iterator[CaseEnd]:
        """Every case, by id."""
        last = 0
        while True:
            query = CaseRow.select().where(CaseRow.id > last).order_by(CaseRow.id).limit(AT_ONCE)
            rows = list(query.execute(self._database))
            for row in rows:
                yield CaseEnd(row.id, number_of(row.id), row.state, row.log_length, row.log_hash)
            if not rows:
                return
            last = rows[-1].id

    def log(self, case: CaseEnd) -> Iterator[tuple[LogEntry, str]]:
        """Every entry of a case's log with the hash that is stored for it."""
        previous = FIRST_HASH
        query = LogRow.select().where(LogRow.case_id == case.id).order_by(LogRow.sequence)
        for row in query.execute(self._database):
            entry = entry_of(case.number, row, previous)
            yield entry, row.hash
            previous = row.hash
