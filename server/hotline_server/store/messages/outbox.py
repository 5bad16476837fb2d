"""Outbox of messages. Use the writing methods only within a writer job."""

import itertools
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from peewee import SQL, Database, ModelSelect, fn

from hotline_server.domain.assignment import Assignment
from hotline_server.domain.case import Case
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.messages.composition import Occasion, messages_on, written_back
from hotline_server.domain.messages.message import Message, MessageState, StoredMessage
from hotline_server.domain.numbering import number_of, parse_number
from hotline_server.ground.clock import from_micros, to_micros
from hotline_server.rulebook.messages import MessageKind, MessageRules
from hotline_server.store.engine.bulk import BulkInsert
from hotline_server.store.engine.compiled import Row
from hotline_server.store.engine.counters import MESSAGES, Counters
from hotline_server.store.engine.damage import DamageNotes, Shape, build, columns_of, raw_rows
from hotline_server.store.engine.sql import execute
from hotline_server.store.messages.outcomes import Outcomes, drop_messages, new_key, outcomes
from hotline_server.store.models import MessageRow
from hotline_server.store.models.texts import stored_number
from hotline_server.store.proofs.coverage import digests_of
from hotline_server.store.proofs.journal import Cause, Journal

Templates = Callable[[], tuple[str, MessageRules]]
"""Returns the version of the rule book in force and its rules of messages."""
COUNTED = 10_000
_DROPPED = 500
_NO_CASE = 0
_MESSAGE = Shape(columns_of(MessageRow))
_WRITTEN_ONCE_IN = timedelta(minutes=10)
# The conditions on the state are literal, since they are those of the partial indexes.
_EARLIER = (
    "SELECT 1 FROM message AS e WHERE e.state = 'WAITING' AND e.case_id = m.case_id AND e.recipient = m.recipient "
    "AND e.id < m.id"
)
# What is about an emergency goes before what is not; in order among itself, but for what the gateway put off for long.
_HOLDING = f"{_EARLIER} AND (NOT m.urgent OR (e.urgent AND e.attempts < 5))"


