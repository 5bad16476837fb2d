"""Waits: what the desk is to do next in a case, and what somebody besides the handlers owes by a time (P2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from hotline_server.domain.acts.referrals import follow_up_due
from hotline_server.domain.acts.suspension import next_review, told_by, untold
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.callbacks import CallbackState
from hotline_server.domain.case import Case
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.case_query import Awaited
from hotline_server.domain.exclusion import ExclusionState
from hotline_server.domain.handover import open_handovers
from hotline_server.domain.leader_question import LeaderQuestion
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.parties import CallerEntry, Role
from hotline_server.domain.timetable import Timetable
from hotline_server.rulebook.decision import DUTY_OFFICE, Outcome

_ENDING = "DeskService.EndCase"
_CONFIRMING = {
    Outcome.DIRECT_ANSWER: "DeskService.AnswerDirectly",
    Outcome.HANDED_OVER: "DeskService.HandOverCase",
}
_BY_STATE = {
    CaseState.REPLIED: (Awaited.REPLY_REVIEW, "DeskService.ReviewReply"),
    CaseState.RESOLVED: (Awaited.ANSWER, "DeskService.AnswerCaller"),
    CaseState.ANSWERED: (Awaited.OPEN_END, "DeskService.WithdrawAssignment"),
    CaseState.CALLBACK_REVIEW: (Awaited.JUDGEMENT, "CallerService.JudgeCallback"),
}
_EXCLUDING = {
    ExclusionState.REQUESTED: (Awaited.EXCLUSION_OPINION, "ProposeExclusion"),
    ExclusionState.PROPOSED: (Awaited.EXCLUSION_REVIEW, "ReviewExclusion"),
    ExclusionState.APPEALED: (Awaited.EXCLUSION_APPEAL, "RuleOnAppeal"),
}
_WITH_DEPARTMENTS = (CaseState.ASSIGNED, CaseState.IN_PROGRESS, CaseState.RESPONDING, CaseState.REWORKING)


@dataclass(frozen=True, slots=True)
class Wait:
    """Something that somebody owes in a case.

    Attributes:
        awaited: what is owed.
        rpc: rpc that settles it, such as ``DeskService.DecideExtension``.
        owner: party that owes it, as ``CaseFile.owner`` has it.
        due_at: by when, UTC; reminders do not move it.
        party: department or line that waits for it, or is concerned; empty if none is.
        call_id: the caller's call, where one caller is concerned; otherwise 0.
    """

    awaited: Awaited
    rpc: str
    owner: str
    due_at: datetime
    party: str = ""
    call_id: int = 0


def steps(case: CaseFile | Case, timetable: Timetable) -> Iterator[Wait]:
    """Yield what the desk, or the operator who took the call, is to do next to bring a case on.

    Args:
        case: the case.
        timetable: computes the due times.
    """
    if not case.question and (step := _next_step(case, timetable)):
        yield step
    above = {assignment.parent for assignment in case.assignments if assignment.is_working}
    for assignment in case.assignments:
        owes = assignment.is_working and not assignment.stands and assignment.number not in above
        if owes and assignment.department == DUTY_OFFICE:
            yield Wait(Awaited.OWN_WORK, "DepartmentService.SubmitReply", DUTY_OFFICE, assignment.limit)


def waits(case: CaseFile | Case, timetable: Timetable) -> Iterator[Wait]:
    """Yield what is owed in a case beside its next step; nothing of what has ended.

    Args:
        case: the case.
        timetable: computes the due times.
    """
    for assignment in case.assignments:
        yield from _asked_for(case, assignment, timetable)
        if assignment.exclusion and assignment.exclusion.due_at:
            awaited, rpc = _EXCLUDING[assignment.exclusion.state]
            yield _at_the_desk(awaited, rpc, assignment.exclusion.due_at, assignment.department)
    if case.end_proposal:
        proposal = case.end_proposal
        yield _at_the_desk(Awaited.END_DECISION, "DecideEnd", proposal.due_at, proposal.department)
    yield from _promised(case, timetable)
    if case.leader_question:
        yield _asked_leader(case, case.leader_question, timetable)
    yield from _referred(case, timetable)
    if case.proposed_decision:
        in_hand = any(one.is_unfinished and one.steps_aside for one in case.assignments)
        aside = in_hand or (case.referral is not None and case.referral.steps_aside)
        rpc = "LiftRecusal" if case.accused and aside else "KeepDecision"
        yield _at_the_desk(Awaited.AMENDED_DECISION, rpc, case.proposed_decision.due_at)
    if case.question:
        yield Wait(Awaited.QUESTION_REPLY, "IntakeService.AnswerQuestion", DUTY_OFFICE, case.question.due_at)
    for handover in open_handovers(case.handovers):
        rpc = "LineService.SubmitLineResult" if handover.due_at else "LineService.AcceptHandover"
        yield Wait(Awaited.LINE, rpc, Role.LINE.value, handover.due_at or handover.accept_by, handover.line)
    for caller in case.callers:
        yield from _owed_to(case, caller)


def _next_step(case: CaseFile | Case, timetable: Timetable) -> Wait | None:
    """Return what is to be done next in the state of a case; ``None`` if that is a department's, leader's or line's."""
    if case.state in _BY_STATE:
        return _settling(case, timetable)
    limits, since = timetable.limits, case.since
    by_desk = since + limits.with_the_desk(case.urgency)
    match case.state:
        case CaseState.REGISTERED if case.awaits_confirmation:
            attended = case.owner == Role.OPERATOR.value
            due = since + timedelta(minutes=limits.confirmation_minutes) if attended else by_desk
            return Wait(Awaited.CONFIRMATION, _confirming(case), case.owner, due)
        case CaseState.REGISTERED:
            return _at_the_desk(Awaited.TRIAGE, "AssignCase", by_desk)
        case CaseState.VERIFYING:
            return _at_the_desk(
                Awaited.VERIFICATION, "VerifyEmergency", since + timedelta(minutes=limits.verify_minutes)
            )
        case CaseState.REFERRED:
            return _following_up(case, timetable)
        case state if state in _WITH_DEPARTMENTS:
            return _designating(case, timetable)
    return None


