"""Column of layers that import-linter checks, and imports against it."""

import re
import subprocess
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from architecture.rooms import PACKAGE, House, Import

CONTRACT = "column"
_MODULE = re.compile(rf"server/{PACKAGE}/(.+)\.py")


@dataclass(frozen=True, slots=True)
class Column:
    """Layers from the top down; those of one level are independent of each other."""

    levels: Sequence[Sequence[str]]

    def level(self, layer: str) -> int | None:
        """Return the level of a layer, 0 at the top; ``None`` for what is no layer."""
        return next((place for place, level in enumerate(self.levels) if layer in level), None)

    def against(self, house: House, place: Callable[[str], str] = lambda module: module) -> list[Import]:
        """Return the imports that lead up, or to another layer of the same level.

        Args:
            house: whose imports are judged.
            place: gives the name of a module by which it is judged.
        """
        return [
            one for one in sorted(house.imports) if self._leads_up(top(place(one.importer)), top(place(one.imported)))
        ]

    def _leads_up(self, tail: str, head: str) -> bool:
        above, below = self.level(tail), self.level(head)
        return above is not None and below is not None and tail != head and below <= above


def read_column(project: Path) -> Column:
    """Read the column from the contract in ``pyproject.toml``."""
    settings = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))
    (contract,) = [one for one in settings["tool"]["importlinter"]["contracts"] if one["id"] == CONTRACT]
    return Column([[layer.strip() for layer in level.split("|")] for level in contract["layers"]])


def top(module: str) -> str:
    """Return the layer of a module by its name."""
    return module.partition(".")[0]


def followed(project: Path, other: Path) -> Callable[[str], str]:
    """Return a function for the name that a module of another checkout has in this one.

    Files that were moved since are followed by git; one that is gone keeps its name.

    Args:
        project: this checkout.
        other: a checkout of an earlier commit.
    """
    moved: dict[str, str] = {}
    log = _git(
        project, "log", "--reverse", "--diff-filter=R", "-M", "--name-status", "--format=", f"{_head(other)}..HEAD"
    )
    for line in filter(None, log.splitlines()):
        before, after = (_MODULE.fullmatch(path) for path in line.split("\t")[1:])
        if before and after:
            source, target = before[1].replace("/", "."), after[1].replace("/", ".")
            first = next((first for first, last in moved.items() if last == source), None)
            if first:
                moved[first] = target
            else:
                # A file of a name that was moved away before is another one.
                moved.setdefault(source, target)
    return lambda module: moved.get(module, module)


def _head(checkout: Path) -> str:
    return _git(checkout, "rev-parse", "HEAD").strip()


def _git(checkout: Path, *arguments: str) -> str:
    command = ["git", "-C", str(checkout), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
