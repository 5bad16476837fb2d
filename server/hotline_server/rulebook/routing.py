"""Routing table 派单目录: the units responsible for each matter, place and day (P3, R8.3)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hotline_server.rulebook.decision import DUTY_OFFICE
from hotline_server.rulebook.names import KnownNames, NamedUnit

ANY = "任一"
WHOLE_CITY = "全市"
DISTRICT = "{区县}"
TOWN = "{街道}"


@dataclass(frozen=True, slots=True)
class Place:
    """Place of a call as far as it is known: the names of a district and of a town 街镇 in it, or empty."""

    district: str = ""
    town: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Row of the routing table.

    Attributes:
        matter: name of the matter 事项.
        district: present or former name of a district, ``任一`` (any known district) or ``全市`` (also if unknown).
        lead: name of the lead unit; ``{区县}`` and ``{街道}`` stand for the district and the town.
        cohandlers: names of the co-handling units, likewise.
        deadline_days: working days for the reply, ``None`` for the default.
        town: present or former name of a town, ``任一`` (any known town), or empty if the row does not depend on it.
        valid_from, valid_until: first and last day in force, ``None`` if unlimited.
    """

    matter: str
    district: str
    lead: str
    cohandlers: tuple[str, ...]
    deadline_days: int | None
    town: str = ""
    valid_from: date | None = None
    valid_until: date | None = None

    @property
    def id(self) -> str:
        """Id of the row in decisions."""
        since = f"（{self.valid_from}起）" if self.valid_from else ""
        return f"派单目录:{'/'.join((self.matter, *self.place))}{since}"

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
        cohandlers: names of the co-handling units.
        deadline_days: working days for the reply, ``None`` for the default.
        basis: id of the row, or of the backstop 兜底, that decided.
        owners: number of units that are responsible; a district that only gets a copy is not.
    """

    lead: str
    cohandlers: tuple[str, ...]
    deadline_days: int | None
    basis: str
    owners: int


class RoutingTable:
    """Routing table with lookups in constant time."""

    def __init__(self, rows: Iterable[Row], names: KnownNames) -> None:
        """Index rows.

        Args:
            rows: of which at most one is in force for a matter and place on a day.
            names: of the units in the directory.
        """
        self._names = names
        self._rows: Mapping[str, dict[tuple[str, ...], list[Row]]] = defaultdict(lambda: defaultdict(list))
        # Once two districts are one, the row for the one whose name remains counts.
        for row in sorted(rows, key=lambda row: row.place != present_place(row, names)):
            self._rows[row.matter][level_of(row, names)].append(row)

    def route(self, matters: Sequence[str], place: Place, day: date) -> Route | None:
        """Find the route for the first of ``matters`` in the table, preferring the most specific place.

        A matter whose rows in force are for other places goes to the backstop of the district (R8.3).

        Args:
            matters: names, most likely first.
            place: of the call.
            day: local day of the call.
        """
        place = self._consistent(place, day)
        routes = (self._route(matter, place, day) for matter in matters if matter in self._rows)
        return next((route for route in routes if route), None)

    def _route(self, matter: str, place: Place, day: date) -> Route | None:
        listed = self._rows[matter]
        rows = (row for level in levels(place) for row in listed.get(level, ()) if row.is_in_force(day))
        routes = (self._follow(row, place, day) for row in rows)
        return next((route for route in routes if route), None) or self._fall_back(matter, place, day)

    def _follow(self, row: Row, place: Place, day: date) -> Route | None:
        """Return the route that a row gives; ``None`` if its lead does not exist or may not be sent the matter."""
        lead = find_unit(self._names, row.lead, place, row.matter)
        if lead is None or not lead.is_known_on(day) or not may_be_sent(lead, row.matter):
            return None
        helpers = (find_unit(self._names, name, place, row.matter) for name in row.cohandlers)
        instead = (permitted(self._names, unit, row.matter, day) for unit in helpers if unit)
        cohandlers = tuple(dict.fromkeys(name for name in instead if name and name != lead.name))
        copied = () if cohandlers or not lead.grassroots else backstop(self._names, lead.district, day)
        return Route(lead.name, cohandlers or copied, row.deadline_days, row.id, 1 + len(cohandlers))

    def _fall_back(self, matter: str, place: Place, day: date) -> Route | None:
        """Return the route to the district's backstop if the matter has rows in force, but none for the place."""
        if not any(row.is_in_force(day) for rows in self._rows[matter].values() for row in rows):
            return None
        basis = f"派单目录:{matter}/{place.district}兜底"
        return next((Route(name, (), None, basis, 1) for name in backstop(self._names, place.district, day)), None)

    def _consistent(self, place: Place, day: date) -> Place:
        """Return the place with its district, and without a town that is unknown or lies in another district."""
        town, wanted = self._names.towns.get(place.town), self._names.district(place.district)
        if town is None or not town.is_known_on(day) or wanted not in ("", town.district):
            return Place(wanted)
        return Place(town.district, town.name)


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