def _designating(case: CaseFile | Case, timetable: Timetable) -> Wait | None:
    """Return the designation that a case at work needs, if nobody is at work: since the last one had to step aside.

    What the desk is to judge of a case, such as an accusation, is decided with who handles it, and owed once.
    """
    working = [one for one in case.assignments if one.is_working]
    if case.proposed_decision or not all(one.steps_aside for one in working):
        return None
    since = max([case.since, *(one.standstills[-1].since for one in working)])
    due = since + timetable.limits.with_the_desk(case.urgency)
    return _at_the_desk(Awaited.DESIGNATION, "RerouteCase", due)


def _settling(case: CaseFile | Case, timetable: Timetable) -> Wait | None:
    """Return the step that has its time in the state of a case, if somebody is to take it."""
    due = timetable.step_by(case.state, case.since, emergency=case.is_emergency)
    owed = {
        CaseState.RESOLVED: case.proposed_decision is None
        and any(one.awaits_answer and not one.next_attempt for one in case.callers),
        CaseState.ANSWERED: any(one.is_unfinished for one in case.assignments),
    }
    awaited, rpc = _BY_STATE[case.state]
    return Wait(awaited, rpc, DUTY_OFFICE, due) if due and owed.get(case.state, True) else None


def _following_up(case: CaseFile | Case, timetable: Timetable) -> Wait | None:
    due, reported = _followed_up_by(case, timetable), case.referral and case.referral.reported_at
    if due is None or reported:
        return None
    return _at_the_desk(Awaited.FOLLOW_UP, "RecordReferralResult", due, case.referred_to)


def _followed_up_by(case: CaseFile | Case, timetable: Timetable) -> datetime | None:
    """Return when the desk must look at a referral; ``None`` while its department must step aside, or if none is."""
    aside = case.referral is not None and case.referral.steps_aside
    return None if aside else follow_up_due(case, timetable)


def _confirming(case: CaseFile | Case) -> str:
    """Return the rpc by which a person confirms what the rule book proposes, or declines what cannot be done now."""
    outcome = case.outcome if isinstance(case, CaseFile) else case.decision.outcome
    if outcome is Outcome.HANDED_OVER and any(one.gives_back for one in open_handovers(case.handovers)):
        # What goes back to the line it came from is handed to no other meanwhile.
        return "DeskService.DeclineProposals"
    return _CONFIRMING.get(outcome, _ENDING)


def leader_due(case: CaseFile | Case, since: datetime, timetable: Timetable) -> datetime:
    """Return by when a leader must have instructed who was asked, or reminded, at ``since``, UTC."""
    return timetable.end(timetable.limits.steps(emergency=case.is_emergency).leader, since)


