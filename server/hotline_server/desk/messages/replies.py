"""Replies of callers by SMS: what they say of the result, that they urge, withdraw, or what they add (R8.7, R8.8)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from hotline_server.desk.cases.caller_words import CallerWords, Judged, Way
from hotline_server.desk.cases.judgements import Judgement
from hotline_server.desk.messages.reply_words import Wish, read_words
from hotline_server.domain.errors import DomainError, FieldViolation, InvalidFieldsError
from hotline_server.domain.messages.links import ANSWER_TIME
from hotline_server.domain.messages.message import StoredMessage
from hotline_server.domain.numbering import number_of
from hotline_server.domain.phone import normalise, subscriber
from hotline_server.domain.survey import SurveyAnswer
from hotline_server.ground.clock import Clock
from hotline_server.rulebook.messages import ASKS_OF_CONTACT, QUESTIONS, MessageKind
from hotline_server.store.cases.callers import Callers
from hotline_server.store.cases.queries import CaseStore
from hotline_server.store.engine.group_commit import Writer
from hotline_server.store.messages.outbox import Outbox
from hotline_server.text.phrases import CallerWish

TEXT_LIMIT, ID_LIMIT = 500, 100
_SMS = Way("短信", "短信回复")


class ReplyOutcome(Enum):
    """Result of a reply."""

    SURVEYED = "surveyed"
    URGED = "urged"
    SUPPLEMENTED = "supplemented"
    WITHDRAWN = "withdrawn"
    WITHDRAWAL_REVOKED = "withdrawal revoked"
    REPEATED = "repeated"
    NOT_RECORDED = "not recorded"
    ASKED_BACK = "asked back"
    MEANINGLESS = "meaningless"


_JUDGED = {
    Judged.RECORDED: ReplyOutcome.SURVEYED,
    Judged.ADDED: ReplyOutcome.SUPPLEMENTED,
    Judged.REPEATED: ReplyOutcome.REPEATED,
}


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
    """Records replies, each in the case that the number it came from was last told of, or that it names."""

    outbox: Outbox
    words: CallerWords
    cases: CaseStore
    callers: Callers
    writer: Writer
    clock: Clock
    area_code: str

    def receive(self, reply: Reply) -> Received:
        """Record a reply.

        What is said of a result answers the question that was sent last. A withdrawal is recorded where only one
        matter can be meant; otherwise, and where it names none of theirs, the caller is asked which. Anything else
        concerns the case of the message that was sent last: its caller urges, takes a withdrawal back, or adds to it.
        What names a case of which the phone was told nothing is recorded in no other.

        Raises:
            InvalidFieldsError: if the reply is malformed.
        """
        sent = self._sent_to(subscriber(self._check(reply)), reply.at - ANSWER_TIME)
        if not sent:
            return Received(ReplyOutcome.NOT_RECORDED, reason="近期没有给这个号码发过消息")
        words = read_words(reply.text)
        named = [one for one in sent if words.name(one.message.number) or words.name(number_of(one.message.call_id))]
        if words.number and not named:
            meant = self._withdrawable(sent) if words.meaning is Wish.WITHDRAW else []
            if meant:
                return self._ask_which(sent, meant)
            return Received(ReplyOutcome.NOT_RECORDED, reason="没有给这个号码发过这个编号的消息")
        # A reply that comes again is about the case in which it was recorded, whatever was sent since.
        before = {call for call in {one.message.call_id for one in sent} if self.words.has_said(call, reply.id)}
        told = [one for one in sent if one.message.call_id in before] or named or sent
        questions = [one for one in told if one.message.kind in QUESTIONS]
        try:
            match words.meaning:
                case Judgement() as said if questions:
                    return self._judge(questions[0], said, reply)
                case Wish() as wish:
                    return self._grant(wish, told, reply)
            if (
                questions
                and questions[0].message.call_id == told[0].message.call_id
                and self.words.is_asked(told[0].message.call_id)
                and not self.words.wishes_in(reply.text)
            ):
                return self._ask_again(questions[0], reply)
            if words.is_bare:
                return self._leave_out(told[0], "没有问过，看不出是什么意思")
            return self._add(told[0], reply.id, reply.text.strip())
        except DomainError as refusal:
            return self._refused(words.meaning, told[0], reply, str(refusal))

    def _refused(self, meaning: Wish | Judgement | None, told: StoredMessage, reply: Reply, reason: str) -> Received:
        """Return what becomes of a reply that the case does not take."""
        if CallerWish.NO_MESSAGES in self.words.wishes_in(reply.text):
            # Nobody who wants no more messages is sent one, nor registered for it.
            return Received(ReplyOutcome.MEANINGLESS, told.message.number, reason)
        if meaning is Wish.URGE and not self.words.has_withdrawn(told.message.call_id):
            # Nobody is registered anew for pressing what was answered.
            return self._leave_out(told, reason)
        self._write_back(MessageKind.NOT_RECORDED, told)
        return Received(ReplyOutcome.NOT_RECORDED, told.message.number, reason)

    def _sent_to(self, phone: str, since: datetime) -> list[StoredMessage]:
        """Return what was sent to a phone since a time, last sent first, but to callers who turned out to have another.

        Of a case that cannot be read nobody knows; what is said of it is refused by itself.
        """
        sent = self.outbox.sent_to(self.callers.indexes(phone), since)
        calls = self.cases.readable({one.message.recipient for one in sent})
        other = {number for number, one in calls.items() if one.corrected_phone and subscriber(one.call.phone) != phone}
        return [one for one in sent if one.message.recipient not in other]

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

    def _judge(self, asked: StoredMessage, said: Judgement, reply: Reply) -> Received:
        """Record what a caller says of a result, in answer to a question."""
        if ASKS_OF_CONTACT not in asked.message.text:
            said = replace(said, responded=SurveyAnswer.NOT_GIVEN)
        # The act comes first: a server that dies in between finds the caller asked when the reply is repeated.
        judged = self.words.judge(_SMS, asked.message.call_id, reply.id, said)
        self.writer.write(lambda: self.outbox.note_answered(asked, self.clock()))
        return Received(_JUDGED[judged], asked.message.number)

    def _grant(self, wish: Wish, told: Sequence[StoredMessage], reply: Reply) -> Received:
        """Record that a caller withdraws, takes that back or urges."""
        latest = told[0]
        if wish is Wish.URGE:
            recorded, outcome = self.words.urge(_SMS, latest.message.call_id, reply.id), ReplyOutcome.URGED
        elif wish is Wish.REVOKE:
            withdrawn = next((one for one in told if self.words.has_withdrawn(one.message.call_id)), None)
            if withdrawn is None and not self.words.has_said(latest.message.call_id, reply.id):
                return self._leave_out(latest, "没有撤诉，不用收回")
            latest = withdrawn or latest
            recorded = self.words.revoke_withdrawal(_SMS, latest.message.call_id, reply.id)
            outcome = ReplyOutcome.WITHDRAWAL_REVOKED
        else:
            meant = self._withdrawable(told)
            if meant and meant != [latest.message.call_id]:
                return self._ask_which(told, meant)
            recorded, outcome = self.words.withdraw(_SMS, latest.message.call_id, reply.id), ReplyOutcome.WITHDRAWN
        return Received(outcome if recorded else ReplyOutcome.REPEATED, latest.message.number)

    def _withdrawable(self, told: Sequence[StoredMessage]) -> list[int]:
        """Return the calls whose callers were told something and may withdraw, those last told of first."""
        return [call for call in dict.fromkeys(one.message.call_id for one in told) if self.words.may_withdraw(call)]

    def _ask_which(self, told: Sequence[StoredMessage], calls: Sequence[int]) -> Received:
        """Ask a caller by SMS, about a matter that is open, which one is to be withdrawn."""
        asked = next(one for one in told if one.message.call_id == calls[0])
        if self._write_back(MessageKind.WHICH_CASE, asked, calls):
            return Received(ReplyOutcome.ASKED_BACK, asked.message.number)
        reason = "没有写编号，或者写错了，要写明撤哪一件的编号"
        return Received(ReplyOutcome.NOT_RECORDED, asked.message.number, reason)

    def _ask_again(self, asked: StoredMessage, reply: Reply) -> Received:
        """Record for the desk what leaves a question open, and ask it again by SMS."""
        received = self._add(asked, reply.id, f"回复满意度询问：{reply.text.strip()}")
        if received.outcome is ReplyOutcome.SUPPLEMENTED:
            self._write_back(MessageKind.SURVEY_AGAIN, asked)
        return received

    def _leave_out(self, told: StoredMessage, reason: str) -> Received:
        """Record nothing, and tell the caller by SMS what can be replied."""
        self._write_back(MessageKind.NOT_UNDERSTOOD, told)
        return Received(ReplyOutcome.MEANINGLESS, told.message.number, reason)

    def _add(self, told: StoredMessage, reply_id: str, text: str) -> Received:
        """Record what else a caller says."""
        recorded = self.words.add(_SMS, told.message.call_id, reply_id, text)
        return Received(ReplyOutcome.SUPPLEMENTED if recorded else ReplyOutcome.REPEATED, told.message.number)

    def _write_back(self, kind: MessageKind, told: StoredMessage, calls: Sequence[int] = ()) -> bool:
        """Write back to the caller by SMS; return whether there is a template."""
        case = self.cases.get(told.message.number)
        call_id, numbers = told.message.call_id, list(map(number_of, calls))
        return case is not None and self.writer.write(
            lambda: self.outbox.write_back(kind, case, call_id, self.clock(), numbers)
        )
