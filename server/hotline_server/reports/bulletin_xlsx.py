"""Bulletin 通报 as a workbook: departments, districts, raw figures, exclusions, units below, other lines (R6.1)."""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from hotline_server.desk.reports.bulletin import Bulletin
from hotline_server.domain.measures import Figure, Rate, Standing
from hotline_server.ground.characters import replace_unfit
from hotline_server.reports import wording
from hotline_server.reports.bulletin import before_and_after
from hotline_server.reports.exclusions import exclusion_rows

_NAME_WIDTH, _CLASS_WIDTH, _WIDTH = 26, 16, 11
_TITLE_HEIGHT = 24
_HEAD_ROW = 3
Value = str | int | float | None
_thin = Side(style="thin", color="FF999999")
_BORDER = Border(left=_thin, right=_thin, top=_thin, bottom=_thin)
_HEAD = PatternFill("solid", fgColor="FFDDE6F0")


def bulletin_xlsx(bulletin: Bulletin) -> bytes:
    """Render a bulletin as XLSX, with figures as numeric cells."""
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError(sheet)
    sheet.title = wording.DEPARTMENT
    _fill(sheet, wording.DEPARTMENT, bulletin, [*bulletin.departments, bulletin.total])
    _fill(book.create_sheet(wording.DISTRICT), wording.DISTRICT, bulletin, bulletin.districts)
    if bulletin.raw:
        _fill(book.create_sheet(wording.RAW), wording.DEPARTMENT, bulletin, before_and_after(bulletin))
    if bulletin.exclusions:
        headings = [wording.DEPARTMENT, *wording.EXCLUSION_COLUMNS]
        sheet = book.create_sheet(wording.EXCLUSIONS)
        _write(sheet, wording.DEPARTMENT, bulletin, headings, exclusion_rows(bulletin.exclusions))
    if bulletin.units:
        _fill(book.create_sheet(wording.UNIT), wording.UNIT, bulletin, bulletin.units)
    if bulletin.lines:
        _fill_lines(book.create_sheet(wording.LINE), bulletin)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _fill(sheet: Worksheet, kind: str, bulletin: Bulletin, standings: Sequence[Standing]) -> None:
    headings = [
        wording.CLASS,
        wording.RANK,
        kind,
        wording.COMPOSITE,
        wording.CHANGE,
        *(rate.value for rate in Rate),
        wording.UNRANKED,
        *(figure.value for figure in Figure),
    ]
    rows: list[list[Value]] = [
        [
            standing.unit_class.value if standing.unit_class else None,
            standing.rank or None,
            standing.name,
            _score(standing),
            wording.change(standing.rank, standing.rank_before),
            *(standing.rates.get(rate, wording.NONE) for rate in Rate),
            standing.unranked_for or None,
            *(standing.counts[figure] for figure in Figure),
        ]
        for standing in standings
    ]
    # Districts and units below have no class.
    first = 0 if any(standing.unit_class for standing in standings) else 1
    _write(sheet, kind, bulletin, headings[first:], [row[first:] for row in rows])


def _score(standing: Standing) -> Value:
    return wording.NONE if standing.composite is None or standing.unranked_for else round(standing.composite, 2)


def _fill_lines(sheet: Worksheet, bulletin: Bulletin) -> None:
    headings = [wording.LINE, *wording.LINE_COLUMNS]
    rows: list[list[Value]] = [[one.line, *wording.line_values(one)] for one in bulletin.lines]
    _write(sheet, wording.LINE, bulletin, headings, rows)


def _write(
    sheet: Worksheet, kind: str, bulletin: Bulletin, headings: Sequence[str], rows: Sequence[Sequence[Value]]
) -> None:
    """Write a sheet: the title, the headings, and below each its values.

    Args:
        sheet: empty sheet.
        kind: heading of the column of names.
        bulletin: whose days are in the title.
        headings: one for each column.
        rows: values of each row.
    """
    days = bulletin.days
    sheet["A1"] = f"{wording.BULLETIN}（{wording.span(days.first, days.last)}）"
    sheet["A1"].font = Font(name="黑体", size=14)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(headings))
    sheet.row_dimensions[1].height = _TITLE_HEIGHT
    wide = (kind, wording.UNRANKED, wording.EXCLUSION_COLUMNS[0])
    widths = {wording.CLASS: _CLASS_WIDTH, **dict.fromkeys(wide, _NAME_WIDTH)}
    for column, heading in enumerate(headings, 1):
        cell = sheet.cell(_HEAD_ROW, column, heading)
        cell.font, cell.fill, cell.border = Font(bold=True), _HEAD, _BORDER
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = widths.get(heading, _WIDTH)
    for row, values in enumerate(rows, _HEAD_ROW + 1):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(row, column, replace_unfit(value) if isinstance(value, str) else value)
            cell.border = _BORDER
            if isinstance(value, str):
                # A name that begins with = is no formula.
                cell.data_type = "s"
                if value == wording.NONE:
                    cell.alignment = Alignment(horizontal="right")
            if headings[column - 1].endswith("率"):
                cell.number_format = "0.0%"
            elif headings[column - 1] == wording.COMPOSITE:
                cell.number_format = "0.00"
    sheet.freeze_panes = f"{get_column_letter(headings.index(kind) + 2)}{_HEAD_ROW + 1}"
    # On one page the columns would be illegible: they go on on the next, beside the names.
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
    sheet.page_setup.orientation = "landscape"
    sheet.print_title_cols = f"A:{get_column_letter(headings.index(kind) + 1)}"
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
