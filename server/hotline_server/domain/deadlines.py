"""Deadlines of an assignment: computed, extended, limited further, and moved by the times at which its clock stands."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from hotline_server.domain.decision_due import DecisionDue
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.lifecycle.state import AssignmentState
from hotline_server.domain.parties import Designation
from hotline_server.domain.standstill import Standstill, stood_time
from hotline_server.domain.timetable import Pressure, Timetable
from hotline_server.domain.working_days import MAX_WORKING_DAYS, WorkingCalendar
from hotline_server.ground.clock import local_day
from hotline_server.rulebook.decision import Urgency
from hotline_server.rulebook.time_limit import TimeLimit, working_days

if TYPE_CHECKING:
    from hotline_server.domain.assignment import Assignment


def counted_from(assignment: "Assignment", now: datetime, timetable: Timetable) -> datetime:
    """Return from when the 30 working days count of whoever takes it over, or a part of it, at ``now`` (R3.2)."""
    until_now = [replace(one, until=one.until or now) for one in assignment.standstills]
    day = local_day(assignment.first_assigned_at)
    moved = timetable.calendar.after(day, timetable.stood_days(until_now)) - day
    return min(assignment.first_assigned_at + moved, now)


def recompute(assignment: "Assignment", timetable: Timetable) -> bool:
    """Recompute the deadline and a further limit after a change of days or holidays.

    It was never overdue if the deadline moves beyond the time by which it was held to be.

    Returns:
        True if the deadline or the limit moved.
    """
    before, follows = (assignment.deadline, assignment.limit), assignment.limit == assignment.deadline
    plain = timetable.due(
        assignment.assigned_at,
        assignment.allowed,
        timetable.latest(assignment.first_assigned_at),
        assignment.extra_days,
    )
    assignment.plain_deadline, assignment.provisional = plain.at, plain.provisional
    assignment.latest = timetable.latest(assignment.first_assigned_at, timetable.stood_days(assignment.standstills))
    assignment.deadline = min(_after_standstills(assignment, plain.at, timetable), assignment.latest)
    if follows:
        assignment.limit = assignment.deadline
    elif assignment.further_since and assignment.further_days:
        stood = timetable.stood_days([one for one in assignment.standstills if one.since >= assignment.further_since])
        assignment.limit = timetable.further_limit(
            assignment.latest, assignment.further_since, working_days(assignment.further_days + stood)
        )
    if assignment.overdue_since and assignment.overdue_since < assignment.deadline:
        assignment.overdue_since = None
    return (assignment.deadline, assignment.limit) != before


def _after_standstills(assignment: "Assignment", deadline: datetime, timetable: Timetable) -> datetime:
    """Return a deadline moved by the time in which its clock stood still before it had passed."""
    for one in assignment.standstills:
        if one.until is None or one.since > deadline:
            continue
        if assignment.allowed.is_by_the_clock:
            deadline += one.until - one.since
        elif days := timetable.stood_days([one]):
            deadline = timetable.calendar.deadline(deadline, days).at
    return deadline


def follow_calendar(assignment: "Assignment", urgency: Urgency, before: WorkingCalendar, timetable: Timetable) -> None:
    """Move all that it is due for as a change of the calendar demands.

    Args:
        assignment: the assignment.
        urgency: urgency of the case; only normal ones are accepted in working time.
        before: calendar before the change.
        timetable: computes the due times after it.
    """
    recompute(assignment, timetable)
    if assignment.state is AssignmentState.ASSIGNED and urgency is Urgency.NORMAL:
        stood = stood_time(assignment.standstills, assignment.accept_since)
        assignment.accept_by = (
            timetable.moved_acceptance(assignment.accept_by - stood, assignment.accept_since, before) + stood
        )
    if assignment.object_by:
        assignment.object_by = timetable.moved(assignment.object_by, assignment.assigned_at, before)


def check_extension(assignment: "Assignment", days: int, latest: datetime, timetable: Timetable) -> None:
    """Check that an extension of ``days`` working days keeps the total within 30 (R3.2).

    Args:
        assignment: the assignment.
        days: working days.
        latest: until when the deadline may move: the 30th working day, or the limit of whoever delegated it, UTC.
        timetable: computes the due times.

    Raises:
        InvalidFieldsError: it does not.
    """
    remaining = timetable.calendar.count(local_day(assignment.deadline), local_day(latest))
    if assignment.is_delegated:
        # What is left of the last day is something, too.
        remaining, rule = max(remaining, 1), "不能超过转派单位自己的期限"
    else:
        rule = f"交办以后总共不超过 {MAX_WORKING_DAYS} 个工作日"
    if not 1 <= days <= remaining:
        raise InvalidFieldsError([FieldViolation("working_days", f"{rule}，最多还能延 {remaining} 个")])


def grant_extension(assignment: "Assignment", now: datetime, timetable: Timetable) -> None:
    """Grant the pending extension and restart the reminders."""
    assignment.extra_days += assignment.extension_days
    assignment.extended += 1
    assignment.refuse_extension()
    recompute(assignment, timetable)
    assignment.pressure = timetable.pressure_at(assignment.limit, now)


def extend_below(assignment: "Assignment", latest: datetime, now: datetime, timetable: Timetable) -> None:
    """Grant a unit below the extension that it asked for, up to the limit of whoever delegated to it."""
    extended = timetable.calendar.deadline(assignment.deadline, assignment.extension_days).at
    change_deadline(assignment, max(assignment.deadline, min(extended, latest)), now, timetable)
    assignment.extended += 1
    assignment.refuse_extension()


def stand_still(assignment: "Assignment", now: datetime, reason: str) -> None:
    """Stop its clock; what was overdue before stays so (R8.6)."""
    assignment.note_overdue(now)
    assignment.standstills = (*assignment.standstills, Standstill(now, None, reason))


def go_on(assignment: "Assignment", now: datetime, timetable: Timetable) -> None:
    """Start its clock again; all that it is due for moves by the time in which it stood still (R8.6)."""
    *earlier, last = assignment.standstills
    assignment.standstills = (*earlier, replace(last, until=now))
    waited = now - last.since
    if assignment.state is AssignmentState.ASSIGNED:
        assignment.accept_by += now - max(last.since, assignment.accept_since)
    assignment.progress_by = assignment.progress_by and assignment.progress_by + waited
    if assignment.limit != assignment.deadline and not assignment.further_days and assignment.limit > last.since:
        assignment.limit += waited
    recompute(assignment, timetable)
    if assignment.pressure < Pressure.SUPERVISED:
        assignment.pressure = timetable.pressure_at(assignment.limit, now)


def return_for_rework(assignment: "Assignment", limit: TimeLimit, now: datetime, timetable: Timetable) -> None:
    """Set the limit of a rework, and restart the reminders (R4.2)."""
    _limit_further(assignment, limit, now, timetable)
    assignment.pressure = timetable.pressure_at(assignment.limit, now)
    assignment.reworks += 1


def supervise(assignment: "Assignment", limit: TimeLimit, now: datetime, timetable: Timetable) -> None:
    """Put the assignment under supervision with a new time limit (R4.1)."""
    _limit_further(assignment, limit, now, timetable)
    assignment.supervisions += 1
    assignment.pressure = max(Pressure.SUPERVISED, assignment.pressure)


def raise_supervision(assignment: "Assignment", limit: TimeLimit, now: datetime, timetable: Timetable) -> None:
    """Raise supervision to the next level with a new time limit."""
    supervise(assignment, limit, now, timetable)
    assignment.pressure = Pressure.RAISED


def _limit_further(assignment: "Assignment", limit: TimeLimit, now: datetime, timetable: Timetable) -> None:
    assignment.further_since, assignment.further_days = now, limit.working_days
    assignment.limit = timetable.further_limit(assignment.latest, now, limit)


def limit_below(assignment: "Assignment", limit: datetime, days: int, now: datetime, timetable: Timetable) -> None:
    """Set a further limit of a unit below, and restart its reminders.

    Args:
        assignment: the assignment.
        limit: the limit, UTC.
        days: working days until then; 0 if it is not counted in those.
        now: current time, UTC.
        timetable: computes the due times.
    """
    assignment.limit, assignment.further_since, assignment.further_days = limit, now, days
    assignment.pressure = timetable.pressure_at(limit, now)


def change_deadline(assignment: "Assignment", deadline: datetime, now: datetime, timetable: Timetable) -> None:
    """Give a unit below another deadline, and restart its reminders."""
    assignment.allowed = timetable.limit_until(deadline, assignment.assigned_at, assignment.standstills)
    assignment.limit = assignment.deadline
    recompute(assignment, timetable)
    assignment.pressure = timetable.pressure_at(assignment.limit, now)


def hasten(
    assignment: "Assignment", due: datetime, ruling: DecisionDue, urgency: Urgency, now: datetime, timetable: Timetable
) -> None:
    """Let it be due by ``due`` at the latest, and its next sign soon, now that a danger is confirmed (R2.6).

    What is overdue has a further limit, which makes it no more timely. Its objection is to be ruled on by
    ``ruling`` at the latest. There are no extensions.
    """
    if not assignment.is_working:
        return
    assignment.refuse_extension()
    assignment.ruling_due = assignment.ruling_due and assignment.ruling_due.hastened(ruling)
    if due < assignment.deadline:
        assignment.extra_days = 0
        change_deadline(assignment, due, now, timetable)
    elif assignment.limit <= now or due < assignment.limit:
        assignment.limit, assignment.further_since, assignment.further_days = due, now, 0
    if assignment.state is AssignmentState.ASSIGNED:
        assignment.accept_by, assignment.accept_since = timetable.accept_by(urgency, now), now
    else:
        assignment.progress_by = timetable.first_progress_by(urgency, now)


def relax(assignment: "Assignment", timetable: Timetable) -> None:
    """Let it be signed for as in a case without danger (R2.6)."""
    if assignment.state is AssignmentState.ASSIGNED:
        stood = stood_time(assignment.standstills, assignment.accept_since)
        assignment.accept_by = timetable.accept_by(Urgency.NORMAL, assignment.accept_since) + stood


def take_the_lead(
    assignment: "Assignment",
    designation: Designation,
    urgency: Urgency,
    now: datetime,
    timetable: Timetable,
    first: datetime,
) -> None:
    """Lead from now on, once the department has signed for it, in the time that whoever is new has.

    What was overdue stays so: it has a further limit instead. Arguments as for ``Assignment.assign``.
    """
    assignment.leads = True
    assignment.may_answer = designation.may_answer
    assignment.accept_by, assignment.accept_since, assignment.reminded_to_accept = (
        timetable.accept_by(urgency, now),
        now,
        0,
    )
    assignment.accepted_at = assignment.progress_by = None
    # What it replied as a co-handler is not the lead's reply.
    assignment.replied_at = assignment.first_replied_at = None
    if assignment.overdue_since:
        _limit_further(assignment, designation.limit, now, timetable)
    else:
        _count_anew(assignment, designation.limit, now, timetable, first)
    assignment.pressure = timetable.pressure_at(assignment.limit, now)


def _count_anew(
    assignment: "Assignment", limit: TimeLimit, now: datetime, timetable: Timetable, first: datetime
) -> None:
    """Let its time count from now; for how long clocks stood before, ``first`` already has moved."""
    assignment.assigned_at, assignment.first_assigned_at = now, first
    assignment.standstills = tuple(replace(one, since=now) for one in assignment.standstills if one.lasts)
    assignment.allowed, assignment.extra_days = limit, 0
    assignment.object_by = timetable.object_by(now)
    assignment.limit = assignment.deadline
    recompute(assignment, timetable)
