"""Scheduled work on a case: when it needs attention, and the automatic acts that are then due (R4.1, P2)."""

from collections.abc import Iterator
from datetime import datetime

from hotline_server.domain.acts.callers import settle_unwanted_replies
from hotline_server.domain.acts.delegation import tell_delegator
from hotline_server.domain.acts.emergencies import alarm_due, alarm_next_level, is_alarmed_for, standing_alarm
from hotline_server.domain.acts.exclusions import archived_after
from hotline_server.domain.acts.lines import handover_due, run_due_handovers
from hotline_server.domain.acts.records import archive, close, erase
from hotline_server.domain.acts.reminders import next_reminder, remind, remind_leader
from hotline_server.domain.acts.supervision import press
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.parties import SUPERVISION_SYSTEM
from hotline_server.domain.timetable import Pressure, remind_at
from hotline_server.domain.waits import leader_due
from hotline_server.rulebook.decision import Urgency


def next_due(file: CaseFile) -> datetime | None:
    """Return when the case next needs attention, UTC; ``None`` once its caller is erased."""
    dues = [next_reminder(file), _end_due(file), alarm_due(file), _leader_due(file), handover_due(file)]
    dues += [due for assignment in file.assignments for due in _assignment_dues(file, assignment)]
    return min((due for due in dues if due), default=None)


def settle(file: CaseFile) -> datetime | None:
    """End the alarm about a danger that is over, and return when the case next needs attention, UTC."""
    file.alarm = standing_alarm(file)
    return next_due(file)


def run_due_acts(file: CaseFile, now: datetime) -> None:
    """Perform every automatic act due by ``now``: remind, supervise, raise, close, archive, erase."""
    for assignment in file.assignments:
        if assignment.is_working and not assignment.stands:
            _run_for_assignment(file, assignment, now)
    danger = alarm_due(file)
    if danger and danger <= now:
        alarm_next_level(file, now)
    run_due_handovers(file, now)
    leader = _leader_due(file)
    if leader and leader <= now:
        _remind_leader(file, now)
    remind(file, now)
    end = _end_due(file)
    if end and end <= now:
        _end(file, now)


def seal(file: CaseFile, now: datetime) -> None:
    """Archive a joined case with its main one, or once what is open in it is settled."""
    file.awaits_main = False
    due = _end_due(file)
    if file.state is CaseState.CLOSED and due and due <= now:
        archive(file, SUPERVISION_SYSTEM, now, f"随并入的工单 {file.joined_into} 归档")


def _end_due(file: CaseFile) -> datetime | None:
    """Return when the case itself comes to its end, or nearer to it, UTC: nobody is to do anything but the system."""
    if _wants_no_reply(file):
        return file.since
    if file.state is CaseState.ARCHIVED:
        return None if file.erased else file.since + file.retention
    if file.state not in _SETTLED or file.question or file.proposed_decision:
        # It is neither closed nor archived before somebody has asked, or judged.
        return None
    if file.joined_into and not file.awaits_main:
        return archived_after(file, file.since)
    if any(caller.next_contact(file.state) for caller in file.callers):
        return None
    if file.state is CaseState.ANSWERED and (file.assignments.unfinished or handover_due(file)):
        return None
    due = file.timetable.step_by(file.state, file.since, emergency=file.is_emergency)
    if due is None or file.state is CaseState.ANSWERED:
        return due
    again = file.timetable.limits.archive_days
    due = remind_at(due, file.reminders.get(_ARCHIVING), lambda last: file.timetable.deadline(last, again).at)
    return archived_after(file, due)


def _wants_no_reply(file: CaseFile) -> bool:
    nobody_waits = not any(caller.awaits_answer for caller in file.callers)
    return file.state is CaseState.RESOLVED and nobody_waits and not file.proposed_decision


def _end(file: CaseFile, now: datetime) -> None:
    match file.state:
        case CaseState.RESOLVED:
            settle_unwanted_replies(file, now)
        case CaseState.ANSWERED:
            close(file, SUPERVISION_SYSTEM, now, "答复以后到了办结的时候")
        case CaseState.CLOSED if file.awaits_main:
            # It is archived with the case that it was joined into; until then nobody has to do anything.
            file.reminders[_ARCHIVING] = now
        case CaseState.CLOSED:
            archive(file, SUPERVISION_SYSTEM, now, "办结后到了归档的时候")
        case CaseState.ARCHIVED:
            erase(file, SUPERVISION_SYSTEM, now)


def _leader_due(file: CaseFile) -> datetime | None:
    """Return when a leader must be reminded of a question, UTC."""
    question = file.leader_question
    if question is None:
        return None
    due = leader_due(file, question.asked_at, file.timetable)
    return remind_at(due, question.reminded_at, lambda last: leader_due(file, last, file.timetable))


def _remind_leader(file: CaseFile, now: datetime) -> None:
    """Remind of a question to a leader whoever is next in line by the roster; in the end the last one again."""
    question, posts = file.leader_question, file.timetable.limits.leader_posts
    if question is None:
        return
    remind_leader(file, posts[min(question.reminders, len(posts) - 1)], now, "请示还没有批示")
    file.leader_question = question.reminded(now)


def _assignment_dues(file: CaseFile, assignment: Assignment) -> Iterator[datetime]:
    """Yield the times at which an assignment needs attention, UTC."""
    yield from assignment.dues(file.timetable)
    # Signs that departments owe in an emergency are seen to by its alarms, level by level.
    if not is_alarmed_for(file, assignment) and (due := assignment.nudge_due(_reminding(file), file.timetable)):
        yield due


def _reminding(file: CaseFile) -> Urgency:
    """Return the urgency by which departments are reminded of signs: that of any case once a danger is over (R2.6)."""
    return file.urgency if file.has_danger or not file.is_emergency else Urgency.NORMAL


def _nudge(file: CaseFile, assignment: Assignment, now: datetime) -> None:
    file.act(Act.NUDGE, SUPERVISION_SYSTEM, now, assignment.missing_sign, assignment.department, assignment)
    assignment.nudge(now)


def _run_for_assignment(file: CaseFile, assignment: Assignment, now: datetime) -> None:
    sign = assignment.nudge_due(_reminding(file), file.timetable)
    if sign and sign <= now and not is_alarmed_for(file, assignment):
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


def _tell_overdue(file: CaseFile, below: Assignment, now: datetime) -> None:
    """Tell a unit below, and whoever delegated to it, once that its reply is overdue; the desk is not told."""
    if below.pressure >= Pressure.SUPERVISED:
        return
    file.act(Act.NUDGE, SUPERVISION_SYSTEM, now, "超过转派的期限没有回复", below.department, below)
    tell_delegator(file, below, now, f"{below.department}超过转派的期限没有回复，请督办、收回或者另作安排")
    below.tell_overdue()


_SETTLED = (CaseState.ANSWERED, CaseState.CLOSED)
_REMINDERS = {
    Pressure.NUDGED: (Act.NUDGE, "快到期了"),
    Pressure.REMINDED: (Act.REMIND, "即将到期"),
}
_ARCHIVING = "ARCHIVE"
"""Name under which it is kept when a closed case was last looked at that cannot be archived yet."""
