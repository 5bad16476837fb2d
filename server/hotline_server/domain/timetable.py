"""Due times of a case: the rule book's time limits on the working calendar (R3.1 to R4.1)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum

from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.standstill import Standstill, stood_time
from hotline_server.domain.working_days import MAX_WORKING_DAYS, Deadline, WorkingCalendar
from hotline_server.ground.clock import CITY, local_day
from hotline_server.rulebook.decision import Urgency
from hotline_server.rulebook.limits import TimeLimits
from hotline_server.rulebook.time_limit import MOST, TimeLimit, TimeSpan, TimeUnit, working_days


class Pressure(IntEnum):
    """Step of the reminders to a department (R4.1)."""

    NONE = 0
    NUDGED = 1
    REMINDED = 2
    SUPERVISED = 3
    RAISED = 4


@dataclass(frozen=True, slots=True)
class Timetable:
    """Calculator of due times, UTC."""

    limits: TimeLimits
    calendar: WorkingCalendar

    def deadline(self, since: datetime, days: int) -> Deadline:
        """Return the deadline ``days`` working days after ``since``."""
        return self.calendar.deadline(since, days)

    def due(self, since: datetime, limit: TimeLimit, latest: datetime, extra_days: int = 0) -> Deadline:
        """Return when a reply is due, at ``latest`` at most (R3.2, R8.5).

        Calendar days end with office hours as working days do; minutes and hours run around the clock.

        Args:
            since: when it was assigned, UTC.
            limit: time for the reply.
            latest: end of the 30th working day after it was assigned first, UTC.
            extra_days: working days added by extensions.
        """
        ends = [self._end(since, span) for span in limit.spans]
        at, provisional = min(end.at for end in ends), any(end.provisional for end in ends)
        if extra_days:
            extended = self.calendar.deadline(at, extra_days)
            at, provisional = extended.at, provisional or extended.provisional
        return Deadline(min(at, latest), provisional)

    def _end(self, since: datetime, span: TimeSpan) -> Deadline:
        match span.unit:
            case TimeUnit.WORKING_DAY:
                return self.calendar.deadline(since, span.count)
            case TimeUnit.CALENDAR_DAY:
                return Deadline(self.calendar.end_of(local_day(since) + timedelta(days=span.count)), provisional=False)
            case TimeUnit.HOUR:
                return Deadline(since + timedelta(hours=span.count), provisional=False)
            case TimeUnit.MINUTE:
                return Deadline(since + timedelta(minutes=span.count), provisional=False)

    def latest(self, assigned_at: datetime, stood_days: int = 0) -> datetime:
        """Return the end of the 30th working day after an assignment, beside those on which its clock stood (R3.2)."""
        return self.calendar.deadline(assigned_at, MAX_WORKING_DAYS + stood_days).at

    def end(self, limit: TimeLimit, since: datetime) -> datetime:
        """Return when a time limit ends that counts from ``since``."""
        return min(self._end(since, span).at for span in limit.spans)

    def step_by(self, state: CaseState, since: datetime, *, emergency: bool) -> datetime | None:
        """Return when a step is due that has its time in a state; ``None`` if none has in that state.

        Once the callers are answered, an emergency has the working days that other cases have.
        """
        steps = self.limits.steps(emergency=emergency)
        match state:
            case CaseState.REPLIED:
                return self.end(steps.review, since)
            case CaseState.RESOLVED:
                return self.end(steps.answer, since)
            case CaseState.CALLBACK_REVIEW:
                return self.end(steps.judgement, since)
            case CaseState.ANSWERED:
                return self.deadline(since, self.limits.close_days).at
            case CaseState.CLOSED:
                return self.deadline(since, self.limits.archive_days).at
        return None

    def moved(self, due: datetime, since: datetime, before: WorkingCalendar) -> datetime:
        """Return a due time as many working days after ``since`` as it was before the calendar changed.

        The limits of the rule book of that time are thus kept.

        Args:
            due: due time by the calendar before, UTC.
            since: from when it counts, UTC.
            before: that calendar.
        """
        first, last = local_day(since), local_day(due)
        days = before.count(first, last)
        return due + (self.calendar.after(first, days) - last) if days else due

    def moved_acceptance(self, due: datetime, since: datetime, before: WorkingCalendar) -> datetime:
        """Return when acceptance is due that counts working time, as ``moved`` does."""
        return self.calendar.add_working_time(since, before.working_minutes(since, due))

    def stood_days(self, standstills: Sequence[Standstill]) -> int:
        """Return the working days on which a clock stood still, each counted from the day after it was stopped."""
        ended = [(local_day(one.since), local_day(one.until)) for one in standstills if one.until]
        return sum(self.calendar.count(since, until) for since, until in ended)

    def further_limit(self, latest: datetime, since: datetime, limit: TimeLimit) -> datetime:
        """Return when a further limit set at ``since`` ends.

        That is ``latest`` at most, the 30th working day after the assignment, unless that has passed (R3.2).
        """
        end = self.end(limit, since)
        return min(end, latest) if since < latest else end

    def most_days(self, latest: datetime, now: datetime) -> int:
        """Return the working days that a further limit set at ``now`` may have at most (R3.2)."""
        return self.calendar.count(local_day(now), local_day(latest)) if now < latest else MAX_WORKING_DAYS

    def accept_by(self, urgency: Urgency, now: datetime) -> datetime:
        """Return when an assignment made at ``now`` must be accepted; only normal cases wait for working hours."""
        minutes = self.limits.accept_minutes[urgency]
        if urgency is Urgency.NORMAL:
            return self.calendar.add_working_time(now, minutes)
        return now + timedelta(minutes=minutes)

    def object_by(self, now: datetime) -> datetime:
        """Return until when an assignment made at ``now`` may be objected to (R8.4)."""
        return self.deadline(now, self.limits.objection_days).at

    def exclude_by(self, now: datetime) -> datetime:
        """Return until when an exclusion from assessment may be asked for in a case closed at ``now`` (R8.11)."""
        return self.deadline(now, self.limits.exclusions.request_days).at

    def exclusion_due(self, now: datetime) -> datetime:
        """Return when the desk must have taken its next step on an exclusion."""
        return self.deadline(now, self.limits.exclusions.decision_days).at

    def appeal_by(self, now: datetime) -> datetime:
        """Return until when a refusal of ``now`` may be appealed against."""
        return self.deadline(now, self.limits.exclusions.appeal_days).at

    def delegated_by(self, limit: datetime, now: datetime, *, emergency: bool) -> datetime:
        """Return when a unit below must have replied at the latest, UTC (R8.4).

        That is some working days before the reply is due of whoever delegates to it, or where it is not due at the end
        of office hours or there are not as many days, a share of the time left. Once the reply is overdue, the unit
        below has the time that supervision gives.

        Args:
            limit: when that reply is due, UTC.
            now: current time, UTC.
            emergency: true in an emergency, whose time is counted by the clock (R2.6).
        """
        if limit <= now:
            return self.end(self.limits.steps(emergency=emergency).supervision, now)
        before = self.calendar.end_of(self.calendar.before(local_day(limit), self.limits.delegation_days))
        if limit == self.calendar.end_of(local_day(limit)) and before > now:
            return before
        return now + (limit - now) * self.limits.delegation_percent / 100

    def limit_until(self, end: datetime, since: datetime, standstills: Sequence[Standstill] = ()) -> TimeLimit:
        """Return the time that ends at ``end``: in working days if they end then, otherwise in minutes.

        Where it comes to more minutes than a limit may have, it has the working days until the end of that day.

        Args:
            end: when it ends, UTC.
            since: from when it counts, UTC.
            standstills: ended intervals in between that do not count.
        """
        days = self.calendar.count(local_day(since), local_day(end)) - self.stood_days(standstills)
        minutes = int((end - since - stood_time(standstills)).total_seconds() // 60)
        in_days = self.calendar.is_working(local_day(end)) and end == self.calendar.end_of(local_day(end))
        if days > 0 and (in_days or minutes > MOST[TimeUnit.MINUTE]):
            return working_days(min(days, MAX_WORKING_DAYS))
        return TimeLimit((TimeSpan(min(max(minutes, 1), MOST[TimeUnit.MINUTE]), TimeUnit.MINUTE),))

    def first_progress_by(self, urgency: Urgency, now: datetime) -> datetime | None:
        """Return when progress is first due after acceptance at ``now``; ``None`` if not required (R3.3)."""
        return _after(now, self.limits.first_progress_minutes.get(urgency))

    def next_progress_by(self, urgency: Urgency, now: datetime) -> datetime | None:
        """Return when progress is next due after a report at ``now``; ``None`` if not required (R3.3)."""
        return _after(now, self.limits.next_progress_minutes.get(urgency))

    def calling_time(self, moment: datetime) -> datetime:
        """Return the first time from ``moment`` on in the hours in which callers are called (R8.7)."""
        rules, local = self.limits.callbacks, moment.astimezone(CITY)
        day = local.date() + timedelta(days=local.time() >= rules.closes)
        return max(moment, datetime.combine(day, rules.opens, CITY).astimezone(UTC))

    def pressure_due(self, limit: datetime, reached: Pressure) -> datetime:
        """Return when the step after ``reached`` is due, given a time limit.

        Nudges and reminders are sent at the start of a working day, supervision at the limit.
        """
        days = {Pressure.NONE: self.limits.nudge_days, Pressure.NUDGED: self.limits.reminder_days}.get(reached)
        if days is None:
            return limit
        return self.calendar.start_of(self.calendar.before(local_day(limit), days))

    def pressure_at(self, limit: datetime, now: datetime) -> Pressure:
        """Return the step at which a limit that is set now begins: those due soon after are left out, as too early."""
        return self.pressure_passed(limit, Pressure.NONE, max(now, now + (limit - now) / _UNPRESSED))

    def pressure_passed(self, limit: datetime, reached: Pressure, now: datetime) -> Pressure:
        """Return the latest step before supervision that is due by ``now``."""
        while reached < Pressure.REMINDED and self.pressure_due(limit, reached) <= now:
            reached = Pressure(reached + 1)
        return reached


_UNPRESSED = 4
"""Part of a time limit, from its beginning, in which nobody is reminded of it."""


def remind_at(due: datetime, last: datetime | None, again: Callable[[datetime], datetime]) -> datetime:
    """Return when somebody is reminded of what is due: once it is, and from then on as long after each reminder.

    Args:
        due: when it is due, UTC, which no reminder moves.
        last: when somebody was reminded last, UTC; a reminder before it was due was of something else.
        again: returns when the reminder after one is due, UTC.
    """
    return again(last) if last and last >= due else due


def _after(now: datetime, minutes: int | None) -> datetime | None:
    return now + timedelta(minutes=minutes) if minutes else None
