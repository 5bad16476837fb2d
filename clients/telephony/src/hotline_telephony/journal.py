"""What the bridge knows, on disk: the calls of the switch, and what is to be registered of them.

A record is written, and on the disk, before anything is sent; what was sent is the same however often
it is sent, so the service registers it once.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from hotline.v1.case_pb2 import Call, Case
from hotline.v1.intake_service_pb2 import RegisterCallRequest
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

from hotline_telephony.events import Event


class MomentField(IntegerField):
    """A moment, UTC, kept in microseconds."""

    def db_value(self, value: datetime | None) -> int | None:
        return None if value is None else int(value.timestamp() * 1_000_000)

    def python_value(self, value: int | None) -> datetime | None:
        return None if value is None else datetime.fromtimestamp(value / 1_000_000, UTC)


class PhoneCall(Model):
    """A call as the switch tells of it."""

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
    """Something to register, and what became of it.

    ``noted`` is what the agent said, ``request`` what is sent of it, fixed from when it was ``sent`` first: it may
    have arrived. ``automatic`` is what the bridge wrote of a call that nobody noted. ``number`` is set once it is
    registered, with the case as it then was; ``refusal`` where the service would not have it, which a person has
    to look at.
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

    def message(self) -> RegisterCallRequest:
        return RegisterCallRequest.FromString(bytes(self.request))

    @property
    def is_waiting(self) -> bool:
        """Whether it is neither registered nor refused."""
        return not self.number and not self.refusal

    def registered(self) -> Case | None:
        """The case it opened; None while it is not registered."""
        return Case.FromString(bytes(self.case)) if self.number else None


class Position(Model):
    """The last event of the switch that was taken."""

    event_id = IntegerField()


_TABLES = (PhoneCall, Record, Position)
# As the indexes that only have what is still to be done say it.
_UNNOTED = SQL("noted = 0")
_WAITING = SQL("number = '' AND refusal = ''")
PhoneCall.add_index(PhoneCall.arrived_at, where=_UNNOTED, name="call_unnoted")
Record.add_index(Record.written_at, where=_WAITING, name="record_waiting")
_A_STATEMENT = 500


