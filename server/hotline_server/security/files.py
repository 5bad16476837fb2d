"""Files with secrets: readable by their owner alone, whole or not there, however many write them at once."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path


def created_once(path: Path, make: Callable[[], bytes]) -> bytes:
    """The content of ``path``; where there is none, what ``make`` gives, or another was faster with."""
    if not path.exists():
        temporary = _written_beside(path, make())
        try:
            path.hardlink_to(temporary)
        except FileExistsError:
            pass
        finally:
            temporary.unlink()
    return path.read_bytes()


def replaced(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path``; whoever reads meanwhile gets the old or the new."""
    _written_beside(path, content).replace(path)


def _written_beside(path: Path, content: bytes) -> Path:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    return Path(name)
