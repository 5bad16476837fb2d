"""Callers who were told by SMS, or were to be: what became of their messages is on record in their cases."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hotline_server.desk.cases.acts import CaseActs, Context, Do
from hotline_server.domain.acts import callers, contacts
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.contacts import BY_SMS, Notice
from hotline_server.domain.errors import DamagedRowError, DomainError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.messages.message import Message
from hotline_server.domain.numbering import number_of
from hotline_server.domain.parties import Actor, Role
from hotline_server.rulebook.messages import MessageKind

_GATEWAY = "消息网关"
_TELLING: Mapping[MessageKind, frozenset[str]] = {
    MessageKind.TOLD: frozenset({Act.TELL_CALLER.name}),
    MessageKind.RESULT: frozenset(
        act.name
        for act in (
            Act.ANSWER_CALLER, Act.ANSWER_ANOTHER_CALLER, Act.LEAVE_IN_WRITING, Act.ANSWER_DIRECTLY, Act.END,
            Act.EXPLAIN_RESULT,
        )
    ),
}  # fmt: skip
"""Acts by which a caller is told what messages of a kind bring."""


@dataclass(frozen=True, slots=True)
class ToldCallers:
    """Records in cases which callers were told by SMS and which were not."""

    acts: CaseActs

    def note_told(self, message: Message) -> None:
        """Record that a caller has been told who handles the matter, once that message has arrived (R2.3)."""
        if message.kind is not MessageKind.SENT_ON or message.protected:
            return

        def note(file: CaseFile, actor: Actor, now: datetime) -> None:
            due = any(one.call_id == message.call_id and one.notice_due(file.state) for one in file.callers)
            if due and not file.protected():
                notice = Notice(message.call_id, BY_SMS, message.shown_text, given=True)
                contacts.record_notice(file, actor, now, notice)

        self._act(message, note)

    def note_lost(self, message: Message, reason: str) -> None:
        """Put what a message was to tell back on the desk's list, unless the caller was told since (R2.3, R3.4)."""
        telling = _TELLING.get(message.kind)
        if telling is None:
            return
        lose = callers.lose_answer if message.kind is MessageKind.RESULT else contacts.lose_notice
        why = f"短信没有送到：{reason or '没有说明原因'}"

        def note(file: CaseFile, actor: Actor, now: datetime) -> None:
            log = self.acts.cases.log(file.number)
            told = [one for one in log if one.act in telling and _is_about(one.details, message.call_id)]
            if told and max(one.at for one in told) <= message.created_at:
                lose(file, actor, now, message.call_id, why)

        self._act(message, note)

    def _act(self, message: Message, note: Do) -> None:
        """Record something in the case that answers the caller; one that has gone on meanwhile needs it no more."""
        number = number_of(message.call_id)
        try:
            main = self.acts.cases.main_cases([number]).get(number)
            number = main.number if main else number
            self.acts.act_at_any_version(Context(number, "", _GATEWAY), Role.SYSTEM, note)
        except DomainError:
            return
        except DamagedRowError as error:
            # It holds back nothing about others.
            self.acts.cases.damage.note(error)


def _is_about(details: Mapping[str, str], call_id: int) -> bool:
    """Return whether an entry that tells callers something is about one of them; those that name no call are."""
    named = details.get("call_ids", details.get("call_id", ""))
    return not named or str(call_id) in named.split("、")
