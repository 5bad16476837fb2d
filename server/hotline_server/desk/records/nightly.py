"""Nightly verification of the record: what is new, and every night another part of what is old (R1.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

import structlog

from hotline_server.desk.records.audit import Verification
from hotline_server.desk.records.signed_heads import verified
from hotline_server.domain.record_faults import Fault
from hotline_server.ground.clock import CITY, Clock, from_micros, to_micros
from hotline_server.ground.telemetry import metrics
from hotline_server.security.signing import SigningKeys
from hotline_server.store.engine.group_commit import Writer
from hotline_server.store.records.access_log import AccessLog
from hotline_server.store.records.audit import AuditStore
from hotline_server.store.records.signed_heads import SignedHeads

# Old cases verified a night, besides those that changed since the night before.
OLD_CASES = 20_000
# Faults that are logged one by one.
LOGGED = 100
# Counters, by which servers agree on who verifies, and go on where the last night ended.
_CLAIMED, _AT, _FAULTS = "verification-claimed", "verification-at", "verification-faults"
_POSITION, _CASE, _AT_FAULT = "verification-position", "verification-case", "verification-at-fault"
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class NightlyVerification:
    """Verifies the record once a night, on one of all servers.

    Attributes:
        keys: verify the signatures of heads; ``None`` if there are none.
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
        verified_at = self.store.counter(_AT)
        if verified_at:
            metrics.record_verified_age.set((now - from_micros(verified_at)).total_seconds())

    def run(self) -> int:
        """Verify what is new and a part of what is old; return the number of faults."""
        with self.store.snapshot():
            heads, faults = verified(self.heads.after(0), self.keys)
            verification = Verification(self.store, self.accesses, heads)
            position, after = self.store.counter(_POSITION), self.store.counter(_CASE)
            end = self.store.log_end()
            changed = self.store.changed_since(position)
            old = list(self.store.ids(after, limit=OLD_CASES))
            # Faults in old cases stay known until they are mended; the counter is where their part begins, plus one.
            earlier = self.store.counter(_AT_FAULT)
            again = list(self.store.ids(earlier - 1, limit=OLD_CASES)) if earlier else []
            still, found = (self._faults_of(verification, ids) for ids in (again, old))
            faults += [*self._faults_of(verification, changed), *still, *found]
            faults += [
                fault for part in (verification.numbers(), verification.rest(position)) for fault in part if fault
            ]
            faults = list(dict.fromkeys(faults))
        for fault in faults[:LOGGED]:
            _log.error(
                "record is not whole", table=fault.table, row=fault.row, kind=fault.kind.name, detail=fault.detail
            )
        reached = {
            # What is at fault is verified again the next night, and no head's segment is cut in two.
            _POSITION: position if faults else heads[-1].log.until if heads else end,
            _CASE: old[-1] if len(old) == OLD_CASES else 0,
            _AT_FAULT: earlier if still else after + 1 if found else 0,
            _AT: to_micros(self.clock()),
            _FAULTS: len(faults),
        }
        self.writer.write(lambda: self.store.set_counters(reached))
        _log.info("record verified", changed=len(changed), old=len(old), faults=len(faults))
        return len(faults)

    def _faults_of(self, verification: Verification, ids: Sequence[int]) -> list[Fault]:
        return [fault for fault in verification.cases(self.store.those(ids)) if fault]
