"""Routing table 派单目录: the units responsible for each matter, place and day (P3, R8.3)."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from hotline_server.rulebook.condition import Comparison, Condition, all_of
from hotline_server.rulebook.decision import DUTY_OFFICE
from hotline_server.rulebook.facts import (
    DAY,
    FIRST_MATTER,
    FactValue,
    day_number,
)
from hotline_server.rulebook.index import RuleIndex
from hotline_server.rulebook.names import KnownNames, NamedUnit
from hotline_server.rulebook.time_limit import TimeLimit

ROW_ID = "派单目录:"
"""Beginning of the ids of rows in decisions."""
ANY = "任一"
WHOLE_CITY = "全市"
DISTRICT = "{区县}"
TOWN = "{街道}"
REMEMBERED = 4096
# Kinds of places of rows, most specific first; the name of a district or town stands as empty.
_KINDS = (("", ""), ("", ANY), (ANY, ANY), ("",), (ANY,), (WHOLE_CITY,))


@dataclass(frozen=True, slots=True)
class Place:
    """Place of a call as far as it is known: the names of a district and of a town 街镇 in it, or empty."""

    district: str = ""
    town: str = ""

    @classmethod
    def of(cls, facts: Mapping[str, FactValue]) -> "Place":
        """Return the place of a call by its facts."""
        return cls(str(facts.get("区县", "")), str(facts.get("街道", "")))


@dataclass(frozen=True, slots=True)
class Row:
    """Row of the routing table.

    Attributes:
        matter: name of the matter 事项.
        district: present or former name of a district, ``任一`` (any known district) or ``全市`` (also if unknown).
        lead: name of the lead unit; ``{区县}`` and ``{街道}`` stand for the district and the town.
        cohandlers: names of the co-handling units, likewise.
        limit: time for the reply, ``None`` for the default.
        town: present or former name of a town, ``任一`` (any known town), or empty if the row does not depend on it.
        valid_from, valid_until: first and last day in force, ``None`` if unlimited.
        needs_cohandlers: True if the matter always needs them, whatever the text says 协办必到.
    """

    matter: str
    district: str
    lead: str
    cohandlers: tuple[str, ...]
    limit: TimeLimit | None
    town: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    needs_cohandlers: bool = False

    @property
    def id(self) -> str:
        """Id of the row in decisions."""
        since = f"（{self.valid_from}起）" if self.valid_from else ""
        return f"{ROW_ID}{'/'.join((self.matter, *self.place))}{since}"

    @property
    def place(self) -> tuple[str, ...]:
        """District and, if the row depends on it, town, as written."""
        return (self.district, self.town) if self.town else (self.district,)

    def is_in_force(self, day: date) -> bool:
        """Return True if the row counts on a day."""
        return (self.valid_from or day) <= day <= (self.valid_until or day)


@dataclass(frozen=True, slots=True)
class Route:
    """Units responsible for a call.

    Attributes:
        lead: name of the lead unit.
        cohandlers: names of the co-handling units that the text supports.
        limit: time for the reply, ``None`` for the default.
        basis: id of the row, or of the backstop 兜底, that decided.
        owners: number of units that are responsible; a district that only gets a copy is not.
        unsupported: names of the co-handling units in the row that have nothing to do with the text.
    """

    lead: str
    cohandlers: tuple[str, ...]
    limit: TimeLimit | None
    basis: str
    owners: int
    unsupported: tuple[str, ...] = ()

    @property
    def listed(self) -> int:
        """Number of units that the row names as lead and co-handlers, whether the text supports them or not."""
        return self.owners + len(self.unsupported)


class RoutingTable:
    """Routing table whose rows are decided by the rule engine."""

    def __init__(self, rows: Iterable[Row], names: KnownNames, version: str = "") -> None:
        """Compile rows.

        Args:
            rows: of which at most one is in force for a matter and place on a day.
            names: of the units in the directory.
            version: of the rule book.
        """
        self._names = names
        precedence = sorted(rows, key=lambda row: _precedence(row, names))
        ranked = {str(rank): row for rank, row in enumerate(precedence)}
        periods: dict[str, dict[tuple[date | None, date | None], Row]] = {}
        for row in precedence:
            periods.setdefault(row.matter, {})[row.valid_from, row.valid_until] = row
        conditions = ((key, row_condition(row, names)) for key, row in ranked.items())
        index = RuleIndex(f"{version}-rows", {key: condition for key, condition in conditions if condition})
        self._rows = _RankedRows(names, ranked, periods, index)
        # Much is asked of one matter in one place on one day.
        self._route = lru_cache(maxsize=REMEMBERED)(self._rows.route)

    def route(self, matters: Sequence[str], place: Place, day: date, mentioned: Collection[str] = ()) -> Route | None:
        """Find the route for the first of ``matters`` in the table, preferring the most specific place.

        A matter whose rows in force are for other places goes to the backstop of the district (R8.3). A co-handling
        unit is named only if the text mentions it (R2.5): other likely matters are mostly side words.

        Args:
            matters: names, most likely first.
            place: of the call.
            day: local day of the call.
            mentioned: present names of the units that the text mentions.

        Raises:
            RuleEngineError: if the rule engine failed.
        """
        place, named = self._consistent(place, day), frozenset(mentioned)
        for matter in matters:
            if route := self._route(matter, place, day, named):
                return route
        return None

    def rows_for(self, matter: str, place: Place, day: date) -> tuple[Row, ...]:
        """Return the rows that hold for a matter at a place on a day, the most specific first.

        Raises:
            RuleEngineError: if the rule engine failed.
        """
        return self._rows.holding(matter, self._consistent(place, day), day)

    def _consistent(self, place: Place, day: date) -> Place:
        """Return the place with its district, and without a town that is unknown or lies in another district."""
        town, wanted = self._names.towns.get(place.town), self._names.district(place.district)
        if town is None or not town.is_known_on(day) or wanted not in ("", town.district):
            return Place(wanted)
        return Place(town.district, town.name)


@dataclass(frozen=True, slots=True)
class _RankedRows:
    """Rows by precedence.

    Attributes:
        names: of the units in the directory.
        ranked: rows by the keys of their conditions, which are their places in order.
        periods: rows of each matter, one of each period in which any is in force.
        index: of the conditions.
    """

    names: KnownNames
    ranked: Mapping[str, Row]
    periods: Mapping[str, Mapping[tuple[date | None, date | None], Row]]
    index: RuleIndex

    def route(self, matter: str, place: Place, day: date, mentioned: Collection[str]) -> Route | None:
        """Return the route of the first row that holds and whose lead exists and may be sent the matter."""
        for row in self.holding(matter, place, day):
            lead = find_unit(self.names, row.lead, place, matter)
            if lead and lead.is_known_on(day) and may_be_sent(lead, matter):
                return self._follow(row, lead, place, day, mentioned)
        return self._fall_back(matter, place, day)

    def holding(self, matter: str, place: Place, day: date) -> tuple[Row, ...]:
        """Return the rows that hold for a matter at a place on a day, by precedence."""
        where = {"区县": place.district, "街道": place.town}
        fired = self.index.fire({FIRST_MATTER: matter, **where, DAY: day_number(day)})
        return tuple(self.ranked[key] for key in sorted(fired, key=int))

    def _follow(self, row: Row, lead: NamedUnit, place: Place, day: date, mentioned: Collection[str]) -> Route:
        """Return the route that a row gives."""
        helpers = (find_unit(self.names, name, place, row.matter) for name in row.cohandlers)
        instead = (permitted(self.names, unit, row.matter, day) for unit in helpers if unit)
        written = tuple(dict.fromkeys(name for name in instead if name and name != lead.name))
        cohandlers = tuple(name for name in written if row.needs_cohandlers or name in mentioned)
        unsupported = tuple(name for name in written if name not in cohandlers)
        copied = () if cohandlers or not lead.grassroots else backstop(self.names, lead.district, day)
        owners = 1 + len(cohandlers)
        return Route(lead.name, cohandlers or copied, row.limit, row.id, owners, unsupported)

    def _fall_back(self, matter: str, place: Place, day: date) -> Route | None:
        """Return the route to the district's backstop if the matter has rows in force, but none for the place."""
        if not any(row.is_in_force(day) for row in self.periods.get(matter, {}).values()):
            return None
        basis = f"{ROW_ID}{matter}/{place.district}兜底"
        return next((Route(name, (), None, basis, 1) for name in backstop(self.names, place.district, day)), None)


