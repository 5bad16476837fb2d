"""For departments without a system: a workbook of what they have to do, filled in and sent back, checked row by row."""

import math
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
from hotline_client.retrying import TIMEOUT_SECONDS
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from hotline_department import wording as w
from hotline_department.acts import Act, ActError, act_of, is_number, perform
from hotline_department.exchange import readable

CITY = ZoneInfo("Asia/Shanghai")
# Heading, and how many characters wide.
_SHOWN = {
    w.NUMBER: 18, w.ROLE: 8, w.STATE: 8, w.CALLED: 17, w.SUBJECT: 20, w.CONTENT: 50, w.DISTRICT: 10, w.ADDRESS: 20,
    w.LIMIT: 17, w.REQUIRED: 24,
}  # fmt: skip
_FILLED = {w.ACT: 10, w.TEXT: 40, w.DAYS: 8, w.MISSING: 20, w.ACTOR: 10}
_COLUMNS = {**_SHOWN, **_FILLED, w.RESULT: 30, w.VERSION: 8}
_PLACES = {heading: place for place, heading in enumerate(_COLUMNS, 1)}
_DAYS = [str(days) for days in range(1, 31)]
_OPEN = (
    case_pb2.ASSIGNMENT_STATE_ASSIGNED,
    case_pb2.ASSIGNMENT_STATE_ACCEPTED,
    case_pb2.ASSIGNMENT_STATE_RETURNED,
)
# Points; more than so many lines are scrolled.
_LINE, _MOST_LINES = 15, 20
_DEMANDS = (act_pb2.ACT_RETURN_FOR_REWORK, act_pb2.ACT_SUPERVISE, act_pb2.ACT_RAISE_SUPERVISION)
_thin = Side(style="thin", color="FF999999")
_BORDER = Border(left=_thin, right=_thin, top=_thin, bottom=_thin)
_HEAD, _TO_FILL = PatternFill("solid", fgColor="FFDDE6F0"), PatternFill("solid", fgColor="FFFFF8DC")
_GOOD, _BAD = Font(color="FF1A7F37"), Font(color="FFB42318", bold=True)


class SheetError(ValueError):
    """It is no workbook of this kind."""


@dataclass(frozen=True, slots=True)
class Taken:
    """How many rows were done, and how many were not."""

    done: int
    refused: int


def make(hotline: Hotline, department: str, path: Path) -> int:
    """Write a workbook of all that waits for the department; how many cases there are.

    Raises:
        HotlineError: the service refused it, or could not be reached.
    """
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError(sheet)
    sheet.title = w.SHEET
    for heading, place in _PLACES.items():
        cell = sheet.cell(1, place, heading)
        cell.font, cell.fill, cell.border = Font(bold=True), _HEAD, _BORDER
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(place)].width = _COLUMNS[heading]
    sheet.row_dimensions[1].height = 2 * _LINE
    count = 0
    for count, case in enumerate(_waiting(hotline, department), 1):
        _show(sheet, count + 1, case, department, _required(hotline, case, department))
    sheet.freeze_panes = "B2"
    sheet.column_dimensions[get_column_letter(_PLACES[w.VERSION])].hidden = True
    acts = get_column_letter(_PLACES[w.ACT])
    choice = DataValidation("list", formula1='"' + ",".join(w.ACTS) + '"', allow_blank=True)
    sheet.add_data_validation(choice)
    choice.add(f"{acts}2:{acts}{max(count + 1, 2)}")
    page = sheet.page_setup
    page.orientation, page.paperSize, page.fitToWidth, page.fitToHeight = "landscape", sheet.PAPERSIZE_A3, 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    # Against slips, not against people: there is no password.
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    explained = book.create_sheet(w.HOW)
    explained.column_dimensions["A"].width = 100
    for row, line in enumerate(w.EXPLAINED, 1):
        explained.cell(row, 1, line)
    book.save(path)
    return count


