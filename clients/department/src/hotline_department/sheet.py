"""Workbook of open cases for departments without a system: exported, filled in, and processed row by row."""

import math
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile
from zoneinfo import ZoneInfo

import grpc
from google.protobuf.timestamp_pb2 import Timestamp
from hotline.v1 import act_pb2, case_pb2
from hotline.v1.department_service_pb2 import GetAssignedCaseRequest, ListAssignedCasesRequest
from hotline_client import Hotline, HotlineError
from hotline_client.characters import replace_unfit
from hotline_client.retries import TIMEOUT_SECONDS
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from hotline_department import wording as w
from hotline_department.acts import Act, ActError, is_case_number, parse_act, perform
from hotline_department.exchange import format_json

CITY_ZONE = ZoneInfo("Asia/Shanghai")
# Heading and width in characters.
_READ_ONLY = {
    w.NUMBER: 18, w.ROLE: 8, w.STATE: 8, w.CALLED_AT: 17, w.SUBJECT: 20, w.CONTENT: 50, w.DISTRICT: 10, w.ADDRESS: 20,
    w.DUE_AT: 17, w.DEMAND: 24,
}  # fmt: skip
_EDITABLE = {w.ACT: 10, w.TEXT: 40, w.DAYS: 8, w.BASIS: 20, w.MISSING_REASON: 20, w.ACTOR: 10}
_COLUMNS = {**_READ_ONLY, **_EDITABLE, w.RESULT: 30, w.VERSION: 8}
_POSITIONS = {heading: place for place, heading in enumerate(_COLUMNS, 1)}
_DAYS = [str(days) for days in range(1, 31)]
_OPEN = (
    case_pb2.ASSIGNMENT_STATE_ASSIGNED,
    case_pb2.ASSIGNMENT_STATE_ACCEPTED,
    case_pb2.ASSIGNMENT_STATE_RETURNED,
)
# Row height: points per line, and the maximum number of lines.
_LINE_POINTS, _MAX_LINES = 15, 20
_DEMANDS = (act_pb2.ACT_RETURN_FOR_REWORK, act_pb2.ACT_SUPERVISE, act_pb2.ACT_RAISE_SUPERVISION)
_thin = Side(style="thin", color="FF999999")
_BORDER = Border(left=_thin, right=_thin, top=_thin, bottom=_thin)
_HEADER_FILL, _EDITABLE_FILL = PatternFill("solid", fgColor="FFDDE6F0"), PatternFill("solid", fgColor="FFFFF8DC")
_SUCCESS_FONT, _ERROR_FONT = Font(color="FF1A7F37"), Font(color="FFB42318", bold=True)


class SheetError(ValueError):
    """Not a workbook of open cases."""


@dataclass(frozen=True, slots=True)
class SheetResult:
    """Number of rows performed and refused."""

    done: int
    refused: int


def export(hotline: Hotline, department: str, path: Path) -> int:
    """Write a workbook of the department's open cases, and return their number.

    Raises:
        HotlineError: the service refused the request or is unreachable.
    """
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError(sheet)
    sheet.title = w.SHEET
    for heading, place in _POSITIONS.items():
        cell = sheet.cell(1, place, heading)
        cell.font, cell.fill, cell.border = Font(bold=True), _HEADER_FILL, _BORDER
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(place)].width = _COLUMNS[heading]
    sheet.row_dimensions[1].height = 2 * _LINE_POINTS
    count = 0
    for count, case in enumerate(_open_cases(hotline, department), 1):
        _write_row(sheet, count + 1, case, department, _latest_demand(hotline, case, department))
    sheet.freeze_panes = "B2"
    sheet.column_dimensions[get_column_letter(_POSITIONS[w.VERSION])].hidden = True
    acts = get_column_letter(_POSITIONS[w.ACT])
    choice = DataValidation("list", formula1='"' + ",".join(w.ACTS) + '"', allow_blank=True)
    sheet.add_data_validation(choice)
    choice.add(f"{acts}2:{acts}{max(count + 1, 2)}")
    page = sheet.page_setup
    page.orientation, page.paperSize, page.fitToWidth, page.fitToHeight = "landscape", sheet.PAPERSIZE_A3, 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    # Guards against slips, not against people: there is no password.
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    instructions = book.create_sheet(w.INSTRUCTIONS_TITLE)
    instructions.column_dimensions["A"].width = 100
    for row, line in enumerate(w.INSTRUCTIONS, 1):
        instructions.cell(row, 1, line)
    _save(book, path)
    return count


