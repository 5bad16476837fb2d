"""Outcomes of messages; the journal proves each change. Use only within a writer job."""

import uuid
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from peewee import Database, fn

from hotline_server.domain.messages.message import DeliveryReport, MessageState, StoredMessage
from hotline_server.domain.numbering import parse_number
from hotline_server.ground.clock import to_micros
from hotline_server.rulebook.messages import QUESTIONS, MessageKind
from hotline_server.store.models import MessageRow
from hotline_server.store.proofs.coverage import COVERED_BY_TABLE, REMOVED
from hotline_server.store.proofs.journal import Cause, Journal

_PROVED = COVERED_BY_TABLE[MessageRow]


@contextmanager
def outcomes(database: Database) -> Iterator["Outcomes"]:
    """Have outcomes recorded, and proved together at the end."""
    recorded = Outcomes(database)
    yield recorded
    Journal(database).append(Cause.MESSAGES, _digests(database, recorded.changed))


def new_key() -> str:
    """Return a key by which the gateway tells repetitions of a message."""
    return uuid.uuid4().hex


def drop_messages(database: Database, ids: Collection[int], cause: Cause) -> int:
    """Delete messages; return their number."""
    if not ids:
        return 0
    removed = {case_id: dict.fromkeys(digests, REMOVED) for case_id, digests in _digests(database, ids).items()}
    Journal(database).append(cause, removed)
    return int(MessageRow.delete().where(MessageRow.id.in_(ids)).execute(database))


def _digests(database: Database, ids: Collection[int]) -> Mapping[int, dict[str, str]]:
    """Return the digests of messages by their keys, and by the ids of their cases."""
    found: dict[int, dict[str, str]] = {}
    if ids:
        for row in _PROVED.select(database, f"id IN ({', '.join(map(str, sorted(ids)))})"):
            found.setdefault(row["case_id"], {})[_PROVED.key(row)] = _PROVED.digest(row)
    return found


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Records what became of messages.

    Attributes:
        changed: ids of the messages whose outcome was recorded.
    """

    database: Database
    changed: set[int] = field(default_factory=set)

    def note_sent(self, message_id: int, now: datetime, reason: str = "") -> None:
        """Record that the gateway accepted a message, and what part of it did not, if any."""
        self._leave(message_id, state=MessageState.SENT.name, reason=reason, sent_at=to_micros(now))

    def settle(self, message_id: int, state: MessageState, reason: str, now: datetime) -> None:
        """Record that a message is not sent any more."""
        self._leave(message_id, state=state.name, reason=reason, settled_at=to_micros(now))

    def _leave(self, message_id: int, **values: object) -> None:
        """Change a message if it still waits; a report of the gateway may have come first."""
        waits = (MessageRow.id == message_id) & (MessageRow.state == MessageState.WAITING.name)
        MessageRow.update(due_at=None, **values).where(waits).execute(self.database)
        self.changed.add(message_id)

    def note_answered(self, asked: StoredMessage, now: datetime) -> None:
        """Record that a question was answered, whether it was asked once or again."""
        case_id, call_id = parse_number(asked.message.number), asked.message.call_id
        sent = (MessageRow.case_id == case_id) & (MessageRow.call_id == call_id) & MessageRow.sent_at.is_null(False)
        first = MessageRow.select(fn.MAX(MessageRow.id)).where(
            sent, MessageRow.kind == MessageKind.SURVEY.name, MessageRow.id <= asked.id
        ).scalar(self.database)  # fmt: skip
        questions = MessageRow.select(MessageRow.id).where(
            sent, MessageRow.kind.in_([kind.name for kind in QUESTIONS]), MessageRow.id >= (first or asked.id)
        )
        ids = [row.id for row in questions.execute(self.database)]
        MessageRow.update(state=MessageState.ANSWERED.name, due_at=None, settled_at=to_micros(now)).where(
            MessageRow.id.in_(ids)
        ).execute(self.database)
        self.changed.update(ids)

    def report(self, report: DeliveryReport) -> bool:
        """Record a report of the gateway; return whether there is such a message.

        A message that has arrived stays so; one that failed may turn out to have arrived.
        """
        row = MessageRow.select().where(MessageRow.key == report.key).first(self.database)
        if row is None:
            return False
        state = MessageState[row.state]
        if report.arrived and state not in (MessageState.DELIVERED, MessageState.ANSWERED):
            self._settle_by_report(row, MessageState.DELIVERED, report)
        elif not report.arrived and state.is_open:
            self._settle_by_report(row, MessageState.FAILED, report)
        return True

    def _settle_by_report(self, row: MessageRow, state: MessageState, report: DeliveryReport) -> None:
        at = to_micros(report.at)
        MessageRow.update(
            state=state.name, due_at=None, reason=report.reason, settled_at=at, sent_at=row.sent_at or at
        ).where(MessageRow.id == row.id).execute(self.database)
        self.changed.add(row.id)

    def resend(self, message_id: int, due_at: datetime, expires_at: datetime) -> None:
        """Let a message that did not arrive be sent again, under another key."""
        MessageRow.update(
            key=new_key(), state=MessageState.WAITING.name, due_at=to_micros(due_at),
            expires_at=to_micros(expires_at), attempts=0, reason="", sent_at=None, settled_at=None,
        ).where(MessageRow.id == message_id).execute(self.database)  # fmt: skip
        self.changed.add(message_id)
