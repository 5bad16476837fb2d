"""Secret files: readable by their owner only and written atomically, even by concurrent processes."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path


def create_once(path: Path, make: Callable[[], bytes]) -> bytes:
    """Return the content of a file, creating it if it does not exist.

    Args:
        path: of the file.
        make: returns the initial content; ignored if another process creates the file first.
    """
    if not path.exists():
        temporary = _write_temporary(path, make())
        try:
            path.hardlink_to(temporary)
        except FileExistsError:
            pass
        finally:
            temporary.unlink()
    return path.read_bytes()


def replace_atomically(path: Path, content: bytes) -> None:
    """Replace the content of a file atomically, so that concurrent readers see either the old or the new content."""
    _write_temporary(path, content).replace(path)


def _write_temporary(path: Path, content: bytes) -> Path:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    return Path(name)
