"""Access log entries, hash-chained per day so that tampering is detectable."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from hotline_server.ground.clock import to_micros

_encode = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class AccessEntry:
    """One call of an RPC that returns case data.

    Attributes:
        at: time of the call, UTC.
        who: name of the authenticated identity.
        rpc: RPC name, as ``Service/Method``.
        about: other request parameters, without personal data; may be empty.
        reason: stated reason, for RPCs that require one.
        cases: numbers of the cases returned.
    """

    at: datetime
    who: str
    rpc: str
    about: str
    reason: str
    cases: tuple[str, ...]

    def hash(self, access_id: int, previous: str) -> str:
        """Return the SHA-256 over this entry and ``previous``, the hash of the day's preceding entry."""
        content = [access_id, to_micros(self.at), self.who, self.rpc, self.about, self.reason, self.cases, previous]
        return hashlib.sha256(_encode(content).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class AccessQuery:
    """Filter over access log entries; empty fields match everything."""

    who: str = ""
    case_number: str = ""
    since: datetime | None = None
    before: datetime | None = None
    before_id: int | None = None
    limit: int = 50
