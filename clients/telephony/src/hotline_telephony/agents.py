"""Operations an agent can perform on calls, for the agents' screens 话务端."""

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

import grpc
from hotline.v1.case_pb2 import Call
from hotline.v1.inquiry_service_pb2 import DescribeCaseRequest, DescribeCasesOfCallerRequest
from hotline.v1.intake_service_pb2 import AmendRegistrationRequest
from hotline_client import Hotline, HotlineError

from hotline_telephony import wording
from hotline_telephony.amendments import build_amendment
from hotline_telephony.connection_journal import ConnectionExistsError
from hotline_telephony.connections import ConnectionResult, Destination, dialled
from hotline_telephony.delivery import Delivery
from hotline_telephony.follower import Clock, SwitchFollower
from hotline_telephony.journal import AlreadyNotedError, Journal
from hotline_telephony.monitor import SwitchMonitor
from hotline_telephony.notes import NoteError, parse_consent, parse_note, parse_reply
from hotline_telephony.records import build_record
from hotline_telephony.switch import Switch, SwitchError
from hotline_telephony.tables import Connection, PhoneCall, Record

# An agent waits this long for a decision; after that the record is delivered in the background.
SERVICE_TIMEOUT_SECONDS = 3.0
# How long after answering a call an agent may still record it.
NOTE_WINDOW = timedelta(hours=12)


class ApiError(Exception):
    """Error reported to the agent's screen.

    Attributes:
        status: HTTP status.
        body: JSON body, in Chinese, ready to display.
    """

    def __init__(self, status: int, message: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"error": message} | ({"fields": fields} if fields else {})


class Noted(NamedTuple):
    """Note that was stored.

    Attributes:
        record: its record, registered or still pending.
        moved: fields that the service rejected and whose values were moved into the text.
        is_delivered: False if the service has not answered yet.
    """

    record: Record
    moved: dict[str, str]
    is_delivered: bool = True


