"""Workbooks in XLSX: opened within limits, written with cells that stay text, and what is wrong beside each row."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from hotline_server.ground.characters import replace_unfit

# Enough for a workbook of 20,000 units; reading a forged one takes thirty times as much memory.
EXPANDED_LIMIT = 16 * 1024 * 1024
CELL_LIMIT = 32_767
UNREADABLE = "不是能读的 XLSX 工作簿；请用 Excel 或 WPS 另存为 .xlsx"
FINDINGS = "问题（行号是原来文件的）"
"""Column that tells what is wrong with a row; it is not read."""
BOLD = Font(bold=True)
# Characters of what is wrong with a row that stand beside each other, and points of a line.
_FINDINGS_IN_A_LINE, _LINE_HEIGHT = 30, 16


class WorkbookError(ValueError):
    """Content that is no workbook that can be read; the message, in Chinese, says what to do."""


def check_size(content: bytes) -> None:
    """Check that a workbook does not fill the memory.

    Raises:
        WorkbookError: if it would, or is none.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            expanded = sum(part.file_size for part in archive.infolist())
    except (BadZipFile, ValueError, NotImplementedError):
        raise WorkbookError(UNREADABLE) from None
    if expanded > EXPANDED_LIMIT:
        limit = EXPANDED_LIMIT // 1024 // 1024
        raise WorkbookError(f"工作簿展开后有 {expanded // 1024 // 1024} MB，上限是 {limit} MB；请删去空行和别的工作表")


def text_cell(sheet: WriteOnlyWorksheet, text: str, font: Font | None = None) -> Cell:
    """Return a cell with a text that spreadsheets neither compute nor turn into a number."""
    cell = WriteOnlyCell(sheet, replace_unfit(text))
    # Otherwise a text that begins with = becomes a formula.
    cell.data_type = "s"
    cell.number_format = "@"
    if font:
        cell.font = font
    return cell


def write_findings(
    book: Workbook, title: str, heads: Sequence[object], rows: Iterable[tuple[Sequence[str], Sequence[object]]]
) -> None:
    """Add a sheet of rows as they are, with what is wrong with each in a column before them.

    Args:
        book: workbook, which is only written.
        title: of the sheet.
        heads: headings of the rows.
        rows: what is wrong with each row, and its cells.
    """
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "B2"
    sheet.column_dimensions["A"].width = 2 * _FINDINGS_IN_A_LINE
    sheet.append([text_cell(sheet, FINDINGS, BOLD), *(_copied(sheet, head) for head in heads)])
    for number, (findings, cells) in enumerate(rows, 2):
        said = text_cell(sheet, "；".join(findings)[:CELL_LIMIT])
        # Spreadsheets do not make rows higher by themselves.
        sheet.row_dimensions[number].height = _LINE_HEIGHT * (1 + len(str(said.value)) // _FINDINGS_IN_A_LINE)
        said.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.append([said, *(_copied(sheet, cell) for cell in cells)])


def saved(book: Workbook) -> bytes:
    """Return a workbook as a file has it."""
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _copied(sheet: WriteOnlyWorksheet, value: object) -> object:
    """Return a cell with a value; a text stays one."""
    return text_cell(sheet, value) if isinstance(value, str) else value
