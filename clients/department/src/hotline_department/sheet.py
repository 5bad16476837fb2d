"""Workbook of open cases for departments without a system: exported, filled in, and processed row by row."""

import math
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import grpc
from google.protobuf.timestamp_pb2 import Timestamp
from hotline.v1 import act_pb2, case_pb2
from hotline.v1.department_service_pb2 import GetAssignedCaseRequest, ListAssignedCasesRequest
from hotline_client import Hotline, HotlineError
from hotline_client.cell_text import cell_number, cell_text, escape, may_have_been_a_date
from hotline_client.retries import TIMEOUT_SECONDS
from hotline_client.system_errors import reason_of
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from hotline_department import wording as w
from hotline_department import workbooks
from hotline_department.acts import Act, ActError, is_case_number, is_logged, parse_act, perform, restore_case_number
from hotline_department.exchange import format_json
from hotline_department.workbooks import LAST_ROW

CITY_ZONE = ZoneInfo("Asia/Shanghai")
# Heading and width in characters.
_READ_ONLY = {
    w.NUMBER: 18, w.ROLE: 8, w.STATE: 8, w.CALLED_AT: 17, w.SUBJECT: 20, w.CONTENT: 50, w.DISTRICT: 10, w.ADDRESS: 20,
    w.DUE_AT: 17, w.DEMAND: 24, w.BELOW: 24,
}  # fmt: skip
_EDITABLE = {w.ACT: 10, w.TEXT: 40, w.DAYS: 8, w.BASIS: 20, w.MISSING_REASON: 20, w.UNITS: 16, w.ACTOR: 10}
_COLUMNS = {**_READ_ONLY, **_EDITABLE, w.RESULT: 30, w.VERSION: 8}
# Read-only ones may be taken out.
_REQUIRED = (w.NUMBER, *_EDITABLE, w.RESULT, w.VERSION)
_POSITIONS = {heading: place for place, heading in enumerate(_COLUMNS, 1)}
# A title and whose table it is, above the headings.
_MOST_TITLE_ROWS = 5
_DAYS_UNIT = re.compile(r"\s*(?:个工作日|工作日|天|日)$")
# Messages for columns that some acts need.
_NEEDED: Mapping[str, Mapping[str, str]] = {
    w.BASIS: {"object": w.NO_BASIS},
    w.UNITS: dict.fromkeys(
        (
            "delegate", "supervise_unit", "limit_unit", "rule_on_unit", "extend_unit", "take_over_unit",
            "return_unit", "recall_unit",
        ),
        w.NO_UNIT,
    ),
}  # fmt: skip
_DAYS = [str(days) for days in range(1, 31)]
# Acts that set a limit, which is that of the rule book where the row does not say one.
_LIMITING = ("delegate", "supervise_unit", "limit_unit", "return_unit")
_UNIT_SEPARATORS = re.compile(r"[、，,；;\n]+")
_OPEN = (
    case_pb2.ASSIGNMENT_STATE_ASSIGNED,
    case_pb2.ASSIGNMENT_STATE_ACCEPTED,
    case_pb2.ASSIGNMENT_STATE_RETURNED,
)
# Between attempts of a request for which there were too many, in seconds.
_PAUSES = (0.5, 1.0, 2.0, 4.0)
# Row height: points per line, and the maximum number of lines.
_LINE_POINTS, _MAX_LINES = 15, 20
_DEMANDS = (
    act_pb2.ACT_RETURN_FOR_REWORK,
    act_pb2.ACT_SUPERVISE,
    act_pb2.ACT_RAISE_SUPERVISION,
    act_pb2.ACT_RETURN_DELEGATED,
    act_pb2.ACT_SUPERVISE_REFERRAL,
)
_thin = Side(style="thin", color="FF999999")
_BORDER = Border(left=_thin, right=_thin, top=_thin, bottom=_thin)
_HEADER_FILL, _EDITABLE_FILL = PatternFill("solid", fgColor="FFDDE6F0"), PatternFill("solid", fgColor="FFFFF8DC")
_SUCCESS_FONT, _ERROR_FONT = Font(color="FF1A7F37"), Font(color="FFB42318", bold=True)


