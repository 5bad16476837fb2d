"""Delivery of journal records, and of amendments to them, to the hotline service, exactly once."""

from datetime import datetime

import grpc
import structlog
from hotline.v1.case_pb2 import Case
from hotline_client import Hotline, HotlineError

from hotline_telephony import wording
from hotline_telephony.amendments import move_values_into_text
from hotline_telephony.connections import ConnectionResult
from hotline_telephony.journal import Amendment, Connection, Journal, Record
from hotline_telephony.records import move_into_text

BATCH_SIZE = 100
# The service will never accept these requests unchanged; every other error is retried.
_FINAL = (grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.ALREADY_EXISTS)
# An archived case takes no more entries, and the time in which an agent may amend a call ends.
_FINAL_FOR_CASES = (*_FINAL, grpc.StatusCode.FAILED_PRECONDITION, grpc.StatusCode.NOT_FOUND)
_log = structlog.get_logger()


class Delivery:
    """Registers the journal's records with the service."""

    def __init__(self, journal: Journal, hotline: Hotline) -> None:
        self._journal = journal
        self._hotline = hotline

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
        for earlier in self._journal.records_of(record.call_id):
            if earlier.automatic and earlier.is_pending and earlier.request_id != record.request_id:
                self.deliver(earlier, timeout)
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
                    self._journal.mark_refused(record, f"{error.code.name}:{error} {error.violations}")
                    return None, error.violations
                violations |= error.violations
                request = changed
                self._journal.rewrite(record, request)
            else:
                self._journal.mark_registered(record, case)
                return case, violations

    def amend(self, amendment: Amendment, timeout: float) -> tuple[str, dict[str, str]]:
        """Amend the call of a record, once the record is registered.

        Args:
            amendment: the amendment to make.
            timeout: seconds to keep trying.

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
                )
            except HotlineError as error:
                if error.code not in _FINAL_FOR_CASES:
                    raise
                changed = move_values_into_text(request, error.violations)
                if changed == request:
                    self._refuse(amendment, f"{error.code.name}:{error} {error.violations}")
                    return str(error), error.violations
                violations |= error.violations
                request = changed
                self._journal.rewrite_amendment(amendment, request)
            else:
                self._journal.mark_made(amendment)
                self._journal.mark_registered(record, case)
                return "", violations

    def _refuse(self, amendment: Amendment, refusal: str) -> None:
        _log.error("amendment refused, needs attention", request_id=amendment.request_id)
        self._journal.mark_amendment_refused(amendment, refusal)

    def round(self) -> int:
        """Register a batch of pending records, the most urgent first, then amend calls and record connections.

        Returns:
            The number of records, amendments and connections in the batch.

        Raises:
            HotlineError: the service is unavailable; the remaining ones stay pending.
        """
        pending = self._journal.pending(BATCH_SIZE)
        for record in pending:
            self.deliver(record, timeout=0)
        amendments = self._journal.pending_amendments(BATCH_SIZE)
        for amendment in amendments:
            self.amend(amendment, timeout=0)
        connections = self._journal.unrecorded_connections(BATCH_SIZE)
        for connection in connections:
            self._deliver_connection(connection)
        return len(pending) + len(amendments) + len(connections)

    def _deliver_connection(self, connection: Connection) -> None:
        try:
            self._record(connection, connection.result_at)
        except HotlineError as error:
            if error.code not in _FINAL_FOR_CASES:
                raise
            request_id = connection.connection_id
            _log.error("connection refused, needs attention", request_id=request_id, code=error.code.name)
            self._journal.mark_connection_refused(connection, f"{error.code.name}:{error} {error.violations}")
        else:
            self._journal.mark_connection_recorded(connection)

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
