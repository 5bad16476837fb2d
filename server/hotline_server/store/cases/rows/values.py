"""Values as they are stored: JSON, and optional times."""

from datetime import datetime
from typing import Any

from pydantic_core import from_json, to_json

from hotline_server.ground.clock import from_micros, to_micros


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


def optional_micros(moment: datetime | None) -> int | None:
    """Convert an optional time to microseconds since the epoch."""
    return None if moment is None else to_micros(moment)


def optional_moment(micros: int | None) -> datetime | None:
    """Convert optional microseconds since the epoch to a time."""
    return None if micros is None else from_micros(micros)
