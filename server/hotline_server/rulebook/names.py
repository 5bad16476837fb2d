"""Names that a rule book may use for the directory's units."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """Department or other unit that takes assignments, as one of its names denotes it.

    Attributes:
        name: its present name, or for one that does not exist yet the name it will have.
        since: day from which the name denotes it; ``None`` if it does already.
        until: day from which nobody does its work; ``None`` if somebody will, under this or another name.
        grassroots: True for a town, to which a department's matters may not be passed down (R8.3).
        matters: matters that it may be sent directly; ``None`` for any.
    """

    name: str
    since: date | None = None
    until: date | None = None
    grassroots: bool = False
    matters: frozenset[str] | None = None

    def is_known_on(self, day: date) -> bool:
        """Return True if the name denotes somebody on a day."""
        return (self.since or day) <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Names in the directory.

    Attributes:
        departments: units that take assignments, by each name, alias and former name that denotes one of them only.
        districts: names of the districts.
        local: name of the unit in a district, by the district's name and a name that the unit has within it, such as
            ``("东湖区", "城市管理局")``.
        towns: name of its district, by the name of each town.
        backstops: name of the unit that takes what nobody else in a district does, by the district's name.
    """

    departments: Mapping[str, NamedUnit] = field(default_factory=dict)
    districts: Collection[str] = ()
    local: Mapping[tuple[str, str], str] = field(default_factory=dict)
    towns: Mapping[str, str] = field(default_factory=dict)
    backstops: Mapping[str, str] = field(default_factory=dict)

    def current(self, name: str) -> str:
        """Return today's name of a department; ``name`` itself if it is unknown."""
        known = self.departments.get(name)
        return known.name if known and known.since is None else name
