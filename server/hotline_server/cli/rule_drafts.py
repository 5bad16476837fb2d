"""Common parts of the commands of ``hotline rules``: their group and options, and drafts as the service takes them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from hotline.v1 import rule_service_pb2 as pb
from hotline_client.system_errors import reason_of

from hotline_server.cli.group import group
from hotline_server.ground.folders import bundled
from hotline_server.rulebook.files import read_base, read_draft, write_draft

app = group("规则库：检查、试用例、解释、比较、模拟、发布、回退")
BUNDLED_RULES = bundled("rules")
Folder = Annotated[Path, typer.Argument(help="草稿所在文件夹", exists=True, file_okay=False)]
DirectoryFile = Annotated[
    Path,
    typer.Option("--directory", envvar="HOTLINE_DIRECTORY", help="单位目录文件", exists=True, dir_okay=False),
]
Onto = Annotated[
    Path | None,
    typer.Option(help="文件夹里只有一部分规则的，并到该文件夹里的规则库上", exists=True, file_okay=False),
]
SAMPLE_DIRECTORY = bundled("sample") / "directory.yaml"
Base = Annotated[str, typer.Option(help="草稿以哪个版本为基础；用 hotline rules export 导出的草稿已有记录")]
Why = Annotated[str, typer.Option("--why", help="理由")]


def give_up(message: str) -> NoReturn:
    """Print a message, and exit with status 1."""
    typer.echo(message, err=True)
    raise typer.Exit(1)


def save_draft(folder: Path, files: Mapping[str, bytes], base: str) -> None:
    """Write a draft in place of the one in a folder; exit with status 1 if it cannot be written."""
    try:
        write_draft(folder, files, base)
    except OSError as error:
        give_up(f"无法写入 {folder}：{reason_of(error)}；请处理好以后再试，或写到别处")


def draft_in(folder: Path, base: str = "") -> pb.Draft:
    """Read a draft with its tests for sending to the service, and the version that it began from, if it is known."""
    files: dict[str, str] = {}
    for name, content in read_draft(folder).items():
        try:
            files[name] = content.decode()
        except UnicodeDecodeError:
            give_up(f"{name}: 文件不是 UTF-8 编码，请另存为 UTF-8")
    return pb.Draft(files=files, base_version=base or read_base(folder))
