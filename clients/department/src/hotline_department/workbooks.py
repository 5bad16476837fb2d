"""Workbooks on disk: XLSX and ODS are read, XLSX is written, complete or not at all."""

import io
import os
import re
import tempfile
from datetime import datetime
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element
from zipfile import ZIP_DEFLATED, ZipFile

from defusedxml.ElementTree import iterparse
from openpyxl import Workbook, load_workbook

from hotline_department.exchange import sync_folder

_ROW_END, _DATA_END = b"</row>", b"</sheetData>"
_VALUES = (b"<v", b"<is", b"<f")
_EMPTY_CELL = rb"<(?:\w+:)?c\b[^>]*(?:/>|></(?:\w+:)?c>)"
_EMPTY_ROW = re.compile(
    rb"<(?:\w+:)?row\b[^>]*/>|<(?:\w+:)?row\b[^>]*[^/>]>(?:\s*" + _EMPTY_CELL + rb")*\s*</(?:\w+:)?row>"
)
_SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml")
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
# More columns than any sheet of cases has; LibreOffice fills rows to the last one.
_MOST_COLUMNS = 256
LAST_ROW = 1_048_576
_MOST_DIGITS, _MOST_SPACES = 9, 1000
_NOT_IN_TITLES = re.compile(r"[\\*?:/\[\]]")


class UnreadableError(ValueError):
    """File that is no workbook."""


def read(path: Path) -> Workbook:
    """Read a workbook, without the rows in which nothing was typed: they may be a million.

    Raises:
        UnreadableError: it is neither XLSX nor ODS, or damaged.
        OSError: it cannot be opened.
    """
    content = path.read_bytes()
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            is_ods = "mimetype" in archive.namelist() and archive.read("mimetype").decode().strip() == _ODS
            book = _from_ods(archive) if is_ods else load_workbook(_without_empty_rows(archive))
    except Exception as error:  # the libraries raise whatever a broken part leads to
        raise UnreadableError(str(path)) from error
    if not book.worksheets:
        raise UnreadableError(str(path))
    return book


def save(book: Workbook, path: Path) -> None:
    """Write a workbook so that it appears complete or not at all, for its owner alone.

    Raises:
        OSError: it cannot be written.
    """
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    new = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            book.save(file)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
        sync_folder(path.parent)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _without_empty_rows(archive: ZipFile) -> IO[bytes]:
    """Copy an XLSX file, leaving out rows that have only formatted empty cells."""
    copy = io.BytesIO()
    with ZipFile(copy, "w", ZIP_DEFLATED, compresslevel=1) as trimmed:
        for entry in archive.infolist():
            content = archive.read(entry)
            trimmed.writestr(entry.filename, _trim(content) if _SHEETS.fullmatch(entry.filename) else content)
    copy.seek(0)
    return copy


def _trim(sheet: bytes) -> bytes:
    last_value, data_end = max(sheet.rfind(begin) for begin in _VALUES), sheet.rfind(_DATA_END)
    row_end = sheet.find(_ROW_END, last_value) if last_value >= 0 else -1
    if 0 <= row_end < data_end:
        sheet = sheet[: row_end + len(_ROW_END)] + sheet[data_end:]
    return _EMPTY_ROW.sub(b"", sheet)


def _from_ods(archive: ZipFile) -> Workbook:
    """Copy the values of an ODS file into a workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    with archive.open("content.xml") as content:
        sheet, row = None, 0
        for event, element in iterparse(content, ("start", "end")):
            if event == "start" and element.tag == f"{_TABLE}table":
                sheet, row = book.create_sheet(_NOT_IN_TITLES.sub("", element.get(f"{_TABLE}name", ""))[:31] or None), 0
            elif event == "end" and element.tag == f"{_TABLE}table-row" and sheet is not None:
                values, repeated = _ods_values(element), _repetitions(element, f"{_TABLE}number-rows-repeated")
                # The same case twice is refused, so that further copies tell nothing.
                for place in range(min(repeated, 2, LAST_ROW - row) if values else 0):
                    for column, value in values:
                        sheet.cell(row + place + 1, column, value)
                row += repeated
                element.clear()
    return book


def _ods_values(row: Element) -> list[tuple[int, object]]:
    """Return the columns and the values of a row's cells, without empty ones."""
    found: list[tuple[int, object]] = []
    column = 1
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        repeated = _repetitions(cell, f"{_TABLE}number-columns-repeated")
        value = _ods_value(cell)
        if value is not None:
            found += [(place, value) for place in range(column, min(column + repeated, _MOST_COLUMNS + 1))]
        column += repeated
    return found


def _ods_value(cell: Element) -> object:
    formula = cell.get(f"{_TABLE}formula")
    if formula is not None:
        return f"={formula}"
    try:
        match cell.get(f"{_OFFICE}value-type"):
            case "float":
                number, shown = float(cell.get(f"{_OFFICE}value", "0")), _ods_shown(cell)
                # Numbers that keep their zeros are written with them.
                return shown if shown.startswith("0") and shown.isdecimal() and int(shown) == number else number
            case "date":
                return datetime.fromisoformat(cell.get(f"{_OFFICE}date-value", "")).replace(tzinfo=None)
            case None:
                return None
    except ValueError:
        # What the cell shows is for its row to judge.
        pass
    return _ods_shown(cell) or None


def _ods_shown(cell: Element) -> str:
    """Return what a cell shows: amounts and shares with their signs."""
    return "\n".join(_ods_text(line) for line in cell.findall(f"{_TEXT}p"))


def _repetitions(element: Element, name: str) -> int:
    """Return how often a row or cell stands there; once if that is no number."""
    count = element.get(name, "1")
    return int(count) if count.isdecimal() and len(count) < _MOST_DIGITS else 1


def _ods_text(element: Element) -> str:
    """Return the text of a paragraph with its spaces, tabs and line breaks."""
    match element.tag.removeprefix(_TEXT):
        case "s":
            own = " " * min(_repetitions(element, f"{_TEXT}c"), _MOST_SPACES)
        case "tab":
            own = "\t"
        case "line-break":
            own = "\n"
        case _:
            own = element.text or ""
    return own + "".join(_ods_text(child) + (child.tail or "") for child in element)