def take(hotline: Hotline, department: str, path: Path, out: Path) -> Taken:
    """Do what a filled-in workbook says, row by row, and write into ``out`` what became of each.

    A row that is wrong is told so and keeps no other from being done; one that was done before is left alone.

    Raises:
        SheetError: it is no workbook of this kind; nothing was done.
    """
    try:
        book = load_workbook(path)
    except (InvalidFileException, BadZipFile, KeyError, OSError) as error:
        raise SheetError(w.NOT_XLSX) from error
    sheet = book[w.SHEET] if w.SHEET in book.sheetnames else book.worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    missing = [heading for heading in _COLUMNS if heading not in headings]
    if missing:
        raise SheetError(w.NO_SHEET.format(missing="、".join(missing)))
    places = {heading: headings.index(heading) + 1 for heading in _COLUMNS}
    rows = list(range(2, sheet.max_row + 1))
    times = Counter(_text(sheet.cell(row, places[w.NUMBER]).value) for row in rows)
    done = refused = 0
    try:
        for row in rows:
            cells = {heading: _cell(sheet, row, place) for heading, place in places.items()}
            said = {heading: _text(cell.value) for heading, cell in cells.items()}
            if said[w.RESULT].startswith(w.DONE) or not any(said[heading] for heading in _FILLED if heading != w.ACTOR):
                continue
            wrong = _row(hotline, department, cells, said, times)
            _fit(sheet, row, cells)
            done, refused = done + (not wrong), refused + bool(wrong)
            # So that what was done is known, whatever happens to the next row.
            book.save(out)
    finally:
        book.save(out)
    return Taken(done, refused)


def _row(
    hotline: Hotline, department: str, cells: Mapping[str, Cell], said: Mapping[str, str], times: Mapping[str, int]
) -> str:
    """Do a row; what was wrong with it, or nothing."""
    try:
        if times[said[w.NUMBER]] > 1:
            raise ActError({w.NUMBER: w.TWICE})
        act = _act(said)
        case = perform(hotline, department, act, said[w.VERSION])
    except ActError as error:
        wrong = ";".join(f"{field}:{text}" if field else text for field, text in error.fields.items())
    except grpc.RpcError as error:
        wrong = _refused(hotline, department, cells, said, HotlineError.from_rpc(error))
    else:
        _refresh(cells, case, department)
        cells[w.RESULT].value = f"{w.DONE} {datetime.now(CITY):%Y-%m-%d %H:%M}"
        cells[w.RESULT].font = _GOOD
        return ""
    cells[w.RESULT].value = f"{w.NOT_DONE}{wrong}"
    cells[w.RESULT].font = _BAD
    return wrong


def _act(said: Mapping[str, str]) -> Act:
    """The act that a row says.

    Raises:
        ActError: with what is wrong with each column.
    """
    kind = w.ACTS.get(said[w.ACT], "")
    wrong = {heading: message for heading in (*_FILLED, w.NUMBER) if (message := _wrong(heading, kind, said))}
    if wrong:
        raise ActError(wrong)
    text = said[w.TEXT]
    about: dict[str, dict[str, Any]] = {
        "accept": {},
        "progress": {"progress": text},
        "reply": {"reply": text, "missing_reason": said[w.MISSING]},
        "extension": {"reason": text, "working_days": said[w.DAYS]},
        "send_back": {"reason": text},
    }
    return act_of(readable({"case": said[w.NUMBER], "act": kind, "actor": said[w.ACTOR], **about[kind]}))


def _wrong(heading: str, kind: str, said: Mapping[str, str]) -> str:
    """What is wrong with a column of a row, or nothing."""
    value = said[heading]
    if value.startswith("="):
        return w.FORMULA
    match heading:
        case w.ACT if not kind:
            return w.ONLY_ACTS.format(allowed="、".join(w.ACTS)) if value else w.NO_ACT
        case w.TEXT if kind not in ("", "accept") and not value:
            return w.NO_TEXT
        case w.DAYS if kind == "extension" and value not in _DAYS:
            return w.NO_DAYS
        case w.ACTOR if not value:
            return w.NO_ACTOR
        case w.NUMBER if not is_number(value):
            return w.NOT_OURS
    return ""


