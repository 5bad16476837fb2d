"""Directory documents in YAML and XLSX: one unit in each line, without loss in either direction."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

import yaml
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.directory.units import Contacts, Duty, FormerName, Successor, Unit, UnitKind
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError

SHEET = "单位"
SIZE_LIMIT = 16 * 1024 * 1024
ROWS_LIMIT = 50_000
_ZIP = b"PK\x03\x04"
# Written for an empty list, which differs from one that is not given.
_NOTHING = "无"
_HEAD = """# 单位目录：一行一个单位。
# hotline directory diff 文件（看会改什么）、import 文件（采用）、export（导出）。
"""


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """Unit as a document has it; other units are denoted by name or code.

    Attributes:
        line: line of the document, or row of the sheet.
        unit: the unit, with words for codes.
    """

    line: int
    unit: Unit


class _Wrong(Exception):  # noqa: N818 - becomes a finding
    """Value that cannot be read; the message, in Chinese, says what is allowed."""


def read_document(content: bytes) -> list[UnitRecord]:
    """Read a document.

    Raises:
        InvalidFieldsError: listing every line that cannot be read.
    """
    if len(content) > SIZE_LIMIT:
        raise _unreadable(f"有 {len(content)} 字节，上限是 {SIZE_LIMIT} 字节")
    rows = list(_read_xlsx(content) if content.startswith(_ZIP) else _read_yaml(content))
    if len(rows) > ROWS_LIMIT:
        raise _unreadable(f"有 {len(rows)} 个单位，上限是 {ROWS_LIMIT} 个")
    problems: list[FieldViolation] = []
    records: list[UnitRecord] = []
    for line, row in rows:
        try:
            records.append(UnitRecord(line, _unit(row)))
        except _Wrong as wrong:
            problems.append(FieldViolation("document", f"第 {line} 行：{wrong}"))
    if problems:
        raise InvalidFieldsError(problems)
    return records


def write_yaml(directory: Directory) -> bytes:
    """Write a directory in YAML."""
    lines = [_HEAD, f"{SHEET}:\n"]
    for unit in directory.units.values():
        row = {name: value for name, value in _row(unit, directory).items() if value not in ("", [], None)}
        text = yaml.safe_dump(row, default_flow_style=True, allow_unicode=True, sort_keys=False, width=1_000_000)
        lines.append(f"  - {text}")
    return "".join(lines).encode()


def write_xlsx(directory: Directory) -> bytes:
    """Write a directory as a sheet whose cells are all text, so that spreadsheets keep leading zeros."""
    book = Workbook()
    del book[book.sheetnames[0]]
    sheet = book.create_sheet(SHEET)
    sheet.freeze_panes = "C2"
    for column, name in enumerate(_COLUMNS, 1):
        sheet.cell(1, column, name).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(name, 14)
    for place, unit in enumerate(directory.units.values(), 2):
        for column, (name, value) in enumerate(_row(unit, directory).items(), 1):
            cell = sheet.cell(place, column, _COLUMNS[name].to_cell(value))
            cell.number_format = "@"
            cell.data_type = "s"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


# --- from a document ------------------------------------------------------------------------------


def _read_yaml(content: bytes) -> Iterator[tuple[int, Mapping[str, object]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _unreadable("不是 UTF-8 编码的文件；请另存为 UTF-8，或用 XLSX 工作簿") from None
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        document = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"第 {mark.line + 1} 行第 {mark.column + 1} 列" if mark else ""
        raise _unreadable(f"{where}不合 YAML 的写法；冒号用半角、后面空一格，含逗号或冒号的文字加引号") from None
    listed = document.get(SHEET) if isinstance(document, dict) else None
    if not isinstance(listed, list) or not isinstance(node, yaml.MappingNode) or len(document) != 1:
        raise _unreadable(f"要以“{SHEET}:”开头，下面每行一个单位")
    items = node.value[0][1].value
    for item, row in zip(items, listed, strict=True):
        line = item.start_mark.line + 1
        if not isinstance(row, dict):
            raise InvalidFieldsError([FieldViolation("document", f"第 {line} 行：要写成 {{名称: …, 类别: …}}")])
        yield line, {str(name): value for name, value in row.items()}


def _read_xlsx(content: bytes) -> Iterator[tuple[int, Mapping[str, object]]]:
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    except (InvalidFileException, BadZipFile, KeyError, ValueError, OSError):
        raise _unreadable("不是能读的 XLSX 工作簿；请用 Excel 或 WPS 另存为 .xlsx") from None
    sheet = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
    sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=True)
    heads = [str(head).strip() if head is not None else "" for head in next(rows, ())]
    for place, values in enumerate(rows, 2):
        row = {
            head: _cell_text(value)
            for head, value in zip(heads, values, strict=False)
            if head and value is not None and _cell_text(value)
        }
        if row:
            yield place, {name: _from_cell(name, text) for name, text in row.items()}


def _cell_text(value: object) -> str:
    """Return the text of a cell; spreadsheets turn codes into numbers and days into times."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _from_cell(name: str, text: str) -> object:
    column = _COLUMNS.get(name)
    return column.from_cell(text) if column else text


