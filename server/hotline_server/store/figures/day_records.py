"""What happened on a day: counted and listed for the daily overview (R5.2)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from peewee import Database

from hotline_server.domain.numbering import first_id
from hotline_server.ground.clock import begin_of, to_micros
from hotline_server.store.engine.sql import execute
from hotline_server.store.figures.day_figures import DayFigures, figures_of

_HOUR = 3_600_000_000
# What is overdue for longer than this is not looked for.
_OVERDUE_SPAN = timedelta(days=366)
_SUPERVISION = ("SUPERVISE", "RAISE_SUPERVISION")


@dataclass(frozen=True, slots=True)
class Supervised:
    """A case that was supervised: its id, the department, the act."""

    case_id: int
    department: str
    act: str


@dataclass(frozen=True, slots=True)
class DayRecords:
    """Counts in a database, a day or a few at a time; each reads the rows of those days alone."""

    database: Database

    def figures(self, day: date) -> DayFigures:
        """The cases registered on a day by how they are handled and by where they stand now."""
        return figures_of(self.database, f"{day:%Y%m%d}")

    def by_hour(self, day: date) -> list[int]:
        """How many cases were registered in each hour of a day."""
        begin = to_micros(begin_of(day))
        rows = execute(
            self.database,
            f"SELECT (registered_at - {begin}) / {_HOUR}, COUNT(*) FROM hotline_case WHERE {_in(day)} GROUP BY 1",
        )
        counts = dict(rows)
        return [int(counts.get(hour, 0)) for hour in range(24)]

    def count(self, day: date) -> int:
        """How many cases were registered on a day."""
        return int(execute(self.database, f"SELECT COUNT(*) FROM hotline_case WHERE {_in(day)}")[0][0])

    def by(self, column: str, day: date) -> Counter[str]:
        """How many cases were registered on a day, by a column of the cases' table; the empty ones left out."""
        sql = f"SELECT {column}, COUNT(*) FROM hotline_case WHERE {_in(day)} AND {column} <> '' GROUP BY 1"
        return Counter(dict(execute(self.database, sql)))

    def with_outcome(self, outcome: str, day: date, limit: int) -> list[int]:
        """The ids of cases of a day that are handled in a way, newest first."""
        sql = (
            f"SELECT id FROM hotline_case WHERE outcome = {self.database.param} AND {_in(day)} "
            f"ORDER BY id DESC LIMIT {limit}"
        )
        return [int(case_id) for (case_id,) in execute(self.database, sql, (outcome,))]

    def with_request_type(self, request_type: str, day: date, limit: int) -> list[int]:
        """The ids of cases of a day whose call is of a type, those who said most first."""
        sql = (
            f"SELECT case_id FROM call WHERE request_type = {self.database.param} AND {_in(day, 'case_id')} "
            f"ORDER BY LENGTH(content) DESC, case_id LIMIT {limit}"
        )
        return [int(case_id) for (case_id,) in execute(self.database, sql, (request_type,))]

    def overdue(self, at: datetime) -> Counter[str]:
        """How many assignments each department had not replied to by a moment, though they were due."""
        sql = (
            "SELECT department, COUNT(*) FROM assignment "
            f"WHERE deadline <= {to_micros(at)} AND deadline > {to_micros(at - _OVERDUE_SPAN)} "
            f"AND assigned_at <= {to_micros(at)} AND state NOT IN ('DECLINED', 'WITHDRAWN') "
            f"AND (replied_at IS NULL OR replied_at > {to_micros(at)}) GROUP BY department"
        )
        return Counter(dict(execute(self.database, sql)))

    def supervised(self, day: date, limit: int) -> tuple[int, list[Supervised]]:
        """How many supervisions there were on a day, and the latest of them."""
        first, end = (self._position_at(begin_of(moment)) for moment in (day, day + timedelta(days=1)))
        marks = ", ".join([self.database.param] * len(_SUPERVISION))
        where = f"position >= {first} AND position < {end} AND act IN ({marks})"
        ((count,),) = execute(self.database, f"SELECT COUNT(*) FROM log_entry WHERE {where}", _SUPERVISION)
        sql = f"SELECT case_id, department, act FROM log_entry WHERE {where} ORDER BY position DESC LIMIT {limit}"
        return int(count), [Supervised(*row) for row in execute(self.database, sql, _SUPERVISION)]

    def _position_at(self, moment: datetime) -> int:
        """The log position of the first act at or after a moment: acts are in the order of their times."""
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


def _in(day: date, column: str = "id") -> str:
    first, end = (first_id(begin_of(moment)) for moment in (day, day + timedelta(days=1)))
    return f"{column} > {first} AND {column} < {end}"
