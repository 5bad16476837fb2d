"""Answers to callers, and what callers ask for later (R3.4, P1, P2, R8.7, R8.8)."""

from collections.abc import Callable, Mapping
from datetime import datetime

from hotline_server.domain import effects, notices, parts, standstills
from hotline_server.domain.acts.answers import (
    ASKED_TO_CALL,
    CALLS_FOR_IT,
    COUNTED,
    asks_to_call,
    attempt_counts,
    attempt_notice,
    check_words_told,
    count_attempt,
    record_answer,
    schedule_callback,
    settle,
)
from hotline_server.domain.acts.awaited_answers import end_judgement
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.callbacks import CallbackState
from hotline_server.domain.case_file import NO_DETAILS, CaseFile
from hotline_server.domain.contacts import BY_SMS
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, NotFoundError, UnmetConditionError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.guards.callers import ENDS_BY_WITHDRAWAL, LAST_CALLER
from hotline_server.domain.lifecycle.guards.joins import go_to_main
from hotline_server.domain.lifecycle.situation import Situation
from hotline_server.domain.means import check_number
from hotline_server.domain.parties import SUPERVISION_SYSTEM, Actor, Answer, CallerEntry
from hotline_server.domain.texts import check_text
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.limits import Exemption

# --- answers -----------------------------------------------------------------------------------


def answer_caller(file: CaseFile, actor: Actor, now: datetime, answer: Answer) -> str:
    """Answer a caller, or record an attempt that did not get through (R3.4, P2).

    Returns:
        What follows from the attempt, as ``attempt_notice`` has it; empty if the caller was answered.
    """
    return _answer(file, actor, now, answer, None)


def answer_as_department(file: CaseFile, actor: Actor, now: datetime, department: str, answer: Answer) -> str:
    """Answer a caller on the department's behalf, if the desk allows it (R3.4); returns as ``answer_caller`` does."""
    return _answer(file, actor, now, answer, parts.assignment_of(file, department))


def _answer(file: CaseFile, actor: Actor, now: datetime, answer: Answer, assignment: Assignment | None) -> str:
    check_text(answer.content, "answer.content")
    caller = caller_of(file, answer.call_id, "answer.call_id")
    if answer.given:
        check_number(answer.means, "answer.means", has_phone=caller.has_phone)
        if not caller.awaits_answer:
            # Who waits for no answer has no reason to call for it.
            check_words_told(file, answer.means, "answer.means")
    if not answer.given or asks_to_call(file, answer.means):
        return _attempt(file, actor, now, answer, caller, assignment)
    situation = Situation(file, actor, now, assignment, caller=caller)
    # Whoever is told later than the others changes nothing about the case.
    last = LAST_CALLER.holds(situation) and not file.state.is_answered
    file.act(
        Act.ANSWER_CALLER if last else Act.ANSWER_ANOTHER_CALLER,
        actor,
        now,
        answer.content,
        assignment.department if assignment else "",
        on=assignment,
        details={
            "means": answer.means,
            "policy": answer.policy,
            "supported": "是" if answer.supported else "否",
            "given": "是" if answer.given else "否",
            "call_id": str(caller.call_id),
        },
        caller=caller,
    )
    record_answer(file, caller, answer, now)
    if last:
        settle(file, now)
    return ""


def _attempt(
    file: CaseFile, actor: Actor, now: datetime, answer: Answer, caller: CallerEntry, assignment: Assignment | None
) -> str:
    """Record an attempt to answer, which never answers the caller (R8.7); one who is to call was not called in vain."""
    in_vain = not answer.given
    counts = in_vain and attempt_counts(file, caller, now)
    details = {"call_id": str(caller.call_id), COUNTED: "是" if counts else "否"}
    details |= {} if in_vain else {"means": answer.means, ASKED_TO_CALL: "是"}
    department = assignment.department if assignment else ""
    file.act(Act.ATTEMPT_ANSWER, actor, now, answer.content, department, assignment, details, caller=caller)
    if counts:
        count_attempt(file, caller, now)
    return attempt_notice(file, caller, now, counted=counts) if in_vain else CALLS_FOR_IT