def row_condition(row: Row, names: KnownNames) -> Condition | None:
    """Return when a row holds, in today's names of places; ``None`` if its place does not exist.

    The matter in question stands as 首要事项, whichever of the text's matters it is.
    """
    level = level_of(row, names)
    if not level:
        return None
    days = (
        Comparison(DAY, operator, day_number(day))
        for operator, day in ((">=", row.valid_from), ("<=", row.valid_until))
        if day
    )
    return all_of(Comparison(FIRST_MATTER, "==", row.matter), *_place_conditions(*level), *days)


def _place_conditions(district: str, town: str = "") -> Iterator[Comparison]:
    """Yield the conditions on the place of a call: a town implies its district."""
    if town:
        yield _is_known("街道") if town == ANY else Comparison("街道", "==", town)
    if district == ANY and not town:
        yield _is_known("区县")
    elif district not in (ANY, WHOLE_CITY) and town in ("", ANY):
        yield Comparison("区县", "==", district)


def _is_known(key: str) -> Comparison:
    return Comparison(key, "!=", "")


def _precedence(row: Row, names: KnownNames) -> tuple[int, bool]:
    """Return the sort key of a row: the more specific its place, the earlier.

    Once two districts are one, the row for the one whose name remains comes first.
    """
    kind = tuple(name if name in (ANY, WHOLE_CITY) else "" for name in level_of(row, names))
    return _KINDS.index(kind) if kind in _KINDS else len(_KINDS), row.place != present_place(row, names)


