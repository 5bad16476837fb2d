"""Texts on the wire that are no UTF-8: protobuf refuses the whole message and does not say which field it was."""

from collections.abc import Iterator

from google.protobuf.descriptor import Descriptor, FieldDescriptor

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_WIDTHS = {_FIXED64: 8, _FIXED32: 4}
_DEEPEST = 32


class _BrokenError(ValueError):
    """Bytes that are no protobuf message."""


def undecodable_texts(descriptor: Descriptor, sent: bytes) -> list[str]:
    """Return the paths of the texts in an encoded message that are no UTF-8; none if it cannot be followed."""
    try:
        return list(dict.fromkeys(_find(descriptor, sent, "", 0)))
    except _BrokenError:
        return []


def _find(descriptor: Descriptor, sent: bytes, parent: str, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        raise _BrokenError
    places: dict[int, int] = {}
    position = 0
    while position < len(sent):
        tag, position = _varint(sent, position)
        number, kind = tag >> 3, tag & 7
        field = descriptor.fields_by_number.get(number)
        if kind == _VARINT:
            _, position = _varint(sent, position)
            continue
        if kind == _BYTES:
            length, position = _varint(sent, position)
        elif kind in _WIDTHS:
            length = _WIDTHS[kind]
        else:
            raise _BrokenError
        value, position = sent[position : position + length], position + length
        if len(value) < length:
            raise _BrokenError
        if kind == _BYTES and field is not None:
            yield from _in_field(field, value, parent, places, depth)


def _in_field(field: FieldDescriptor, value: bytes, parent: str, places: dict[int, int], depth: int) -> Iterator[str]:
    place = places[field.number] = places.get(field.number, -1) + 1
    inner = field.message_type
    path = f"{parent}{field.name}"
    if inner is not None and inner.GetOptions().map_entry:
        yield from (path for _ in _find(inner, value, "", depth + 1))
        return
    path += f"[{place}]" if field.is_repeated else ""
    if inner is not None:
        yield from _find(inner, value, f"{path}.", depth + 1)
    elif field.type == FieldDescriptor.TYPE_STRING and not _is_utf8(value):
        yield path


def _is_utf8(value: bytes) -> bool:
    try:
        value.decode()
    except UnicodeDecodeError:
        return False
    return True


def _varint(sent: bytes, position: int) -> tuple[int, int]:
    value = shift = 0
    while position < len(sent) and shift < 70:  # noqa: PLR2004 - a varint has ten bytes at most
        byte = sent[position]
        position += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:  # noqa: PLR2004 - the highest bit says that more follow
            return value, position
    raise _BrokenError
