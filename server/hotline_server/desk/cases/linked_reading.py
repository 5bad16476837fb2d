"""Reading by a signed link of a message: what its caller sees and says, once (R8.7, R8.8)."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, replace

from hotline_server.desk.cases.caller_words import ASKED, CallerWords, Way
from hotline_server.desk.cases.judgements import Judgement
from hotline_server.desk.cases.public_reading import CallerAct, CallerSays, PublicReading, Shown
from hotline_server.domain.case import Case, entry_of
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, NotFoundError, UnmetConditionError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.log import LogEntry
from hotline_server.domain.messages.links import Link, LinkPurpose, read_token
from hotline_server.domain.messages.message import MessageState
from hotline_server.domain.numbering import number_of
from hotline_server.domain.survey import ContactResult, SurveyAnswer, parse_survey
from hotline_server.ground.clock import spoken_time
from hotline_server.rulebook.messages import QUESTIONS
from hotline_server.store.engine.group_commit import Writer
from hotline_server.store.messages.outbox import Outbox

_WAY = Way("短信链接", "短信链接")
_ACTS: Mapping[LinkPurpose, tuple[CallerAct, ...]] = {
    LinkPurpose.JUDGE: (CallerAct.JUDGE,),
    LinkPurpose.PRESS: (CallerAct.URGE, CallerAct.WITHDRAW),
}
_RECENT = 50


@dataclass(frozen=True, slots=True)
class _Opened:
    """Link that was proved: the case of its call, and the case that answers its caller."""

    link: Link
    own: Case
    main: Case | None

    @property
    def handled(self) -> Case:
        """The case that answers the caller."""
        return self.main or self.own


@dataclass(frozen=True, slots=True)
class LinkedReading:
    """Shows callers by a link where their matter stands, and records what they say by it."""

    reading: PublicReading
    words: CallerWords
    outbox: Outbox
    writer: Writer

    def look_up(self, token: str) -> Shown:
        """Return where a matter stands, what its caller may do by a link, and what they have said by it.

        Raises:
            NotFoundError: if the link is forged, or the case has been joined into another since it asked about it.
            UnmetConditionError: if it has expired.
        """
        return self._shown(self._open(token))

    def record(self, token: str, says: CallerSays) -> tuple[bool, Shown]:
        """Record what a caller says by a link, unless it was used before; return whether, and what is shown then.

        Raises:
            InvalidFieldsError: if the link is for something else.
            NotFoundError, UnmetConditionError: as for ``look_up``; also if the case does not allow it now.
        """
        opened = self._open(token)
        link = opened.link
        if says.act not in _ACTS[link.purpose] or says.text or (says.judgement and says.act is not CallerAct.JUDGE):
            raise InvalidFieldsError([FieldViolation("act", "这个链接不办这件事，请凭编号和查询码办理")])
        if says.act is CallerAct.JUDGE and not says.judgement:
            raise InvalidFieldsError([FieldViolation("verdict", "请选一项：已解决，满意；已解决，不满意；没有解决")])
        if self._said(opened):
            return False, self._shown(opened)
        if says.judgement:
            recorded = self._answer(opened, says.judgement)
        elif says.act is CallerAct.URGE:
            recorded = self.words.urge(_WAY, link.call_id, link.request_id)
        else:
            recorded = self.words.withdraw(_WAY, link.call_id, link.request_id)
        return recorded, self._shown(self._open(token))

    def _answer(self, opened: _Opened, judgement: Judgement) -> bool:
        link, number = opened.link, opened.handled.number
        recorded = self.words.answer(_WAY, link.call_id, link.request_id, judgement, link.handling)
        sent = self.outbox.find(number, (MessageState.SENT, MessageState.DELIVERED), None, _RECENT)
        asked = [one for one in sent if one.message.call_id == link.call_id and one.message.kind in QUESTIONS]
        if recorded and asked:
            self.writer.write(lambda: self.outbox.note_answered(asked[0], self.reading.clock()))
        return recorded

    def _open(self, token: str) -> _Opened:
        """Return a link with its cases, once its signature is found right."""
        read = read_token(token)
        if read is None:
            raise _no_such_link()
        link, given = read
        number = number_of(link.call_id)
        own, main = self.reading.cases.get(number), self.reading.cases.main_cases([number]).get(number)
        signed = link.signed_text(main.number if main else number, own.corrected_phone if own else "")
        proved = any(hmac.compare_digest(given, one) for one in self.reading.callers.signatures(signed))
        if own is None or not proved:
            raise _no_such_link()
        if self.reading.clock() >= link.expires_at:
            raise UnmetConditionError("这个链接已经过期，请凭编号和查询码查询，或者拨打 12345")
        return _Opened(link, own, main)

    def _shown(self, opened: _Opened) -> Shown:
        shown, said = self.reading.show(opened.own, opened.main), self._said(opened)
        usable = not said and self._is_current(opened)
        acts = [act for act in shown.acts if usable and act in _ACTS[opened.link.purpose]]
        return replace(shown, acts=acts, said=said)

    def _is_current(self, opened: _Opened) -> bool:
        """Return whether a question is still about the latest result; anything else always is."""
        entry = entry_of(opened.own.number, opened.handled)
        asked = entry is not None and entry.callback in ASKED and entry.handling == opened.link.handling
        return asked or opened.link.purpose is not LinkPurpose.JUDGE

    def _said(self, opened: _Opened) -> str:
        """Return what was recorded by a link, or in answer to its question by whichever way; empty if nothing was."""
        log = self.reading.cases.log(opened.handled.number)
        used = next((entry for entry in log if _answers(entry, opened.link)), None)
        return f"{spoken_time(used.at)}{_words(used)}" if used else ""


def _answers(entry: LogEntry, link: Link) -> bool:
    """Return whether an entry in a log is the use of a link, or answers its question."""
    if entry.details.get("request_id") == link.request_id:
        return True
    asked = link.purpose is LinkPurpose.JUDGE and entry.act == Act.RECORD_SATISFACTION.name
    told = (entry.details.get("call_id"), entry.details.get("handling"))
    reached = asked and parse_survey(entry.details).contact is ContactResult.REACHED
    return reached and told == (str(link.call_id), str(link.handling))


def _words(entry: LogEntry) -> str:
    if entry.act == Act.RECORD_SATISFACTION.name:
        survey = parse_survey(entry.details)
        said = Judgement(survey.resolved or SurveyAnswer.NOT_GIVEN, survey.satisfied or SurveyAnswer.NOT_GIVEN).words
        return f"已记下您的评价：{said}" if said else "已记下您的回访"
    return "已替您催办" if entry.act == Act.URGE.name else "已为您撤诉"


def _no_such_link() -> NotFoundError:
    return NotFoundError("这个链接不对，请照短信里的打开，或者凭编号和查询码查询")
