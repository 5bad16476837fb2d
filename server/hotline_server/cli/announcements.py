"""``hotline announce`` and ``hotline open-data``: public data."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from hotline.v1 import announcement_service_pb2 as pb
from hotline_client import Hotline
from rich.table import Table

from hotline_server.api.announcement_states import STATES
from hotline_server.cli.connecting import LOCAL, Authority, Server, TokenFile, reached
from hotline_server.cli.console import Json, console, one_line
from hotline_server.cli.group import group
from hotline_server.cli.output import write, writing
from hotline_server.domain.numbering import restore_number
from hotline_server.security.identity import AccessRole

app = group("公布")
_DAYS = ["%Y-%m-%d"]
_FORMATS = {".html": pb.ANNOUNCEMENT_FORMAT_HTML, ".md": pb.ANNOUNCEMENT_FORMAT_MARKDOWN}
First = Annotated[datetime, typer.Option("--from", help="第一天", formats=_DAYS)]
Last = Annotated[datetime, typer.Option("--to", help="最后一天", formats=_DAYS)]
Key = Annotated[int, typer.Argument(help="公布稿的编号")]


@app.callback()
def announce() -> None:
    """公布。"""


@app.command()
def draft(
    number: Annotated[str, typer.Argument(help="热点编号或工单号", callback=restore_number)],
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """按已办结的热点或工单起草公布稿，去掉个人信息。"""
    with reached(server, token_file, authority, AccessRole.OPERATOR) as hotline:
        request = pb.DraftAnnouncementRequest(number=number)
        _show(hotline.announcements.DraftAnnouncement(request).announcement)


@app.command("list")
def list_(
    json: Json = False, server: Server = LOCAL, token_file: TokenFile = None, authority: Authority = None
) -> None:
    """列出公布稿，最新的在前。"""
    with reached(server, token_file, authority, AccessRole.OPERATOR) as hotline:
        found = hotline.announcements.ListAnnouncements(pb.ListAnnouncementsRequest(page_size=200)).announcements
    if json:
        for one in found:
            typer.echo(one_line(one))
        return
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for heading in ("编号", "状态", "标题", "承办单位", "起草", "批准"):
        table.add_column(heading, overflow="fold")
    for one in found:
        state = STATES[one.state].value
        table.add_row(str(one.id), state, one.title, one.department, one.drafted_by, one.released_by)
    console().print(table)


@app.command()
def edit(
    key: Key,
    etag: Annotated[str, typer.Option(help="已审看的版本，起草或修改时显示")],
    title: Annotated[str, typer.Option(help="标题；不写的不改")] = "",
    question: Annotated[str, typer.Option(help="群众反映；不写的不改")] = "",
    result: Annotated[str, typer.Option(help="办理结果；不写的不改")] = "",
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """修改公布稿的标题、群众反映、办理结果；像是个人信息的不收。"""
    with reached(server, token_file, authority, AccessRole.OPERATOR) as hotline:
        before = next((one for one in _drafts(hotline) if one.id == key), None)
        if before is None:
            typer.echo(f"没有待批准的公布稿 {key}", err=True)
            raise typer.Exit(1)
        request = pb.UpdateAnnouncementRequest(
            id=key,
            etag=etag,
            title=title or before.title,
            question=question or before.question,
            result=result or before.result,
        )
        _show(hotline.announcements.UpdateAnnouncement(request).announcement)


@app.command("release")
def release_(
    key: Key,
    etag: Annotated[str, typer.Option(help="已审看的版本，起草或修改时显示")],
    confirm: Annotated[
        list[str] | None, typer.Option(help="疑似人名、门牌、号码而经确认可以公布的，可多次填写")
    ] = None,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """批准公布，仅限值班长。"""
    with reached(server, token_file, authority, AccessRole.DESK_LEAD) as hotline:
        request = pb.ReleaseAnnouncementRequest(id=key, etag=etag, confirmed=confirm or [])
        _show(hotline.announcements.ReleaseAnnouncement(request).announcement)


@app.command()
def export(
    first: First,
    last: Last,
    out: Annotated[Path, typer.Option(help="输出文件，.html 或 .md")],
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """导出一段时间内公布的事项，网页或 Markdown 格式。"""
    if out.suffix not in _FORMATS:
        typer.echo(f"{out} 的后缀应为 {' 或 '.join(_FORMATS)}", err=True)
        raise typer.Exit(2)
    request = pb.ExportAnnouncementsRequest(
        first_day=f"{first:%Y-%m-%d}", last_day=f"{last:%Y-%m-%d}", format=_FORMATS[out.suffix]
    )
    with reached(server, token_file, authority, AccessRole.REPORTER) as hotline:
        content = b"".join(one.chunk for one in hotline.announcements.ExportAnnouncements(request))
    write(out, content)
    typer.echo(f"已生成 {out}")


def open_data(
    first: First,
    last: Last,
    out: Annotated[Path, typer.Option(help="输出文件，CSV 格式")],
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """开放数据：一段时间内的工单，不含来电人和来电内容，举报和要求保密的不在内。"""
    request = pb.ExportOpenDataRequest(first_day=f"{first:%Y-%m-%d}", last_day=f"{last:%Y-%m-%d}")
    with reached(server, token_file, authority, AccessRole.REPORTER) as hotline, writing(out) as file:
        for one in hotline.announcements.ExportOpenData(request):
            file.write(one.chunk)
    typer.echo(f"已生成 {out}")


def _drafts(hotline: Hotline) -> Iterator[pb.Announcement]:
    """Yield the drafts, newest first."""
    request = pb.ListAnnouncementsRequest(state=pb.ANNOUNCEMENT_STATE_DRAFT, page_size=200)
    while True:
        page = hotline.announcements.ListAnnouncements(request)
        yield from page.announcements
        if not page.next_page_token:
            return
        request.page_token = page.next_page_token


def _show(one: pb.Announcement) -> None:
    typer.echo(f"公布稿 {one.id}（{STATES[one.state].value}，版本 {one.etag}）")
    typer.echo(f"{one.title}\n群众反映：{one.question}\n办理结果：{one.result}\n{one.department}")
    if one.suspicious_words:
        typer.echo(f"疑似人名、门牌或号码，公布时须用 --confirm 逐个确认：{'、'.join(one.suspicious_words)}")
