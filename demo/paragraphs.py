"""Chinese text on lines of a given width."""

import re
from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console

# What no line break may part: a number and what it counts, a Latin word, a sign and what it belongs to.
_UNIT = re.compile(r"[“（]*(?:[!-~]*[A-Za-z0-9][!-~]* ?[^\s，。、；：？！）”]?|.)[，。、；：？！）”]*", re.DOTALL)


def folded(text: str, width: int) -> list[str]:
    """Break text into lines that are ``width`` columns wide at most; a Chinese character takes two."""
    lines = [""]
    for unit in _units(text):
        if lines[-1] and cell_len((lines[-1] + unit).rstrip()) > width:
            lines.append("")
        lines[-1] += unit if lines[-1] else unit.lstrip()
    return [line.rstrip() for line in lines]


def _units(text: str) -> Iterator[str]:
    return (found[0] for found in _UNIT.finditer(text))


def print_paragraph(console: Console, text: str, style: str = "") -> None:
    """Print text as wide as the terminal."""
    console.print("\n".join(folded(text, console.width)), style=style, markup=False, highlight=False)
