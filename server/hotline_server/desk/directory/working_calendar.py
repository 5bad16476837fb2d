"""Working calendar in force, and overriding its days."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from hotline_server.desk.setting_aside import SettingAside, affects_everything
from hotline_server.domain.calendar_change import CalendarChange
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.stuck import Job
from hotline_server.domain.working_days import WorkingCalendar
from hotline_server.ground.characters import is_one_line
from hotline_server.ground.clock import Clock
from hotline_server.rulebook.limits import TimeLimits
from hotline_server.store.cases.calendar_moves import CalendarMoves
from hotline_server.store.cases.case_files import CaseFiles
from hotline_server.store.cases.changes import Change
from hotline_server.store.directory.holidays import HolidayStore
from hotline_server.store.engine.group_commit import Writer

NAME_LIMIT = 50
# Cases whose deadlines move in one transaction, so that calls do not wait for all of them.
BATCH = 20


class CalendarInForce:
    """Holder of the current working calendar; overrides take effect at once."""

    def __init__(self, store: HolidayStore, moves: CalendarMoves, limits: Callable[[], TimeLimits]) -> None:
        self._store = store
        self._moves = moves
        self._limits = limits
        self.reload()

    def __call__(self) -> WorkingCalendar:
        """Return the calendar in force."""
        limits = self._limits()
        return WorkingCalendar(limits.opens, limits.closes, self._days)

    def changes(self) -> tuple[CalendarChange, ...]:
        """Return the changes that some cases have not followed yet, oldest first."""
        return self._changes

    def reload(self) -> None:
        """Reload the overridden days, and the changes that are under way."""
        days = {day: working for day, (working, _) in self._store.read().items()}
        # Read after the days: whoever knows a change must know that cases are still to follow it.
        self._changes = self._moves.changes()
        self._days = days


@dataclass(frozen=True, slots=True)
class MovingDeadlines:
    """Moves the deadlines of open cases that are to follow a change of the calendar, a few in each transaction."""

    files: CaseFiles
    moves: CalendarMoves
    calendar: CalendarInForce
    aside: SettingAside
    writer: Writer
    clock: Clock

    def some(self) -> bool:
        """Move those of the next few cases; return True if there may be more."""
        for number in self.aside.due(Job.MOVING_DEADLINES, 1):
            self._attempt(number)
            return True
        return self.next_few() is not None

    def next_few(self) -> int | None:
        """Move the deadlines of the next few cases; return in how many any moved, ``None`` once there are no more."""
        held = self.aside.held(Job.MOVING_DEADLINES)
        try:
            return self.writer.write(lambda: self._batch(self.moves.next(BATCH, held)))
        except Exception as error:
            if affects_everything(error):
                raise
        # One by one, so that a bad case keeps no other; it waits for its next attempt from then on.
        numbers = self.moves.next(BATCH, held)
        return sum(self._attempt(number) for number in numbers) if numbers else None

    def _attempt(self, number: str) -> bool:
        work = partial(self.writer.write, partial(self._batch, [number]))
        return self.aside.attempt(Job.MOVING_DEADLINES, number, work)

    def _batch(self, numbers: Sequence[str]) -> int | None:
        if not numbers:
            return None
        # Another server may have set a further day a moment ago.
        self.calendar.reload()
        files, now = self.files.load_all(numbers).values(), self.clock()
        changed = [file for file in files if file.notes]
        moved = sum(any(note.act is Act.MOVE_DEADLINE for note in file.notes) for file in changed)
        self.files.save_all([Change(file, now) for file in changed])
        self.moves.settle(numbers, max((change.id for change in self.calendar.changes()), default=0))
        return moved


@dataclass(frozen=True, slots=True)
class Holidays:
    """Overrides of days; the open deadlines that span them move."""

    store: HolidayStore
    calendar: CalendarInForce
    files: CaseFiles
    moving: MovingDeadlines
    writer: Writer
    clock: Clock

    def list(self) -> dict[date, tuple[bool, str]]:
        """Return the overridden days, each with True if it is worked, and its name."""
        return self.store.read()

    def set(self, day: str, name: str, actor: str, *, working: bool) -> int:
        """Override a day; return the number of cases with a deadline that moved.

        The day holds from now on, and no act on a case comes before its deadlines have followed; a server that is
        killed meanwhile, or another one, goes on.

        Raises:
            InvalidFieldsError: if the day, name or actor is missing or malformed.
        """
        violations = []
        try:
            parsed = date.fromisoformat(day)
        except ValueError:
            violations.append(FieldViolation("holiday.day", "不是日期；写法如 2027-02-08"))
        if not name.strip() or len(name) > NAME_LIMIT or not is_one_line(name):
            violations.append(FieldViolation("holiday.name", f"要有 1 到 {NAME_LIMIT} 个字"))
        if not actor:
            violations.append(FieldViolation("actor", "不能为空"))
        if violations:
            raise InvalidFieldsError(violations)

        def job() -> None:
            was = self.store.read().get(parsed)
            change = CalendarChange(
                id=0,
                day=parsed,
                was=was and was[0],
                working=working,
                name=name.strip(),
                actor=actor.strip(),
                made_at=self.clock(),
            )
            self.store.set(parsed, change.name, working=working)
            self.moving.moves.begin(change, self.files.spanning(parsed))
            self.calendar.reload()

        self.writer.write(job)
        moved = 0
        while (more := self.moving.next_few()) is not None:
            moved += more
        self.calendar.reload()
        return moved
