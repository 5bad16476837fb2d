"""Replies of callers by SMS: what they say of the result, that they urge, withdraw, or what they add (R8.7, R8.8)."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from hotline_server.desk.cases.caller_words import CallerWords, Verdict, Way
from hotline_server.domain.errors import DomainError, FieldViolation, InvalidFieldsError
from hotline_server.domain.messages.message import Message, MessageState, StoredMessage
from hotline_server.domain.phone import normalise, subscriber
from hotline_server.ground.clock import Clock
from hotline_server.rulebook.messages import MessageKind
from hotline_server.store.cases.callers import Callers
from hotline_server.store.engine.group_commit import Writer
from hotline_server.store.messages.outbox import Outbox

VALID = timedelta(days=15)
"""For how long after a message its recipient may reply to it."""
TEXT_LIMIT, ID_LIMIT = 500, 100
_SMS = Way("短信", "短信回复")
_URGES = ("8", "催办")
_WITHDRAWS = ("9", "撤诉")
_REVOKES = ("7", "收回撤诉")
_VERDICTS = {verdict.value: verdict for verdict in Verdict}
"""Meaning of the digits that the question whether a caller is satisfied offers."""


class ReplyOutcome(Enum):
    """Result of a reply."""

    SURVEYED = "surveyed"
    URGED = "urged"
    SUPPLEMENTED = "supplemented"
    WITHDRAWN = "withdrawn"
    WITHDRAWAL_REVOKED = "withdrawal revoked"
    REPEATED = "repeated"
    NOT_RECORDED = "not recorded"


@dataclass(frozen=True, slots=True)
class Reply:
    """SMS of a caller.

    Attributes:
        id: by which the gateway tells repetitions.
        phone: number that it came from, as the network shows it.
        at: when it came, UTC.
    """

    id: str
    phone: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Received:
    """Result of a reply, the case that it was about, empty for none, and why it was not recorded, empty if it was."""

    outcome: ReplyOutcome
    number: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Replies:
    """Records replies, each in the case of the latest message to the number that it came from."""

    outbox: Outbox
    words: CallerWords
    callers: Callers
    writer: Writer
    clock: Clock
    area_code: str

    def receive(self, reply: Reply) -> Received:
        """Record a reply.

        Digits answer the latest question whether the caller is satisfied, each question once; anything else concerns
        the case of the latest message: its caller urges, withdraws, takes that back, or adds to it.

        Raises:
            InvalidFieldsError: if the reply is malformed.
        """
        indexes = self.callers.indexes(subscriber(self._check(reply)))
        sent = self.outbox.sent_to(indexes, reply.at - VALID)
        if not sent:
            return Received(ReplyOutcome.NOT_RECORDED, reason="近期没有给这个号码发过消息")
        word = unicodedata.normalize("NFKC", reply.text).strip().rstrip("。.")
        questions = [one for one in sent if one.message.kind is MessageKind.SURVEY]
        try:
            if word in _VERDICTS and questions:
                return self._judge(questions, _VERDICTS[word])
            return self._note(sent[0].message, reply, word)
        except DomainError as refusal:
            return Received(ReplyOutcome.NOT_RECORDED, sent[0].message.number, str(refusal))

    def _check(self, reply: Reply) -> str:
        phone = normalise(reply.phone, self.area_code)
        violations = []
        if not 0 < len(reply.id) <= ID_LIMIT or not reply.id.isprintable():
            violations.append(FieldViolation("reply_id", f"1 到 {ID_LIMIT} 个字，不能换行"))
        if not phone:
            violations.append(FieldViolation("phone", "不是电话号码"))
        if not 0 < len(reply.text.strip()) <= TEXT_LIMIT:
            violations.append(FieldViolation("text", f"1 到 {TEXT_LIMIT} 个字"))
        if violations:
            raise InvalidFieldsError(violations)
        return phone or ""

    def _judge(self, questions: list[StoredMessage], verdict: Verdict) -> Received:
        """Record what a caller says of a result, in answer to the latest question that is not answered."""
        asked = next((one for one in questions if one.state is not MessageState.ANSWERED), None)
        if asked is None:
            return Received(ReplyOutcome.REPEATED, questions[0].message.number)
        # The act comes first: a server that dies in between finds the caller asked when the reply is repeated.
        recorded = self.words.judge(_SMS, asked.message.call_id, verdict)
        self.writer.write(lambda: self.outbox.note_answered(asked.id, self.clock()))
        return Received(ReplyOutcome.SURVEYED if recorded else ReplyOutcome.REPEATED, asked.message.number)

    def _note(self, told: Message, reply: Reply, word: str) -> Received:
        """Record that a caller withdraws, takes that back or urges, or whatever else the caller says."""
        if word in _WITHDRAWS:
            outcome, recorded = ReplyOutcome.WITHDRAWN, self.words.withdraw(_SMS, told.call_id)
        elif word in _REVOKES:
            outcome, recorded = ReplyOutcome.WITHDRAWAL_REVOKED, self.words.revoke_withdrawal(_SMS, told.call_id)
        elif word in _URGES:
            outcome, recorded = ReplyOutcome.URGED, self.words.urge(_SMS, told.call_id, reply.id)
        else:
            text = reply.text.strip()
            outcome, recorded = ReplyOutcome.SUPPLEMENTED, self.words.add(_SMS, told.call_id, reply.id, text)
        return Received(outcome if recorded else ReplyOutcome.REPEATED, told.number)
