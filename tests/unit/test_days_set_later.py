"""Days that are set free or worked later: every open deadline is what it had been, had they been known (R3.2, R8.6)."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date, datetime, timedelta

from hotline_server.domain.acts import changes
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.dues import next_due, run_due_acts
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import AssignmentState
from hotline_server.domain.timetable import Timetable
from hotline_server.domain.waits import steps, waits
from hotline_server.domain.working_days import WorkingCalendar
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from tests.case_files import CALENDAR, DESK, LIMITS
from tests.case_life.life import CaseLife
from tests.hotline import MONDAY, thorough

DAYS = [MONDAY.date() + timedelta(days=ahead) for ahead in range(16)]


def calendar(day: date, *, working: bool) -> WorkingCalendar:
    """Return the calendar with a day that is set free or worked."""
    return WorkingCalendar(LIMITS.opens, LIMITS.closes, {day: working})


def deadlines(file: CaseFile) -> Iterator[tuple[object, datetime | None]]:
    """Yield what is owed in a case and of whom, and until when."""
    for one in (*steps(file, file.timetable), *waits(file, file.timetable)):
        yield (one.awaited, one.owner, one.party, one.call_id), one.due_at
    for assignment in file.assignments:
        if assignment.is_working:
            named = ("deadline", "limit", "object_by", "ruling_due", "extension_due")
            yield from (((assignment.number, name), getattr(assignment, name)) for name in named)
            if assignment.state is AssignmentState.ASSIGNED:
                yield (assignment.number, "accept_by"), assignment.accept_by


def story(file: CaseFile) -> list[object]:
    """Return what has happened to a case, with what people decided in view of the deadlines of then."""
    acts = [(note.act, note.department) for note in file.notes if note.act is not Act.MOVE_DEADLINE]
    return [*acts, *[(one.allowed, one.extra_days, one.further_days) for one in file.assignments]]


class DaySetLater(CaseLife):
    """Two like cases, of which one knows of a day from the start and the other never does."""

    @initialize(day=st.sampled_from(DAYS))
    def set_day(self, day: date) -> None:
        self.before = CALENDAR
        self.after = calendar(day, working=not CALENDAR.is_working(day))
        self.like = True

    @property
    def knowing(self) -> CaseFile:
        """The case that knows of the day."""
        if not hasattr(self, "known"):
            self.known = deepcopy(self.file)
            self.known.timetable = Timetable(LIMITS, self.after)
        return self.known

    def attempt(self, act: Callable[[], object]) -> None:
        """Perform an act on both."""
        unaware, knowing, calls = self.file, self.knowing, self.calls
        super().attempt(act)
        if not self.like:
            return
        after, self.file, self.calls = self.calls, knowing, calls
        try:
            super().attempt(act)
        finally:
            self.file, self.calls = unaware, after
        self.like = story(unaware) == story(knowing)

    @rule(hours=st.integers(1, 24 * 10))
    def time_passes(self, hours: int) -> None:
        self.run_due_until(self.now + timedelta(hours=hours))

    @precondition(lambda self: next_due(self.file) is not None)
    @rule()
    def due_time_arrives(self) -> None:
        self.run_due_until(max(self.now, next_due(self.file) or self.now))

    def run_due_until(self, now: datetime) -> None:
        knowing, self.now = self.knowing, now
        for file in (self.file, knowing):
            run_due_acts(file, now)
        self.like = self.like and story(self.file) == story(knowing)

    @invariant()
    def every_deadline_moves_as_if_the_day_had_been_known(self) -> None:
        if not hasattr(self, "like") or not self.like:
            return
        moved = deepcopy(self.file)
        moved.timetable = Timetable(LIMITS, self.after)
        before = dict(deadlines(self.file))
        assert changes.recompute_deadlines(moved, self.before, DESK, self.now, "放假") == (
            before != dict(deadlines(moved))
        )
        assert dict(deadlines(moved)) == dict(deadlines(self.knowing))


TestDaySetLater = DaySetLater.TestCase
TestDaySetLater.settings = settings(max_examples=thorough(160), stateful_step_count=20)