class AgentService:
    """Operations an agent can perform on calls."""

    def __init__(
        self,
        journal: Journal,
        follower: SwitchFollower,
        delivery: Delivery,
        hotline: Hotline,
        switch: Switch,
        monitor: SwitchMonitor,
        recording: str,
        clock: Clock,
    ) -> None:
        self._journal = journal
        self._follower = follower
        self._delivery = delivery
        self._hotline = hotline
        self._switch = switch
        self._monitor = monitor
        self._recording = recording
        self._clock = clock

    def calls(self, agent: str, seen: str, wait: float) -> list[PhoneCall]:
        """Return the agent's unrecorded calls, most recent first.

        Args:
            agent: the agent's number.
            seen: id of the most recent call the screen already shows; wait until there is a newer one.
            wait: seconds to wait at most.
        """
        until = self._clock() + timedelta(seconds=wait)
        while True:
            found = self._journal.calls_of(agent, self._clock() - NOTE_WINDOW)
            left = (until - self._clock()).total_seconds()
            if left <= 0 or (found and found[0].call_id != seen):
                return found
            if not self._follower.wait(left):
                return []

    def note(self, call_id: str, payload: Any) -> Noted:
        """Store an agent's note and try to register it at once; a note written again amends what was registered.

        Raises:
            ApiError: the call is unknown or was never answered, the note is invalid, or the service does not let the
                agent amend the call any more.
        """
        call, note = self._noted(call_id, payload)
        try:
            return self._register(call, note, self._journal.add_note)
        except AlreadyNotedError as error:
            return self._amend(call, note, error.record)

    def add_matter(self, call_id: str, payload: Any) -> Noted:
        """Store an agent's note on a further matter of a call and try to register it at once.

        Raises:
            ApiError: the call is unknown or was never answered, or the note is invalid.
        """
        return self._register(*self._noted(call_id, payload), self._journal.add_matter)

    def _noted(self, call_id: str, payload: Any) -> tuple[PhoneCall, Call]:
        call = self._answered_call(call_id)
        try:
            return call, parse_note(payload, call.agent)
        except NoteError as error:
            raise ApiError(400, str(error), error.fields) from None

    def _register(
        self, call: PhoneCall, note: Call, store: Callable[[str, Call, Callable[[int], Record]], Record]
    ) -> Noted:
        def build(place: int) -> Record:
            return build_record(call, note, place, self._recording, self._clock())

        record = store(call.call_id, note, build)
        if not record.is_pending:
            return Noted(record, {})
        try:
            _, moved = self._delivery.deliver(record, SERVICE_TIMEOUT_SECONDS)
        except HotlineError:
            return Noted(record, {}, is_delivered=False)
        return Noted(self._journal.record(record.request_id), moved)

    def _amend(self, call: PhoneCall, note: Call, record: Record) -> Noted:
        """Store a note written again and try to amend the registered call at once."""
        now = self._clock()
        wanted = build_record(call, note, 0, self._recording, now).parsed_request().call

        def build(before: Call, index: int) -> AmendRegistrationRequest | None:
            return build_amendment(before, wanted, record.request_id, index)

        amendment = self._journal.amendments.add(record, note, build, now)
        if amendment is None or not amendment.is_pending:
            return Noted(self._journal.record(record.request_id), {})
        try:
            refusal, moved = self._delivery.amend(amendment, SERVICE_TIMEOUT_SECONDS, attended=call.ended_at is None)
        except HotlineError:
            return Noted(record, {}, is_delivered=False)
        if refusal:
            raise ApiError(409, wording.NOT_AMENDED.format(number=record.number or "（登记中）", refusal=refusal))
        return Noted(self._journal.record(record.request_id), moved)

    def answer_question(self, call_id: str, payload: Any) -> Record:
        """Answer the open question of a call: whether the suspected danger is real (R2.6).

        Returns:
            The record with the case as it is then.

        Raises:
            ApiError: the call has no open question, the answer is invalid, or the service is unavailable.
        """
        call = self._answered_call(call_id)
        asked = [
            (record, case)
            for record in self._journal.records_of(call_id)
            if (case := record.registered_case()) and case.HasField("open_question")
        ]
        if not asked:
            raise ApiError(409, wording.NO_QUESTION)
        try:
            reply = parse_reply(payload)
        except NoteError as error:
            raise ApiError(400, str(error), error.fields) from None
        record, case = asked[-1]
        try:
            answered = self._hotline.answer_question(
                case, reply.answer, reply.words, reply.kind, call.agent, SERVICE_TIMEOUT_SECONDS
            )
        except HotlineError as refused:
            if refused.code is grpc.StatusCode.INVALID_ARGUMENT:
                raise ApiError(400, str(refused), refused.violations) from refused
            if refused.code in (grpc.StatusCode.ABORTED, grpc.StatusCode.FAILED_PRECONDITION):
                raise ApiError(409, str(refused)) from refused
            raise ApiError(503, wording.SERVICE_UNAVAILABLE) from refused
        self._journal.mark_registered(record, answered)
        return self._journal.record(record.request_id)

    def connect(self, call_id: str, payload: Any) -> Connection:
        """Connect a caller who agrees to the lead department, or store that the caller declines (R2.2).

        Returns:
            The connection, running or declined.

        Raises:
            ApiError: the caller was not asked, the call has ended or is not registered, no number is known, a
                connection runs or succeeded, or the switch failed.
        """
        call = self._answered_call(call_id)
        try:
            agreed = parse_consent(payload)
        except NoteError as error:
            raise ApiError(400, str(error), error.fields) from None
        latest = self._journal.connections.latest(call_id)
        if call.ended_at and not (latest and latest.result == ConnectionResult.CONNECTED):
            raise ApiError(409, wording.CALL_ENDED)
        to = self._destination(call_id)
        result = None if agreed else ConnectionResult.DECLINED
        try:
            connection = self._journal.connections.add(call_id, secrets.token_hex(16), to, result, self._clock())
        except ConnectionExistsError as exists:
            message = wording.ALREADY_CONNECTING if exists.connection.is_running else wording.ALREADY_CONNECTED
            raise ApiError(409, message.format(department=exists.connection.department)) from None
        if agreed:
            self._refer(call, connection)
        return connection

    def connection(self, call_id: str, wait: float) -> Connection:
        """Return the latest connection of a call.

        Args:
            call_id: the call.
            wait: seconds to wait at most for what comes of it.

        Raises:
            ApiError: the caller has not been asked.
        """
        self._answered_call(call_id)
        until = self._clock() + timedelta(seconds=wait)
        while True:
            connection = self._journal.connections.latest(call_id)
            if connection is None:
                raise ApiError(404, wording.NO_CONNECTION)
            left = (until - self._clock()).total_seconds()
            if left <= 0 or not connection.is_running or not self._follower.wait(left):
                return connection

    def _destination(self, call_id: str) -> Destination:
        cases = [case for record in self._journal.records_of(call_id) if (case := record.registered_case())]
        if not cases:
            raise ApiError(409, wording.NOT_REGISTERED)
        lead = cases[-1].decision.lead_department
        number = dialled(lead.phone)
        if not number:
            raise ApiError(409, wording.NO_DEPARTMENT_PHONE)
        return Destination(cases[-1].number, lead.name, number)

    def _refer(self, call: PhoneCall, connection: Connection) -> None:
        try:
            self._switch.connect(call, connection.number, connection.connection_id)
        except SwitchError as failed:
            self._journal.connections.finish(connection, ConnectionResult.UNREACHABLE, self._clock())
            raise ApiError(409 if str(failed) == wording.CALL_ENDED else 503, str(failed)) from failed

    def spoken_status(self, call_id: str, number: str, phone: str) -> list[str]:
        """Return the status of the caller's cases, worded to be read aloud.

        Args:
            call_id: the call in progress.
            number: number of the case asked about; empty for the caller's most recent cases.
            phone: phone number given by the caller; empty for the number shown on the line.
        """
        call = self._answered_call(call_id)
        phone = phone or call.caller
        if not phone:
            raise ApiError(409, wording.CALLER_WITHHELD)
        inquiry = self._hotline.inquiry
        try:
            if number:
                query = DescribeCaseRequest(number=number, phone=phone)
                return [inquiry.DescribeCase(query, timeout=SERVICE_TIMEOUT_SECONDS).spoken]
            cases_query = DescribeCasesOfCallerRequest(phone=phone)
            return list(inquiry.DescribeCasesOfCaller(cases_query, timeout=SERVICE_TIMEOUT_SECONDS).spoken)
        except grpc.RpcError as error:
            refused = HotlineError.from_rpc(error)
            if refused.code is grpc.StatusCode.NOT_FOUND:
                raise ApiError(404, str(refused)) from error
            if refused.code is grpc.StatusCode.INVALID_ARGUMENT:
                raise ApiError(400, str(refused), refused.violations) from error
            raise ApiError(503, wording.SERVICE_UNAVAILABLE) from error

    def call(self, call_id: str) -> tuple[PhoneCall, list[Record]]:
        """Return a call and its records."""
        call = self._journal.call(call_id)
        if call is None:
            raise ApiError(404, wording.UNKNOWN_CALL)
        return call, self._journal.records_of(call_id)

    def status(self) -> dict[str, Any]:
        """Return what is pending and why, the ids of what is set aside and refused, and the switch's state."""
        refused = [record.request_id for record in self._journal.refused()]
        refused += [amendment.request_id for amendment in self._journal.amendments.refused()]
        refused += [connection.connection_id for connection in self._journal.connections.refused()]
        switch = wording.SWITCH_DEAD if self._monitor.is_switch_dead else wording.SWITCH_ALIVE
        set_aside = [failure.item for failure in self._journal.failures()]
        return {
            "waiting": self._journal.count_pending(),
            "outage": self._delivery.outage,
            "set_aside": set_aside,
            "refused": refused,
            "switch": switch,
        }

    def _answered_call(self, call_id: str) -> PhoneCall:
        call, _ = self.call(call_id)
        if call.answered_at is None:
            raise ApiError(409, wording.NOT_ANSWERED)
        return call
