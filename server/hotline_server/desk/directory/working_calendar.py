"""Working calendar in force, and overriding its days."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from hotline_server.domain.acts import changes
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.parties import Actor, Role
from hotline_server.domain.working_days import WorkingCalendar
from hotline_server.ground.clock import Clock
from hotline_server.rulebook.limits import TimeLimits
from hotline_server.store.cases.case_files import CaseFiles
from hotline_server.store.directory.holidays import HolidayStore
from hotline_server.store.engine.group_commit import Writer

NAME_LIMIT = 50


class CalendarInForce:
    """Holder of the current working calendar; overrides take effect at once."""

    def __init__(self, store: HolidayStore, limits: Callable[[], TimeLimits]) -> None:
        self._store = store
        self._limits = limits
        self.reload()

    def __call__(self) -> WorkingCalendar:
        """Return the calendar in force."""
        limits = self._limits()
        return WorkingCalendar(limits.opens, limits.closes, self._days)

    def reload(self) -> None:
        """Reload the overridden days."""
        self._days = {day: working for day, (working, _) in self._store.read().items()}


@dataclass(frozen=True, slots=True)
class Holidays:
    """Overrides of days; they move the open deadlines that span them."""

    store: HolidayStore
    calendar: CalendarInForce
    files: CaseFiles
    writer: Writer
    clock: Clock

    def list(self) -> dict[date, tuple[bool, str]]:
        """Return the overridden days, each with True if it is worked, and its name."""
        return self.store.read()

    def set(self, day: str, name: str, actor: str, *, working: bool) -> int:
        """Override a day; return the number of cases with a deadline that moved.

        Raises:
            InvalidFieldsError: if the day, name or actor is missing or malformed.
        """
        violations = []
        try:
            parsed = date.fromisoformat(day)
        except ValueError:
            violations.append(FieldViolation("holiday.day", "不是日期；写法如 2027-02-08"))
        if not name.strip() or len(name) > NAME_LIMIT or not name.isprintable():
            violations.append(FieldViolation("holiday.name", f"要有 1 到 {NAME_LIMIT} 个字"))
        if not actor:
            violations.append(FieldViolation("actor", "不能为空"))
        if violations:
            raise InvalidFieldsError(violations)

        def job() -> int:
            before = self.calendar()
            self.store.set(parsed, name.strip(), working=working)
            self.calendar.reload()
            now = self.clock()
            moved = 0
            for number in self.files.spanning(parsed):
                file = self.files.load(number)
                by, reason = Actor(actor.strip(), Role.DESK), f"{day} {name.strip()}"
                if file and changes.recompute_deadlines(file, before, by, now, reason):
                    self.files.save(file, now)
                    moved += 1
            return moved

        return self.writer.write(job)
