"""The workbook as a file: read, and saved wherever its result goes."""

from pathlib import Path

from hotline_client.system_errors import reason_of
from openpyxl import Workbook

from hotline_department import wording as w
from hotline_department import workbooks


class SheetError(ValueError):
    """Not a workbook of open cases."""


def place_of_result(path: Path) -> Path:
    """Return where the result of a workbook goes if nobody says: into it, or beside it if it is of another format.

    Raises:
        SheetError: another file is there.
    """
    if path.suffix.lower() == ".xlsx":
        return path
    place = path.with_suffix(".xlsx")
    if place.exists():
        raise SheetError(w.OTHER_FILE.format(path=place))
    return place


def read(path: Path) -> Workbook:
    """Read a workbook.

    Raises:
        SheetError: it is none, or cannot be opened.
    """
    try:
        return workbooks.read(path)
    except workbooks.UnreadableError as error:
        raise SheetError(w.NOT_XLSX) from error
    except OSError as error:
        raise SheetError(w.NOT_READABLE.format(path=path, reason=reason_of(error))) from error


def save(book: Workbook, path: Path) -> None:
    """Write a workbook.

    Raises:
        SheetError: it cannot be written.
    """
    try:
        workbooks.save(book, path)
    except OSError as error:
        raise SheetError(w.NOT_WRITABLE.format(path=path, reason=reason_of(error))) from error
