"""Persistence of signed heads, and the ends of the chains that they name."""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from peewee import Database

from hotline_server.domain.signed_heads import AccessEnd, ChainEnd, Head, LogSegment, head_of
from hotline_server.security.signing import Signature
from hotline_server.store.engine.counters import LOG
from hotline_server.store.engine.sql import execute
from hotline_server.store.models import ArchivedRow, CounterRow, SignedHeadRow, VerificationRow
from hotline_server.store.proofs.journal import FIRST_HASH, Cause, Journal
from hotline_server.store.records.access_log import AccessLog

_SENT = "heads-sent"
_BATCH_SIZE = 5_000
# Id of the only row of what was verified.
_ONLY = 1


@dataclass(frozen=True, slots=True)
class SignedText:
    """Head as it was signed."""

    text: str
    signature: Signature


@dataclass(frozen=True, slots=True)
class SignedHeads:
    """Repository of signed heads. Use the writing methods only within a writer job."""

    database: Database

    def latest(self) -> Head | None:
        """Return the latest head, if any."""
        row = SignedHeadRow.select().order_by(SignedHeadRow.number.desc()).first(self.database)
        return head_of(row.body) if row else None

    def has_between(self, begin: datetime, end: datetime) -> bool:
        """Return whether a head was signed between two times."""
        for row in SignedHeadRow.select().order_by(SignedHeadRow.number.desc()).execute(self.database):
            with suppress(ValueError):
                at = head_of(row.body).at
                if at <= end:
                    return at >= begin
        return False

    def after(self, number: int) -> Iterator[SignedText]:
        """Yield the heads above a number in order."""
        query = SignedHeadRow.select().where(SignedHeadRow.number > number).order_by(SignedHeadRow.number)
        for row in query.execute(self.database):
            yield SignedText(row.body, Signature(row.key_id, row.signature))

    def add(self, head: Head, signature: Signature) -> None:
        """Store a head."""
        SignedHeadRow.insert(
            number=head.number, body=head.text, key_id=signature.key_id, signature=signature.value
        ).execute(self.database)
        Journal(self.database).record(Cause.SIGNING, (SignedHeadRow, (head.number,)))

    def reached(self) -> SignedText | None:
        """Return what nightly verification has reached, if anything."""
        row = VerificationRow.select().where(VerificationRow.id == _ONLY).first(self.database)
        return SignedText(row.body, Signature(row.key_id, row.signature)) if row else None

    def further_reached(self) -> list[int]:
        """Return the ids of rows beside the one that nightly verification has, which no server wrote."""
        rows = VerificationRow.select(VerificationRow.id).where(VerificationRow.id != _ONLY)
        return [row.id for row in rows.order_by(VerificationRow.id).execute(self.database)]

    def set_reached(self, text: str, signature: Signature) -> None:
        """Store what nightly verification has reached."""
        columns = {"body": text, "key_id": signature.key_id, "signature": signature.value}
        replaced = VerificationRow.insert(id=_ONLY, **columns)
        replaced.on_conflict(conflict_target=[VerificationRow.id], update=columns).execute(self.database)

    def sent(self) -> int:
        """Return the number of the last head that was sent to the second place."""
        row = CounterRow.select().where(CounterRow.name == _SENT).first(self.database)
        return int(row.last) if row else 0

    def mark_sent(self, number: int) -> None:
        """Remember the number of the last head that was sent to the second place."""
        columns = {"name": _SENT, "last": number}
        update = {"last": number}
        CounterRow.insert(columns).on_conflict(conflict_target=[CounterRow.name], update=update).execute(self.database)

    def log_segment(self, after: int) -> LogSegment:
        """Return the log entries of all cases above a position, as one digest."""
        row = CounterRow.select().where(CounterRow.name == LOG).first(self.database)
        until, digest, last = int(row.last) if row else 0, hashlib.sha256(), after
        while last < until:
            found = execute(
                self.database,
                f"SELECT position, hash FROM log_entry WHERE position > {last:d} AND position <= {until:d} "
                f"ORDER BY position LIMIT {_BATCH_SIZE}",
            )
            for _, entry in found:
                digest.update(entry.encode())
            if not found:
                break
            last = int(found[-1][0])
        return LogSegment(after, until, digest.hexdigest())

    def journal_end(self) -> ChainEnd:
        """Return the last entry of the journal."""
        return ChainEnd(*Journal(self.database).end())

    def archive_end(self) -> ChainEnd:
        """Return the last seal of the archive."""
        row = ArchivedRow.select().order_by(ArchivedRow.sequence.desc()).first(self.database)
        return ChainEnd(row.sequence, row.seal) if row else ChainEnd(0, FIRST_HASH)

    def access_ends(self, after: int) -> tuple[AccessEnd, ...]:
        """Return the last entries of the days of the access log with entries above an id."""
        ends = AccessLog(self.database).ends(after)
        return tuple(AccessEnd(access_id, ends[access_id]) for access_id in sorted(ends))
