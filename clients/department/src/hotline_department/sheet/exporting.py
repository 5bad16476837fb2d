"""Export: a workbook of the open cases of a department."""

from pathlib import Path

from hotline.v1 import case_pb2
from hotline_client import Hotline
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from hotline_department import wording as w
from hotline_department.sheet.columns import COLUMNS, EDITABLE, POSITIONS
from hotline_department.sheet.display import LINE_POINTS, cell_at, fit_height, show_case
from hotline_department.sheet.files import save
from hotline_department.sheet.open_cases import open_cases

_thin = Side(style="thin", color="FF999999")
_BORDER = Border(left=_thin, right=_thin, top=_thin, bottom=_thin)
_HEADER_FILL, _EDITABLE_FILL = PatternFill("solid", fgColor="FFDDE6F0"), PatternFill("solid", fgColor="FFFFF8DC")


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
    for heading, place in POSITIONS.items():
        cell = sheet.cell(1, place, heading)
        cell.font, cell.fill, cell.border = Font(bold=True), _HEADER_FILL, _BORDER
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(place)].width = COLUMNS[heading]
    sheet.row_dimensions[1].height = 2 * LINE_POINTS
    count = 0
    for count, case in enumerate(open_cases(hotline, department), 1):
        _write_row(sheet, count + 1, case, department)
    sheet.freeze_panes = "B2"
    sheet.column_dimensions[get_column_letter(POSITIONS[w.VERSION])].hidden = True
    acts = get_column_letter(POSITIONS[w.ACT])
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
    save(book, path)
    return count


def _write_row(sheet: Worksheet, row: int, case: case_pb2.Case, department: str) -> None:
    cells = {}
    for heading, place in POSITIONS.items():
        cell = cell_at(sheet, row, place)
        cell.border = _BORDER
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        cell.number_format = "@"
        if heading in EDITABLE:
            cell.fill, cell.protection = _EDITABLE_FILL, Protection(locked=False)
        cells[heading] = cell
    show_case(cells, case, department)
    fit_height(sheet, row, cells)
