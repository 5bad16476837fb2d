"""Rows of sheets, compared with the records of a rule book: what each of them changes, or what is wrong with it."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from hotline_server.rulebook.editing import Edit
from hotline_server.rulebook.source import parse_yaml
from hotline_server.rulebook.tables import (
    LEXICONS,
    WORDS,
    Column,
    Record,
    Table,
    UnreadableTextError,
    day_value,
    records,
    word_lists,
)

ID, ACTION = "标识", "操作"
DELETES = ("删除", "删")
# Spreadsheets keep as many digits of a number.
_DIGITS = 15
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


class CellKind(Enum):
    """Kind of what a cell holds in place of text."""

    TEXT = "文字"
    NUMBER = "数字"
    DAY = "日期"
    FORMULA = "公式"
    FAULT = "错误值"


@dataclass(frozen=True, slots=True)
class Cell:
    """Cell of a sheet.

    Attributes:
        text: what it shows.
        kind: what it holds.
        day: day that its number may stand for, as files write days; empty if it stands for none.
    """

    text: str
    kind: CellKind = CellKind.TEXT
    day: str = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """Row of a sheet.

    Attributes:
        number: 1-based, in the sheet.
        cells: by heading; a column that the sheet lacks says nothing.
    """

    number: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Change:
    """Edits for a row of a sheet.

    Attributes:
        row: the row.
        file: to edit.
        edits: none if the row is as the file has it.
        key: what tells the record afterwards from others; ``None`` if it is deleted.
        summary: in Chinese.
    """

    row: SheetRow
    file: str
    edits: tuple[Edit, ...]
    key: tuple[str, ...] | None
    summary: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Rows of a sheet compared with a rule book.

    Attributes:
        changes: of the rows that can be read.
        findings: what is wrong with the others, by their numbers.
        absent: number of records that no row is about; they stay as they are.
    """

    changes: tuple[Change, ...]
    findings: Mapping[int, tuple[str, ...]]
    absent: int


class _RowError(Exception):
    """Row that cannot be applied, with what is wrong with it."""

    def __init__(self, *findings: str) -> None:
        super().__init__(*findings)
        self.findings = findings


def compare_rows(table: Table, rows: Sequence[SheetRow], files: Mapping[str, bytes]) -> Comparison:
    """Compare the rows of a sheet with the records of a rule book.

    Raises:
        RuleBookError: if a file of the rule book cannot be parsed.
    """
    comparer = _Comparer(table, files)
    about, findings = comparer.match(rows)
    changes = []
    for row in rows:
        if row.number in findings:
            continue
        try:
            changes.append(comparer.change(row, about.get(row.number)))
        except _RowError as error:
            findings[row.number] = error.findings
    return Comparison(tuple(changes), findings, len(comparer.records) - len({one.id for one in about.values()}))