def _refused(
    hotline: Hotline, department: str, cells: Mapping[str, Cell], said: Mapping[str, str], error: HotlineError
) -> str:
    """What to tell of a row that the service refused; what changed meanwhile is shown in it."""
    if error.code is grpc.StatusCode.NOT_FOUND:
        return w.NOT_OURS
    if error.code is grpc.StatusCode.ABORTED:
        case = next((one for one in _waiting(hotline, department) if one.number == said[w.NUMBER]), None)
        if case is not None:
            _refresh(cells, case, department, _required(hotline, case, department))
            return w.CHANGED
    return str(error)


def _required(hotline: Hotline, case: case_pb2.Case, department: str) -> str:
    """What the desk last demanded of the department 发回重办、督办; empty where it did not."""
    mine = [one for one in case.assignments if one.department == department][-1]
    if not mine.reworks and not mine.supervisions:
        return ""
    asked = GetAssignedCaseRequest(department=department, number=case.number)
    try:
        log = hotline.departments.GetAssignedCase(asked, timeout=TIMEOUT_SECONDS).case.log
    except grpc.RpcError as error:
        raise HotlineError.from_rpc(error) from error
    demands = [entry.reason for entry in log if entry.act in _DEMANDS and entry.department in ("", department)]
    return demands[-1] if demands else ""


def _waiting(hotline: Hotline, department: str) -> Iterator[case_pb2.Case]:
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


def _show(sheet: Worksheet, row: int, case: case_pb2.Case, department: str, required: str) -> None:
    cells = {}
    for heading, place in _PLACES.items():
        cell = _cell(sheet, row, place)
        cell.border = _BORDER
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        cell.number_format = "@"
        if heading in _FILLED:
            cell.fill, cell.protection = _TO_FILL, Protection(locked=False)
        cells[heading] = cell
    _refresh(cells, case, department, required)
    _fit(sheet, row, cells)


def _fit(sheet: Worksheet, row: int, cells: Mapping[str, Cell]) -> None:
    """Make a row as high as its longest text needs."""
    lines = [
        math.ceil(sum(1 if sign.isascii() else 2 for sign in _text(cell.value)) / _COLUMNS[heading])
        for heading, cell in cells.items()
    ]
    sheet.row_dimensions[row].height = min(max([*lines, 1]), _MOST_LINES) * _LINE


def _refresh(cells: Mapping[str, Cell], case: case_pb2.Case, department: str, required: str = "") -> None:
    mine = [one for one in case.assignments if one.department == department][-1]
    state = case_pb2.AssignmentState.Name(mine.state)
    values = {
        w.NUMBER: case.number,
        w.ROLE: w.LEADS if mine.leads else w.COHANDLES,
        w.STATE: w.STATES.get(state, ""),
        w.CALLED: _moment(case.call.received_at),
        w.SUBJECT: case.call.subject,
        w.CONTENT: case.call.content,
        w.DISTRICT: case.call.district,
        w.ADDRESS: case.call.address,
        w.LIMIT: _moment(mine.due_at),
        w.REQUIRED: required,
        w.VERSION: case.etag,
    }
    for heading, value in values.items():
        cells[heading].value = value
        # What a caller said stays a text, even if it begins like a formula.
        cells[heading].data_type = "s"


def _cell(sheet: Worksheet, row: int, place: int) -> Cell:
    cell = sheet.cell(row, place)
    if not isinstance(cell, Cell):
        raise SheetError(w.MERGED.format(place=cell.coordinate))
    return cell


def _moment(moment: Timestamp) -> str:
    return moment.ToDatetime(CITY).strftime("%Y-%m-%d %H:%M") if moment.seconds else ""


def _text(value: Any) -> str:
    """What a cell says, as a text: a number that was typed is its digits."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()
