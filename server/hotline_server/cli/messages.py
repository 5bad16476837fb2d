"""``hotline messages``: messages to callers, offices and people on duty."""

from typing import Annotated

import typer
from hotline.v1 import message_service_pb2 as pb
from rich.table import Table

from hotline_server.cli.connecting import LOCAL, Authority, Server, TokenFile, reached
from hotline_server.cli.console import console
from hotline_server.cli.group import group
from hotline_server.cli.rule_drafts import BUNDLED_RULES, SAMPLE_DIRECTORY, DirectoryFile, Folder
from hotline_server.domain.messages.message import MessageState
from hotline_server.domain.numbering import restore_number
from hotline_server.ground.clock import CITY
from hotline_server.security.identity import AccessRole

app = group("消息：发给来电人、承办单位和值班人员的短信，查看、重发，预览模板")


@app.callback()
def about() -> None:
    """消息：发给来电人、承办单位和值班人员的短信，查看、重发，预览模板。"""


@app.command()
def preview(rules: Folder = BUNDLED_RULES, directory: DirectoryFile = SAMPLE_DIRECTORY) -> None:
    """用一个例子预览草稿中的每种消息：接收人、内容、字数（含署名），和用最长的单位、事项名称时的字数。"""
    from hotline_server.cli.drafts import preview_messages

    table = _table("消息", "发给", "内容", "字数", "最多")
    for one in preview_messages(rules, directory):
        whom = f"{one.kind.audience.value}{'（保密）' if one.protected else ''}"
        longest = f"{one.longest}，要分几条发" if one.is_split else str(one.longest)
        table.add_row(one.kind.value, whom, one.text, str(len(one.text)), longest)
    if table.row_count:
        console().print(table)
    else:
        typer.echo("规则库里没有消息模板（messages.yaml），不发送任何消息")


@app.command("list")
def list_(
    number: Annotated[str, typer.Argument(help="工单号；不填则列出全部", callback=restore_number)] = "",
    dead: Annotated[bool, typer.Option("--dead", help="只列没有送到的：未送达、过期未发")] = False,
    limit: Annotated[int, typer.Option(min=1, max=200, help="最多列出的条数")] = 50,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """列出消息及送达情况，最近的在前。"""
    states = [pb.MessageState.Value(f"MESSAGE_STATE_{state.name}") for state in MessageState if state.is_dead]
    request = pb.ListMessagesRequest(number=number, states=states if dead else [], page_size=limit)
    with reached(server, token_file, authority, AccessRole.DESK_LEAD) as hotline:
        answer = hotline.messages.ListMessages(request)
    table = _table("编号", "时间", "消息", "发给", "状态", "原因", "内容")
    for one in answer.messages:
        state = MessageState[pb.MessageState.Name(one.state).removeprefix("MESSAGE_STATE_")]
        at = f"{one.created_at.ToDatetime(CITY):%m-%d %H:%M}"
        due = f"，{one.due_at.ToDatetime(CITY):%m-%d %H:%M}" if one.HasField("due_at") else ""
        table.add_row(str(one.id), at, one.kind, one.recipient, f"{state.value}{due}", one.reason, one.text)
    if answer.messages:
        console().print(table)
    typer.echo(f"{len(answer.messages)} 条{'，还有更早的' if answer.next_page_token else ''}")


@app.command()
def resend(
    message: Annotated[int, typer.Argument(help="消息编号，见 hotline messages list --dead")],
    actor: Annotated[str, typer.Option("--by", help="代何人办理；用系统令牌的须填写，用个人令牌的不填")] = "",
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """重发一条没有送到的消息。"""
    with reached(server, token_file, authority, AccessRole.DESK_LEAD) as hotline:
        hotline.messages.ResendMessage(pb.ResendMessageRequest(message_id=message, actor=actor))
    typer.echo(f"消息 {message} 已安排重发，可用 hotline messages list 查看是否送达")


def _table(*headings: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table
