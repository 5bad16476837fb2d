"""Tables of the journal."""

from hotline.v1.case_pb2 import Case
from hotline.v1.intake_service_pb2 import AmendRegistrationRequest, RegisterCallRequest
from peewee import SQL, BlobField, BooleanField, CharField, ForeignKeyField, IntegerField, Model

from hotline_telephony.failures import Failure
from hotline_telephony.moments import MomentField


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


class Matter(Model):
    """Mark of a record that is of a further matter, not of the note on the call."""

    record = ForeignKeyField(Record, primary_key=True, on_delete="CASCADE")


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


TABLES = (PhoneCall, Record, Matter, Amendment, Connection, Position, Failure)
# Literal SQL, to match the conditions of the partial indexes below.
WITHOUT_RECORD = SQL("noted = 0")
PENDING = SQL("number = '' AND refusal = ''")
PhoneCall.add_index(PhoneCall.arrived_at, where=WITHOUT_RECORD, name="call_unnoted")
Record.add_index(Record.written_at, where=PENDING, name="record_waiting")
UNMADE = SQL("made = 0 AND refusal = ''")
Amendment.add_index(Amendment.written_at, where=UNMADE, name="amendment_unmade")
UNRECORDED = SQL("recorded = 0 AND refusal = ''")
Connection.add_index(Connection.asked_at, where=UNRECORDED, name="connection_unrecorded")
