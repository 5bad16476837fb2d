"""Waits: what somebody besides the handlers owes in a case by a time, beside the case's own next step (P2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from hotline_server.domain.acts.referrals import follow_up_due
from hotline_server.domain.acts.suspension import next_review
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.callbacks import CallbackState
from hotline_server.domain.case import Case
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.case_query import Awaited
from hotline_server.domain.handover import open_handovers
from hotline_server.domain.leader_question import LeaderQuestion
from hotline_server.domain.lifecycle.state import CaseState, ObjectionState
from hotline_server.domain.parties import CallerEntry, Role
from hotline_server.domain.timetable import Timetable
from hotline_server.rulebook.decision import DUTY_OFFICE


@dataclass(frozen=True, slots=True)
class Wait:
    """Something that somebody owes in a case.

    Attributes:
        awaited: what is owed.
        rpc: rpc that settles it, such as ``DeskService.DecideExtension``.
        owner: party that owes it, as ``CaseFile.owner`` has it.
        due_at: by when, or when whoever owes it is reminded again, UTC.
        party: department or line that waits for it, or is concerned; empty if none is.
        call_id: the caller's call, where one caller is concerned; otherwise 0.
    """

    awaited: Awaited
    rpc: str
    owner: str
    due_at: datetime
    party: str = ""
    call_id: int = 0


def waits(case: CaseFile | Case, timetable: Timetable) -> Iterator[Wait]:
    """Yield what is owed in a case; nothing of what has ended.

    Args:
        case: the case.
        timetable: computes the due times.
    """
    for assignment in case.assignments:
        yield from _asked_for(case, assignment)
    if case.end_proposal:
        proposal = case.end_proposal
        yield _at_the_desk(Awaited.END_DECISION, "DecideEnd", proposal.due_at, proposal.department)
    yield from _promised(case, timetable)
    if case.leader_question:
        yield _asked_leader(case, case.leader_question, timetable)
    yield from _referred(case, timetable)
    if case.proposed_decision:
        yield _at_the_desk(Awaited.AMENDED_DECISION, "KeepDecision", case.proposed_decision.due_at)
    if case.question:
        yield Wait(Awaited.QUESTION_REPLY, "IntakeService.AnswerQuestion", DUTY_OFFICE, case.question.due_at)
    for handover in open_handovers(case.handovers):
        if handover.accepted_at and handover.due_at:
            yield Wait(Awaited.LINE, "LineService.SubmitLineResult", Role.LINE.value, handover.due_at, handover.line)
        else:
            yield Wait(Awaited.LINE, "LineService.AcceptHandover", Role.LINE.value, handover.accept_by, handover.line)
    for caller in case.callers:
        yield from _owed_to(case, caller)


def leader_due(question: LeaderQuestion, timetable: Timetable) -> datetime:
    """Return when a leader must be reminded of a question, UTC."""
    since = question.reminded_at or question.asked_at
    return timetable.deadline(since, timetable.limits.leader_days).at


def _asked_for(case: CaseFile | Case, assignment: Assignment) -> Iterator[Wait]:
    """Yield the decisions that a department waits for: of the desk, or of whoever delegated to it."""
    due, party = assignment.decide_by, assignment.department
    if due is None or not assignment.is_working:
        return
    objects = assignment.objection_state is ObjectionState.PENDING
    if assignment.is_delegated:
        parent = next(one for one in case.assignments if one.number == assignment.parent)
        if objects:
            rpc = "DelegationService.DecideObjection"
            yield Wait(Awaited.OBJECTION_RULING, rpc, parent.department, due, party)
        if assignment.extension_days:
            rpc = "DelegationService.DecideUnitExtension"
            yield Wait(Awaited.EXTENSION_DECISION, rpc, parent.department, due, party)
        if assignment.is_told_overdue and not assignment.stands:
            yield Wait(Awaited.UNIT_BELOW, "DelegationService.SuperviseUnit", parent.department, due, party)
        return
    if objects:
        yield _at_the_desk(Awaited.OBJECTION_RULING, "RuleOnObjection", due, party)
    if assignment.extension_days:
        yield _at_the_desk(Awaited.EXTENSION_DECISION, "DecideExtension", due, party)


def _promised(case: CaseFile | Case, timetable: Timetable) -> Iterator[Wait]:
    promise = case.promise
    if promise and promise.decide_by:
        # A dispute or a proposed end comes before the date: until then it can only be refused.
        may_agree = case.state is not CaseState.DISPUTED and case.end_proposal is None
        rpc = "SuspendCase" if may_agree else "RefuseSuspension"
        yield _at_the_desk(Awaited.SUSPENSION_DECISION, rpc, promise.decide_by, promise.owner)
    review = next_review(case, timetable)
    if promise and review:
        yield _at_the_desk(Awaited.SUSPENSION_REVIEW, "ReviewSuspension", review, promise.owner)


def _asked_leader(case: CaseFile | Case, question: LeaderQuestion, timetable: Timetable) -> Wait:
    disputed = case.state is CaseState.DISPUTED
    awaited = Awaited.DISPUTE if disputed else Awaited.INSTRUCTION
    asking = "、".join(dict.fromkeys(one.by for one in question.asked))
    due = leader_due(question, timetable)
    return Wait(awaited, "LeaderService.GiveInstruction", Role.LEADER.value, due, asking)


def _referred(case: CaseFile | Case, timetable: Timetable) -> Iterator[Wait]:
    due = follow_up_due(case, timetable)
    if due and case.referral and case.referral.reported_at:
        yield _at_the_desk(Awaited.REFERRAL_RESULT, "RecordReferralResult", due, case.referred_to)


def _owed_to(case: CaseFile | Case, caller: CallerEntry) -> Iterator[Wait]:
    if caller.tell_by:
        yield _at_the_desk(Awaited.NOTICE, "RecordNotice", caller.tell_by, case.referred_to, caller.call_id)
    if due := caller.next_contact(case.state):
        if caller.callback is CallbackState.UNREACHABLE:
            rpc = "CallerService.LeaveAnswerInWriting"
        else:
            rpc = "DeskService.RecordSatisfaction" if caller.answered else "DeskService.AnswerCaller"
        yield Wait(Awaited.CALLBACK, rpc, DUTY_OFFICE, due, call_id=caller.call_id)


def _at_the_desk(awaited: Awaited, rpc: str, due_at: datetime, party: str = "", call_id: int = 0) -> Wait:
    return Wait(awaited, f"DeskService.{rpc}", DUTY_OFFICE, due_at, party, call_id)