def process(hotline: Hotline, department: str, path: Path, out: Path) -> SheetResult:
    """Perform the acts of a filled-in workbook row by row, and write each row's result to ``out``.

    An invalid row does not affect the others; a row performed earlier is skipped.

    Raises:
        SheetError: not a workbook of open cases; nothing was performed.
    """
    try:
        book = load_workbook(path)
    except (InvalidFileException, BadZipFile, KeyError, OSError) as error:
        raise SheetError(w.NOT_XLSX) from error
    sheet = book[w.SHEET] if w.SHEET in book.sheetnames else book.worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    missing = [heading for heading in _COLUMNS if heading not in headings]
    if missing:
        raise SheetError(w.MISSING_COLUMNS.format(missing="、".join(missing)))
    places = {heading: headings.index(heading) + 1 for heading in _COLUMNS}
    rows = list(range(2, sheet.max_row + 1))
    occurrences = Counter(_text(sheet.cell(row, places[w.NUMBER]).value) for row in rows)
    done = refused = 0
    try:
        for row in rows:
            cells = {heading: _cell(sheet, row, place) for heading, place in places.items()}
            values = {heading: _text(cell.value) for heading, cell in cells.items()}
            if values[w.RESULT].startswith(w.DONE) or not any(
                values[heading] for heading in _EDITABLE if heading != w.ACTOR
            ):
                continue
            message = _process_row(hotline, department, cells, values, occurrences)
            _fit_height(sheet, row, cells)
            done, refused = done + (not message), refused + bool(message)
            # Saved after every row, so that the result survives whatever happens to the next one.
            _save(book, out)
    finally:
        _save(book, out)
    return SheetResult(done, refused)


def _save(book: Workbook, path: Path) -> None:
    """Write a workbook beside its place and rename it, so that one that cannot be written harms none."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.xlsx")
    try:
        book.save(partial)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _process_row(
    hotline: Hotline,
    department: str,
    cells: Mapping[str, Cell],
    values: Mapping[str, str],
    occurrences: Mapping[str, int],
) -> str:
    """Perform a row's act and return the error message; empty on success."""
    try:
        if occurrences[values[w.NUMBER]] > 1:
            raise ActError({w.NUMBER: w.DUPLICATE_ROW})
        act = _parse_row(values)
        case = perform(hotline, department, act, values[w.VERSION])
    except ActError as error:
        message = "；".join(f"{field}：{text}" if field else text for field, text in error.fields.items())
    except grpc.RpcError as error:
        message = _refusal_message(hotline, department, cells, values, HotlineError.from_rpc(error))
    else:
        _refresh(cells, case, department)
        cells[w.RESULT].value = f"{w.DONE} {datetime.now(CITY_ZONE):%Y-%m-%d %H:%M}"
        cells[w.RESULT].font = _SUCCESS_FONT
        return ""
    cells[w.RESULT].value = replace_unfit(f"{w.NOT_DONE}{message}")
    cells[w.RESULT].font = _ERROR_FONT
    return message


def _parse_row(values: Mapping[str, str]) -> Act:
    """Parse a row's act.

    Raises:
        ActError: columns are invalid.
    """
    kind = w.ACTS.get(values[w.ACT], "")
    errors = {
        heading: message for heading in (*_EDITABLE, w.NUMBER) if (message := _column_error(heading, kind, values))
    }
    if errors:
        raise ActError(errors)
    text = values[w.TEXT]
    about: dict[str, dict[str, Any]] = {
        "accept": {},
        "progress": {"progress": text},
        "reply": {"reply": text, "missing_reason": values[w.MISSING_REASON]},
        "extension": {"reason": text, "working_days": values[w.DAYS]},
        "object": {"reason": text, "legal_basis": values[w.BASIS]},
    }
    return parse_act(format_json({"case": values[w.NUMBER], "act": kind, "actor": values[w.ACTOR], **about[kind]}))


def _column_error(heading: str, kind: str, values: Mapping[str, str]) -> str:
    """Return the error message for a column; empty if valid."""
    value = values[heading]
    if value.startswith("="):
        return w.FORMULA
    match heading:
        case w.ACT if not kind:
            return w.UNKNOWN_CHOICE.format(allowed="、".join(w.ACTS)) if value else w.NO_ACT
        case w.TEXT if kind not in ("", "accept") and not value:
            return w.NO_TEXT
        case w.DAYS if kind == "extension" and value not in _DAYS:
            return w.NO_DAYS
        case w.BASIS if kind == "object" and not value:
            return w.NO_BASIS
        case w.ACTOR if not value:
            return w.NO_ACTOR
        case w.NUMBER if not is_case_number(value):
            return w.UNKNOWN_CASE
    return ""