class _Comparer:
    def __init__(self, table: Table, files: Mapping[str, bytes]) -> None:
        self._table = table
        self._files = files
        self.records = {record.id: record for record in records(table, files)}
        self._by_key = {record.key: record for record in reversed(self.records.values())}
        self._lists = _WordLists(files) if table is WORDS else None

    def match(self, rows: Sequence[SheetRow]) -> tuple[dict[int, Record], dict[int, tuple[str, ...]]]:
        """Return the record that each row is about, if any, and what is wrong with rows of which that is unclear."""
        about: dict[int, Record] = {}
        findings: dict[int, tuple[str, ...]] = {}
        same: defaultdict[str, list[SheetRow]] = defaultdict(list)
        added: dict[tuple[str, ...], SheetRow] = {}
        for row in rows:
            named = _named_by(row)
            record = self._named(row.cells[ID]) if named else self._by_key.get(self._key(row, None))
            if record:
                same[record.id].append(row)
            elif named:
                findings[row.number] = (f"草稿里没有“{named}”，可能已被删除或改名；新增的行请把“{ID}”空着",)
            elif (first := added.setdefault(self._key(row, None), row)) is not row:
                findings[row.number] = (self._double(row, first),)
        for one_id, rivals in same.items():
            record = self.records[one_id]
            # Whoever adds a row copies one and changes it.
            same_key = [row for row in rivals if self._key(row, record) == record.key]
            first, *others = sorted(same_key or rivals, key=lambda row: not _named_by(row))
            about[first.number] = record
            for row in others:
                findings[row.number] = (self._double(row, first),)
        return about, findings

    def _double(self, row: SheetRow, first: SheetRow) -> str:
        """Describe a row that is about the same record as an earlier one."""
        if _named_by(row):
            return f"与第 {first.number} 行是同一条；新增的行请把“{ID}”空着"
        key = zip(self._table.key, self._key(row, None), strict=True)
        written = "、".join(f"{name} {text}" for name, text in key if text)
        return f"{written}已有，在第 {first.number} 行；请在那一行里改"

    def change(self, row: SheetRow, record: Record | None) -> Change:
        """Return what a row changes.

        Raises:
            _RowError: if it cannot be read.
        """
        action = row.cells.get(ACTION, Cell("")).text
        if action in DELETES:
            if record is None:
                raise _RowError("草稿里没有这一条，不用删除")
            return Change(row, record.file, (Edit(record.path, None),), None, "删除")
        texts, findings = self._texts(row, record)
        if action:
            findings.insert(0, f"“{ACTION}”只能写“{DELETES[0]}”，或空着")
        if self._lists is None:
            return self._changed(row, record, texts, findings) if record else self._added(row, texts, findings)
        if findings:
            raise _RowError(*findings)
        return self._lists.change(row, record, texts)

    def _named(self, cell: Cell) -> Record | None:
        same = (one for name, one in self.records.items() if cell.kind is CellKind.NUMBER and _equal(name, cell.text))
        return self.records.get(cell.text) or next(same, None)

    def _key(self, row: SheetRow, record: Record | None) -> tuple[str, ...]:
        """Return the key of a row as far as it can be read."""
        key = []
        for name in self._table.key:
            original = record.texts.get(name, "") if record else ""
            try:
                column = self._table.column(name)
                key.append(_text(column, row.cells[name], original) if column and name in row.cells else original)
            except UnreadableTextError:
                key.append(row.cells[name].text)
        return tuple(key)

    def _texts(self, row: SheetRow, record: Record | None) -> tuple[dict[str, str], list[str]]:
        """Return the texts of a row, as spreadsheets have not spoilt them, and what is wrong with its other cells."""
        texts: dict[str, str] = {}
        findings: list[str] = []
        for column in self._table.columns:
            original = record.texts.get(column.name, "") if record else ""
            if column.name not in row.cells:
                continue
            try:
                texts[column.name] = _text(column, row.cells[column.name], original)
            except UnreadableTextError as error:
                findings.append(f"“{column.name}”{error}")
        return texts, findings

    def _changed(self, row: SheetRow, record: Record, texts: Mapping[str, str], findings: list[str]) -> Change:
        edits, names = [], []
        value = dict(record.value)
        for column in self._table.columns:
            text, original = texts.get(column.name), record.texts.get(column.name, "")
            if text is None or text == original.strip():
                continue
            names.append(column.name)
            try:
                wanted = _wanted(column, text, value.get(column.name))
            except UnreadableTextError as error:
                findings.append(f"“{column.name}”{error}")
                continue
            if wanted is None:
                del value[column.name]
            else:
                value[column.name] = wanted
            edits.append(Edit((*record.path, column.name), wanted))
        findings += self._table.problems(value) if edits else []
        if findings:
            raise _RowError(*findings)
        summary = f"修改{'、'.join(names)}" if edits else ""
        return Change(row, record.file, tuple(edits), self._table.key_of(value), summary)

    def _added(self, row: SheetRow, texts: Mapping[str, str], findings: list[str]) -> Change:
        value = {}
        unread = [name for name in row.cells if self._table.column(name) and name not in texts]
        for column in self._table.columns:
            try:
                wanted = _wanted(column, texts.get(column.name, ""), None)
            except UnreadableTextError as error:
                findings.append(f"“{column.name}”{error}")
                unread.append(column.name)
                continue
            if wanted is not None:
                value[column.name] = wanted
        findings += (one for one in self._table.problems(value) if one not in {f"缺少“{name}”" for name in unread})
        file = self._home()
        if findings or not file:
            raise _RowError(*(findings or [f"草稿里没有“{self._table.name}”文件，不能新增"]))
        edit = Edit((self._table.name,), value, is_new=True)
        return Change(row, file, (edit,), self._table.key_of(value), "新增")

    def _home(self) -> str:
        """Return the file that further records go into."""
        last = next((record.file for record in reversed(self.records.values())), "")
        heading = f"{self._table.name}:".encode()
        return last or next((name for name, content in self._files.items() if heading in content), "")


