"""Signed heads: the ends of all chains at a moment, kept outside the database."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from hotline_server.ground.clock import from_micros, to_micros

FIRST_PREVIOUS = "0" * 64
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class LogSegment:
    """Log entries of all cases since the head before.

    Attributes:
        after: position before the first entry.
        until: position of the last entry.
        digest: SHA-256 over their hashes in order.
    """

    after: int
    until: int
    digest: str


@dataclass(frozen=True, slots=True)
class ChainEnd:
    """Last link of a chain; sequence 0 while it is empty."""

    sequence: int
    hash: str


@dataclass(frozen=True, slots=True)
class AccessEnd:
    """Last entry of the access log of a day."""

    id: int
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """Ends of all chains.

    Attributes:
        number: of the head, from 1, without gaps.
        at: UTC.
        previous: SHA-256 of the text of the head before; zeros for the first.
        log: log entries of all cases since the head before.
        journal: last entry of the journal.
        archive: last seal of the archive.
        accesses: ends of the days with entries since the head before.
    """

    number: int
    at: datetime
    previous: str
    log: LogSegment
    journal: ChainEnd
    archive: ChainEnd
    accesses: tuple[AccessEnd, ...]

    @property
    def text(self) -> str:
        """The head as it is signed."""
        return _encode(asdict(self) | {"at": to_micros(self.at)})

    @property
    def digest(self) -> str:
        """SHA-256 of the text, which the next head names, and which can be printed."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def head_of(text: str) -> Head:
    """Build a head from its text.

    Raises:
        ValueError: if it is none.
    """
    try:
        stored: Mapping[str, Any] = json.loads(text)
        return Head(
            number=int(stored["number"]),
            at=from_micros(stored["at"]),
            previous=str(stored["previous"]),
            log=LogSegment(**stored["log"]),
            journal=ChainEnd(**stored["journal"]),
            archive=ChainEnd(**stored["archive"]),
            accesses=tuple(AccessEnd(**end) for end in stored["accesses"]),
        )
    except (KeyError, TypeError, OverflowError, OSError) as error:
        raise ValueError(f"not a head: {error}") from None
