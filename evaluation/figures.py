"""Tables of figures, for the terminal and for pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

WIDTH = 132


@dataclass(frozen=True, slots=True)
class Figures:
    """Table of figures.

    Attributes:
        title: what was measured, and on how much.
        headings: of the columns; the first names what a row is about.
        rows: of cells; an empty row parts those above from those below.
    """

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]

    def table(self) -> Table:
        """Return it for a terminal."""
        table = Table(title=self.title, header_style="bold", title_justify="left")
        for place, heading in enumerate(self.headings):
            table.add_column(heading, justify="right" if place else "left", overflow="fold")
        for row in self.rows:
            if row:
                table.add_row(*row)
            else:
                table.add_section()
        return table

    def markdown(self) -> str:
        """Return it for a page."""
        lines = [self.headings, ["---", *("---:" for _ in self.headings[1:])], *filter(None, self.rows)]
        cells = ([cell.replace("|", "\\|") for cell in line] for line in lines)
        return f"**{self.title}**\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in cells)


def print_figures(figures: Iterable[Figures]) -> None:
    """Print tables."""
    console = Console() if Console().is_terminal else Console(width=WIDTH)
    for one in figures:
        console.print(one.table())
