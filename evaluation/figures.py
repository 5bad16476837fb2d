"""Tables of figures, for the terminal and for pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

WIDTH = 132
BEGIN, END = "<!-- figures -->", "<!-- /figures -->"


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


def write_figures(page: Path, figures: Iterable[Figures]) -> None:
    """Put tables between the marks of a page, in place of those before.

    Raises:
        ValueError: if the page has no such marks.
    """
    before, begin, rest = page.read_text("utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{page}: no {BEGIN} … {END}")
    shown = "\n\n".join(one.markdown() for one in figures)
    page.write_text(f"{before}{begin}\n\n{shown}\n\n{end}{after}", "utf-8")
