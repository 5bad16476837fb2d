"""``hotline line``: what another line does with its cases (R8.2)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer
from google.protobuf.message import Message
from hotline.v1 import case_pb2
from hotline.v1 import line_service_pb2 as pb
from hotline_client import ONLY_NEW, Hotline
from hotline_client.line_acts import LineActs

from hotline_server.cli.call_options import (
    Address,
    Content,
    District,
    Name,
    Organisation,
    Phone,
    Secret,
    Urgent,
    content_of,
    show_call,
)
from hotline_server.cli.case_number import Number
from hotline_server.cli.case_page import case_page, case_table, entry_line
from hotline_server.cli.case_views import line_in
from hotline_server.cli.connecting import (
    LOCAL,
    Authority,
    Server,
    TokenFile,
    reached,
    read_token,
    token_file_or_default,
)
from hotline_server.cli.console import Json, console, one_line
from hotline_server.cli.group import group
from hotline_server.domain.numbering import restore_number
from hotline_server.security.identity import AccessRole

app = group("联动单位办理工单")
Record = Annotated[str, typer.Argument(help="本单位的受理编号")]
_DIRECTIONS = {"转来": pb.LINE_DIRECTION_IN, "移交": pb.LINE_DIRECTION_OUT}


@dataclass(frozen=True, slots=True)
class LineOptions:
    """Options of ``hotline line`` itself, common to its subcommands; no line means that of the token."""

    line: str
    server: str
    token_file: Path | None
    authority: Path | None
    json: bool
    actor: str


@app.callback()
def line(
    context: typer.Context,
    line: Annotated[str, typer.Option(help="联动单位；用联动单位令牌的可不填，值班室代办的须填写")] = "",
    actor: Annotated[str, typer.Option("--as", help="代何人办理；用系统令牌的须填写，用个人令牌的不填")] = "",
    json: Json = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """联动单位办理移交来的工单，或转来工单；未接入系统的，由值班室代办。"""
    context.obj = LineOptions(line, server, token_file, authority, json, actor)


@app.command("hand-in")
def hand_in(
    context: typer.Context,
    record: Record,
    content: Content,
    phone: Phone = "",
    name: Name = "",
    organisation: Organisation = "",
    district: District = "",
    address: Address = "",
    urgent: Urgent = False,
    secret: Secret = False,
) -> None:
    """把不属本单位职责的诉求转给 12345；同一受理编号只转一次。"""
    options: LineOptions = context.obj
    call = case_pb2.Call(
        content=content_of(content),
        caller=case_pb2.Caller(name=name, organisation=organisation, phone=phone, confidential=secret),
        district=district,
        address=address,
        operator=options.actor,
        marked_urgent=urgent,
    )
    with _reached(options) as (hotline, line):
        _show(hotline.hand_in(line, record, call), options)


@app.command("list")
def list_(
    context: typer.Context,
    direction: Annotated[
        str, typer.Option(help="转来（本单位转给 12345 的）或移交（12345 移交本单位的）；不填则全部列出")
    ] = "",
    open_only: Annotated[bool, typer.Option("--open", help="只列本单位尚未接收、尚未反馈结果的")] = False,
    limit: Annotated[int, typer.Option(min=1, help="最多列出的件数")] = 50,
) -> None:
    """列出本单位的工单，最新的在前。"""
    options: LineOptions = context.obj
    if direction and direction not in _DIRECTIONS:
        typer.echo(f"没有“{direction}”这种方向，可用：{'、'.join(_DIRECTIONS)}", err=True)
        raise typer.Exit(2)
    wanted = _DIRECTIONS.get(direction, pb.LINE_DIRECTION_UNSPECIFIED)
    with _reached(options) as (hotline, line):
        found = islice(hotline.line_cases(line, wanted, open_only=open_only), limit)
        if options.json:
            for case in found:
                _echo(case)
        else:
            console().print(case_table(found))


@app.command()
def show(
    context: typer.Context,
    number: Annotated[str, typer.Argument(help="工单号；不填则按受理编号", callback=restore_number)] = "",
    record: Annotated[str, typer.Option(help="本单位的受理编号")] = "",
) -> None:
    """显示本单位的一个工单及办理经过。"""
    if bool(number) == bool(record):
        typer.echo("请填写工单号，或用 --record 填写受理编号，两者只填其一", err=True)
        raise typer.Exit(2)
    options: LineOptions = context.obj
    with _reached(options) as (hotline, line):
        _show(hotline.line_case(line, number, record), options)


@app.command()
def watch(
    context: typer.Context,
    after: Annotated[int, typer.Option(help="从第几条之后开始，0 为全部，-1 为只看新的")] = ONLY_NEW,
) -> None:
    """跟踪本单位工单的新变化。按 Ctrl-C 结束。"""
    options: LineOptions = context.obj
    with _reached(options) as (hotline, line):
        for news in hotline.watch_line_cases(line, after):
            if options.json:
                _echo(news.entry)
            else:
                typer.echo(f"{news.entry.case_number}  {entry_line(news.entry)}")


@app.command()
def caller(
    context: typer.Context, number: Number, why: Annotated[str, typer.Option(help="查看事由，记入查阅记录")]
) -> None:
    """查看来电人的身份和联系方式，仅限联动单位本单位查看。"""
    options: LineOptions = context.obj
    with _reached(options) as (hotline, line):
        call = hotline.line_caller(line, number, why)
    if options.json:
        _echo(call)
    else:
        show_call(call)


@app.command()
def accept(
    context: typer.Context,
    number: Number,
    record: Record,
    accepted_by: Annotated[str, typer.Option("--by", help="联动单位接收人；值班室代办的须填写")] = "",
) -> None:
    """接收移交。"""
    _act(context, number, lambda acts, case, actor: acts.accept(case, record, actor, accepted_by))


@app.command()
def refuse(
    context: typer.Context, number: Number, why: Annotated[str, typer.Option(help="不属本单位职责的理由")]
) -> None:
    """退回移交。"""
    _act(context, number, lambda acts, case, actor: acts.refuse(case, why, actor))


@app.command()
def progress(context: typer.Context, number: Number, text: Annotated[str, typer.Argument(help="办理进展")]) -> None:
    """反馈进展。"""
    _act(context, number, lambda acts, case, actor: acts.submit_progress(case, text, actor))


@app.command()
def result(context: typer.Context, number: Number, text: Annotated[str, typer.Argument(help="办理结果")]) -> None:
    """反馈结果。"""
    _act(context, number, lambda acts, case, actor: acts.submit_result(case, text, actor))


def _act(
    context: typer.Context, number: str, do: Callable[[LineActs[case_pb2.Case], case_pb2.Case, str], case_pb2.Case]
) -> None:
    """Act on the latest version of a case, and print the case."""
    options: LineOptions = context.obj
    with _reached(options) as (hotline, line):
        case = hotline.line_case(line, number)
        _show(do(hotline.as_line(line), case, options.actor), options)


@contextmanager
def _reached(options: LineOptions) -> Iterator[tuple[Hotline, str]]:
    """Connect, and yield the connection and the line to act for; exit with status 2 if there is none."""
    # On a developer's machine the desk acts for a line that is named: the development token speaks for one line only.
    role = AccessRole.OPERATOR if options.line else AccessRole.LINE
    token_file = token_file_or_default(options.server, options.token_file, role)
    line = options.line or (line_in(read_token(token_file)) if token_file else "")
    if not line:
        typer.echo("令牌不属于联动单位，请用 --line 写明联动单位；hotline act lines 可列出全部", err=True)
        raise typer.Exit(2)
    with reached(options.server, token_file, options.authority, role) as hotline:
        yield hotline, line


def _show(case: case_pb2.Case, options: LineOptions) -> None:
    if options.json:
        _echo(case)
    else:
        console().print(case_page(case))


def _echo(message: Message) -> None:
    typer.echo(one_line(message))