class Outbox:
    """Repository of messages that wait to be sent, were sent, or did not arrive."""

    def __init__(self, database: Database, templates: Templates | None, damage: DamageNotes) -> None:
        """Prepare the statements.

        Args:
            database: database of the cases.
            templates: rules of messages; ``None`` if there is no way to send any, so that none are written.
            damage: notes damaged messages that are passed over.
        """
        self._database = database
        self._damage = damage
        self._templates = templates
        self._insert = BulkInsert(database, MessageRow)
        self._counters = Counters(database)
        self._journal = Journal(database)

    # --- writing what is to be sent ------------------------------------------------------------

    def compose(self, file: CaseFile, added: Sequence[Assignment], matter: str, now: datetime) -> list[Row]:
        """Return the rows of the messages that acts call for; nothing is written yet.

        Args:
            file: the case after the acts, before its notes are dropped.
            added: assignments that the acts made.
            matter: matter of the case.
            now: time of the acts, UTC.
        """
        if self._templates is None:
            return []
        version, rules = self._templates()
        if not rules.templates:
            return []
        return [_row_of(one, version) for one in messages_on(Occasion(file, added, matter, now), rules)]

    def number(self, composed: Sequence[Sequence[Row]]) -> list[list[Row]]:
        """Give the composed messages of each case the next ids, and return their rows, which must be written."""
        count = sum(map(len, composed))
        if not count:
            return [[] for _ in composed]
        ids = itertools.count(self._counters.advance({MESSAGES: count})[MESSAGES] - count + 1)
        return [[{**row, "id": next(ids)} for row in rows] for rows in composed]

    def _add(self, message: Message, version: str) -> None:
        """Write a message that no act on a case calls for."""
        ((row,),) = self.number([[_row_of(message, version)]])
        self._insert.run([row])
        self._journal.append(Cause.MESSAGES, {row["case_id"]: digests_of({MessageRow: [row]})})

    def write_back(self, kind: MessageKind, case: Case, call_id: int, now: datetime, numbers: Sequence[str]) -> bool:
        """Write back to a caller who sent an SMS, once for a while; return whether there is a template.

        Args:
            kind: what the caller is told or asked.
            case: the case that the caller was told of.
            call_id: the caller's call.
            now: current time, UTC.
            numbers: the calls that the reply may be about.
        """
        if self._templates is None:
            return False
        version, rules = self._templates()
        message = written_back(kind, case, call_id, numbers, rules, now)
        if not message.text:
            return False
        just = MessageRow.select().where(
            MessageRow.case_id == parse_number(message.number), MessageRow.call_id == call_id,
            MessageRow.kind == message.kind.name, MessageRow.created_at > to_micros(now - _WRITTEN_ONCE_IN),
        )  # fmt: skip
        if not just.exists(self._database):
            self._add(message, version)
        return True

    def write_once(
        self, kind: MessageKind, post: str, values: Mapping[str, str], now: datetime, since: datetime
    ) -> None:
        """Write a message about no case to a post, unless one of its kind was written since a time.

        Args:
            kind: what the message is about.
            post: whoever is on duty in it gets the message.
            values: of the fields of its template.
            now: current time, UTC.
            since: time from which on one is enough, UTC.
        """
        if self._templates is None:
            return
        version, rules = self._templates()
        text = rules.text(kind, values)
        written = MessageRow.select().where(
            MessageRow.case_id == _NO_CASE, MessageRow.kind == kind.name, MessageRow.created_at >= to_micros(since)
        )  # fmt: skip
        if not text or written.exists(self._database):
            return
        due = rules.sending_time(now)
        expires = due + timedelta(hours=rules.valid_hours)
        message = Message(
            kind, "", 0, post, text, urgent=False, protected=False, created_at=now, due_at=due, expires_at=expires
        )
        self._add(message, version)

    # --- sending -------------------------------------------------------------------------------

    def claim(self, now: datetime, limit: int, lease: timedelta, *, only_urgent: bool) -> list[StoredMessage]:
        """Claim messages that are due, urgent ones first, so that no other server sends them during the lease.

        Of the messages to one recipient about one case only the first is claimed, and the first urgent one. Damaged
        ones are claimed too, so that they hold back no others, but noted instead of returned.

        Args:
            now: current time, UTC.
            limit: maximum number of messages.
            lease: time after which they are due again unless their outcome is recorded.
            only_urgent: true to leave others for later.
        """
        first = f"{_claimable(now, only_urgent=only_urgent)} ORDER BY m.urgent DESC, m.due_at, m.id LIMIT {limit:d}"
        ids = [row[0] for row in execute(self._database, first)]
        if not ids:
            return []
        self._update(ids, due_at=to_micros(now + lease), attempts=MessageRow.attempts + 1)
        rows = {row["id"]: row for row in raw_rows(self._database, self._rows().where(MessageRow.id.in_(ids)))}
        return self._damage.sound([rows[message_id] for message_id in ids], _message_of)

    def can_go(self, now: datetime, *, only_urgent: bool) -> bool:
        """Return whether a message can be claimed; arguments as for ``claim``."""
        return bool(execute(self._database, f"{_claimable(now, only_urgent=only_urgent)} LIMIT 1"))

    def may_have_told(self, before: StoredMessage, kind: MessageKind) -> bool:
        """Return whether the recipient of a message may have got one of a kind on the same case before it.

        One that was handed over without an answer, or by a server that died, may have arrived though it was left out
        later; one that was put off has not.
        """
        case_id, recipient = parse_number(before.message.number), before.message.recipient
        query = MessageRow.select().where(
            MessageRow.case_id == case_id, MessageRow.id < before.id, MessageRow.recipient == recipient,
            MessageRow.kind == kind.name, MessageRow.sent_at.is_null(False),
        )  # fmt: skip
        return bool(query.exists(self._database))

    def count_like(self, message: StoredMessage, since: datetime) -> int:
        """Count messages like one: of its kind, about its case, to its recipient, sent since a time and not failed."""
        query = MessageRow.select().where(
            MessageRow.case_id == parse_number(message.message.number), MessageRow.sent_at >= to_micros(since),
            MessageRow.recipient == message.message.recipient, MessageRow.kind == message.message.kind.name,
            MessageRow.state.not_in([MessageState.FAILED.name, MessageState.WAITING.name]),
        )  # fmt: skip
        return int(query.count(self._database))

    def put_off(self, message_id: int, until: datetime, reason: str, *, count: bool) -> None:
        """Let a claimed message wait until a time; ``count`` is false if the attempt was not its own."""
        attempts = MessageRow.attempts if count else MessageRow.attempts - 1
        self._update([message_id], due_at=to_micros(until), reason=reason, attempts=attempts)

    def postpone(self, message_id: int, until: datetime, expires_at: datetime, reason: str) -> None:
        """Let a claimed message be due at another time instead, and valid from then on."""
        self._update([message_id], expires_at=to_micros(expires_at))
        self.put_off(message_id, until, reason, count=False)

    def hand_over(self, message_id: int, phone_index: str, now: datetime) -> None:
        """Record to which number a message goes, and that it may be taken from now on, though nobody says so."""
        sent = fn.COALESCE(MessageRow.sent_at, to_micros(now))
        self._update([message_id], phone_index=phone_index, sent_at=sent)

    def take_back(self, message_id: int, *, since: datetime) -> None:
        """Record that a message was not taken; whether it was when handed over before ``since`` stays open."""
        MessageRow.update(sent_at=None).where(
            MessageRow.id == message_id, MessageRow.state == MessageState.WAITING.name,
            MessageRow.sent_at >= to_micros(since),
        ).execute(self._database)  # fmt: skip

    def _update(self, ids: Collection[int], **values: object) -> None:
        """Change how messages wait, if they still do; a report of the gateway may have come first."""
        MessageRow.update(**values).where(
            MessageRow.id.in_(ids), MessageRow.state == MessageState.WAITING.name
        ).execute(self._database)

    def outcomes(self) -> AbstractContextManager[Outcomes]:
        """Return a context manager within which outcomes are recorded."""
        return outcomes(self._database)

    def note_answered(self, asked: StoredMessage, now: datetime) -> None:
        """Record that a question was answered, whether it was asked once or again."""
        with self.outcomes() as recorded:
            recorded.note_answered(asked, now)

    def count_sent(self, indexes: Sequence[str], since: datetime, besides: int) -> int:
        """Count the messages sent to a number since a time, or under way to it, given its indexes, but for one."""
        query = MessageRow.select().where(
            SQL("phone_index <> ''"), MessageRow.phone_index.in_(indexes), MessageRow.sent_at >= to_micros(since),
            MessageRow.id != besides,
        )  # fmt: skip
        return int(query.count(self._database))

    def sent_to(self, indexes: Sequence[str], since: datetime) -> list[StoredMessage]:
        """Return the messages that were sent to a number since a time, given its indexes, last sent first.

        What did not arrive is left out: nobody replies to it.
        """
        query = self._rows().where(
            SQL("phone_index <> ''"), MessageRow.phone_index.in_(indexes), MessageRow.sent_at >= to_micros(since),
            MessageRow.state != MessageState.FAILED.name,
        ).order_by(MessageRow.sent_at.desc(), MessageRow.id.desc())  # fmt: skip
        return self._damage.sound(raw_rows(self._database, query), _message_of)

    def keyed(self, key: str) -> StoredMessage | None:
        """Return the message with a key, if there is one."""
        return next(map(_message_of, raw_rows(self._database, self._rows().where(MessageRow.key == key))), None)

    def dead(self, message_id: int) -> StoredMessage | None:
        """Return a message if it did not arrive."""
        dead = [state.name for state in MessageState if state.is_dead]
        query = self._rows().where(MessageRow.id == message_id, MessageRow.state.in_(dead))
        return next(map(_message_of, raw_rows(self._database, query)), None)

    def drop_before(self, moment: datetime) -> int:
        """Delete a batch of messages written before a time that are no longer to be sent; return their number."""
        # Ids follow the times of writing, so that only what is old is looked at.
        newer = self._rows().where(MessageRow.created_at >= to_micros(moment)).order_by(MessageRow.id)
        first = newer.first(self._database)
        old = self._rows().where(MessageRow.state != MessageState.WAITING.name).order_by(MessageRow.id).limit(_DROPPED)
        if first is not None:
            old = old.where(MessageRow.id < first.id)
        return drop_messages(self._database, [row.id for row in old.execute(self._database)], Cause.EXPIRY)

    # --- reading -------------------------------------------------------------------------------

    def find(
        self, number: str, states: Collection[MessageState], before_id: int | None, limit: int
    ) -> list[StoredMessage]:
        """Return messages, latest first, but for damaged ones.

        Args:
            number: number of their case; empty for any.
            states: their states; any if empty.
            before_id: id below which theirs are; ``None`` to begin with the latest.
            limit: maximum number of messages.
        """
        query = self._rows().order_by(MessageRow.id.desc())
        if number:
            query = query.where(MessageRow.case_id == parse_number(number))
        if states:
            query = query.where(MessageRow.state.in_([state.name for state in states]))

        def fetch(before: int | None, size: int) -> list[Row]:
            rows = query if before is None else query.where(MessageRow.id < before)
            return raw_rows(self._database, rows.limit(size))

        return self._damage.page(before_id, limit, fetch, _message_of)

    def of_case(self, number: str) -> list[StoredMessage]:
        """Return the messages about a case, earliest first.

        Raises:
            DamagedRowError: if one of them is damaged.
        """
        query = self._rows().where(MessageRow.case_id == parse_number(number)).order_by(MessageRow.id)
        return [_message_of(row) for row in raw_rows(self._database, query)]

    def first_expiry(self) -> datetime | None:
        """Return when the first message expires that waits, UTC; ``None`` if none waits."""
        query = MessageRow.select(fn.MIN(MessageRow.expires_at)).where(SQL("state = 'WAITING'"))
        return _moment(query.scalar(self._database))

    def count_dead(self) -> int:
        """Count the messages that did not arrive, up to ``COUNTED``."""
        dead = f"SELECT id FROM message WHERE state IN ('FAILED', 'EXPIRED') LIMIT {COUNTED:d}"
        return int(execute(self._database, f"SELECT COUNT(*) FROM ({dead}) AS dead")[0][0])

    @staticmethod
    def _rows() -> "ModelSelect[MessageRow]":
        return MessageRow.select()


