"""Secret files: readable by their owner only and written atomically, even by concurrent processes."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# Characters of the name of a temporary file; file systems take 255 bytes of UTF-8.
_KEPT = 40


def create_once(path: Path, make: Callable[[], bytes]) -> bytes:
    """Return the content of a file, creating it if it does not exist.

    Args:
        path: of the file.
        make: returns the initial content; ignored if another process creates the file first.
    """
    if not path.exists():
        with beside(path) as temporary:
            temporary.write_bytes(make())
            with suppress(FileExistsError):
                path.hardlink_to(temporary)
    return path.read_bytes()


def replace_atomically(path: Path, content: bytes) -> None:
    """Replace the content of a file atomically, so that concurrent readers see either the old or the new content."""
    with beside(path) as temporary:
        temporary.write_bytes(content)
        temporary.replace(path)


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """Create an empty file in the folder of another; it is removed in the end unless it was renamed."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:_KEPT]}-")
    os.close(descriptor)
    temporary = Path(name)
    try:
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)
