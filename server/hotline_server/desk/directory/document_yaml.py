"""Directory documents in YAML: every value is text as it stands, so that 0110 and 8:30 are no numbers."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from hotline_server.desk.directory.document_columns import Row, Value
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.ground.characters import find_fault, normalise

HEADING = "单位"
DEPTH_LIMIT = 8
# Bytes that are searched for the comment with the version.
_COMMENT_BYTES = 1_000
_VERSION = re.compile(r"^# 目录版本：(\d{1,18})\s*$", re.MULTILINE)
_COMMENT = """# 单位目录：一行一个单位。
# hotline directory diff 文件 查看会作哪些变更，hotline directory import 文件 采用。
# 目录版本：{version}
"""
_REMAINDER = "# 没有采用的行，改好以后可以再导入；问题里的行号是原来文件的。"
# As YAML counts lines.
_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_FINDING = "# 问题："
_BEGINNING = [StreamStartEvent, DocumentStartEvent, MappingStartEvent, ScalarEvent, SequenceStartEvent]
_ENDING = [MappingEndEvent, DocumentEndEvent, StreamEndEvent]
# Plain scalars with which YAML says that there is no value.
_NO_VALUE = ("", "~", "null")


def read_yaml(content: bytes) -> Iterator[Row]:
    """Yield the lines of a document that have units; anchors, tags and keys that are given twice are problems of them.

    Raises:
        InvalidFieldsError: if it is not YAML in UTF-8 that has a list of units.
    """
    try:
        yield from _items(yaml.parse(_decode(content), Loader=yaml.CBaseLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"第 {mark.line + 1} 行第 {mark.column + 1} 列" if mark else ""
        message = f"{where}不合 YAML 的写法；冒号用半角、后面空一格，含逗号或冒号的文字加引号"
        raise _unreadable(message) from None


def yaml_version(content: bytes) -> int | None:
    """Return the version of the directory that a document was exported from; ``None`` if it does not say."""
    said = _VERSION.search(_decode(content[:_COMMENT_BYTES], errors="ignore"))
    return int(said[1]) if said else None


def write_yaml(rows: Iterable[Mapping[str, Value]], version: int) -> bytes:
    """Write a document, one unit in each line."""
    lines = [_COMMENT.format(version=version), f"{HEADING}:\n"]
    for row in rows:
        text = yaml.dump(
            row, Dumper=yaml.CSafeDumper, default_flow_style=True, allow_unicode=True, sort_keys=False, width=1_000_000
        )
        lines.append(f"  - {text}")
    return "".join(lines).encode()


def write_remainder(content: bytes, findings: Mapping[int, Sequence[str]]) -> bytes:
    """Write the rows of a document on some lines as they are, each after what is wrong with it.

    Raises:
        InvalidFieldsError: if the rows are not on lines of their own.
    """
    lines = _LINE_BREAK.split(_decode(content))
    starts = sorted({row.line for row in read_yaml(content)})
    if any(not lines[start - 1].lstrip().startswith("-") for start in starts):
        raise _unreadable("每个单位要以“- ”开头，单独起一行，才能只采用没有问题的")
    written = [_REMAINDER, f"{HEADING}:"]
    for start, following in zip(starts, [*starts[1:], len(lines) + 1], strict=True):
        if start in findings:
            indent = lines[start - 1][: -len(lines[start - 1].lstrip())]
            written += (f"{indent}{_FINDING}{finding}".replace("\n", " ") for finding in findings[start])
            own = lines[start - 1 : following - 1]
            written += (line for line in own if not line.lstrip().startswith(_FINDING))
    return "".join(f"{line}\n" for line in written).encode()


def _decode(content: bytes, errors: str = "strict") -> str:
    try:
        return content.decode("utf-8-sig", errors)
    except UnicodeDecodeError:
        raise _unreadable("不是 UTF-8 编码的文件；请另存为 UTF-8，或用 XLSX 工作簿") from None


def _items(events: Iterator[Event]) -> Iterator[Row]:
    beginning = list(islice(events, len(_BEGINNING)))
    headings = [event.value for event in beginning if isinstance(event, ScalarEvent)]
    if [type(event) for event in beginning] != _BEGINNING or headings != [HEADING]:
        raise _unreadable(f"要以“{HEADING}:”开头，下面每行一个单位")
    for event in events:
        if isinstance(event, SequenceEndEvent):
            break
        problems: list[str] = []
        value = _value(event, events, 0, problems)
        yield Row(_line(event), value, problems)
    if [type(event) for event in events] != _ENDING:
        raise _unreadable(f"只能有一个“{HEADING}:”，全部单位写在它下面")


def _value(event: Event, events: Iterator[Event], depth: int, problems: list[str]) -> Value:
    """Return a value, and add what in it cannot be read to the problems."""
    if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
        problems.append(f"第 {_line(event)} 行：不能用锚点（&）和引用（*）；以这些符号开头的文字加引号")
    if isinstance(event, AliasEvent):
        return ""
    if getattr(event, "tag", None):
        problems.append(f"第 {_line(event)} 行：不能用标签（!）；以这个符号开头的文字加引号")
    if depth > DEPTH_LIMIT:
        raise _unreadable(f"第 {_line(event)} 行：括号套得太深")
    if isinstance(event, ScalarEvent):
        return "" if not event.style and event.value in _NO_VALUE else _text(event, problems)
    if isinstance(event, SequenceStartEvent):
        return [_value(item, events, depth + 1, problems) for item in _until(SequenceEndEvent, events)]
    return _mapping(events, depth, problems)


def _text(event: ScalarEvent, problems: list[str]) -> str:
    text = normalise(event.value)
    # Escapes in quotes write any character.
    if fault := find_fault(text):
        problems.append(f"第 {_line(event)} 行：{fault}")
    return text


def _mapping(events: Iterator[Event], depth: int, problems: list[str]) -> Value:
    values: dict[str, Value] = {}
    for event in _until(MappingEndEvent, events):
        key = _value(event, events, depth + 1, problems)
        value = _value(next(events), events, depth + 1, problems)
        if not isinstance(key, str):
            problems.append(f"第 {_line(event)} 行：冒号前面要是栏目的名称")
        elif key in values:
            problems.append(f"第 {_line(event)} 行：“{key}”写了两次")
        else:
            values[key] = value
    return values


def _until(end: type[Event], events: Iterator[Event]) -> Iterator[Event]:
    for event in events:
        if isinstance(event, end):
            return
        yield event


def _line(event: Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _unreadable(message: str) -> InvalidFieldsError:
    return InvalidFieldsError([FieldViolation("document", message)])
