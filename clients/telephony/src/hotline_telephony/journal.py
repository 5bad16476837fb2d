"""Durable journal of the switch's calls and of the records to register for them.

A record is on disk before anything is sent, and a request never changes once it was sent, so the service
registers it once however often it is repeated.
"""

from collections.abc import Callable
from datetime import datetime
from enum import Enum, auto
from pathlib import Path
from typing import Any, cast

from hotline.v1.case_pb2 import Call, Case
from hotline.v1.intake_service_pb2 import RegisterCallRequest

from hotline_telephony.amendment_journal import AmendmentJournal
from hotline_telephony.connection_journal import ConnectionJournal
from hotline_telephony.connections import parse_status
from hotline_telephony.events import Event
from hotline_telephony.failures import Failure, Kind, pause_after
from hotline_telephony.journal_file import JournalFile, held
from hotline_telephony.tables import (
    PENDING,
    UNMADE,
    WITHOUT_RECORD,
    Amendment,
    Connection,
    Matter,
    PhoneCall,
    Position,
    Record,
)

_IDS_PER_STATEMENT = 500


class Reopening(Enum):
    """Result of letting something refused be sent again."""

    DONE = auto()
    UNKNOWN = auto()
    """Nothing refused has that id."""
    SUPERSEDED = auto()
    """An amendment that later ones follow."""


class AlreadyNotedError(Exception):
    """Call whose note has been sent to the service already.

    Attributes:
        record: the record of the note.
    """

    def __init__(self, record: Record) -> None:
        super().__init__(record.number)
        self.record = record


