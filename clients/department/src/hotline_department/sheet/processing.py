"""Processing: the acts of a workbook that was filled in, row by row."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import grpc
from hotline.v1 import case_pb2
from hotline.v1.department_service_pb2 import GetAssignedCaseRequest
from hotline_client import Hotline, HotlineError
from hotline_client.retries import TIMEOUT_SECONDS

from hotline_department import wording as w
from hotline_department.acts import Act, ActError, find_logged, perform
from hotline_department.sheet.display import fit_height, show_case
from hotline_department.sheet.files import read, save
from hotline_department.sheet.rows import Row, parse_row
from hotline_department.sheet.tables import row_numbers, tables, unmerge


@dataclass(frozen=True, slots=True)
class SheetResult:
    """Number of rows performed and refused."""

    done: int
    refused: int


def process(hotline: Hotline, department: str, path: Path, out: Path) -> SheetResult:
    """Perform the acts of a filled-in workbook row by row, and write each row's result to ``out``.

    An invalid row does not affect the others, and copies of the sheet in the workbook count as the sheet itself does.
    What a row was filled with is moved to its result once it is performed, so that whatever is filled in later is
    another act.

    Raises:
        SheetError: not a workbook of open cases, ``out`` cannot be written; nothing was performed.
    """
    book = read(path)
    rows: list[Row] = []
    for sheet, header, places in list(tables(book)):
        unmerge(sheet, places)
        rows += [Row(sheet, number, places) for number in row_numbers(sheet, header)]
    occurrences = Counter((row.sheet.title, row.values[w.NUMBER]) for row in rows)
    filled_in = Counter(row.values[w.NUMBER] for row in rows if row.is_filled_in)
    save(book, out)
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
            fit_height(row.sheet, row.number, row.cells)
            saved.repeat(lambda: save(book, out))
    finally:
        save(book, out)
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


@dataclass(frozen=True, slots=True)
class _Performer:
    """Performs the acts of rows at the service."""

    hotline: Hotline
    department: str

    def perform(self, row: Row) -> str:
        """Perform a row's act and return the error message; empty on success."""
        try:
            act = parse_row(row)
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

    def _refusal(self, row: Row, act: Act, error: HotlineError) -> str:
        """Return the error message for a refused act; refresh the row if the case has changed.

        The case may have changed by this very act, whose result was lost or is in another copy of the workbook.
        """
        if error.code is grpc.StatusCode.NOT_FOUND:
            return w.UNKNOWN_CASE
        if error.code not in (grpc.StatusCode.ABORTED, grpc.StatusCode.FAILED_PRECONDITION):
            return "；".join(_said(*violation) for violation in error.violations.items()) or error.reason
        if row.after is not None and self._done_before(row, act, row.after):
            return ""
        if error.code is grpc.StatusCode.FAILED_PRECONDITION:
            return error.reason
        case = self._read(act.case)
        if case is not None:
            show_case(row.cells, case, self.department)
        return w.CHANGED

    def _done_before(self, row: Row, act: Act, after: int) -> bool:
        case = self._read(act.case)
        if case is None:
            return False
        logged = find_logged((entry for entry in case.log if entry.sequence > after), act, self.department)
        if logged is None:
            return False
        row.finish(case, self.department, "" if act.actor else logged.actor)
        return True

    def _read(self, number: str) -> case_pb2.Case | None:
        request = GetAssignedCaseRequest(department=self.department, number=number)
        try:
            return self.hotline.departments.GetAssignedCase(request, timeout=TIMEOUT_SECONDS).case
        except grpc.RpcError:
            return None


def _said(field: str, message: str) -> str:
    """Return what the service says of a field, with the column where that is not plain from the words."""
    return f"{w.ACTOR}：{message}" if field == "context.actor" else message
