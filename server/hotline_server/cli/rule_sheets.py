"""Sheets of the tables of a rule book in files: written in XLSX, read from XLSX or CSV as Excel and WPS save them."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hotline_client.cell_text import cell_text, escape, serial_day
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell as WorkbookCell
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from hotline_server.cli.csv_text import csv_text
from hotline_server.ground.workbooks import (
    BOLD,
    CELL_LIMIT,
    FINDINGS,
    UNREADABLE,
    WorkbookError,
    check_size,
    saved,
    text_cell,
    write_findings,
)
from hotline_server.rulebook.table_rows import ACTION, DELETES, ID, Cell, CellKind, SheetRow
from hotline_server.rulebook.tables import TABLES, Table, records

NOTES = "说明"
_VERSION = "规则库版本"
_NOTES = (
    f"一行一条。没有列出的行保持不变；要删除的，在“{ACTION}”里写“{DELETES[0]}”。",
    f"“{ID}”用来认出原来的一条，请不要改；新增的行把“{ID}”空着，放在哪里都可以。",
    "协办单位之间用“、”隔开；一句问法占一格里的一行（Alt+回车换行）。",
    "期限写 5（工作日）、24小时、15天，或“取短：5个工作日、7天”；协办必到写“是”，或空着。",
    "改好以后用 hotline rules import 导入草稿，再照常检查、发布。",
)
# Headings below which people write what is not imported.
REMARKS = ("备注", "说明", "序号")
_HEAD_ROWS = 5
_NEEDED_HEADS = 2
_ID_WIDTH, _ACTION_WIDTH = 28, 8
_SPACES = re.compile(r"\s+")
_NUMERIC = re.compile(r"-?\d+(?:\.\d+)?(?:E\+?\d+)?", re.IGNORECASE)
_GREY = PatternFill("solid", fgColor="FFEEEEEE")


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """Sheet as it was read.

    Attributes:
        table: which its rows belong to.
        rows: without empty ones.
        raw: cells of each row as the file has them, by row number.
        heads: headings as the file has them.
        unknown: headings that the table does not have; what is below them is not read.
    """

    table: Table
    rows: tuple[SheetRow, ...]
    raw: Mapping[int, Sequence[object]]
    heads: Sequence[object]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadFile:
    """File of sheets, and the version of the rule book that it was exported from, empty if it does not say."""

    sheets: tuple[ReadSheet, ...]
    version: str


def write_sheets(files: Mapping[str, bytes], version: str) -> bytes:
    """Write the tables of a rule book as a workbook.

    Raises:
        WorkbookError: if a text is too long for a cell.
        RuleBookError: if a file cannot be parsed.
    """
    book = Workbook(write_only=True)
    for table in TABLES:
        listed = records(table, files)
        sheet = book.create_sheet(table.name)
        sheet.freeze_panes = "C2"
        widths = (_ID_WIDTH, _ACTION_WIDTH, *(column.width for column in table.columns))
        for place, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        heads = (ID, ACTION, *_names(table))
        sheet.append([text_cell(sheet, head, BOLD) for head in heads])
        for record in listed:
            name = text_cell(sheet, escape(record.id))
            name.fill = _GREY
            texts = (_fitting(record.id, column.name, record.texts.get(column.name, "")) for column in table.columns)
            sheet.append([name, None, *(text_cell(sheet, escape(text)) if text else None for text in texts)])
        last = len(listed) + 1
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{last}"
        choice = DataValidation("list", formula1=f'"{DELETES[0]}"', allow_blank=True)
        choice.add(f"B2:B{last + 1000}")
        sheet.data_validations.append(choice)
    _add_notes(book, version)
    return saved(book)


def write_rest(sheets: Iterable[tuple[ReadSheet, Mapping[int, Sequence[str]]]], version: str) -> bytes:
    """Write the rows that were not imported as they are, with what is wrong with each in a column of its own.

    Args:
        sheets: with what is wrong with rows, by their numbers.
        version: of the draft that they go into next.
    """
    book = Workbook(write_only=True)
    for sheet, findings in sheets:
        kept = [place for place, head in enumerate(sheet.heads) if head != FINDINGS]
        rows = (
            (
                [f"第 {number} 行：{findings[number][0]}", *findings[number][1:]],
                [cells[place] for place in kept if place < len(cells)],
            )
            for number, cells in sheet.raw.items()
            if number in findings
        )
        if findings:
            write_findings(book, sheet.table.name, [sheet.heads[place] for place in kept], rows)
    _add_notes(book, version)
    return saved(book)


def read_sheets(path: Path) -> ReadFile:
    """Read the sheets of a workbook, or of a CSV file in UTF-8 or GBK.

    Raises:
        WorkbookError: if it is neither, or no sheet has the headings of a table.
        OSError: if it cannot be opened.
    """
    content = path.read_bytes()
    is_csv = path.suffix.lower() == ".csv"
    read = ReadFile(tuple(_of_csv(content)), "") if is_csv else _of_workbook(content)
    if not read.sheets:
        named = "、".join(table.name for table in TABLES)
        raise WorkbookError(f"没有认得的栏目；请在导出的工作簿（{named}）里改")
    return read


def _fitting(record: str, column: str, text: str) -> str:
    if len(text) > CELL_LIMIT:
        raise WorkbookError(f"{record} 的“{column}”超过 XLSX 一格的上限 {CELL_LIMIT} 字，请直接修改规则文件")
    return text


def _add_notes(book: Workbook, version: str) -> None:
    notes = book.create_sheet(NOTES)
    notes.column_dimensions["A"].width = 90
    notes.append([text_cell(notes, _VERSION), text_cell(notes, version)])
    for note in _NOTES:
        notes.append([text_cell(notes, note)])


def _of_csv(content: bytes) -> Iterator[ReadSheet]:
    text = csv_text(content)
    first = text.partition("\n")[0]
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t" if "\t" in first else ","))
    cells = {number: [_csv_cell(value) for value in row] for number, row in enumerate(rows, 1)}
    raw = dict(enumerate(rows, 1))
    with suppress(LookupError):
        yield _sheet("", cells, raw)


def _csv_cell(value: str) -> Cell:
    text = value.strip()
    return _number(text) if _NUMERIC.fullmatch(text) else Cell(text)


def _number(text: str) -> Cell:
    day = serial_day(float(text)) if text.isdecimal() else None
    return Cell(text, CellKind.NUMBER, day.isoformat() if day else "")


def _of_workbook(content: bytes) -> ReadFile:
    check_size(content)
    try:
        book = load_workbook(io.BytesIO(content))
        shown = {sheet.title: _shown(sheet) for sheet in book.worksheets}
    except Exception as error:  # the library raises whatever a broken part leads to
        raise WorkbookError(UNREADABLE) from error
    sheets = []
    for title, (cells, raw) in shown.items():
        with suppress(LookupError):
            sheets.append(_sheet(title, cells, raw))
    first = shown.get(NOTES, ({}, {}))[0].get(1, [])
    texts = [cell.text for cell in first]
    return ReadFile(tuple(sheets), texts[1] if texts[:1] == [_VERSION] and len(texts) > 1 else "")


def _shown(sheet: Worksheet) -> tuple[dict[int, list[Cell]], dict[int, list[object]]]:
    """Return the cells of a sheet by row, merged ones each with what they show, and their values."""
    merged = {}
    for area in sheet.merged_cells.ranges:
        # Down a column they stand for the same in each row; across columns only the first has something to say.
        for line in range(area.min_row, area.max_row + 1):
            merged[line, area.min_col] = sheet.cell(area.min_row, area.min_col)
    cells: dict[int, list[Cell]] = {}
    raw: dict[int, list[object]] = {}
    for number, row in enumerate(sheet.iter_rows(), 1):
        whole = [merged.get((number, place), cell) for place, cell in enumerate(row, 1)]
        shown = [_cell(one) for one in whole]
        if any(cell.text for cell in shown):
            cells[number], raw[number] = shown, [one.value for one in whole]
    return cells, raw


def _cell(cell: object) -> Cell:
    if not isinstance(cell, WorkbookCell):
        return Cell("")
    text = cell_text(cell)
    match cell.data_type:
        case "f":
            return Cell(text, CellKind.FORMULA)
        case "e":
            return Cell(text, CellKind.FAULT)
        case "d":
            return Cell(text, CellKind.DAY)
        case "n":
            return _number(text) if text else Cell("")
        case _:
            return Cell(text)


def _sheet(title: str, cells: Mapping[int, Sequence[Cell]], raw: Mapping[int, Sequence[object]]) -> ReadSheet:
    """Return a sheet with the headings of a table.

    Raises:
        LookupError: if it has none.
        WorkbookError: if a heading stands there twice, or may have been renamed.
    """
    head, names, table = _heads(title, cells)
    given = [name for name in names if name]
    known = {ID, ACTION, FINDINGS, *_names(table)}
    repeated = {name for name in given if given.count(name) > 1}
    if repeated & known:
        raise WorkbookError(f"工作表“{title or table.name}”里“{'、'.join(sorted(repeated & known))}”有两栏")
    unknown = tuple(dict.fromkeys(name for name in given if name not in known))
    _check_renamed(title or table.name, unknown, [name for name in (ID, ACTION, *_names(table)) if name not in given])
    rows = [
        SheetRow(number, {name: cell for name, cell in _paired(names, row) if name in known and name != FINDINGS})
        for number, row in cells.items()
        if number > head
    ]
    filled = tuple(row for row in rows if any(cell.text for cell in row.cells.values()))
    return ReadSheet(table, filled, {row.number: raw[row.number] for row in filled}, raw[head], unknown)


def _names(table: Table) -> Iterator[str]:
    """Yield the headings of a table."""
    yield from (column.name for column in table.columns)


def _check_renamed(sheet: str, unknown: Sequence[str], absent: Sequence[str]) -> None:
    """Refuse a sheet of which a heading may have been renamed: what is below it would be lost.

    Raises:
        WorkbookError: if there is a heading that nobody knows, other than of remarks, and one of the table's is not.
    """
    strange = [name for name in unknown if name not in REMARKS]
    if not strange or not absent:
        return
    close = [(name, meant) for name in strange for meant in absent if meant in name or name in meant]
    hints = "".join(f"“{name}”是不是“{meant}”？" for name, meant in close)
    raise WorkbookError(
        f"工作表“{sheet}”里不认得“{'、'.join(strange)}”，又没有“{'、'.join(absent)}”，没有导入。{hints}"
        f"请把栏名改回来；自己加的栏改叫“{REMARKS[0]}”，或者删去"
    )


def _paired(names: Sequence[str], row: Sequence[Cell]) -> Iterator[tuple[str, Cell]]:
    """Yield the cells of a row with their headings; one at its end that is not there is empty."""
    for place, name in enumerate(names):
        if name:
            yield name, row[place] if place < len(row) else Cell("")


def _heads(title: str, cells: Mapping[int, Sequence[Cell]]) -> tuple[int, list[str], Table]:
    """Return the row of the headings, the headings, and whose they are.

    Raises:
        LookupError: if there are none.
    """
    for number in list(cells)[:_HEAD_ROWS]:
        names = [_SPACES.sub("", cell.text) for cell in cells[number]]
        for table in sorted(TABLES, key=lambda table: (table.name != title, -_known(table, names))):
            if _known(table, names) >= _NEEDED_HEADS:
                return number, names, table
    raise LookupError(title)


def _known(table: Table, names: Sequence[str]) -> int:
    return sum(table.column(name) is not None for name in names)
