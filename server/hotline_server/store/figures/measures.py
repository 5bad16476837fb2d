"""Performance figures of departments, and the cases behind each figure.

Each figure is defined by a single SQL condition, so that counts and lists always agree.
"""

from collections import Counter
from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from peewee import Database, SqliteDatabase
from pydantic_core import from_json

from hotline_server.domain.directory.attribution import Share
from hotline_server.domain.exclusion import ExclusionOutcome, ExclusionState
from hotline_server.domain.measures import Counts, Figure
from hotline_server.domain.numbering import IDS_PER_DAY, id_lower_bound
from hotline_server.domain.survey import ContactResult, SurveyAnswer
from hotline_server.ground.clock import to_micros
from hotline_server.store.engine.sql import execute

# Maximum time from registration to an assignment or survey; limits the search.
SPAN = timedelta(days=400)
_LIVE = "a.state NOT IN ('DECLINED', 'WITHDRAWN')"
# While the department waits as it was told, its clock stands still (R8.6).
_CLOCK = "COALESCE(a.stands_since, {now})"
# Stays with the department when the assignment is taken from it.
_WAS_OVERDUE = "a.overdue_since < {now}"
_ASSIGNMENT_FIGURES = {
    Figure.ASSIGNED: "1 = 1",
    Figure.ACCEPTANCE_DUE: (
        f"{_LIVE} AND (a.accepted_at IS NOT NULL OR a.reminded_to_accept > 0 OR a.accept_by <= {{now}})"
    ),
    Figure.ACCEPTED_IN_TIME: f"{_LIVE} AND a.accepted_at <= a.accept_by AND a.reminded_to_accept = 0",
    Figure.REPLY_DUE: f"({_LIVE} AND (a.first_replied_at IS NOT NULL OR a.deadline <= {_CLOCK})) OR {_WAS_OVERDUE}",
    Figure.REPLIED_IN_TIME: f"{_LIVE} AND a.first_replied_at <= a.deadline AND a.overdue_since IS NULL",
    Figure.REPLIED: f"{_LIVE} AND a.first_replied_at IS NOT NULL",
    Figure.REWORKED: f"{_LIVE} AND a.reworks > 0",
    Figure.EXTENDED: f"{_LIVE} AND a.extended > 0",
    Figure.OVERDUE: f"({_LIVE} AND COALESCE(a.first_replied_at, {_CLOCK}) > a.deadline) OR {_WAS_OVERDUE}",
    Figure.OVERDUE_IN_ALL: (
        f"({_LIVE} AND COALESCE(a.first_replied_at, {{now}}) > a.plain_deadline) OR {_WAS_OVERDUE}"
    ),
    Figure.STOOD_STILL: f"{_LIVE} AND a.standstills <> '[]'",
    Figure.SUPERVISED: f"{_LIVE} AND a.supervisions > 0",
    Figure.DELEGATED: "a.delegations > 0",
    Figure.OBJECTED: "a.objection_state <> 'NONE'",
    Figure.DECLINED: "a.state = 'DECLINED'",
    Figure.REFUSED_OBJECTION: "a.objection_state = 'REFUSED'",
}
_YES, _NO = (f"'{answer.value}'" for answer in (SurveyAnswer.YES, SurveyAnswer.NO))
_SURVEY_FIGURES = {
    Figure.ASKED: "1 = 1",
    Figure.RESPONSE_ANSWERED: f"a.responded IN ({_YES}, {_NO})",
    Figure.RESPONDED: f"a.responded = {_YES}",
    Figure.RESOLUTION_ANSWERED: f"a.resolved IN ({_YES}, {_NO})",
    Figure.RESOLVED: f"a.resolved = {_YES}",
    Figure.SATISFACTION_ANSWERED: f"a.satisfied IN ({_YES}, {_NO})",
    Figure.SATISFIED: f"a.satisfied = {_YES}",
}
_PROMISE_FIGURES = {
    Figure.PROMISED: "1 = 1",
    Figure.PROMISE_KEPT: "a.kept = '是'",
    Figure.PROMISE_BROKEN: "a.kept = '否'",
    Figure.PROMISE_OPEN: "a.is_open = 1",
}
# The matter is read only where it decides whose work it is today.
_ALL_ASSIGNMENTS = """
SELECT s.*, CASE WHEN s.department IN ({split})
  THEN (SELECT c.matter FROM hotline_case c WHERE c.id = s.case_id AND c.id > {first} AND c.id < {end}) ELSE '' END
  AS matter
FROM assignment s
WHERE s.case_id > {first} AND s.case_id < {end} AND s.assigned_at >= {since} AND s.assigned_at < {before}
"""
_NUISANCES = "SELECT n.id FROM hotline_case n WHERE n.nuisance AND n.id > {first} AND n.id < {end}"
_ASSIGNMENTS = f"{_ALL_ASSIGNMENTS} AND s.exclusion_state <> 'EXCLUDED' AND s.case_id NOT IN ({_NUISANCES})"
_ASSESSED = "AND NOT c.nuisance AND NOT {excluded}"
_RECORDED_FOR = "COALESCE(NULLIF(l.department, ''), c.lead)"
_LEFT_OUT = (
    "EXISTS (SELECT 1 FROM assignment x WHERE x.case_id = l.case_id AND x.exclusion_state = 'EXCLUDED' "
    f"AND x.department = {_RECORDED_FOR})"
)
# Of each caller, the first survey that reached them counts for each handling of the matter, so that no later answer
# replaces an earlier one. Entries of old logs lack the contact, the call, the handling and the department.
_SURVEYS = """
SELECT c.id AS case_id, {department} AS department,
CASE WHEN {department} IN ({split}) THEN c.matter ELSE '' END AS matter,
{responded} AS responded, {resolved} AS resolved, {satisfied} AS satisfied, 0 AS parent
FROM log_entry l JOIN hotline_case c ON c.id = l.case_id
WHERE l.case_id > {first} AND l.case_id < {end} AND l.act = 'RECORD_SATISFACTION' AND {department} <> ''
AND NOT c.nuisance AND NOT {excluded}
AND l.at >= {since} AND l.at < {before} AND l.sequence = (
  SELECT MIN(m.sequence) FROM log_entry m
  WHERE m.case_id = l.case_id AND m.act = 'RECORD_SATISFACTION' AND {reached} AND {same}
)
"""
# Each promise that the desk agreed to, with the act by which its suspension ended (R8.6).
_PROMISES = """
SELECT c.id AS case_id, l.department, CASE WHEN l.department IN ({split}) THEN c.matter ELSE '' END AS matter,
{kept} AS kept, CASE WHEN e.sequence IS NULL THEN 1 ELSE 0 END AS is_open, 0 AS parent
FROM log_entry l JOIN hotline_case c ON c.id = l.case_id
LEFT JOIN log_entry e ON e.case_id = l.case_id AND e.sequence = (
  SELECT MIN(m.sequence) FROM log_entry m WHERE m.case_id = l.case_id AND m.sequence > l.sequence
  AND m.from_state = 'SUSPENDED' AND m.to_state <> 'SUSPENDED'
)
WHERE l.case_id > {first} AND l.case_id < {end} AND l.act = 'SUSPEND' AND NOT c.nuisance AND NOT {excluded}
AND l.at >= {since} AND l.at < {before}
"""
# Work on what the desk marked as a nuisance or left out at the department's request.
_EXCLUDED_FIGURES = {Figure.EXCLUDED: "1 = 1"}
_EXCLUDED = f"{_ALL_ASSIGNMENTS} AND (s.exclusion_state = 'EXCLUDED' OR s.case_id IN ({_NUISANCES}))"
_REQUEST_FIGURES = {Figure.EXCLUSION_ASKED: "1 = 1", Figure.EXCLUSION_APPEALED: "a.appealed"}
_REQUESTS = f"{_ALL_ASSIGNMENTS} AND s.exclusion_state <> ''"
_SOURCES = (
    (_EXCLUDED_FIGURES, _EXCLUDED),
    (_REQUEST_FIGURES, _REQUESTS),
    (_ASSIGNMENT_FIGURES, _ASSIGNMENTS),
    (_SURVEY_FIGURES, _SURVEYS),
    (_PROMISE_FIGURES, _PROMISES),
)
# The same, with what is left out of assessment.
_RAW_SOURCES = (
    (_EXCLUDED_FIGURES, _EXCLUDED),
    (_REQUEST_FIGURES, _REQUESTS),
    (_ASSIGNMENT_FIGURES, _ALL_ASSIGNMENTS),
    (_SURVEY_FIGURES, _SURVEYS.replace(_ASSESSED, "")),
    (_PROMISE_FIGURES, _PROMISES.replace(_ASSESSED, "")),
)


