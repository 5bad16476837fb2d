"""Questions to leaders 请示 and their instructions (R2.4, R4.3)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from hotline_server.domain import effects, standstills
from hotline_server.domain.acts.awaited_answers import (
    await_answers,
    await_answers_again,
    is_in_question,
    return_to_judgement,
)
from hotline_server.domain.acts.dispatch import check_designation, check_limit_of_emergency
from hotline_server.domain.acts.lines import recall_all, recall_given_back
from hotline_server.domain.acts.recusal import check_recusal, check_recusal_of
from hotline_server.domain.acts.rerouting import changes, reroute
from hotline_server.domain.acts.triage import assign
from hotline_server.domain.case_file import NO_DETAILS, CaseFile
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.leader_question import Asked, check_new
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.parties import SUPERVISION_SYSTEM, Actor, Designation
from hotline_server.domain.texts import check_text
from hotline_server.rulebook.decision import DUTY_OFFICE, Outcome

_WITH_THE_DESK = (CaseState.REGISTERED, CaseState.REFERRED)


def escalate(file: CaseFile, actor: Actor, now: datetime, reason: str, question: str, *, hold: bool = False) -> None:
    """Ask a leader for an instruction (R2.4); what departments have in hand goes on, unless they are told to wait.

    Args:
        file: the case.
        actor: who asks.
        now: current time, UTC.
        reason: why a leader is asked.
        question: what the leader is to decide.
        hold: true to tell the departments to wait; false lets them go on, also if they were told to wait before.

    Raises:
        InvalidFieldsError: nothing is asked, or the departments of an emergency were to wait.
    """
    check_text(question, "question")
    if hold and file.is_emergency:
        raise InvalidFieldsError([FieldViolation("hold", "重大突发不能让承办单位等待")])
    file.check_act(Act.ESCALATE, actor, now)
    if hold == file.is_held:
        check_new(file.leader_question, actor.role.value, question, "question")
    details = {"question": question} | ({"hold": "是"} if hold else {})
    file.act(Act.ESCALATE, actor, now, reason, details=details)
    file.ask_leader(Asked(actor.role.value, question, now))
    if file.state is CaseState.AWAITING_INSTRUCTION:
        file.outcome = Outcome.ESCALATION
    if hold and file.assignments.unfinished:
        standstills.hold(file, now)
    else:
        standstills.end_hold(file, now)


def withdraw_question(file: CaseFile, actor: Actor, now: datetime, reason: str) -> None:
    """Withdraw what the desk has asked a leader, and nobody has answered yet 撤回请示 (R2.4).

    A case that waited for nothing else goes back to where it was: to the judgement on what a caller is dissatisfied
    with, or to triage. What others have put before the leader is still to be answered.
    """
    check_text(reason, "reason")
    before, question = file.state, file.leader_question
    asked = {"question": question.by(DUTY_OFFICE)} if question else NO_DETAILS
    file.act(Act.WITHDRAW_QUESTION, actor, now, reason, details=asked)
    file.note_lapses(effects.drop_questions_of(file, [DUTY_OFFICE]), Act.WITHDRAW_QUESTION, now)
    standstills.end_hold(file, now)
    if file.state is before:
        return
    if file.state is CaseState.CALLBACK_REVIEW:
        return_to_judgement(file, now)
    else:
        file.outcome = Outcome.DESK


def instruct(file: CaseFile, actor: Actor, now: datetime, instruction: str, designation: Designation | None) -> None:
    """Carry out a leader's instruction, which settles all that was asked (R2.4, R4.3).

    Without a designation, a disputed case resumes with its lead, as does a suspended one whose departments were told to
    wait for the leader; a result that a caller is dissatisfied with is judged by the desk; an escalated case goes to
    the departments named earlier by the rule book or the desk, or to the desk if there are none, and any other case
    goes on as it is. An emergency goes on with the departments of the designation, or is to be sent to them once it is
    verified. For others a designation ends what stands in its way: lines that have the case are recalled, a suspension
    ends, and callers who were answered are to be answered again.
    """
    if designation:
        check_designation(designation)
    lead, act = file.assignments.lead, _instructing(file, designation)
    before = file.state
    if act is Act.RESUME and lead:
        check_recusal(file, [lead.department], "designation.lead_department")
    confirmed = [lead.department] if lead and before is CaseState.DISPUTED and act is Act.RESUME else []
    named = (designation.lead, *designation.cohandlers) if designation else confirmed
    if act is Act.INSTRUCT:
        designation = designation or (file.designation if file.designation.lead else None)
    if designation and file.state is not CaseState.VERIFYING:
        # Whoever can help is sent to a danger, which lifts the recusal once it is verified (R2.6, R8.3).
        check_recusal_of(file, designation)
    if designation and file.state.faces_danger:
        check_limit_of_emergency(file, designation)
    resumes = lead.department if lead and act is Act.RESUME else ""
    file.act(act, actor, now, instruction, department=resumes, details=_details(file, designation))
    file.leader_question = None
    standstills.end_hold(file, now)
    if act is Act.INSTRUCT:
        _begin_anew(file, before, now)
    elif act is Act.INSTRUCT_ON_RESULT:
        return_to_judgement(file, now)
    if file.state is CaseState.SUSPENDED:
        file.act(Act.REMIND_DESK, SUPERVISION_SYSTEM, now, "领导已有批示，请复查暂缓的事项是不是还要等")
    if designation:
        _designate(file, actor, now, instruction, designation)
    _direct(file, named, now)


def _direct(file: CaseFile, named: Sequence[str], now: datetime) -> None:
    """Let departments handle a case as a leader decided, so that no line takes it from them."""
    if named and not file.state.faces_danger:
        recall_given_back(file, now, "领导已批示承办单位，不再退回")
    file.assignments.direct(named)


def _details(file: CaseFile, designation: Designation | None) -> Mapping[str, str]:
    """Return whom a leader names to be sent to a danger once it is verified, for the log."""
    if designation is None or file.state is not CaseState.VERIFYING:
        return NO_DETAILS
    return {"lead": designation.lead, "cohandlers": "、".join(designation.cohandlers)}


def _begin_anew(file: CaseFile, before: CaseState, now: datetime) -> None:
    """End what stands in the way of handling a case that was in another state before the instruction."""
    if before is CaseState.HANDED_OVER:
        recall_all(file, SUPERVISION_SYSTEM, now, "按领导批示另行指定承办单位")
    if is_in_question(file):
        await_answers_again(file.callers)
    elif before.is_answered:
        await_answers(file.callers)


def _designate(file: CaseFile, actor: Actor, now: datetime, instruction: str, designation: Designation) -> None:
    """Give the case to the departments that a leader names."""
    if file.state is CaseState.VERIFYING:
        file.designation = designation
    elif file.state is not CaseState.RESPONDING:
        assign(file, actor, now, instruction, designation)
    elif changes(file, designation):
        reroute(file, actor, now, instruction, designation)
    elif designation.limit != file.designation.limit:
        message = "承办单位没有变动，险情处置中不能只改期限；要催促的请督办"
        raise InvalidFieldsError([FieldViolation("designation.time_limit", message)])


def _instructing(file: CaseFile, designation: Designation | None) -> Act:
    """Return the act by which an instruction is given in the present state."""
    waits = file.state is CaseState.DISPUTED or (file.state is CaseState.SUSPENDED and file.is_held)
    if waits and designation is None and file.assignments.lead:
        return Act.RESUME
    if file.state is CaseState.AWAITING_INSTRUCTION and designation is None and is_in_question(file):
        return Act.INSTRUCT_ON_RESULT
    goes_on = designation is None or file.state in _WITH_THE_DESK or file.state.faces_danger
    return Act.INSTRUCT_MEANWHILE if goes_on and not file.state.awaits_leader else Act.INSTRUCT
