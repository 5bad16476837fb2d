"""Files and folders that only their owner may read: they hold callers' numbers."""

from pathlib import Path


def create_folder(path: Path) -> None:
    """Create a folder for its owner alone, unless it exists."""
    path.mkdir(parents=True, exist_ok=True, mode=0o700)


def create_database(path: Path) -> None:
    """Create a database file and its folder for their owner alone; SQLite's further files take the file's mode.

    A file that an earlier version created is closed to others.
    """
    create_folder(path.parent)
    path.touch(mode=0o600)
    for file in path.parent.glob(f"{path.name}*"):
        file.chmod(0o600)