def _asked_for(case: CaseFile | Case, assignment: Assignment, timetable: Timetable) -> Iterator[Wait]:
    """Yield the decisions that a department waits for: of the desk, or of whoever delegated to it."""
    if not assignment.is_working:
        return
    party, owner = assignment.department, DUTY_OFFICE
    ruling, deciding = "DeskService.RuleOnObjection", "DeskService.DecideExtension"
    if assignment.is_delegated:
        owner = next(one.department for one in case.assignments if one.number == assignment.parent)
        ruling, deciding = "DelegationService.DecideObjection", "DelegationService.DecideUnitExtension"
    if assignment.ruling_due:
        yield Wait(Awaited.OBJECTION_RULING, ruling, owner, assignment.ruling_due.by, party)
    if assignment.extension_due:
        yield Wait(Awaited.EXTENSION_DECISION, deciding, owner, assignment.extension_due.by, party)
    if assignment.is_delegated and assignment.steps_aside:
        given = next(one for one in case.assignments if one.number == assignment.parent)
        since, limits = assignment.standstills[-1].since, timetable.limits.steps(emergency=case.is_emergency)
        due = timetable.end(limits.decision, since)
        if not given.steps_aside:
            yield Wait(Awaited.UNIT_BELOW, "DelegationService.RecallAssignment", owner, due, party)
    if assignment.is_told_overdue and not assignment.stands:
        due = timetable.end(timetable.limits.steps(emergency=case.is_emergency).decision, assignment.limit)
        yield Wait(Awaited.UNIT_BELOW, "DelegationService.SuperviseUnit", owner, due, party)


def _promised(case: CaseFile | Case, timetable: Timetable) -> Iterator[Wait]:
    promise = case.promise
    if promise and promise.decide_by:
        # A dispute or a proposed end comes before the date, and an emergency or who steps aside has none.
        aside = case.accused and any(one.leads and one.steps_aside for one in case.assignments)
        may_agree = not (case.state is CaseState.DISPUTED or case.end_proposal or case.is_emergency or aside)
        rpc = "SuspendCase" if may_agree else "RefuseSuspension"
        yield _at_the_desk(Awaited.SUSPENSION_DECISION, rpc, promise.decide_by, promise.asked_by)
    review = next_review(case, timetable)
    if promise and review:
        yield _at_the_desk(Awaited.SUSPENSION_REVIEW, "ReviewSuspension", review, promise.owner)
    for caller in untold(case):
        yield _at_the_desk(Awaited.NOTICE, "RecordNotice", told_by(case, timetable), call_id=caller.call_id)


def _asked_leader(case: CaseFile | Case, question: LeaderQuestion, timetable: Timetable) -> Wait:
    disputed = case.state is CaseState.DISPUTED
    awaited = Awaited.DISPUTE if disputed else Awaited.INSTRUCTION
    asking = "、".join(dict.fromkeys(one.by for one in question.asked))
    due = leader_due(case, question.asked_at, timetable)
    return Wait(awaited, "LeaderService.GiveInstruction", Role.LEADER.value, due, asking)


def _referred(case: CaseFile | Case, timetable: Timetable) -> Iterator[Wait]:
    due = _followed_up_by(case, timetable)
    if due and case.referral and case.referral.reported_at:
        yield _at_the_desk(Awaited.REFERRAL_RESULT, "RecordReferralResult", due, case.referred_to)


def _owed_to(case: CaseFile | Case, caller: CallerEntry) -> Iterator[Wait]:
    if (due := caller.notice_due(case.state)) and not _is_lead_aside(case):
        yield _at_the_desk(Awaited.NOTICE, "RecordNotice", due, case.referred_to, caller.call_id)
    if (due := caller.next_contact(case.state)) and _may_be_called(case, caller):
        if caller.callback is CallbackState.UNREACHABLE:
            rpc = "CallerService.LeaveAnswerInWriting"
        else:
            rpc = "DeskService.RecordSatisfaction" if caller.answered else "DeskService.AnswerCaller"
        yield Wait(Awaited.CALLBACK, rpc, DUTY_OFFICE, due, call_id=caller.call_id)


def _is_lead_aside(case: CaseFile | Case) -> bool:
    """Return whether whoever is to be named to callers steps aside (R8.3); what was overdue is so still afterwards."""
    referred = case.referral is not None and case.referral.steps_aside
    return referred or any(one.leads and one.is_unfinished and one.steps_aside for one in case.assignments)


def _may_be_called(case: CaseFile | Case, caller: CallerEntry) -> bool:
    """Return whether a caller may be told a result, which nobody is before the desk has judged an amended call.

    Whoever was told it is asked about it all the same, once all are.
    """
    was_told = case.state.is_answered and caller.answered and caller.callback is not CallbackState.UNREACHABLE
    return was_told or case.proposed_decision is None


def _at_the_desk(awaited: Awaited, rpc: str, due_at: datetime, party: str = "", call_id: int = 0) -> Wait:
    return Wait(awaited, f"DeskService.{rpc}", DUTY_OFFICE, due_at, party, call_id)
