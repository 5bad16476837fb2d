"""Bulletin 通报: performance of each department in a period (R6.1, P1)."""

from collections import Counter
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import TypeVar

from hotline_server.desk.days import Days
from hotline_server.desk.paging import PAGE_SIZE, page_violations, position_in, token_at
from hotline_server.domain.directory.attribution import Share, shares_of, split_names
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.directory.units import UnitKind
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.exclusion import ExclusionOutcome
from hotline_server.domain.line_figures import LineFigures, figures_of_lines
from hotline_server.domain.measures import FORMULAS, Assessment, Counts, Figure, Formula, Rate, Standing, UnitClass
from hotline_server.domain.numbering import number_of
from hotline_server.ground.clock import Clock
from hotline_server.rulebook.assessment import AssessmentRules
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import DUTY_OFFICE
from hotline_server.store.figures.line_work import LineWork
from hotline_server.store.figures.measures import Measures, Period, Recorded

TOTAL = "合计"
Result = TypeVar("Result")


class Naming(Enum):
    """Names under which departments that were renamed, merged or split are counted."""

    RECORDED = "当时的名称"
    CURRENT = "现在的名称"


@dataclass(frozen=True, slots=True)
class Bulletin:
    """Bulletin of a period.

    Attributes:
        departments: standings of all who were given work but the duty office, by class, and ranked in it.
        districts: ranked standings.
        units: ranked standings of units below, for what departments delegated to them; in no other figure.
        total, total_before: figures of all departments together, in this period and the one compared with.
        raw: standings of those of whose work something is left out of assessment, as if nothing were, and of all
            departments together; without ranks, and empty if nothing is left out.
        exclusions: how often departments asked for something to be left out of assessment, by their names and what
            became of it.
        own: number of assignments that the duty office kept for itself, which are in no other figure.
        assessment: rules by which it was made.
        lines: figures of other lines, by name.
        counted_at: time of counting, UTC.
    """

    days: Days
    departments: list[Standing]
    districts: list[Standing]
    units: list[Standing]
    total: Standing
    total_before: Standing
    raw: list[Standing]
    exclusions: Counter[tuple[str, ExclusionOutcome]]
    own: int
    assessment: Assessment
    lines: list[LineFigures]
    counted_at: datetime


