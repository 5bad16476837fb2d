"""Units of the directory as the gazetteer sees them: their names, and the area of each."""

from collections.abc import Iterator

from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.directory.units import Unit, UnitKind
from hotline_server.text.location import Area
from hotline_server.text.place_index import SHORTEST_NAME, Place

AREAS = (UnitKind.CITY, UnitKind.DISTRICT, UnitKind.TOWN, UnitKind.COMMUNITY)


def named_units(directory: Directory) -> Iterator[Place]:
    """Yield the city, districts, towns and communities with every name that a text may use for them.

    People go on using the names of units that were merged; those stand for the successors.
    """
    for unit in directory.units.values():
        if unit.kind not in AREAS or directory.unit_responsible(unit) is None:
            continue
        words = (*unit.names, *unit.aliases) if unit.is_in_force else unit.names
        names = [word for word in words if len(word) >= SHORTEST_NAME and _may_mean(directory, word, unit)]
        if names:
            yield Place(names[0], unit.kind.value, unit.code, tuple(names[1:]))


def areas_of(directory: Directory) -> dict[str, Area]:
    """Return the area of each unit by its code; that of a former unit is its successor's."""
    responsible = ((unit, directory.unit_responsible(unit)) for unit in directory.units.values() if unit.kind in AREAS)
    return {unit.code: _area(directory, present) for unit, present in responsible if present}


def units_called(directory: Directory, word: str) -> list[str]:
    """Return the codes of the districts, towns and communities that a word denotes; the city's code is empty."""
    found = [unit for unit in directory.find_all(word) if unit.kind in AREAS]
    return ["" if unit.kind is UnitKind.CITY else unit.code for unit in found]


def name_of(directory: Directory, code: str) -> str:
    """Return the name of a unit, or of its successor; empty if it is not in the directory."""
    unit = directory.units.get(code)
    present = directory.unit_responsible(unit) if unit else None
    return present.name if present else ""


def renamed_districts(directory: Directory) -> dict[str, str]:
    """Return the present names of districts by the names that they, or those merged into them, had."""
    names = (name for unit in directory.units.values() if unit.kind is UnitKind.DISTRICT for name in unit.names)
    present = ((name, directory.find_district(name)) for name in names)
    return {name: district for name, district in present if district and district != name}


def _may_mean(directory: Directory, word: str, unit: Unit) -> bool:
    """Return True unless a former name of a unit is the present one of another."""
    present = directory.named(word)
    return present is None or present is unit


def _area(directory: Directory, unit: Unit) -> Area:
    names = {above.kind: above.name for above in directory.ancestors(unit)}
    district = directory.district_unit(unit)
    return Area(district.name if district else "", names.get(UnitKind.TOWN, ""), names.get(UnitKind.COMMUNITY, ""))
