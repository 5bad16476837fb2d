"""Files that commands write where the user said: complete or not at all."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NoReturn

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
        _give_up(path, error, undone)


def check_target(path: Path) -> None:
    """Exit with status 1 as ``writing`` does, before any work is done, if nothing can be written there."""
    if path.exists() and not path.is_file() and not path.is_dir():
        # Pipes and devices are written to as they are.
        return
    folder = path.resolve().parent
    wrong = (
        (path.is_dir(), errno.EISDIR),
        (not folder.exists(), errno.ENOENT),
        (not folder.is_dir(), errno.ENOTDIR),
        (not os.access(folder, os.W_OK), errno.EACCES),
    )
    number = next((number for holds, number in wrong if holds), 0)
    if number:
        _give_up(path, OSError(number, ""), "")


def _give_up(path: Path, error: OSError, undone: str) -> NoReturn:
    left = "，".join(filter(None, (undone, "原有文件没有改动" if path.is_file() else "")))
    said = f"无法写入 {path}：{reason_of(error)}；{f'{left}；' if left else ''}请处理好以后再试，或写到别处"
    typer.echo(said, err=True)
    raise typer.Exit(1)


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
