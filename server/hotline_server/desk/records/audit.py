"""Verification that the record is whole (R1.1): every chain, and every covered row against its digests."""

import hashlib
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from hotline_server.domain.numbering import IDS_PER_DAY, id_of, number_of
from hotline_server.domain.record_faults import CASE, LOG, UNPROVED, Fault, FaultKind, History, compare, faults_of_log
from hotline_server.domain.signed_heads import ChainEnd, Head
from hotline_server.domain.verified_part import FIRST_END, VerifiedPart
from hotline_server.store.engine.counters import JOURNAL
from hotline_server.store.engine.counters import LOG as LOG_END
from hotline_server.store.proofs.journal import entry_hash
from hotline_server.store.records.access_log import AccessLog
from hotline_server.store.records.audit import AuditedCase, AuditStore
from hotline_server.store.records.counted import CounterAudit

_JOURNAL = "journal"
_LAST = 2**62
# Nights within which everything old is verified once, and entries of the journal that are verified together.
NIGHTS, BLOCK = 30, 1_000


@dataclass(frozen=True, slots=True)
class Verification:
    """Verification of the whole record against itself and against signed heads.

    Attributes:
        heads: signed heads, whose signatures are verified already, in order.
    """

    store: AuditStore
    accesses: AccessLog
    heads: tuple[Head, ...] = ()

    @property
    def counters(self) -> CounterAudit:
        """Comparison of the counters."""
        return CounterAudit(self.store.database)

    def everything(self) -> Iterator[Fault | None]:
        """Verify everything; yield a fault, or ``None``, for each step."""
        yield from self.cases(self.store.cases())
        yield from self.numbers()
        yield from self.rest()

    def rest(self) -> Iterator[Fault | None]:
        """Verify all but the single cases."""
        yield from self.positions()
        yield from self.journal()
        yield from self.rows_of_no_case()
        yield from self.requests()
        yield from self.accesses.verify(self._access_ends())
        yield from self.accesses.verify_index()
        yield from self.seals()
        yield from self.counters.faults()

    def news(self, verified: VerifiedPart) -> Iterator[Fault | None]:
        """Verify of all but the single cases what follows the part that was verified, and what is in no order."""
        yield from self.positions(verified.position)
        if self.store.journal_hash(verified.journal.sequence) != verified.journal.hash:
            yield Fault(_JOURNAL, f"第 {verified.journal.sequence} 条", FaultKind.CHANGED, "与上次核查时不一致")
        yield from self.journal(verified.journal)
        yield from self.rows_of_no_case()
        yield from self.accesses.verify(self._access_ends(), lambda day: day >= verified.access_day)
        yield from self.accesses.verify_index(verified.access_day)
        yield from self.seals()
        yield from self.counters.faults(verified.position)

    def share(self, night: int) -> Iterator[Fault | None]:
        """Verify a part of the old entries of the journal and of the access log: in so many nights, all."""
        for block in range(night % NIGHTS, -(-self.store.journal_end()[0] // BLOCK), NIGHTS):
            first = block * BLOCK
            yield from self._links(ChainEnd(first, self.store.journal_hash(first)), first + BLOCK)
        yield from self.accesses.verify(self._access_ends(), lambda day: day % NIGHTS == night % NIGHTS)

    def cases(self, cases: Iterable[AuditedCase]) -> Iterator[Fault | None]:
        """Verify the log and the rows of some cases."""
        for case in cases:
            faults = list(_faults_of(case))
            yield from faults
            if not faults:
                yield None

    def numbers(self) -> Iterator[Fault | None]:
        """Verify that no case is missing: the numbers of a day have no gaps."""
        present = self.store.cases_by_day()
        counted = self.store.days()
        for day in sorted(counted.keys() | present.keys()):
            cases = counted.get(day, 0)
            if cases is not None and present.get(day, 0) != cases:
                yield from self._missing(day, cases)

    def positions(self, after: int = 0) -> Iterator[Fault | None]:
        """Verify that the log entries of all cases follow each other without gaps, as the heads have them."""
        counted, expected = self.store.counter(LOG_END), after + 1
        end = _LAST if counted is None else counted
        segments = _Segments(self.heads, after)
        for entry in self.store.placed(after):
            row = f"{entry.case_number} 第 {entry.sequence} 条"
            if not isinstance(entry.position, int) or not expected <= entry.position <= end:
                yield Fault(LOG, row, FaultKind.INSERTED, f"位置 {entry.position}")
                continue
            if entry.position > expected:
                yield _gap(expected, entry.position - 1, FaultKind.REMOVED)
            yield from segments.add(entry.position, entry.hash, entry.case_number)
            expected = entry.position + 1
        if counted is not None and expected <= end:
            yield _gap(expected, end, FaultKind.CUT)
        yield from segments.close()

    def journal(self, after: ChainEnd = FIRST_END) -> Iterator[Fault | None]:
        """Verify the entries of the journal that follow one, and its end."""
        last = yield from self._links(after)
        yield from _end_of_journal(last, self.store.counter(JOURNAL), self.heads)

    def _links(self, after: ChainEnd, until: int = _LAST) -> Generator[Fault | None, None, int]:
        """Verify that the entries of the journal up to one continue another; return the sequence of the last."""
        heads = {head.journal.sequence: head for head in self.heads if head.journal.sequence}
        previous, expected, differs = after.hash, after.sequence + 1, False
        for row in self.store.journal(after.sequence, until):
            if row.sequence != expected:
                yield Fault(_JOURNAL, f"第 {expected} 至 {row.sequence - 1} 条", FaultKind.REMOVED)
            elif row.hash != entry_hash(row.sequence, row.cause, row.case_id, row.position, row.digests, previous):
                yield Fault(_JOURNAL, f"第 {row.sequence} 条", FaultKind.CHANGED)
            head = heads.get(row.sequence)
            if head and head.journal.hash != row.hash and not differs:
                differs = True
                yield Fault(_JOURNAL, f"第 {row.sequence} 条或之前的", FaultKind.CHANGED, _against(head))
            previous, expected = row.hash, row.sequence + 1
        return expected - 1

    def rows_of_no_case(self) -> Iterator[Fault | None]:
        """Verify the rows that belong to no case against the journal."""
        history = self.store.history_of_no_case()
        stored = self.store.rows_of_no_case() | self.accesses.dropped_digest()
        for key, kind in compare(history, stored):
            yield _fault(key, kind, history)

    def requests(self) -> Iterator[Fault | None]:
        """Verify that there is no request id but those of the calls, which are verified with their cases."""
        unknown = self.store.unknown_requests()
        if unknown > 0:
            yield Fault("call_request", f"{unknown} 条", FaultKind.INSERTED)

    def seals(self) -> Iterator[Fault | None]:
        """Verify that the seals of the archive are those that the heads have; ``hotline archive verify`` does more."""
        for head in {head.archive: head for head in self.heads if head.archive.sequence}.values():
            if self.store.seal(head.archive.sequence) != head.archive.hash:
                yield Fault("archived", f"第 {head.archive.sequence} 号封印", FaultKind.CHANGED, _against(head))
                return

    def _missing(self, day: int, counted: int) -> Iterator[Fault]:
        first = id_of(str(day), 0)
        present = {case_id - first for case_id in self.store.ids(first, first + IDS_PER_DAY - 1)}
        for sequence in range(1, counted + 1):
            if sequence not in present:
                kind = FaultKind.REMOVED if any(later > sequence for later in present) else FaultKind.CUT
                yield Fault(CASE, number_of(first + sequence), kind)
        for sequence in sorted(present):
            if not 0 < sequence <= counted:
                yield Fault(CASE, number_of(first + sequence), FaultKind.INSERTED)

    def _access_ends(self) -> Mapping[int, tuple[str, str]]:
        """Return, by the ids of entries of the access log, their hashes and what tells of the head that has them."""
        return {end.id: (end.hash, _against(head)) for head in self.heads for end in head.accesses}


@dataclass(slots=True)
class _Segments:
    """Log entries between signed heads.

    Attributes:
        after: position before the first entry that is read; segments that begin earlier cannot be compared.
    """

    heads: tuple[Head, ...]
    after: int
    _hashes: "hashlib._Hash" = field(default_factory=hashlib.sha256)
    _cases: list[str] = field(default_factory=list)
    _place: int = 0
    _last: int = 0

    def __post_init__(self) -> None:
        self.heads = tuple(
            head for head in self.heads if head.log.after >= self.after and head.log.until > head.log.after
        )

    def add(self, position: int, entry: str, case_number: str) -> Iterator[Fault]:
        """Add the next log entry; yield a fault if it ends a segment that is not as its head has it."""
        while self._place < len(self.heads) and position > self.heads[self._place].log.until:
            yield from self._compare()
        if self._place < len(self.heads) and position > self.heads[self._place].log.after:
            self._hashes.update(entry.encode())
            if len(self._cases) < _EXAMPLES and case_number not in self._cases:
                self._cases.append(case_number)
        self._last = position

    def close(self) -> Iterator[Fault]:
        """Compare what is left."""
        while self._place < len(self.heads):
            yield from self._compare()

    def _compare(self) -> Iterator[Fault]:
        head = self.heads[self._place]
        if self._hashes.hexdigest() != head.log.digest:
            kind = FaultKind.CUT if self._last < head.log.until else FaultKind.CHANGED
            cases = f"，涉及工单 {'、'.join(self._cases)}" if self._cases else ""
            rows = f"位置 {head.log.after + 1} 至 {head.log.until}"
            yield Fault(LOG, rows, kind, f"{_against(head)}{cases}")
        self._place += 1
        self._hashes, self._cases = hashlib.sha256(), []


_EXAMPLES = 10


def _faults_of(case: AuditedCase) -> Iterator[Fault]:
    yield from faults_of_log(case.number, case.log, case.end)
    history = case.history
    for key, kind in sorted(compare(history, case.stored), key=lambda fault: fault[0]):
        yield _fault(key, kind, history, case.number)


def _fault(key: str, kind: FaultKind, history: History, number: str = "") -> Fault:
    table, _, row = key.partition(":")
    detail = "升级数据库以前即核查不符" if UNPROVED in history.get(key, ()) else ""
    return Fault(table, f"{number} {row}".strip(), kind, detail)


def _end_of_journal(last: int, counted: int | None, heads: Iterable[Head]) -> Iterator[Fault]:
    counted = last if counted is None else counted
    signed = max((head.journal.sequence for head in heads), default=0)
    if last > counted:
        yield Fault(_JOURNAL, f"第 {counted + 1} 条起", FaultKind.INSERTED)
    elif last < max(counted, signed):
        yield Fault(_JOURNAL, f"第 {last + 1} 条起", FaultKind.CUT)


def _gap(first: int, last: int, kind: FaultKind) -> Fault:
    return Fault(LOG, f"位置 {first}" if first == last else f"位置 {first} 至 {last}", kind)


def _against(head: Head) -> str:
    return f"与第 {head.number} 号签名封条不符"
