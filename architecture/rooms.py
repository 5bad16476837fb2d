"""Rooms and the imports between them, read from the code with grimp.

A room is a package with modules of its own; it is named without the name of the package around all.
Modules that stand in no room, directly in that package, are rooms by themselves.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import grimp

PACKAGE = "hotline_server"


@dataclass(frozen=True, slots=True)
class Import:
    """A module that imports another, both without the name of the package."""

    importer: str
    imported: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """A room that imports from another."""

    tail: str
    head: str


@dataclass(frozen=True, slots=True)
class House:
    """Rooms and imports.

    Attributes:
        modules: the room of each module.
        arrows: the imports behind each arrow between rooms.
    """

    modules: Mapping[str, str]
    arrows: Mapping[Arrow, frozenset[Import]]

    @property
    def rooms(self) -> list[str]:
        """The rooms, sorted."""
        return sorted(set(self.modules.values()))

    @property
    def imports(self) -> int:
        """How many imports lead from one room to another."""
        return sum(map(len, self.arrows.values()))

    @property
    def two_way(self) -> list[Arrow]:
        """Arrows between rooms that import each other, one for each pair."""
        return [one for one in sorted(self.arrows, key=_names) if one.tail < one.head and _turned(one) in self.arrows]

    def drawn(self) -> list[Arrow]:
        """Return the arrows without those that follow from others, as a way over other rooms does."""
        return [one for one in sorted(self.arrows, key=_names) if not self._follows(one)]

    def _follows(self, arrow: Arrow) -> bool:
        begun = {one.head for one in self.arrows if one.tail == arrow.tail and one.head != arrow.head}
        reached: set[str] = set()
        while begun:
            room = begun.pop()
            if room in reached or room == arrow.tail:
                continue
            reached.add(room)
            begun |= {one.head for one in self.arrows if one.tail == room}
        return arrow.head in reached and _turned(arrow) not in self.arrows


def read_house(sources: Path, package: str = PACKAGE) -> House:
    """Read the rooms of a package; nothing of it is imported.

    Args:
        sources: folder of the package; a package of that name that is imported already goes before.
        package: its name.
    """
    sys.path.insert(0, str(sources))
    try:
        graph = grimp.build_graph(package, cache_dir=None)
    finally:
        sys.path.remove(str(sources))
    packages = {module for module in graph.modules if graph.find_children(module)}
    rooms = {module: _room(module, packages, package) for module in graph.modules}

    def short(name: str) -> str:
        return name.removeprefix(package).removeprefix(".") or package

    arrows: dict[Arrow, set[Import]] = {}
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            arrow = Arrow(short(rooms[importer]), short(rooms[imported]))
            if arrow.tail != arrow.head:
                arrows.setdefault(arrow, set()).add(Import(short(importer), short(imported)))
    modules = {short(module): short(room) for module, room in rooms.items() if module not in packages}
    return House(modules, {arrow: frozenset(imports) for arrow, imports in arrows.items()})


def _room(module: str, packages: set[str], package: str) -> str:
    within = module if module in packages else module.rpartition(".")[0]
    return module if within == package else within


def _names(arrow: Arrow) -> tuple[str, str]:
    return arrow.tail, arrow.head


def _turned(arrow: Arrow) -> Arrow:
    return Arrow(arrow.head, arrow.tail)
