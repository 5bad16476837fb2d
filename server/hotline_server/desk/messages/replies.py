"""Replies of callers by SMS: what they say of the result, that they urge, withdraw, or what they add (R8.7, R8.8)."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from hotline_server.desk.cases.acts import CaseActs, Context, Do
from hotline_server.desk.cases.later_words import LaterWords
from hotline_server.domain.acts.callbacks import record_satisfaction
from hotline_server.domain.acts.callers import caller_of, withdraw_request
from hotline_server.domain.callbacks import CallbackState
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.errors import DomainError, FieldViolation, InvalidFieldsError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.messages.message import Message, MessageState, StoredMessage
from hotline_server.domain.parties import Actor, Role
from hotline_server.domain.phone import normalise, subscriber
from hotline_server.domain.survey import ContactResult, Survey, SurveyAnswer
from hotline_server.rulebook.decision import Decision
from hotline_server.rulebook.messages import MessageKind
from hotline_server.store.cases.callers import Callers
from hotline_server.store.cases.loaded_file import LoadedFile
from hotline_server.store.messages.outbox import Outbox

VALID = timedelta(days=15)
"""For how long after a message its recipient may reply to it."""
TEXT_LIMIT, ID_LIMIT = 500, 100
_ACTOR = "短信回复"
_URGES = ("8", "催办")
_WITHDRAWS = ("9", "撤诉")
_OPEN = (CallbackState.DUE, CallbackState.UNREACHABLE)


def _said(resolved: SurveyAnswer, satisfied: SurveyAnswer) -> Survey:
    return Survey(ContactResult.REACHED, SurveyAnswer.NOT_GIVEN, resolved, satisfied)


_SURVEYS: Mapping[str, Survey] = {
    "1": _said(SurveyAnswer.YES, SurveyAnswer.YES),
    "2": _said(SurveyAnswer.YES, SurveyAnswer.NO),
    "3": _said(SurveyAnswer.NO, SurveyAnswer.NOT_GIVEN),
}
"""Meaning of the digits that the question whether a caller is satisfied offers."""


class ReplyOutcome(Enum):
    """Result of a reply."""

    SURVEYED = "surveyed"
    URGED = "urged"
    SUPPLEMENTED = "supplemented"
    WITHDRAWN = "withdrawn"
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
    acts: CaseActs
    later_words: LaterWords
    callers: Callers
    area_code: str

    def receive(self, reply: Reply) -> Received:
        """Record a reply.

        Digits answer the latest question whether the caller is satisfied, each question once; anything else concerns
        the case of the latest message: its caller urges, withdraws, or adds to it.

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
            if word in _SURVEYS and questions:
                return self._survey(questions, _SURVEYS[word])
            return self._withdraw(sent[0].message) if word in _WITHDRAWS else self._add(sent[0], reply, word)
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

    def _survey(self, questions: list[StoredMessage], survey: Survey) -> Received:
        """Record what a caller says of a result, in answer to the latest question that is not answered."""
        asked = next((one for one in questions if one.state is not MessageState.ANSWERED), None)
        if asked is None:
            return Received(ReplyOutcome.REPEATED, questions[0].message.number)
        message = asked.message
        recorded: list[bool] = []

        def record(file: CaseFile, actor: Actor, now: datetime) -> None:
            # Whoever was called meanwhile has answered already.
            if caller_of(file, message.call_id).callback in _OPEN:
                record_satisfaction(file, actor, now, survey, "短信回复", message.call_id)
                recorded.append(True)

        # The act comes first: a server that dies in between finds the caller asked when the reply is repeated.
        self._act(message.number, record)
        self.acts.writer.write(lambda: self.outbox.note_answered(asked.id, self.acts.clock()))
        return Received(ReplyOutcome.SURVEYED if recorded else ReplyOutcome.REPEATED, message.number)

    def _withdraw(self, told: Message) -> Received:
        """Record that a caller withdraws."""
        recorded: list[bool] = []

        def record(file: CaseFile, actor: Actor, now: datetime) -> None:
            if not caller_of(file, told.call_id).withdrawn:
                withdraw_request(file, actor, now, told.call_id, "来电人用短信撤诉")
                recorded.append(True)

        self._act(told.number, record)
        return Received(ReplyOutcome.WITHDRAWN if recorded else ReplyOutcome.REPEATED, told.number)

    def _add(self, told: StoredMessage, reply: Reply, word: str) -> Received:
        """Record that a caller urges, or whatever else the caller says."""
        urges, number, call_id = word in _URGES, told.message.number, told.message.call_id
        details = {"request_id": reply.id}
        recorded: list[bool] = []

        def record(file: LoadedFile, actor: Actor, now: datetime) -> Decision | None:
            if self._is_recorded(number, reply.id):
                return None
            recorded.append(True)
            if urges:
                return self.later_words.urge(file, actor, now, call_id, "来电人用短信催办", details)
            return self.later_words.supplement(file, actor, now, call_id, f"短信：{reply.text.strip()}", details)

        self._act(number, record)
        if not recorded:
            return Received(ReplyOutcome.REPEATED, number)
        return Received(ReplyOutcome.URGED if urges else ReplyOutcome.SUPPLEMENTED, number)

    def _act(self, number: str, record: Do) -> None:
        self.acts.act_at_any_version(Context(number, "", _ACTOR), Role.SYSTEM, record)

    def _is_recorded(self, number: str, reply_id: str) -> bool:
        acts = (Act.URGE.name, Act.SUPPLEMENT.name)
        entries = self.acts.cases.log(number)
        return any(entry.act in acts and entry.details.get("request_id") == reply_id for entry in entries)