@dataclass(frozen=True, slots=True)
class Bulletins:
    """Creates bulletins."""

    measures: Measures
    line_work: LineWork
    directory: Callable[[], Directory]
    book: Callable[[], RuleBook]
    clock: Clock

    def of(self, days: Days, naming: Naming = Naming.RECORDED) -> Bulletin:
        """Return the bulletin of a span of days."""
        return end_of(self.counting(days, naming))

    def counting(self, days: Days, naming: Naming, compared: Days | None = None) -> Generator[float, None, Bulletin]:
        """Count the bulletin of a span of days, yielding progress from 0 to 1.

        Args:
            days: the span.
            naming: names under which departments are counted.
            compared: days to compare with; ``None`` for the span of the same length before.
        """
        now = self.clock()
        assessment = _assessment(self.book().assessment)
        directory = self.directory()
        split = tuple(split_names(directory)) if naming is Naming.CURRENT else ()
        recorded = yield from part_of(self.measures.count(days.period(now), split), 0.0)
        # The previous period is counted as of now: what was open then may have ended since.
        earlier = (compared or days.before).period(now)
        recorded_before = yield from part_of(self.measures.count(earlier, split), 0.5)
        named = directory.current if naming is Naming.CURRENT else _as_recorded
        counts, before = _by_name(_given(recorded), named), _by_name(_given(recorded_before), named)
        below, below_before = _by_name(_below(recorded), named), _by_name(_below(recorded_before), named)
        raw = yield from self._raw(days.period(now), split, named, counts, assessment)
        # The duty office judges the others, and is not judged among them.
        own = counts.pop(DUTY_OFFICE, Counter())
        before.pop(DUTY_OFFICE, None)
        return Bulletin(
            days=days,
            departments=self._by_class(assessment, counts, before),
            districts=assessment.rank(self._by_district(counts), self._by_district(before)),
            units=assessment.rank(below, below_before),
            total=assessment.standing(TOTAL, _sum(counts)),
            total_before=assessment.standing(TOTAL, _sum(before)),
            raw=raw,
            exclusions=Counter(
                (named(recorded.department, recorded.matter), exclusion)
                for recorded, exclusion in self.measures.exclusions(days.period(now), split)
                if recorded.department != DUTY_OFFICE
            ),
            own=own[Figure.ASSIGNED],
            assessment=assessment,
            lines=self._lines(days, now),
            counted_at=now,
        )

    def _raw(
        self,
        period: Period,
        split: tuple[str, ...],
        named: Callable[[str, str], str],
        counts: Mapping[str, Counts],
        assessment: Assessment,
    ) -> Generator[float, None, list[Standing]]:
        """Count what is left out of assessment with the rest; nothing is counted if nothing is."""
        adjusted = [name for name, its in counts.items() if its[Figure.EXCLUDED] and name != DUTY_OFFICE]
        if not adjusted:
            return []
        # Rarely needed, so that progress does not provide for it.
        recorded = yield from part_of(self.measures.count_raw(period, split), 1.0, 0.0)
        raw = _by_name(_given(recorded), named)
        raw.pop(DUTY_OFFICE, None)
        shown = {name: raw[name] for name in sorted(adjusted)} | {TOTAL: _sum(raw)}
        # Nobody is ranked by raw figures, for whatever reason.
        return [replace(assessment.standing(name, its), unranked_for="") for name, its in shown.items()]

    def _by_class(
        self, assessment: Assessment, counts: Mapping[str, Counts], before: Mapping[str, Counts]
    ) -> list[Standing]:
        directory = self.directory()
        found: list[Standing] = []
        for unit_class in UnitClass:
            its, earlier = (
                {name: figures for name, figures in some.items() if _class_of(directory, name) is unit_class}
                for some in (counts, before)
            )
            found += [replace(one, unit_class=unit_class) for one in assessment.rank(its, earlier)]
        return found

    def cases(
        self,
        days: Days,
        department: str,
        figure: Figure,
        naming: Naming,
        page_size: int,
        page_token: str,
        *,
        delegated: bool = False,
    ) -> tuple[list[str], str]:
        """Return a page of the case numbers behind a figure, and the token of the next page, empty on the last.

        With ``delegated`` the figure is that of a unit below, of what departments delegated to it.

        Raises:
            InvalidFieldsError: if the department is unknown, or the page size or token is invalid.
        """
        violations = page_violations(page_size)
        if department != DUTY_OFFICE and not self.directory().is_known(department):
            violations.append(FieldViolation("department", f"目录里没有部门“{department}”"))
        if violations:
            raise InvalidFieldsError(violations)
        size = page_size or PAGE_SIZE
        query = (days, department, figure, naming, delegated)
        shares = shares_of(self.directory(), department) if naming is Naming.CURRENT else [Share(department)]
        before_id = position_in(page_token, query)
        period = days.period(self.clock())
        found = self.measures.cases(period, shares, figure, before_id, size + 1, delegated=delegated)
        token = token_at(found[size - 1], query) if len(found) > size else ""
        return [number_of(case_id) for case_id in found[:size]], token

    def _lines(self, days: Days, now: datetime) -> list[LineFigures]:
        period = days.period(now)
        return figures_of_lines(self.line_work.handovers(period), self.line_work.handed_in(period), now)

    def _by_district(self, counts: Mapping[str, Counts]) -> dict[str, Counts]:
        summed: dict[str, Counts] = {}
        for department, its in counts.items():
            district = self.directory().district_of(department)
            if district:
                summed.setdefault(district, Counter()).update(its)
        return summed


def _assessment(rules: AssessmentRules) -> Assessment:
    formulas = {
        Rate(rate): Formula(Figure(one.part), Figure(one.whole), one.lower_is_better)
        for rate, one in rules.formulas.items()
    }
    return Assessment(
        weights={Rate(rate): weight for rate, weight in rules.weights.items()} or dict.fromkeys(Rate, 1),
        formulas={**FORMULAS, **formulas},
        min_assigned=rules.min_assigned,
    )


def _class_of(directory: Directory, name: str) -> UnitClass:
    unit = directory.ended(name)
    if unit and unit.kind is UnitKind.UTILITY:
        return UnitClass.UTILITY
    if unit and unit.kind.is_grassroots:
        return UnitClass.TOWN
    return UnitClass.DISTRICT if directory.district_of(name) else UnitClass.BUREAU


def _as_recorded(department: str, _matter: str) -> str:
    return department


def _given(counts: Mapping[Recorded, Counts]) -> dict[Recorded, Counts]:
    return {recorded: its for recorded, its in counts.items() if not recorded.delegated}


def _below(counts: Mapping[Recorded, Counts]) -> dict[Recorded, Counts]:
    return {recorded: its for recorded, its in counts.items() if recorded.delegated}


def _by_name(counts: Mapping[Recorded, Counts], named: Callable[[str, str], str]) -> dict[str, Counts]:
    summed: dict[str, Counts] = {}
    for recorded, its in counts.items():
        summed.setdefault(named(recorded.department, recorded.matter), Counter()).update(its)
    return summed


def part_of(
    counting: Generator[float, None, Result], begin: float, share: float = 0.5
) -> Generator[float, None, Result]:
    """Wrap a share of all counting so that its progress is reported from ``begin`` on."""
    while True:
        try:
            yield begin + next(counting) * share
        except StopIteration as done:
            result: Result = done.value
            return result


def end_of(counting: Generator[float, None, Result]) -> Result:
    """Count to the end, and return what came of it."""
    while True:
        try:
            next(counting)
        except StopIteration as done:
            result: Result = done.value
            return result


def _sum(counts: Mapping[str, Counts]) -> Counts:
    total: Counts = Counter()
    for its in counts.values():
        total.update(its)
    return total
