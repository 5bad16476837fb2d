"""Persistence of withdrawn tokens."""

from dataclasses import dataclass, replace

from peewee import Database, fn

from hotline_server.domain.token_revocation import TokenRevocation
from hotline_server.ground.clock import from_micros, to_micros
from hotline_server.store.models import RevocationRow
from hotline_server.store.proofs.journal import Cause, Journal


@dataclass(frozen=True, slots=True)
class RevocationStore:
    """Repository of withdrawals."""

    database: Database

    def add(self, revocation: TokenRevocation) -> TokenRevocation:
        """Store a withdrawal and return it with its id. Use only within a writer job."""
        key = RevocationRow.insert(
            token_id=revocation.token_id,
            subject=revocation.subject,
            reason=revocation.reason,
            actor=revocation.actor,
            at=to_micros(revocation.at),
        ).execute(self.database)
        Journal(self.database).record(Cause.ADMINISTRATION, (RevocationRow, (key,)))
        return replace(revocation, id=int(key))

    def last_id(self) -> int:
        """Return the id of the last withdrawal, 0 if there is none."""
        return int(RevocationRow.select(fn.MAX(RevocationRow.id)).scalar(self.database) or 0)

    def find(self, before_id: int | None, limit: int) -> list[TokenRevocation]:
        """Return up to ``limit`` withdrawals with ids below ``before_id``, latest first."""
        rows = RevocationRow.select().order_by(RevocationRow.id.desc()).limit(limit)
        if before_id is not None:
            rows = rows.where(RevocationRow.id < before_id)
        return [
            TokenRevocation(row.id, row.token_id, row.subject, row.reason, row.actor, from_micros(row.at))
            for row in rows.execute(self.database)
        ]

    def all(self) -> list[TokenRevocation]:
        """Return every withdrawal."""
        return self.find(None, 2**31)
