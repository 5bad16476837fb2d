"""Paths of fields in the contract's requests."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

import hotline.v1
from google.protobuf.descriptor import Descriptor


def requests() -> Iterator[Descriptor]:
    """Yield every request of the contract."""
    for module in iter_modules(hotline.v1.__path__, "hotline.v1."):
        if module.name.endswith("_pb2"):
            messages = import_module(module.name).DESCRIPTOR.message_types_by_name
            yield from (message for name, message in messages.items() if name.endswith("Request"))


def has_field(message: Descriptor | None, path: str) -> bool:
    """Return whether a path, as ``call.caller.phone``, leads to a field of a message."""
    name, _, rest = path.partition(".")
    field = message.fields_by_name.get(name) if message else None
    return field is not None and (not rest or has_field(field.message_type, rest))
