"""Accounting for what is read of citizens: every use is written down before anything is shown."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from hotline_server.desk.paging import PAGE_SIZE, page_violations, position_in, token_at
from hotline_server.domain.access_entry import AccessEntry, AccessQuery
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.numbering import is_number
from hotline_server.ground.clock import Clock
from hotline_server.store.engine.group_commit import Writer
from hotline_server.store.records.access_log import AccessLog


@dataclass(frozen=True, slots=True)
class AccessRecorder:
    """Writes what is read to the access log."""

    log: AccessLog
    writer: Writer
    clock: Clock

    def record(self, who: str, rpc: str, cases: Iterable[str], about: str = "", reason: str = "") -> None:
        """Write one use down, durably."""
        access = AccessEntry(self.clock(), who, rpc, about, reason, tuple(cases))
        self.writer.write(lambda: self.log.append(access))

    def page(self, query: AccessQuery, page_size: int, page_token: str) -> tuple[list[tuple[int, AccessEntry]], str]:
        """A page of the uses that match, newest first, and the token of the next, empty on the last.

        Raises:
            InvalidFieldsError: a query or token that means nothing.
        """
        violations = page_violations(page_size)
        if query.case_number and not is_number(query.case_number):
            violations.append(FieldViolation("case_number", "不是工单号;工单号是日期加序号,如 20261124-000123"))
        if violations:
            raise InvalidFieldsError(violations)
        size = page_size or PAGE_SIZE
        found = self.log.find(replace(query, limit=size + 1, before_id=position_in(page_token, query)))
        return found[:size], token_at(found[size - 1][0], query) if len(found) > size else ""

    def drop_old(self, keep: timedelta) -> int:
        """Drop some of what is older than ``keep``; returns how many uses went."""
        return self.writer.write(lambda: self.log.drop_before(self.clock() - keep))
