"""What somebody was shown of cases, chained by hashes so that no change of the record stays hidden."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from hotline_server.ground.clock import to_micros

_encode = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class AccessEntry:
    """One use of an rpc that shows cases.

    Attributes:
        at: when, UTC.
        who: the name of the identity.
        rpc: the rpc, as ``Service/Method``.
        about: what was asked for beyond cases, without personal data; empty for nothing.
        reason: why, where a reason is asked for.
        cases: the numbers of the cases that were shown.
    """

    at: datetime
    who: str
    rpc: str
    about: str
    reason: str
    cases: tuple[str, ...]

    def hash(self, access_id: int, previous: str) -> str:
        """The digest of this use and, through the hash before, of all earlier ones of its day."""
        content = [access_id, to_micros(self.at), self.who, self.rpc, self.about, self.reason, self.cases, previous]
        return hashlib.sha256(_encode(content).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class AccessQuery:
    """Which uses to find; what is empty does not narrow."""

    who: str = ""
    case_number: str = ""
    since: datetime | None = None
    before: datetime | None = None
    before_id: int | None = None
    limit: int = 50
