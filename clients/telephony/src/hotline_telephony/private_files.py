"""Files and folders that only their owner may read: they hold callers' numbers."""

import fcntl
import os
from contextlib import suppress
from pathlib import Path
from typing import IO


class InUseError(Exception):
    """File that another process uses."""


def create_folder(path: Path) -> None:
    """Create a folder for its owner alone, or close one that exists unless others may need it.

    One that belongs to somebody else or has folders of its own, such as /tmp, may serve for more than these files, as
    may the current and the home directory.
    """
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path.resolve() in (Path.cwd(), Path(os.environ.get("HOME", "")).resolve()):
        return
    if path.stat().st_uid == os.geteuid() and not any(each.is_dir() for each in path.iterdir()):
        path.chmod(0o700)


def write_file(path: Path, text: str) -> None:
    """Write a file for its owner alone so that it appears complete or not at all, even after a power cut."""
    create_folder(path.parent)
    new = path.with_name(f".{path.name}.new")
    # Whatever a write that was cut off left behind may have another mode.
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def lock(path: Path) -> IO[str]:
    """Hold a file that one process may use, as long as what is returned is open.

    Raises:
        InUseError: another process holds it.
    """
    create_folder(path.parent)
    file = os.fdopen(os.open(f"{path}.running", os.O_WRONLY | os.O_CREAT, 0o600), "w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise InUseError(path) from None
    return file


def create_database(path: Path) -> None:
    """Create a database file and its folder for their owner alone; SQLite's further files take the file's mode.

    A file that an earlier version created is closed to others.
    """
    create_folder(path.parent)
    path.touch(mode=0o600)
    for file in path.parent.glob(f"{path.name}*"):
        # SQLite removes its further files when nobody has the database open any more, such as right now.
        with suppress(FileNotFoundError):
            file.chmod(0o600)