class SheetError(ValueError):
    """Not a workbook of open cases."""


class NoTableError(SheetError):
    """Sheet that has no cases to act on."""


@dataclass(frozen=True, slots=True)
class SheetResult:
    """Number of rows performed and refused."""

    done: int
    refused: int


def export(hotline: Hotline, department: str, path: Path) -> int:
    """Write a workbook of the department's open cases, and return their number.

    Raises:
        HotlineError: the service refused the request or is unreachable.
        SheetError: the workbook cannot be written.
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
        _write_row(sheet, count + 1, case, department)
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


def process(hotline: Hotline, department: str, path: Path, out: Path) -> SheetResult:
    """Perform the acts of a filled-in workbook row by row, and write each row's result to ``out``.

    An invalid row does not affect the others, and copies of the sheet in the workbook count as the sheet itself does.
    What a row was filled with is moved to its result once it is performed, so that whatever is filled in later is
    another act.

    Raises:
        SheetError: not a workbook of open cases, ``out`` cannot be written; nothing was performed.
    """
    book = _read(path)
    rows: list[_Row] = []
    for sheet, header, places in list(_tables(book)):
        _unmerge(sheet, places)
        rows += [_Row(sheet, number, places) for number in _row_numbers(sheet, header)]
    occurrences = Counter((row.sheet.title, row.values[w.NUMBER]) for row in rows)
    filled_in = Counter(row.values[w.NUMBER] for row in rows if row.is_filled_in)
    _save(book, out)
    performer = _Performer(hotline, department)
    saved = Pace()
    done = refused = 0
    try:
        for row in rows:
            if not row.is_filled_in:
                continue
            number = row.values[w.NUMBER]
            is_doubled = occurrences[row.sheet.title, number] > 1 or filled_in[number] > 1
            message = w.DUPLICATE_ROW if is_doubled else performer.perform(row)
            if message:
                row.refuse(message)
            done, refused = done + (not message), refused + bool(message)
            _fit_height(row.sheet, row.number, row.cells)
            saved.repeat(lambda: _save(book, out))
    finally:
        _save(book, out)
    return SheetResult(done, refused)


class Pace:
    """Repeats a piece of work so often that it takes a tenth of the time at most."""

    def __init__(self) -> None:
        self._next = 0.0

    def repeat(self, work: Callable[[], None]) -> None:
        """Do the work if it is time."""
        begun = time.monotonic()
        if begun < self._next:
            return
        work()
        ended = time.monotonic()
        self._next = ended + 9 * (ended - begun)


class _Row:
    """Row of a workbook: its cells and what they say, by heading."""

    def __init__(self, sheet: Worksheet, number: int, places: Mapping[str, int]) -> None:
        self.sheet, self.number = sheet, number
        self.cells = {heading: _cell(sheet, number, place) for heading, place in places.items()}
        self.values = {heading: _read_cell(heading, cell) for heading, cell in self.cells.items()}

    @property
    def is_filled_in(self) -> bool:
        return any(self.values[heading] for heading in _EDITABLE if heading != w.ACTOR)

    @property
    def etag(self) -> str:
        return self.values[w.VERSION].partition(" ")[0]

    @property
    def after(self) -> int | None:
        """Sequence of the latest log entry of the case as the row shows it; None if the row does not say."""
        sequence = self.values[w.VERSION].partition(" ")[2]
        return int(sequence) if sequence.isdecimal() else None

    def finish(self, case: case_pb2.Case, department: str) -> None:
        """Show the case after the act, and make room for the next one."""
        about = [self.values[heading] for heading in _EDITABLE if heading != w.ACTOR]
        performed = f"{w.DONE} {datetime.now(CITY_ZONE):%Y-%m-%d %H:%M} {'，'.join(filter(None, about))}"
        for heading in _EDITABLE:
            if heading != w.ACTOR:
                self.cells[heading].value = None
        _refresh(self.cells, case, department)
        self._show(performed, _SUCCESS_FONT)

    def refuse(self, message: str) -> None:
        """Say why the act was not performed."""
        self._show(f"{w.NOT_DONE}{message}", _ERROR_FONT)

    def _show(self, text: str, font: Font) -> None:
        cell = self.cells[w.RESULT]
        cell.value, cell.font = escape(text), font
        cell.data_type = "s"


@dataclass(frozen=True, slots=True)
class _Performer:
    """Performs the acts of rows at the service."""

    hotline: Hotline
    department: str

    def perform(self, row: _Row) -> str:
        """Perform a row's act and return the error message; empty on success."""
        try:
            act = _parse_row(row)
        except ActError as error:
            return "；".join(f"{field}：{text}" if field else text for field, text in error.fields.items())
        # Written by an earlier version, which left what was done in its cells.
        if row.values[w.RESULT].startswith(w.DONE) and row.after is None and self._done_before(row, act, 0):
            return ""
        try:
            case = perform(self.hotline, self.department, act, row.etag)
        except grpc.RpcError as error:
            return self._refusal(row, act, HotlineError.from_rpc(error))
        # Read again for its log, which tells what of it the row knows; an act may end that the department sees it.
        row.finish(self._read(act.case) or case, self.department)
        return ""

    def _refusal(self, row: _Row, act: Act, error: HotlineError) -> str:
        """Return the error message for a refused act; refresh the row if the case has changed.

        The case may have changed by this very act, whose result was lost or is in another copy of the workbook.
        """
        if error.code is grpc.StatusCode.NOT_FOUND:
            return w.UNKNOWN_CASE
        if error.code not in (grpc.StatusCode.ABORTED, grpc.StatusCode.FAILED_PRECONDITION):
            return "；".join(error.violations.values()) or error.reason
        if row.after is not None and self._done_before(row, act, row.after):
            return ""
        if error.code is grpc.StatusCode.FAILED_PRECONDITION:
            return error.reason
        case = self._read(act.case)
        if case is not None:
            _refresh(row.cells, case, self.department)
        return w.CHANGED

    def _done_before(self, row: _Row, act: Act, after: int) -> bool:
        case = self._read(act.case)
        if case is None:
            return False
        later = (entry for entry in case.log if entry.sequence > after)
        if not is_logged(later, act, self.department):
            return False
        row.finish(case, self.department)
        return True

    def _read(self, number: str) -> case_pb2.Case | None:
        request = GetAssignedCaseRequest(department=self.department, number=number)
        try:
            return self.hotline.departments.GetAssignedCase(request, timeout=TIMEOUT_SECONDS).case
        except grpc.RpcError:
            return None


