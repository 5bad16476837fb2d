"""``make architecture``: count rooms and imports, and draw docs/architecture.svg."""

import argparse
import sys
from pathlib import Path

from architecture.column import followed, read_column
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
    if other:
        house, place = read_house(other / SOURCES), followed(PROJECT, other)
        _print(house, column.against(house, place))
        print("were its modules in the rooms of today:")
        _print(house.arranged(place), column.against(house, place))
        return
    house = read_house(PROJECT / SOURCES)
    _print(house, column.against(house))
    try:
        draw(house, column, PICTURE)
    except NoGraphvizError as error:
        sys.exit(str(error))
    print(f"drawn in {PICTURE.relative_to(PROJECT)}, without arrows that follow from others")


def _print(house: House, against: list[Import]) -> None:
    print(f"{len(house.rooms):5} rooms, with {len(house.modules)} modules")
    print(f"{len(house.arrows):5} arrows between rooms, of {house.crossing} imports")
    print(f"{len(house.two_way):5} pairs of rooms that import each other")
    for arrow in house.two_way:
        print(f"        {arrow.tail} <-> {arrow.head}")
    print(f"{len(against):5} imports against the layers")
    for one in against:
        print(f"        {one.importer} -> {one.imported}")


if __name__ == "__main__":
    main()
