"""Tables of open cases in a workbook that was filled in: where they stand, and their rows."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from hotline_department import wording as w
from hotline_department.sheet.columns import COLUMNS, EDITABLE, REQUIRED
from hotline_department.sheet.files import SheetError
from hotline_department.workbooks import LAST_ROW

# A title and whose table it is, above the headings.
_MOST_TITLE_ROWS = 5


class NoTableError(SheetError):
    """Sheet that has no cases to act on."""


def tables(book: Workbook) -> Iterator[tuple[Worksheet, int, Mapping[str, int]]]:
    """Yield the sheet of open cases, and what else has its columns, such as copies; with where they stand.

    Raises:
        SheetError: the sheet lacks columns, or another that has those of the number and the act does.
    """
    first = book[w.SHEET] if w.SHEET in book.sheetnames else book.worksheets[0]
    for sheet in book.worksheets:
        try:
            yield sheet, *find_columns(sheet)
        except NoTableError:
            if sheet is first:
                raise
        except SheetError as error:
            raise SheetError(w.ON_SHEET.format(sheet=sheet.title, error=error)) from None


def find_columns(sheet: Worksheet) -> tuple[int, dict[str, int]]:
    """Return the row of the headings, which may stand below a title, and the column of each.

    Raises:
        NoTableError: the headings of the number or the act are missing.
        SheetError: another one is, or one is there twice.
    """
    missing: Collection[str] = ()
    for row in range(1, min(sheet.max_row, _MOST_TITLE_ROWS + 1) + 1):
        read = ["".join(str(cell.value or "").split()) for cell in sheet[row]]
        headings = [w.FORMER_HEADINGS.get(heading, heading) for heading in read]
        missing = [heading for heading in REQUIRED if heading not in headings]
        if not missing:
            _check_doubled(headings)
            return row, {heading: headings.index(heading) + 1 for heading in COLUMNS if heading in headings}
        if len(missing) < len(REQUIRED):
            break
    kind = NoTableError if not missing or w.NUMBER in missing or w.ACT in missing else SheetError
    raise kind(w.MISSING_COLUMNS.format(missing="、".join(missing)))


def _check_doubled(headings: Sequence[str]) -> None:
    """Refuse columns that are there twice: what is written in the second would be passed over."""
    doubled = [heading for heading in REQUIRED if headings.count(heading) > 1]
    if doubled:
        raise SheetError(w.DOUBLED_COLUMNS.format(doubled="、".join(doubled)))


def row_numbers(sheet: Worksheet, header: int) -> list[int]:
    """Return the numbers of the rows below the headings that have cells, as far as a sheet can have rows."""
    # Looking at all cells up to the last one would create them.
    return sorted({row for row, _ in sheet._cells if header < row <= LAST_ROW})  # noqa: SLF001


def unmerge(sheet: Worksheet, places: Mapping[str, int]) -> None:
    """Undo merged cells; what was merged over rows within a column to fill in holds for each of them."""
    editable = {places[heading] for heading in EDITABLE}
    for area in list(sheet.merged_cells.ranges):
        value = sheet.cell(area.min_row, area.min_col).value
        sheet.unmerge_cells(area.coord)
        if area.min_col == area.max_col and area.min_col in editable:
            for row in range(area.min_row, area.max_row + 1):
                sheet.cell(row, area.min_col).value = value
