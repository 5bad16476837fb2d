"""Coverage of the record: how each table is proved, or why it need not be.

A row that is covered has a digest, over the columns named here, in the log of its case or in the journal, both of which
are hash chains. Verification compares the latest digest of every row with the row.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from peewee import BooleanField, Database, Model
from pydantic_core import to_json

from hotline_server.store.engine.sql import execute
from hotline_server.store.models import (
    AccessCaseRow,
    AccessRow,
    AnnouncementRow,
    AnswerRow,
    ArchivedRow,
    AssignmentRow,
    AttachmentRow,
    CalendarChangeRow,
    CalendarMoveRow,
    CallerRow,
    CallRow,
    CaseRow,
    CounterRow,
    DecisionRow,
    DirectoryRevisionRow,
    DraftProposalRow,
    GazetteerRow,
    HandoverRow,
    HolidayRow,
    HotspotCaseRow,
    HotspotMergedRow,
    HotspotPairRow,
    HotspotPairSeenRow,
    HotspotRow,
    JournalRow,
    JudgementRow,
    LearningRunRow,
    LogRow,
    MessageRow,
    OpenLocationRow,
    OverviewRow,
    PlaceDismissedRow,
    PlaceRow,
    PlaceSightingRow,
    PublicationRow,
    ReaderProposalRow,
    ReaderPublicationRow,
    ReaderRow,
    ReaderShadowDifferenceRow,
    ReaderShadowRow,
    RequestRow,
    RevocationRow,
    RuleBookRow,
    RuleBookTestsRow,
    ScheduledDraftRow,
    ShadowDifferenceRow,
    ShadowRow,
    SignedHeadRow,
    SlipRow,
    StuckRow,
    UnitRow,
    VerificationRow,
)
from hotline_server.store.models.texts import visible

_DIGEST_LENGTH = 40
_SUMMAND_LENGTH = 384
"""Bytes of a digest that is added up."""
_SUMS = 1 << 8 * _SUMMAND_LENGTH
_BOOLEANS: Mapping[object, bool] = {0: False, 1: True}
"""What SQLite, which has no boolean type, stores for them; the service writes nothing else."""
REMOVED = ""
"""Stands for the digest of a row that was removed."""
Row = Mapping[str, Any]


class CoveredTable:
    """Table whose rows have digests.

    Attributes:
        name: of the table.
        columns: those that the digest covers, the primary key among them.
        keys: columns of the primary key.
        case: column with the id of the case that a row belongs to; empty if rows belong to none.
        since: version of the schema from which its rows have digests.
    """

    def __init__(
        self, table: type[Model], case: str = "", without: Collection[str] = (), since: int = 14, through: str = ""
    ) -> None:
        """Read the columns off the table.

        Args:
            table: table.
            case: column with the id of the case that a row belongs to.
            without: columns that the digest leaves out.
            since: version of the schema from which its rows have digests.
            through: table by whose cases and keys its rows are found, if it has no index by case.
        """
        meta = table._meta  # noqa: SLF001
        self.table = table
        self._without = frozenset(without)
        self.name = str(meta.table_name)
        self.case = case
        self.since = since
        self._through = through
        fields = [field for field in meta.sorted_fields if field.column_name not in without]
        self.columns = tuple(field.column_name for field in fields)
        self.keys = tuple(field.column_name for field in meta.get_primary_keys())  # type: ignore[no-untyped-call]
        self._own_keys = tuple(name for name in self.keys if name != case)
        self._booleans = [place for place, field in enumerate(fields) if isinstance(field, BooleanField)]
        self._values = itemgetter(*self.columns)
        self._listed = ", ".join(f'"{column}"' for column in self.columns)

    def of_no_case(self, database: Database) -> Iterator[tuple[str, str]]:
        """Yield the key and the digest of each row that belongs to no case."""
        return iter(()) if self.case else self.digests(self.select(database, "1 = 1"))

    def proved(self, row: Row) -> Sequence[str]:  # noqa: ARG002 - of messages it depends on the row
        """Return the columns that the digest of a row covers."""
        return self.columns

    def as_stored(self, database: Database) -> "CoveredTable | None":
        """Return the table with those of its columns that a database has; ``None`` if the database lacks the table."""
        if not database.table_exists(self.name):
            return None
        stored = {column.name for column in database.get_columns(self.name)}
        without = self._without | set(self.columns) - stored
        return type(self)(self.table, self.case, without, self.since, self._through)

    def digest(self, row: Row) -> str:
        """Return the digest of a row, which binds it to its table and key."""
        return hashlib.sha256(self._text(row)).hexdigest()[:_DIGEST_LENGTH]

    def _text(self, row: Row) -> bytes:
        return to_json((self.name, self._values(row)))

    def key(self, row: Row) -> str:
        """Return the key of a row among those of its case, or of the whole record if it belongs to none."""
        if not self._own_keys:
            return self.name
        return ":".join((self.name, *[str(row[name]) for name in self._own_keys]))

    def digests(self, rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
        """Yield the key and the digest of each row."""
        for row in rows:
            yield self.key(row), self.digest(row)

    def of_cases(self, database: Database, after: int, until: int) -> Iterator[Row]:
        """Yield the rows of the cases with ids above ``after`` and up to ``until``."""
        within = f'"{self.case}" > {after:d} AND "{self.case}" <= {until:d}'
        if self._through:
            (key,) = self.keys
            within = f'"{key}" IN (SELECT "{key}" FROM "{self._through}" WHERE {within})'
        return self.select(database, within)

    def select(self, database: Database, condition: str, parameters: Sequence[object] = ()) -> Iterator[Row]:
        """Yield the rows that meet a condition in SQL, as they were written."""
        for found in execute(database, f'SELECT {self._listed} FROM "{self.name}" WHERE {condition}', parameters):
            values = list(found)
            for place in self._booleans:
                values[place] = _BOOLEANS.get(values[place], values[place])
            if bytes in map(type, values):
                values = [visible(value) if isinstance(value, bytes) else value for value in values]
            yield dict(zip(self.columns, values, strict=True))


_SENT = "sent_at"


class MessageTable(CoveredTable):
    """Table of messages; some are about no case, and how one waits to be sent is no part of what happened."""

    _PASSING = frozenset(("due_at", "expires_at", "attempts", "reason", "phone_index", _SENT))

    def proved(self, row: Row) -> Sequence[str]:
        """Return the columns that the digest of a row covers."""
        if row["state"] != "WAITING":
            return self.columns
        return [column for column in self.columns if column not in self._PASSING]

    def of_cases(self, database: Database, after: int, until: int) -> Iterator[Row]:
        """Yield the rows of the cases with ids above ``after`` and up to ``until``."""
        return (row for row in super().of_cases(database, after, until) if row[self.case])

    def of_no_case(self, database: Database) -> Iterator[tuple[str, str]]:
        """Yield the key and the digest of each message about no case."""
        return self.digests(self.select(database, f'"{self.case}" = 0'))

    def _text(self, row: Row) -> bytes:
        proved = self.proved(row)
        # Digests of those that wait have always had a place for it, in which nothing stood.
        columns = [column for column in self.columns if column in proved or column == _SENT]
        return to_json((self.name, [row[column] if column in proved else None for column in columns]))


class SummedTable(CoveredTable):
    """Table of which one digest covers all rows, since an import changes most of them.

    It is the sum of the digests of the rows, so that it follows from those that change. They are so long that nobody
    finds rows whose changes balance: with a million to choose from, the generalised birthday attack takes 2^146 steps.
    """

    @property
    def whole(self) -> str:
        """Key of all rows."""
        return f"{self.name}:全部"

    def sum(self, rows: Iterable[Row]) -> int:
        """Return the sum of the digests of rows."""
        digests = (hashlib.shake_256(self._text(row)).digest(_SUMMAND_LENGTH) for row in rows)
        return sum(map(int.from_bytes, digests)) % _SUMS

    def changed(self, whole: str, before: Iterable[Row], after: Iterable[Row]) -> str:
        """Return the digest of all rows once some have taken the place of others."""
        total = (int(whole or "0", 16) - self.sum(before) + self.sum(after)) % _SUMS
        return f"{total:0{2 * _SUMMAND_LENGTH}x}" if total else REMOVED

    def of_no_case(self, database: Database) -> Iterator[tuple[str, str]]:
        """Yield the key and the digest of all rows, if there are any."""
        if whole := self.changed(REMOVED, (), self.select(database, "1 = 1")):
            yield self.whole, whole


PLACES = SummedTable(PlaceRow, without=("imported",), since=16)
# ``log_length`` and ``log_hash`` are compared with the log, which could not hold a digest of its own end.
COVERED = (
    CoveredTable(CaseRow, "id", without=("log_length", "log_hash")),
    CoveredTable(CallRow, "case_id"),
    CoveredTable(DecisionRow, "case_id"),
    CoveredTable(AssignmentRow, "case_id"),
    CoveredTable(HandoverRow, "case_id"),
    CoveredTable(CallerRow, "case_id"),
    CoveredTable(AnswerRow, "case_id"),
    CoveredTable(JudgementRow, "case_id"),
    CoveredTable(AttachmentRow, "case_id"),
    CoveredTable(SlipRow, "case_id"),
    MessageTable(MessageRow, "case_id", since=16),
    # Found by the request id of the call, since it has no index by case.
    CoveredTable(RequestRow, "case_id", since=15, through="call"),
    CoveredTable(ArchivedRow, "case_id"),
    CoveredTable(UnitRow),
    CoveredTable(DirectoryRevisionRow),
    CoveredTable(HolidayRow),
    CoveredTable(RuleBookRow),
    CoveredTable(RuleBookTestsRow, since=17),
    CoveredTable(PublicationRow),
    CoveredTable(DraftProposalRow),
    CoveredTable(ScheduledDraftRow),
    # What a shadow run has compared so far is counted with each call.
    CoveredTable(ShadowRow, without=("active", "compared", "differing")),
    CoveredTable(ReaderRow),
    CoveredTable(ReaderPublicationRow),
    CoveredTable(ReaderShadowRow, without=("active", "compared", "differing")),
    CoveredTable(ReaderProposalRow),
    # Who asked for it; its progress changes every second.
    CoveredTable(
        LearningRunRow,
        without=("state", "stage", "done", "total", "started_at", "seen_at", "ended_at", "reader_version", "error"),
    ),
    CoveredTable(AnnouncementRow),
    CoveredTable(OverviewRow),
    CoveredTable(RevocationRow),
    # Whoever deletes the last heads, or all of them, leaves no gap between those that remain.
    CoveredTable(SignedHeadRow, since=15),
    # The number of the import that last had a place is counted with each import.
    PLACES,
    CoveredTable(GazetteerRow, since=16),
)
"""Tables whose rows have digests in the logs of cases or in the journal."""
CHAINED: Mapping[type[Model], str] = {
    LogRow: "a chain for each case, in gapless positions; the case names its end",
    AccessRow: "a chain for each day; the counter of the day names its end",
    JournalRow: "one chain; a counter names its end",
    AccessCaseRow: "compared with the entries of the access log, whose cases it lists",
    CounterRow: "compared with what they count; ``store/records/counted.py`` has each by name",
    VerificationRow: "one row, signed; a counter has the time of the last verification, too",
}
"""Tables that are hash chains themselves, or are compared with one."""
EXEMPT: Mapping[type[Model], str] = {
    StuckRow: "work to be done again",
    CalendarChangeRow: "work under way, which the logs of the cases tell of",
    CalendarMoveRow: "work under way",
    OpenLocationRow: "index of open cases by place",
    HotspotRow: "computed from calls",
    HotspotCaseRow: "computed from calls",
    HotspotMergedRow: "computed from calls",
    HotspotPairRow: "computed from calls",
    HotspotPairSeenRow: "computed from calls",
    PlaceSightingRow: "proposals, forgotten after a while",
    PlaceDismissedRow: "proposals that are not shown again",
    ShadowDifferenceRow: "examples that decide nothing",
    ReaderShadowDifferenceRow: "examples that decide nothing",
}
"""Tables without proof, each with the reason."""

COVERED_BY_TABLE: Mapping[type[Model], CoveredTable] = {covered.table: covered for covered in COVERED}


def digests_of(rows: Mapping[type[Model], Sequence[Row]]) -> dict[str, str]:
    """Return the digests of the covered rows among those of one case, by their keys."""
    found: dict[str, str] = {}
    for table, written in rows.items():
        covered = COVERED_BY_TABLE.get(table)
        if covered and written:
            found.update(covered.digests(written))
    return found
