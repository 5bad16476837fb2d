"""Nightly verification of the record: what is new, and every night another share of what is old (R1.1).

What was verified so far is kept signed, so that nobody moves it forward past what was changed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

import structlog

from hotline_server.desk.records.audit import NIGHTS, Verification
from hotline_server.desk.records.signed_heads import verified
from hotline_server.domain.record_faults import Fault, FaultKind
from hotline_server.domain.signed_heads import ChainEnd, Head
from hotline_server.domain.verified_part import VerifiedPart, verified_part_of
from hotline_server.ground.clock import CITY, Clock, from_micros, to_micros
from hotline_server.ground.telemetry import metrics
from hotline_server.security.signing import Signature, SigningKeys
from hotline_server.store.engine.group_commit import Writer
from hotline_server.store.records.access_log import AccessLog
from hotline_server.store.records.audit import AuditStore
from hotline_server.store.records.signed_heads import SignedHeads

# Old cases verified a night at least, besides those that changed since the night before.
OLD_CASES = 20_000
_PROGRESS, _ROW = "verification", "第 1 条"
# By which clocks of servers and of whoever verifies may differ.
_SKEW = timedelta(hours=1)
# Heads are signed every hour.
_SIGNED_WITHIN = timedelta(hours=2)
_UNSIGNED = Signature("", "")
# Faults that are logged one by one.
LOGGED = 100
# Counters, by which servers agree on who verifies, and tell what was found.
_CLAIMED, VERIFIED_AT, _FAULTS = "verification-claimed", "verification-at", "verification-faults"
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class NightlyVerification:
    """Verifies the record once a night, on one of all servers.

    Attributes:
        keys: verify the signatures of heads, and sign what was verified; ``None`` if there are none.
        at: local time from which it is done; ``None`` for never.
    """

    store: AuditStore
    accesses: AccessLog
    heads: SignedHeads
    keys: SigningKeys | None
    writer: Writer
    at: time | None
    clock: Clock

    def turn(self) -> None:
        """Verify if it is time, and publish what was found last."""
        now = self.clock()
        local = now.astimezone(CITY)
        if self.at is not None and local.time() >= self.at:
            day = int(f"{local:%Y%m%d}")
            if self.store.counter(_CLAIMED) < day and self.writer.write(lambda: self.store.claim(_CLAIMED, day)):
                self.run()
        metrics.record_faults.set(self.store.counter(_FAULTS))
        verified_at = self.store.counter(VERIFIED_AT)
        if verified_at:
            metrics.record_verified_age.set((now - from_micros(verified_at)).total_seconds())

    def run(self) -> int:
        """Verify what is new and a share of what is old; return the number of faults."""
        with self.store.snapshot():
            heads, faults = verified(self.heads.after(0), self.keys)
            verification = Verification(self.store, self.accesses, heads)
            before, wrong = self._verified()
            changed = self.store.changed_since(before.position, before.journal.sequence)
            share = max(OLD_CASES, -(-self.store.count() // NIGHTS))
            old = list(self.store.ids(before.case, limit=share))
            # Faults in old cases stay known until they are mended.
            again = list(self.store.ids(before.at_fault - 1, limit=share)) if before.at_fault else []
            still, found = (self._faults_of(verification, ids) for ids in (again, old))
            faults += [*wrong, *self._faults_of(verification, changed), *still, *found]
            for part in (verification.numbers(), verification.news(before), verification.share(before.nights)):
                faults += [fault for fault in part if fault]
            faults = list(dict.fromkeys(faults))
            after = replace(
                # What is at fault is verified again the next night.
                before if faults else self._end(heads),
                nights=before.nights + 1,
                case=old[-1] if len(old) == share else 0,
                at_fault=before.at_fault if still else before.case + 1 if found else 0,
            )
        for fault in faults[:LOGGED]:
            _log.error(
                "record is not whole", table=fault.table, row=fault.row, kind=fault.kind.name, detail=fault.detail
            )
        counters = {VERIFIED_AT: to_micros(self.clock()), _FAULTS: len(faults)}
        signature = self.keys.sign(after.text) if self.keys and self.keys.can_sign else _UNSIGNED

        def job() -> None:
            self.store.set_counters(counters)
            self.heads.set_reached(after.text, signature)

        self.writer.write(job)
        _log.info("record verified", changed=len(changed), old=len(old), faults=len(faults))
        return len(faults)

    def _verified(self) -> tuple[VerifiedPart, list[Fault]]:
        """Return the part verified so far, and a fault if nobody signed it so; then everything is new."""
        stored = self.heads.reached()
        if stored is None:
            return VerifiedPart(), []
        if self.keys and stored.signature == _UNSIGNED:
            return VerifiedPart(), list(_unsigned(self.heads, self.store.counter(VERIFIED_AT)))
        try:
            if self.keys is None or self.keys.verifies(stored.text, stored.signature):
                return verified_part_of(stored.text), []
            detail = f"签名不符，密钥 {stored.signature.key_id}"
        except ValueError:
            detail = "内容不是核查进度"
        return VerifiedPart(), [Fault(_PROGRESS, _ROW, FaultKind.CHANGED, detail)]

    def _end(self, heads: Sequence[Head]) -> VerifiedPart:
        # No head's segment is cut in two.
        position = heads[-1].log.until if heads else self.store.log_end()
        return VerifiedPart(position, ChainEnd(*self.store.journal_end()), self.accesses.last_day())

    def _faults_of(self, verification: Verification, ids: Sequence[int]) -> list[Fault]:
        return [fault for fault in verification.cases(self.store.those(ids)) if fault]


def _unsigned(heads: SignedHeads, verified_at: int) -> Iterator[Fault]:
    """Yield a fault if there were keys when the record was last verified: heads were signed, the progress was not."""
    if verified_at and heads.has_between(from_micros(verified_at) - _SIGNED_WITHIN, from_micros(verified_at)):
        yield Fault(_PROGRESS, _ROW, FaultKind.CHANGED, "没有签名")


def faults_of_progress(
    heads: SignedHeads, store: AuditStore, keys: SigningKeys | None, now: datetime
) -> Iterator[Fault]:
    """Yield what is wrong with the stored progress of nightly verification.

    Args:
        heads: store of the progress.
        store: has when the record was last verified, and for which day.
        keys: that signed it; ``None`` to look at its form alone.
        now: time, UTC.
    """
    verified_at, tomorrow = store.counter(VERIFIED_AT), now.astimezone(CITY) + timedelta(days=1)
    if verified_at > to_micros(now + _SKEW) or store.counter(_CLAIMED) > int(f"{tomorrow:%Y%m%d}"):
        yield Fault(_PROGRESS, _ROW, FaultKind.CHANGED, "所记的核查时间在将来")
    stored = heads.reached()
    if stored is None:
        if verified_at:
            yield Fault(_PROGRESS, _ROW, FaultKind.REMOVED)
        return
    unsigned = stored.signature == _UNSIGNED
    if unsigned:
        yield from _unsigned(heads, verified_at)
    if not unsigned and not stored.signature.is_well_formed:
        yield Fault(_PROGRESS, _ROW, FaultKind.CHANGED, "签名不是签名")
    elif keys and not unsigned and not keys.verifies(stored.text, stored.signature):
        yield Fault(_PROGRESS, _ROW, FaultKind.CHANGED, f"签名不符，密钥 {stored.signature.key_id}")
    else:
        try:
            verified_part_of(stored.text)
        except ValueError:
            yield Fault(_PROGRESS, _ROW, FaultKind.CHANGED, "内容不是核查进度")
