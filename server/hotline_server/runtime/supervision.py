"""What a server process tells its parent: JSON objects, one per line, on its standard output."""

import json
from dataclasses import asdict, dataclass
from typing import TextIO


@dataclass(frozen=True, slots=True)
class Started:
    """The process takes calls; ``greeting`` is for the operator."""

    greeting: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The process could not start; ``reason`` is for the operator."""

    reason: str


@dataclass(frozen=True, slots=True)
class Alive:
    """The process answers requests; ``is_ready`` tells whether its database does, too."""

    is_ready: bool


Message = Started | Failed | Alive
_KINDS: dict[str, type[Message]] = {kind.__name__: kind for kind in (Started, Failed, Alive)}


def send(message: Message, out: TextIO) -> None:
    """Write a message at once."""
    out.write(json.dumps({"kind": type(message).__name__, **asdict(message)}) + "\n")
    out.flush()


def received(line: str) -> Message:
    """Return the message in a line."""
    fields = json.loads(line)
    return _KINDS[fields.pop("kind")](**fields)
