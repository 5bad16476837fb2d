"""Deliveries: what became of messages, for people who look, and reports of the gateway on it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

from hotline_server.desk.messages.told_callers import ToldCallers
from hotline_server.desk.paging import PAGE_SIZE, page_violations, position_in, token_at
from hotline_server.domain.case import Case
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, NotFoundError
from hotline_server.domain.messages.message import DeliveryReport, MessageState, StoredMessage
from hotline_server.domain.numbering import NOT_A_NUMBER, is_number
from hotline_server.domain.personal_data import redact_personal_data
from hotline_server.ground.characters import is_one_line
from hotline_server.ground.clock import Clock
from hotline_server.rulebook.messages import MessageRules
from hotline_server.store.cases.queries import CaseStore
from hotline_server.store.engine.group_commit import Writer
from hotline_server.store.messages.outbox import Outbox

REPORTS_LIMIT = 500
REASON_LIMIT, KEY_LIMIT = 200, 100
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Deliveries:
    """Lists messages, lets those that did not arrive be sent again, and records reports of the gateway."""

    outbox: Outbox
    cases: CaseStore
    rules: Callable[[], MessageRules]
    told: ToldCallers
    writer: Writer
    clock: Clock

    def page(
        self, number: str, states: Collection[MessageState], page_size: int, page_token: str
    ) -> tuple[list[tuple[StoredMessage, Case | None]], str]:
        """Return a page of messages, latest first, with their cases if they are about any, and the token of the next.

        The case of a message is missing if it is damaged.

        Raises:
            InvalidFieldsError: if the number, page size or token is invalid.
        """
        violations = page_violations(page_size)
        if number and not is_number(number):
            violations.append(FieldViolation("number", NOT_A_NUMBER))
        if violations:
            raise InvalidFieldsError(violations)
        size, query = page_size or PAGE_SIZE, ("messages", number, sorted(state.name for state in states))
        found = self.outbox.find(number, states, position_in(page_token, query), size + 1)
        # Messages of damaged cases are shown without their text.
        cases = self.cases.readable({one.message.number for one in found[:size]} - {""})
        following = token_at(found[size - 1].id, query) if len(found) > size else ""
        return [(one, cases.get(one.message.number)) for one in found[:size]], following

    def resend(self, message_id: int, actor: str) -> None:
        """Let a message that did not arrive be sent again.

        Raises:
            InvalidFieldsError: if nobody is named who has it sent.
            NotFoundError: if there is no such message that did not arrive.
        """
        if not actor:
            raise InvalidFieldsError([FieldViolation("actor", "要说明是谁重发的")])
        now, rules = self.clock(), self.rules()
        valid = timedelta(hours=rules.valid_hours)

        def resend() -> bool:
            found = self.outbox.dead(message_id)
            if found is None:
                return False
            due = now if found.message.urgent else rules.sending_time(now)
            with self.outbox.outcomes() as recorded:
                recorded.resend(message_id, due, due + valid)
            return True

        if not self.writer.write(resend):
            raise NotFoundError(f"没有未送达、过期未发的消息 {message_id}")
        _log.info("message sent again", message=message_id, actor=actor)

    def report(self, reports: Sequence[DeliveryReport]) -> list[str]:
        """Record reports of the gateway; return the keys that no message has.

        Raises:
            InvalidFieldsError: if there are too many reports, or one is invalid.
        """
        check_keyed("reports", [(one.key, one.reason) for one in reports])
        now = self.clock()
        # A clock of the gateway that is ahead makes no report later than it came.
        dated = [replace(one, at=min(one.at, now), reason=redact_personal_data(one.reason)) for one in reports]
        for one in dated:
            self._note(one)

        def job() -> list[str]:
            with self.outbox.outcomes() as recorded:
                return [one.key for one in dated if not recorded.report(one)]

        return self.writer.write(job)

    def _note(self, report: DeliveryReport) -> None:
        """Record in the case of a message what its arrival, or that it was lost, means for the caller."""
        found = self.outbox.keyed(report.key)
        if found and report.arrived:
            self.told.note_told(found.message)
        elif found and found.state.is_open:
            self.told.note_lost(found.message, report.reason)

    def drop_old(self, keep: timedelta) -> int:
        """Delete a batch of messages older than ``keep``; return their number."""
        return self.writer.write(lambda: self.outbox.drop_before(self.clock() - keep))


def check_keyed(field: str, told: Sequence[tuple[str, str]]) -> None:
    """Check what is told of messages: how many, and the key and reason of each.

    Raises:
        InvalidFieldsError: if something is not as it should be.
    """
    violations = []
    if not 0 < len(told) <= REPORTS_LIMIT:
        violations.append(FieldViolation(field, f"一次 1 到 {REPORTS_LIMIT} 条"))
    for place, (key, reason) in enumerate(told):
        if not 0 < len(key) <= KEY_LIMIT:
            violations.append(FieldViolation(f"{field}[{place}].key", f"1 到 {KEY_LIMIT} 个字"))
        if len(reason) > REASON_LIMIT or not is_one_line(reason):
            violations.append(FieldViolation(f"{field}[{place}].reason", f"上限是 {REASON_LIMIT} 个字，不能换行"))
    if violations:
        raise InvalidFieldsError(violations)
