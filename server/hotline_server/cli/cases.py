"""``hotline register``, ``show``, ``list``, ``watch``, ``caller``: cases at a terminal."""

from itertools import islice
from typing import Annotated

import typer
from google.protobuf.message import Message
from hotline.v1 import case_pb2, case_service_pb2

from hotline_server.api.wording import STATES
from hotline_server.cli.case_page import case_page, case_table, entry_line
from hotline_server.cli.connecting import LOCAL, Authority, Server, TokenFile, reached
from hotline_server.cli.console import Json, console, one_line
from hotline_server.security.identity import AccessRole

Number = Annotated[str, typer.Argument(help="工单号")]
_STATES = {state.value: number for number, state in STATES.items()}


def register(
    content: Annotated[str, typer.Argument(help="来电内容")],
    phone: Annotated[str, typer.Option(help="来电号码")] = "",
    name: Annotated[str, typer.Option(help="来电人姓名")] = "",
    district: Annotated[str, typer.Option(help="事发区县")] = "",
    json: Json = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """登记一个来电,显示怎么办、为什么。"""
    call = case_pb2.Call(
        content=content,
        caller=case_pb2.Caller(name=name, phone=phone),
        district=district,
        operator="命令行",
        channel=case_pb2.CHANNEL_PHONE,
    )
    with reached(server, token_file, authority, AccessRole.OPERATOR) as hotline:
        _show(hotline.case(hotline.register(call).number, log=True), json=json)


def show(
    number: Number,
    json: Json = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """显示一个工单和它的经过。"""
    with reached(server, token_file, authority, AccessRole.OPERATOR) as hotline:
        _show(hotline.case(number, log=True), json=json)


def list_(
    state: Annotated[list[str] | None, typer.Option(help="状态,可写多次,如 待研判、已交办")] = None,
    phone: Annotated[str, typer.Option(help="来电号码")] = "",
    lead: Annotated[str, typer.Option(help="牵头单位")] = "",
    owner: Annotated[str, typer.Option(help="现在归谁")] = "",
    district: Annotated[str, typer.Option(help="区县")] = "",
    limit: Annotated[int, typer.Option(min=1, help="最多多少件")] = 50,
    json: Json = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """列出工单,最新的在前。"""
    unknown = [word for word in state or () if word not in _STATES]
    if unknown:
        typer.echo(f"没有“{unknown[0]}”这个状态,可用:{'、'.join(_STATES)}", err=True)
        raise typer.Exit(2)
    filter_ = case_service_pb2.CaseFilter(
        states=[_STATES[word] for word in state or ()], phone=phone, lead=lead, owner=owner, district=district
    )
    with reached(server, token_file, authority, AccessRole.OPERATOR) as hotline:
        found = islice(hotline.cases(filter_), limit)
        if json:
            for case in found:
                _echo(case)
        else:
            console().print(case_table(found))


def watch(
    number: Number,
    json: Json = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """看一个工单的经过,有新的就显示,直到归档或按 Ctrl-C。"""
    with reached(server, token_file, authority, AccessRole.OPERATOR) as hotline:
        for news in hotline.watch(number):
            if json:
                _echo(news.entry)
            else:
                typer.echo(entry_line(news.entry))


def caller(
    number: Number,
    why: Annotated[str, typer.Option(help="为什么要看,会记下来")],
    json: Json = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """查看来电人是谁、怎么联系。"""
    with reached(server, token_file, authority, AccessRole.OPERATOR) as hotline:
        call = hotline.caller(number, why)
        if json:
            _echo(call)
        else:
            shown = (call.caller.name, call.caller.organisation, call.caller.phone)
            typer.echo("  ".join(part for part in shown if part) or "没有留下身份,或已按期删除")
            typer.echo(call.content)


def _show(case: case_pb2.Case, *, json: bool) -> None:
    if json:
        _echo(case)
    else:
        console().print(case_page(case))


def _echo(message: Message) -> None:
    typer.echo(one_line(message))