def _refusal_message(
    hotline: Hotline, department: str, cells: Mapping[str, Cell], values: Mapping[str, str], error: HotlineError
) -> str:
    """Return the error message for a refused row; if the case has changed, refresh the row too."""
    if error.code is grpc.StatusCode.NOT_FOUND:
        return w.UNKNOWN_CASE
    if error.code is grpc.StatusCode.ABORTED:
        case = next((case for case in _open_cases(hotline, department) if case.number == values[w.NUMBER]), None)
        if case is not None:
            _refresh(cells, case, department, _latest_demand(hotline, case, department))
            return w.CHANGED
    return str(error)


def _latest_demand(hotline: Hotline, case: case_pb2.Case, department: str) -> str:
    """Return the reason of the desk's latest rework or supervision demand 发回重办、督办; empty if none."""
    mine = [assignment for assignment in case.assignments if assignment.department == department][-1]
    if not mine.rework_count and not mine.supervision_count:
        return ""
    request = GetAssignedCaseRequest(department=department, number=case.number)
    try:
        log = hotline.departments.GetAssignedCase(request, timeout=TIMEOUT_SECONDS).case.log
    except grpc.RpcError as error:
        raise HotlineError.from_rpc(error) from error
    demands = [entry.reason for entry in log if entry.act in _DEMANDS and entry.department in ("", department)]
    return demands[-1] if demands else ""


def _open_cases(hotline: Hotline, department: str) -> Iterator[case_pb2.Case]:
    request = ListAssignedCasesRequest(department=department, states=_OPEN, page_size=200)
    while True:
        try:
            page = hotline.departments.ListAssignedCases(request, timeout=TIMEOUT_SECONDS)
        except grpc.RpcError as error:
            raise HotlineError.from_rpc(error) from error
        yield from page.cases
        if not page.next_page_token:
            return
        request.page_token = page.next_page_token


def _write_row(sheet: Worksheet, row: int, case: case_pb2.Case, department: str, demand: str) -> None:
    cells = {}
    for heading, place in _POSITIONS.items():
        cell = _cell(sheet, row, place)
        cell.border = _BORDER
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        cell.number_format = "@"
        if heading in _EDITABLE:
            cell.fill, cell.protection = _EDITABLE_FILL, Protection(locked=False)
        cells[heading] = cell
    _refresh(cells, case, department, demand)
    _fit_height(sheet, row, cells)


def _fit_height(sheet: Worksheet, row: int, cells: Mapping[str, Cell]) -> None:
    """Set the height of a row to fit its longest text."""
    lines = [
        math.ceil(sum(1 if char.isascii() else 2 for char in _text(cell.value)) / _COLUMNS[heading])
        for heading, cell in cells.items()
    ]
    sheet.row_dimensions[row].height = min(max([*lines, 1]), _MAX_LINES) * _LINE_POINTS


def _refresh(cells: Mapping[str, Cell], case: case_pb2.Case, department: str, demand: str = "") -> None:
    mine = [assignment for assignment in case.assignments if assignment.department == department][-1]
    state = case_pb2.AssignmentState.Name(mine.state)
    values = {
        w.NUMBER: case.number,
        w.ROLE: w.LEAD if mine.leads else w.COHANDLER,
        w.STATE: w.STATES.get(state, ""),
        w.CALLED_AT: _local_time(case.call.received_at),
        w.SUBJECT: case.call.subject,
        w.CONTENT: case.call.content,
        w.DISTRICT: case.call.district,
        w.ADDRESS: case.call.address,
        w.DUE_AT: _local_time(mine.due_at),
        w.DEMAND: demand,
        w.VERSION: case.etag,
    }
    for heading, value in values.items():
        cells[heading].value = replace_unfit(value)
        # Callers' words stay text even if they look like a formula.
        cells[heading].data_type = "s"


def _cell(sheet: Worksheet, row: int, place: int) -> Cell:
    cell = sheet.cell(row, place)
    if not isinstance(cell, Cell):
        raise SheetError(w.MERGED.format(place=cell.coordinate))
    return cell


def _local_time(moment: Timestamp) -> str:
    return moment.ToDatetime(CITY_ZONE).strftime("%Y-%m-%d %H:%M") if moment.seconds else ""


def _text(value: Any) -> str:
    """Return a cell's value as text; a whole number as its digits."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()
