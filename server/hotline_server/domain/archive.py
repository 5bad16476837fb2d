"""Sealing archived cases (R7.1): how long each is kept, and the chain that shows any change."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

FIRST_SEAL = "0" * 64


class Retention(Enum):
    """How long an archived case is kept 保管期限; the value is the word that staff read, the longest first."""

    PERMANENT = "永久"
    THIRTY_YEARS = "30年"
    TEN_YEARS = "10年"

    def until(self, sealed_on: date) -> date | None:
        """The last day it is kept: years are counted from the begin of the year after; ``None`` for ever."""
        years = {Retention.PERMANENT: None, Retention.THIRTY_YEARS: 30, Retention.TEN_YEARS: 10}[self]
        return None if years is None else date(sealed_on.year + years, 12, 31)


@dataclass(frozen=True, slots=True)
class ArchivedCase:
    """An archived case's sealed file.

    Attributes:
        sequence: its place in the chain, from 1.
        sealed_at: UTC.
        sha256: of its file.
        seal: chains it to the one before.
        kept_until: the last day it is kept; ``None`` for ever.
        title: what it was about, without personal data.
        size: of its file, in bytes.
    """

    number: str
    sequence: int
    sealed_at: datetime
    sha256: str
    seal: str
    retention: Retention
    kept_until: date | None
    title: str
    district: str
    matter: str
    lead: str
    attachments: int
    size: int


@dataclass(frozen=True, slots=True)
class ArchiveQuery:
    """Which archived cases to list; what is empty does not narrow."""

    text: str = ""
    district: str = ""
    matter: str = ""
    lead: str = ""
    retention: Retention | None = None
    sealed_from: datetime | None = None
    sealed_before: datetime | None = None


def seal_of(previous: str, number: str, sequence: int, sha256: str, retention: Retention) -> str:
    """The digest of a file's and, through the seal before, of all earlier ones."""
    content = [previous, number, sequence, sha256, retention.value]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
