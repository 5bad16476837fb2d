"""Tables of figures, for the terminal and for pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

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


def put_between_marks(page: Path, name: str, content: str) -> None:
    """Put content between the marks of a section of a page, in place of what stood there.

    Raises:
        ValueError: if the page has no such marks.
    """
    begin, end = f"<!-- figures: {name} -->", f"<!-- /figures: {name} -->"
    before, found, rest = page.read_text("utf-8").partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"{page}: no {begin} … {end}")
    page.write_text(f"{before}{begin}\n\n{content}\n\n{end}{after}", "utf-8")
