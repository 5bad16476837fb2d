"""Files that commands write where the user said: complete or not at all."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import typer
from hotline_client.system_errors import reason_of

from hotline_server.security.files import beside


@contextmanager
def writing(path: Path, undone: str = "") -> Iterator[BinaryIO]:
    """Open a file that takes the place of the one at ``path`` once it is complete.

    Exit with status 1 if it cannot be written, and say why; the earlier file stays as it was.

    Args:
        path: of the file, as the user wrote it.
        undone: what else has not happened then, such as 没有导入.
    """
    try:
        with _opened(path) as file:
            yield file
    except OSError as error:
        left = "，".join(filter(None, (undone, "原有文件没有改动" if path.is_file() else "")))
        typer.echo(
            f"无法写入 {path}：{reason_of(error)}；{f'{left}；' if left else ''}请处理好以后再试，或写到别处", err=True
        )
        raise typer.Exit(1) from None


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    # Pipes and devices cannot be replaced; a folder is refused.
    if path.exists() and not path.is_file():
        with path.open("wb") as file:
            yield file
        return
    target = path.resolve()
    with beside(target) as new:
        if target.exists():
            new.chmod(stat.S_IMODE(target.stat().st_mode))
        with new.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        new.replace(target)


def write(path: Path, content: bytes, undone: str = "") -> None:
    """Write a file as ``writing`` does."""
    with writing(path, undone) as file:
        file.write(content)
