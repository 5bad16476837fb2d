"""``make architecture``: count rooms and imports, and draw docs/architecture.svg."""

import argparse
import sys
from pathlib import Path

from architecture.column import followed, read_column, top
from architecture.picture import NoGraphvizError, draw
from architecture.rooms import House, Import, read_house

PROJECT = Path(__file__).parents[1]
PICTURE = PROJECT / "docs" / "architecture.svg"
SOURCES = "server"


def main() -> None:
    """Print the counts of a checkout; draw the picture of this one."""
    parser = argparse.ArgumentParser(prog="architecture", description=__doc__)
    parser.add_argument("--at", type=Path, help="count another checkout instead, against this one's layers")
    other: Path | None = parser.parse_args().at
    column = read_column(PROJECT)
    house = read_house((other or PROJECT) / SOURCES)
    print("\n".join(_counts(house, column.against(house, followed(PROJECT, other) if other else top))))
    if other:
        return
    try:
        draw(house, column, PICTURE)
    except NoGraphvizError as error:
        sys.exit(str(error))
    print(f"drawn in {PICTURE.relative_to(PROJECT)}, without arrows that follow from others")


def _counts(house: House, against: list[Import]) -> list[str]:
    return [
        f"{len(house.rooms):5} rooms, with {len(house.modules)} modules",
        f"{len(house.arrows):5} arrows between rooms, of {house.imports} imports",
        f"{len(house.two_way):5} pairs of rooms that import each other",
        *(f"        {arrow.tail} <-> {arrow.head}" for arrow in house.two_way),
        f"{len(against):5} imports against the layers",
        *(f"        {one.importer} -> {one.imported}" for one in against),
    ]


if __name__ == "__main__":
    main()
