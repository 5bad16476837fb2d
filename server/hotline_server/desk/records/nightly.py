"""Nightly verification of the record: what is new, and every night another share of what is old (R1.1).

What was verified so far, when, and what was found is kept signed, so that nobody moves it forward past what was
changed, puts verification off or hides what it found. What each server saw last is kept in its memory as well, so that
nobody restores what was signed before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
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
from hotline_server.store.records.signed_heads import SignedHeads, SignedText

# Old cases verified a night at least, besides those that changed since the night before.
OLD_CASES = 20_000
_PROGRESS, _ROW = "verification", "第 1 条"
_NEVER = VerifiedPart()
# By which clocks of servers and of whoever verifies may differ.
_SKEW = timedelta(hours=1)
# Heads are signed every hour.
_SIGNED_WITHIN = timedelta(hours=2)
_UNSIGNED = Signature("", "")
# Faults that are logged one by one.
LOGGED = 100
# Counter that tells of a verification whose signed progress was removed.
VERIFIED_AT = "verification-at"
_log = structlog.get_logger()


@dataclass(slots=True)
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
    # What this server knows: what was verified last, what is wrong with what is stored, since when it looks, and the
    # last day on which it verified.
    _seen: VerifiedPart = field(default=_NEVER, init=False)
    _wrong: int = field(default=0, init=False)
    _since: datetime | None = field(default=None, init=False)
    _day: int = field(default=0, init=False)

    def turn(self) -> None:
        """Verify if it is time, and publish what was found last."""
        now = self.clock()
        local = now.astimezone(CITY)
        try:
            if self.at is not None and local.time() >= self.at and self._claim(int(f"{local:%Y%m%d}")):
                self.run()
            self._look()
        finally:
            # From memory, so that nobody stops the clock by what cannot be read.
            self._publish(now)

    def run(self) -> int:
        """Verify what is new and a share of what is old; return the number of faults."""
        with self.store.snapshot():
            heads, faults = verified(self.heads.after(0), self.keys)
            verification = Verification(self.store, self.accesses, heads)
            before, wrong = self._reached()
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
                day=max(before.day, self._day),
                at=to_micros(self.clock()),
                faults=len(faults),
            )
        for fault in faults[:LOGGED]:
            _log.error(
                "record is not whole", table=fault.table, row=fault.row, kind=fault.kind.name, detail=fault.detail
            )
        self.writer.write(lambda: self._keep(after))
        self._seen = after
        _log.info("record verified", changed=len(changed), old=len(old), faults=len(faults))
        return len(faults)

    def _claim(self, day: int) -> bool:
        """Claim to verify on a day, as eight digits; return False if that was done, or another server does it.

        While what is stored is not what servers stored, each verifies once a day.
        """

        def job() -> bool:
            part, wrong = self._reached()
            if not wrong and part.day >= day:
                return False
            if not wrong:
                self._keep(replace(part, day=day))
            return True

        part, wrong = self._reached()
        if self._day == day or (not wrong and part.day >= day) or not self.writer.write(job):
            return False
        self._day = day
        return True

    def _keep(self, part: VerifiedPart) -> None:
        """Store what was verified. Use only within a writer job."""
        signature = self.keys.sign(part.text) if self.keys and self.keys.can_sign else _UNSIGNED
        self.store.set_counters({VERIFIED_AT: part.at})
        self.heads.set_reached(part.text, signature)

    def _reached(self) -> tuple[VerifiedPart, list[Fault]]:
        """Return what was verified last, and what is wrong with it; if nobody signed it so, everything is new."""
        part, wrong = _progress(self.heads, self.store.counter(VERIFIED_AT), self.keys, self.clock())
        if self.heads.reached() is None and self._seen.at and not wrong:
            wrong = [Fault(_PROGRESS, _ROW, FaultKind.REMOVED)]
        elif part != _NEVER and from_micros(part.at) + _SKEW < from_micros(self._seen.at):
            wrong = [*wrong, Fault(_PROGRESS, _ROW, FaultKind.RESTORED)]
        return part, wrong

    def _look(self) -> None:
        part, wrong = self._reached()
        self._wrong = len(wrong)
        if not wrong and part.at >= self._seen.at:
            self._seen = part

    def _publish(self, now: datetime) -> None:
        """Publish what was found last, and how long ago: since this server looks, if never."""
        metrics.record_faults.set(max(self._seen.faults, self._wrong))
        self._since = self._since or now
        if self._seen.at or self.at is not None:
            last = from_micros(self._seen.at) if self._seen.at else self._since
            metrics.record_verified_age.set((now - last).total_seconds())

    def _end(self, heads: Sequence[Head]) -> VerifiedPart:
        # No head's segment is cut in two.
        position = heads[-1].log.until if heads else self.store.log_end()
        return VerifiedPart(position, ChainEnd(*self.store.journal_end()), self.accesses.last_day())

    def _faults_of(self, verification: Verification, ids: Sequence[int]) -> list[Fault]:
        return [fault for fault in verification.cases(self.store.those(ids)) if fault]


def faults_of_progress(
    heads: SignedHeads, store: AuditStore, keys: SigningKeys | None, now: datetime
) -> Iterator[Fault]:
    """Yield what is wrong with the stored progress of nightly verification.

    Args:
        heads: store of the progress.
        store: has when the record was last verified.
        keys: that signed it; ``None`` to look at its form alone.
        now: time, UTC.
    """
    verified_at = store.counter(VERIFIED_AT)
    part, faults = _progress(heads, verified_at, keys, now)
    if keys is None:
        faults += _unsigned(heads, verified_at, now)
    if not faults and part != _NEVER and part.at != verified_at:
        faults.append(Fault("counter", VERIFIED_AT, FaultKind.CHANGED, "与核查进度所记的时间不符"))
    yield from faults


def _progress(
    heads: SignedHeads, verified_at: int | None, keys: SigningKeys | None, now: datetime
) -> tuple[VerifiedPart, list[Fault]]:
    """Return what was verified last as it is stored, and what is wrong with it; ``_NEVER`` if it cannot be believed."""
    faults = [Fault(_PROGRESS, f"第 {row} 条", FaultKind.INSERTED) for row in heads.further_reached()]
    stored = heads.reached()
    if stored is None:
        return _NEVER, [*faults, *([Fault(_PROGRESS, _ROW, FaultKind.REMOVED)] if verified_at else [])]
    if keys and stored.signature == _UNSIGNED:
        return _NEVER, [*faults, *_unsigned(heads, verified_at, now)]
    wrong = _fault_of_signature(stored, keys)
    if not wrong:
        try:
            part = verified_part_of(stored.text)
        except ValueError:
            wrong = "内容不是核查进度"
        else:
            if not _is_ahead(part, now):
                return part, faults
            wrong = "所记的核查时间在将来"
    return _NEVER, [*faults, Fault(_PROGRESS, _ROW, FaultKind.CHANGED, wrong)]


def _fault_of_signature(stored: SignedText, keys: SigningKeys | None) -> str:
    """Return what is wrong with a signature, in Chinese; empty if nothing is."""
    if stored.signature != _UNSIGNED and not stored.signature.is_well_formed:
        return "签名不是签名"
    if keys and not keys.verifies(stored.text, stored.signature):
        return f"签名不符，密钥 {stored.signature.key_id}"
    return ""


def _is_ahead(part: VerifiedPart, now: datetime) -> bool:
    tomorrow = now.astimezone(CITY) + timedelta(days=1)
    return part.at > to_micros(now + _SKEW) or part.day > int(f"{tomorrow:%Y%m%d}")


def _unsigned(heads: SignedHeads, verified_at: int | None, now: datetime) -> Iterator[Fault]:
    """Yield a fault if there were keys when the record was last verified: heads were signed, the progress was not."""
    stored = heads.reached()
    if not stored or stored.signature != _UNSIGNED or not verified_at:
        return
    # Whoever makes up when that was does so to hide it.
    verified = from_micros(verified_at) if 0 < verified_at <= to_micros(now + _SKEW) else now
    if heads.has_between(verified - _SIGNED_WITHIN, verified):
        yield Fault(_PROGRESS, _ROW, FaultKind.CHANGED, "没有签名")
