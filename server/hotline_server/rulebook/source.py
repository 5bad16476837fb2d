"""YAML reader that records the position of every value, for precise error messages.

Only plain YAML is accepted. Anchors, aliases and tags are rejected, so that a file means what it shows
and cannot expand when parsed; so are duplicate keys.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from hotline_server.ground.characters import find_fault, normalise
from hotline_server.rulebook.errors import Problem, RuleBookError
from hotline_server.rulebook.syntax import Mistake, cut_off, decode, misread, mistakes, split_lines

ValuePath = tuple[str | int, ...]
SIZE_LIMIT = 8 * 1024 * 1024
DEPTH_LIMIT = 32

_INTEGER = re.compile(r"-?(0|[1-9]\d{0,17})")
_NUMBER = re.compile(r"-?\d{1,17}\.\d{1,17}")
_KEYWORDS: dict[str, bool | None] = {
    "true": True, "false": False, "是": True, "否": False, "null": None, "~": None, "": None,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """Parsed file.

    Attributes:
        name: of the file, relative to the rule book.
        data: parsed content.
        positions: 1-based line and column of each value.
        cut: texts of which a part may be a comment by mistake.
    """

    name: str
    data: object
    positions: dict[ValuePath, tuple[int, int]] = field(repr=False)
    cut: tuple[Problem, ...] = ()

    def value(self, path: ValuePath) -> object:
        """Return the value at ``path``, as far as there is one."""
        found: Any = self.data
        for step in path:
            if not isinstance(found, dict | list) or (isinstance(found, dict) and step not in found):
                return found
            found = found[step]  # type: ignore[index]
        return found

    def find(self, path: ValuePath, text: str) -> ValuePath:
        """Return the path of a text or key somewhere below ``path``; ``path`` itself if it is not there."""
        return next(_paths_of(self.value(path), text, path), path)

    def problem(self, path: ValuePath, message: str) -> Problem:
        """Create a problem positioned at the value at ``path``, or at its nearest enclosing value."""
        while path and path not in self.positions:
            path = path[:-1]
        line, column = self.positions.get(path, (1, 1))
        return Problem(self.name, line, column, message)


def _paths_of(value: object, text: str, path: ValuePath) -> Iterator[ValuePath]:
    if value == text and isinstance(value, str):
        yield path
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, one in steps:
        if step == text:
            yield (*path, step)
        yield from _paths_of(one, text, (*path, step))


def parse_yaml(name: str, content: bytes) -> Source:
    """Parse a YAML file.

    Args:
        name: of the file, relative to the rule book; used in error messages.
        content: UTF-8 bytes.

    Raises:
        RuleBookError: if the content is not UTF-8 or not plain YAML, exceeds 8 MiB, or nests more than 32 levels deep.
    """
    if len(content) > SIZE_LIMIT:
        raise _error(name, 1, 1, f"文件有 {len(content)} 字节，上限是 {SIZE_LIMIT} 字节")
    text = decode(content)
    if isinstance(text, Mistake):
        raise _errors(name, [text])
    try:
        return _Parser(name, text).parse()
    except yaml.YAMLError as error:
        raise _errors(name, mistakes(text, error, _parse_events)) from None


def _parse_events(text: str) -> list[Event]:
    return list(yaml.parse(text, Loader=yaml.CSafeLoader))


def _errors(name: str, found: list[Mistake]) -> RuleBookError:
    return RuleBookError(Problem(name, one.line, one.column, one.message) for one in found)


def _error(name: str, line: int, column: int, message: str) -> RuleBookError:
    return RuleBookError([Problem(name, line, column, message)])


class _Parser:
    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._text = text
        self._positions: dict[ValuePath, tuple[int, int]] = {}
        self._cut: list[Problem] = []
        self._lines = split_lines(text)

    def parse(self) -> Source:
        """Parse the file.

        Raises:
            RuleBookError: if it is not plain YAML.
            yaml.YAMLError: if it is not YAML.
        """
        events = yaml.parse(self._text, Loader=yaml.CSafeLoader)
        data: object = None
        documents = 0
        for event in events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._error_at(event, "一个文件只能有一份内容，不能用“---”分成几份")
            elif isinstance(event, (ScalarEvent, MappingStartEvent, SequenceStartEvent, AliasEvent)):
                data = self._parse_value(event, events, ())
            elif isinstance(event, StreamEndEvent):
                break
        return Source(self._name, data, self._positions, tuple(self._cut))

    def _parse_value(self, event: Event, events: Iterator[Event], path: ValuePath) -> object:
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            raise self._error_at(event, "不能使用 & 锚点和 * 引用")
        if getattr(event, "tag", None):
            raise self._error_at(event, "不能使用 ! 标签")
        if len(path) > DEPTH_LIMIT:
            raise self._error_at(event, f"嵌套超过 {DEPTH_LIMIT} 层")
        self._positions[path] = self._position(event)
        if isinstance(event, ScalarEvent):
            self._check_misread(event)
            value = parse_scalar(self._normalised(event).value, is_plain=event.implicit[0])
            self._check_cut_off(event, value)
            return value
        if isinstance(event, SequenceStartEvent):
            return self._parse_sequence(events, path)
        return self._parse_mapping(events, path)

    def _parse_sequence(self, events: Iterator[Event], path: ValuePath) -> list[object]:
        values: list[object] = []
        for event in events:
            if isinstance(event, SequenceEndEvent):
                break
            values.append(self._parse_value(event, events, (*path, len(values))))
        return values

    def _parse_mapping(self, events: Iterator[Event], path: ValuePath) -> dict[str, object]:
        values: dict[str, object] = {}
        for event in events:
            if isinstance(event, MappingEndEvent):
                break
            if not isinstance(event, ScalarEvent):
                raise self._error_at(event, "键必须是文字")
            self._check_misread(event)
            key = self._normalised(event).value
            if key in values:
                raise self._error_at(event, f"键“{key}”重复了")
            value_event = next(events)
            values[key] = self._parse_value(value_event, events, (*path, key))
            self._positions[(*path, key)] = self._position(event)
        return values

    def _normalised(self, event: ScalarEvent) -> ScalarEvent:
        event.value = normalise(event.value)
        # Escapes in quotes write any character.
        if fault := find_fault(event.value):
            raise self._error_at(event, fault)
        return event

    def _check_misread(self, event: ScalarEvent) -> None:
        """Reject a text without quotes that took in more than was meant."""
        if not event.implicit[0] or event.start_mark is None or event.end_mark is None:
            return
        first, last = event.start_mark.line, event.end_mark.line
        if first < last or event.value[:1].isspace() or "：" in event.value:
            mistake = misread(self._lines, first, last)
            if mistake:
                raise _errors(self._name, [mistake])

    def _check_cut_off(self, event: ScalarEvent, value: object) -> None:
        """Note a text without quotes that goes on behind a # as if that began a comment."""
        if event.implicit[0] and event.end_mark and (value is None or isinstance(value, str)):
            mistake = cut_off(self._lines, event.end_mark.line, event.end_mark.column)
            if mistake:
                self._cut.append(Problem(self._name, mistake.line, mistake.column, mistake.message))

    @staticmethod
    def _position(event: Event) -> tuple[int, int]:
        mark = event.start_mark
        return (mark.line + 1, mark.column + 1) if mark else (1, 1)

    def _error_at(self, event: Event, message: str) -> RuleBookError:
        return _error(self._name, *self._position(event), message)


def parse_scalar(text: str, *, is_plain: bool) -> object:
    """Return the value of a normalised text; without quotes it may be a number, yes or no, or nothing."""
    if not is_plain:
        return text
    if text in _KEYWORDS:
        return _KEYWORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text):
        return float(text)
    return text