def level_of(row: Row, names: KnownNames) -> tuple[str, ...]:
    """Return the places that a row is for in today's names, as ``levels`` does; empty if there is no such place."""
    home = names.towns.get(row.town)
    if home:
        return home.district, home.name
    district = names.districts.get(row.district)
    if row.town not in ("", ANY) or (district is None and row.district not in (ANY, WHOLE_CITY)):
        return ()
    name = district.name if district else row.district
    return (name, row.town) if row.town else (name,)


def present_place(row: Row, names: KnownNames) -> tuple[str, ...]:
    """Return the place of a row as it would be written today."""
    return replace(row, district=names.district(row.district), town=names.town(row.town)).place


def places_of(row: Row, names: KnownNames) -> Iterator[Place]:
    """Yield every place that a row is about when it takes effect; an unknown one for a row about the whole city."""
    day = row.valid_from or date.min
    district, *towns = level_of(row, names) or row.place
    districts = names.district_names(day) if district == ANY else [district]
    if ANY in towns:
        present = (names.towns[town] for town in names.town_names(day))
        yield from (Place(town.district, town.name) for town in present if town.district in districts)
    elif towns:
        yield Place(district, towns[0])
    else:
        yield from (Place("" if name == WHOLE_CITY else name) for name in districts)


def units_named(name: str, row: Row, names: KnownNames) -> set[str]:
    """Return the present names of the units that a name in a row denotes, in any of its places."""
    units = (find_unit(names, name, place, row.matter) for place in places_of(row, names))
    return {unit.name for unit in units if unit}


def levels(place: Place) -> Iterator[tuple[str, ...]]:
    """Yield the places whose rows count for a place, most specific first."""
    if place.town:
        yield place.district, place.town
        yield place.district, ANY
        yield ANY, ANY
    if place.district:
        yield (place.district,)
        yield (ANY,)
    yield (WHOLE_CITY,)


def find_unit(names: KnownNames, name: str, place: Place, matter: str = "") -> NamedUnit | None:
    """Return the unit that a row names for a place and a matter; ``None`` if there is none.

    Args:
        names: of the units in the directory.
        name: present or former name of a unit, ``值班室``, or a name with ``{街道}`` or a leading ``{区县}``.
            The latter denotes the unit which is called so within the district, whatever its full name.
        place: what the placeholders stand for.
        matter: decides between the successors of a unit that was split.
    """
    if name == DUTY_OFFICE:
        return NamedUnit(DUTY_OFFICE)
    if name.startswith(DISTRICT):
        unit = names.local.get((place.district, name.removeprefix(DISTRICT)))
    else:
        unit = names.departments.get(name.replace(TOWN, place.town))
    return names.departments.get(unit.parted[matter], unit) if unit and matter in unit.parted else unit


def may_be_sent(unit: NamedUnit, matter: str) -> bool:
    """Return True if a matter may be sent to a unit: those of departments never to the grassroots (R8.3)."""
    return unit.matters is None or matter in unit.matters


def permitted(names: KnownNames, unit: NamedUnit, matter: str, day: date) -> str:
    """Return who is sent a matter on a day that is meant for a unit; empty for nobody (R8.3).

    A unit that may not be sent it is replaced by the backstop of its district. A case without a matter may go to any.
    """
    if not unit.is_known_on(day):
        return ""
    if not matter or may_be_sent(unit, matter):
        return unit.name
    return next(iter(backstop(names, unit.district, day)), "")


def backstop(names: KnownNames, district: str, day: date) -> tuple[str, ...]:
    """Return the unit that takes what nobody else in a district does on a day, if there is one."""
    unit = names.backstops.get(district)
    return (unit.name,) if unit and unit.is_known_on(day) else ()