class Journal:
    """The journal in a file. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Open the journal, and make it where there is none."""
        path.parent.mkdir(parents=True, exist_ok=True)
        # A record that was acknowledged must survive a power cut.
        pragmas = {"journal_mode": "wal", "synchronous": "full", "foreign_keys": 1, "busy_timeout": 10_000}
        self._database = SqliteDatabase(str(path), pragmas=pragmas)
        with self._database.bind_ctx(_TABLES), self._writing():
            self._database.create_tables(_TABLES)
            self._run(Position.insert(id=1, event_id=0).on_conflict_ignore())

    def position(self) -> int:
        """The id of the last event that was taken."""
        (position,) = self._all(Position.select())
        return int(position.event_id)

    def take(self, events: list[Event]) -> None:
        """Take events and move on, all or nothing."""
        with self._writing():
            for event in events:
                self._take(event)
            self._run(Position.update(event_id=events[-1].id))

    def call(self, call_id: str) -> PhoneCall | None:
        """A call of the switch."""
        return next(iter(self._all(PhoneCall.select().where(PhoneCall.call_id == call_id))), None)

    def calls_of(self, agent: str, since: datetime) -> list[PhoneCall]:
        """What an agent has answered since and not noted down, the latest first."""
        mine = PhoneCall.select().where(PhoneCall.agent == agent, PhoneCall.answered_at >= since, _UNNOTED)
        return self._all(mine.order_by(PhoneCall.answered_at.desc()))

    def missed(self, stale: datetime) -> list[PhoneCall]:
        """Calls without a record that ended unanswered, or came before ``stale`` and then nothing was heard of them."""
        over = PhoneCall.ended_at.is_null(False) | (PhoneCall.arrived_at < stale)
        return self._all(PhoneCall.select().where(_UNNOTED, PhoneCall.answered_at.is_null(), over))

    def unnoted(self, before: datetime, stale: datetime) -> list[PhoneCall]:
        """Answered calls without a record that were over before then, or came before ``stale`` and never ended."""
        over = (PhoneCall.ended_at < before) | (PhoneCall.ended_at.is_null() & (PhoneCall.arrived_at < stale))
        return self._all(PhoneCall.select().where(_UNNOTED, PhoneCall.answered_at.is_null(False), over))

    def records_of(self, call_id: str) -> list[Record]:
        """What is to be registered of a call, in order."""
        with self._database.connection_context():
            return self._records_of(call_id)

    def record(self, request_id: str) -> Record:
        """The record of that id, as it now is."""
        (found,) = self._all(Record.select().where(Record.request_id == request_id))
        return cast(Record, found)

    def note(self, call_id: str, noted: Call, build: Callable[[int], Record]) -> Record:
        """Write what an agent noted of a call; what was noted before is not written again.

        Args:
            call_id: the call.
            noted: what was noted down.
            build: makes the record, given how many there are before it.

        Returns:
            The record, or the one that has the same already.
        """
        with self._writing():
            before = self._records_of(call_id)
            said = noted.SerializeToString(deterministic=True)
            for one in before:
                if bytes(one.noted) == said:
                    return one
            # The agent was slow, but nothing of the call has gone out.
            replaced = bool(before) and before[0].automatic and not before[0].sent
            record = build(0 if replaced else len(before))
            record.noted = said
            if replaced:
                new = {"noted": said, "request": record.request, "urgent": record.urgent, "automatic": False}
                self._run(Record.update(**new).where(Record.request_id == record.request_id))
            else:
                self._add(record)
            return record

    def note_automatically(self, record: Record) -> None:
        """Write a record of a call that nobody noted, unless somebody now has."""
        with self._writing():
            if not self._records_of(record.call_id):
                record.automatic = True
                record.noted = b""
                self._add(record)

    def sending(self, request_id: str) -> RegisterCallRequest:
        """What to send of a record; from now on it stays as it is.

        What was noted of a call that was registered without goes on from that case.
        """
        with self._writing():
            (record,) = Record.select().where(Record.request_id == request_id).execute(self._database)
            request = RegisterCallRequest.FromString(bytes(record.request))
            first = self._records_of(record.call_id)[0]
            if not record.sent and not request.call.follows and first.automatic:
                request.call.follows = first.number
            new = {"request": request.SerializeToString(), "sent": True}
            self._run(Record.update(**new).where(Record.request_id == request_id))
            return request

    def waiting(self, limit: int) -> list[Record]:
        """Records that are neither registered nor refused: urgent ones first, then what agents noted, then the rest."""
        order = (Record.urgent.desc(), Record.automatic, Record.written_at)
        return self._all(Record.select().where(_WAITING).order_by(*order).limit(limit))

    def refused(self) -> list[Record]:
        """Records that the service would not have."""
        return self._all(Record.select().where(Record.refusal != ""))

    def count_waiting(self) -> int:
        """How many records are neither registered nor refused."""
        with self._database.connection_context():
            return int(Record.select().where(_WAITING).count(self._database))

    def rewrite(self, record: Record, request: RegisterCallRequest) -> None:
        """Put a record into other words, after the service refused it as it was."""
        self._change(record, request=request.SerializeToString())

    def settle(self, record: Record, case: Case) -> None:
        """A record is registered."""
        self._change(record, number=case.number, case=case.SerializeToString())

    def refuse(self, record: Record, refusal: str) -> None:
        """A record cannot be registered as it is."""
        self._change(record, refusal=refusal)

    def forget(self, before: datetime) -> int:
        """Remove calls that are registered and older; how many there were."""
        unregistered = Record.select(Record.call).where(Record.number == "")
        old = PhoneCall.arrived_at < before
        done = PhoneCall.select().where(old, PhoneCall.noted, PhoneCall.call_id.not_in(unregistered))
        ids = [call.call_id for call in self._all(done)]
        for place in range(0, len(ids), _A_STATEMENT):
            some = ids[place : place + _A_STATEMENT]
            with self._writing():
                self._run(Record.delete().where(Record.call.in_(some)))
                self._run(PhoneCall.delete().where(PhoneCall.call_id.in_(some)))
        return len(ids)

    def _take(self, event: Event) -> None:
        new = PhoneCall.insert(call_id=event.call_id, caller=event.caller, arrived_at=event.at)
        self._run(new.on_conflict_ignore())
        changes: dict[str, Any] = {}
        match event.kind:
            case "answered":
                changes = {"answered_at": event.at, "agent": event.agent}
                changes |= {"from_tag": event.from_tag, "to_tag": event.to_tag}
            case "ended" | "failed":
                changes = {"ended_at": event.at}
            case "connected":
                # It goes on where the caller's side does not do as it was asked.
                changes = {"connected_to": event.reason}
        if changes:
            self._run(PhoneCall.update(**changes).where(PhoneCall.call_id == event.call_id))

    def _records_of(self, call_id: str) -> list[Record]:
        its = Record.select().where(Record.call == call_id).order_by(Record.written_at, Record.request_id)
        return list(its.execute(self._database))

    def _add(self, record: Record) -> None:
        names = ("request_id", "written_at", "noted", "request", "urgent", "automatic")
        values = {name: getattr(record, name) for name in names}
        self._run(Record.insert(call=record.call_id, **values))
        self._run(PhoneCall.update(noted=True).where(PhoneCall.call_id == record.call_id))

    def _change(self, record: Record, **values: Any) -> None:
        with self._writing():
            self._run(Record.update(**values).where(Record.request_id == record.request_id))

    def _all(self, query: Any) -> list[Any]:
        with self._database.connection_context():
            return list(query.execute(self._database))

    def _run(self, query: Any) -> None:
        query.execute(self._database)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._database.connection_context(), self._database.atomic("IMMEDIATE"):
            yield
