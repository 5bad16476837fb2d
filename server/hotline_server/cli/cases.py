"""``hotline register``, ``show``, ``list``, ``watch``, ``caller``."""

import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Annotated, NoReturn, TypeVar

import typer
from google.protobuf.message import Message
from hotline.v1 import case_pb2, case_service_pb2
from hotline_client import Hotline

from hotline_server.api.wording import ASSIGNMENT_STATES, AWAITED, CHANNEL_NUMBERS, STATES, owner_message
from hotline_server.cli.call_options import (
    STDIN,
    Address,
    Content,
    District,
    Latitude,
    Longitude,
    Name,
    Organisation,
    Phone,
    Secret,
    Urgent,
    content_of,
    show_call,
)
from hotline_server.cli.case_number import Number
from hotline_server.cli.case_page import case_page, case_table, entry_line, nearby_table
from hotline_server.cli.case_views import DepartmentView, DeskView, department_in
from hotline_server.cli.connecting import LOCAL, Authority, Server, TokenFile, reached, read_token
from hotline_server.cli.console import Json, console, one_line
from hotline_server.cli.questions import ask
from hotline_server.domain.numbering import restore_number
from hotline_server.ground.clock import CITY
from hotline_server.security.identity import AccessRole

Department = Annotated[str, typer.Option(help="查看哪个承办单位的工单；令牌只属于一个单位的可不填")]
_STATES = {state.value: number for number, state in STATES.items()}
_ASSIGNMENT_STATES = {state.value: number for number, state in ASSIGNMENT_STATES.items()}
_AWAITED = {awaited.value: number for number, awaited in AWAITED.items()}
_DAYS = ["%Y-%m-%d"]
Value = TypeVar("Value")


