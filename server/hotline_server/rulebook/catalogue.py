"""Rows of the routing table, built from files and checked against the directory (P3, R8.3)."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import takewhile

from hotline_server.rulebook.condition import Comparison, Condition, all_of
from hotline_server.rulebook.errors import Problem, unknown_name
from hotline_server.rulebook.facts import FIRST_MATTER
from hotline_server.rulebook.names import KnownNames, NamedUnit
from hotline_server.rulebook.routing import (
    ANY,
    DISTRICT,
    TOWN,
    WHOLE_CITY,
    Place,
    Row,
    find_unit,
    level_of,
    levels,
    may_be_sent,
    places_of,
)
from hotline_server.rulebook.satisfiable import OTHER_TEXT, TooManyCombinationsError, find_example
from hotline_server.rulebook.schema.rules import RoutingForm, RowForm
from hotline_server.rulebook.source import Source, ValuePath
from hotline_server.rulebook.validity import Period

LISTED_PLACES = 3
ROWS_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class _Written:
    """Row with its position."""

    row: Row
    source: Source
    path: ValuePath

    @property
    def period(self) -> Period:
        return Period(self.row.valid_from, self.row.valid_until)

    def problem(self, message: str) -> Problem:
        return self.source.problem(self.path, message)

    def problem_with(self, name: str, message: str) -> Problem:
        """Create a problem at a unit that the row names."""
        part = "牵头" if name == self.row.lead else "协办"
        return self.source.problem(self.source.find((*self.path, part), name), message)


@dataclass(slots=True)
class Catalogue:
    """Builder of the rows, which collects the problems it finds.

    Attributes:
        names: of the units in the directory.
        matters: names of all matters.
        is_lost: returns whether a name may be in what could not be read.
        problems: found in the rows themselves.
        misfits: found in comparison with the directory.
    """

    names: KnownNames
    matters: Collection[str]
    is_lost: Callable[[str], bool]
    problems: list[Problem] = field(default_factory=list)
    misfits: list[Problem] = field(default_factory=list)

    def build(self, forms: Iterable[tuple[Source, RoutingForm]]) -> list[Row]:
        """Build and check the rows of all files."""
        written = [
            _Written(self._row(source, ("派单目录", index), form), source, ("派单目录", index))
            for source, routing in forms
            for index, form in enumerate(routing.rows)
        ]
        if len(written) > ROWS_LIMIT:
            self.problems.append(written[ROWS_LIMIT].problem(f"派单目录有 {len(written)} 行，上限是 {ROWS_LIMIT} 行"))
            return []
        as_written: defaultdict[tuple[str, ...], list[_Written]] = defaultdict(list)
        by_place: defaultdict[tuple[str, ...], list[_Written]] = defaultdict(list)
        for one in written:
            as_written[one.row.matter, *one.row.place].append(one)
            by_place[one.row.matter, *(level_of(one.row, self.names) or one.row.place)].append(one)
        found = {problem for rivals in as_written.values() for problem in _overlaps(rivals)}
        self.problems += found
        # Whether two names are those of one place depends on the directory.
        self.misfits += {problem for rivals in by_place.values() for problem in _overlaps(rivals)} - found
        for one in written:
            places = [place for place in places_of(one.row, self.names) if not self._is_outranked(one, place, by_place)]
            self.problems += (one.problem_with(*found) for found in _placeholder_problems(one.row))
            self.misfits += (one.problem_with(*found) for found in self._unit_problems(one.row, places))
        return [one.row for one in written]

    def _row(self, source: Source, path: ValuePath, form: RowForm) -> Row:
        town = form.town or ""
        district = form.district or (ANY if town else WHOLE_CITY)
        if form.matter not in self.matters and not self.is_lost(form.matter):
            self.problems.append(source.problem((*path, "事项"), unknown_name(form.matter, self.matters, "事项")))
        if town and district == WHOLE_CITY:
            self.problems.append(source.problem((*path, "区县"), f"写了街道，区县就不能是“{WHOLE_CITY}”"))
        if form.needs_cohandlers and not form.cohandlers:
            self.problems.append(source.problem((*path, "协办必到"), "没有写协办单位，“协办必到”不起作用"))
        try:
            period = Period.parse(form.valid_from, form.valid_until)
        except ValueError as error:
            period = Period()
            self.problems.append(source.problem((*path, "失效" if form.valid_until else "生效"), str(error)))
        row = Row(
            matter=form.matter,
            district=district,
            lead=form.lead,
            cohandlers=tuple(form.cohandlers),
            limit=form.limit,
            needs_cohandlers=form.needs_cohandlers,
            town=town,
            valid_from=period.first,
            valid_until=period.last,
        )
        if form.lead in form.cohandlers:
            self.misfits.append(source.problem((*path, "协办"), f"“{form.lead}”已经牵头，不能又是协办"))
        self.misfits += (source.problem((*path, key), message) for key, message in self._place_problems(row))
        return row

    def _place_problems(self, row: Row) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with the place of a row, each with the key under which it is written."""
        period = Period(row.valid_from, row.valid_until)
        for key, name, known, general, what in (
            ("区县", row.district, self.names.districts, (ANY, WHOLE_CITY), "区县"),
            ("街道", row.town, self.names.towns, (ANY, ""), "街道或乡镇"),
        ):
            if name in known:
                yield from ((key, message) for message in existence_problems(known[name], period))
            elif name not in general:
                yield key, unknown_name(name, {*known, *general}, what)
        home = self.names.towns.get(row.town)
        if home and self.names.district(row.district) not in (ANY, home.district):
            yield "区县", f"{row.town}在{home.district}，不在{row.district}"

    def _unit_problems(self, row: Row, places: Sequence[Place]) -> Iterator[tuple[str, str]]:
        """Yield the units of a row that may not do what it says, each with a message."""
        period = Period(row.valid_from, row.valid_until)
        if not any(_placeholder_problems(row)):
            for name in (row.lead, *row.cohandlers):
                yield from ((name, message) for message in self._name_problems(row.matter, name, places, period))

    def _name_problems(self, matter: str, name: str, places: Sequence[Place], period: Period) -> Iterator[str]:
        found = {place: find_unit(self.names, name, place, matter) for place in places}
        missing = [place for place, unit in found.items() if unit is None]
        if missing:
            yield self._unknown(name, missing)
        units = {unit.name: unit for unit in found.values() if unit}
        for unit in units.values():
            yield from existence_problems(unit, period)
        barred = [unit.name for unit in units.values() if not may_be_sent(unit, matter)]
        if barred:
            yield grassroots_problem(matter, barred)

    def _is_outranked(self, one: _Written, place: Place, written: Mapping[tuple[str, ...], Sequence[_Written]]) -> bool:
        """Return True if a row for a more specific place is in force whenever this one is."""
        own = level_of(one.row, self.names)
        specific = takewhile(lambda level: level != own, levels(place))
        others = (other for level in specific for other in written.get((one.row.matter, *level), ()))
        return any(other.period.covers(one.period) for other in others)

    def _unknown(self, name: str, missing: Sequence[Place]) -> str:
        if DISTRICT not in name and TOWN not in name:
            return unknown_name(name, self.names.departments, "部门")
        wanted = name.removeprefix(DISTRICT)
        local = [known for district, known in self.names.local if district == missing[0].district]
        where = listed([place.town or place.district for place in missing])
        return f"{where}{unknown_name(wanted, local, '部门')}"


