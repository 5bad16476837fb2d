"""Append-only log of a case, hash-chained so that tampering is detectable."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hotline_server.ground.clock import to_micros

FIRST_HASH = "0" * 64
_encode = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One act.

    Attributes:
        sequence: position in the case's log, from 1, without gaps.
        at: time of the act, UTC.
        role: name of the actor's ``parties.Role``.
        act: name of the ``lifecycle.Act``.
        from_state: name of the state before; empty for the first entry.
        to_state: name of the state after.
        department: department concerned; empty if none.
        details: further details by name.
        previous_hash: hash of the preceding entry; 64 zeros for the first.
        position: position among the acts of all cases.
        digests: of the rows that the act wrote, by their keys, as JSON text; empty for entries from before they were
            kept, whose hash does not cover their position either.
    """

    case_number: str
    sequence: int
    at: datetime
    actor: str
    role: str
    act: str
    reason: str
    from_state: str
    to_state: str
    department: str
    details: Mapping[str, str]
    previous_hash: str
    position: int = 0
    digests: str = ""

    @property
    def hash(self) -> str:
        """SHA-256 over this entry and ``previous_hash``, and so over the whole chain."""
        content = [
            self.case_number, self.sequence, to_micros(self.at), self.actor, self.role, self.act,
            self.reason, self.from_state, self.to_state, self.department, dict(sorted(self.details.items())),
            self.previous_hash,
        ]  # fmt: skip
        if self.digests:
            content.append(self.position)
        return hashlib.sha256((_encode(content) + self.digests).encode()).hexdigest()
