"""Messages from a server process to its parent: JSON objects, one per line, on standard output."""

import json
from dataclasses import asdict, dataclass
from typing import TextIO


@dataclass(frozen=True, slots=True)
class Started:
    """Message that the process takes calls, with a greeting for the operator."""

    greeting: str


@dataclass(frozen=True, slots=True)
class Failed:
    """Message that the process could not start, with the reason for the operator."""

    reason: str


@dataclass(frozen=True, slots=True)
class Alive:
    """Message that the process answers requests; ``is_ready`` is True if its database answers as well."""

    is_ready: bool


Message = Started | Failed | Alive
_KINDS: dict[str, type[Message]] = {kind.__name__: kind for kind in (Started, Failed, Alive)}


def send(message: Message, out: TextIO) -> None:
    """Write a message and flush it."""
    out.write(json.dumps({"kind": type(message).__name__, **asdict(message)}) + "\n")
    out.flush()


def parse(line: str) -> Message:
    """Parse a line into a message."""
    fields = json.loads(line)
    return _KINDS[fields.pop("kind")](**fields)
