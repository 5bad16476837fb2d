"""Values as they are stored: JSON, and optional times."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic_core import from_json, to_json

from hotline_server.ground.clock import from_micros, to_micros

T = TypeVar("T")
Check = Callable[[Any], bool]


def dump(value: object) -> str:
    """Encode a value as compact JSON."""
    return to_json(value).decode()


def load(text: str) -> Any:
    """Decode JSON."""
    return from_json(text)


def load_texts(text: str) -> tuple[str, ...]:
    """Decode a list of texts.

    Raises:
        ValueError: if it is something else.
    """
    texts = from_json(text)
    if not isinstance(texts, list) or not all(isinstance(one, str) for one in texts):
        raise ValueError(text)
    return tuple(texts)


def listed(value: object) -> tuple[Any, ...]:
    """Return a decoded list as a tuple.

    Raises:
        TypeError: if it is something else, such as a text, which is no list of its characters.
    """
    if not isinstance(value, list):
        raise TypeError(value)
    return tuple(value)


def sound(built: T) -> T:
    """Return what was built from decoded JSON, if its fields are of the types that its class declares.

    Raises:
        TypeError: if one is not.
    """
    kind: type[Any] = type(built)
    # A type can be hashed, whatever mypy says of its class.
    for name, is_sound in _checks(kind):  # type: ignore[arg-type]
        if not is_sound(getattr(built, name)):
            raise TypeError(name)
    return built


@cache
def _checks(kind: type[Any]) -> tuple[tuple[str, Check], ...]:
    hints = get_type_hints(kind)
    return tuple((field.name, _check(hints[field.name])) for field in fields(kind))


def _check(hint: Any) -> Check:
    """Return a function that tells whether a value is of a type; of a dataclass, whatever its fields are."""
    origin = get_origin(hint)
    if origin is None:
        return lambda value: isinstance(value, hint)
    if origin is UnionType or origin is Union:
        others = [_check(one) for one in get_args(hint)]
        return lambda value: any(other(value) for other in others)
    if origin is tuple:
        one = _check(get_args(hint)[0])
        return lambda value: isinstance(value, tuple) and all(map(one, value))
    if origin is Mapping:
        key, of_key = map(_check, get_args(hint))
        return lambda value: isinstance(value, dict) and all(map(key, value)) and all(map(of_key, value.values()))
    raise TypeError(hint)


def optional_micros(moment: datetime | None) -> int | None:
    """Convert an optional time to microseconds since the epoch."""
    return None if moment is None else to_micros(moment)


def optional_moment(micros: int | None) -> datetime | None:
    """Convert optional microseconds since the epoch to a time."""
    return None if micros is None else from_micros(micros)
