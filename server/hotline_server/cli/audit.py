"""``hotline audit``: access log queries and verification of the logs."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Annotated

import typer
from hotline.v1 import audit_service_pb2
from hotline_client import Hotline
from rich.table import Table

from hotline_server.cli.connecting import LOCAL, Authority, Server, TokenFile, reached
from hotline_server.cli.console import console
from hotline_server.cli.group import group
from hotline_server.ground.clock import CITY
from hotline_server.security.identity import AccessRole

_DAYS = ["%Y-%m-%d"]
app = group("查谁看过什么，核查日志")


@app.callback()
def audit() -> None:
    """查谁看过什么，核查日志。"""


@app.command()
def verify(
    database: Annotated[str, typer.Option(help="数据库地址，不写就用 HOTLINE_DATABASE")] = "",
) -> None:
    """核查每个工单的日志链和查阅记录，找出任何改动、删除或插入。有问题时以 1 退出。"""
    from rich.progress import track

    from hotline_server.desk.records.audit import verify as verify_log
    from hotline_server.ground.config import Settings
    from hotline_server.store.engine.database import DatabaseError
    from hotline_server.store.maintenance.opening import database_at
    from hotline_server.store.records.access_log import AccessLog
    from hotline_server.store.records.audit import AuditStore

    try:
        with database_at(database or Settings().database) as connected:
            store, accesses = AuditStore(connected), AccessLog(connected)
            total, uses = store.count(), accesses.count()
            cases = track(verify_log(store), "核查工单", total=total, transient=True)
            found = [f"{finding.case_number}：{finding.message}" for finding in cases if finding]
            read = track(accesses.verify(), "核查查阅记录", total=uses, transient=True)
            found += [finding for finding in read if finding]
    except DatabaseError as error:
        typer.echo(f"{error}", err=True)
        raise typer.Exit(2) from None
    for finding in found:
        typer.echo(finding)
    typer.echo(f"核查 {total} 个工单、{uses} 条查阅记录，{len(found)} 个有问题")
    if found:
        raise typer.Exit(1)


@app.command()
def search(
    who: Annotated[str, typer.Option("--by", help="谁看的")] = "",
    number: Annotated[str, typer.Option("--case", help="看了哪个工单")] = "",
    since: Annotated[datetime | None, typer.Option(help="从哪天起", formats=_DAYS)] = None,
    before: Annotated[datetime | None, typer.Option(help="到哪天以前", formats=_DAYS)] = None,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="最多多少条")] = 200,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """查谁看过什么，最新的在前；这次查询也会记下。"""
    request = audit_service_pb2.ListAccessEntriesRequest(identity=who, case_number=number)
    for moment, field in ((since, request.used_from), (before, request.used_before)):
        if moment:
            field.FromDatetime(moment.replace(tzinfo=CITY))
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for heading in ("时间", "谁", "接口", "工单", "范围", "事由"):
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
