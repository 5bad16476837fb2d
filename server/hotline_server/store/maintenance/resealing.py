"""Online re-encryption of callers, and of amendments of their calls, with the current key."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from peewee import Database

from hotline_server.store.cases.callers import ERASED, UNAMENDED, Callers, amendments_of
from hotline_server.store.engine.database import write_transaction
from hotline_server.store.models import CallRow, CaseRow
from hotline_server.store.proofs.journal import Cause, Journal

# Small enough that a transaction delays new calls by a few milliseconds only.
BATCH_SIZE = 200


@dataclass(frozen=True, slots=True)
class Resealer:
    """Re-encrypts the callers of all calls."""

    database: Database
    callers: Callers

    def count(self) -> int:
        """Return the number of calls."""
        return int(CallRow.select().count(self.database))

    def by_key(self) -> dict[str, int]:
        """Count the encrypted callers, and the encrypted amendments of calls, by key id."""
        counts: dict[str, int] = {}
        last = 0
        while rows := self._after(last):
            last = rows[-1].case_id
            for sealed in (sealed for row in rows for sealed in (row.caller, row.amendments) if sealed):
                key = sealed.partition(":")[0]
                counts[key] = counts.get(key, 0) + 1
        return counts

    def run(self) -> Iterator[int]:
        """Re-encrypt callers encrypted with another key, in batches, each its own transaction.

        Yields:
            Number of calls examined in each batch.

        Raises:
            UnsealError: a caller cannot be decrypted; earlier batches remain committed.
        """
        current = f"{self.callers.keyring.current}:"
        last = 0
        while True:
            with write_transaction(self.database):
                rows = self._after(last)
                for row in rows:
                    if row.caller != ERASED and not row.caller.startswith(current):
                        self._seal(row)
                    if row.amendments != UNAMENDED and not row.amendments.startswith(current):
                        self._seal_amendments(row)
            if not rows:
                return
            last = rows[-1].case_id
            yield len(rows)

    def _seal(self, row: CallRow) -> None:
        keyring = self.callers.keyring
        plain = keyring.unseal(row.caller, str(row.case_id))
        phone = json.loads(plain)[-1]
        sealed = keyring.seal(plain, str(row.case_id))
        CallRow.update(caller=sealed).where(CallRow.case_id == row.case_id).execute(self.database)
        CaseRow.update(caller_index=self.callers.index(phone)).where(CaseRow.id == row.case_id).execute(self.database)
        Journal(self.database).record(Cause.RESEALING, (CallRow, (row.case_id,)), (CaseRow, (row.case_id,)))

    def _seal_amendments(self, row: CallRow) -> None:
        keyring, bound = self.callers.keyring, amendments_of(row.case_id)
        sealed = keyring.seal(keyring.unseal(row.amendments, bound), bound)
        CallRow.update(amendments=sealed).where(CallRow.case_id == row.case_id).execute(self.database)
        Journal(self.database).record(Cause.RESEALING, (CallRow, (row.case_id,)))

    def _after(self, last: int) -> list[CallRow]:
        query = CallRow.select(CallRow.case_id, CallRow.caller, CallRow.amendments).where(CallRow.case_id > last)
        return list(query.order_by(CallRow.case_id).limit(BATCH_SIZE).execute(self.database))
