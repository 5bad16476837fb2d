"""``hotline audit``: access log queries, verification of the record, and the keys that sign its heads."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer
from hotline.v1 import audit_service_pb2
from hotline_client import Hotline
from rich.table import Table

from hotline_server.cli.connecting import LOCAL, Authority, Server, TokenFile, reached
from hotline_server.cli.console import console
from hotline_server.cli.group import group
from hotline_server.cli.signing import app as signing_app
from hotline_server.domain.numbering import restore_number
from hotline_server.ground.clock import CITY
from hotline_server.security.identity import AccessRole

_DAYS = ["%Y-%m-%d"]
app = group("查阅记录查询，记录完整性核查")
app.add_typer(signing_app, name="keys")


@app.callback()
def audit() -> None:
    """查阅记录查询，记录完整性核查。"""


@app.command()
def verify(
    database: Annotated[str, typer.Option(help="数据库地址；不填则用 HOTLINE_DATABASE")] = "",
    against: Annotated[
        Path | None, typer.Option(help="库外保存的签名封条文件（HOTLINE_HEADS 或其副本），逐号比对")
    ] = None,
    keys: Annotated[Path | None, typer.Option(help="签名的公钥文件；不填则用 HOTLINE_SIGNING_KEYS")] = None,
) -> None:
    """核查全部记录，逐行指出内容被改动、缺失、多出、末尾缺失或恢复为旧内容的。发现问题的以状态码 1 退出。"""
    from rich.progress import track

    from hotline_server.cli.verifying import opened_verification
    from hotline_server.security.signing import SigningKeyError
    from hotline_server.store.engine.database import DatabaseError

    try:
        with opened_verification(database, against, keys) as opened:
            steps = track(opened.verification.everything(), "核查", total=opened.steps, transient=True)
            found = [*opened.faults, *(fault for fault in steps if fault)]
            summary = opened.summary
    except (DatabaseError, SigningKeyError, OSError, ValueError) as error:
        typer.echo(f"{error}", err=True)
        raise typer.Exit(2) from None
    for fault in found:
        typer.echo(str(fault))
    typer.echo(f"{summary}；发现问题 {len(found)} 处")
    if found:
        raise typer.Exit(1)


@app.command()
def head(
    database: Annotated[str, typer.Option(help="数据库地址；不填则用 HOTLINE_DATABASE")] = "",
) -> None:
    """最近一号签名封条的编号、时间和摘要，可抄录或打印存档，日后与库外保存的封条核对。"""
    from hotline_server.ground.config import Settings
    from hotline_server.store.engine.database import DatabaseError
    from hotline_server.store.maintenance.opening import database_at
    from hotline_server.store.records.signed_heads import SignedHeads

    try:
        with database_at(database or Settings().database) as connected:
            latest = SignedHeads(connected).latest()
    except DatabaseError as error:
        typer.echo(f"{error}", err=True)
        raise typer.Exit(2) from None
    if latest is None:
        typer.echo("还没有签名封条")
        raise typer.Exit(1)
    typer.echo(f"第 {latest.number} 号\t{latest.at.astimezone(CITY):%Y-%m-%d %H:%M}\t{latest.digest}")


@app.command()
def search(
    who: Annotated[str, typer.Option("--by", help="查阅人")] = "",
    number: Annotated[str, typer.Option("--case", help="所查阅的工单号", callback=restore_number)] = "",
    since: Annotated[datetime | None, typer.Option(help="起始日期", formats=_DAYS)] = None,
    before: Annotated[datetime | None, typer.Option(help="截止日期，不含当天", formats=_DAYS)] = None,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="最多列出的条数")] = 200,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """查询查阅记录，最近的在前；本次查询也会记入。"""
    request = audit_service_pb2.ListAccessEntriesRequest(identity=who, case_number=number)
    for moment, field in ((since, request.used_from), (before, request.used_before)):
        if moment:
            field.FromDatetime(moment.replace(tzinfo=CITY))
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for heading in ("时间", "查阅人", "接口", "工单", "范围", "事由"):
        table.add_column(heading, overflow="fold")
    with reached(server, token_file, authority, AccessRole.AUDITOR) as hotline:
        for entry in islice(_accesses(hotline, request), limit):
            at = f"{entry.used_at.ToDatetime(CITY):%Y-%m-%d %H:%M:%S}"
            table.add_row(at, entry.identity, entry.rpc, "、".join(entry.case_numbers), entry.query, entry.reason)
    console().print(table)


def _accesses(
    hotline: Hotline, request: audit_service_pb2.ListAccessEntriesRequest
) -> Iterator[audit_service_pb2.AccessEntry]:
    while True:
        page = hotline.audit.ListAccessEntries(request)
        yield from page.access_entries
        if not page.next_page_token:
            return
        request.page_token = page.next_page_token
