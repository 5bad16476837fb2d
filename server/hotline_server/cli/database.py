"""``hotline database``: backup, restore, and migration to PostgreSQL."""

from pathlib import Path
from typing import Annotated

import typer
from peewee import PeeweeException
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from hotline_server.cli.group import group
from hotline_server.ground.config import Settings
from hotline_server.runtime.identification import ExposedError, keyring_of
from hotline_server.security.keyring import KeyringError
from hotline_server.store.cases.search_index import restart
from hotline_server.store.engine.database import DatabaseError, write_transaction
from hotline_server.store.maintenance.copying import (
    CopiedTable,
    CopyMismatchError,
    TargetNotEmptyError,
    copy,
    count_rows,
)
from hotline_server.store.maintenance.opening import database_at

app = group("数据库的备份、恢复和搬迁")
_Url = Annotated[str, typer.Option(help="数据库地址；不填则用 HOTLINE_DATABASE")]


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="备份文件，须尚不存在")],
    database: _Url = "",
) -> None:
    """把数据库备份为一个文件（SQLite 格式）。服务可照常运行，备份的是开始时刻的内容。"""
    if file.exists():
        _fail(f"{file} 已经存在，请换一个文件名")
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    _copy(database or Settings().database, f"sqlite:///{part}")
    part.rename(file)
    typer.echo(f"已备份到 {file}，逐表核对一致")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="备份文件")],
    database: _Url = "",
) -> None:
    """把备份恢复到空的数据库。"""
    if not file.is_file():
        _fail(f"没有备份文件 {file}")
    _copy(f"sqlite:///{file}", database or Settings().database)
    typer.echo("已恢复，逐表核对一致")


@app.command()
def move(
    to: Annotated[str, typer.Option(help="目标数据库，须为空，如 postgresql://用户@主机/库名")],
    database: _Url = "",
) -> None:
    """把数据库迁移到另一个地址，如从 SQLite 迁移到 PostgreSQL。须先停止服务；原数据库不变。"""
    _copy(database or Settings().database, to)
    typer.echo("已迁移，逐表核对一致；请把 HOTLINE_DATABASE 改成新地址再启动服务")


@app.command()
def reindex(database: _Url = "") -> None:
    """把按词查询的索引全部重建。服务照常运行，由后台从新到旧逐件补齐。"""
    try:
        url = database or Settings().database
        with database_at(url, keyring_of(Settings())) as connected, write_transaction(connected):
            restart(connected)
    except (DatabaseError, PeeweeException, KeyringError, ExposedError) as error:
        _fail(f"{error}")
    typer.echo("已安排重建，服务运行时由后台补齐；补齐以前，原来缺的仍然按词查不到")


def _copy(source_url: str, target_url: str) -> None:
    console = Console(stderr=True)
    try:
        keyring = keyring_of(Settings())
        with (
            database_at(source_url, keyring) as source,
            database_at(target_url, keyring) as target,
            _progress(console) as progress,
        ):
            task = progress.add_task("复制", total=count_rows(source))
            copied = copy(source, target, lambda rows: progress.update(task, advance=rows))
    except TargetNotEmptyError:
        _fail("目标数据库里已有工单，只能复制到空的数据库")
    except CopyMismatchError as error:
        _fail(f"复制后读回的内容和原来不一致，目标没有保留任何内容：表 {error}")
    except (DatabaseError, PeeweeException, KeyringError, ExposedError) as error:
        _fail(f"{error}")
    else:
        console.print(_summary(copied))


def _summary(copied: list[CopiedTable]) -> Table:
    table = Table(title="逐表核对")
    for name in ("表", "行数", "摘要 SHA-256"):
        table.add_column(name, justify="right" if name == "行数" else "left")
    for row in copied:
        table.add_row(row.table, f"{row.rows:,}", row.digest[:16])
    return table


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console
    )


def _fail(message: str) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(2)
