"""Annual report: the figures of a year beside those of the year before (R6.1, R8.7, R8.11)."""

from collections import Counter
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from hotline_server.desk.days import Days, year_before
from hotline_server.desk.reports.bulletin import Bulletin, Bulletins, Naming, end_of, part_of
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.measures import Standing
from hotline_server.ground.clock import YEARS, Clock, local_day
from hotline_server.rulebook.decision import Outcome
from hotline_server.store.figures.year_records import ACTS, YearRecords

Key = TypeVar("Key")
_ALL_MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class Counted:
    """Figure of the year, and of the year before; ``name`` is empty for cases without one."""

    name: str
    count: int
    before: int


@dataclass(frozen=True, slots=True)
class AnnualReport:
    """Figures of a year.

    Attributes:
        days: days counted, the year up to today at the latest.
        before: the same days of the year before.
        calls: cases registered, nuisance calls excluded, which are ``nuisances``.
        months: cases by month, in order.
        channels, request_types, matters, districts: cases, most frequent first.
        outcomes: cases by how they are handled, in the order of the rule book's terms.
        acts: how often each act was done, in the order of ``ACTS``.
        bulletin: figures of departments, by the formulas of the rule book.
        raw: figures of all departments together, with what is left out of assessment.
    """

    days: Days
    before: Days
    calls: Counted
    nuisances: Counted
    months: list[Counted]
    channels: list[Counted]
    request_types: list[Counted]
    outcomes: list[Counted]
    matters: list[Counted]
    districts: list[Counted]
    acts: list[Counted]
    bulletin: Bulletin
    raw: Standing

    def outcome(self, outcome: Outcome) -> Counted:
        """Return how many cases are handled in one way."""
        return next((one for one in self.outcomes if one.name == outcome.value), Counted(outcome.value, 0, 0))

    def act(self, act: Act) -> Counted:
        """Return how often an act was done."""
        return next(one for one in self.acts if one.name == act.value)


@dataclass(frozen=True, slots=True)
class AnnualReports:
    """Creates annual reports."""

    records: YearRecords
    bulletins: Bulletins
    clock: Clock

    def of(self, year: int) -> AnnualReport:
        """Return the report of a year; arguments and errors as for ``counting``."""
        return end_of(self.counting(year))

    def counting(self, year: int) -> Generator[float, None, AnnualReport]:
        """Count a year, yielding progress from 0 to 1.

        Raises:
            InvalidFieldsError: if it has not begun, or is none that anybody means.
        """
        days = _days_of(year, local_day(self.clock()))
        earlier = Days(year_before(days.first), year_before(days.last))
        bulletin = yield from part_of(self.bulletins.counting(days, Naming.RECORDED, earlier), 0.0, 0.6)
        counts = yield from part_of(self.records.count(days.first, days.last), 0.6, 0.2)
        before = yield from part_of(self.records.count(earlier.first, earlier.last), 0.8, 0.2)
        return AnnualReport(
            days=days,
            before=earlier,
            calls=Counted("", counts.months.total(), before.months.total()),
            nuisances=Counted("", counts.nuisances.total(), before.nuisances.total()),
            months=[Counted(f"{month}月", counts.months[month], before.months[month]) for month in _ALL_MONTHS],
            channels=_by_frequency(counts.channels, before.channels),
            request_types=_by_frequency(counts.request_types, before.request_types),
            outcomes=_in_order({one: one.value for one in Outcome}, counts.outcomes, before.outcomes),
            matters=_by_frequency(counts.matters, before.matters),
            districts=_by_frequency(counts.districts, before.districts),
            acts=_in_order({one: one.value for one in ACTS}, counts.acts, before.acts),
            bulletin=bulletin,
            raw=bulletin.raw[-1] if bulletin.raw else bulletin.total,
        )


def _days_of(year: int, today: date) -> Days:
    if year not in YEARS:
        raise InvalidFieldsError([FieldViolation("year", f"年份要在 {YEARS.start} 到 {YEARS.stop - 1} 之间")])
    if year > today.year:
        raise InvalidFieldsError([FieldViolation("year", "这一年还没有到")])
    return Days(date(year, 1, 1), min(date(year, 12, 31), today))


def _by_frequency(counts: Counter[str], before: Counter[str]) -> list[Counted]:
    names = sorted({*counts, *before}, key=lambda name: (-counts[name], -before[name], name))
    return [Counted(name, counts[name], before[name]) for name in names]


def _in_order(names: Mapping[Key, str], counts: Counter[Key], before: Counter[Key]) -> list[Counted]:
    return [Counted(name, counts[key], before[key]) for key, name in names.items()]
