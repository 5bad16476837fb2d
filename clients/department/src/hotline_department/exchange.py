"""The folder that a department and the bridge share: acts come in, what happens goes out.

``in/NAME.json`` is an act to do; it goes to ``done`` or ``refused`` with what became of it. ``out`` has what
happened to the department's cases. A file that is written is whole, and on the disk, before anybody sees it.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_FOLDERS = ("in", "out", "sending", "done", "refused")


class Exchange:
    """The folder."""

    def __init__(self, folder: Path) -> None:
        """Make what of it is not there."""
        self.folder = folder
        for name in _FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)

    def position(self) -> int:
        """How far the bridge has told what happens; 0 at the beginning."""
        path = self.folder / "position"
        return int(path.read_text("ascii")) if path.exists() else 0

    def move_on(self, position: int) -> None:
        """Everything up to there was told."""
        write(self.folder / "position", str(position))

    def waiting(self) -> Iterator[Path]:
        """Acts to do, the oldest first."""
        paths = [path for path in (self.folder / "in").glob("*.json") if not path.name.startswith(".")]
        return iter(sorted(paths, key=lambda path: (path.stat().st_mtime_ns, path.name)))

    def put(self, name: str, act: str) -> None:
        """Put an act to do into the folder."""
        write(self.folder / "in" / f"{name}.json", act)

    def out(self, name: str, event: dict[str, Any]) -> None:
        """Put what happened into the folder; the same again changes nothing."""
        write(self.folder / "out" / f"{name}.json", readable(event))

    def begun(self, name: str) -> dict[str, Any] | None:
        """What was written when an act was begun; none if it was not."""
        path = self.folder / "sending" / f"{name}.json"
        return dict(json.loads(path.read_text("utf-8"))) if path.exists() else None

    def begin(self, name: str, about: dict[str, Any]) -> None:
        """An act is about to be sent."""
        write(self.folder / "sending" / f"{name}.json", readable(about))

    def result(self, name: str) -> tuple[str, dict[str, Any]] | None:
        """What became of an act: done or refused, and how; none if it waits or never came."""
        for kind in ("done", "refused"):
            path = self.folder / kind / f"{name}.json"
            if path.exists():
                return kind, dict(json.loads(path.read_text("utf-8")))
        return None

    def settle(self, name: str, kind: str, result: dict[str, Any]) -> None:
        """An act is done, or refused."""
        write(self.folder / kind / f"{name}.json", readable(result))
        (self.folder / "sending" / f"{name}.json").unlink(missing_ok=True)
        (self.folder / "in" / f"{name}.json").unlink(missing_ok=True)


def readable(value: dict[str, Any]) -> str:
    """As JSON that people can read too."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def write(path: Path, text: str) -> None:
    """Write a file that is there whole or not at all, whatever happens meanwhile."""
    new = path.with_name(f".{path.name}.new")
    with new.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