def lose_answer(file: CaseFile, actor: Actor, now: datetime, call_id: int, reason: str) -> None:
    """Owe a caller the answer again that an SMS did not bring (R3.4), unless somebody has talked with them since."""
    caller = caller_of(file, call_id)
    written = caller.callback is CallbackState.INFORMED
    if not caller.answered or caller.callback in (CallbackState.ASKED, CallbackState.DECLINED):
        return
    if caller.callback is CallbackState.AWAITS_JUDGEMENT or caller.withdrawn or caller.wishes_no_reply:
        return
    details = {"call_id": str(caller.call_id), "means": BY_SMS, COUNTED: "否"}
    file.act(Act.ATTEMPT_ANSWER, actor, now, reason, details=details, caller=caller)
    caller.answered, caller.callback, caller.exemption, caller.next_attempt = False, CallbackState.NONE, "", None
    if written:
        due = file.timetable.deadline(now, file.timetable.limits.callbacks.writing_days).at
        caller.callback, caller.next_attempt, caller.write_since = CallbackState.UNREACHABLE, due, now
    elif file.state.is_answered:
        caller.next_attempt = file.timetable.calling_time(now)


def settle_unwanted_replies(file: CaseFile, now: datetime) -> None:
    """Take a case with a result further whose callers all withdrew or want no reply."""
    file.act(Act.NO_REPLY_DUE, SUPERVISION_SYSTEM, now, "没有来电人等着答复，办理结果留存备查")
    settle(file, now)


def _settle_if_answered(file: CaseFile, now: datetime) -> None:
    """Record why callers who are owed no answer get none, once the case is answered."""
    if file.state.is_answered:
        settle(file, now)


# --- what callers ask for later ----------------------------------------------------------------


def withdraw_request(
    file: CaseFile, actor: Actor, now: datetime, call_id: int, reason: str, details: Mapping[str, str] = NO_DETAILS
) -> None:
    """Record that a caller withdraws 撤诉; if nobody is left who wants it handled, the case ends (R8.7).

    Emergencies and accusations go on. Once such a case need not, saying again that a caller has withdrawn ends it.
    """
    check_text(reason, "reason")
    caller = caller_of(file, call_id)
    ends = ENDS_BY_WITHDRAWAL.holds(Situation(file, actor, now, caller=caller))
    details = {**details, "call_id": str(caller.call_id)}
    if ends:
        _end_by_withdrawal(file, actor, now, reason, details, caller)
    else:
        file.act(Act.WITHDRAW_REQUEST, actor, now, reason, details=details, caller=caller)
    caller.withdrawn, caller.tell_by = True, None
    if not caller.answered:
        caller.callback, caller.attempts, caller.next_attempt = CallbackState.NONE, 0, None
    elif caller.callback is CallbackState.AWAITS_JUDGEMENT:
        caller.callback, caller.exemption = CallbackState.EXEMPT, Exemption.WITHDRAWN.value
    _settle_if_answered(file, now)
    end_judgement(file, now, "来电人撤诉")


def end_withdrawn(file: CaseFile, now: datetime, reason: str) -> None:
    """End a case all of whose callers withdrew while it had to go on, now that it need not (R8.7)."""
    if not file.callers or not all(caller.withdrawn for caller in file.callers):
        return
    first = file.callers[0]
    if ENDS_BY_WITHDRAWAL.holds(Situation(file, SUPERVISION_SYSTEM, now, caller=first)):
        _end_by_withdrawal(file, SUPERVISION_SYSTEM, now, reason, NO_DETAILS, first)
        settle(file, now)


