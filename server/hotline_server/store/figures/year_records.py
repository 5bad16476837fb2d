"""Counts for the annual report: what was registered, and what was done (R6.1, R8.11)."""

from collections import Counter
from collections.abc import Generator, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from peewee import Database

from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.numbering import IDS_PER_DAY, id_lower_bound
from hotline_server.ground.clock import begin_of, to_micros
from hotline_server.rulebook.decision import DUTY_OFFICE, Outcome
from hotline_server.rulebook.facts import REQUEST_TYPE, REQUEST_TYPES
from hotline_server.store.engine.sql import execute
from hotline_server.store.figures.measures import SPAN, month_spans

ACTS = (
    Act.JOIN_INTO, Act.GRANT_EXTENSION, Act.RETURN_FOR_REWORK, Act.HANDLE_AGAIN, Act.HANDLE_AGAIN_SUPERVISED,
    Act.REOPEN, Act.NUDGE, Act.REMIND, Act.SUPERVISE, Act.RAISE_SUPERVISION, Act.INVESTIGATE_ON_SITE,
    Act.ESCALATE, Act.INSTRUCT,
    Act.CONFIRM_EMERGENCY, Act.DISMISS_EMERGENCY, Act.UPHOLD_OBJECTION, Act.REFUSE_OBJECTION, Act.WITHDRAW_REQUEST,
    Act.END_BY_WITHDRAWAL, Act.URGE, Act.REQUEST_EXCLUSION, Act.APPEAL_EXCLUSION, Act.UPHOLD_APPEAL, Act.REFUSE_APPEAL,
)  # fmt: skip
"""Acts that the report counts, in its order."""
PRESSING = (Act.NUDGE, Act.REMIND, Act.SUPERVISE, Act.RAISE_SUPERVISION)
"""Acts that press departments; those that press the duty office itself are not counted."""
# As the special report takes it: what nobody chose is as it was read. Compact JSON is searched, so that a damaged row
# stops no report.
_AS_READ = " ".join(
    f"WHEN REPLACE(d.facts, '\"{REQUEST_TYPE}\":\"{one}\"', '') <> d.facts THEN '{one}'" for one in REQUEST_TYPES
)
_REGISTERED = f"""
SELECT c.channel, CASE WHEN c.request_type <> '' THEN c.request_type {_AS_READ} ELSE '' END, h.outcome,
CASE WHEN h.state = '{{registered}}' THEN 1 ELSE 0 END, CASE WHEN h.nuisance THEN 1 ELSE 0 END, COUNT(*)
FROM hotline_case h JOIN call c ON c.case_id = h.id
LEFT JOIN decision d ON c.request_type = '' AND d.case_id = h.id AND d.case_id > {{first}} AND d.case_id < {{end}}
AND d.version = (
  SELECT MAX(e.version) FROM decision e WHERE e.case_id = h.id AND e.case_id > {{first}} AND e.case_id < {{end}}
)
WHERE h.id > {{first}} AND h.id < {{end}} GROUP BY 1, 2, 3, 4, 5
"""
_SUBJECTS = """
SELECT matter, district, COUNT(*) FROM hotline_case
WHERE id > {first} AND id < {end} AND NOT nuisance GROUP BY matter, district
"""
_DONE = """
SELECT act, COUNT(*) FROM log_entry WHERE case_id > {first} AND case_id < {end}
AND at >= {since} AND at < {before} AND act IN ({acts})
AND NOT (act IN ({pressing}) AND department = {own}) GROUP BY act
"""


@dataclass(frozen=True, slots=True)
class YearCounts:
    """Counts of the cases registered in a span of days, nuisances excluded, and of the acts done in it.

    Attributes:
        months: cases by month, from 1.
        channels, matters, districts: by the words of the record; empty where it has none.
        request_types: as operators chose, or else as they were read.
        outcomes: by the decision in force; proposed ones that nobody has confirmed are the desk's.
        acts: times that each was done.
        nuisances: cases marked as nuisance calls, which are in none of the others.
    """

    months: Counter[int] = field(default_factory=Counter)
    channels: Counter[str] = field(default_factory=Counter)
    request_types: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    matters: Counter[str] = field(default_factory=Counter)
    districts: Counter[str] = field(default_factory=Counter)
    acts: Counter[Act] = field(default_factory=Counter)
    nuisances: Counter[int] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class YearRecords:
    """Queries over a year, a month of cases at a time."""

    database: Database

    def count(self, first: date, last: date) -> Generator[float, None, YearCounts]:
        """Count the days from ``first`` to ``last``, yielding progress from 0 to 1."""
        counts = YearCounts()
        since, before = begin_of(first), begin_of(last + timedelta(days=1))
        registered = list(month_spans(id_lower_bound(since), id_lower_bound(before)))
        handled = list(month_spans(id_lower_bound(since - SPAN), id_lower_bound(before)))
        steps = len(registered) + len(handled)
        for done, (begin, end) in enumerate(registered, 1):
            self._count_registered(counts, begin, end)
            yield done / steps
        for done, (begin, end) in enumerate(handled, 1 + len(registered)):
            sql = _DONE.format(
                first=begin,
                end=end,
                since=to_micros(since),
                before=to_micros(before),
                acts=_quoted(ACTS),
                pressing=_quoted(PRESSING),
                own=self.database.param,
            )
            counts.acts.update({Act[name]: count for name, count in execute(self.database, sql, (DUTY_OFFICE,))})
            yield done / steps
        return counts

    def _count_registered(self, counts: YearCounts, begin: int, end: int) -> None:
        """Add the cases of a month."""
        month = begin // IDS_PER_DAY // 100 % 100
        sql = _REGISTERED.format(registered=CaseState.REGISTERED.name, first=begin, end=end)
        for channel, request_type, name, is_undecided, is_nuisance, count in execute(self.database, sql):
            if is_nuisance:
                counts.nuisances[month] += count
                continue
            outcome = Outcome[name]
            counts.months[month] += count
            counts.channels[channel] += count
            counts.request_types[request_type] += count
            counts.outcomes[Outcome.DESK if is_undecided and outcome.is_proposal else outcome] += count
        for matter, district, count in execute(self.database, _SUBJECTS.format(first=begin, end=end)):
            counts.matters[matter] += count
            counts.districts[district] += count


def _quoted(acts: Iterable[Act]) -> str:
    return ", ".join(f"'{act.name}'" for act in acts)
