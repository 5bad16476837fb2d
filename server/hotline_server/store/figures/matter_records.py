"""All that was raised about one matter: counted and listed for a special report (R5.3)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from peewee import Database

from hotline_server.domain.lifecycle import CaseState
from hotline_server.domain.numbering import IDS_PER_DAY, first_id
from hotline_server.ground.clock import begin_of
from hotline_server.store.engine.sql import execute

_ANSWERED = f"({', '.join(repr(state.name) for state in CaseState if state.is_answered)})"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which cases a report is about: those of a hotspot, or those that a filter finds; what is empty does not narrow.

    Attributes:
        first, last: the days they were registered on, both counted in.
    """

    first: date
    last: date
    hotspot_id: int | None = None
    category: str = ""
    matter: str = ""
    district: str = ""


@dataclass(frozen=True, slots=True)
class MatterCounts:
    """How many cases there are, how many people raised them, how many are not answered or are urgent."""

    cases: int
    people: int
    open_cases: int
    urgent: int


@dataclass(frozen=True, slots=True)
class MatterRecords:
    """Counts in a database."""

    database: Database

    def counts(self, scope: Scope) -> MatterCounts:
        """The counts; a caller without a phone number counts as one person."""
        columns = (
            "COUNT(*), COUNT(DISTINCT NULLIF(caller_index, '')) + COALESCE(SUM(CASE WHEN caller_index = '' THEN 1 "
            f"ELSE 0 END), 0), COALESCE(SUM(CASE WHEN state IN {_ANSWERED} THEN 0 ELSE 1 END), 0), "
            "COALESCE(SUM(CASE WHEN urgency > 0 THEN 1 ELSE 0 END), 0)"
        )
        return MatterCounts(*map(int, self._select(columns, scope)[0]))

    def by_lead(self, scope: Scope) -> dict[str, Counter[str]]:
        """How many cases each department leads, by state."""
        found: dict[str, Counter[str]] = {}
        for lead, state, count in self._select("lead, state, COUNT(*)", scope, "GROUP BY lead, state"):
            found.setdefault(lead, Counter())[state] += count
        return found

    def by_day(self, scope: Scope) -> list[int]:
        """How many cases were registered on each day."""
        counts = dict(self._select(f"id / {IDS_PER_DAY}, COUNT(*)", scope, "GROUP BY 1"))
        days = [scope.first + timedelta(days=place) for place in range((scope.last - scope.first).days + 1)]
        return [int(counts.get(int(f"{day:%Y%m%d}"), 0)) for day in days]

    def newest(self, scope: Scope, limit: int) -> list[int]:
        """The ids of the newest cases."""
        return [int(case_id) for (case_id,) in self._select("id", scope, f"ORDER BY id DESC LIMIT {limit}")]

    def _select(self, columns: str, scope: Scope, rest: str = "") -> list[tuple[Any, ...]]:
        first, end = first_id(begin_of(scope.first)), first_id(begin_of(scope.last + timedelta(days=1)))
        where = [f"id > {first}", f"id < {end}"]
        if scope.hotspot_id is not None:
            where.append(f"id IN (SELECT case_id FROM hotspot_case WHERE hotspot_id = {scope.hotspot_id})")
        named = [(name, getattr(scope, name)) for name in ("category", "matter", "district") if getattr(scope, name)]
        where += [f"{name} = {self.database.param}" for name, _ in named]
        sql = f"SELECT {columns} FROM hotline_case WHERE {' AND '.join(where)} {rest}"
        return execute(self.database, sql, [value for _, value in named])
