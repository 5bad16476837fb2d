"""Values as they are stored: JSON, and optional times."""

import json
from datetime import datetime

from hotline_server.ground.clock import from_micros, to_micros

dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Encode a value as compact JSON."""


def optional_micros(moment: datetime | None) -> int | None:
    """Convert an optional time to microseconds since the epoch."""
    return None if moment is None else to_micros(moment)


def optional_moment(micros: int | None) -> datetime | None:
    """Convert optional microseconds since the epoch to a time."""
    return None if micros is None else from_micros(micros)
