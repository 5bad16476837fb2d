"""Rooms and the imports between them, read from the code with grimp.

A room is a package with modules of its own; it is named without the name of the package around all.
Modules that stand in no room, directly in that package, are rooms by themselves.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import grimp

PACKAGE = "hotline_server"


@dataclass(frozen=True, slots=True, order=True)
class Import:
    """A module that imports another, both without the name of the package."""

    importer: str
    imported: str


@dataclass(frozen=True, slots=True, order=True)
class Arrow:
    """A room that imports from another."""

    tail: str
    head: str


@dataclass(frozen=True)
class House:
    """Rooms and imports.

    Attributes:
        modules: the room of each module, packages included where they have code of their own.
        imports: of one module by another.
    """

    modules: Mapping[str, str]
    imports: frozenset[Import]

    @property
    def rooms(self) -> list[str]:
        """The rooms, sorted."""
        return sorted(set(self.modules.values()))

    @cached_property
    def arrows(self) -> Mapping[Arrow, list[Import]]:
        """The imports behind each arrow from one room to another, all sorted."""
        arrows: dict[Arrow, list[Import]] = {}
        for one in sorted(self.imports):
            arrow = Arrow(self.modules[one.importer], self.modules[one.imported])
            if arrow.tail != arrow.head:
                arrows.setdefault(arrow, []).append(one)
        return dict(sorted(arrows.items()))

    @property
    def crossing(self) -> int:
        """How many imports lead from one room to another."""
        return sum(map(len, self.arrows.values()))

    @property
    def two_way(self) -> list[Arrow]:
        """Arrows between rooms that import each other, one for each pair."""
        return [arrow for arrow in self.arrows if arrow.tail < arrow.head and _turned(arrow) in self.arrows]

    def drawn(self) -> list[Arrow]:
        """Return the arrows without those that follow from others, as a way over other rooms does."""
        return [arrow for arrow in self.arrows if not self._follows(arrow)]

    def arranged(self, place: Callable[[str], str]) -> "House":
        """Return the same modules and imports in other rooms.

        Args:
            place: gives the name of a module that stands in the room wanted.
        """
        return House({module: room_of(place(module)) for module in self.modules}, self.imports)

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


def room_of(module: str) -> str:
    """Return the room of a module by its name; one that stands in no package is a room by itself."""
    return module.rpartition(".")[0] or module


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

    def short(name: str) -> str:
        return name.removeprefix(package).removeprefix(".")

    imports = frozenset(
        Import(short(importer), short(imported))
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
    )
    packages = {short(module) for module in graph.modules if graph.find_children(module)}
    named = {name for one in imports for name in (one.importer, one.imported)}
    modules = {short(module) for module in graph.modules} - (packages - named)
    return House({name: name if name in packages else room_of(name) for name in modules}, imports)


def _turned(arrow: Arrow) -> Arrow:
    return Arrow(arrow.head, arrow.tail)
