"""``hotline audit keys``: keys that sign the heads of the record."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from hotline_server.cli.group import group
from hotline_server.cli.output import write

app = group("签名密钥：新建、更换、导出公钥")
_File = Annotated[Path, typer.Argument(help="密钥文件，数据库管理员不得有读取权限")]
_Id = Annotated[str, typer.Argument(help="密钥编号，如 2027")]


@app.command()
def new(file: _File, key_id: _Id) -> None:
    """新建签名密钥文件。"""
    from hotline_server.security.signing import SigningKeyError, create_signing_keys

    with _exit_on_errors():
        if file.exists():
            raise SigningKeyError(f"{file} 已经存在")
        create_signing_keys(file, key_id)
    typer.echo(
        f"已建立 {file}；请用 HOTLINE_SIGNING_KEYS={file} 启动服务，再用 hotline audit keys public 导出公钥，交核查人员"
    )


@app.command()
def rotate(file: _File, key_id: _Id) -> None:
    """更换签名密钥；原密钥只保留公钥，以前的签名仍可核查。更换后须重启服务。"""
    from hotline_server.security.signing import rotate_signing_keys

    with _exit_on_errors():
        rotate_signing_keys(file, key_id)
    typer.echo(f"重启服务后用 {key_id} 签名；请重新导出公钥，交核查人员")


@app.command()
def public(
    file: _File,
    out: Annotated[Path, typer.Argument(help="写入公钥的文件")],
) -> None:
    """导出公钥，供核查人员用 hotline audit verify --keys 核查。"""
    from hotline_server.security.signing import public_keys

    with _exit_on_errors():
        keys = public_keys(file)
    write(out, keys)
    typer.echo(f"公钥已写入 {out}")


@contextmanager
def _exit_on_errors() -> Iterator[None]:
    from hotline_server.security.signing import SigningKeyError

    try:
        yield
    except (SigningKeyError, OSError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
