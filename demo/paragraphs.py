"""Line breaking for Chinese text."""

import re
from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console

# Units that no line break may split: a number with what it counts, a Latin word, a character with its punctuation.
_UNIT = re.compile(r"[“（]*(?:[!-~]*[A-Za-z0-9][!-~]* ?[^\s，。、；：？！）”]?|.)[，。、；：？！）”]*", re.DOTALL)


def folded(text: str, width: int) -> list[str]:
    """Break text into lines of at most ``width`` columns; a Chinese character takes two."""
    lines = [""]
    for unit in _units(text):
        if lines[-1] and cell_len((lines[-1] + unit).rstrip()) > width:
            lines.append("")
        lines[-1] += unit if lines[-1] else unit.lstrip()
    return [line.rstrip() for line in lines]


def _units(text: str) -> Iterator[str]:
    return (found[0] for found in _UNIT.finditer(text))


def print_paragraph(console: Console, text: str, style: str = "") -> None:
    """Print text, broken at the width of the terminal."""
    console.print("\n".join(folded(text, console.width)), style=style, markup=False, highlight=False)