def _read(path: Path) -> Workbook:
    try:
        return workbooks.read(path)
    except workbooks.UnreadableError as error:
        raise SheetError(w.NOT_XLSX) from error
    except OSError as error:
        raise SheetError(w.NOT_READABLE.format(path=path, reason=reason_of(error))) from error


def _save(book: Workbook, path: Path) -> None:
    try:
        workbooks.save(book, path)
    except OSError as error:
        raise SheetError(w.NOT_WRITABLE.format(path=path, reason=reason_of(error))) from error


def _tables(book: Workbook) -> Iterator[tuple[Worksheet, int, Mapping[str, int]]]:
    """Yield the sheet of open cases, and what else has its columns, such as copies; with where they stand.

    Raises:
        SheetError: the sheet lacks columns, or another that has those of the number and the act does.
    """
    first = book[w.SHEET] if w.SHEET in book.sheetnames else book.worksheets[0]
    for sheet in book.worksheets:
        try:
            yield sheet, *_find_columns(sheet)
        except NoTableError:
            if sheet is first:
                raise
        except SheetError as error:
            raise SheetError(w.ON_SHEET.format(sheet=sheet.title, error=error)) from None


def _find_columns(sheet: Worksheet) -> tuple[int, dict[str, int]]:
    """Return the row of the headings, which may stand below a title, and the column of each.

    Raises:
        NoTableError: the headings of the number or the act are missing.
        SheetError: another one is.
    """
    missing: Collection[str] = ()
    for row in range(1, min(sheet.max_row, _MOST_TITLE_ROWS + 1) + 1):
        read = ["".join(str(cell.value or "").split()) for cell in sheet[row]]
        headings = [w.FORMER_HEADINGS.get(heading, heading) for heading in read]
        missing = [heading for heading in _REQUIRED if heading not in headings]
        if not missing:
            return row, {heading: headings.index(heading) + 1 for heading in _COLUMNS if heading in headings}
        if len(missing) < len(_REQUIRED):
            break
    kind = NoTableError if not missing or w.NUMBER in missing or w.ACT in missing else SheetError
    raise kind(w.MISSING_COLUMNS.format(missing="、".join(missing)))


