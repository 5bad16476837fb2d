"""Names of the directory, for rule books: those of today and those that scheduled changes bring."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from hotline_server.domain.directory.changes import Change, apply
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.directory.units import Unit, UnitKind
from hotline_server.rulebook.names import KnownNames, NamedUnit


def known_names(directory: Directory, scheduled: Iterable[tuple[date, Sequence[Change]]] = ()) -> KnownNames:
    """Return the names that a rule book may use.

    Args:
        directory: the directory in force.
        scheduled: changes to come, in the order of the days on which they take effect.
    """
    departments = _named(directory)
    later = directory
    for day, changes in scheduled:
        later = apply(later, changes, day)
        coming = _named(later)
        for name, unit in coming.items():
            departments.setdefault(name, replace(unit, since=day))
        for name in departments.keys() - coming.keys():
            if departments[name].until is None:
                departments[name] = replace(departments[name], until=day)
    return KnownNames(
        departments=departments,
        districts=directory.district_names,
        local={key: unit.name for unit in directory.departments.values() for key in _local_keys(directory, unit)},
        towns={town.name: directory.district_of(town.name) for town in directory.of_kind(UnitKind.TOWN)},
        backstops={name: found for name in directory.district_names if (found := directory.backstop_of(name))},
    )


def _named(directory: Directory) -> dict[str, NamedUnit]:
    """Return the units that take assignments by each word that denotes one of them only."""
    words = dict.fromkeys(word for unit in directory.units.values() for word in (*unit.names, *unit.aliases))
    found = ((word, directory.find(word)) for word in words)
    return {
        word: NamedUnit(unit.name, grassroots=unit.kind.is_grassroots, matters=_matters(directory, unit))
        for word, unit in found
        if unit and unit.kind.takes_assignments
    }


def _matters(directory: Directory, unit: Unit) -> frozenset[str] | None:
    matters = directory.matters_of(unit)
    return None if matters is None else frozenset(matters)


def _local_keys(directory: Directory, unit: Unit) -> Iterator[tuple[str, str]]:
    district = directory.district_unit(unit)
    if district is None:
        return
    for name in (*unit.names, *unit.aliases):
        for own in district.names:
            yield district.name, name.removeprefix(own)