def _end_by_withdrawal(
    file: CaseFile, actor: Actor, now: datetime, reason: str, details: Mapping[str, str], caller: CallerEntry
) -> None:
    """End a case that no caller wants handled; who had it in hand has it no longer."""
    proposed = file.awaits_confirmation
    file.act(Act.END_BY_WITHDRAWAL, actor, now, reason, details=details, caller=caller)
    file.outcome = Outcome.DESK if proposed else file.outcome
    file.note_lapses(effects.drop_question(file), Act.END_BY_WITHDRAWAL, now)
    standstills.end_hold(file, now)
    file.withdraw_assignments(now, "来电人撤诉，不用再办理")


def revoke_withdrawal(
    file: CaseFile,
    actor: Actor,
    now: datetime,
    call_id: int,
    reason: str,
    told: Callable[[int], bool],
    details: Mapping[str, str] = NO_DETAILS,
) -> None:
    """Record that a caller takes a withdrawal back 收回撤诉, and have them told and answered like the others (R8.7).

    Args:
        file: the case.
        actor: who records it.
        now: current time, UTC.
        call_id: id of the caller's call.
        reason: why, as the caller says.
        told: returns true for the call of a caller who was given the answer that is on record.
        details: of its entry in the log.
    """
    check_text(reason, "reason")
    caller = caller_of(file, call_id)
    details = {**details, "call_id": str(caller.call_id)}
    file.act(Act.REVOKE_WITHDRAWAL, actor, now, reason, details=details, caller=caller)
    caller.withdrawn = False
    _owe_answer(file, caller, now, Exemption.WITHDRAWN, told=told(caller.call_id))
    notices.expect(file, caller, now)


def waive_reply(file: CaseFile, actor: Actor, now: datetime, call_id: int, reason: str) -> None:
    """Record that a caller wants no reply 不要求回复, nor to be called back (R8.7)."""
    check_text(reason, "reason")
    caller = caller_of(file, call_id)
    file.act(Act.WAIVE_REPLY, actor, now, reason, details={"call_id": str(caller.call_id)}, caller=caller)
    waive(file, caller, now)


def waive(file: CaseFile, caller: CallerEntry, now: datetime) -> None:
    """Let a caller want no reply, nor be called back."""
    caller.wishes_no_reply, caller.tell_by = True, None
    if caller.callback in (CallbackState.DUE, CallbackState.UNREACHABLE):
        caller.callback, caller.next_attempt = CallbackState.EXEMPT, None
        caller.exemption = Exemption.NO_REPLY_WANTED.value
    elif not caller.answered:
        caller.next_attempt = None
    _settle_if_answered(file, now)


def want_reply(file: CaseFile, caller: CallerEntry, now: datetime, *, told: bool) -> None:
    """Let a caller who wanted no reply have one after all, whatever became of the case meanwhile (R8.7).

    Args:
        file: case that answers the caller.
        caller: the caller.
        now: current time, UTC.
        told: true if the caller was told the answer all the same, and is only to be called back again.
    """
    caller.wishes_no_reply = False
    _owe_answer(file, caller, now, Exemption.NO_REPLY_WANTED, told=told)


def _owe_answer(file: CaseFile, caller: CallerEntry, now: datetime, ended: Exemption, *, told: bool) -> None:
    """Owe a caller the answer that others had meanwhile, or the callback, once the reason for owing none has ended."""
    if caller.withdrawn or caller.wishes_no_reply or not caller.answered:
        return
    if told:
        if caller.exemption == ended.value:
            schedule_callback(file, caller, now)
    elif caller.callback in (CallbackState.EXEMPT, CallbackState.DUE, CallbackState.UNREACHABLE):
        caller.answered, caller.callback, caller.exemption = False, CallbackState.NONE, ""
        caller.next_attempt = file.timetable.calling_time(now) if file.state.is_answered else None


