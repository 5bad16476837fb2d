"""The steps of pressure before a time limit: when the next is due, and which are passed over (R4.1)."""

from datetime import datetime

from hotline_server.domain.assignment import Assignment, Pressure
from hotline_server.domain.working_days import WorkingCalendar
from hotline_server.ground.clock import local_day
from hotline_server.rulebook.limits import TimeLimits


def pressure_due(assignment: Assignment, limits: TimeLimits, calendar: WorkingCalendar) -> datetime:
    """When the next step is due, UTC: nudges and letters in the morning of a working day."""
    last_day = local_day(assignment.limit)
    if assignment.pressure is Pressure.NONE:
        return calendar.start_of(calendar.before(last_day, limits.nudge_days))
    if assignment.pressure is Pressure.NUDGED:
        return calendar.start_of(calendar.before(last_day, limits.reminder_days))
    return assignment.limit


def skip_pressure(assignment: Assignment, limits: TimeLimits, calendar: WorkingCalendar, now: datetime) -> None:
    """Pass over the nudge and the letter where the time limit is too short for them."""
    while assignment.pressure < Pressure.REMINDED and pressure_due(assignment, limits, calendar) <= now:
        assignment.pressure = Pressure(assignment.pressure + 1)
