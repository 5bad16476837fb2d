"""Delivery of journal records, and of amendments to them, to the hotline service, exactly once."""

import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial

import grpc
import structlog
from google.protobuf.message import DecodeError
from hotline.v1.case_pb2 import Case
from hotline_client import Hotline, HotlineError
from hotline_client.silence import OUTAGES, Silence

from hotline_telephony import wording
from hotline_telephony.amendments import move_values_into_text
from hotline_telephony.connections import ConnectionResult
from hotline_telephony.failures import Kind
from hotline_telephony.follower import Clock
from hotline_telephony.journal import Journal
from hotline_telephony.records import move_into_text
from hotline_telephony.tables import Amendment, Connection, Record

BATCH_SIZE = 100
# The service will never accept these requests unchanged; every other error is retried.
_FINAL = (grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.ALREADY_EXISTS)
# An archived case takes no more entries, and the time in which an agent may amend a call ends.
_FINAL_FOR_CASES = (*_FINAL, grpc.StatusCode.FAILED_PRECONDITION, grpc.StatusCode.NOT_FOUND)
_log = structlog.get_logger()


class Delivery:
    """Registers the journal's records with the service."""

    def __init__(self, journal: Journal, hotline: Hotline, clock: Clock) -> None:
        self._journal = journal
        self._hotline = hotline
        self._clock = clock
        self._stopping = threading.Event()
        self._outage = ""
        self._silence = Silence()

    @property
    def outage(self) -> str:
        """Why the service could not be used last time, in Chinese; empty if it could."""
        return self._outage

    def stop(self) -> None:
        """Stop after the current item; the others stay pending."""
        self._stopping.set()

    def deliver(self, record: Record, timeout: float) -> tuple[Case | None, dict[str, str]]:
        """Register a record.

        Args:
            record: the record to register.
            timeout: seconds to keep trying.

        Returns:
            The case, or None if the service refuses the record for good; and the violations of the fields
            whose values were moved into the text.

        Raises:
            HotlineError: the service is unreachable or overloaded; the record stays pending.
        """
        violations: dict[str, str] = {}
        self._deliver_earlier(record, timeout)
        request = self._journal.freeze_request(record.request_id)
        while True:
            try:
                case = self._hotline.register(request.call, request.request_id, timeout)
            except HotlineError as error:
                if error.code not in _FINAL:
                    raise
                changed = move_into_text(request, error.violations)
                if changed == request:
                    _log.error("record refused, needs attention", request_id=request.request_id, code=error.code.name)
                    self._journal.mark_refused(record, error.reason)
                    return None, error.violations
                violations |= error.violations
                request = changed
                self._journal.rewrite(record, request)
            else:
                self._silence.end()
                self._journal.mark_registered(record, case)
                return case, violations

    def amend(self, amendment: Amendment, timeout: float, *, attended: bool) -> tuple[str, dict[str, str]]:
        """Amend the call of a record, once the record is registered.

        Args:
            amendment: the amendment to make.
            timeout: seconds to keep trying.
            attended: true while the agent is on the phone with the caller.

        Returns:
            Why the service refuses the amendment for good, empty if it does not; and the violations of the fields whose
            values were moved into the text.

        Raises:
            HotlineError: the service is unreachable or overloaded; the amendment stays pending.
        """
        violations: dict[str, str] = {}
        record = self._journal.record(amendment.record_id)
        if record.is_pending:
            self.deliver(record, timeout)
            record = self._journal.record(amendment.record_id)
        if record.refusal:
            self._refuse(amendment, record.refusal)
            return record.refusal, violations
        request = amendment.parsed_request()
        while True:
            try:
                case = self._hotline.amend_registration(
                    Case(number=record.number),
                    request.call,
                    request.update_mask.paths,
                    request_id=request.request_id,
                    actor=request.call.operator,
                    retry_timeout=timeout,
                    attended=attended,
                )
            except HotlineError as error:
                if error.code not in _FINAL_FOR_CASES:
                    raise
                changed = move_values_into_text(request, error.violations)
                if changed == request:
                    self._refuse(amendment, error.reason)
                    return error.reason, error.violations
                violations |= error.violations
                request = changed
                self._journal.amendments.rewrite(amendment, request)
            else:
                self._journal.amendments.mark_made(amendment)
                self._journal.mark_registered(record, case)
                return "", violations

    def _refuse(self, amendment: Amendment, refusal: str) -> None:
        _log.error("amendment refused, needs attention", request_id=amendment.request_id)
        self._journal.amendments.mark_refused(amendment, refusal)

    def round(self) -> int:
        """Register a batch of pending records, the most urgent first, then amend calls and record connections.

        What fails for a reason of its own is set aside for a while, with what follows it of the same call.

        Returns:
            The number of records, amendments and connections in the batch.

        Raises:
            HotlineError: the service is unavailable, or silent on item after item; the remaining ones stay pending.
        """
        try:
            count = self._round()
            self._silence.check()
        except HotlineError as error:
            self._outage = error.reason
            raise
        self._outage = ""
        return count

    def _round(self) -> int:
        records = self._journal.pending(BATCH_SIZE, self._clock())
        held: set[str] = set()
        for record in records:
            if record.urgent or record.call_id not in held:
                self._attempt(Kind.RECORD, record.request_id, record.call_id, held, partial(self.deliver, record, 0))
        amendments = self._journal.amendments.pending(BATCH_SIZE, self._clock())
        held.clear()
        for amendment in amendments:
            call_id = self._journal.record(amendment.record_id).call_id
            if call_id not in held:
                amend = partial(self.amend, amendment, 0, attended=False)
                self._attempt(Kind.AMENDMENT, amendment.request_id, call_id, held, amend)
        connections = self._journal.connections.unrecorded(BATCH_SIZE, self._clock())
        held.clear()
        for connection in connections:
            call_id, deliver = connection.call.call_id, partial(self._deliver_connection, connection)
            if call_id not in held:
                self._attempt(Kind.CONNECTION, connection.connection_id, call_id, held, deliver)
        return len(records) + len(amendments) + len(connections)

    def _attempt(self, kind: Kind, item: str, call_id: str, held: set[str], deliver: Callable[[], object]) -> None:
        """Deliver an item; if that fails for a reason of its own, set it aside and hold up its call."""
        if self._stopping.is_set():
            return
        try:
            deliver()
        except HotlineError as error:
            if error.code in OUTAGES:
                raise
            self._set_aside(kind, item, call_id, error.reason)
            self._silence.add(error)
            self._silence.check()
        except (DecodeError, LookupError, TypeError, ValueError):
            _log.exception("delivery failed", item=item)
            self._set_aside(kind, item, call_id, wording.UNUSABLE)
        else:
            self._silence.end()
            return
        held.add(call_id)

    def _set_aside(self, kind: Kind, item: str, call_id: str, reason: str) -> None:
        failure = self._journal.set_aside(kind, item, call_id, reason, self._clock())
        _log.error("delivery set aside", kind=kind.name.lower(), item=item, reason=reason, attempts=failure.attempts)

    def _deliver_earlier(self, record: Record, timeout: float) -> None:
        """Register the automatic records that a record follows; one that fails holds up no urgent record."""
        for earlier in self._journal.records_of(record.call_id):
            if not earlier.automatic or not earlier.is_pending or earlier.request_id == record.request_id:
                continue
            try:
                self.deliver(earlier, timeout)
            except HotlineError as error:
                if error.code in OUTAGES or not record.urgent:
                    raise
                self._set_aside(Kind.RECORD, earlier.request_id, earlier.call_id, error.reason)

    def _deliver_connection(self, connection: Connection) -> None:
        try:
            self._record(connection, connection.result_at)
        except HotlineError as error:
            if error.code not in _FINAL_FOR_CASES:
                raise
            request_id = connection.connection_id
            _log.error("connection refused, needs attention", request_id=request_id, code=error.code.name)
            self._journal.connections.mark_refused(connection, error.reason)
        else:
            self._journal.connections.mark_recorded(connection)

    def _record(self, connection: Connection, at: datetime | None) -> None:
        result = ConnectionResult(connection.result)
        number, remark = wording.CONNECTION_RESULTS[result]
        try:
            self._hotline.record_connection(
                Case(number=connection.case_number),
                connection.department,
                number,
                remark,
                connection.call.agent or wording.SYSTEM,
                at,
                connection.connection_id,
                connection.number,
                retry_timeout=0,
            )
        except HotlineError as error:
            # The clocks of the switch and of the service differ: the connection counts, not its second.
            if at is None or set(error.violations) != {"connected_at"}:
                raise
            self._record(connection, None)
