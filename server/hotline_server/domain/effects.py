"""Effects of a case's move to another state: what ends with the state it leaves, and what begins with the next."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from hotline_server.domain import notices, standstills
from hotline_server.domain.lapse import Lapse, Request
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import OUT, CaseState, HandoverState
from hotline_server.domain.parties import SUPERVISION_SYSTEM, Role
from hotline_server.rulebook.decision import DUTY_OFFICE

if TYPE_CHECKING:
    from hotline_server.domain.assignment import Assignment
    from hotline_server.domain.case_file import CaseFile

ASKING_FOR_ALL = (DUTY_OFFICE, SUPERVISION_SYSTEM.name, Role.RULE_BOOK.value)
"""Who asks a leader without being a department that has the case."""
_KEEPING_REQUESTS = (CaseState.IN_PROGRESS, CaseState.REWORKING, CaseState.DISPUTED, CaseState.SUSPENDED)
"""States in which the lead is the one that asked, so that the desk still has to decide."""


def leave(file: "CaseFile", target: CaseState, now: datetime) -> list[Lapse]:
    """Drop what is over once the case leaves its state for another, and return the requests among it."""
    lapsed = [] if target in _KEEPING_REQUESTS else file.drop_requests()
    if target.is_answered and not file.state.is_answered:
        file.drop_proposed_decision(now)
    if not target.has_handler_to_name:
        for caller in file.callers:
            if caller.tell_by and caller.tell_by > now:
                caller.tell_by = None
    if file.state is CaseState.RESOLVED and target is CaseState.CALLBACK_REVIEW:
        _answer_beside_judgement(file)
    if file.state is CaseState.REFERRED:
        file.referral = None
    if file.state.awaits_leader and target is CaseState.HANDED_OVER:
        lapsed += drop_question(file)
    if file.state is CaseState.SUSPENDED:
        file.promise = None
        if not file.is_held:
            standstills.go_on(file, now)
    return lapsed


def drop_question(file: "CaseFile") -> list[Lapse]:
    """Drop what was put before a leader, since nothing is left to instruct, and return for whom it comes to nothing."""
    asking = [one.by for one in file.leader_question.asked] if file.leader_question else []
    departments = dict.fromkeys(name if name not in ASKING_FOR_ALL else "" for name in asking)
    return [*(Lapse(Request.QUESTION, name) for name in departments), *drop_questions_of(file, asking)]


def drop_questions_of(file: "CaseFile", parties: Collection[str]) -> list[Lapse]:
    """Drop what parties put before a leader, and return the posts that were told, if nobody else asked."""
    question = file.leader_question
    file.leader_question = question and question.without(*parties)
    if question is None or file.leader_question:
        return []
    # Whoever is to press for the result of raised supervision was told at once.
    at_once = any(one.by == SUPERVISION_SYSTEM.name for one in question.asked)
    posts = file.timetable.limits.leader_posts[: max(question.reminders, int(at_once))]
    return [Lapse(Request.QUESTION, post=post) for post in posts]


def _answer_beside_judgement(file: "CaseFile") -> None:
    """Have callers who wait answered by when they were to be, while what others were told is judged (R8.7)."""
    due = file.timetable.step_by(file.state, file.since, emergency=file.is_emergency)
    for caller in file.callers:
        if caller.awaits_answer:
            caller.next_attempt = caller.next_attempt or due


def take_up_contacts(file: "CaseFile", before: CaseState, now: datetime) -> None:
    """Owe callers again what waited for the state that the case is in now, for as long from now as is due."""
    if not before.has_handler_to_name:
        notices.expect_again(file, now)
    for caller in file.callers:
        if caller.next_attempt and file.state.is_resolved and not before.is_resolved:
            caller.next_attempt = max(caller.next_attempt, file.timetable.calling_time(now))


def let_ask_for_exclusion(file: "CaseFile", target: CaseState, now: datetime) -> None:
    """Let departments ask to be left out of assessment from closing until the case is reopened."""
    for assignment in file.assignments:
        if target is CaseState.CLOSED:
            assignment.exclude_by = file.timetable.exclude_by(now)
        elif file.state is CaseState.CLOSED and target is not CaseState.ARCHIVED:
            assignment.reopen()


def stop_giving_back(file: "CaseFile", now: datetime) -> None:
    """Recall what the line that the case came from has not accepted: its callers were answered here."""
    for handover in [one for one in file.handovers if one.gives_back and one.state is HandoverState.PENDING]:
        reason = "已经答复来电人，不再退回"
        file.act(Act.RECALL_FROM_LINE, SUPERVISION_SYSTEM, now, reason, handover.line, handover=handover)
        handover.end_without_result(reason, now)


def end_dissent(file: "CaseFile", assignment: "Assignment", act: Act, now: datetime) -> None:
    """Drop the dissent of a department that is out of the case, and end the dispute if there is no other."""
    if assignment.state not in OUT:
        return
    file.drop_dissents([assignment.department], act, now)
    if file.state is CaseState.DISPUTED and not file.dissenting:
        reason = f"{assignment.department}不再办理，没有要裁定的不同意见"
        file.act(Act.RESUME, SUPERVISION_SYSTEM, now, reason)
