"""Exchange folder shared by a department and the bridge: acts come in, events go out.

``in/NAME.json`` is an act to perform; its result goes to ``done`` or ``refused``. ``out`` holds the events of the
department's cases; ``outbox`` those to be delivered to receivers, ``aside`` those that cannot be used yet. Files appear
only once they are complete and on disk, and only their owner may read them.
"""

import fcntl
import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hotline_client.system_errors import reason_of

from hotline_department import wording

_FOLDERS = ("in", "out", "sending", "done", "refused", "outbox")
_LOCK = "running"
_OWNER_ONLY = 0o600
# An act has a few texts of 10,000 characters at most.
MAX_BYTES = 1_000_000
# Bytes of a name, which gets endings of the bridge's own.
_LONGEST_NAME = 200


class Exchange:
    """Exchange folder."""

    def __init__(self, folder: Path) -> None:
        """Open the folder, creating it and its subfolders if needed."""
        self.folder = folder
        for path in (folder, *(folder / name for name in _FOLDERS)):
            create_folder(path)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the folder, which one process may use.

        Raises:
            InUseError: another process holds it.
        """
        with open(self.folder / _LOCK, "a", opener=_open_privately) as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise InUseError(self.folder) from None
            yield

    def position(self) -> int:
        """Return the position of the last event published; 0 if none."""
        path = self.folder / "position"
        return int(path.read_text("ascii")) if path.exists() else 0

    def save_position(self, position: int) -> None:
        """Record that all events up to the position are published."""
        write_atomically(self.folder / "position", str(position))

    def pending(self) -> Iterator[Path]:
        """Return the files of pending acts, oldest first; without those that are unusable."""
        usable = [path for path in submitted(self.folder) if not why_unusable(path)]
        return iter(sorted(usable, key=lambda path: (path.stat().st_mtime_ns, path.name)))

    def add_act(self, name: str, act: str) -> None:
        """Add an act to perform."""
        write_atomically(self.folder / "in" / f"{name}.json", act)

    def add_event(self, name: str, event: dict[str, Any]) -> None:
        """Add an event; adding the same event again changes nothing."""
        write_atomically(self.folder / "out" / f"{name}.json", format_json(event))

    def attempt_path(self, name: str) -> Path:
        """Return the file for what is known of an act while it is performed."""
        return self.folder / "sending" / f"{name}.json"

    def attempt(self, name: str) -> dict[str, Any] | None:
        """Return what was saved before an act was sent; None if it never was."""
        path = self.attempt_path(name)
        return dict(json.loads(path.read_text("utf-8"))) if path.exists() else None

    def save_attempt(self, name: str, attempt: dict[str, Any]) -> None:
        """Save the case's version before sending an act."""
        write_atomically(self.attempt_path(name), format_json(attempt))

    def body(self, name: str) -> str | None:
        """Return the act with that name as it was submitted; None if unknown."""
        known = self.result(name)
        if known:
            return str(known[1]["act"])
        path = self.folder / "in" / f"{name}.json"
        return path.read_bytes().decode("utf-8", "replace") if path.exists() else None

    def result(self, name: str) -> tuple[str, dict[str, Any]] | None:
        """Return the outcome of an act, ``done`` or ``refused``, and its result; None if pending or unknown."""
        for outcome in ("done", "refused"):
            path = self.folder / outcome / f"{name}.json"
            if path.exists():
                return outcome, dict(json.loads(path.read_text("utf-8")))
        return None

    def refuse_reuse(self, name: str, result: dict[str, Any]) -> None:
        """Save the refusal of another act under the name of one that was performed, whose result stays."""
        write_atomically(self.folder / "refused" / f"{name}.json", format_json(result))
        (self.folder / "in" / f"{name}.json").unlink(missing_ok=True)

    def finish(self, name: str, outcome: str, result: dict[str, Any]) -> None:
        """Save the result of an act and remove it from the pending acts."""
        write_atomically(self.folder / outcome / f"{name}.json", format_json(result))
        if outcome == "done":
            (self.folder / "refused" / f"{name}.json").unlink(missing_ok=True)
        self.attempt_path(name).unlink(missing_ok=True)
        (self.folder / "in" / f"{name}.json").unlink(missing_ok=True)


def submitted(folder: Path) -> list[Path]:
    """Return what was put into an exchange folder as acts, by name; creates nothing."""
    return sorted((folder / "in").glob("[!.]*.json"))


def why_unusable(path: Path) -> str:
    """Return why the bridge cannot take what was put into the folder as an act; empty if it can."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            return wording.NO_FILE
        if about.st_size > MAX_BYTES:
            return wording.FILE_TOO_LARGE.format(limit=MAX_BYTES)
        if len(os.fsencode(path.stem)) > _LONGEST_NAME:
            return wording.NAME_TOO_LONG.format(limit=_LONGEST_NAME)
        path.open("rb").close()
    except OSError as error:
        return reason_of(error)
    return ""


def aside_folder(folder: Path) -> Path:
    """Return the folder of the events that could not be used yet, within an exchange folder."""
    return folder / "aside"


class InUseError(Exception):
    """Exchange folder that another process uses."""


def is_held(folder: Path) -> bool:
    """Return whether a process uses an exchange folder; creates nothing."""
    try:
        with (folder / _LOCK).open() as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def create_folder(path: Path) -> None:
    """Create a folder for its owner alone; what an earlier version created is closed to others."""
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.chmod(0o700)


def format_json(value: dict[str, Any]) -> str:
    """Format as indented JSON with literal Chinese."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def write_atomically(path: Path, text: str) -> None:
    """Write a file so that it appears complete or not at all, even after a power cut."""
    new = path.with_name(f".{path.name}.new")
    with open(new, "w", encoding="utf-8", opener=_open_privately) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Make the names in a folder survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _open_privately(path: str, flags: int) -> int:
    return os.open(path, flags, _OWNER_ONLY)
