"""Files that commands write where the user said: complete or not at all, and refused in Chinese."""

import re
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import typer
from hotline_server import cli
from hotline_server.cli.output import write

_LIMIT = 4096
_IN_PLACE = re.compile(r"""\.write_(?:bytes|text)\(|open\((?:[^()]*,\s*)?["'][wxa]""")


@contextmanager
def small_files() -> Iterator[None]:
    """Let no file grow beyond a few kilobytes, as on a disk that is full."""
    before, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LIMIT, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, most))


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("通报.xlsx", "文件超过了允许的大小；没有导入，原有文件没有改动；请处理好以后再试"),
        ("没有/通报.xlsx", "没有这个文件或文件夹；没有导入；请处理好以后再试"),
        ("文件夹", "这是一个文件夹；没有导入；请处理好以后再试"),
    ],
)
def test_what_cannot_be_written_destroys_nothing(
    place: str, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    earlier = tmp_path / "通报.xlsx"
    earlier.write_bytes(b"earlier")
    (tmp_path / "文件夹").mkdir()
    with small_files(), pytest.raises(typer.Exit) as ended:
        write(tmp_path / place, b"x" * 2 * _LIMIT, "没有导入")
    assert ended.value.exit_code == 1
    assert capsys.readouterr().err.startswith(f"无法写入 {tmp_path / place}：{reason}")
    assert earlier.read_bytes() == b"earlier"
    assert {one.name for one in tmp_path.iterdir()} == {"通报.xlsx", "文件夹"}


def test_a_file_is_written_through_a_link_for_those_who_could_read_it(tmp_path: Path) -> None:
    shared, link = tmp_path / "共享.csv", tmp_path / "链接.csv"
    shared.write_bytes(b"earlier")
    shared.chmod(0o640)
    link.symlink_to(shared)
    write(link, b"later")
    assert (link.is_symlink(), shared.read_bytes(), shared.stat().st_mode & 0o777) == (True, b"later", 0o640)


def test_no_command_writes_in_place() -> None:
    (folder,) = cli.__path__
    sources = {path.name: path.read_text("utf-8") for path in Path(folder).rglob("*.py") if path.name != "output.py"}
    assert [name for name, source in sources.items() if _IN_PLACE.search(source)] == []