class Journal:
    """Journal in an SQLite file. Safe to share between threads.

    Attributes:
        connections: of callers to departments.
        amendments: of records that were sent.
    """

    def __init__(self, path: Path) -> None:
        """Open the journal, creating it if needed."""
        self._file = JournalFile(path)
        self.connections = ConnectionJournal(self._file)
        self.amendments = AmendmentJournal(self._file)
        with self._file.transaction():
            self._file.run(Position.insert(id=1, event_id=0).on_conflict_ignore())

    def last_event_id(self) -> int:
        """Return the id of the last event applied; 0 if none."""
        (position,) = self._file.read(Position.select())
        return int(position.event_id)

    def apply(self, events: list[Event]) -> None:
        """Apply events and advance the position in one transaction."""
        with self._file.transaction():
            for event in events:
                self._apply(event)
            self._file.run(Position.update(event_id=events[-1].id))

    def call(self, call_id: str) -> PhoneCall | None:
        """Return a call, or None if unknown."""
        return next(iter(self._file.read(PhoneCall.select().where(PhoneCall.call_id == call_id))), None)

    def calls_of(self, agent: str, since: datetime) -> list[PhoneCall]:
        """Return calls the agent answered since then and has not recorded, most recent first."""
        calls = PhoneCall.select().where(PhoneCall.agent == agent, PhoneCall.answered_at >= since, WITHOUT_RECORD)
        return self._file.read(calls.order_by(PhoneCall.answered_at.desc()))

    def missed_calls(self, stale: datetime) -> list[PhoneCall]:
        """Return unanswered calls without a record that ended, or arrived before ``stale``."""
        ended = PhoneCall.ended_at.is_null(False) | (PhoneCall.arrived_at < stale)
        return self._file.read(PhoneCall.select().where(WITHOUT_RECORD, PhoneCall.answered_at.is_null(), ended))

    def calls_without_record(self, before: datetime, stale: datetime) -> list[PhoneCall]:
        """Return answered calls without a record that ended before ``before``, or arrived before ``stale``."""
        ended = (PhoneCall.ended_at < before) | (PhoneCall.ended_at.is_null() & (PhoneCall.arrived_at < stale))
        return self._file.read(PhoneCall.select().where(WITHOUT_RECORD, PhoneCall.answered_at.is_null(False), ended))

    def end_calls_before(self, moment: datetime) -> int:
        """End the calls in progress that arrived before then: the switch has died with them.

        Returns:
            The number of calls ended.
        """
        with self._file.transaction():
            return self._end_calls_before(moment)

    def records_of(self, call_id: str) -> list[Record]:
        """Return the records of a call, in order."""
        return self._file.read(_of_call(call_id))

    def record(self, request_id: str) -> Record:
        """Return the current state of a record."""
        (record,) = self._file.read(Record.select().where(Record.request_id == request_id))
        return cast(Record, record)

    def add_note(self, call_id: str, note: Call, build: Callable[[int], Record]) -> Record:
        """Store an agent's note on a call, unless the same note is already stored.

        A second note amends the first.

        Args:
            call_id: the call.
            note: the note.
            build: builds the record, given the number of earlier records of the call.

        Returns:
            The new record, or the existing record of the same note.

        Raises:
            AlreadyNotedError: the first note has been sent to the service.
        """
        with self._file.transaction():
            earlier = self._file.rows(_of_call(call_id))
            noted = note.SerializeToString(deterministic=True)
            matters = self._matters_of(call_id)
            is_note = [not record.automatic and record.request_id not in matters for record in earlier]
            first = is_note.index(True) if any(is_note) else None
            stored = _find_note(earlier, noted)
            if stored and not self.amendments.of(stored.request_id):
                return stored
            if first is not None:
                return self._replace(earlier[first], noted, build(first))
            # The agent was slow, but the automatic record has not been sent yet.
            if earlier and earlier[0].automatic and not earlier[0].sent:
                return self._replace(earlier[0], noted, build(0))
            return self._add_noted(noted, build(len(earlier)))

    def add_matter(self, call_id: str, note: Call, build: Callable[[int], Record]) -> Record:
        """Store a note on a further matter that the caller raised, unless the same note is already stored.

        Args and returns as for ``add_note``.
        """
        with self._file.transaction():
            earlier = self._file.rows(_of_call(call_id))
            noted = note.SerializeToString(deterministic=True)
            if stored := _find_note(earlier, noted):
                return stored
            record = self._add_noted(noted, build(len(earlier)))
            self._file.run(Matter.insert(record=record.request_id))
            return record

    def add_automatic(self, record: Record) -> None:
        """Store the bridge's own record of a call, unless the call has a record by now."""
        with self._file.transaction():
            if not self._file.rows(_of_call(record.call_id)):
                record.automatic = True
                record.noted = b""
                self._add(record)

    def reopen(self, item: str) -> Reopening:
        """Let a refused record, amendment or connection be sent again.

        An amendment that later ones follow stays refused: they have what is to be amended by now.
        """
        with self._file.transaction():
            refused = Amendment.select().where(Amendment.request_id == item, Amendment.refusal != "")
            for amendment in self._file.rows(refused):
                earlier_and_later = self.amendments.of(amendment.record_id)
                later = earlier_and_later[earlier_and_later.index(amendment) + 1 :]
                if not all(one.refusal for one in later):
                    return Reopening.SUPERSEDED
            reopened = sum(
                self._file.run(table.update(refusal="").where(key == item, table.refusal != ""))
                for table, key in (
                    (Record, Record.request_id),
                    (Amendment, Amendment.request_id),
                    (Connection, Connection.connection_id),
                )
            )
            return Reopening.DONE if reopened else Reopening.UNKNOWN

    def freeze_request(self, request_id: str) -> RegisterCallRequest:
        """Freeze a record's request and return it.

        A note on a call that was already registered automatically becomes a follow-up of that case.
        """
        with self._file.transaction():
            (record,) = self._file.rows(Record.select().where(Record.request_id == request_id))
            request = RegisterCallRequest.FromString(bytes(record.request))
            first = self._file.rows(_of_call(record.call_id))[0]
            if not record.sent and not request.call.follows and first.automatic:
                request.call.follows = first.number
            changes = {"request": request.SerializeToString(), "sent": True}
            self._file.run(Record.update(**changes).where(Record.request_id == request_id))
            return request

    def pending(self, limit: int, now: datetime) -> list[Record]:
        """Return pending records: urgent ones first, then agents' notes, then automatic records.

        A record that is set aside holds up the later ones of its call, but no urgent one.
        """
        order = (Record.urgent.desc(), Record.automatic, Record.written_at)
        calls = held(now, Kind.RECORD)
        items = Failure.select(Failure.item).where(Failure.retry_at > now)
        ready = Record.request_id.not_in(items) & (Record.urgent | Record.call.not_in(calls))
        return self._file.read(Record.select().where(PENDING, ready).order_by(*order).limit(limit))

    def set_aside(self, kind: Kind, item: str, call_id: str, reason: str, now: datetime) -> Failure:
        """Set an item aside that could not be delivered, or put off one that has failed again."""
        with self._file.transaction():
            earlier = next(iter(self._file.rows(Failure.select().where(Failure.item == item))), None)
            attempts = earlier.attempts + 1 if earlier else 1
            values = {
                "call_id": call_id,
                "kind": kind.value,
                "reason": reason,
                "attempts": attempts,
                "since": earlier.since if earlier else now,
                "retry_at": now + pause_after(attempts),
            }
            self._file.run(Failure.insert(item=item, **values).on_conflict_replace())
            return Failure(item=item, **values)

    def failures(self) -> list[Failure]:
        """Return what is set aside, oldest first."""
        return self._file.read(Failure.select().order_by(Failure.since, Failure.item))

    def retry(self, now: datetime) -> int:
        """Let everything that is set aside be tried again at once, and return how much that is."""
        with self._file.transaction():
            return int(self._file.run(Failure.update(retry_at=now)))

    def refused(self) -> list[Record]:
        """Return the records that the service refused."""
        return self._file.read(Record.select().where(Record.refusal != ""))

    def count_pending(self) -> int:
        """Count pending records and amendments."""
        waiting = (Record.select().where(PENDING), Amendment.select().where(UNMADE))
        return sum(map(self._file.count, waiting))

    def rewrite(self, record: Record, request: RegisterCallRequest) -> None:
        """Replace a record's request after the service rejected it."""
        self._change(record, request=request.SerializeToString())

    def mark_registered(self, record: Record, case: Case) -> None:
        """Mark a record as registered as ``case``."""
        self._change(record, number=case.number, case=case.SerializeToString())

    def mark_refused(self, record: Record, refusal: str) -> None:
        """Mark a record as refused by the service."""
        self._change(record, refusal=refusal)

    def purge(self, before: datetime) -> int:
        """Delete registered calls that arrived before then, and return their number."""
        unregistered = Record.select(Record.call).where(Record.number == "")
        unmade = Record.select(Record.call).join(Amendment).where((Amendment.made == 0) & (Amendment.refusal == ""))
        old = PhoneCall.arrived_at < before
        kept = PhoneCall.call_id.in_(unregistered) | PhoneCall.call_id.in_(unmade)
        done = PhoneCall.select().where(old, PhoneCall.noted, ~kept)
        ids = [call.call_id for call in self._file.read(done)]
        for start in range(0, len(ids), _IDS_PER_STATEMENT):
            batch = ids[start : start + _IDS_PER_STATEMENT]
            with self._file.transaction():
                self._file.run(Connection.delete().where(Connection.call.in_(batch)))
                theirs = Record.select(Record.request_id).where(Record.call.in_(batch))
                self._file.run(Amendment.delete().where(Amendment.record.in_(theirs)))
                self._file.run(Record.delete().where(Record.call.in_(batch)))
                self._file.run(PhoneCall.delete().where(PhoneCall.call_id.in_(batch)))
        return len(ids)

    def _apply(self, event: Event) -> None:
        changes: dict[str, Any] = {}
        match event.kind:
            case "started":
                self._end_calls_before(event.at)
            case "arrived":
                new = PhoneCall.insert(call_id=event.call_id, caller=event.caller, arrived_at=event.at)
                self._file.run(new.on_conflict_ignore())
            case "answered":
                changes = {"answered_at": event.at, "agent": event.agent}
                changes |= {"from_tag": event.from_tag, "to_tag": event.to_tag}
            case "ended" | "failed":
                changes = {"ended_at": event.at}
            case "connected" | "unconnected":
                connection = self.connections.apply(event.call_id, parse_status(event.reason), event.at)
                if connection and event.kind == "connected":
                    changes = {"connected_to": connection.number}
        if changes:
            self._file.run(PhoneCall.update(**changes).where(PhoneCall.call_id == event.call_id))

    def _end_calls_before(self, moment: datetime) -> int:
        in_progress = (PhoneCall.arrived_at < moment) & PhoneCall.ended_at.is_null()
        return int(self._file.run(PhoneCall.update(ended_at=moment).where(in_progress)))

    def _matters_of(self, call_id: str) -> set[str]:
        matters = Record.select(Record.request_id).join(Matter).where(Record.call == call_id)
        return {record.request_id for record in self._file.rows(matters)}

    def _add_noted(self, noted: bytes, record: Record) -> Record:
        record.noted = noted
        self._add(record)
        return record

    def _replace(self, earlier: Record, noted: bytes, record: Record) -> Record:
        """Replace a record that has not been sent."""
        if earlier.sent:
            raise AlreadyNotedError(earlier)
        changes = {"noted": noted, "request": record.request, "urgent": record.urgent, "automatic": False}
        self._file.run(Record.update(**changes).where(Record.request_id == earlier.request_id))
        return record

    def _add(self, record: Record) -> None:
        names = ("request_id", "written_at", "noted", "request", "urgent", "automatic")
        values = {name: getattr(record, name) for name in names}
        self._file.run(Record.insert(call=record.call_id, **values))
        self._file.run(PhoneCall.update(noted=True).where(PhoneCall.call_id == record.call_id))

    def _change(self, record: Record, **values: Any) -> None:
        with self._file.transaction():
            self._file.run(Record.update(**values).where(Record.request_id == record.request_id))
            self._file.settle(record.request_id)


def _of_call(call_id: str) -> Any:
    """Return a query for the records of a call, in order."""
    return Record.select().where(Record.call == call_id).order_by(Record.written_at, Record.request_id)


def _find_note(records: list[Record], noted: bytes) -> Record | None:
    return next((record for record in records if bytes(record.noted) == noted), None)
