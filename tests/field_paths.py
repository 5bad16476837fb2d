"""Paths of fields in the contract's requests."""

import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

import hotline.v1
from google.protobuf.descriptor import Descriptor, FieldDescriptor

_SEGMENT = re.compile(r"(?P<name>\w+)(?:\[(?P<key>[^\]]*)\])?(?:\.|$)")


def requests() -> Iterator[Descriptor]:
    """Yield every request of the contract."""
    for module in iter_modules(hotline.v1.__path__, "hotline.v1."):
        if module.name.endswith("_pb2"):
            messages = import_module(module.name).DESCRIPTOR.message_types_by_name
            yield from (message for name, message in messages.items() if name.endswith("Request"))


def fields_of(message: Descriptor, seen: set[str] | None = None) -> Iterator[str]:
    """Yield the names of the fields of a message, and of the contract's messages in it."""
    seen = set() if seen is None else seen
    if message.full_name in seen or not message.full_name.startswith("hotline."):
        return
    seen.add(message.full_name)
    for field in message.fields:
        yield field.name
        if field.message_type:
            yield from fields_of(field.message_type, seen)


def has_field(message: Descriptor | None, path: str) -> bool:
    """Return whether a path leads to a field of a message.

    A path is written as ``call.caller.phone``; an item of a list as ``calls[0]``, a value of a map as ``files[name]``.
    """
    position = 0
    while position < len(path):
        segment = _SEGMENT.match(path, position)
        found = segment and message.fields_by_name.get(segment["name"]) if message else None
        if not segment or not found:
            return False
        key, message = segment["key"], found.message_type
        value = _value_of(message)
        if key is None:
            if found.is_repeated and segment.end() < len(path):
                return False
        elif not found.is_repeated or not (value or key.isdecimal()):
            return False
        elif value:
            message = value.message_type
        position = segment.end()
    return bool(path) and not path.endswith(".")


def _value_of(entry: Descriptor | None) -> FieldDescriptor | None:
    """Return the field for the values of a map; nothing unless ``entry`` is one of a map."""
    return entry.fields_by_name["value"] if entry and entry.GetOptions().map_entry else None
