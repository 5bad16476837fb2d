"""Composition of the messages that acts on a case call for, by the templates of the rule book (R2.3, R3.4, R4.1)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hotline_server.domain.acts.answers import ASKED_TO_CALL, COUNTED
from hotline_server.domain.acts.referrals import follow_up_due
from hotline_server.domain.acts.review import returned_by
from hotline_server.domain.amendments import AMENDABLE, AMENDMENT, JOINED, PHONE
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.callbacks import CallbackState
from hotline_server.domain.case import Case
from hotline_server.domain.case_file import NO_DETAILS, CaseFile
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.means import is_sent_here
from hotline_server.domain.messages.message import Message
from hotline_server.domain.numbering import number_of
from hotline_server.domain.parties import Answer, CallerEntry, Note, Role
from hotline_server.ground.clock import spoken_day, spoken_time
from hotline_server.rulebook.decision import DUTY_OFFICE
from hotline_server.rulebook.messages import (
    ANSWER,
    CAUSE,
    CODE,
    CODE_TO_FILL,
    DUE,
    MATTER,
    NOTICE,
    NUMBER,
    NUMBERS,
    POST,
    PROMISED,
    QUESTIONS,
    RULING,
    SITUATION,
    UNIT,
    URGENCY,
    MessageKind,
    MessageRules,
)

_TO_OFFICES = {
    Act.REFER: MessageKind.REFERRED,
    Act.SUPERVISE_REFERRAL: MessageKind.SUPERVISED,
    Act.NUDGE: MessageKind.NUDGED,
    Act.REMIND: MessageKind.NUDGED,
    Act.TELL_DELEGATOR: MessageKind.NUDGED,
    Act.SUPERVISE: MessageKind.SUPERVISED,
    Act.RAISE_SUPERVISION: MessageKind.SUPERVISED,
    Act.URGE: MessageKind.URGED,
    Act.UPHOLD_OBJECTION: MessageKind.OBJECTION_RULED,
    Act.REFUSE_OBJECTION: MessageKind.OBJECTION_RULED,
    Act.GRANT_EXTENSION: MessageKind.EXTENSION_DECIDED,
    Act.REFUSE_EXTENSION: MessageKind.EXTENSION_DECIDED,
    Act.REFUSE_SUSPENSION: MessageKind.SUSPENSION_DECIDED,
    Act.GRANT_END: MessageKind.END_DECIDED,
    Act.REFUSE_END: MessageKind.END_DECIDED,
    Act.CONFIRM_EXCLUSION: MessageKind.EXCLUSION_DECIDED,
    Act.UPHOLD_APPEAL: MessageKind.EXCLUSION_DECIDED,
    Act.REFUSE_APPEAL: MessageKind.EXCLUSION_DECIDED,
    Act.REVOKE_EXCLUSION: MessageKind.EXCLUSION_DECIDED,
}
_RULINGS = {
    Act.UPHOLD_OBJECTION: "成立",
    Act.REFUSE_OBJECTION: "不成立",
    Act.GRANT_EXTENSION: "同意",
    Act.REFUSE_EXTENSION: "不同意",
    Act.REFUSE_SUSPENSION: "不同意",
    Act.GRANT_END: "同意，不用再办",
    Act.REFUSE_END: "不同意，请继续办理",
    Act.CONFIRM_EXCLUSION: "予以剔除",
    Act.UPHOLD_APPEAL: "申诉成立，予以剔除",
    Act.REFUSE_APPEAL: "申诉不成立，不予剔除",
    Act.REVOKE_EXCLUSION: "剔除已撤销",
}
_TO_POSTS = {
    Act.ALARM: MessageKind.ALARM,
    Act.RAISE_SUPERVISION: MessageKind.INSTRUCTION_DUE,
    Act.REMIND_LEADER: MessageKind.INSTRUCTION_DUE,
    Act.LAPSE: MessageKind.QUESTION_LAPSED,
}
_OF_NO_DANGER = (
    *QUESTIONS,
    MessageKind.NOT_REACHED,
    MessageKind.EXTENDED,
    MessageKind.SUSPENDED,
    MessageKind.WITHDRAWAL_NOTED,
)
_WITHDRAWING = (Act.WITHDRAW, Act.TAKE_BACK, Act.RECALL)
_NO_MATTER = "其他事项"


@dataclass(frozen=True, slots=True)
class Occasion:
    """Acts on a case, of which others are to hear.

    Attributes:
        file: the case after the acts, with their notes and answers.
        added: assignments that the acts made, or by which another leads from now on.
        matter: matter of the case; may be empty.
        now: time of the acts, UTC.
    """

    file: CaseFile
    added: Sequence[Assignment]
    matter: str
    now: datetime


def messages_on(occasion: Occasion, rules: MessageRules) -> list[Message]:
    """Return the messages that acts call for, in the order in which one recipient should get them."""
    return list(_Composition(occasion, rules).messages())


@dataclass(frozen=True, slots=True)
class _Composition:
    occasion: Occasion
    rules: MessageRules

    def messages(self) -> Iterator[Message]:
        """Yield the messages to callers, to offices and to people on duty."""
        file = self.occasion.file
        if not (file.nuisance or file.erased):
            yield from self._to_callers()
        for assignment in (one for one in self.occasion.added if one.is_unfinished):
            yield from self._to_office(MessageKind.ASSIGNED, assignment.department, assignment)
        for note in file.notes:
            if note.act in _TO_OFFICES and note.department:
                assigned = self._assignment_of(note.department)
                values = {RULING: self._ruling(note), SITUATION: self._situation(note, assigned)}
                yield from self._to_office(_TO_OFFICES[note.act], note.department, assigned, values)
            if note.act in _WITHDRAWING and self._is_out(note.department):
                yield from self._to_office(MessageKind.WITHDRAWN, note.department, self._assignment_of(note.department))
            yield from self._to_several(note)
            if note.act in _TO_POSTS and note.details.get("post"):
                yield from self._to_post(_TO_POSTS[note.act], note.details["post"], note.reason)

    # --- callers -------------------------------------------------------------------------------

    def _to_callers(self) -> Iterator[Message]:
        file, acts = self.occasion.file, {note.act for note in self.occasion.file.notes}
        if Act.REGISTER in acts:
            yield from self._to_each(file.callers, MessageKind.RECEIPT, {})
        yield from self._to_each(self._at_other_phones(), MessageKind.RECEIPT, {})
        waiting = [caller for caller in file.callers if caller.awaits_answer]
        handler = self._new_handler()
        if handler:
            yield from self._to_each(waiting, MessageKind.SENT_ON, {UNIT: handler})
        for note in file.notes:
            extended = self._assignment_of(note.department) if note.act is Act.GRANT_EXTENSION else None
            if extended and extended.leads:
                values = {UNIT: extended.department, DUE: spoken_time(extended.limit)}
                yield from self._to_each(waiting, MessageKind.EXTENDED, values)
            if note.act is Act.SUSPEND and file.promise:
                values = {UNIT: file.promise.owner, PROMISED: spoken_day(file.promise.promised_on)}
                yield from self._to_each(waiting, MessageKind.SUSPENDED, values)
            if note.act is Act.ATTEMPT_ANSWER:
                yield from self._on_attempt(note)
            if note.act in (Act.WITHDRAW_REQUEST, Act.END_BY_WITHDRAWAL):
                yield from self._to_each(self._told(note), MessageKind.WITHDRAWAL_NOTED, {})
            if _is_notice_to_send(note):
                yield from self._to_each(self._told(note), MessageKind.TOLD, {NOTICE: note.reason})
        for answer in file.answers:
            yield from self._on_answer(answer)

    def _on_attempt(self, note: Note) -> Iterator[Message]:
        yield from self._to_each(self._lost(note), MessageKind.NOT_REACHED, {})
        if ASKED_TO_CALL in note.details:
            yield from self._to_each(self._told(note), MessageKind.RESULT, {ANSWER: note.reason})

    def _on_answer(self, answer: Answer) -> Iterator[Message]:
        """Yield the answer to a caller who is told by SMS, and the question what they think of it."""
        told = [caller for caller in self.occasion.file.callers if caller.call_id == answer.call_id]
        if is_sent_here(answer.means):
            yield from self._to_each(told, MessageKind.RESULT, {ANSWER: answer.content})
        asked = [caller for caller in told if caller.callback is CallbackState.DUE]
        yield from self._to_each(asked, MessageKind.SURVEY, {})

    def _new_handler(self) -> str:
        """Return the office or line that has been made to handle it; empty if none was, or the duty office does."""
        if self.occasion.file.state is CaseState.HANDED_OVER:
            handed = [note.department for note in self.occasion.file.notes if note.act is Act.HAND_TO_LINE]
            return next(reversed(handed), "")
        referred = [note.department for note in self.occasion.file.notes if note.act is Act.REFER]
        assigned = [one.department for one in self.occasion.added if one.leads and not one.is_delegated]
        name = next(reversed([*referred, *assigned]), "")
        return "" if name == DUTY_OFFICE else name

    def _at_other_phones(self) -> list[CallerEntry]:
        """Return the callers whose phones were corrected, by which alone they are known from now on (R8.7)."""
        file, phone = self.occasion.file, AMENDABLE[PHONE].label
        numbers = {
            note.details.get(JOINED, file.number)
            for note in file.notes
            if AMENDMENT in note.details and phone in note.details.get("fields", "").split("、")
        }
        return [one for one in file.callers if number_of(one.call_id) in numbers]

    def _lost(self, note: Note) -> list[CallerEntry]:
        """Return the caller whom this attempt made unreachable, if it did."""
        counted = note.details.get(COUNTED) == "是"
        return [one for one in self._told(note) if counted and one.callback is CallbackState.UNREACHABLE]

    def _told(self, note: Note) -> list[CallerEntry]:
        """Return the caller whom an act concerns, if it concerns one."""
        return [one for one in self.occasion.file.callers if str(one.call_id) == note.details.get("call_id")]

    def _to_each(
        self, callers: Sequence[CallerEntry], kind: MessageKind, values: Mapping[str, str]
    ) -> Iterator[Message]:
        for caller in callers:
            unwanted = caller.wishes_no_reply or caller.withdrawn
            if not caller.has_phone or (unwanted and kind is not MessageKind.WITHDRAWAL_NOTED):
                continue
            number, protected = number_of(caller.call_id), self.occasion.file.protected()
            text = self.rules.text(kind, {**values, NUMBER: number, CODE: CODE_TO_FILL}, protected=protected)
            if text:
                yield self._message(kind, number, text, call_id=caller.call_id, protected=protected)

    # --- offices and posts ---------------------------------------------------------------------

    def _to_office(
        self, kind: MessageKind, name: str, assignment: Assignment | None, more: Mapping[str, str] = NO_DETAILS
    ) -> Iterator[Message]:
        file = self.occasion.file
        referred = follow_up_due(file, file.timetable) if name == file.referred_to else None
        limit = referred or (assignment.limit if assignment else None)
        due = more.get(DUE) or (spoken_time(limit) if limit else "")
        if not due or name == DUTY_OFFICE:
            return
        # What a call is about once it accuses an office (R8.3) is not told to that office.
        hidden = {MATTER: _NO_MATTER} if file.recused.bars(name) else {}
        values = hidden | {
            UNIT: name,
            URGENCY: file.urgency.value,
            DUE: due,
        }
        text = self.rules.text(kind, {**self._common, **values, **more})
        if text:
            yield self._message(kind, name, text)

    def _to_several(self, note: Note) -> Iterator[Message]:
        """Yield the messages to all the offices that an act concerns."""
        file = self.occasion.file
        if note.act is Act.RETURN_FOR_REWORK:
            for one in returned_by(note, file):
                yield from self._to_office(MessageKind.RETURNED, one.department, one)
        if note.act is Act.SUSPEND:
            yield from self._on_suspension()
        if note.act is Act.END_SUSPENSION:
            for one in file.assignments.unfinished:
                yield from self._to_office(MessageKind.RESUMED, one.department, one)
        if note.act is Act.NOTIFY_ON_SITE:
            yield from self._on_visit(note)

    def _on_suspension(self) -> Iterator[Message]:
        """Yield the messages to those who are to wait until the promised date: whoever asked for it, and the others."""
        file = self.occasion.file
        if file.promise is None:
            return
        promised = spoken_day(file.promise.promised_on)
        for one in file.assignments.unfinished:
            ruling = "同意" if one.department == file.promise.asked_by else "已"
            values = {RULING: ruling, DUE: promised}
            yield from self._to_office(MessageKind.SUSPENSION_DECIDED, one.department, one, values)

    def _on_visit(self, note: Note) -> Iterator[Message]:
        """Yield the messages to those who are to take part in a visit, which are of no use once it has begun (R4.4)."""
        visit_at = datetime.fromisoformat(note.details["visit_at"])
        for name in note.details["departments"].split("、"):
            for one in self._to_office(MessageKind.VISIT, name, None, {DUE: spoken_time(visit_at)}):
                yield replace(one, expires_at=min(one.expires_at, visit_at))

    def _is_out(self, department: str) -> bool:
        """Return whether a department is out of the case and does not hear so by the decision on what it proposed."""
        decided = {note.department for note in self.occasion.file.notes if note.act is Act.GRANT_END}
        told = department in decided and MessageKind.END_DECIDED in self.rules.templates
        return not (told or self.occasion.file.assignments.open(department))

    def _ruling(self, note: Note) -> str:
        """Return what was decided on what an office asked for, and until when it may appeal."""
        own = (one.exclusion for one in self.occasion.file.assignments if one.department == note.department)
        appeals = [one.appeal_by for one in own if one and one.appeal_by]
        if note.details.get("opinion") == "不予剔除":
            return f"不予剔除，{spoken_time(max(appeals))}前可申诉" if appeals else "不予剔除"
        return _RULINGS.get(note.act, "")

    def _situation(self, note: Note, assignment: Assignment | None) -> str:
        """Return why an office is pressed: the sign or the reply that it owes, or what a unit below waits for."""
        if note.act is Act.TELL_DELEGATOR:
            return "转派的下级有事要处理"
        is_referred = note.department == self.occasion.file.referred_to
        if assignment is None or is_referred or note.reason == assignment.missing_sign:
            return note.reason
        due = spoken_time(assignment.limit)
        return f"已于{due}到期" if assignment.limit <= self.occasion.now else f"{due}到期"

    def _to_post(self, kind: MessageKind, post: str, reason: str) -> Iterator[Message]:
        # The log says besides whom it is reported to.
        cause = reason.removesuffix(f"，报告{post}")
        text = self.rules.text(kind, {**self._common, POST: post, CAUSE: cause})
        if text:
            yield self._message(kind, post, text)

    def _assignment_of(self, department: str) -> Assignment | None:
        """Return the latest assignment of a department."""
        own = [one for one in self.occasion.file.assignments if one.department == department]
        return own[-1] if own else None

    # --- parts ---------------------------------------------------------------------------------

    @property
    def _common(self) -> dict[str, str]:
        return {NUMBER: self.occasion.file.number, MATTER: self.occasion.matter or _NO_MATTER}

    def _is_urgent(self, kind: MessageKind) -> bool:
        """Return whether a message concerns a danger: while there is one, or to stop who was sent to it."""
        file = self.occasion.file
        stops = kind is MessageKind.WITHDRAWN and file.is_emergency
        return kind is MessageKind.ALARM or stops or (file.has_danger and kind not in _OF_NO_DANGER)

    def _message(
        self, kind: MessageKind, recipient: str, text: str, *, call_id: int = 0, protected: bool = False
    ) -> Message:
        now = self.occasion.now
        urgent = self._is_urgent(kind)
        due = now if urgent else self.rules.sending_time(now)
        return Message(
            kind=kind,
            number=self.occasion.file.number,
            call_id=call_id,
            recipient=recipient,
            text=text,
            urgent=urgent,
            protected=protected,
            created_at=now,
            due_at=due,
            expires_at=due + timedelta(hours=self.rules.valid_hours),
        )


def written_back(
    kind: MessageKind, case: Case, call_id: int, numbers: Sequence[str], rules: MessageRules, now: datetime
) -> Message:
    """Return the message to a caller whose SMS leaves something open or was not recorded; its text may be empty.

    Args:
        kind: what the caller is told or asked.
        case: the case that the caller was told of.
        call_id: the caller's call.
        numbers: the calls that the SMS may be about.
        rules: templates.
        now: current time, UTC.
    """
    protected = case.has_protected
    due, number = rules.sending_time(now), number_of(call_id)
    return Message(
        kind=kind,
        number=case.number,
        call_id=call_id,
        recipient=number,
        text=rules.text(kind, {NUMBER: number, NUMBERS: "、".join(numbers)}, protected=protected),
        urgent=False,
        protected=protected,
        created_at=now,
        due_at=due,
        expires_at=due + timedelta(hours=rules.valid_hours),
    )


def _is_notice_to_send(note: Note) -> bool:
    """Return whether staff recorded a notice by SMS; the system records those that the gateway has delivered."""
    if note.act is not Act.TELL_CALLER or note.actor.role is Role.SYSTEM:
        return False
    return is_sent_here(note.details["means"]) and (note.details["given"] == "是" or ASKED_TO_CALL in note.details)
