"""``hotline slips``: slips 文书 to offices and callers."""

from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Annotated

import typer
from hotline.v1 import report_service_pb2 as report_pb
from hotline.v1 import slip_service_pb2 as pb
from rich.table import Table

from hotline_server.cli.connecting import LOCAL, Authority, Server, TokenFile, reached
from hotline_server.cli.console import Json, console, one_line
from hotline_server.cli.group import group
from hotline_server.cli.output import write
from hotline_server.cli.rule_drafts import BUNDLED_RULES, SAMPLE_DIRECTORY, DirectoryFile, Folder
from hotline_server.domain.slips.slip import reference_of
from hotline_server.ground.clock import CITY
from hotline_server.rulebook.slips import DELEGATOR, SlipKind
from hotline_server.security.identity import AccessRole

app = group("文书：交办单、督办单、答复函等，查看、取出、成批打印，预览模板")
_DAYS = ["%Y-%m-%d"]
_FORMATS = {
    ".docx": report_pb.DOCUMENT_FORMAT_DOCX,
    ".pdf": report_pb.DOCUMENT_FORMAT_PDF,
    ".html": report_pb.DOCUMENT_FORMAT_HTML,
}
Number = Annotated[str, typer.Option("--case", help="哪个工单的")]
Kinds = Annotated[
    list[str] | None, typer.Option("--kind", help=f"哪种：{'、'.join(kind.value for kind in SlipKind)}；可以写几次")
]
Office = Annotated[str, typer.Option("--office", help="发给哪个单位的，或者它发给下级的；各单位只能看自己的，必须写")]
First = Annotated[datetime | None, typer.Option("--from", help="第一天", formats=_DAYS)]
Last = Annotated[datetime | None, typer.Option("--to", help="最后一天", formats=_DAYS)]


@app.callback()
def about() -> None:
    """文书：交办单、督办单、答复函等，查看、取出、成批打印，预览模板。"""


@app.command("list")
def list_(
    number: Number = "",
    kinds: Kinds = None,
    office: Office = "",
    first: First = None,
    last: Last = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="最多多少份")] = 50,
    json: Json = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """列出文书，最近的在前。"""
    request = pb.ListSlipsRequest(filter=_filter(number, kinds, office, first, last), page_size=limit)
    with reached(server, token_file, authority, AccessRole.DESK_LEAD) as hotline:
        answer = hotline.slips.ListSlips(request)
    if json:
        for one in answer.slips:
            typer.echo(one_line(one))
        return
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for heading in ("编号", "日期", "文书", "发给", "期限", "工单", "标题"):
        table.add_column(heading, overflow="fold")
    for one in answer.slips:
        kind = SlipKind[pb.SlipKind.Name(one.kind).removeprefix("SLIP_KIND_")]
        due = f"{one.due_at.ToDatetime(CITY):%m-%d %H:%M}" if one.HasField("due_at") else ""
        day = f"{one.issued_at.ToDatetime(CITY):%Y-%m-%d}"
        table.add_row(one.reference, day, kind.value, one.office or kind.recipient, due, one.case_number, one.title)
    if answer.slips:
        console().print(table)
    typer.echo(f"{len(answer.slips)} 份{'，还有更早的' if answer.next_page_token else ''}")


@app.command()
def fetch(
    number: Annotated[str, typer.Argument(help="工单号")],
    reference: Annotated[str, typer.Argument(help="编号，如 热线交〔2026〕12号，见 hotline slips list")],
    out: Annotated[Path, typer.Option(help="写成哪个文件，.docx、.pdf 或 .html")],
    office: Office = "",
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """取出一份文书。"""
    form = _FORMATS.get(out.suffix.lower())
    if form is None:
        typer.echo(f"{out} 的后缀要是 {'、'.join(_FORMATS)}", err=True)
        raise typer.Exit(2)
    request = pb.ExportSlipRequest(number=number, reference=reference, department=office, format=form)
    with reached(server, token_file, authority, AccessRole.DESK_LEAD) as hotline:
        write(out, b"".join(answer.chunk for answer in hotline.slips.ExportSlip(request)))
    typer.echo(f"已生成 {out}")


@app.command("print-batch")
def print_batch(
    out: Annotated[Path, typer.Option(help="写成哪个 PDF 文件；超过 200 份的写成几个，文件名后面加 -1、-2")],
    number: Number = "",
    kinds: Kinds = None,
    office: Office = "",
    first: First = None,
    last: Last = None,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """把一个工单的，或者几天的文书做成 PDF，供成批打印，早的在前，每个文件最多 200 份。"""
    request = pb.PrintSlipsRequest(filter=_filter(number, kinds, office, first, last))
    with reached(server, token_file, authority, AccessRole.DESK_LEAD) as hotline:
        for place in count(1):
            answers = list(hotline.slips.PrintSlips(request))
            request.after = answers[-1].next_after
            file = out.with_stem(f"{out.stem}-{place}") if place > 1 or request.after else out
            write(file, b"".join(answer.chunk for answer in answers))
            typer.echo(f"已生成 {file}")
            if not request.after:
                return


@app.command()
def preview(rules: Folder = BUNDLED_RULES, directory: DirectoryFile = SAMPLE_DIRECTORY) -> None:
    """用一个例子预览草稿里的每种文书。"""
    from hotline_server.cli.drafts import preview_slips

    examples = preview_slips(rules, directory)
    for kind, one in examples.items():
        office = kind.example[DELEGATOR] if kind is SlipKind.DELEGATION else ""
        typer.echo(f"【{kind.value}】{reference_of(f'{office}{one.symbol}', 2026, 1)}\n{one.title}")
        if one.addressee:
            typer.echo(f"{one.addressee}：")
        typer.echo("".join(f"    {text}\n" for text in (*one.asks, one.closing) if text))


def _filter(
    number: str, kinds: list[str] | None, office: str, first: datetime | None, last: datetime | None
) -> pb.SlipFilter:
    names = {kind.value: kind.name for kind in SlipKind}
    for kind in kinds or []:
        if kind not in names:
            typer.echo(f"没有文书“{kind}”，可用：{'、'.join(names)}", err=True)
            raise typer.Exit(2)
    return pb.SlipFilter(
        number=number,
        kinds=[pb.SlipKind.Value(f"SLIP_KIND_{names[kind]}") for kind in kinds or []],
        department=office,
        first_day=f"{first:%Y-%m-%d}" if first else "",
        last_day=f"{last:%Y-%m-%d}" if last else "",
    )