def _row_numbers(sheet: Worksheet, header: int) -> list[int]:
    """Return the numbers of the rows below the headings that have cells, as far as a sheet can have rows."""
    # Looking at all cells up to the last one would create them.
    return sorted({row for row, _ in sheet._cells if header < row <= LAST_ROW})  # noqa: SLF001


def _unmerge(sheet: Worksheet, places: Mapping[str, int]) -> None:
    """Undo merged cells; what was merged over rows within a column to fill in holds for each of them."""
    editable = {places[heading] for heading in _EDITABLE}
    for area in list(sheet.merged_cells.ranges):
        value = sheet.cell(area.min_row, area.min_col).value
        sheet.unmerge_cells(area.coord)
        if area.min_col == area.max_col and area.min_col in editable:
            for row in range(area.min_row, area.max_row + 1):
                sheet.cell(row, area.min_col).value = value


def _read_cell(heading: str, cell: Cell) -> str:
    text = cell_text(cell)
    match heading:
        case w.DAYS:
            return _DAYS_UNIT.sub("", unicodedata.normalize("NFKC", cell_number(cell)))
        case w.ACT:
            return "".join(unicodedata.normalize("NFKC", text).split())
        case w.NUMBER:
            return restore_case_number(text)
        case _:
            return text


def _parse_row(row: _Row) -> Act:
    """Parse a row's act.

    Raises:
        ActError: columns are invalid.
    """
    values = row.values
    kind = w.ACTS.get(values[w.ACT], "")
    errors = {heading: message for heading in (*_EDITABLE, w.NUMBER) if (message := _column_error(heading, kind, row))}
    if errors:
        raise ActError(errors)
    text = values[w.TEXT]
    over = {"reason": text, "unit": values[w.UNITS]}
    limit = {"working_days": values[w.DAYS]} if values[w.DAYS] else {}
    about: dict[str, dict[str, Any]] = {
        "accept": {},
        "progress": {"progress": text},
        "reply": {"reply": text, "missing_reason": values[w.MISSING_REASON]},
        "extension": {"reason": text, "working_days": values[w.DAYS]},
        "object": {"reason": text, "legal_basis": values[w.BASIS]},
        "delegate": {"reason": text, "units": _units(values[w.UNITS])} | limit,
        "supervise_unit": over | limit,
        "limit_unit": over | limit,
        "rule_on_unit": over | {"upheld": values[w.ACT] == w.UPHELD},
        "extend_unit": over | {"granted": values[w.ACT] == w.GRANTED},
        "take_over_unit": {"remark": text, "unit": values[w.UNITS]},
        "return_unit": {"requirements": text, "unit": values[w.UNITS]} | limit,
        "recall_unit": over,
        "referral_result": {"result": text},
    }
    return parse_act(format_json({"case": values[w.NUMBER], "act": kind, "actor": values[w.ACTOR], **about[kind]}))


