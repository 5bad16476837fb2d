"""Counts and lists about one matter, for special reports (R5.3)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from peewee import Database

from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.numbering import IDS_PER_DAY, id_lower_bound
from hotline_server.ground.clock import begin_of
from hotline_server.store.engine.sql import execute

_ANSWERED = f"({', '.join(repr(state.name) for state in CaseState if state.is_answered)})"


@dataclass(frozen=True, slots=True)
class Scope:
    """Filter for the cases of a special report; empty fields match everything.

    Attributes:
        first, last: inclusive range of registration dates.
        hotspot_id: hotspot the cases belong to; ``None`` for any.
        district_names: names under which the district may be recorded.
    """

    first: date
    last: date
    hotspot_id: int | None = None
    category: str = ""
    matter: str = ""
    district: str = ""
    district_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MatterCounts:
    """Totals of a special report.

    Attributes:
        people: distinct callers; those without a phone number count individually.
        open_cases: cases whose callers are not yet answered.
        urgent: urgent cases and emergencies.
    """

    cases: int
    people: int
    open_cases: int
    urgent: int


@dataclass(frozen=True, slots=True)
class MatterRecords:
    """Queries for special reports."""

    database: Database

    def counts(self, scope: Scope) -> MatterCounts:
        """Return the totals."""
        columns = (
            "COUNT(*), COUNT(DISTINCT NULLIF(caller_index, '')) + COALESCE(SUM(CASE WHEN caller_index = '' THEN 1 "
            f"ELSE 0 END), 0), COALESCE(SUM(CASE WHEN state IN {_ANSWERED} THEN 0 ELSE 1 END), 0), "
            "COALESCE(SUM(CASE WHEN urgency > 0 THEN 1 ELSE 0 END), 0)"
        )
        return MatterCounts(*map(int, self._select(columns, scope)[0]))

    def by_lead(self, scope: Scope) -> dict[str, Counter[str]]:
        """Count the cases by lead department and state."""
        found: dict[str, Counter[str]] = {}
        for lead, state, count in self._select("lead, state, COUNT(*)", scope, "GROUP BY lead, state"):
            found.setdefault(lead, Counter())[state] += count
        return found

    def by(self, column: str, scope: Scope) -> Counter[str]:
        """Count the cases by a column of the case table, empty values excluded."""
        found = self._select(f"{column}, COUNT(*)", scope, f"GROUP BY {column}")
        return Counter({value: int(count) for value, count in found if value})

    def by_day(self, scope: Scope) -> list[int]:
        """Count the cases registered on each day of the scope."""
        counts = dict(self._select(f"id / {IDS_PER_DAY}, COUNT(*)", scope, "GROUP BY 1"))
        days = [scope.first + timedelta(days=offset) for offset in range((scope.last - scope.first).days + 1)]
        return [int(counts.get(int(f"{day:%Y%m%d}"), 0)) for day in days]

    def newest(self, scope: Scope, limit: int) -> list[int]:
        """Return the ids of up to ``limit`` newest cases."""
        return [int(case_id) for (case_id,) in self._select("id", scope, f"ORDER BY id DESC LIMIT {limit}")]

    def _select(self, columns: str, scope: Scope, rest: str = "") -> list[tuple[Any, ...]]:
        first, end = id_lower_bound(begin_of(scope.first)), id_lower_bound(begin_of(scope.last + timedelta(days=1)))
        where = [f"id > {first}", f"id < {end}"]
        if scope.hotspot_id is not None:
            where.append(f"id IN (SELECT case_id FROM hotspot_case WHERE hotspot_id = {scope.hotspot_id})")
        filters = {
            "category": (scope.category,) if scope.category else (),
            "matter": (scope.matter,) if scope.matter else (),
            "district": scope.district_names,
        }
        where += [
            f"{column} IN ({', '.join([self.database.param] * len(values))})"
            for column, values in filters.items()
            if values
        ]
        sql = f"SELECT {columns} FROM hotline_case WHERE {' AND '.join(where)} {rest}"
        return execute(self.database, sql, [value for values in filters.values() for value in values])
