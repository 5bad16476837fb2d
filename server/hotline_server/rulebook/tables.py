"""Tables of a rule book that people may edit as sheets: the routing table, the policies, and the words of lexicons."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from hotline_server.ground.characters import find_fault, normalise
from hotline_server.rulebook.merging import ENTRY_PLACE
from hotline_server.rulebook.schema.files import form_problems
from hotline_server.rulebook.schema.policies import PolicyForm
from hotline_server.rulebook.schema.rules import RowForm
from hotline_server.rulebook.schema.values import Form
from hotline_server.rulebook.source import Source, ValuePath, parse_yaml
from hotline_server.rulebook.time_limit import SHORTEST

LEXICONS = "lexicons/"
WORDS_WRITTEN = ("文件", "所属", "词语")
_YES, _NO = ("是", "√", "TRUE"), ("否", "×", "FALSE")
_WHOLE = re.compile(r"([0-9]{1,5})(?:\.0+)?")
_SIGNS = re.compile(r"[、，,；;\n]+")
_DAY = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})\D?")
# Keys whose texts are names or sentences in an order, or that stand for something else.
_NOT_WORDS = frozenset({"轻重", "除非", "同时", "简写"})


class UnreadableTextError(ValueError):
    """Text of a cell that its column cannot hold; the message, in Chinese, says what is allowed."""


@dataclass(frozen=True, slots=True)
class Column:
    """Column of a table.

    Attributes:
        name: its heading, and the key of the value.
        width: characters of its sheet's column.
        to_text, from_text: convert a value as files have it to the text of a cell and back.
    """

    name: str
    width: int
    to_text: Callable[[Any], str] = str
    from_text: Callable[[str], Any] = str


@dataclass(frozen=True, slots=True)
class Table:
    """Table, which is the list under a key in one or several files.

    Attributes:
        name: of its sheet, and the key.
        columns: in order.
        key: columns that tell one record from another.
        form: of a record; ``None`` for words.
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    form: type[Form] | None

    def column(self, name: str) -> Column | None:
        """Return a column by its heading, if there is one."""
        return next((column for column in self.columns if column.name == name), None)

    def texts(self, value: Mapping[str, Any]) -> dict[str, str]:
        """Return the cells of a record."""
        given = ((column, value.get(column.name)) for column in self.columns)
        return {column.name: column.to_text(one) for column, one in given if one is not None}

    def key_of(self, value: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the cells of a record that tell it from others."""
        texts = self.texts(value)
        return tuple(texts.get(name, "") for name in self.key)

    def problems(self, value: Mapping[str, Any]) -> list[str]:
        """Describe what keeps a record from its form."""
        if self.form is not None:
            try:
                self.form.model_validate(value, by_alias=True)
            except ValidationError as error:
                return [one.message for one in form_problems(Source("", value, {}), error)]
        return []


@dataclass(frozen=True, slots=True)
class Record:
    """Record of a table as files have it.

    Attributes:
        id: its name among the records of its table.
        file, path: where it stands.
        place: 1-based line and column.
        value: as it is written; for a word, with the columns of its table.
        texts: its cells.
        key: the cells that tell it from others.
    """

    id: str
    file: str
    path: ValuePath
    place: tuple[int, int]
    value: Mapping[str, Any]
    texts: Mapping[str, str]
    key: tuple[str, ...]


def records(table: Table, files: Mapping[str, bytes]) -> list[Record]:
    """Return the records of a table in the files of a rule book.

    Raises:
        RuleBookError: if a file cannot be parsed.
    """
    found: dict[str, Record] = {}
    for name, content in sorted(files.items()):
        if table is not WORDS and table.name.encode() not in content:
            continue
        if table is WORDS and not name.startswith(LEXICONS):
            continue
        source = parse_yaml(name, content)
        for path, value in _words(source) if table is WORDS else _items(source, table.name):
            key = table.key_of(value)
            one_id = "/".join(part.removeprefix(LEXICONS).removesuffix(".yaml") for part in key if part)
            while one_id in found:
                one_id += "′"
            place = source.positions.get(path, (1, 1))
            found[one_id] = Record(one_id, name, path, place, value, table.texts(value), key)
    return list(found.values())


def _items(source: Source, key: str) -> Iterator[tuple[ValuePath, Mapping[str, Any]]]:
    """Yield the mappings in the list under a key of a file."""
    listed = source.data.get(key) if isinstance(source.data, dict) else None
    for place, value in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(value, dict):
            yield (key, place), value


def _words(source: Source) -> Iterator[tuple[ValuePath, Mapping[str, Any]]]:
    """Yield the words of the lists in a lexicon."""
    for path, address, words in word_lists(source.data):
        for place, word in enumerate(words):
            if isinstance(word, str):
                values = (source.name, "/".join(address), word)
                yield (*path, place), dict(zip(WORDS_WRITTEN, values, strict=True))


def word_lists(
    data: object, path: ValuePath = (), address: tuple[str, ...] = ()
) -> Iterator[tuple[ValuePath, tuple[str, ...], Sequence[object]]]:
    """Yield the lists of words in a lexicon, each with its path and the names that lead to it."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key not in _NOT_WORDS:
                yield from word_lists(value, (*path, key), (*address, key))
    elif isinstance(data, list):
        if data and all(isinstance(item, dict) for item in data):
            for place, item in enumerate(data):
                yield from word_lists(item, (*path, place), (*address, str(item.get("名称", place))))
        else:
            yield path, address, data


# --- values ---------------------------------------------------------------------------------------


def text_value(text: str) -> str:
    """Return a text as files hold it.

    Raises:
        UnreadableTextError: if it has a character that is none.
    """
    text = normalise(text)
    if fault := find_fault(text):
        raise UnreadableTextError(fault)
    return text


def _line_value(text: str) -> str:
    text = text_value(text)
    if "\n" in text:
        raise UnreadableTextError("要写在一行里")
    return text


def _lines_to_text(value: Sequence[str]) -> str:
    return "\n".join(map(str, value))


def _lines_from_text(text: str) -> list[str]:
    return [line.strip() for line in text_value(text).split("\n") if line.strip()]


def _names_to_text(value: Sequence[str]) -> str:
    return "、".join(map(str, value))


def _names_from_text(text: str) -> list[str]:
    return [name.strip() for name in _SIGNS.split(text_value(text)) if name.strip()]


def _flag_to_text(value: object) -> str:
    return _YES[0] if value is True else _NO[0]


def _flag_from_text(text: str) -> bool:
    if text.upper() in _YES or text in _YES:
        return True
    if text.upper() in _NO:
        return False
    raise UnreadableTextError("要写“是”，或空着")


def day_value(text: str) -> str:
    """Return the day that a text stands for, as files have it.

    Raises:
        UnreadableTextError: if it stands for none.
    """
    found = _DAY.fullmatch(text)
    if found is None:
        raise UnreadableTextError("要写日期，如 2027-01-01")
    try:
        return date(*map(int, found.groups())).isoformat()
    except ValueError:
        raise UnreadableTextError(f"写的 {text} 没有这一天") from None


def _limit_to_text(value: object) -> str:
    if isinstance(value, dict):
        return f"{SHORTEST}：{'、'.join(map(str, value.get(SHORTEST, ())))}"
    return str(value)


def _limit_from_text(text: str) -> object:
    text = text_value(text).replace(" ", "")
    head, sign, listed = text.replace(":", "：", 1).partition("：")
    if sign and head == SHORTEST:
        return {SHORTEST: [_span(part) for part in _SIGNS.split(listed)]}
    return _span(text)


def _span(text: str) -> int | str:
    # Spreadsheets write whole numbers with a point too.
    return int(whole[1]) if (whole := _WHOLE.fullmatch(text)) else text


def _named(name: str, width: int) -> Column:
    return Column(name, width, str, _line_value)


def _day(name: str) -> Column:
    return Column(name, 12, str, day_value)


def _listed(name: str, width: int) -> Column:
    return Column(name, width, _lines_to_text, _lines_from_text)


ROWS = Table(
    "派单目录",
    (
        _named("事项", 20),
        _named("区县", 10),
        _named("街道", 12),
        _named("牵头", 28),
        Column("协办", 36, _names_to_text, _names_from_text),
        Column("协办必到", 10, _flag_to_text, _flag_from_text),
        Column("期限", 14, _limit_to_text, _limit_from_text),
        _day("生效"),
        _day("失效"),
    ),
    ENTRY_PLACE,
    RowForm,
)
POLICIES = Table(
    "政策",
    (
        _named("编号", 8),
        _named("标题", 24),
        _named("单位", 20),
        Column("文件", 30, str, text_value),
        Column("答复", 60, str, text_value),
        _day("生效"),
        _day("失效"),
        _day("复核"),
        _listed("常见问法", 50),
        _listed("不算", 50),
    ),
    ("编号",),
    PolicyForm,
)
WORDS = Table("词语", (_named("文件", 40), _named("所属", 40), _named("词语", 60)), WORDS_WRITTEN, None)
TABLES = (ROWS, POLICIES, WORDS)