def change_phone(file: CaseFile, caller: CallerEntry, now: datetime, *, has_phone: bool) -> None:
    """Let a caller be called at another number from now on, or at none (R8.7).

    Attempts at the number before stay in the log, and do not count any more: nobody has tried the right one.
    """
    caller.has_phone, caller.refuses_messages = has_phone, False
    match caller.callback:
        case CallbackState.UNREACHABLE | CallbackState.NONE if not caller.answered:
            if has_phone and (caller.attempts or caller.callback is CallbackState.UNREACHABLE):
                caller.callback, caller.attempts = CallbackState.NONE, 0
                caller.next_attempt = file.timetable.calling_time(now)
        case CallbackState.UNREACHABLE | CallbackState.INFORMED if has_phone:
            schedule_callback(file, caller, now)
        case CallbackState.DUE if caller.attempts or not has_phone:
            schedule_callback(file, caller, now)
        case CallbackState.EXEMPT if caller.exemption == Exemption.NO_PHONE.value:
            schedule_callback(file, caller, now)


def urge(
    file: CaseFile, actor: Actor, now: datetime, call_id: int, text: str, details: Mapping[str, str] = NO_DETAILS
) -> None:
    """Record that a caller urges the case 催办, which the lead department is told and which is counted (R8.8)."""
    check_text(text, "text")
    caller = caller_of(file, call_id)
    lead = file.assignments.lead
    # Whom the words accuse is not told of them (R8.3).
    working = lead if lead and lead.is_working and not file.recused.bars(lead.department) else None
    file.act(
        Act.URGE,
        actor,
        now,
        text,
        working.department if working else "",
        details={**details, "call_id": str(caller.call_id), "count": str(file.urges + 1)},
    )
    file.urges += 1


def supplement(
    file: CaseFile, actor: Actor, now: datetime, call_id: int, text: str, details: Mapping[str, str] = NO_DETAILS
) -> None:
    """Add to a call what its caller says later 补充, which the departments are shown (R1.1)."""
    check_text(text, "text")
    caller = caller_of(file, call_id)
    file.act(Act.SUPPLEMENT, actor, now, text, details={**details, "call_id": str(caller.call_id)})


def reopen(file: CaseFile, actor: Actor, now: datetime, call_id: int, reason: str, told: Callable[[int], bool]) -> None:
    """Reopen an answered case because a caller asks for it in time; the desk judges what follows (R8.7).

    Whoever was not told the last result, since they had withdrawn or wanted none, comes to be told of that handling.

    Args:
        file: the case.
        actor: who records it.
        now: current time, UTC.
        call_id: id of the caller's call.
        reason: why, as the caller says.
        told: returns true for the call of a caller who was given the answer that is on record.
    """
    check_text(reason, "reason")
    # An act that is refused anyway says why before the caller is looked for.
    caller = caller_of(file, call_id) if file.callers else None
    details = {"call_id": str(caller.call_id if caller else call_id)}
    file.act(Act.REOPEN, actor, now, reason, details=details, caller=caller)
    if caller:
        caller.wishes_no_reply = caller.withdrawn = False
        caller.callback, caller.next_attempt, caller.exemption = CallbackState.AWAITS_JUDGEMENT, None, ""
        caller.handling = caller.handling if told(caller.call_id) else max(caller.handling - 1, 0)
    settle(file, now)


# --- callers -----------------------------------------------------------------------------------


def caller_of(file: CaseFile, call_id: int, field: str = "call_id") -> CallerEntry:
    """Return a caller; 0 stands for the only one.

    Args:
        file: the case.
        call_id: id of the caller's call.
        field: path of the id in the request.

    Raises:
        InvalidFieldsError: there are several, and none was named.
        NotFoundError: there is no such caller.
        UnmetConditionError: the case was joined into another, which answers its callers.
    """
    if not call_id and len(file.callers) > 1:
        raise InvalidFieldsError([FieldViolation(field, "不止一个来电人，要说明是哪一个来电")])
    found = [one for one in file.callers if not call_id or one.call_id == call_id]
    if not found and file.joined_into:
        raise UnmetConditionError(go_to_main(file.joined_into))
    if not found:
        raise NotFoundError(f"工单 {file.number} 里没有这个来电")
    return found[0]
