"""When things about a case are due: the time limits of the rule book on the working calendar (R3.1 to R4.1)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from hotline_server.domain.working_days import Deadline, WorkingCalendar
from hotline_server.ground.clock import local_day
from hotline_server.rulebook.decision import Urgency
from hotline_server.rulebook.limits import TimeLimits


class Pressure(IntEnum):
    """Step that pressure on a department has reached (R4.1)."""

    NONE = 0
    NUDGED = 1
    REMINDED = 2
    SUPERVISED = 3
    RAISED = 4


@dataclass(frozen=True, slots=True)
class Timetable:
    """Due times, UTC."""

    limits: TimeLimits
    calendar: WorkingCalendar

    def deadline(self, since: datetime, days: int) -> Deadline:
        """Return the end of so many working days."""
        return self.calendar.deadline(since, days)

    def accept_by(self, urgency: Urgency, now: datetime) -> datetime:
        """Return when an assignment made now must be accepted: in working time, around the clock if it is urgent."""
        minutes = self.limits.accept_minutes[urgency]
        if urgency is Urgency.NORMAL:
            return self.calendar.in_working_time(now, minutes)
        return now + timedelta(minutes=minutes)

    def first_progress_by(self, urgency: Urgency, now: datetime) -> datetime | None:
        """Return when progress is due after an acceptance now; ``None`` if it need not be reported (R3.3)."""
        return _after(now, self.limits.first_progress_minutes.get(urgency))

    def next_progress_by(self, urgency: Urgency, now: datetime) -> datetime | None:
        """Return when progress is due again after a report now; ``None`` if it need not be."""
        return _after(now, self.limits.next_progress_minutes.get(urgency))

    def pressure_due(self, limit: datetime, reached: Pressure) -> datetime:
        """Return when the step of pressure after ``reached`` is due before a time limit.

        Nudges and reminders go out in the morning of a working day, supervision when the limit has passed.
        """
        days = {Pressure.NONE: self.limits.nudge_days, Pressure.NUDGED: self.limits.reminder_days}.get(reached)
        if days is None:
            return limit
        return self.calendar.start_of(self.calendar.before(local_day(limit), days))

    def pressure_passed(self, limit: datetime, reached: Pressure, now: datetime) -> Pressure:
        """Return the step of pressure before supervision whose time has passed by ``now``."""
        while reached < Pressure.REMINDED and self.pressure_due(limit, reached) <= now:
            reached = Pressure(reached + 1)
        return reached


def _after(now: datetime, minutes: int | None) -> datetime | None:
    return now + timedelta(minutes=minutes) if minutes else None
