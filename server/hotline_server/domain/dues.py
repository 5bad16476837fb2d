"""Scheduled work on a case: when it needs attention, and the automatic acts that are then due (R4.1, P2)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from hotline_server.domain.acts.amendments import remind_of_decision
from hotline_server.domain.acts.callers import settle_unwanted_replies
from hotline_server.domain.acts.contacts import notices_due, remind_of_notices
from hotline_server.domain.acts.delegation import tell_delegator
from hotline_server.domain.acts.emergencies import alarm_due, alarm_next_level, is_alarmed_for
from hotline_server.domain.acts.ends import remind_of_proposal
from hotline_server.domain.acts.exclusions import archived_after, remind_of_exclusions
from hotline_server.domain.acts.lines import handover_due, run_due_handovers
from hotline_server.domain.acts.records import archive, close, erase
from hotline_server.domain.acts.referrals import follow_up_due, remind_of_referral
from hotline_server.domain.acts.supervision import press
from hotline_server.domain.acts.suspension import attention_due, remind_of_request
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState, ObjectionState
from hotline_server.domain.parties import SUPERVISION_SYSTEM, Role
from hotline_server.domain.timetable import Pressure
from hotline_server.domain.waits import leader_due


def next_due(file: CaseFile) -> datetime | None:
    """Return when the case next needs attention, UTC; ``None`` once its caller is erased."""
    dues = [_own_due(file), alarm_due(file), _leader_due(file), handover_due(file), notices_due(file)]
    dues += [proposal.due_at for proposal in (file.end_proposal, file.proposed_decision) if proposal]
    dues += [file.promise.decide_by if file.promise else None]
    dues += [one.exclusion.due_at for one in file.assignments if one.exclusion]
    dues += [due for assignment in file.assignments for due in _assignment_dues(file, assignment)]
    return min((due for due in dues if due), default=None)


def run_due_acts(file: CaseFile, now: datetime) -> None:
    """Perform every automatic act due by ``now``: remind, supervise, raise, close, archive, erase."""
    for assignment in file.assignments:
        if assignment.is_working:
            _run_for_assignment(file, assignment, now)
    remind_of_proposal(file, now)
    remind_of_request(file, now)
    remind_of_decision(file, now)
    remind_of_notices(file, now)
    remind_of_exclusions(file, now)
    danger = alarm_due(file)
    if danger and danger <= now:
        alarm_next_level(file, now)
    run_due_handovers(file, now)
    leader = _leader_due(file)
    if leader and leader <= now:
        _remind_leader(file, now)
    own = _own_due(file)
    if own and own <= now:
        _run_own(file, now)


def _own_due(file: CaseFile) -> datetime | None:
    """Return when the case itself, apart from its assignments, needs attention, UTC."""
    since, limits = file.reminded_at or file.since, file.timetable.limits
    if due := attention_due(file, file.timetable) or _callers_due(file) or follow_up_due(file, file.timetable):
        return due
    if file.state in _SETTLED and (file.question or file.proposed_decision):
        # It is neither closed nor archived before somebody has asked, or judged.
        return None
    if step_by := file.timetable.step_by(file.state, since):
        return archived_after(file, step_by) if file.state is CaseState.CLOSED else step_by
    if file.state.awaits_leader or file.state is CaseState.HANDED_OVER or alarm_due(file):
        return None
    if file.state is CaseState.ARCHIVED:
        return None if file.erased else since + file.retention
    if file.state is not CaseState.REGISTERED and any(a.is_working and not a.steps_aside for a in file.assignments):
        return None
    if file.owner == Role.OPERATOR.value:
        return since + timedelta(minutes=limits.confirmation_minutes)
    return since + timedelta(minutes=limits.desk_minutes)


def _callers_due(file: CaseFile) -> datetime | None:
    """Return when something is due that concerns single callers, UTC."""
    if _wants_no_reply(file):
        return file.since
    return _callback_due(file) if file.state in _CALLED_IN else None


def _wants_no_reply(file: CaseFile) -> bool:
    return file.state is CaseState.RESOLVED and not any(caller.awaits_answer for caller in file.callers)


def _callback_due(file: CaseFile) -> datetime | None:
    """Return when the next caller is to be called or written to (R8.7), or the desk reminded of it again, UTC."""
    contacts = (caller.next_contact(file.state) for caller in file.callers)
    due = min((contact for contact in contacts if contact), default=None)
    if due and file.reminded_at and file.reminded_at >= due:
        return file.timetable.deadline(file.reminded_at, file.timetable.limits.callbacks.writing_days).at
    return due


def _run_own(file: CaseFile, now: datetime) -> None:
    if _wants_no_reply(file):
        settle_unwanted_replies(file, now)
    elif file.state in _CALLED_IN and _callback_due(file):
        _remind(file, now, _caller_reason(file))
    elif file.state is CaseState.CLOSED and file.awaits_main:
        # It is archived with the case that it was joined into; until then nobody has to do anything.
        file.reminded_at = now
    elif file.state is CaseState.ANSWERED and not file.assignments.unfinished and handover_due(file) is None:
        close(file, SUPERVISION_SYSTEM, now, "已答复，没有新的情况")
    elif file.state is CaseState.ARCHIVED:
        erase(file, SUPERVISION_SYSTEM, now)
    elif file.state is CaseState.CLOSED:
        archive(file, SUPERVISION_SYSTEM, now, "办结后到了归档的时候")
    elif file.state is CaseState.REFERRED:
        remind_of_referral(file, now)
    else:
        _remind(file, now, _reminder_reason(file))


def _caller_reason(file: CaseFile) -> str:
    if file.state is CaseState.RESOLVED:
        return "还有来电人没有联系上，请再联系或书面告知"
    waits = any(caller.awaits_answer for caller in file.callers)
    return "来电人要求回复，请告知办理结果" if waits else "到了回访来电人的时候"


def _remind(file: CaseFile, now: datetime, reason: str) -> None:
    file.act(Act.REMIND_DESK, SUPERVISION_SYSTEM, now, reason)
    file.reminded_at, file.attended = now, False


def _reminder_reason(file: CaseFile) -> str:
    reason = _REMINDER_REASONS[file.state]
    if reason == _WITHOUT_DEPARTMENTS and any(one.steps_aside for one in file.assignments):
        # Departments read this, and are not told who is accused.
        return "登记更正以后没有单位在办，请研判由谁办理"
    if file.awaits_confirmation:
        return _END_UNCONFIRMED if file.proposed_end else _UNCONFIRMED
    return reason


def _leader_due(file: CaseFile) -> datetime | None:
    """Return when a leader must be reminded of a question, UTC."""
    question = file.leader_question
    return leader_due(file, question, file.timetable) if question else None


def _remind_leader(file: CaseFile, now: datetime) -> None:
    """Remind of a question to a leader whoever is next in line by the roster; in the end the last one again."""
    question, posts = file.leader_question, file.timetable.limits.leader_posts
    if question is None:
        return
    post = posts[min(question.reminders, len(posts) - 1)]
    details = {"post": post, "told": "、".join(file.contacts_on_duty(post, now))}
    file.act(Act.REMIND_LEADER, SUPERVISION_SYSTEM, now, f"请示还没有批示，提醒{post}", details=details)
    file.leader_question = question.reminded(now)


def _assignment_dues(file: CaseFile, assignment: Assignment) -> Iterator[datetime]:
    """Yield the times at which an assignment needs attention, UTC."""
    yield from assignment.dues(file.timetable)
    # Signs that departments owe in an emergency are seen to by its alarms, level by level.
    if assignment.sign_by and not is_alarmed_for(file, assignment):
        yield assignment.sign_by


def _nudge(file: CaseFile, assignment: Assignment, now: datetime) -> None:
    file.act(Act.NUDGE, SUPERVISION_SYSTEM, now, assignment.missing_sign, assignment.department, assignment)
    if assignment.state is AssignmentState.ASSIGNED:
        assignment.remind_to_accept(file.urgency, now, file.timetable)
    else:
        assignment.expect_progress(file.urgency, now, file.timetable)


def _run_for_assignment(file: CaseFile, assignment: Assignment, now: datetime) -> None:
    if assignment.decide_by and assignment.decide_by <= now:
        _remind_to_decide(file, assignment, now)
    if assignment.stands:
        return
    if assignment.sign_by and assignment.sign_by <= now and not is_alarmed_for(file, assignment):
        _nudge(file, assignment, now)
    if assignment.limit <= now and assignment.is_delegated:
        _tell_overdue(file, assignment, now)
        return
    if assignment.limit <= now:
        raised = assignment.pressure >= Pressure.SUPERVISED
        act = Act.RAISE_SUPERVISION if raised else Act.SUPERVISE
        press(file, assignment, act, SUPERVISION_SYSTEM, now, "超过时限没有回复")
        return
    # After downtime only the latest step due is taken.
    reached = file.timetable.pressure_passed(assignment.limit, assignment.pressure, now)
    if reached > assignment.pressure:
        assignment.pressure = reached
        act, reason = _REMINDERS[reached]
        file.act(act, SUPERVISION_SYSTEM, now, reason, assignment.department, assignment)


def _remind_to_decide(file: CaseFile, assignment: Assignment, now: datetime) -> None:
    """Remind the desk, or whoever delegated an assignment, of what waits for its decision."""
    objects = assignment.objection_state is ObjectionState.PENDING
    if assignment.is_delegated:
        asked = "申请的延期还没有答复" if assignment.extension_days else "仍没有回复，请督办、收回或者另作安排"
        reason = "对转派的异议还没有裁定" if objects else asked
        tell_delegator(file, assignment, now, f"{assignment.department}{reason}")
    else:
        reason = f"{assignment.department}{'提出的异议' if objects else '申请的延期'}还没有答复"
        file.act(Act.REMIND_DESK, SUPERVISION_SYSTEM, now, reason, assignment.department)
    assignment.expect_decision(now, file.timetable)


def _tell_overdue(file: CaseFile, below: Assignment, now: datetime) -> None:
    """Tell a unit below, and whoever delegated to it, once that its reply is overdue; the desk is not told."""
    if below.pressure >= Pressure.SUPERVISED:
        return
    file.act(Act.NUDGE, SUPERVISION_SYSTEM, now, "超过转派的期限没有回复", below.department, below)
    tell_delegator(file, below, now, f"{below.department}超过转派的期限没有回复，请督办、收回或者另作安排")
    below.tell_overdue(now, file.timetable)


_SETTLED = (CaseState.ANSWERED, CaseState.CLOSED)
_CALLED_IN = (CaseState.RESOLVED, *_SETTLED)
_REMINDERS = {
    Pressure.NUDGED: (Act.NUDGE, "快到期了"),
    Pressure.REMINDED: (Act.REMIND, "明天到期"),
}
_UNCONFIRMED = "拟答的政策等人确认"
_END_UNCONFIRMED = "拟定的分类处理等人确认"
_WITHOUT_DEPARTMENTS = "没有部门在办"
_REMINDER_REASONS = {
    CaseState.REGISTERED: "等值班室研判",
    CaseState.RESPONDING: "没有部门在处置",
    CaseState.ASSIGNED: _WITHOUT_DEPARTMENTS,
    CaseState.IN_PROGRESS: _WITHOUT_DEPARTMENTS,
    CaseState.REWORKING: _WITHOUT_DEPARTMENTS,
    CaseState.SUSPENDED: "暂缓的事项要告知来电人，到了复查或承诺的日期要看有没有做到",
    CaseState.REPLIED: "部门已回复，等审核",
    CaseState.RESOLVED: "有结果了，等答复群众",
    CaseState.ANSWERED: "已答复，还有交办、移交没有了结",
    CaseState.CALLBACK_REVIEW: "来电人不满意，等值班室研判",
}
