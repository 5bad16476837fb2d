"""Directory documents in YAML and XLSX: one unit in each line, without loss in either direction."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from hotline_server.desk.directory import document_xlsx, document_yaml
from hotline_server.desk.directory.document_columns import (
    COLUMNS,
    UnreadableValueError,
    Value,
    read_unit,
    write_unit,
)
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.directory.units import Unit
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError

# A request is limited to 4 MiB; this leaves room for what surrounds the document in its message.
SIZE_LIMIT = 4 * 1024 * 1024 - 1024
# As many as the changes of one request.
ROWS_LIMIT = 20_000
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """Unit as a document has it; other units are denoted by name or code.

    Attributes:
        line: line of the document, or row of the sheet.
        unit: the unit, with words for codes.
        unsaid: fields of ``Unit`` and ``Contacts`` for which the document has no column, or the line no key.
    """

    line: int
    unit: Unit
    unsaid: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Document:
    """Document of a directory.

    Attributes:
        records: its units.
        version: version of the directory that it was exported from; ``None`` if it does not say.
    """

    records: Sequence[UnitRecord]
    version: int | None = None


@dataclass(frozen=True, slots=True)
class SetAside:
    """Row of a document that is not applied.

    Attributes:
        line: line of the document, or row of the sheet.
        code, name: of the unit, as far as they can be read; may be empty.
        findings: what is wrong with it.
    """

    line: int
    code: str
    name: str
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Part of a document that was read.

    Attributes:
        document: the rows that can be read.
        set_aside: those that cannot.
    """

    document: Document
    set_aside: tuple[SetAside, ...]


def is_workbook(content: bytes) -> bool:
    """Return whether a document is a workbook, or broken as one, rather than YAML."""
    return content.startswith(_ZIP)


def read_document(content: bytes) -> Document:
    """Read a document.

    Raises:
        InvalidFieldsError: listing all that cannot be read in every line.
    """
    reading = read_rows(content)
    problems = [problem for one in reading.set_aside for problem in one.findings]
    if problems:
        raise InvalidFieldsError([FieldViolation("document", problem) for problem in problems])
    return reading.document


def read_rows(content: bytes) -> Reading:
    """Read the rows of a document that can be read.

    Raises:
        InvalidFieldsError: if it is no document.
    """
    if len(content) > SIZE_LIMIT:
        raise InvalidFieldsError([FieldViolation("document", f"有 {len(content)} 字节，上限是 {SIZE_LIMIT} 字节")])
    is_xlsx = is_workbook(content)
    rows = list(
        islice(document_xlsx.read_xlsx(content) if is_xlsx else document_yaml.read_yaml(content), ROWS_LIMIT + 1)
    )
    if len(rows) > ROWS_LIMIT:
        raise InvalidFieldsError([FieldViolation("document", f"超过 {ROWS_LIMIT} 个单位的上限")])
    records: list[UnitRecord] = []
    aside: list[SetAside] = []
    for row in rows:
        found = list(row.problems)
        try:
            record = UnitRecord(row.line, _unit(row.value), _unsaid(row.value))
        except UnreadableValueError as error:
            found += [f"第 {row.line} 行：{problem}" for problem in error.problems]
        if found:
            aside.append(SetAside(row.line, _said(row.value, "代码"), _said(row.value, "名称"), tuple(found)))
        else:
            records.append(record)
    version = document_xlsx.xlsx_version(content) if is_xlsx else document_yaml.yaml_version(content)
    return Reading(Document(records, version), tuple(aside))


def write_yaml(directory: Directory) -> bytes:
    """Write a directory in YAML."""
    return document_yaml.write_yaml(_rows(directory), directory.version)


def write_xlsx(directory: Directory) -> bytes:
    """Write a directory as an XLSX workbook.

    Raises:
        InvalidFieldsError: if a text is too long for a cell.
    """
    return document_xlsx.write_xlsx(_rows(directory), directory.version)


def _rows(directory: Directory) -> list[dict[str, Value]]:
    return [write_unit(unit, directory) for unit in directory.units.values()]


def _unsaid(row: Value) -> frozenset[str]:
    return frozenset(column.field for name, column in COLUMNS.items() if name not in row)


def _said(row: Value, column: str) -> str:
    value = row.get(column, "") if isinstance(row, dict) else ""
    return value.strip() if isinstance(value, str) else ""


def _unit(row: Value) -> Unit:
    if not isinstance(row, dict):
        raise UnreadableValueError("要写成 {名称: …, 类别: …}")
    return read_unit(row)
