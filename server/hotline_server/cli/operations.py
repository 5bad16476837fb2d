"""``hotline stuck`` and ``hotline tokens``: work that was set aside, and withdrawn tokens."""

from typing import Annotated

import typer
from hotline.v1 import operations_service_pb2 as pb
from rich.table import Table

from hotline_server.cli.connecting import LOCAL, Authority, Server, TokenFile, reached
from hotline_server.cli.console import console
from hotline_server.cli.group import group
from hotline_server.ground.clock import CITY
from hotline_server.security.identity import AccessRole

JOBS = {
    "watchman": "到期督办",
    "archiving": "立卷",
    "gathering": "热点归集",
    "hotspot_escalation": "热点请示",
    "overview": "值班综述",
    "handing_over": "移交承接单位",
    "moving_deadlines": "随节假日调整时限",
    "directory_revision": "目录变更",
    "rule_book": "规则库定时发布",
    "search_indexing": "检索索引",
    "messages": "发送消息",
    "open_data": "开放数据",
    "reading": "读取工单",
}
_LISTED = "、".join(f"{name}（{label}）" for name, label in JOBS.items())
_Job = Annotated[str, typer.Option(help=f"后台任务类别：{_LISTED}")]
stuck = group("已搁置的后台任务：查看，重试")
tokens = group("人员令牌：作废，查看作废记录")


@stuck.callback()
def about_stuck() -> None:
    """已搁置的后台任务：查看，重试。"""


@stuck.command("list")
def list_(job: _Job = "", server: Server = LOCAL, token_file: TokenFile = None, authority: Authority = None) -> None:
    """列出已搁置的后台任务，最早的在前；有搁置的以状态码 1 退出。"""
    with reached(server, token_file, authority, AccessRole.ADMINISTRATOR) as hotline:
        answer = hotline.operations.ListStuckItems(pb.ListStuckItemsRequest(job=job))
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for heading in ("任务", "对象", "搁置时间", "已试次数", "下次重试", "原因"):
        table.add_column(heading, overflow="fold")
    for item in answer.stuck_items:
        since, again = (f"{moment.ToDatetime(CITY):%m-%d %H:%M:%S}" for moment in (item.stuck_since, item.retried_at))
        table.add_row(JOBS.get(item.job, item.job), item.item, since, str(item.attempts), again, item.reason)
    if answer.stuck_items:
        console().print(table)
    typer.echo(f"共搁置 {answer.total} 项")
    if answer.total:
        raise typer.Exit(1)


@stuck.command()
def retry(
    item: Annotated[str, typer.Argument(help="工单号或日期；不填则为全部")] = "",
    job: _Job = "",
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """立即重试已搁置的后台任务，不等预定时间。"""
    with reached(server, token_file, authority, AccessRole.ADMINISTRATOR) as hotline:
        answer = hotline.operations.RetryStuckItems(pb.RetryStuckItemsRequest(job=job, item=item))
    typer.echo(f"已安排 {answer.retried_count} 项立即重试；仍未办成的，用 hotline stuck list 查看")


@tokens.callback()
def about_tokens() -> None:
    """人员令牌：作废，查看作废记录。"""


@tokens.command()
def revoke(
    reason: Annotated[str, typer.Option(help="作废理由")],
    token_id: Annotated[str, typer.Option("--id", help="令牌编号（令牌中的 jti），只作废该令牌")] = "",
    subject: Annotated[str, typer.Option(help="人员编号（令牌中的 sub），作废此前发给该人员的全部令牌")] = "",
    actor: Annotated[str, typer.Option("--by", help="代何人办理；用系统令牌的须填写，用个人令牌的不填")] = "",
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """作废令牌，几秒内在所有服务器上生效。"""
    if bool(token_id) == bool(subject):
        typer.echo("--id（令牌编号）和 --subject（人员编号）填写其中一个，不能都填或都不填", err=True)
        raise typer.Exit(2)
    request = pb.RevokeTokensRequest(token_id=token_id, subject=subject, reason=reason, actor=actor)
    with reached(server, token_file, authority, AccessRole.ADMINISTRATOR) as hotline:
        hotline.operations.RevokeTokens(request)
    typer.echo(f"已作废令牌 {token_id}" if token_id else f"已作废 {subject} 此前的全部令牌")


@tokens.command("list")
def list_revoked(
    limit: Annotated[int, typer.Option(min=1, max=200, help="最多列出的条数")] = 50,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """列出已作废的令牌，最近的在前。"""
    with reached(server, token_file, authority, AccessRole.ADMINISTRATOR) as hotline:
        answer = hotline.operations.ListTokenRevocations(pb.ListTokenRevocationsRequest(page_size=limit))
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for heading in ("时间", "令牌编号", "人员编号", "操作人", "理由"):
        table.add_column(heading, overflow="fold")
    for one in answer.token_revocations:
        at = f"{one.revoked_at.ToDatetime(CITY):%Y-%m-%d %H:%M:%S}"
        table.add_row(at, one.token_id, one.subject, one.revoked_by, one.reason)
    console().print(table)