@dataclass(frozen=True, slots=True)
class Period:
    """Reporting period.

    Attributes:
        since: start, UTC, inclusive.
        before: end, UTC, exclusive.
        now: evaluation time, UTC, which decides what is overdue.
    """

    since: datetime
    before: datetime
    now: datetime


@dataclass(frozen=True, slots=True)
class Recorded:
    """Department under which work is recorded.

    Attributes:
        department: its name.
        matter: matter of the work, if the department's work is divided by matter.
        delegated: True for what departments delegated to it as a unit below.
    """

    department: str
    matter: str = ""
    delegated: bool = False


@dataclass(frozen=True, slots=True)
class Measures:
    """Queries for performance figures."""

    database: Database

    def count(self, period: Period, split: Collection[str] = ()) -> Generator[float, None, dict[Recorded, Counts]]:
        """Count all figures by department, without what is left out of assessment; as for ``count_raw``."""
        return (yield from self._count(period, split, _SOURCES))

    def count_raw(self, period: Period, split: Collection[str] = ()) -> Generator[float, None, dict[Recorded, Counts]]:
        """Count all figures by department, with what is left out of assessment (R8.11).

        Args:
            period: reporting period.
            split: names of departments that are counted by matter.

        Yields:
            Progress, 0 to 1.

        Returns:
            Counts by department, and by matter for those that are split.
        """
        return (yield from self._count(period, split, _RAW_SOURCES))

    def _count(
        self, period: Period, split: Collection[str], sources: Sequence[tuple[Mapping[Figure, str], str]]
    ) -> Generator[float, None, dict[Recorded, Counts]]:
        """Count a month of cases at a time, to use PostgreSQL's partitions."""
        counted: dict[Recorded, Counts] = {}
        spans = self._spans(period)
        for done, (first, end) in enumerate(spans, 1):
            for figures, source in sources:
                sums = ", ".join(f"SUM(CASE WHEN {condition} THEN 1 ELSE 0 END)" for condition in figures.values())
                group = "a.department, a.matter, a.parent > 0"
                sql = f"SELECT {group}, {sums} FROM ({source}) a GROUP BY {group}"
                rows = execute(self.database, self._filled(sql, period, first, end, split), tuple(split))
                for department, matter, delegated, *numbers in rows:
                    counts = counted.setdefault(Recorded(department, matter, bool(delegated)), Counter())
                    counts.update(dict(zip(figures, map(int, numbers), strict=True)))
            yield done / len(spans)
        return counted

    def exclusions(self, period: Period, split: Collection[str] = ()) -> Iterator[tuple[Recorded, ExclusionOutcome]]:
        """Yield what departments asked to be left out of assessment, and what became of it; as for ``count_raw``."""
        columns = "a.department, a.matter, a.exclusion, a.exclusion_state, a.appealed"
        sql = f"SELECT {columns} FROM ({_REQUESTS}) a WHERE a.parent = 0 ORDER BY a.case_id"
        for first, end in self._spans(period):
            rows = execute(self.database, self._filled(sql, period, first, end, split), tuple(split))
            for department, matter, exclusion, state, appealed in rows:
                ground = from_json(exclusion)["ground"]
                yield Recorded(department, matter), ExclusionOutcome(ground, ExclusionState[state], bool(appealed))

    def cases(
        self,
        period: Period,
        shares: Sequence[Share],
        figure: Figure,
        before_id: int | None,
        limit: int,
        *,
        delegated: bool,
    ) -> list[int]:
        """Return the ids of the cases behind a department's figure, newest first.

        Args:
            period: reporting period.
            shares: recorded work of the department measured.
            figure: figure to list.
            before_id: page cursor: the last id of the preceding page.
            limit: maximum number of ids.
            delegated: True for what was delegated to it as a unit below, instead of what the desk gave it.
        """
        figures, source = next((figures, source) for figures, source in _SOURCES if figure in figures)
        page = f" AND a.parent {'>' if delegated else '='} 0"
        page += "" if before_id is None else f" AND a.case_id < {before_id}"
        split = [share.name for share in shares if not share.is_whole]
        belongs, names = self._belonging(shares)
        sql = self._filled(
            f"SELECT DISTINCT a.case_id FROM ({source}) a WHERE ({belongs}) "
            f"AND ({figures[figure]}){page} ORDER BY a.case_id DESC LIMIT {limit}",
            period,
            id_lower_bound(period.since - SPAN),
            id_lower_bound(period.before + timedelta(days=1)),
            split,
        )
        return [int(case_id) for (case_id,) in execute(self.database, sql, (*split, *names))]

    @staticmethod
    def _spans(period: Period) -> list[tuple[int, int]]:
        """Return the ranges of ids of the cases that a period may concern, a month each."""
        first, end = period.since - SPAN, period.before + timedelta(days=1)
        return list(month_spans(id_lower_bound(first), id_lower_bound(end)))

    def _belonging(self, shares: Sequence[Share]) -> tuple[str, list[str]]:
        """Return the condition that an assignment or survey belongs to one of the shares, with its parameters."""
        whole = [share.name for share in shares if share.is_whole]
        conditions = [f"a.department IN ({self._marks(whole)})"]
        parameters = [*whole]
        for share in shares:
            if not share.is_whole:
                among = "NOT IN" if share.others else "IN"
                conditions.append(
                    f"(a.department = {self.database.param} AND a.matter {among} ({self._marks(share.matters)}))"
                )
                parameters += [share.name, *share.matters]
        return " OR ".join(conditions), parameters

    def _marks(self, values: Collection[str]) -> str:
        """Return a placeholder for each value; ``NULL``, which equals nothing, for none."""
        return ", ".join([self.database.param] * len(values)) or "NULL"

    def _filled(self, sql: str, period: Period, first: int, end: int, split: Collection[str]) -> str:
        """Fill in times and id bounds, which are integers computed here, and placeholders for split departments."""
        sqlite = isinstance(self.database, SqliteDatabase)
        detail = "json_extract({table}.details, '$.{name}')" if sqlite else "({table}.details::json ->> '{name}')"
        answers = {name: detail.format(table="l", name=name) for name in ("responded", "resolved", "satisfied")}
        same = " AND ".join(
            f"COALESCE({detail.format(table='m', name=name)}, '') = COALESCE({detail.format(table='l', name=name)}, '')"
            for name in ("call_id", "handling")
        )
        contact, reached = detail.format(table="m", name="contact"), ContactResult.REACHED.value
        return sql.format(
            split=self._marks(split),
            first=first,
            end=end,
            since=to_micros(period.since),
            before=to_micros(period.before),
            now=to_micros(period.now),
            department=_RECORDED_FOR,
            excluded=_LEFT_OUT,
            same=same,
            kept=detail.format(table="e", name="kept"),
            reached=f"COALESCE({contact}, '{reached}') = '{reached}'",
            **answers,
        )


def month_spans(first: int, end: int) -> Iterator[tuple[int, int]]:
    """Split a range of ids at the start of each month; both bounds of every part are exclusive."""
    while True:
        year, month = divmod(first // IDS_PER_DAY // 100, 100)
        following = (year + month // 12) * 100 + month % 12 + 1
        start = following * 100 * IDS_PER_DAY
        if start >= end:
            yield first, end
            return
        yield first, start
        first = start