def _units(text: str) -> list[str]:
    return [unit.strip() for unit in _UNIT_SEPARATORS.split(text) if unit.strip()]


def _column_error(heading: str, kind: str, row: _Row) -> str:
    """Return the error message for a column; empty if valid."""
    value, cell = row.values[heading], row.cells[heading]
    if value.startswith("="):
        return w.FORMULA
    if cell.data_type == "e":
        return w.ERROR_VALUE
    if heading in (w.TEXT, w.BASIS, w.MISSING_REASON) and may_have_been_a_date(cell):
        return w.NUMBER_FOR_TEXT.format(value=value)
    match heading:
        case w.ACT if not kind:
            return w.UNKNOWN_CHOICE.format(allowed="、".join(w.ACTS)) if value else w.NO_ACT
        case w.TEXT if kind not in ("", "accept", "take_over_unit") and not value:
            return w.NO_TEXT
        case w.DAYS if (kind == "extension" or (kind in _LIMITING and value)) and value not in _DAYS:
            return w.NO_DAYS
        case w.BASIS | w.UNITS if kind in _NEEDED[heading] and not value:
            return _NEEDED[heading][kind]
        case w.ACTOR if not value:
            return w.NO_ACTOR
        case w.NUMBER if not is_case_number(value):
            return w.UNKNOWN_CASE
    return ""


def _latest_demand(case: case_pb2.Case, department: str) -> str:
    """Return the reason of the desk's latest rework or supervision demand 发回重办、督办; empty if none."""
    return _demand(case.log, department) if _is_pressed(case, department) else ""


def _is_pressed(case: case_pb2.Case, department: str) -> bool:
    """Return whether something was demanded of the department beside the reply itself."""
    mine = _assignment_of(case, department)
    if mine is None:
        return case.referral.supervision_count > 0
    return mine.rework_count > 0 or mine.supervision_count > 0


def _demand(log: Iterable[case_pb2.LogEntry], department: str) -> str:
    demands = [entry.reason for entry in log if entry.act in _DEMANDS and entry.department in ("", department)]
    return demands[-1] if demands else ""


def _assignment_of(case: case_pb2.Case, department: str) -> case_pb2.Assignment | None:
    """Return the department's latest assignment; ``None`` for a case that is referred to it."""
    mine = [assignment for assignment in case.assignments if assignment.department == department]
    return mine[-1] if mine and not case.HasField("referral") else None


def _open_cases(hotline: Hotline, department: str) -> Iterator[case_pb2.Case]:
    """Yield the department's open cases with their logs, newest first, those that are referred to it last."""
    listed = [
        *_listed(hotline, ListAssignedCasesRequest(department=department, states=_OPEN, page_size=200)),
        *_listed(hotline, ListAssignedCasesRequest(department=department, referred=True, page_size=200)),
    ]
    for number in listed:
        request = GetAssignedCaseRequest(department=department, number=number)
        try:
            yield _patiently(hotline.departments.GetAssignedCase, request).case
        except HotlineError as error:
            # Withdrawn meanwhile.
            if error.code is not grpc.StatusCode.NOT_FOUND:
                raise


def _listed(hotline: Hotline, request: ListAssignedCasesRequest) -> Iterator[str]:
    while True:
        page = _patiently(hotline.departments.ListAssignedCases, request)
        yield from (case.number for case in page.cases)
        if not page.next_page_token:
            return
        request.page_token = page.next_page_token


def _patiently(rpc: Callable[..., Any], request: Any) -> Any:
    """Call an rpc, more slowly if the service says that there are too many requests.

    Raises:
        HotlineError: the service refused or is unreachable.
    """
    pauses = iter(_PAUSES)
    while True:
        try:
            return rpc(request, timeout=TIMEOUT_SECONDS)
        except grpc.RpcError as error:
            refused, pause = HotlineError.from_rpc(error), next(pauses, None)
            if pause is None or refused.code is not grpc.StatusCode.RESOURCE_EXHAUSTED:
                raise refused from error
            time.sleep(refused.retry_seconds or pause)


