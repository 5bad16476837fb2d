"""Verification of the record of a database at the command line."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from hotline_server.desk.records.audit import Verification
from hotline_server.desk.records.nightly import faults_of_progress
from hotline_server.desk.records.signed_heads import missing_from, read_heads, verified
from hotline_server.domain.record_faults import Fault, FaultKind
from hotline_server.ground.clock import system_clock
from hotline_server.ground.config import Settings
from hotline_server.security.signing import SigningKeyError, SigningKeys
from hotline_server.store.maintenance.opening import database_at
from hotline_server.store.records.access_log import AccessLog
from hotline_server.store.records.audit import AuditStore
from hotline_server.store.records.signed_heads import SignedHeads


@dataclass(frozen=True, slots=True)
class OpenedVerification:
    """Verification of an opened database.

    Attributes:
        faults: of the signed heads.
        steps: expected of the verification, for its progress.
        summary: what is verified, in Chinese.
    """

    verification: Verification
    faults: tuple[Fault, ...]
    steps: int
    summary: str


@contextmanager
def opened_verification(database: str, against: Path | None, keys: Path | None) -> Iterator[OpenedVerification]:
    """Open a database, and read it within the context as it was at one moment.

    Args:
        database: URL; empty for that of the settings.
        against: file of heads that was kept elsewhere.
        keys: file of the public keys; ``None`` for that of the settings.

    Raises:
        DatabaseError: if the database cannot be opened.
        SigningKeyError: if keys are needed and cannot be read.
        OSError, ValueError: if the heads cannot be read.
    """
    settings = Settings()
    signing = _keys_of(keys, settings)
    if against and signing is None:
        raise SigningKeyError("请用 --keys 指明签名的公钥文件，否则无法核查签名")
    with database_at(database or settings.database) as connected:
        store, accesses = AuditStore(connected), AccessLog(connected)
        signed_heads = SignedHeads(connected)
        with store.snapshot():
            missing = [Fault(table, "整张表", FaultKind.REMOVED) for table in store.stand_ins()]
            heads, faults = verified(signed_heads.after(0), signing)
            if against:
                outside, wrong = verified(read_heads(against), signing)
                faults = [*faults, *wrong, *missing_from(heads, outside)]
                heads = outside
            faults = [*missing, *faults, *faults_of_progress(signed_heads, store, signing, system_clock())]
            total, uses, migrated = store.count(), accesses.count(), store.migrated()
            signed = f"，对照签名封条 {len(heads)} 号" if heads else ""
            before = f"（其中 {migrated} 件的摘要为升级时补记，升级以前的改动无从查出）" if migrated else ""
            summary = f"共核查工单 {total} 件{before}、查阅记录 {uses} 条{signed}"
            yield OpenedVerification(Verification(store, accesses, heads), tuple(faults), total + uses, summary)


def _keys_of(keys: Path | None, settings: Settings) -> SigningKeys | None:
    if keys:
        return SigningKeys(keys)
    return SigningKeys(Path(settings.signing_keys)) if settings.signing_keys else None
