"""``hotline report``: what was counted, as a table or a document."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from hotline.v1 import hot_issue_service_pb2 as issues_pb
from hotline.v1 import report_service_pb2 as pb
from rich.table import Table

from hotline_server.cli.connecting import LOCAL, Authority, Server, TokenFile, reached
from hotline_server.cli.console import Json, console, one_line
from hotline_server.domain.measures import Rate
from hotline_server.reports import wording
from hotline_server.security.identity import AccessRole

app = typer.Typer(no_args_is_help=True, help="报表")
_DAYS = ["%Y-%m-%d"]
_BARS = " ▁▂▃▄▅▆▇█"
_FORMATS = {".xlsx": pb.DOCUMENT_FORMAT_XLSX, ".docx": pb.DOCUMENT_FORMAT_DOCX}


@app.callback()
def report() -> None:
    """报表。"""


@app.command()
def bulletin(
    first: Annotated[datetime, typer.Option("--from", help="第一天", formats=_DAYS)],
    last: Annotated[datetime, typer.Option("--to", help="最后一天", formats=_DAYS)],
    out: Annotated[Path | None, typer.Option(help="写成文件,.xlsx 或 .docx;不写就显示考核指标")] = None,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """通报:一段时间里各承办单位的交办、办理和考核指标,排名和升降。"""
    if out and out.suffix not in _FORMATS:
        typer.echo(f"{out} 的后缀要是 {' 或 '.join(_FORMATS)}", err=True)
        raise typer.Exit(2)
    first_day, last_day = f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}"
    with reached(server, token_file, authority, AccessRole.REPORTER) as hotline:
        if out:
            export = pb.ExportBulletinRequest(first_day=first_day, last_day=last_day, format=_FORMATS[out.suffix])
            out.write_bytes(b"".join(answer.piece for answer in hotline.reports.ExportBulletin(export)))
            typer.echo(f"已写到 {out}")
        else:
            request = pb.GetBulletinRequest(first_day=first_day, last_day=last_day)
            console().print(_table(hotline.reports.GetBulletin(request)))


@app.command()
def hot(
    limit: Annotated[int, typer.Option(help="最多显示几件,1 到 100")] = 20,
    json: Json = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """热点:多人反映的同一件事,最热的在前,说明热度从哪里来。"""
    with reached(server, token_file, authority, AccessRole.REPORTER) as hotline:
        found = hotline.hot_issues.ListHotIssues(issues_pb.ListHotIssuesRequest(limit=limit)).issues
    if json:
        for issue in found:
            typer.echo(one_line(issue))
    elif found:
        console().print(_hot_table(found))
    else:
        typer.echo("近来没有够得上热点的事")


def _hot_table(found: Sequence[issues_pb.HotIssue]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for heading in ("热度", "人", "件", "未办结", "近两周", "是什么事", "为什么热"):
        table.add_column(
            heading, justify="right" if heading in ("热度", "人", "件", "未办结") else "left", overflow="fold"
        )
    for issue in found:
        why = ";".join(
            f"{part.name} {part.points:g}/{part.most}({part.because})" for part in issue.parts if part.points
        )
        table.add_row(
            f"{issue.hotness:g}",
            str(issue.people),
            str(issue.cases),
            str(issue.open_cases),
            sparkline(issue.daily),
            f"{issue.title}\n[dim]{issue.place or '、'.join(issue.phrases)}  热点 {issue.number}[/dim]",
            f"[dim]{why}[/dim]",
        )
    return table


def sparkline(counts: Sequence[int]) -> str:
    """Counts as a line of bars."""
    top = max(counts, default=0) or 1
    return "".join(_BARS[count * (len(_BARS) - 1) // top] for count in counts)


def _table(found: pb.GetBulletinResponse) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    rates = [rate.value for rate in Rate]
    for heading in (wording.RANK, wording.DEPARTMENT, *rates, wording.COMPOSITE, wording.CHANGE):
        table.add_column(heading, justify="left" if heading == wording.DEPARTMENT else "right", overflow="fold")
    for one in (*found.departments, found.total):
        values = {rate.name: rate.value for rate in one.rates}
        table.add_row(
            str(one.rank or wording.NONE),
            one.name,
            *(wording.percent(values.get(rate)) for rate in rates),
            wording.score(one.composite if one.HasField("composite") else None),
            wording.change(one.rank, one.rank_before),
        )
    return table
