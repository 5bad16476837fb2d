"""Durable journal of the switch's calls and of the records to register for them.

A record is on disk before anything is sent, and a request never changes once it was sent, so the service
registers it once however often it is repeated.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import Enum, auto
from pathlib import Path
from typing import Any, cast

from hotline.v1.case_pb2 import Call, Case
from hotline.v1.intake_service_pb2 import AmendRegistrationRequest, RegisterCallRequest
from peewee import (
    SQL,
    BlobField,
    BooleanField,
    CharField,
    ForeignKeyField,
    IntegerField,
    Model,
    SqliteDatabase,
)

from hotline_telephony.connections import ConnectionResult, Destination, parse_status
from hotline_telephony.events import Event
from hotline_telephony.failures import Failure, Kind, pause_after
from hotline_telephony.moments import MomentField
from hotline_telephony.private_files import create_database


class PhoneCall(Model):
    """Call as reported by the switch."""

    call_id = CharField(primary_key=True)
    caller = CharField()
    arrived_at = MomentField(index=True)
    answered_at = MomentField(null=True)
    ended_at = MomentField(null=True)
    agent = CharField(default="")
    from_tag = CharField(default="")
    to_tag = CharField(default="")
    connected_to = CharField(default="")
    noted = BooleanField(default=False)


class Record(Model):
    """Record to register, and its outcome.

    ``noted`` is the agent's note; ``request`` is what goes to the service, frozen once ``sent`` because it may have
    arrived. ``automatic`` marks a record the bridge wrote for a call without a note. ``number`` and ``case`` are set
    on registration; ``refusal`` is set if the service refused the record, which then needs a person's attention.
    """

    call_id: str
    request_id = CharField(primary_key=True)
    call = ForeignKeyField(PhoneCall, backref="records")
    written_at = MomentField()
    noted = BlobField()
    request = BlobField()
    automatic = BooleanField(default=False)
    urgent = BooleanField(default=False)
    sent = BooleanField(default=False)
    number = CharField(default="")
    case = BlobField(default=b"")
    refusal = CharField(default="")

    def parsed_request(self) -> RegisterCallRequest:
        return RegisterCallRequest.FromString(bytes(self.request))

    @property
    def is_pending(self) -> bool:
        """True if neither registered nor refused."""
        return not self.number and not self.refusal

    def registered_case(self) -> Case | None:
        """Return the registered case, or None while not registered."""
        return Case.FromString(bytes(self.case)) if self.number else None


class Amendment(Model):
    """Amendment of a record that was sent, by a note written again.

    ``noted`` is the agent's note; ``request`` is what goes to the service. ``made`` is set once the service has made
    it; ``refusal`` if it refused it, which then needs a person's attention.
    """

    record_id: str
    request_id = CharField(primary_key=True)
    record = ForeignKeyField(Record, backref="amendments")
    written_at = MomentField()
    noted = BlobField()
    request = BlobField()
    made = BooleanField(default=False)
    refusal = CharField(default="")

    def parsed_request(self) -> AmendRegistrationRequest:
        return AmendRegistrationRequest.FromString(bytes(self.request))

    @property
    def is_pending(self) -> bool:
        """True if neither made nor refused."""
        return not self.made and not self.refusal


class Connection(Model):
    """Connection of a caller to a department, begun or declined; ``result`` is empty while it runs.

    ``recorded`` is set once the service has what came of it; ``refusal`` if it refused that, which then needs a
    person's attention.
    """

    connection_id = CharField(primary_key=True)
    call = ForeignKeyField(PhoneCall, backref="connections")
    case_number = CharField()
    department = CharField()
    number = CharField()
    asked_at = MomentField()
    result = CharField(default="")
    result_at = MomentField(null=True)
    recorded = BooleanField(default=False)
    refusal = CharField(default="")

    @property
    def is_running(self) -> bool:
        """True until it is known what came of it."""
        return not self.result


class Position(Model):
    """Id of the last event applied."""

    event_id = IntegerField()


_TABLES = (PhoneCall, Record, Amendment, Connection, Position, Failure)
# Literal SQL, to match the conditions of the partial indexes below.
_WITHOUT_RECORD = SQL("noted = 0")
_PENDING = SQL("number = '' AND refusal = ''")
PhoneCall.add_index(PhoneCall.arrived_at, where=_WITHOUT_RECORD, name="call_unnoted")
Record.add_index(Record.written_at, where=_PENDING, name="record_waiting")
_UNMADE = SQL("made = 0 AND refusal = ''")
Amendment.add_index(Amendment.written_at, where=_UNMADE, name="amendment_unmade")
_UNRECORDED = SQL("recorded = 0 AND refusal = ''")
Connection.add_index(Connection.asked_at, where=_UNRECORDED, name="connection_unrecorded")
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


class ConnectionExistsError(Exception):
    """Call whose caller is being connected already, or has been.

    Attributes:
        connection: the earlier connection.
    """

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection.result)
        self.connection = connection


class Journal:
    """Journal in an SQLite file. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Open the journal, creating it if needed."""
        create_database(path)
        # A record that was acknowledged must survive a power cut.
        pragmas = {"journal_mode": "wal", "synchronous": "full", "foreign_keys": 1, "busy_timeout": 10_000}
        self._database = SqliteDatabase(str(path), pragmas=pragmas)
        with self._database.bind_ctx(_TABLES), self._transaction():
            self._database.create_tables(_TABLES)
            self._execute(Position.insert(id=1, event_id=0).on_conflict_ignore())

    def last_event_id(self) -> int:
        """Return the id of the last event applied; 0 if none."""
        (position,) = self._fetch(Position.select())
        return int(position.event_id)

    def apply(self, events: list[Event]) -> None:
        """Apply events and advance the position in one transaction."""
        with self._transaction():
            for event in events:
                self._apply(event)
            self._execute(Position.update(event_id=events[-1].id))

    def call(self, call_id: str) -> PhoneCall | None:
        """Return a call, or None if unknown."""
        return next(iter(self._fetch(PhoneCall.select().where(PhoneCall.call_id == call_id))), None)

    def calls_of(self, agent: str, since: datetime) -> list[PhoneCall]:
        """Return calls the agent answered since then and has not recorded, most recent first."""
        calls = PhoneCall.select().where(PhoneCall.agent == agent, PhoneCall.answered_at >= since, _WITHOUT_RECORD)
        return self._fetch(calls.order_by(PhoneCall.answered_at.desc()))

    def missed_calls(self, stale: datetime) -> list[PhoneCall]:
        """Return unanswered calls without a record that ended, or arrived before ``stale``."""
        ended = PhoneCall.ended_at.is_null(False) | (PhoneCall.arrived_at < stale)
        return self._fetch(PhoneCall.select().where(_WITHOUT_RECORD, PhoneCall.answered_at.is_null(), ended))

    def calls_without_record(self, before: datetime, stale: datetime) -> list[PhoneCall]:
        """Return answered calls without a record that ended before ``before``, or arrived before ``stale``."""
        ended = (PhoneCall.ended_at < before) | (PhoneCall.ended_at.is_null() & (PhoneCall.arrived_at < stale))
        return self._fetch(PhoneCall.select().where(_WITHOUT_RECORD, PhoneCall.answered_at.is_null(False), ended))

    def end_calls_before(self, moment: datetime) -> int:
        """End the calls in progress that arrived before then: the switch has died with them.

        Returns:
            The number of calls ended.
        """
        with self._transaction():
            return self._end_calls_before(moment)

    def add_connection(
        self, call_id: str, connection_id: str, to: Destination, result: ConnectionResult | None, now: datetime
    ) -> Connection:
        """Store a connection that begins, or one that the caller declines.

        Args:
            call_id: the call.
            connection_id: a new id.
            to: the department.
            result: None for one that begins.
            now: current time, UTC.

        Raises:
            ConnectionExistsError: a connection of the call runs or succeeded.
        """
        with self._transaction():
            latest = self._latest_connection(call_id)
            if latest and (latest.is_running or latest.result == ConnectionResult.CONNECTED):
                raise ConnectionExistsError(latest)
            values = {"case_number": to.case_number, "department": to.department, "number": to.number, "asked_at": now}
            if result:
                values |= {"result": result.value, "result_at": now}
            self._execute(Connection.insert(connection_id=connection_id, call=call_id, **values))
            return Connection(connection_id=connection_id, call=call_id, **values)

    def finish_connection(self, connection: Connection, result: ConnectionResult, now: datetime) -> None:
        """Store what came of a connection, unless that is known already."""
        with self._transaction():
            self._finish_connection(connection.connection_id, result, now)

    def latest_connection(self, call_id: str) -> Connection | None:
        """Return the latest connection of a call, or None."""
        with self._database.connection_context():
            return self._latest_connection(call_id)

    def expire_connections(self, before: datetime, now: datetime) -> None:
        """Finish connections that began before then and of which nothing was heard."""
        with self._transaction():
            silent = (Connection.result == "") & (Connection.asked_at < before)
            values = {"result": ConnectionResult.UNREACHABLE.value, "result_at": now}
            self._execute(Connection.update(**values).where(_UNRECORDED, silent))

    def unrecorded_connections(self, limit: int, now: datetime) -> list[Connection]:
        """Return finished connections that the service has not recorded, oldest first, without those set aside."""
        finished = Connection.select(Connection, PhoneCall).join(PhoneCall)
        finished = finished.where(
            _UNRECORDED, Connection.result != "", Connection.call.not_in(_held(now, Kind.CONNECTION))
        )
        return self._fetch(finished.order_by(Connection.asked_at).limit(limit))

    def mark_connection_refused(self, connection: Connection, refusal: str) -> None:
        """Mark a connection as refused by the service."""
        with self._transaction():
            refused = Connection.update(refusal=refusal)
            self._execute(refused.where(Connection.connection_id == connection.connection_id))
            self._settle(connection.connection_id)

    def refused_connections(self) -> list[Connection]:
        """Return the connections that the service refused to record."""
        return self._fetch(Connection.select().where(Connection.refusal != ""))

    def mark_connection_recorded(self, connection: Connection) -> None:
        """Mark a connection as recorded by the service."""
        with self._transaction():
            recorded = Connection.update(recorded=True)
            self._execute(recorded.where(Connection.connection_id == connection.connection_id))
            self._settle(connection.connection_id)

    def records_of(self, call_id: str) -> list[Record]:
        """Return the records of a call, in order."""
        with self._database.connection_context():
            return self._records_of(call_id)

    def record(self, request_id: str) -> Record:
        """Return the current state of a record."""
        (record,) = self._fetch(Record.select().where(Record.request_id == request_id))
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
        with self._transaction():
            earlier = self._records_of(call_id)
            noted = note.SerializeToString(deterministic=True)
            first = next((place for place, record in enumerate(earlier) if not record.automatic), None)
            stored = _find_note(earlier, noted)
            if stored and not self._amendments_of(stored.request_id):
                return stored
            if first is not None:
                return self._replace(earlier[first], noted, build(first))
            # The agent was slow, but the automatic record has not been sent yet.
            if earlier and not earlier[0].sent:
                return self._replace(earlier[0], noted, build(0))
            return self._add_noted(noted, build(len(earlier)))

    def add_amendment(
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
        with self._transaction():
            earlier = self._amendments_of(record.request_id)
            noted = note.SerializeToString(deterministic=True)
            valid = [amendment for amendment in earlier if not amendment.refusal]
            if valid and bytes(valid[-1].noted) == noted:
                return valid[-1]
            (stored,) = Record.select().where(Record.request_id == record.request_id).execute(self._database)
            before = valid[-1].parsed_request().call if valid else stored.parsed_request().call
            changes = build(before, len(earlier))
            if changes is None:
                return None
            values = {"request": changes.SerializeToString(), "noted": noted, "written_at": now}
            self._execute(Amendment.insert(request_id=changes.request_id, record=record.request_id, **values))
            return Amendment(request_id=changes.request_id, record=record.request_id, **values)

    def pending_amendments(self, limit: int, now: datetime) -> list[Amendment]:
        """Return amendments that the service has neither made nor refused, in order, without those set aside."""
        held = _held(now, Kind.RECORD, Kind.AMENDMENT)
        ready = Amendment.record.in_(Record.select(Record.request_id).where(Record.call.not_in(held)))
        waiting = Amendment.select().where(_UNMADE, ready)
        return self._fetch(waiting.order_by(Amendment.written_at, Amendment.request_id).limit(limit))

    def refused_amendments(self) -> list[Amendment]:
        """Return the amendments that the service refused."""
        return self._fetch(Amendment.select().where(Amendment.refusal != ""))

    def rewrite_amendment(self, amendment: Amendment, request: AmendRegistrationRequest) -> None:
        """Replace an amendment's request after the service rejected it."""
        self._change_amendment(amendment, request=request.SerializeToString())

    def mark_made(self, amendment: Amendment) -> None:
        """Mark an amendment as made by the service."""
        self._change_amendment(amendment, made=True)

    def mark_amendment_refused(self, amendment: Amendment, refusal: str) -> None:
        """Mark an amendment as refused by the service."""
        self._change_amendment(amendment, refusal=refusal)

    def add_matter(self, call_id: str, note: Call, build: Callable[[int], Record]) -> Record:
        """Store a note on a further matter that the caller raised, unless the same note is already stored.

        Args and returns as for ``add_note``.
        """
        with self._transaction():
            earlier = self._records_of(call_id)
            noted = note.SerializeToString(deterministic=True)
            return _find_note(earlier, noted) or self._add_noted(noted, build(len(earlier)))

    def add_automatic(self, record: Record) -> None:
        """Store the bridge's own record of a call, unless the call has a record by now."""
        with self._transaction():
            if not self._records_of(record.call_id):
                record.automatic = True
                record.noted = b""
                self._add(record)

    def reopen(self, item: str) -> Reopening:
        """Let a refused record, amendment or connection be sent again.

        An amendment that later ones follow stays refused: they have what is to be amended by now.
        """
        with self._transaction():
            refused = Amendment.select().where(Amendment.request_id == item, Amendment.refusal != "")
            for amendment in refused.execute(self._database):
                earlier_and_later = self._amendments_of(amendment.record_id)
                later = earlier_and_later[earlier_and_later.index(amendment) + 1 :]
                if not all(one.refusal for one in later):
                    return Reopening.SUPERSEDED
            reopened = sum(
                table.update(refusal="").where(key == item, table.refusal != "").execute(self._database)
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
        with self._transaction():
            (record,) = Record.select().where(Record.request_id == request_id).execute(self._database)
            request = RegisterCallRequest.FromString(bytes(record.request))
            first = self._records_of(record.call_id)[0]
            if not record.sent and not request.call.follows and first.automatic:
                request.call.follows = first.number
            changes = {"request": request.SerializeToString(), "sent": True}
            self._execute(Record.update(**changes).where(Record.request_id == request_id))
            return request

    def pending(self, limit: int, now: datetime) -> list[Record]:
        """Return pending records: urgent ones first, then agents' notes, then automatic records.

        A record that is set aside holds up the later ones of its call, but no urgent one.
        """
        order = (Record.urgent.desc(), Record.automatic, Record.written_at)
        held = _held(now, Kind.RECORD)
        items = Failure.select(Failure.item).where(Failure.retry_at > now)
        ready = Record.request_id.not_in(items) & (Record.urgent | Record.call.not_in(held))
        return self._fetch(Record.select().where(_PENDING, ready).order_by(*order).limit(limit))

    def set_aside(self, kind: Kind, item: str, call_id: str, reason: str, now: datetime) -> Failure:
        """Set an item aside that could not be delivered, or put off one that has failed again."""
        with self._transaction():
            earlier = next(iter(Failure.select().where(Failure.item == item).execute(self._database)), None)
            attempts = earlier.attempts + 1 if earlier else 1
            values = {
                "call_id": call_id,
                "kind": kind.value,
                "reason": reason,
                "attempts": attempts,
                "since": earlier.since if earlier else now,
                "retry_at": now + pause_after(attempts),
            }
            self._execute(Failure.insert(item=item, **values).on_conflict_replace())
            return Failure(item=item, **values)

    def failures(self) -> list[Failure]:
        """Return what is set aside, oldest first."""
        return self._fetch(Failure.select().order_by(Failure.since, Failure.item))

    def retry(self, now: datetime) -> int:
        """Let everything that is set aside be tried again at once, and return how much that is."""
        with self._transaction():
            return int(Failure.update(retry_at=now).execute(self._database))

    def refused(self) -> list[Record]:
        """Return the records that the service refused."""
        return self._fetch(Record.select().where(Record.refusal != ""))

    def count_pending(self) -> int:
        """Count pending records and amendments."""
        with self._database.connection_context():
            records = int(Record.select().where(_PENDING).count(self._database))
            return records + int(Amendment.select().where(_UNMADE).count(self._database))

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
        ids = [call.call_id for call in self._fetch(done)]
        for start in range(0, len(ids), _IDS_PER_STATEMENT):
            batch = ids[start : start + _IDS_PER_STATEMENT]
            with self._transaction():
                self._execute(Connection.delete().where(Connection.call.in_(batch)))
                theirs = Record.select(Record.request_id).where(Record.call.in_(batch))
                self._execute(Amendment.delete().where(Amendment.record.in_(theirs)))
                self._execute(Record.delete().where(Record.call.in_(batch)))
                self._execute(PhoneCall.delete().where(PhoneCall.call_id.in_(batch)))
        return len(ids)

    def _apply(self, event: Event) -> None:
        changes: dict[str, Any] = {}
        match event.kind:
            case "started":
                self._end_calls_before(event.at)
            case "arrived":
                new = PhoneCall.insert(call_id=event.call_id, caller=event.caller, arrived_at=event.at)
                self._execute(new.on_conflict_ignore())
            case "answered":
                changes = {"answered_at": event.at, "agent": event.agent}
                changes |= {"from_tag": event.from_tag, "to_tag": event.to_tag}
            case "ended" | "failed":
                changes = {"ended_at": event.at}
            case "connected" | "unconnected":
                connection = self._latest_connection(event.call_id)
                if connection:
                    self._finish_connection(connection.connection_id, parse_status(event.reason), event.at)
                if connection and event.kind == "connected":
                    changes = {"connected_to": connection.number}
        if changes:
            self._execute(PhoneCall.update(**changes).where(PhoneCall.call_id == event.call_id))

    def _end_calls_before(self, moment: datetime) -> int:
        in_progress = (PhoneCall.arrived_at < moment) & PhoneCall.ended_at.is_null()
        return int(PhoneCall.update(ended_at=moment).where(in_progress).execute(self._database))

    def _latest_connection(self, call_id: str) -> Connection | None:
        latest = Connection.select().where(Connection.call == call_id).order_by(Connection.asked_at.desc()).limit(1)
        return next(iter(latest.execute(self._database)), None)

    def _finish_connection(self, connection_id: str, result: ConnectionResult, now: datetime) -> None:
        running = (Connection.connection_id == connection_id) & (Connection.result == "")
        self._execute(Connection.update(result=result.value, result_at=now).where(running))

    def _records_of(self, call_id: str) -> list[Record]:
        records = Record.select().where(Record.call == call_id).order_by(Record.written_at, Record.request_id)
        return list(records.execute(self._database))

    def _amendments_of(self, record_id: str) -> list[Amendment]:
        amendments = Amendment.select().where(Amendment.record == record_id)
        return list(amendments.order_by(Amendment.written_at, Amendment.request_id).execute(self._database))

    def _change_amendment(self, amendment: Amendment, **values: Any) -> None:
        with self._transaction():
            self._execute(Amendment.update(**values).where(Amendment.request_id == amendment.request_id))
            self._settle(amendment.request_id)

    def _add_noted(self, noted: bytes, record: Record) -> Record:
        record.noted = noted
        self._add(record)
        return record

    def _replace(self, earlier: Record, noted: bytes, record: Record) -> Record:
        """Replace a record that has not been sent."""
        if earlier.sent:
            raise AlreadyNotedError(earlier)
        changes = {"noted": noted, "request": record.request, "urgent": record.urgent, "automatic": False}
        self._execute(Record.update(**changes).where(Record.request_id == earlier.request_id))
        return record

    def _add(self, record: Record) -> None:
        names = ("request_id", "written_at", "noted", "request", "urgent", "automatic")
        values = {name: getattr(record, name) for name in names}
        self._execute(Record.insert(call=record.call_id, **values))
        self._execute(PhoneCall.update(noted=True).where(PhoneCall.call_id == record.call_id))

    def _change(self, record: Record, **values: Any) -> None:
        with self._transaction():
            self._execute(Record.update(**values).where(Record.request_id == record.request_id))
            self._settle(record.request_id)

    def _settle(self, item: str) -> None:
        """Forget how often an item failed."""
        self._execute(Failure.delete().where(Failure.item == item))

    def _fetch(self, query: Any) -> list[Any]:
        with self._database.connection_context():
            return list(query.execute(self._database))

    def _execute(self, query: Any) -> None:
        query.execute(self._database)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._database.connection_context(), self._database.atomic("IMMEDIATE"):
            yield


def _held(now: datetime, *kinds: Kind) -> Any:
    """Return a query for the calls of which something is set aside."""
    return Failure.select(Failure.call_id).where(
        Failure.retry_at > now, Failure.kind.in_([kind.value for kind in kinds])
    )


def _find_note(records: list[Record], noted: bytes) -> Record | None:
    return next((record for record in records if bytes(record.noted) == noted), None)
