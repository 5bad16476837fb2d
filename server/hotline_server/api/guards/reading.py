"""Reading requests: one that cannot be read or kept is refused before anybody acts on it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.message import DecodeError, Message

from hotline_server.api.guards.wire import undecodable_texts
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.ground.characters import find_fault, is_blank, normalise

Deserialize = Callable[[bytes], Any]


@dataclass(frozen=True, slots=True)
class RefusedRequest:
    """Stands for a request that was refused while it was read."""

    violations: tuple[FieldViolation, ...]


def message_reader(deserialize: Deserialize) -> Deserialize:
    """Return a deserialiser that refuses what is no message.

    grpc itself answers such a message with INTERNAL, and never frees it.
    """

    def read(sent: bytes) -> Any:
        try:
            return deserialize(sent)
        except DecodeError:
            message: Any = getattr(deserialize, "__self__", None)
            paths = undecodable_texts(message.DESCRIPTOR, sent) if message else ()
            violations = tuple(FieldViolation(path, "不是 UTF-8 文字，或含有单独的代理字符") for path in paths)
            return RefusedRequest(violations or (FieldViolation("", "不是这个方法的 protobuf 消息"),))

    return read


def check_readable(request: object) -> None:
    """Raise what a request was refused for while it was read.

    Raises:
        InvalidFieldsError: it was refused.
    """
    if isinstance(request, RefusedRequest):
        raise InvalidFieldsError(request.violations)


def normalise_texts(request: object) -> None:
    """Normalise every text of a request in place, so that whoever reads it measures and stores what all can hold.

    A text in which nobody sees anything is empty, so that no field that must not be takes it.

    Raises:
        InvalidFieldsError: it was refused while it was read, or texts hold characters that stand for nothing.
    """
    check_readable(request)
    if isinstance(request, Message):
        violations = list(_normalise_fields(request, ""))
        if violations:
            raise InvalidFieldsError(violations)


def _normalise_fields(message: Message, parent: str) -> Iterator[FieldViolation]:
    for field in _fields_with_text(message.DESCRIPTOR):
        path = f"{parent}{field.name}"
        if field.message_type is not None and field.message_type.GetOptions().map_entry:
            yield from _normalise_map(getattr(message, field.name), field.message_type, path)
        elif field.is_repeated:
            yield from _normalise_list(getattr(message, field.name), field, path)
        elif field.message_type is not None:
            if message.HasField(field.name):
                yield from _normalise_fields(getattr(message, field.name), f"{path}.")
        elif text := getattr(message, field.name):
            normalised = _normalised(text)
            if normalised is not text:
                setattr(message, field.name, normalised)
            yield from _violations(normalised, path)


def _normalise_list(items: Any, field: FieldDescriptor, path: str) -> Iterator[FieldViolation]:
    for place, item in enumerate(items):
        if field.message_type is not None:
            yield from _normalise_fields(item, f"{path}[{place}].")
        else:
            normalised = _normalised(item)
            if normalised is not item:
                items[place] = normalised
            yield from _violations(normalised, f"{path}[{place}]")


def _normalise_map(entries: Any, entry: Descriptor, path: str) -> Iterator[FieldViolation]:
    value = entry.fields_by_name["value"]
    for key in list(entries):
        normalised = _normalised(key) if isinstance(key, str) else key
        if value.message_type is not None:
            yield from _normalise_fields(entries[key], f"{path}[{key}].")
        else:
            item = entries.pop(key)
            entries[normalised] = _normalised(item) if isinstance(item, str) else item
            yield from _violations(str(entries[normalised]), f"{path}[{normalised}]")
        yield from _violations(str(normalised), path)


def _normalised(text: str) -> str:
    """Return a text as it is kept, the same object if nothing changes."""
    normalised = normalise(text)
    return "" if text and is_blank(normalised) and not find_fault(normalised) else normalised


def _violations(text: str, path: str) -> Iterator[FieldViolation]:
    if fault := find_fault(text):
        yield FieldViolation(path, f"{fault}；除换行和制表符外，不能有控制字符和非字符")


@cache
def _fields_with_text(descriptor: Descriptor) -> tuple[FieldDescriptor, ...]:
    """Return the fields that are text, or messages that may have some."""
    return tuple(field for field in descriptor.fields if _is_text(field) or _has_text(field.message_type, ()))


def _has_text(descriptor: Descriptor | None, within: tuple[Descriptor, ...]) -> bool:
    if descriptor is None or descriptor in within:
        return False
    return any(_is_text(field) or _has_text(field.message_type, (*within, descriptor)) for field in descriptor.fields)


def _is_text(field: FieldDescriptor) -> bool:
    return field.type == FieldDescriptor.TYPE_STRING
