"""Display of a case in the cells of its row."""

import math
from collections.abc import Iterable, Iterator, Mapping
from zoneinfo import ZoneInfo

from google.protobuf.timestamp_pb2 import Timestamp
from hotline.v1 import act_pb2, case_pb2
from hotline_client.cell_text import cell_text, escape
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from hotline_department import wording as w
from hotline_department.sheet.columns import COLUMNS

CITY_ZONE = ZoneInfo("Asia/Shanghai")
OPEN = (
    case_pb2.ASSIGNMENT_STATE_ASSIGNED,
    case_pb2.ASSIGNMENT_STATE_ACCEPTED,
    case_pb2.ASSIGNMENT_STATE_RETURNED,
)
# Row height: points per line, and the maximum number of lines.
LINE_POINTS, _MAX_LINES = 15, 20
_DEMANDS = (
    act_pb2.ACT_RETURN_FOR_REWORK,
    act_pb2.ACT_SUPERVISE,
    act_pb2.ACT_RAISE_SUPERVISION,
    act_pb2.ACT_RETURN_DELEGATED,
    act_pb2.ACT_SUPERVISE_REFERRAL,
)


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


def fit_height(sheet: Worksheet, row: int, cells: Mapping[str, Cell]) -> None:
    """Set the height of a row to fit its longest text."""
    lines = [
        math.ceil(sum(1 if char.isascii() else 2 for char in cell_text(cell)) / COLUMNS[heading])
        for heading, cell in cells.items()
    ]
    sheet.row_dimensions[row].height = min(max([*lines, 1]), _MAX_LINES) * LINE_POINTS


def show_case(cells: Mapping[str, Cell], case: case_pb2.Case, department: str) -> None:
    """Write a case into the cells of its row that are not to be filled in."""
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
        due = w.DUE.format(at=_local_time(below.due_at)) if below.state in OPEN and below.due_at.seconds else ""
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


def cell_at(sheet: Worksheet, row: int, place: int) -> Cell:
    """Return a cell of a sheet."""
    cell = sheet.cell(row, place)
    if not isinstance(cell, Cell):
        raise TypeError(cell)
    return cell


def _local_time(moment: Timestamp) -> str:
    return moment.ToDatetime(CITY_ZONE).strftime("%Y-%m-%d %H:%M") if moment.seconds else ""
