"""Registering what the journal has, once, however often it is tried."""

import grpc
import structlog
from hotline.v1.case_pb2 import Case
from hotline_client import Hotline, HotlineError

from hotline_telephony.journal import Journal, Record
from hotline_telephony.records import without

AT_ONCE = 100
# What the service will never take as it is; anything else is tried again.
_FINAL = (grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.ALREADY_EXISTS)
_log = structlog.get_logger()


class Delivering:
    """Brings records to the service."""

    def __init__(self, journal: Journal, hotline: Hotline) -> None:
        self._journal = journal
        self._hotline = hotline

    def deliver(self, record: Record, patience: float) -> tuple[Case | None, dict[str, str]]:
        """Register a record.

        Args:
            record: what to register.
            patience: for how many seconds to try.

        Returns:
            The case, none where the service refuses the record for good; and what it refused of its
            fields, which then went into the text.

        Raises:
            HotlineError: the service cannot be reached or does not take calls now; the record waits.
        """
        violations: dict[str, str] = {}
        for earlier in self._journal.records_of(record.call_id):
            if earlier.automatic and earlier.is_waiting and earlier.request_id != record.request_id:
                self.deliver(earlier, patience)
        request = self._journal.sending(record.request_id)
        while True:
            try:
                case = self._hotline.register(request.call, request.request_id, patience)
            except HotlineError as error:
                if error.code not in _FINAL:
                    raise
                changed = without(request, error.violations)
                if changed == request:
                    _log.error("refused, waits for a person", request_id=request.request_id, why=error.code.name)
                    self._journal.refuse(record, f"{error.code.name}:{error} {error.violations}")
                    return None, error.violations
                violations |= error.violations
                request = changed
                self._journal.rewrite(record, request)
            else:
                self._journal.settle(record, case)
                return case, violations

    def round(self) -> int:
        """Register what waits, the most pressing first; how many there were.

        Raises:
            HotlineError: the service is away; what is left waits.
        """
        waiting = self._journal.waiting(AT_ONCE)
        for record in waiting:
            self.deliver(record, patience=0)
        return len(waiting)
