"""Verification of the logs' hash chains."""

from collections.abc import Iterator
from dataclasses import dataclass

from hotline_server.domain.log import FIRST_HASH
from hotline_server.store.records.audit import AuditedCase, AuditStore


@dataclass(frozen=True, slots=True)
class Finding:
    """Defect in the log of a case."""

    case_number: str
    message: str


def verify(store: AuditStore) -> Iterator[Finding | None]:
    """Verify the log of every case; yield a finding, or ``None``, for each.

    Each entry must continue the previous one by number and hash, the last must be the one that the case names as
    the end of its log, and the state it led to must be the case's state.
    """
    for case in store.cases():
        yield next(_findings(case, store), None)


def _findings(case: AuditedCase, store: AuditStore) -> Iterator[Finding]:
    previous, expected, state = FIRST_HASH, 1, ""
    for entry, stored_hash in store.log(case):
        if entry.sequence != expected:
            yield Finding(case.number, f"第 {expected} 条日志不见了")
            return
        if entry.previous_hash != previous or entry.hash != stored_hash:
            yield Finding(case.number, f"第 {entry.sequence} 条日志被改过")
            return
        if entry.from_state != state:
            yield Finding(case.number, f"第 {entry.sequence} 条日志与前一条接不上")
            return
        previous, state = stored_hash, entry.to_state
        expected += 1
    if expected - 1 != case.length or previous != case.last_hash:
        yield Finding(case.number, f"日志应有 {case.length} 条，只有 {expected - 1} 条，或结尾被改过")
    elif state != case.state:
        yield Finding(case.number, "工单的状态与日志不符")
