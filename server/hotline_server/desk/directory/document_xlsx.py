"""Directory documents in XLSX: one sheet of units whose cells are text, and one that says how to edit it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time
from io import BytesIO
from itertools import islice

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from hotline_server.desk.directory.document_columns import COLUMNS, Row, UnreadableValueError, Value
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.ground.characters import find_fault, normalise
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

SHEET = "单位"
NOTES = "说明"
_ROWS_OF_A_SHEET = 1_048_576
_WIDEST = 64
_VERSION = "目录版本"
_NOTES = (
    "一行一个单位；没有列出的单位保持不变。",
    "几个简称、事项之间用“、”隔开；值班人员、曾用名、承接的各项之间用“；”隔开，各部分之间用“，”隔开。",
    "名称里本来就有这些符号的，在符号前面加“\\”。",
    "撤销单位时填写“撤销”的日期和“承接”的单位，不要删行。",
)
_WIDTHS = {"名称": 28, "隶属": 20, "简称": 30, "值班人员": 30, "直派": 30, "街镇直派": 30, "承接": 30}
# Digits that a spreadsheet keeps of a number.
_EXACT = 10**15
_LENGTHS = {"行政区划": (6, 9, 12), "机构代码": (9, 18)}
_PHONES = ("电话", "值班电话")
_AREA_CODE_LOST = re.compile(r"(?!1\d{10}$|[48]00)[1-9]\d{9,10}")

Cells = Sequence[object]


def read_xlsx(content: bytes) -> Iterator[Row]:
    """Yield the rows of a workbook that have units.

    Raises:
        InvalidFieldsError: if it is no workbook, or would fill the memory.
    """
    rows = ((place, cells) for place, cells in _rows(content, SHEET) if any(map(_is_filled, cells)))
    _, heads = next(rows, (1, ()))
    names = ["" if head is None else str(head).strip() for head in heads]
    repeated = {name for name in names if name and names.count(name) > 1}
    if repeated:
        raise _unreadable(f"第 1 行：“{'、'.join(sorted(repeated))}”有两栏")
    for place, cells in rows:
        yield _row(place, names, cells)


def xlsx_version(content: bytes) -> int | None:
    """Return the version of the directory that a workbook was exported from; ``None`` if it does not say."""
    _, cells = next(_rows(content, NOTES), (1, ()))
    head, value = (*cells, None, None)[:2]
    return int(str(value)) if head == _VERSION and re.fullmatch(r"\d{1,15}", str(value)) else None


def write_xlsx(rows: Iterable[Mapping[str, Value]], version: int) -> bytes:
    """Write a workbook; spreadsheets keep the leading zeros of its cells.

    Raises:
        InvalidFieldsError: if a text is too long for a cell.
    """
    texts = [_texts(row) for row in rows]
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    sheet.freeze_panes = "C2"
    for column, name in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(name, 14)
    sheet.append([text_cell(sheet, name, BOLD) for name in COLUMNS])
    for row in texts:
        sheet.append([text_cell(sheet, row[name]) if name in row else None for name in COLUMNS])
    notes = book.create_sheet(NOTES)
    notes.column_dimensions["A"].width = 90
    notes.append([_VERSION, str(version)])
    for note in _NOTES:
        notes.append([note])
    return saved(book)


def write_remainder(content: bytes, findings: Mapping[int, Sequence[str]]) -> bytes:
    """Write some rows of a workbook as they are, with what is wrong with each in a column of its own."""
    filled = ((place, cells) for place, cells in _rows(content, SHEET) if any(map(_is_filled, cells)))
    _, heads = next(filled, (1, ()))
    kept = [column for column, head in enumerate(heads) if _is_filled(head) and head != FINDINGS]
    kept += [column for column in range(len(heads)) if not _is_filled(heads[column])]
    rows = ((place, cells) for place, cells in filled if place in findings)
    copied = ((findings[place], [cells[column] for column in kept if column < len(cells)]) for place, cells in rows)
    book = Workbook(write_only=True)
    write_findings(book, SHEET, [heads[column] for column in kept], copied)
    return saved(book)


def _texts(row: Mapping[str, Value]) -> dict[str, str]:
    texts = {name: COLUMNS[name].to_cell(value) for name, value in row.items()}
    for name, text in texts.items():
        if len(text) > CELL_LIMIT:
            raise _unreadable(f"“{row['名称']}”的“{name}”超过 XLSX 一格的上限 {CELL_LIMIT} 字；请导出 YAML")
    return texts


def _rows(content: bytes, title: str) -> Iterator[tuple[int, Cells]]:
    """Yield the rows of a sheet with their numbers; of the first sheet if there is none of that title."""
    try:
        check_size(content)
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        sheet = book[title] if title in book.sheetnames else book.worksheets[0]
        sheet.reset_dimensions()
        yield from enumerate(islice(sheet.iter_rows(max_col=_WIDEST, values_only=True), _ROWS_OF_A_SHEET), 1)
    except WorkbookError as error:
        raise _unreadable(str(error)) from None
    except Exception as error:  # the library raises whatever a broken part leads to
        raise _unreadable(UNREADABLE) from error


def _is_filled(cell: object) -> bool:
    return cell is not None and str(cell).strip() != ""


def _row(place: int, names: Sequence[str], cells: Cells) -> Row:
    # An empty cell says that there is nothing; a column that is missing says nothing.
    values: dict[str, Value] = {name: "" for name in names if name in COLUMNS}
    problems = []
    for column, cell in enumerate(cells):
        if not _is_filled(cell):
            continue
        name = names[column] if column < len(names) else ""
        if name == FINDINGS:
            continue
        if not name:
            problems.append(f"第 {place} 行：{get_column_letter(column + 1)} 列没有栏目名称，却有内容“{cell}”")
            continue
        try:
            text = _normalised(_text(name, cell))
        except UnreadableValueError as error:
            problems += [f"第 {place} 行：{problem}" for problem in error.problems]
        else:
            values[name] = COLUMNS[name].from_cell(text) if name in COLUMNS else text
    return Row(place, values, problems)


def _normalised(text: str) -> str:
    text = normalise(text)
    if fault := find_fault(text):
        raise UnreadableValueError(fault)
    return text


def _text(name: str, cell: object) -> str:
    """Return the text of a cell; spreadsheets turn codes into numbers, and days and hours into times.

    Raises:
        UnreadableValueError: if a number has lost digits.
    """
    match cell:
        case bool() | str():
            return str(cell).strip()
        case int() | float():
            return _number(name, cell)
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case time():
            return cell.isoformat("minutes")
        case _:
            return str(cell)


def _number(name: str, number: float) -> str:
    text = str(int(number)) if isinstance(number, int) or number.is_integer() else str(number)
    lengths = _LENGTHS.get(name)
    if abs(number) >= _EXACT:
        why = "表格软件只保留前 15 位"
    elif lengths and len(text) not in lengths:
        why = f"不是 {'、'.join(map(str, lengths))} 位，表格软件会去掉开头的 0"
    elif name in _PHONES and _AREA_CODE_LOST.fullmatch(text):
        why = "像是区号开头的 0 被表格软件去掉了"
    else:
        return text
    raise UnreadableValueError(f"“{name}”是数字 {text}，{why}；请把这一格设为文本格式，重新填写")


def _unreadable(message: str) -> InvalidFieldsError:
    return InvalidFieldsError([FieldViolation("document", message)])
