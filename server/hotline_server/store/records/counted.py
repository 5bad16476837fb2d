"""Counters against what they count (R1.1): numbers that were given, and positions up to which work was done."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from peewee import Database

from hotline_server.domain.record_faults import INDEXED, WORDS, Fault, FaultKind
from hotline_server.domain.stuck import Job
from hotline_server.store.cases.search_index import SearchIndex
from hotline_server.store.engine.counters import slip_series, stored_counters
from hotline_server.store.engine.sql import execute
from hotline_server.store.models.texts import stored_number

_TABLE = "counter"
KNOWN: Mapping[str, str] = {
    r"\d{8}": "compared with the cases of the day",
    "log": "compared with the log entries of all cases",
    "journal": "compared with the journal",
    r"access-\d{8}": "compared with the access log of the day",
    "access-dropped": "compared with the journal",
    "seals": "compared with the archive by ``hotline archive verify``",
    "archived": "no case before it is unsealed",
    "hotspots": "not beyond the log; what is counted again or not at all changes figures, no record",
    "hotspots claimed": "for how long a server has the work",
    "heads-sent": "not beyond the signed heads; the second place notices a gap",
    "slip": "compared with the slips",
    r"slip:\w+:\d+(:.+)?": "compared with the slips of the kind and year, and of the office that issues them",
    "message": "ids of messages; one that is given twice is refused",
    "directory": "version; a wrong one makes servers read the directory again",
    "places": "version; a wrong one makes servers read the places again",
    "place imports": "tells imports apart",
    "verification-at": "compared with the signed progress of verification",
    "migration-digests": "rows that are skipped have no digest, which is found",
}
"""Names of counters, as patterns, and how each is proved or why it need not be."""
_KNOWN = re.compile("|".join(KNOWN))


@dataclass(frozen=True, slots=True)
class CounterAudit:
    """Compares counters. Use within one snapshot."""

    database: Database

    def faults(self, after: int = 0) -> Iterator[Fault]:
        """Yield the counters that are not as what they count, and the work that they pass over.

        Args:
            after: log position from which work is looked for.
        """
        stored = stored_counters(self.database)
        for name, last in stored.items():
            if not _KNOWN.fullmatch(name):
                yield Fault(_TABLE, name, FaultKind.INSERTED)
            if last is None:
                yield Fault(_TABLE, name, FaultKind.CHANGED, "不是整数")
        counters = {name: last for name, last in stored.items() if last is not None}
        limit = stored.get("log", 0)
        for name in ("archived", "hotspots"):
            if limit is not None and counters.get(name, 0) > limit:
                yield Fault(_TABLE, name, FaultKind.CHANGED, f"超过日志的末尾 {limit}")
        heads = self._last("SELECT MAX(number) FROM signed_head")
        # Without any, the journal tells that they were deleted.
        if heads and counters.get("heads-sent", 0) > heads:
            yield Fault(_TABLE, "heads-sent", FaultKind.CHANGED, f"超过最后的签名封条 {heads}")
        yield from self._slips(stored)
        yield from self._unsealed(after, counters.get("archived", 0))
        yield from self._indexed()

    def _indexed(self) -> Iterator[Fault]:
        """Yield the cases that are not found by their words, if there is one row that says how far indexing got."""
        rows = self._last(f"SELECT COUNT(*) FROM {INDEXED}")
        if rows != 1:
            kind = FaultKind.INSERTED if rows else FaultKind.REMOVED
            yield Fault(INDEXED, "第 1 条", kind, f"应有 1 条，现有 {rows} 条；hotline database reindex 可以补齐")
            return
        for number in SearchIndex(self.database).missing():
            yield Fault(WORDS, number, FaultKind.REMOVED, "按词查不到；hotline database reindex 可以补齐")

    def _slips(self, counters: Mapping[str, int | None]) -> Iterator[Fault]:
        given = {"slip": self._last("SELECT MAX(id) FROM slip")}
        for office, kind, year, number in execute(
            self.database, "SELECT series, kind, year, MAX(number) FROM slip GROUP BY series, kind, year"
        ):
            given[slip_series(str(office), str(kind), year)] = number
        for name in sorted(given.keys() | {name for name in counters if name.startswith("slip:")}):
            if counters.get(name, 0) not in (None, given.get(name, 0)):
                yield Fault(_TABLE, name, FaultKind.CHANGED, f"文书最后一号是 {given.get(name, 0)}")

    def _unsealed(self, after: int, until: int) -> Iterator[Fault]:
        """Yield the cases that archiving has passed and that are neither sealed nor set aside."""
        # The act is a literal, so that the partial index on it is used.
        passed = execute(
            self.database,
            "SELECT case_id FROM log_entry AS l "
            f"WHERE act = 'ARCHIVE' AND position > {after:d} AND position <= {until:d} "
            "AND NOT EXISTS (SELECT 1 FROM archived AS a WHERE a.case_id = l.case_id) "
            "AND NOT EXISTS (SELECT 1 FROM stuck_item AS s "
            f"WHERE s.job = '{Job.ARCHIVING.value}' AND s.case_id = l.case_id) ORDER BY position",
        )
        for (case_id,) in passed:
            yield Fault("archived", stored_number(case_id), FaultKind.REMOVED, "已归档而未立卷")

    def _last(self, query: str) -> int:
        found = execute(self.database, query)[0][0]
        return found if isinstance(found, int) else 0