def _unit(row: Mapping[str, object]) -> Unit:
    unknown = [name for name in row if name not in _COLUMNS]
    if unknown:
        raise _Wrong(f"没有“{'、'.join(unknown)}”这一栏，可用：{'、'.join(_COLUMNS)}")
    read = {name: column.read(name, row[name]) for name, column in _COLUMNS.items() if row.get(name) is not None}
    for needed in ("名称", "类别"):
        if not read.get(needed):
            raise _Wrong(f"缺少“{needed}”")
    values: dict[str, Any] = {_COLUMNS[name].field: value for name, value in read.items()}
    contacts = {one.name: values.pop(one.name) for one in fields(Contacts) if one.name in values}
    return Unit(code=values.pop("code", ""), contacts=Contacts(**contacts), **values)


# --- columns --------------------------------------------------------------------------------------


def _text(name: str, value: object) -> str:
    if isinstance(value, (dict, list, bool)):
        raise _Wrong(f"“{name}”要是文字")
    return str(value).strip()


def _texts(name: str, value: object) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    return tuple(text for item in items if (text := _text(name, item)))


def _matters(name: str, value: object) -> tuple[str, ...] | None:
    matters = _texts(name, value)
    return () if matters == (_NOTHING,) else matters or None


def _kind(name: str, value: object) -> UnitKind:
    try:
        return UnitKind(_text(name, value))
    except ValueError:
        raise _Wrong(f"没有“{value}”这种类别，可用：{'、'.join(kind.value for kind in UnitKind)}") from None


def _day(name: str, value: object) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(_text(name, value))
    except ValueError:
        raise _Wrong(f"“{name}”要是日期，如 2027-01-01") from None


def _optional_day(name: str, value: object) -> date | None:
    return _day(name, value) if value else None


def _parts(name: str, value: object, allowed: Sequence[str]) -> list[Mapping[str, Any]]:
    """Return the mappings of a list of mappings that have only the allowed keys, the first of which is required."""
    items: list[Any] = value if isinstance(value, list) else [value]
    for item in items:
        if not isinstance(item, dict) or allowed[0] not in item or set(item) - set(allowed):
            raise _Wrong(f"“{name}”要写成 [{{{'，'.join(f'{key}: …' for key in allowed)}}}]")
    return items


def _former_names(name: str, value: object) -> tuple[FormerName, ...]:
    parts = _parts(name, value, ("名称", "至"))
    return tuple(FormerName(_text(name, part["名称"]), _day("至", part.get("至") or "")) for part in parts)


def _duties(name: str, value: object) -> tuple[Duty, ...]:
    parts = _parts(name, value, ("姓名", "电话", "自", "至"))
    return tuple(
        Duty(
            _text(name, part["姓名"]),
            _text(name, part.get("电话") or ""),
            _optional_day("自", part.get("自")),
            _optional_day("至", part.get("至")),
        )
        for part in parts
    )


def _successors(name: str, value: object) -> tuple[Successor, ...]:
    parts = _parts(name, value, ("单位", "事项"))
    return tuple(Successor(_text(name, part["单位"]), _texts("事项", part.get("事项") or [])) for part in parts)


# In cells the items of a list are separated by 、, and parts by ； (people) or their own signs.


def _join(value: object) -> str:
    return "、".join(value) if isinstance(value, list) else str(value)


def _split(text: str) -> object:
    return [part.strip() for part in re.split("[、,，]", text) if part.strip()]


def _cell_of(keys: Sequence[str], *, nested: str = "") -> Callable[[object], str]:
    """Return a writer of a list of mappings to a cell: ``key=value`` pairs, items separated by ；."""

    def write(value: object) -> str:
        items = value if isinstance(value, list) else []
        return "；".join(
            "，".join(f"{key}={_join(item[key]) if key == nested else item[key]}" for key in keys if item.get(key))
            for item in items
        )

    return write