class _WordLists:
    """Lists of words in the lexicons, to which words are added."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._lists = {
            (name, "/".join(address)): (path, {str(word) for word in words})
            for name, content in files.items()
            if name.startswith(LEXICONS)
            for path, address, words in word_lists(parse_yaml(name, content).data)
        }

    def change(self, row: SheetRow, record: Record | None, texts: Mapping[str, str]) -> Change:
        """Return what a row changes.

        Raises:
            _RowError: if there is no such list, or the word is in it already.
        """
        kept = record.texts if record else {}
        file, address, word = key = tuple(texts.get(name, kept.get(name, "")) for name in WORDS.key)
        if record and key == tuple(text.strip() for text in record.key):
            return Change(row, record.file, (), key, "")
        if not word:
            raise _RowError(f"“词语”空着；要删除的，在“{ACTION}”里写“{DELETES[0]}”")
        path, words = self._lists.get((file, address), (None, set[str]()))
        if path is None:
            raise _RowError(f"{file or '草稿'} 里没有“{address}”这一组词语；照已有的行写“文件”和“所属”")
        if word in words:
            raise _RowError(f"“{address}”里已经有“{word}”")
        words.add(word)
        if record is None:
            return Change(row, file, (Edit(path, word, is_new=True),), key, "新增")
        if (record.file, record.path[:-1]) == (file, path):
            return Change(row, file, (Edit(record.path, word),), key, "修改词语")
        if record.file != file:
            raise _RowError("一个词语不能改到另一个文件里；请删除这一行，另加一行")
        return Change(row, file, (Edit(record.path, None), Edit(path, word, is_new=True)), key, "修改所属")


def _wanted(column: Column, text: str, value: object) -> object:
    """Return the value that a text stands for; ``None`` if it is empty.

    Raises:
        UnreadableTextError: if the column holds no such text, or the value in the file is one that no cell can show.
    """
    if value is not None and not _is_shown(column, value):
        raise UnreadableTextError("原来的写法在一格里显示不全，请直接修改规则文件")
    return column.from_text(text) if text else None


def _is_shown(column: Column, value: object) -> bool:
    try:
        return bool(column.from_text(column.to_text(value)) == value)
    except UnreadableTextError:
        # What was wrong before may be put right.
        return not isinstance(value, list)


def _text(column: Column, cell: Cell, original: str) -> str:
    """Return the text that was meant, whatever a spreadsheet has made of it.

    Raises:
        UnreadableTextError: if that cannot be told.
    """
    text = cell.text.strip()
    is_day = column.from_text is day_value
    if cell.kind is CellKind.TEXT or text == original.strip():
        return _same_day(text, original) if is_day else text
    if cell.kind in (CellKind.FORMULA, CellKind.FAULT):
        raise UnreadableTextError(f"是{cell.kind.value}“{text}”，请改成文字")
    if cell.kind is CellKind.DAY:
        if is_day:
            return text
        raise UnreadableTextError(f"被表格软件改成了日期 {text}；请把这一格设为文本格式，重新填写")
    if _equal(original, text):
        return original
    if is_day and cell.day:
        return cell.day
    if len(text.strip("-").replace(".", "")) > _DIGITS or "E" in text.upper():
        raise UnreadableTextError(f"是数字 {text}，表格软件只保留前 {_DIGITS} 位；请把这一格设为文本格式，重新填写")
    return text


def _named_by(row: SheetRow) -> str:
    """Return the id of the record that a row names; empty if it names none."""
    return row.cells.get(ID, Cell("")).text


def _same_day(text: str, original: str) -> str:
    """Return a day as the file has it where the text is another way to write it."""
    try:
        return original if text and day_value(text) == original else text
    except UnreadableTextError:
        return text


def _equal(one: str, other: str) -> bool:
    """Return whether two texts are the same number, one perhaps without its leading zeros."""
    one, other = one.strip(), other.strip()
    return bool(_NUMBER.fullmatch(one) and _NUMBER.fullmatch(other)) and float(one) == float(other)
