"""The append-only log of a case: every act, chained by hashes so that no change stays hidden."""

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
        sequence: its place in the case's log, from 1, without gaps.
        at: when, UTC.
        role: the name of the role, as in ``case_file.Role``.
        from_state: the name of the state before; empty for the first entry.
        to_state: the name of the state after.
        department: the department it is about; empty for none.
        details: what else there is to know, by name.
        previous_hash: the hash of the entry before; 64 zeros for the first.
        position: its place among the acts of all cases; not part of the hash.
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

    @property
    def hash(self) -> str:
        """The digest of this entry and, through the hash before, of all earlier ones."""
        content = [
            self.case_number, self.sequence, to_micros(self.at), self.actor, self.role, self.act,
            self.reason, self.from_state, self.to_state, self.department, dict(sorted(self.details.items())),
            self.previous_hash,
        ]  # fmt: skip
        return hashlib.sha256(_encode(content).encode()).hexdigest()
