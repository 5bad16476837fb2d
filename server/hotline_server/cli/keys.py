"""``hotline keys``: encryption keys of callers' identities."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from hotline_server.cli.group import group
from hotline_server.ground.config import Settings
from hotline_server.runtime.identification import ExposedError, keyring_of
from hotline_server.security.keyring import KeyringError, UnsealError, add_key, create_keys, remove_key
from hotline_server.store.cases.callers import Callers
from hotline_server.store.engine.database import DatabaseError
from hotline_server.store.maintenance.opening import database_at
from hotline_server.store.maintenance.resealing import Resealer

app = group("来电人身份信息的加密密钥：新建、更换、重新加密、停用")
_File = Annotated[Path, typer.Argument(help="密钥文件")]
_Id = Annotated[str, typer.Argument(help="密钥编号，如 2027")]


@app.command()
def new(file: _File, key_id: _Id) -> None:
    """新建密钥文件。文件一旦丢失，来电人的身份信息将无法解密，请另行备份。"""
    with _exit_on_errors():
        if file.exists():
            raise KeyringError(f"{file} 已经存在")
        create_keys(file, key_id)
    typer.echo(f"已建立 {file}；请用 HOTLINE_ENCRYPTION_KEYS={file} 启动服务")


@app.command()
def add(file: _File, key_id: _Id) -> None:
    """新增一个密钥，此后用其加密；原密钥仍可解密。有多台服务器的，请先将文件分发到每一台。"""
    with _exit_on_errors():
        add_key(file, key_id)
    typer.echo(f"新的来电用 {key_id} 加密；请用 hotline keys reseal 将原有来电改用新密钥加密")


@app.command()
def reseal() -> None:
    """用当前密钥重新加密全部来电人，服务可照常运行。"""
    with _exit_on_errors(), _open_resealer() as resealer, _progress() as progress:
        task = progress.add_task("重新加密", total=resealer.count())
        for done in resealer.run():
            progress.advance(task, done)
    typer.echo(f"全部来电人均已用 {resealer.callers.keyring.current} 加密")


@app.command("list")
def list_() -> None:
    """列出各密钥加密的来电人数，当前密钥在前。"""
    with _exit_on_errors(), _open_resealer() as resealer:
        counts = resealer.by_key()
    for key_id in resealer.callers.keyring.ids:
        typer.echo(f"{key_id}\t{counts.get(key_id, 0)}")


@app.command()
def drop(file: _File, key_id: _Id) -> None:
    """停用一个不再用于加密来电人的密钥。"""
    with _exit_on_errors(), _open_resealer() as resealer:
        remaining = resealer.by_key().get(key_id, 0)
        if remaining:
            raise KeyringError(f"还有 {remaining} 个来电人用 {key_id} 加密，请先用 hotline keys reseal 重新加密")
        remove_key(file, key_id)
    typer.echo(f"已停用 {key_id}")


@contextmanager
def _open_resealer() -> Iterator[Resealer]:
    settings = Settings()
    callers = Callers(keyring_of(settings))
    with database_at(settings.database, callers.keyring) as database:
        yield Resealer(database, callers)


@contextmanager
def _exit_on_errors() -> Iterator[None]:
    try:
        yield
    except (KeyringError, ExposedError, UnsealError, DatabaseError) as error:
        _fail(str(error))


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True))


def _fail(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(2)
