"""Amendments of records that were sent, in the journal."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from hotline.v1.case_pb2 import Call
from hotline.v1.intake_service_pb2 import AmendRegistrationRequest

from hotline_telephony.failures import Kind
from hotline_telephony.journal_file import JournalFile, held
from hotline_telephony.tables import UNMADE, Amendment, Record


class AmendmentJournal:
    """Amendments in the journal."""

    def __init__(self, file: JournalFile) -> None:
        self._file = file

    def add(
        self, record: Record, note: Call, build: Callable[[Call, int], AmendRegistrationRequest | None], now: datetime
    ) -> Amendment | None:
        """Store a note written again on a call whose note was sent, unless the same one is already stored.

        Args:
            record: the record of the first note.
            note: the note.
            build: builds the request, given the call as it was sent last and the number of earlier amendments; returns
                None if the call says that already.
            now: current time, UTC.

        Returns:
            The amendment, new or stored; None if the call says that already.
        """
        with self._file.transaction():
            earlier = self.of(record.request_id)
            noted = note.SerializeToString(deterministic=True)
            valid = [amendment for amendment in earlier if not amendment.refusal]
            if valid and bytes(valid[-1].noted) == noted:
                return valid[-1]
            (stored,) = self._file.rows(Record.select().where(Record.request_id == record.request_id))
            before = valid[-1].parsed_request().call if valid else stored.parsed_request().call
            changes = build(before, len(earlier))
            if changes is None:
                return None
            values = {"request": changes.SerializeToString(), "noted": noted, "written_at": now}
            self._file.run(Amendment.insert(request_id=changes.request_id, record=record.request_id, **values))
            return Amendment(request_id=changes.request_id, record=record.request_id, **values)

    def pending(self, limit: int, now: datetime) -> list[Amendment]:
        """Return amendments that the service has neither made nor refused, in order, without those set aside."""
        calls = held(now, Kind.RECORD, Kind.AMENDMENT)
        ready = Amendment.record.in_(Record.select(Record.request_id).where(Record.call.not_in(calls)))
        waiting = Amendment.select().where(UNMADE, ready)
        return self._file.read(waiting.order_by(Amendment.written_at, Amendment.request_id).limit(limit))

    def refused(self) -> list[Amendment]:
        """Return the amendments that the service refused."""
        return self._file.read(Amendment.select().where(Amendment.refusal != ""))

    def rewrite(self, amendment: Amendment, request: AmendRegistrationRequest) -> None:
        """Replace an amendment's request after the service rejected it."""
        self._change(amendment, request=request.SerializeToString())

    def mark_made(self, amendment: Amendment) -> None:
        """Mark an amendment as made by the service."""
        self._change(amendment, made=True)

    def mark_refused(self, amendment: Amendment, refusal: str) -> None:
        """Mark an amendment as refused by the service."""
        self._change(amendment, refusal=refusal)

    def of(self, record_id: str) -> list[Amendment]:
        """Return the amendments of a record, in order; within a transaction."""
        amendments = Amendment.select().where(Amendment.record == record_id)
        return self._file.rows(amendments.order_by(Amendment.written_at, Amendment.request_id))

    def _change(self, amendment: Amendment, **values: Any) -> None:
        with self._file.transaction():
            self._file.run(Amendment.update(**values).where(Amendment.request_id == amendment.request_id))
            self._file.settle(amendment.request_id)