def _write_row(sheet: Worksheet, row: int, case: case_pb2.Case, department: str) -> None:
    cells = {}
    for heading, place in _POSITIONS.items():
        cell = _cell(sheet, row, place)
        cell.border = _BORDER
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        cell.number_format = "@"
        if heading in _EDITABLE:
            cell.fill, cell.protection = _EDITABLE_FILL, Protection(locked=False)
        cells[heading] = cell
    _refresh(cells, case, department)
    _fit_height(sheet, row, cells)


def _fit_height(sheet: Worksheet, row: int, cells: Mapping[str, Cell]) -> None:
    """Set the height of a row to fit its longest text."""
    lines = [
        math.ceil(sum(1 if char.isascii() else 2 for char in cell_text(cell)) / _COLUMNS[heading])
        for heading, cell in cells.items()
    ]
    sheet.row_dimensions[row].height = min(max([*lines, 1]), _MAX_LINES) * _LINE_POINTS


def _refresh(cells: Mapping[str, Cell], case: case_pb2.Case, department: str) -> None:
    mine = _assignment_of(case, department)
    state = case_pb2.AssignmentState.Name(mine.state) if mine else ""
    values = {
        w.NUMBER: case.number,
        w.ROLE: _role(mine),
        w.STATE: w.STATES.get(state, ""),
        w.CALLED_AT: _local_time(case.call.received_at),
        w.SUBJECT: case.call.subject,
        w.CONTENT: case.call.content,
        w.DISTRICT: case.call.district,
        w.ADDRESS: case.call.address,
        w.DUE_AT: _local_time(mine.due_at if mine else case.referral.due_at),
        w.DEMAND: _latest_demand(case, department),
        w.BELOW: _below(case, mine),
        w.VERSION: f"{case.etag} {case.log[-1].sequence if case.log else ''}".strip(),
    }
    for heading, value in values.items():
        if heading not in cells:
            continue
        cells[heading].value = escape(value)
        # Callers' words stay text even if they look like a formula.
        cells[heading].data_type = "s"


def _below(case: case_pb2.Case, mine: case_pb2.Assignment | None) -> str:
    """Return to which units below the department delegated, how far they are, and when they are due, a line each."""
    if mine is None:
        return ""
    lines = []
    for below in case.assignments:
        if below.parent_number != mine.number:
            continue
        state = w.STATES.get(case_pb2.AssignmentState.Name(below.state), "")
        due = w.DUE.format(at=_local_time(below.due_at)) if below.state in _OPEN and below.due_at.seconds else ""
        lines.append("，".join(filter(None, (f"{below.department}：{state}", due, *_asked(below)))))
    return "\n".join(lines)


def _asked(below: case_pb2.Assignment) -> Iterator[str]:
    """Yield what a unit below asks for and waits for a decision on."""
    if below.objection_state == case_pb2.OBJECTION_STATE_PENDING:
        yield w.OBJECTS.format(reason=below.objection)
    if below.extension_working_days:
        yield w.ASKS_EXTENSION.format(days=below.extension_working_days, reason=below.extension_reason)


def _role(assignment: case_pb2.Assignment | None) -> str:
    if assignment is None:
        return w.REFERRED
    if assignment.parent_number:
        return w.DELEGATED
    return w.LEAD if assignment.leads else w.COHANDLER


def _cell(sheet: Worksheet, row: int, place: int) -> Cell:
    cell = sheet.cell(row, place)
    if not isinstance(cell, Cell):
        raise TypeError(cell)
    return cell


def _local_time(moment: Timestamp) -> str:
    return moment.ToDatetime(CITY_ZONE).strftime("%Y-%m-%d %H:%M") if moment.seconds else ""
