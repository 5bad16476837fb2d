"""Effects of changes of the calendar and of the directory on a case (P3, R3.2)."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from hotline_server.domain import calendar_change, deadlines
from hotline_server.domain.acts import lines
from hotline_server.domain.acts.departments import accept
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.calendar_change import CalendarChange
from hotline_server.domain.callbacks import CallbackState
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.case_query import Awaited
from hotline_server.domain.handover import open_handovers
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import AssignmentState
from hotline_server.domain.parties import DIRECTORY, SUPERVISION_SYSTEM, Actor, CallerEntry, Designation, Role
from hotline_server.domain.promise import Promise
from hotline_server.domain.timetable import Timetable
from hotline_server.domain.waits import Wait, steps, waits
from hotline_server.domain.working_days import WorkingCalendar
from hotline_server.rulebook.decision import DUTY_OFFICE


def recompute_deadlines(file: CaseFile, before: WorkingCalendar, actor: Actor, now: datetime, reason: str) -> bool:
    """Move every open deadline of a case that counts working days, as if the calendar had always been as it is now.

    Args:
        file: the case, with the calendar of now.
        before: calendar before the change.
        actor: who changed it.
        now: current time, UTC.
        reason: what changed, for the log.

    Returns:
        True if any deadline moved; the log has each that did.
    """
    working = [assignment for assignment in file.assignments if assignment.is_working]
    owed = _owed(file, replace(file.timetable, calendar=before))
    due = [(_moments(assignment), assignment.overdue_since) for assignment in working]
    asking = [(one, one.exclude_by) for one in file.assignments if one.exclude_by and not one.exclusion]
    for assignment in working:
        deadlines.follow_calendar(assignment, file.urgency, before, file.timetable)
    _follow_calendar(file, before)
    notes = len(file.notes)
    for assignment, (earlier, overdue) in zip(working, due, strict=True):
        lifted = "；期限后移，不再算逾期" if overdue and not assignment.overdue_since else ""
        _log_assignment(file, assignment, earlier, actor, now, f"{reason}{lifted}")
    for former, later in zip(owed, _owed(file, file.timetable), strict=True):
        if later.due_at != former.due_at:
            details = {"awaited": later.awaited.value}
            details |= {"before": former.due_at.isoformat(), "deadline": later.due_at.isoformat()}
            details |= {"call_id": str(later.call_id)} if later.call_id else {}
            file.act(Act.MOVE_DEADLINE, actor, now, reason, later.party, details=details)
    for one, last in asking:
        if one.exclude_by and one.exclude_by != last:
            details = {"awaited": "申请剔除", "before": last.isoformat(), "deadline": one.exclude_by.isoformat()}
            file.act(Act.MOVE_DEADLINE, actor, now, reason, one.department, details=details)
    return len(file.notes) > notes


def follow_calendar(file: CaseFile, changes: Sequence[CalendarChange], pending: Collection[int]) -> None:
    """Move the deadlines of a case that has not followed changes of the calendar yet, one after the other.

    Args:
        file: the case, with a calendar that may know the changes or not.
        changes: all that are not followed by all cases yet, oldest first.
        pending: ids of those that this case is to follow.
    """
    calendar = file.timetable.calendar
    calendar = replace(calendar, overrides=calendar_change.before(changes, calendar.overrides))
    for change in changes:
        earlier, calendar = calendar, replace(calendar, overrides=change.made(calendar.overrides))
        if change.id in pending:
            file.timetable = replace(file.timetable, calendar=calendar)
            by = Actor(change.actor, Role.DESK)
            recompute_deadlines(file, earlier, by, change.made_at, change.reason)
    file.timetable = replace(file.timetable, calendar=calendar)


def _owed(file: CaseFile, timetable: Timetable) -> list[Wait]:
    """Return what is owed by times other than those of assignments, which are logged as a whole."""
    listed = (*steps(file, timetable), *waits(file, timetable))
    return [one for one in listed if one.awaited is not Awaited.OWN_WORK]


def _moments(assignment: Assignment) -> dict[str, datetime]:
    moments = {"deadline": assignment.deadline, "limit": assignment.limit, "accept_by": assignment.accept_by}
    return moments | ({"object_by": assignment.object_by} if assignment.object_by else {})


def _log_assignment(
    file: CaseFile, assignment: Assignment, earlier: Mapping[str, datetime], actor: Actor, now: datetime, reason: str
) -> None:
    later = _moments(assignment)
    if later == earlier:
        return
    details = {name: at.isoformat() for name, at in {"before": earlier["deadline"], **later}.items()}
    file.act(Act.MOVE_DEADLINE, actor, now, reason, assignment.department, assignment, details)


def _follow_calendar(file: CaseFile, before: WorkingCalendar) -> None:
    """Move the deadlines of a case beside its assignments that count working days and are kept, not computed anew."""

    def moved(due: datetime, since: datetime | None) -> datetime:
        return file.timetable.moved(due, since or file.registered_at, before)

    def decided(due: datetime, since: datetime | None) -> datetime:
        """Return when the desk must have taken a step, which is by the clock in an emergency (R2.6)."""
        return due if file.is_emergency else moved(due, since)

    if proposal := file.end_proposal:
        file.end_proposal = replace(proposal, due_at=decided(proposal.due_at, proposal.proposed_at))
    promise, referral = file.promise, file.referral
    if promise and promise.decide_by:
        file.promise = replace(promise, decide_by=decided(promise.decide_by, promise.asked_at))
    if referral and referral.limit:
        file.referral = replace(referral, limit=moved(referral.limit, referral.limit_since))
    for handover in open_handovers(file.handovers):
        lines.follow_calendar(handover, file.timetable)
    for assignment in file.assignments:
        _follow_requests(assignment, decided)
        _follow_exclusion(assignment, file.since, moved)
    for caller in file.callers:
        if caller.tell_by:
            caller.tell_by = decided(caller.tell_by, caller.tell_since)
        _follow_writing(caller, moved)


def _follow_writing(caller: CallerEntry, moved: Callable[[datetime, datetime | None], datetime]) -> None:
    """Move by when an answer is to be left in writing for a caller who is unreachable."""
    if caller.next_attempt and caller.callback is CallbackState.UNREACHABLE:
        caller.next_attempt = moved(caller.next_attempt, caller.write_since)


def _follow_requests(assignment: Assignment, decided: Callable[[datetime, datetime], datetime]) -> None:
    """Move by when the desk, or whoever delegated, must have decided on what a department asks for."""
    if due := assignment.ruling_due:
        assignment.ruling_due = due.following(decided, assignment.assigned_at)
    if due := assignment.extension_due:
        assignment.extension_due = due.following(decided, assignment.assigned_at)


def _follow_exclusion(
    assignment: Assignment, closed_at: datetime, moved: Callable[[datetime, datetime], datetime]
) -> None:
    """Move until when a department may ask for an exclusion or appeal, and when the desk must have decided."""
    if assignment.exclude_by:
        assignment.exclude_by = moved(assignment.exclude_by, closed_at)
    if one := assignment.exclusion:
        due_at = one.due_at and moved(one.due_at, one.since)
        appeal_by = one.appeal_by and moved(one.appeal_by, one.since)
        assignment.exclusion = replace(one, due_at=due_at, appeal_by=appeal_by)


def hand_over(file: CaseFile) -> None:
    """Hand unfinished work over to the departments that do it today, with its deadlines (P3).

    The unit above stands in for one that must step aside (R8.3), or the desk if there is none.
    """
    if file.state.is_closed:
        return
    before = file.designation
    for assignment in file.assignments:
        successor = _successor(file, assignment.department)
        if assignment.is_unfinished and successor != assignment.department:
            _pass_to(file, assignment, successor)
    file.designation, file.promise = _of_today(file, before), _kept_today(file, file.promise)
    lead = file.designation.lead
    if was := file.interrupted:
        file.interrupted = replace(
            was, designation=_of_today(file, was.designation), promise=_kept_today(file, was.promise)
        )
    if file.end_proposal:
        file.end_proposal = replace(file.end_proposal, department=_successor(file, file.end_proposal.department))
    file.objected = tuple(dict.fromkeys(map(file.current, file.objected)))
    if file.leader_question:
        file.leader_question = file.leader_question.renamed(file.current)
    if file.designation != before and not file.notes:
        reason = f"{before.lead}的工作现由{lead}承担" if lead != before.lead else "协办单位的工作现由别的单位承担"
        file.act(Act.HAND_OVER, DIRECTORY, file.since, reason, department=lead, details={"before": before.lead})


def _of_today(file: CaseFile, designation: Designation) -> Designation:
    """Return a designation of those who do the work of its departments today."""
    lead = _successor(file, designation.lead)
    cohandlers = dict.fromkeys(_successor(file, name) for name in designation.cohandlers)
    return replace(designation, lead=lead, cohandlers=tuple(name for name in cohandlers if name != lead))


def _kept_today(file: CaseFile, promise: Promise | None) -> Promise | None:
    return promise and replace(
        promise, owner=_successor(file, promise.owner), asked_by=promise.asked_by and _successor(file, promise.asked_by)
    )


def _successor(file: CaseFile, department: str) -> str:
    successor = file.current(department)
    if successor == department or not file.recused.bars(successor):
        return successor
    return file.recused.above(successor) or DUTY_OFFICE


def _pass_to(file: CaseFile, assignment: Assignment, successor: str) -> None:
    if assignment.is_delegated and successor != file.current(assignment.department):
        # Whoever delegated it stays responsible, where the unit that does the work now must step aside.
        reason = f"现在承担这项工作的单位应当回避，由{_delegator(file, assignment)}另作安排"
        file.act(Act.RECALL, DIRECTORY, file.since, reason, assignment.department, assignment)
    else:
        _hand_over(file, assignment, successor)


def _delegator(file: CaseFile, assignment: Assignment) -> str:
    given = file.assignments.parent_of(assignment)
    return given.department if given else "转派单位"


def _hand_over(file: CaseFile, assignment: Assignment, successor: str) -> None:
    before, other = assignment.department, file.assignments.open(successor)
    reason = f"{before}的工作现由{successor}承担"
    if other:
        # Both parts are one department's now; it leads, if either part did.
        reason += "，两份交办合为一份"
    if other and (assignment.is_delegated or not (assignment.leads or other.is_delegated)):
        file.move(assignment, Act.WITHDRAW, DIRECTORY, file.since)
    else:
        if other:
            file.move(other, Act.WITHDRAW, DIRECTORY, file.since)
        assignment.department = successor
    file.act(Act.HAND_OVER, DIRECTORY, file.since, reason, department=successor, details={"before": before})
    if successor == DUTY_OFFICE and assignment.state is AssignmentState.ASSIGNED:
        accept(file, SUPERVISION_SYSTEM, file.since, DUTY_OFFICE)
