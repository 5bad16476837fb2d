"""Archived cases (R7.1): retention periods, and the hash chain that makes tampering detectable."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

FIRST_SEAL = "0" * 64


class Retention(Enum):
    """Retention period 保管期限, longest first; the value is its label in the user interface."""

    PERMANENT = "永久"
    THIRTY_YEARS = "30年"
    TEN_YEARS = "10年"

    def until(self, sealed_on: date) -> date | None:
        """Return the last day of retention, or ``None`` for permanent.

        Years are counted from 1 January after ``sealed_on``.
        """
        years = {Retention.PERMANENT: None, Retention.THIRTY_YEARS: 30, Retention.TEN_YEARS: 10}[self]
        return None if years is None else date(sealed_on.year + years, 12, 31)


@dataclass(frozen=True, slots=True)
class ArchivedCase:
    """Sealed file of an archived case.

    Attributes:
        sequence: position in the chain, from 1.
        sealed_at: UTC.
        sha256: digest of the file.
        seal: chain hash, which includes the preceding seal.
        kept_until: last day of retention; ``None`` for permanent.
        title: subject, without personal data.
        size: file size in bytes.
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
    """Filter over archived cases; empty fields match everything.

    Attributes:
        district_names, lead_names: names under which the district and the lead may be recorded.
    """

    text: str = ""
    district: str = ""
    matter: str = ""
    lead: str = ""
    retention: Retention | None = None
    sealed_from: datetime | None = None
    sealed_before: datetime | None = None
    district_names: tuple[str, ...] = ()
    lead_names: tuple[str, ...] = ()


def compute_seal(previous: str, number: str, sequence: int, sha256: str, retention: Retention) -> str:
    """Return the seal of a file: a SHA-256 that also covers the ``previous`` seal."""
    content = [previous, number, sequence, sha256, retention.value]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
