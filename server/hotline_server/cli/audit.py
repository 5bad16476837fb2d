"""``hotline audit``: has anybody tampered with the log."""

from typing import Annotated

import typer
from rich.progress import track

from hotline_server.config import Settings
from hotline_server.desk.audit import verify as verify_log
from hotline_server.store.audit import AuditStore
from hotline_server.store.database import DatabaseError, opened

app = typer.Typer(no_args_is_help=True, help="日志的核查")


@app.callback()
def audit() -> None:
    """日志的核查。"""


@app.command()
def verify(
    database: Annotated[str, typer.Option(help="数据库地址,不写就用 HOTLINE_DATABASE")] = "",
) -> None:
    """核查每个工单的日志链,找出任何改动、删除或插入。有问题时以 1 退出。"""
    try:
        with opened(database or Settings().database) as connected:
            store = AuditStore(connected)
            total = store.count()
            findings = track(verify_log(store), "核查", total=total, transient=True)
            found = [finding for finding in findings if finding]
    except DatabaseError as error:
        typer.echo(f"{error}", err=True)
        raise typer.Exit(2) from None
    for finding in found:
        typer.echo(f"{finding.case_number}:{finding.message}")
    typer.echo(f"核查 {total} 个工单,{len(found)} 个有问题")
    if found:
        raise typer.Exit(1)