def _cell_to(*, nested: str = "") -> Callable[[str], object]:
    """Return the reader for ``_cell_of``."""

    def read(text: str) -> object:
        items = []
        for part in re.split("[；;]", text):
            pairs = [pair.partition("=") for pair in re.split("[，,]", part) if pair.strip()]
            item = {key.strip(): value.strip() for key, _, value in pairs}
            items.append({key: _split(value) if key == nested else value for key, value in item.items()})
        return [item for item in items if item]

    return read


@dataclass(frozen=True, slots=True)
class _Column:
    """Column of a document.

    Attributes:
        field: field of ``Unit`` or ``Contacts``.
        read: converts the YAML value.
        to_cell, from_cell: convert the YAML value to the text of a cell and back.
    """

    field: str
    read: Callable[[str, object], object]
    to_cell: Callable[[object], str] = str
    from_cell: Callable[[str], object] = str


_COLUMNS: Mapping[str, _Column] = {
    "代码": _Column("code", _text),
    "名称": _Column("name", _text),
    "类别": _Column("kind", _kind),
    "隶属": _Column("parent", _text),
    "区县": _Column("district", _text),
    "简称": _Column("aliases", _texts, _join, _split),
    "曾用名": _Column("former_names", _former_names, _cell_of(("名称", "至")), _cell_to()),
    "行政区划": _Column("division_code", _text),
    "机构代码": _Column("organisation_code", _text),
    "电话": _Column("phone", _text),
    "值班电话": _Column("duty_phone", _text),
    "办公时间": _Column("hours", _text),
    "分管领导": _Column("leader", _text),
    "值班人员": _Column("on_duty", _duties, _cell_of(("姓名", "电话", "自", "至")), _cell_to()),
    "直派": _Column("matters", _matters, _join, _split),
    "街镇直派": _Column("town_matters", _matters, _join, _split),
    "兜底": _Column("backs", _texts, _join, _split),
    "成立": _Column("since", _optional_day),
    "撤销": _Column("until", _optional_day),
    "承接": _Column("successors", _successors, _cell_of(("单位", "事项"), nested="事项"), _cell_to(nested="事项")),
}
_WIDTHS = {"名称": 28, "隶属": 20, "简称": 30, "值班人员": 30, "直派": 30, "街镇直派": 30, "承接": 30}


# --- to a document --------------------------------------------------------------------------------


def _row(unit: Unit, directory: Directory) -> dict[str, object]:
    """Return the YAML values of a unit, by column."""

    def word(code: str) -> str:
        other = directory.units.get(code)
        return other.name if other and directory.named(other.name) is other else code

    contacts = unit.contacts
    return {
        "代码": unit.code,
        "名称": unit.name,
        "类别": unit.kind.value,
        "隶属": word(unit.parent) if unit.parent else "",
        "区县": word(unit.district) if unit.district else "",
        "简称": list(unit.aliases),
        "曾用名": [{"名称": former.name, "至": former.until.isoformat()} for former in unit.former_names],
        "行政区划": unit.division_code,
        "机构代码": unit.organisation_code,
        "电话": contacts.phone,
        "值班电话": contacts.duty_phone,
        "办公时间": contacts.hours,
        "分管领导": contacts.leader,
        "值班人员": [_duty(duty) for duty in contacts.on_duty],
        "直派": _listed(unit.matters),
        "街镇直派": _listed(unit.town_matters),
        "兜底": [word(code) for code in unit.backs],
        "成立": unit.since.isoformat() if unit.since else "",
        "撤销": unit.until.isoformat() if unit.until else "",
        "承接": [_successor(heir, word) for heir in unit.successors],
    }


def _listed(matters: tuple[str, ...] | None) -> list[str]:
    """Return a list in which nothing differs from an empty list, which says nothing."""
    return [] if matters is None else list(matters) or [_NOTHING]


def _duty(duty: Duty) -> dict[str, str]:
    whole = {
        "姓名": duty.name,
        "电话": duty.phone,
        "自": duty.begins.isoformat() if duty.begins else "",
        "至": duty.ends.isoformat() if duty.ends else "",
    }
    return {key: value for key, value in whole.items() if value}


def _successor(heir: Successor, word: Callable[[str], str]) -> dict[str, object]:
    return {"单位": word(heir.code)} | ({"事项": list(heir.matters)} if heir.matters else {})


def _unreadable(message: str) -> InvalidFieldsError:
    return InvalidFieldsError([FieldViolation("document", message)])
