"""Callbacks 回访 of answered callers, and the desk's judgement on what they are dissatisfied with (R8.7)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from hotline_server.domain.acts.answers import (
    ASKED_TO_CALL,
    COUNTED,
    asks_to_call,
    attempt_counts,
    attempt_notice,
    check_words_told,
    count_attempt,
    record_answer,
    settle,
)
from hotline_server.domain.acts.awaited_answers import (
    await_answers_again,
    await_judgement,
    calls_of,
    dissatisfied,
    end_judgement,
)
from hotline_server.domain.acts.callers import caller_of
from hotline_server.domain.acts.dispatch import check_designation, dispatch
from hotline_server.domain.acts.recusal import check_recusal_of
from hotline_server.domain.acts.supervision import press
from hotline_server.domain.assignments import by_department, handled_days
from hotline_server.domain.callbacks import CallbackState, Reasonableness
from hotline_server.domain.case_file import NO_DETAILS, CaseFile
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.leader_question import Asked
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import OUT, CaseState
from hotline_server.domain.means import check_means, check_number, check_written
from hotline_server.domain.parties import SUPERVISION_SYSTEM, Actor, Answer, Designation
from hotline_server.domain.survey import ContactResult, Survey
from hotline_server.domain.texts import check_remark, check_text
from hotline_server.domain.working_days import MAX_WORKING_DAYS
from hotline_server.rulebook.decision import DUTY_OFFICE, Outcome
from hotline_server.rulebook.time_limit import TimeLimit, working_days

JUDGES_EARLIER_RESULT = (
    "来电人评价的是以前的办理结果，最近一次的还没有告诉他，重新受理的仍请研判；来电人不用再办的，请记撤诉"
)


def record_satisfaction(
    file: CaseFile,
    actor: Actor,
    now: datetime,
    survey: Survey,
    remark: str,
    call_id: int = 0,
    details: Mapping[str, str] = NO_DETAILS,
    told: Callable[[int], bool] = lambda _: True,
) -> str:
    """Record an attempt to ask an answered caller, and what the caller says (P1, R8.7).

    A caller who is dissatisfied, or holds the matter unresolved, leaves the case to the desk's judgement; one who is
    content after all takes it from there, unless that is with an earlier result than the last, which they never heard.

    Args:
        file: the case.
        actor: who called.
        now: current time, UTC.
        survey: outcome of the call, and the answers.
        remark: what else was said.
        call_id: which caller; 0 for the only one.
        details: of its entry in the log.
        told: returns true for the call of a caller who was given the answer that is on record; by default any was.

    Returns:
        What follows from an attempt that failed, as ``attempt_notice`` has it, or from a judgement on what is not in
        question; empty for any other.
    """
    survey.check()
    check_remark(remark, "remark")
    caller = caller_of(file, call_id) if file.callers else None
    if caller and survey.has_failed and not caller.has_phone:
        raise InvalidFieldsError([FieldViolation("survey.contact", "这个来电人没有号码，没有电话可打，不记没有打通")])
    lead = file.designation.lead
    handling = caller.handling if caller else 1
    details = {**details, "call_id": str(caller.call_id if caller else call_id), "handling": str(handling)}
    tried = caller is not None and caller.callback is CallbackState.DUE and survey.has_failed
    counts = caller is not None and tried and attempt_counts(file, caller, now)
    details |= {COUNTED: "是" if counts else "否"} if tried else {}
    file.act(Act.RECORD_SATISFACTION, actor, now, remark, lead, details=survey.details() | details, caller=caller)
    if caller is None:
        return ""
    if survey.is_dissatisfied:
        caller.callback, caller.next_attempt, caller.exemption = CallbackState.AWAITS_JUDGEMENT, None, ""
        if file.state is not CaseState.CALLBACK_REVIEW:
            file.act(Act.AWAIT_JUDGEMENT, SUPERVISION_SYSTEM, now, "来电人认为没有解决或者不满意")
            settle(file, now)
    elif caller.callback is CallbackState.AWAITS_JUDGEMENT and survey.is_content:
        if not told(caller.call_id):
            return JUDGES_EARLIER_RESULT
        caller.callback = CallbackState.ASKED
        end_judgement(file, now, "来电人认为已经解决并且满意")
    elif caller.callback in (CallbackState.DUE, CallbackState.UNREACHABLE) and not survey.has_failed:
        reached = survey.contact is ContactResult.REACHED
        caller.callback = CallbackState.ASKED if reached else CallbackState.DECLINED
        caller.next_attempt = None
    if counts:
        count_attempt(file, caller, now)
    return attempt_notice(file, caller, now, counted=counts) if tried else ""


def leave_in_writing(file: CaseFile, actor: Actor, now: datetime, call_id: int, means: str, content: str) -> None:
    """Leave the answer in writing for a caller who could not be reached, to be told it or to be asked (R8.7)."""
    check_text(content, "content")
    check_written(means, "means")
    caller = caller_of(file, call_id or _only(file, CallbackState.UNREACHABLE))
    check_number(means, "means", has_phone=caller.has_phone)
    asked = asks_to_call(file, means)
    details = {"means": means, "call_id": str(caller.call_id)} | ({ASKED_TO_CALL: "是"} if asked else {})
    was_answered = file.state.is_answered
    file.act(Act.LEAVE_IN_WRITING, actor, now, content, details=details, caller=caller)
    # Nobody can do more for whoever was called in vain often enough; it is no answer for all that.
    record_answer(file, caller, Answer(caller.call_id, means, content, "", supported=True, given=not asked), now)
    if file.state.is_answered and not was_answered:
        settle(file, now)


def handle_again(
    file: CaseFile, actor: Actor, now: datetime, reason: str, designation: Designation, *, supervised: bool
) -> None:
    """Have the matter handled a second time 再次办理, under supervision if so judged (K1, K2).

    Args:
        file: the case.
        actor: who judges.
        now: current time, UTC.
        reason: what must be done, and why.
        designation: who shall handle it; those who did if it names no lead, in the rule book's days if it has none.
        supervised: true to send the lead department a supervision notice as well.
    """
    check_text(reason, "reason")
    wanted = designation if designation.lead else _as_handled(file, designation.limit)
    act = Act.HANDLE_AGAIN_SUPERVISED if supervised else Act.HANDLE_AGAIN
    file.check_act(act, actor, now)
    wanted = replace(wanted, limit=_limit_again(file, wanted.limit))
    check_designation(wanted)
    check_recusal_of(file, wanted)
    details = {"cohandlers": "、".join(wanted.cohandlers)} | Reasonableness.REASONABLE.details
    file.act(act, actor, now, reason, wanted.lead, details=details)
    await_answers_again(file.callers)
    file.outcome = Outcome.JOINT if wanted.cohandlers else Outcome.TRANSFER
    dispatch(file, wanted, now)
    lead = file.assignments.lead
    if supervised and lead:
        press(file, lead, Act.SUPERVISE, actor, now, reason, _supervised(wanted.limit))


def _as_handled(file: CaseFile, limit: TimeLimit) -> Designation:
    """Return the designation of those who handled the case, without co-handlers that are out of it."""
    gone = [name for name, one in by_department(file.assignments).items() if one.state in OUT]
    staying = tuple(name for name in file.designation.cohandlers if name not in gone)
    return replace(file.designation, cohandlers=staying, limit=limit)


def _supervised(limit: TimeLimit) -> TimeLimit | None:
    """Return the time of the supervision notice: that of the handling, if it is in working days."""
    return working_days(limit.working_days) if limit.working_days else None


def _limit_again(file: CaseFile, wanted: TimeLimit) -> TimeLimit:
    """Return the time for a second handling, so that all handlings together have 30 working days at most (R3.2)."""
    handled = handled_days(file.assignments)
    remaining = MAX_WORKING_DAYS - handled
    if wanted.spans and wanted.rough_working_days > remaining:
        message = f"已经给过 {handled} 个工作日，总共不超过 {MAX_WORKING_DAYS} 个，最多还能给 {remaining} 个"
        raise InvalidFieldsError([FieldViolation("designation.deadline_working_days", message)])
    return wanted if wanted.spans else working_days(min(file.timetable.limits.callbacks.again_days, remaining))


def escalate_result(
    file: CaseFile,
    actor: Actor,
    now: datetime,
    reason: str,
    question: str,
    held: Reasonableness = Reasonableness.NOT_JUDGED,
) -> None:
    """Ask a leader what is to become of a matter whose caller is dissatisfied (K3)."""
    check_text(reason, "reason")
    check_text(question, "question")
    file.act(Act.ESCALATE_RESULT, actor, now, reason, details={"question": question} | held.details)
    file.ask_leader(Asked(DUTY_OFFICE, question, now))
    await_judgement(file)
    file.outcome = Outcome.ESCALATION


def explain_result(
    file: CaseFile,
    actor: Actor,
    now: datetime,
    reason: str,
    means: str,
    wording: str,
    held: Reasonableness = Reasonableness.NOT_JUDGED,
) -> None:
    """Explain the result to the dissatisfied callers 解释说明, and record what they were told (K4, K5)."""
    check_text(reason, "reason")
    check_text(wording, "wording")
    check_means(means, "means")
    check_words_told(file, means, "means")
    told = dissatisfied(file)
    for caller in told:
        check_number(means, "means", has_phone=caller.has_phone)
    details = {"means": means, "wording": wording, **calls_of(told), **held.details}
    file.act(Act.EXPLAIN_RESULT, actor, now, reason, details=details)
    for caller in told:
        caller.callback, caller.handling = CallbackState.EXPLAINED, max(caller.handling, 1)
        file.answers.append(Answer(caller.call_id, means, wording, "", supported=False, given=True))


def _only(file: CaseFile, state: CallbackState) -> int:
    """Return the call of the only caller in a state, 0 if there is not just one."""
    found = [one.call_id for one in file.callers if one.callback is state]
    return found[0] if len(found) == 1 else 0