def existence_problems(unit: NamedUnit, period: Period) -> Iterator[str]:
    """Describe why a unit is not there throughout the period in which a rule or row names it."""
    if unit.since and (period.first is None or period.first < unit.since):
        yield f"“{unit.name}”自 {unit.since} 起才有，要写明从那天或以后生效"
    if unit.until and (period.last is None or period.last >= unit.until):
        yield f"“{unit.name}”到 {unit.until} 就撤销了，没有单位接续，要写明在那天以前失效"


def conclusion_problems(unit: NamedUnit, condition: Condition) -> Iterator[str]:
    """Describe why a rule's conclusion may not name a unit: a town, though other matters are possible (R8.3)."""
    if unit.matters is None:
        return
    others = (Comparison(FIRST_MATTER, "!=", matter) for matter in ("", *sorted(unit.matters)))
    try:
        example = find_example(all_of(condition, *others))
    except TooManyCombinationsError:
        example = {}
    if example is not None:
        matter = example.get(FIRST_MATTER, OTHER_TEXT)
        known = f"“{matter}”" if matter != OTHER_TEXT else "别的事项"
        yield (
            f"条件没有把首要事项限定在{unit.name}的直派清单之内，{known}也会派给它：部门职责范围内的事项不得分派给基层；"
            "条件里写明“首要事项”，或者写明“街道”是清单里有这个事项的哪几个"
        )


def grassroots_problem(matter: str, towns: Sequence[str]) -> str:
    """Describe why towns may not be sent a matter."""
    return (
        f"“{matter}”不在{listed(towns)}的直派清单里，不能派给街镇：部门职责范围内的事项不得分派给基层；"
        "确属街镇职责的，先列入名录的直派清单"
    )


def listed(names: Sequence[str]) -> str:
    """Join names, of which only the first few are listed."""
    more = f"等 {len(names)} 处" if len(names) > LISTED_PLACES else ""
    return f"{'、'.join(names[:LISTED_PLACES])}{more}"


def _placeholder_problems(row: Row) -> Iterator[tuple[str, str]]:
    """Yield the names of units with placeholders that the place of the row does not fill, each with a message."""
    for name in (row.lead, *row.cohandlers):
        if DISTRICT in name and row.district == WHOLE_CITY:
            yield name, f"区县是“{WHOLE_CITY}”时，“{name}”里的{DISTRICT}无从确定"
        elif TOWN in name and not row.town:
            yield name, f"没有写街道时，“{name}”里的{TOWN}无从确定"


def _overlaps(rivals: Sequence[_Written]) -> Iterator[Problem]:
    """Yield a problem for each row that counts on the same day as an earlier one for the same matter and place."""
    ordered = sorted(rivals, key=lambda one: one.period.first or date.min)
    latest = ordered[0]
    for one in ordered[1:]:
        shared = one.period.shared(latest.period)
        if shared:
            other = latest.problem("")
            message = (
                f"“{'/'.join((one.row.matter, *one.row.place))}”重复了：和 {other.file} 第 {other.line} 行"
                f"同时有效{f'（{shared}）' if str(shared) else ''}；可以用“生效”“失效”分开"
            )
            yield replace(one.problem(message), doubles=other.file)
        latest = max(latest, one, key=lambda row: row.period.last or date.max)