def _claimable(now: datetime, *, only_urgent: bool) -> str:
    """Return the statement that selects the messages that may be claimed, without their order."""
    which = "m.urgent AND " if only_urgent else ""
    due = f"m.state = 'WAITING' AND m.due_at <= {to_micros(now):d}"
    return f"SELECT m.id FROM message AS m WHERE {due} AND {which}NOT EXISTS ({_HOLDING})"


def _row_of(message: Message, version: str) -> Row:
    return {
        "key": new_key(),
        "case_id": parse_number(message.number) if message.number else _NO_CASE,
        "call_id": message.call_id,
        "kind": message.kind.name,
        "recipient": message.recipient,
        "text": message.text,
        "urgent": message.urgent,
        "protected": message.protected,
        "book_version": version,
        "state": MessageState.WAITING.name,
        "created_at": to_micros(message.created_at),
        "due_at": to_micros(message.due_at),
        "expires_at": to_micros(message.expires_at),
        "attempts": 0,
        "reason": "",
        "phone_index": "",
        "sent_at": None,
        "settled_at": None,
    }


def _moment(micros: int | None) -> datetime | None:
    return None if micros is None else from_micros(micros)


def _message_of(row: Row) -> StoredMessage:
    """Return a message from its row as it is stored.

    Raises:
        DamagedRowError: if it is damaged.
    """
    number = stored_number(row["case_id"]) if row["case_id"] != _NO_CASE else ""
    return build(_MESSAGE, row, number, _read_message)


def _read_message(row: Row) -> StoredMessage:
    created, due = from_micros(row["created_at"]), _moment(row["due_at"])
    return StoredMessage(
        id=row["id"],
        key=row["key"],
        message=Message(
            kind=MessageKind[row["kind"]],
            number="" if row["case_id"] == _NO_CASE else number_of(row["case_id"]),
            call_id=row["call_id"],
            recipient=row["recipient"],
            text=row["text"],
            urgent=bool(row["urgent"]),
            protected=bool(row["protected"]),
            created_at=created,
            due_at=due or created,
            expires_at=from_micros(row["expires_at"]),
        ),
        state=MessageState[row["state"]],
        attempts=row["attempts"],
        reason=row["reason"],
        sent_at=_moment(row["sent_at"]),
        settled_at=_moment(row["settled_at"]),
    )
