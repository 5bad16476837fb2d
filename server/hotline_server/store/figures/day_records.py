"""Counts and lists for the daily overview (R5.2)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from peewee import Database

from hotline_server.domain.numbering import id_lower_bound
from hotline_server.ground.clock import begin_of, to_micros
from hotline_server.rulebook.decision import DUTY_OFFICE
from hotline_server.store.engine.sql import execute
from hotline_server.store.figures.day_figures import DayFigures, read_day_figures

_HOUR = 3_600_000_000
# Limits the search; assignments overdue for longer are not counted.
_OVERDUE_SPAN = timedelta(days=366)
_SUPERVISION = ("SUPERVISE", "RAISE_SUPERVISION")


@dataclass(frozen=True, slots=True)
class Supervised:
    """Act of supervision.

    Attributes:
        case_id: id of the case.
        department: department supervised.
        act: name of the act.
    """

    case_id: int
    department: str
    act: str


@dataclass(frozen=True, slots=True)
class DayRecords:
    """Queries over single days; each reads only the rows of its days."""

    database: Database

    def figures(self, day: date) -> DayFigures:
        """Count the cases registered on a day by outcome and by current state."""
        return read_day_figures(self.database, f"{day:%Y%m%d}")

    def by_hour(self, day: date) -> list[int]:
        """Count the cases registered in each hour of a day, nuisances excluded."""
        start = to_micros(begin_of(day))
        rows = execute(
            self.database,
            f"SELECT (registered_at - {start}) / {_HOUR}, COUNT(*) FROM hotline_case WHERE {_counted(day)} GROUP BY 1",
        )
        counts = dict(rows)
        return [int(counts.get(hour, 0)) for hour in range(24)]

    def count(self, day: date) -> int:
        """Count the cases registered on a day, nuisances excluded."""
        return int(execute(self.database, f"SELECT COUNT(*) FROM hotline_case WHERE {_counted(day)}")[0][0])

    def by(self, column: str, day: date) -> Counter[str]:
        """Count the cases registered on a day by a column of the case table, empty values excluded."""
        sql = f"SELECT {column}, COUNT(*) FROM hotline_case WHERE {_counted(day)} AND {column} <> '' GROUP BY 1"
        return Counter(dict(execute(self.database, sql)))

    def with_outcome(self, outcome: str, day: date, limit: int) -> list[int]:
        """Return the ids of up to ``limit`` cases of a day with the given outcome, newest first."""
        sql = (
            f"SELECT id FROM hotline_case WHERE outcome = {self.database.param} AND {_in(day)} "
            f"ORDER BY id DESC LIMIT {limit}"
        )
        return [int(case_id) for (case_id,) in execute(self.database, sql, (outcome,))]

    def with_request_type(self, request_type: str, day: date, limit: int) -> list[int]:
        """Return the ids of up to ``limit`` cases of a day with the given request type, longest content first."""
        sql = (
            f"SELECT case_id FROM call WHERE request_type = {self.database.param} AND {_in(day, 'case_id')} "
            f"ORDER BY LENGTH(content) DESC, case_id LIMIT {limit}"
        )
        return [int(case_id) for (case_id,) in execute(self.database, sql, (request_type,))]

    def overdue(self, at: datetime) -> Counter[str]:
        """Count the assignments overdue at a given time, by department."""
        sql = (
            "SELECT department, COUNT(*) FROM assignment "
            f"WHERE parent = 0 AND deadline <= {to_micros(at)} AND deadline > {to_micros(at - _OVERDUE_SPAN)} "
            f"AND assigned_at <= {to_micros(at)} AND state NOT IN ('DECLINED', 'WITHDRAWN') "
            f"AND (replied_at IS NULL OR replied_at > {to_micros(at)}) GROUP BY department"
        )
        return Counter(dict(execute(self.database, sql)))

    def supervised(self, day: date, limit: int) -> tuple[int, list[Supervised]]:
        """Return the number of supervisions of departments on a day, and up to ``limit`` of the latest."""
        first, end = (self._position_at(begin_of(moment)) for moment in (day, day + timedelta(days=1)))
        acts = ", ".join(f"'{act}'" for act in _SUPERVISION)
        # What presses the duty office itself is no supervision: it gets no notice.
        others, own = f"department <> {self.database.param}", (DUTY_OFFICE,)
        where = f"position >= {first} AND position < {end} AND act IN ({acts}) AND {others}"
        ((count,),) = execute(self.database, f"SELECT COUNT(*) FROM log_entry WHERE {where}", own)
        sql = f"SELECT case_id, department, act FROM log_entry WHERE {where} ORDER BY position DESC LIMIT {limit}"
        return int(count), [Supervised(*row) for row in execute(self.database, sql, own)]

    def _position_at(self, moment: datetime) -> int:
        """Return the log position of the first act at or after ``moment``, by binary search over the times."""
        ((last,),) = execute(self.database, "SELECT COALESCE(MAX(position), 0) FROM log_entry")
        low, high = 0, int(last) + 1
        while low < high:
            middle = (low + high) // 2
            rows = execute(
                self.database,
                f"SELECT position, at FROM log_entry WHERE position >= {middle} ORDER BY position LIMIT 1",
            )
            if not rows or rows[0][1] >= to_micros(moment):
                high = middle
            else:
                low = int(rows[0][0]) + 1
        return low


def _counted(day: date) -> str:
    return f"{_in(day)} AND NOT nuisance"


def _in(day: date, column: str = "id") -> str:
    first, end = (id_lower_bound(begin_of(moment)) for moment in (day, day + timedelta(days=1)))
    return f"{column} > {first} AND {column} < {end}"
