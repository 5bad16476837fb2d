"""The workbook of a department, as its staff fill it in."""

from pathlib import Path
from typing import Any

from hotline_department import wording as w
from openpyxl import load_workbook


def fill(path: Path, number: str, sheet: str = w.SHEET, **columns: Any) -> None:
    """Fill in a case's row, as the department's staff would."""
    book = load_workbook(path)
    page = book[sheet]
    headings = [cell.value for cell in page[1]]
    for row in page.iter_rows(min_row=2):
        if row[0].value == number:
            for heading, value in columns.items():
                row[headings.index(heading)].value = value
    book.save(path)


def rows(path: Path) -> dict[str, dict[str, Any]]:
    page = load_workbook(path)[w.SHEET]
    first, *others = page.iter_rows(values_only=True)
    headings = [str(heading) for heading in first]
    return {str(row[0]): dict(zip(headings, row, strict=True)) for row in others}
