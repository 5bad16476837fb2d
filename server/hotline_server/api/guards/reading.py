"""Reading requests: one that cannot be read or kept is refused before anybody acts on it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import DecodeError, Message

from hotline_server.domain.errors import FieldViolation, InvalidFieldsError

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
            return RefusedRequest((FieldViolation("", "不是这个方法的 protobuf 消息"),))

    return read


def request_reader(deserialize: Deserialize) -> Deserialize:
    """Return a deserialiser that also refuses U+0000 in any text, which PostgreSQL does not keep."""
    read_message = message_reader(deserialize)

    def read(sent: bytes) -> Any:
        request = read_message(sent)
        # Few messages have such a byte at all; no others cost anything.
        if b"\0" in sent and isinstance(request, Message):
            wrong = dict.fromkeys(path for path, text in _texts(request) if "\0" in text)
            violations = tuple(FieldViolation(path, "不能含有空字符 U+0000") for path in wrong)
            return RefusedRequest(violations) if violations else request
        return request

    return read


def check_readable(request: object) -> None:
    """Raise what a request was refused for while it was read.

    Raises:
        InvalidFieldsError: it was refused.
    """
    if isinstance(request, RefusedRequest):
        raise InvalidFieldsError(request.violations)


def _texts(message: Message, parent: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text in a message, each with its path."""
    for field, value in message.ListFields():
        for place, item in _items(field, value):
            path = f"{parent}{field.name}{place}"
            if isinstance(item, Message):
                yield from _texts(item, f"{path}.")
            elif isinstance(item, str):
                yield path, item


def _items(field: FieldDescriptor, value: Any) -> Iterator[tuple[str, object]]:
    if field.message_type and field.message_type.GetOptions().map_entry:
        yield from (("", key) for key in value)
        yield from ((f"[{key}]", item) for key, item in value.items())
    elif field.is_repeated:
        yield from ((f"[{place}]", item) for place, item in enumerate(value))
    else:
        yield "", value