def register(
    content: Content,
    phone: Phone = "",
    name: Name = "",
    organisation: Organisation = "",
    district: District = "",
    address: Address = "",
    latitude: Latitude = None,
    longitude: Longitude = None,
    operator: Annotated[str, typer.Option(help="接听的话务员")] = "命令行",
    channel: Annotated[str, typer.Option(help="、".join(CHANNEL_NUMBERS))] = "电话",
    urgent: Urgent = False,
    secret: Secret = False,
    json: Json = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """登记来电，显示处理方式和理由。"""
    (channel_number,) = _values([channel], CHANNEL_NUMBERS, "来电渠道")
    call = case_pb2.Call(
        content=content_of(content),
        caller=case_pb2.Caller(name=name, organisation=organisation, phone=phone, confidential=secret),
        district=district,
        address=address,
        latitude=latitude,
        longitude=longitude,
        operator=operator,
        channel=channel_number,
        marked_urgent=urgent,
    )
    with reached(server, token_file, authority, AccessRole.OPERATOR) as hotline:
        case = hotline.register(call)
        if case.HasField("open_question") and not json and content != STDIN and sys.stdin.isatty():
            case = ask(hotline, case)
        case = hotline.case(case.number, log=True)
        _show(case, json=json)
        if case.location.HasField("latitude") and not json:
            _tell_nearby(hotline, case.number)


def show(
    number: Number,
    department: Department = "",
    read_by: Annotated[str, typer.Option("--as", help="按某个承办单位所见显示，可在派单前预览")] = "",
    json: Json = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """显示工单及办理经过。"""
    if read_by:
        with reached(server, token_file, authority, AccessRole.OPERATOR) as hotline:
            _show(hotline.view_as_department(number, read_by), json=json)
        return
    with _viewed(server, token_file, authority, department) as view:
        _show(view.case(number), json=json)


def list_(
    state: Annotated[
        list[str] | None, typer.Option(help="状态，可多次填写，如待研判、已交办；承办单位填待签收、办理中等")
    ] = None,
    phone: Annotated[str, typer.Option(help="来电号码")] = "",
    lead: Annotated[str, typer.Option(help="牵头单位")] = "",
    owner: Annotated[str, typer.Option(help="责任人")] = "",
    district: Annotated[str, typer.Option(help="区县")] = "",
    town: Annotated[str, typer.Option(help="街道、乡镇")] = "",
    awaited: Annotated[str, typer.Option("--awaiting", help=f"待办事项：{'、'.join(_AWAITED)}")] = "",
    limit: Annotated[int, typer.Option(min=1, help="最多列出的件数")] = 50,
    department: Department = "",
    json: Json = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """列出工单，最新的在前。"""
    with _viewed(server, token_file, authority, department) as view:
        if isinstance(view, DepartmentView):
            if phone or lead or owner or district or town or awaited:
                _refuse("承办单位的工单只能按 --state 筛选")
            found = view.cases(_values(state or (), _ASSIGNMENT_STATES, "状态"))
        else:
            states = _values(state or (), _STATES, "状态")
            found = view.cases(
                case_service_pb2.CaseFilter(
                    states=states,
                    phone=phone,
                    lead_department=lead,
                    owner=owner_message(owner),
                    district=district,
                    town=town,
                    awaited=next(
                        iter(_values([awaited] if awaited else [], _AWAITED, "待办事项")),
                        case_service_pb2.CASE_AWAITED_UNSPECIFIED,
                    ),
                )
            )
        _list(islice(found, limit), json=json)


def search(
    words: Annotated[
        list[str] | None, typer.Argument(help="关键词，可填多个，须同时含有；不分繁简、全半角、大小写")
    ] = None,
    state: Annotated[list[str] | None, typer.Option(help="状态，可多次填写；承办单位填待签收、办理中等")] = None,
    matter: Annotated[str, typer.Option(help="事项")] = "",
    district: Annotated[str, typer.Option(help="区县")] = "",
    town: Annotated[str, typer.Option(help="街道、乡镇")] = "",
    lead: Annotated[str, typer.Option(help="牵头单位")] = "",
    due_from: Annotated[datetime | None, typer.Option(formats=_DAYS, help="未办结工单的期限，自哪天起")] = None,
    due_to: Annotated[datetime | None, typer.Option(formats=_DAYS, help="未办结工单的期限，至哪天止")] = None,
    limit: Annotated[int, typer.Option(min=1, help="最多列出的件数")] = 50,
    department: Department = "",
    json: Json = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """按关键词、事项、地点、期限和状态查询工单，在办和归档的都在内，最新的在前。不查来电人姓名和电话。"""
    text = " ".join(words or ())
    with _viewed(server, token_file, authority, department) as view:
        if isinstance(view, DepartmentView):
            if district or town or lead or due_from or due_to:
                _refuse("承办单位的工单只能按关键词、--matter 和 --state 查")
            found = view.cases(_values(state or (), _ASSIGNMENT_STATES, "状态"), text, matter)
        else:
            filter_ = case_service_pb2.CaseFilter(
                text=text,
                states=_values(state or (), _STATES, "状态"),
                matter=matter,
                district=district,
                town=town,
                lead_department=lead,
            )
            if due_from:
                filter_.due_from.FromDatetime(due_from.replace(tzinfo=CITY))
            if due_to:
                filter_.due_before.FromDatetime(due_to.replace(tzinfo=CITY) + timedelta(days=1))
            found = view.cases(filter_)
        _list(islice(found, limit), json=json)


def nearby(
    number: Annotated[str, typer.Argument(help="工单号；不填则按经纬度", callback=restore_number)] = "",
    latitude: Latitude = None,
    longitude: Longitude = None,
    metres: Annotated[int, typer.Option("--metres", min=1, max=5000, help="范围，单位为米")] = 200,
    matter: Annotated[str, typer.Option(help="视为同一事项的事项；不填则为该工单的事项")] = "",
    json: Json = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """列出工单或经纬度附近尚未答复的工单，同一事项的在前。"""
    if number:
        origin: str | tuple[float, float] = number
    elif latitude is None or longitude is None:
        _refuse("请填写工单号，或同时填写 --latitude 和 --longitude")
    else:
        origin = (latitude, longitude)
    with reached(server, token_file, authority, AccessRole.OPERATOR) as hotline:
        found = hotline.nearby(origin, metres, matter)
    if json:
        for one in found:
            _echo(one)
    else:
        console().print(nearby_table(found))


def watch(
    number: Annotated[
        str, typer.Argument(help="工单号；不填则跟踪值班室的全部工单，或本单位的工单", callback=restore_number)
    ] = "",
    department: Department = "",
    json: Json = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """跟踪一个工单的办理经过，直到归档；不填工单号则跟踪全部工单的新变化。按 Ctrl-C 结束。"""
    with _viewed(server, token_file, authority, department) as view:
        for entry in view.follow(number) if number else view.follow_all():
            if json:
                _echo(entry)
            else:
                typer.echo(entry_line(entry) if number else f"{entry.case_number}  {entry_line(entry)}")


def caller(
    number: Number,
    why: Annotated[str, typer.Option(help="查看事由，记入查阅记录")],
    department: Department = "",
    json: Json = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """查看来电人的身份和联系方式。"""
    with _viewed(server, token_file, authority, department) as view:
        call = view.call(number, why)
    if json:
        _echo(call)
    else:
        show_call(call)


@contextmanager
def _viewed(
    server: str, token_file: Path | None, authority: Path | None, department: str
) -> Iterator[DeskView | DepartmentView]:
    """Connect, and yield the view of cases the token gives access to."""
    department = department or (department_in(read_token(token_file)) if token_file else "")
    role = AccessRole.DEPARTMENT if department else AccessRole.OPERATOR
    with reached(server, token_file, authority, role) as hotline:
        yield DepartmentView(hotline, department) if department else DeskView(hotline)


def _values(names: Collection[str], known: Mapping[str, Value], what: str) -> list[Value]:
    """Return the values of names; exit with status 2 if a name is unknown."""
    unknown = [name for name in names if name not in known]
    if unknown:
        _refuse(f"没有“{unknown[0]}”这个{what}，可用：{'、'.join(known)}")
    return [known[name] for name in names]


def _refuse(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(2)


def _tell_nearby(hotline: Hotline, number: str) -> None:
    """Print the open cases that the call of a case may belong to."""
    same = [one for one in hotline.nearby(number) if one.same_matter]
    if same:
        listed = "、".join(f"{one.case.number}（{one.distance_meters} 米）" for one in same)
        typer.echo(f"附近同一事项、尚未答复的工单：{listed}；属于同一件事的可以并单")


def _list(cases: Iterable[case_pb2.Case], *, json: bool) -> None:
    if json:
        for case in cases:
            _echo(case)
    else:
        console().print(case_table(cases))


def _show(case: case_pb2.Case, *, json: bool) -> None:
    if json:
        _echo(case)
    else:
        console().print(case_page(case))


def _echo(message: Message) -> None:
    typer.echo(one_line(message))
