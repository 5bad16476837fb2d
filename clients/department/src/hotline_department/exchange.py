"""Exchange folder shared by a department and the bridge: acts come in, events go out.

``in/NAME.json`` is an act to perform; its result goes to ``done`` or ``refused``. ``out`` holds the events of the
department's cases. Files appear only once they are complete and on disk.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_FOLDERS = ("in", "out", "sending", "done", "refused")


class Exchange:
    """Exchange folder."""

    def __init__(self, folder: Path) -> None:
        """Open the folder, creating it and its subfolders if needed."""
        self.folder = folder
        for name in _FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)

    def position(self) -> int:
        """Return the position of the last event published; 0 if none."""
        path = self.folder / "position"
        return int(path.read_text("ascii")) if path.exists() else 0

    def save_position(self, position: int) -> None:
        """Record that all events up to the position are published."""
        write_atomically(self.folder / "position", str(position))

    def pending(self) -> Iterator[Path]:
        """Return the files of pending acts, oldest first."""
        paths = [path for path in (self.folder / "in").glob("*.json") if not path.name.startswith(".")]
        return iter(sorted(paths, key=lambda path: (path.stat().st_mtime_ns, path.name)))

    def add_act(self, name: str, act: str) -> None:
        """Add an act to perform."""
        write_atomically(self.folder / "in" / f"{name}.json", act)

    def add_event(self, name: str, event: dict[str, Any]) -> None:
        """Add an event; adding the same event again changes nothing."""
        write_atomically(self.folder / "out" / f"{name}.json", format_json(event))

    def attempt(self, name: str) -> dict[str, Any] | None:
        """Return what was saved before an act was sent; None if it never was."""
        path = self.folder / "sending" / f"{name}.json"
        return dict(json.loads(path.read_text("utf-8"))) if path.exists() else None

    def save_attempt(self, name: str, attempt: dict[str, Any]) -> None:
        """Save the case's version before sending an act."""
        write_atomically(self.folder / "sending" / f"{name}.json", format_json(attempt))

    def result(self, name: str) -> tuple[str, dict[str, Any]] | None:
        """Return the outcome of an act, ``done`` or ``refused``, and its result; None if pending or unknown."""
        for outcome in ("done", "refused"):
            path = self.folder / outcome / f"{name}.json"
            if path.exists():
                return outcome, dict(json.loads(path.read_text("utf-8")))
        return None

    def finish(self, name: str, outcome: str, result: dict[str, Any]) -> None:
        """Save the result of an act and remove it from the pending acts."""
        write_atomically(self.folder / outcome / f"{name}.json", format_json(result))
        (self.folder / "sending" / f"{name}.json").unlink(missing_ok=True)
        (self.folder / "in" / f"{name}.json").unlink(missing_ok=True)


def format_json(value: dict[str, Any]) -> str:
    """Format as indented JSON with literal Chinese."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def write_atomically(path: Path, text: str) -> None:
    """Write a file so that it appears complete or not at all, even after a power cut."""
    new = path.with_name(f".{path.name}.new")
    with new.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
