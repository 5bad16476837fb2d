"""Access log: every read of citizens' data is recorded before the data is shown."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from hotline_server.desk.paging import PAGE_SIZE, page_violations, position_in, token_at
from hotline_server.domain.access_entry import AccessEntry, AccessQuery
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.numbering import NOT_A_NUMBER, is_number
from hotline_server.ground.clock import Clock
from hotline_server.store.engine.group_commit import Writer
from hotline_server.store.records.access_log import AccessLog


@dataclass(frozen=True, slots=True)
class AccessRecorder:
    """Recorder of accesses in the access log."""

    log: AccessLog
    writer: Writer
    clock: Clock

    def record(self, who: str, rpc: str, cases: Iterable[str], about: str = "", reason: str = "") -> None:
        """Record an access durably."""
        access = AccessEntry(self.clock(), who, rpc, about, reason, tuple(cases))
        self.writer.write(lambda: self.log.append(access))

    def page(self, query: AccessQuery, page_size: int, page_token: str) -> tuple[list[tuple[int, AccessEntry]], str]:
        """Return a page of matching accesses, newest first, and the token of the next page, empty on the last.

        Raises:
            InvalidFieldsError: if the query or token is invalid.
        """
        violations = page_violations(page_size)
        if query.case_number and not is_number(query.case_number):
            violations.append(FieldViolation("case_number", NOT_A_NUMBER))
        if violations:
            raise InvalidFieldsError(violations)
        size = page_size or PAGE_SIZE
        found = self.log.find(replace(query, limit=size + 1, before_id=position_in(page_token, query)))
        return found[:size], token_at(found[size - 1][0], query) if len(found) > size else ""

    def drop_old(self, keep: timedelta) -> int:
        """Delete a batch of accesses older than ``keep``; return their number."""
        return self.writer.write(lambda: self.log.drop_before(self.clock() - keep))
