"""Names that a rule book may use for the directory's units."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """Unit of the directory, as one of its names denotes it.

    Attributes:
        name: its present name, or for one that does not exist yet the name it will have.
        since: day from which the name denotes it; ``None`` if it does already.
        until: day from which nobody does its work; ``None`` if somebody will, under this or another name.
        grassroots: True for a town, to which a department's matters may not be passed down (R8.3).
        matters: matters that it may be sent directly; ``None`` for any.
        district: name of the district that it belongs to or works in; empty for none.
        superiors: names of the units that it answers to, nearest first.
        parted: names of the units that took over some matters of the one that had the name, by matter.
    """

    name: str
    since: date | None = None
    until: date | None = None
    grassroots: bool = False
    matters: frozenset[str] | None = None
    district: str = ""
    superiors: tuple[str, ...] = ()
    parted: Mapping[str, str] = field(default_factory=dict)

    def is_known_on(self, day: date) -> bool:
        """Return True if the name denotes somebody on a day."""
        return (self.since or day) <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Names in the directory: of today, former ones, and those that scheduled changes bring.

    Attributes:
        departments: units that take assignments, by each name, alias and former name that denotes one of them only.
        districts: districts, likewise.
        towns: towns, likewise.
        communities: communities and villages, likewise.
        local: units in a district, by a name of the district and a name that the unit has within it, such as
            ``("东湖区", "城市管理局")``.
        backstops: units that take what nobody else in a district does, by a name of the district.
        cities: names of the city.
    """

    departments: Mapping[str, NamedUnit] = field(default_factory=dict)
    districts: Mapping[str, NamedUnit] = field(default_factory=dict)
    towns: Mapping[str, NamedUnit] = field(default_factory=dict)
    communities: Mapping[str, NamedUnit] = field(default_factory=dict)
    local: Mapping[tuple[str, str], NamedUnit] = field(default_factory=dict)
    backstops: Mapping[str, NamedUnit] = field(default_factory=dict)
    cities: tuple[str, ...] = ()

    def current(self, name: str) -> str:
        """Return today's name of a department; ``name`` itself if it is unknown."""
        return _current(self.departments, name)

    def district(self, name: str) -> str:
        """Return today's name of a district; ``name`` itself if it is unknown."""
        return _current(self.districts, name)

    def town(self, name: str) -> str:
        """Return today's name of a town; ``name`` itself if it is unknown."""
        return _current(self.towns, name)

    def community(self, name: str) -> str:
        """Return today's name of a community; ``name`` itself if it is unknown."""
        return _current(self.communities, name)

    def district_names(self, day: date) -> list[str]:
        """Return the names of the districts that exist on a day, each once."""
        return _present(self.districts, day)

    def town_names(self, day: date) -> list[str]:
        """Return the names of the towns that exist on a day, each once."""
        return _present(self.towns, day)


def _current(units: Mapping[str, NamedUnit], name: str) -> str:
    known = units.get(name)
    return known.name if known and known.since is None else name


def _present(units: Mapping[str, NamedUnit], day: date) -> list[str]:
    return list(dict.fromkeys(unit.name for unit in units.values() if unit.is_known_on(day)))
