"""Directory as it stands: its units in a tree, found by code, name, former name or everyday name (P3)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property

from hotline_server.domain.directory.units import Duty, Unit, UnitKind

WHOLE_CITY = "全市"
"""Root of the tree, in identities that act for all departments."""


class Directory:
    """Immutable directory.

    Departments that no longer exist are kept, with the units that continue their work, so that a name found
    in an old case leads to whoever is responsible today.
    """

    def __init__(self, units: Iterable[Unit] = (), version: int = 0) -> None:
        """Index the units.

        Args:
            units: all units, parents before their children.
            version: grows with every change.
        """
        self.version = version
        self._units: dict[str, Unit] = {}
        self._names: dict[str, Unit] = {}
        # Every name that a unit has or had; of units with the same name, the one in force.
        self._all_names: dict[str, Unit] = {}
        self._aliases: dict[str, list[Unit]] = {}
        self._ended_aliases: dict[str, list[Unit]] = {}
        for unit in units:
            self._index(unit)

    @property
    def units(self) -> Mapping[str, Unit]:
        """All units by code, parents before their children."""
        return self._units

    def _index(self, unit: Unit) -> None:
        self._units[unit.code] = unit
        for name in unit.names:
            other = self._all_names.get(name)
            if other is None or other.code == unit.code or unit.is_in_force:
                self._all_names[name] = unit
        if unit.is_in_force:
            self._names[unit.name] = unit
            for alias in unit.aliases:
                self._aliases.setdefault(alias, []).append(unit)
        else:
            for alias in unit.aliases:
                self._ended_aliases.setdefault(alias, []).append(unit)

    # --- finding units ------------------------------------------------------------------------

    def named(self, name: str) -> Unit | None:
        """Return the unit in force with exactly this name."""
        return self._names.get(name)

    def find_itself(self, word: str) -> Unit | None:
        """Return the unit in force that a word denotes, as ``find`` does, but never a successor."""
        unit = self._names.get(word) or self.units.get(word) or self._all_names.get(word)
        shared = self._aliases.get(word, [])
        if unit is None and len(shared) == 1:
            unit = shared[0]
        return unit if unit and unit.is_in_force else None

    def find(self, word: str) -> Unit | None:
        """Return the unit in force that a word denotes: its name, code, an alias of it alone, or a former name.

        What denoted a unit that has ended denotes whoever continues its work.
        """
        unit = self.find_itself(word) or self.units.get(word) or self._all_names.get(word)
        if unit:
            return self.unit_responsible(unit)
        if self._aliases.get(word):
            return None
        heirs = {self.unit_responsible(ended) for ended in self._ended_aliases.get(word, [])} - {None}
        return heirs.pop() if len(heirs) == 1 else None

    def ended(self, name: str) -> Unit | None:
        """Return the unit with a present or former name, in force or not."""
        return self._all_names.get(name)

    def find_all(self, word: str) -> tuple[Unit, ...]:
        """Return every unit in force that a word may denote."""
        unit = self.find(word)
        return (unit,) if unit else tuple(self._aliases.get(word, []))

    def find_district(self, word: str) -> str | None:
        """Return the name of the district that a word denotes, if any."""
        found = {unit.name for unit in self.find_all(word) if unit.kind is UnitKind.DISTRICT}
        return found.pop() if len(found) == 1 else None

    def unit_responsible(self, unit: Unit, matter: str = "") -> Unit | None:
        """Return the unit that does the work of ``unit`` today: itself, or its successor for a matter."""
        if not unit.successors:
            return unit if unit.is_in_force else None
        seen: set[str] = set()
        while True:
            seen.add(unit.code)
            heir = self.units.get(_heir(unit, matter) or "")
            if heir is None or heir.code in seen:
                # Work that came back to where it began is done there, if anybody there is in force.
                return next((one for one in (unit, heir) if one and one.is_in_force), None)
            unit = heir

    def current(self, name: str, matter: str = "") -> str:
        """Return today's name of whoever does the work of a department; ``name`` itself if nobody is known.

        Args:
            name: present or former name.
            matter: matter of the case, which decides between the successors of a department that was split.
        """
        unit = self._names.get(name) or self._all_names.get(name)
        responsible = self.unit_responsible(unit, matter) if unit else None
        return responsible.name if responsible else name

    # --- the tree -----------------------------------------------------------------------------

    def ancestors(self, unit: Unit) -> Iterator[Unit]:
        """Yield the unit and the units above it, nearest first."""
        above: Unit | None = unit
        while above:
            yield above
            above = self.units.get(above.parent)

    def district_unit(self, unit: Unit) -> Unit | None:
        """Return the district that a unit belongs to or works in."""
        for above in self.ancestors(unit):
            if above.kind is UnitKind.DISTRICT:
                return above
            if above.district:
                return self.units.get(above.district)
        return None

    def district_of(self, name: str) -> str:
        """Return the name of a department's district; empty for a city-level or unknown one."""
        unit = self._names.get(name) or self._all_names.get(name)
        district = self.district_unit(unit) if unit else None
        return district.name if district else ""

    def is_within(self, department: str, bound: str) -> bool:
        """Return whether a department is within a bound: a unit with all below it or in it, or the whole city.

        Both may be former names; the work of a former department is within the bound of its successors.
        """
        if not bound:
            return False
        if bound in (WHOLE_CITY, department):
            return True
        limit = self.find(bound)
        return limit is not None and any(self.is_below(unit, limit) for unit in self._responsible(department))

    def is_below(self, unit: Unit, bound: Unit) -> bool:
        """Return whether a unit is another one, belongs to it, or works in it as a district."""
        return bound.code in self._above(unit)

    def superiors(self, unit: Unit) -> tuple[Unit, ...]:
        """Return the units in force that a unit answers to, nearest first.

        These are the units above it that take assignments, and those that govern a district above it or in which it
        works: the district's backstop.
        """
        district = self.district_unit(unit)
        found: dict[str, Unit] = {}
        for above in (*self.ancestors(unit), *([district] if district else [])):
            if above.is_in_force and above.kind.takes_assignments:
                found[above.code] = above
            found |= {governing.code: governing for governing in self._governing.get(above.code, ())}
        found.pop(unit.code, None)
        return tuple(found.values())

    def has_units_below(self, department: str) -> bool:
        """Return whether units in force that take assignments answer to a department in force."""
        unit = self.named(department)
        return unit is not None and unit.code in self._answered_to

    @cached_property
    def _answered_to(self) -> frozenset[str]:
        """Codes of the units to which others answer that take assignments."""
        return frozenset(above.code for unit in self.handling.values() for above in self.superiors(unit))

    def is_known(self, name: str) -> bool:
        """Return whether a name is or was that of a unit."""
        return name in self._all_names

    def successors_of(self, name: str) -> Iterator[str]:
        """Yield the names of the units in force that do the work of a department: itself, or its successors."""
        yield from (unit.name for unit in self._responsible(name) if unit.is_in_force)

    def _responsible(self, name: str) -> Iterator[Unit]:
        """Yield the unit with a name, and every unit that continues its work."""
        unit = self._names.get(name) or self._all_names.get(name)
        waiting, seen = [unit] if unit else [], set()
        while waiting:
            found = waiting.pop()
            if found.code not in seen:
                seen.add(found.code)
                yield found
                heirs = () if found.is_in_force else found.successors
                waiting += [self.units[heir.code] for heir in heirs if heir.code in self.units]

    def _above(self, unit: Unit) -> set[str]:
        district = self.district_unit(unit)
        return {above.code for above in self.ancestors(unit)} | ({district.code} if district else set())

    # --- lists --------------------------------------------------------------------------------

    def of_kind(self, *kinds: UnitKind) -> tuple[Unit, ...]:
        """Return the units in force of some kinds."""
        return tuple(unit for unit in self._names.values() if unit.kind in kinds)

    @cached_property
    def departments(self) -> Mapping[str, Unit]:
        """Units in force to which cases can be assigned, by name."""
        return {name: unit for name, unit in self._names.items() if unit.kind.takes_assignments}

    @cached_property
    def handling(self) -> Mapping[str, Unit]:
        """Units in force that handle cases, assigned to them or delegated by a unit above, by name."""
        return {name: unit for name, unit in self._names.items() if unit.kind.handles_cases}

    @cached_property
    def _governing(self) -> Mapping[str, list[Unit]]:
        """Units that are the backstop of a district, by the code of the district."""
        governing: dict[str, list[Unit]] = {}
        for unit in self.departments.values():
            for code in unit.backs:
                governing.setdefault(code, []).append(unit)
        return governing

    @cached_property
    def district_names(self) -> tuple[str, ...]:
        """Names of the districts."""
        return tuple(unit.name for unit in self.of_kind(UnitKind.DISTRICT))

    def phone_of(self, name: str) -> str:
        """Return the public number of a department, or of whoever does its work today; empty if unknown."""
        unit = self.find(name)
        return unit.contacts.phone if unit else ""

    def on_duty(self, post: str, day: date) -> tuple[Duty, ...]:
        """Return who is on duty for the city in a post on a day, by the roster 值班表 of the city's own unit."""
        return tuple(
            duty for city in self._cities for duty in city.contacts.on_duty if duty.post == post and duty.is_on(day)
        )

    @cached_property
    def _cities(self) -> tuple[Unit, ...]:
        """Units of the city itself."""
        return self.of_kind(UnitKind.CITY)

    def names_of(self, name: str) -> tuple[str, ...]:
        """Return every name under which the work of a department may be recorded, its own first.

        These are its present and former names and those of the departments whose work it continues.
        """
        unit = self._names.get(name) or self._all_names.get(name)
        if unit is None:
            return (name,)
        names = dict.fromkeys((unit.name, *unit.names))
        for other in self.units.values():
            if not other.is_in_force and any(found.code == unit.code for found in self._responsible(other.name)):
                names |= dict.fromkeys(other.names)
        return tuple(names)

    # --- dispatch (R8.3) ----------------------------------------------------------------------

    def matters_of(self, unit: Unit) -> tuple[str, ...] | None:
        """Return the matters that a unit may be sent directly; ``None`` if any (R8.3)."""
        if not unit.kind.is_grassroots:
            return None
        if unit.matters is not None or unit.kind is UnitKind.COMMUNITY:
            return unit.matters or ()
        said = (above.town_matters for above in self.ancestors(unit))
        return next((matters for matters in said if matters is not None), ())

    def may_be_sent(self, name: str, matter: str) -> bool:
        """Return whether a matter may be sent to a unit: a department's matters never to the grassroots (R8.3)."""
        unit = self._names.get(name)
        matters = self.matters_of(unit) if unit else None
        return matters is None or not matter or matter in matters

    def draft(self) -> "DirectoryDraft":
        """Return a copy that can be changed."""
        return DirectoryDraft(self._units.values(), self.version)


class DirectoryDraft(Directory):
    """Directory under revision."""

    def put(self, unit: Unit) -> None:
        """Add a unit, or replace the one with its code."""
        before = self._units.get(unit.code)
        if before and before.is_in_force:
            del self._names[before.name]
            for alias in before.aliases:
                self._aliases[alias].remove(before)
        self._index(unit)

    def finished(self) -> Directory:
        """Return the directory, parents before their children."""
        return Directory(_parents_first(self._units), self.version)


def _heir(unit: Unit, matter: str) -> str | None:
    """Return the code of the successor of a unit for a matter: the one that names it, else one that takes the rest."""
    named = next((heir.code for heir in reversed(unit.successors) if matter and matter in heir.matters), None)
    return named or next((heir.code for heir in unit.successors if not heir.matters), None)


def _parents_first(units: Mapping[str, Unit]) -> Iterator[Unit]:
    placed: set[str] = set()

    def place(unit: Unit) -> Iterator[Unit]:
        if unit.code not in placed:
            placed.add(unit.code)
            if unit.parent in units:
                yield from place(units[unit.parent])
            yield unit

    for unit in units.values():
        yield from place(unit)
