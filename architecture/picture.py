"""A picture of the rooms in their layers, drawn by Graphviz."""

import shutil
import subprocess
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

from architecture.column import Column, top
from architecture.rooms import Arrow, House

_TITLE = "{http://www.w3.org/2000/svg}title"
_GROUP = "{http://www.w3.org/2000/svg}g"


class NoGraphvizError(Exception):
    """Graphviz is not installed; the message says how it is."""


def draw(house: House, column: Column, path: Path) -> None:
    """Draw a picture as SVG.

    Raises:
        NoGraphvizError: if the program ``dot`` is missing.
    """
    if shutil.which("dot") is None:
        raise NoGraphvizError("drawing needs the program dot: install graphviz (Debian: apt-get install graphviz)")
    drawn = subprocess.run(
        ["dot", "-Tsvg"],
        input=dot_text(house, column),
        capture_output=True,
        text=True,
        check=True,
    )
    path.write_text(drawn.stdout, "utf-8")


def dot_text(house: House, column: Column) -> str:
    """Return the picture in Graphviz's language: a box a layer, from the top down, and its rooms in it."""
    return "\n".join(
        [
            "digraph architecture {",
            "  rankdir=TB; newrank=true; nodesep=0.25; ranksep=0.2;",
            '  node [shape=box, style="rounded,filled", fillcolor=white, fontname=Helvetica, fontsize=11, height=0.3];',
            "  edge [color=gray40, arrowsize=0.6];",
            *_layers(house, column),
            *(f'  "{arrow.tail}" -> "{arrow.head}";' for arrow in house.drawn()),
            "}",
        ]
    )


def _layers(house: House, column: Column) -> Iterator[str]:
    levels = [[room for room in house.rooms if top(room) in level] for level in column.levels]
    for place, (level, rooms) in enumerate(zip(column.levels, levels, strict=True)):
        for layer in level:
            yield from _box(layer, [room for room in rooms if top(room) == layer])
        # Nothing is seen of a floor: it keeps all of one level above all of the next.
        yield f'  "floor {place}" [style=invis, shape=point, width=0, height=0];'
        yield from (f'  "{room}" -> "floor {place}" [style=invis];' for room in rooms)
        following = levels[place + 1] if place + 1 < len(levels) else []
        yield from (f'  "floor {place}" -> "{room}" [style=invis];' for room in following)


def _box(layer: str, rooms: list[str]) -> Iterator[str]:
    yield f'  subgraph "cluster {layer}" {{'
    yield f'    label="{layer}"; labeljust=l; fontname="Helvetica-Bold"; fontsize=12; style=filled; color=gray92;'
    yield from (f'    "{room}" [label="{room.removeprefix(f"{layer}.")}"];' for room in rooms)
    yield "  }"


def shown_in(path: Path) -> tuple[set[str], set[Arrow]]:
    """Return the rooms and the arrows that a picture shows."""
    rooms: set[str] = set()
    arrows: set[Arrow] = set()
    for group in ET.parse(path).iter(_GROUP):  # noqa: S314 - of our own making
        title = unescape(group.findtext(_TITLE) or "")
        if group.get("class") == "node":
            rooms.add(title)
        elif group.get("class") == "edge" and len(group) > 1:
            arrows.add(Arrow(*title.split("->")))
    return rooms, arrows
