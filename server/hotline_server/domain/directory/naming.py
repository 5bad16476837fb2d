"""Names of the directory, for rule books: those of today and those that scheduled changes bring."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from hotline_server.domain.directory.attribution import split_matters
from hotline_server.domain.directory.change import Change
from hotline_server.domain.directory.changes import apply
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.directory.units import Unit, UnitKind
from hotline_server.rulebook.names import KnownNames, NamedUnit

_Key = TypeVar("_Key")


def known_names(directory: Directory, scheduled: Iterable[tuple[date, Sequence[Change]]] = ()) -> KnownNames:
    """Return the names that a rule book may use.

    Args:
        directory: the directory in force.
        scheduled: changes to come, in the order of the days on which they take effect.
    """
    names = _present_names(directory)
    later = directory
    for day, changes in scheduled:
        later = apply(later, changes, day)
        coming = _present_names(later)
        names = KnownNames(
            departments=_extended(names.departments, coming.departments, day),
            districts=_extended(names.districts, coming.districts, day),
            towns=_extended(names.towns, coming.towns, day),
            communities=_extended(names.communities, coming.communities, day),
            local=_extended(names.local, coming.local, day),
            backstops=_extended(names.backstops, coming.backstops, day),
            cities=names.cities,
        )
    return names


def _extended(known: Mapping[_Key, NamedUnit], coming: Mapping[_Key, NamedUnit], day: date) -> Mapping[_Key, NamedUnit]:
    """Return known units by name with those that come on a day, and with the end of those that go."""
    new = {key: replace(unit, since=day) for key, unit in coming.items() if key not in known}
    kept = {key: unit if key in coming or unit.until else replace(unit, until=day) for key, unit in known.items()}
    return kept | new


def _present_names(directory: Directory) -> KnownNames:
    districts = _places(directory, UnitKind.DISTRICT)
    words: dict[str, list[str]] = {}
    for word, district in districts.items():
        words.setdefault(district.name, []).append(word)
    return KnownNames(
        departments=_departments(directory),
        districts=districts,
        towns=_places(directory, UnitKind.TOWN),
        communities=_places(directory, UnitKind.COMMUNITY),
        local=_local(directory, words),
        backstops={
            word: _named(directory, unit)
            for unit in directory.departments.values()
            for code in unit.backs
            for word in words.get(directory.units[code].name, ())
        },
        cities=tuple(name for city in directory.of_kind(UnitKind.CITY) for name in (city.name, *city.aliases)),
    )


def _departments(directory: Directory) -> dict[str, NamedUnit]:
    """Return the units that take assignments by each word that denotes one of them only."""
    words = dict.fromkeys(word for unit in directory.units.values() for word in (*unit.names, *unit.aliases))
    named: dict[str, NamedUnit] = {}
    for word in words:
        bearer = directory.find_itself(word) or directory.ended(word)
        unit = directory.find(word)
        if unit and unit.kind.takes_assignments:
            named[word] = replace(_named(directory, unit), parted=_parted(directory, bearer or unit))
    return named


def _parted(directory: Directory, unit: Unit) -> dict[str, str]:
    """Return the names of the units that do the work of one on some matters, where it is not the one for the rest."""
    rest = directory.unit_responsible(unit)
    found = ((matter, directory.unit_responsible(unit, matter)) for matter in split_matters(directory, unit))
    return {matter: other.name for matter, other in found if other and other is not rest}


def _places(directory: Directory, kind: UnitKind) -> dict[str, NamedUnit]:
    """Return the units of a kind by each word that denotes one of them only, whatever else it denotes."""
    units = [unit for unit in directory.units.values() if unit.kind is kind]
    present = [unit for unit in units if unit.is_in_force]
    denoted = {unit.name: unit for unit in present}
    for unit in (*present, *(unit for unit in units if not unit.is_in_force)):
        responsible = directory.unit_responsible(unit)
        if responsible and responsible.kind is kind:
            for name in unit.names:
                denoted.setdefault(name, responsible)
    shared: dict[str, list[Unit]] = {}
    for unit in present:
        for alias in unit.aliases:
            shared.setdefault(alias, []).append(unit)
    for alias, sharing in shared.items():
        if len(sharing) == 1:
            denoted.setdefault(alias, sharing[0])
    return {word: _named(directory, unit) for word, unit in denoted.items()}


def _local(directory: Directory, words: Mapping[str, Sequence[str]]) -> dict[tuple[str, str], NamedUnit]:
    """Return the units of the districts by each name that they have within them.

    Args:
        directory: the directory.
        words: words that denote each district, by its name.
    """
    # Of several units with the same name in a district, the one counts whose present name it is; one that has ended
    # stands for its successor, wherever that is.
    ranked = sorted(_local_names(directory, words), key=lambda one: one[0])
    local: dict[tuple[str, str], NamedUnit] = {}
    for _, unit, district, name in ranked:
        responsible = directory.unit_responsible(unit)
        if responsible and responsible.kind.takes_assignments:
            known = replace(_named(directory, responsible), parted=_parted(directory, unit))
            for word in words[district]:
                local.setdefault((word, name), known)
    return local


def _local_names(
    directory: Directory, words: Mapping[str, Sequence[str]]
) -> Iterator[tuple[tuple[bool, bool, bool], Unit, str, str]]:
    """Yield the names that units have within a district, with their rank, unit and district."""
    for unit in directory.units.values():
        district = _district(directory, unit) if unit.kind.takes_assignments else ""
        for name in (*unit.names, *unit.aliases) if district else ():
            prefix = next((word for word in (district, *words[district]) if name.startswith(word)), "")
            rank = (not unit.is_in_force, prefix not in ("", district), name != unit.name)
            yield rank, unit, district, name.removeprefix(prefix)


def _named(directory: Directory, unit: Unit) -> NamedUnit:
    matters = directory.matters_of(unit)
    return NamedUnit(
        unit.name,
        grassroots=unit.kind.is_grassroots,
        matters=None if matters is None else frozenset(matters),
        district=_district(directory, unit),
        superiors=tuple(superior.name for superior in directory.superiors(unit)),
    )


def _district(directory: Directory, unit: Unit) -> str:
    """Return today's name of the district that a unit belongs to or works in; empty for none."""
    district = directory.district_unit(unit)
    responsible = directory.unit_responsible(district) if district else None
    return responsible.name if responsible and responsible.kind is UnitKind.DISTRICT else ""
