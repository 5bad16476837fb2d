"""Acting on a case at a terminal: the options common to all acts, and the act itself."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Protocol, TypeVar

import typer
from hotline.v1 import case_pb2
from hotline.v1 import department_service_pb2 as department_pb
from hotline_client import Hotline

from hotline_server.api.time_limits import time_limit_message
from hotline_server.cli import case_number
from hotline_server.cli.case_page import case_page
from hotline_server.cli.connecting import LOCAL, Authority, Server, TokenFile, reached, told_whose
from hotline_server.cli.console import Json, console, one_line
from hotline_server.cli.group import group
from hotline_server.rulebook.time_limit import parse
from hotline_server.security.identity import AccessRole

app = group("办理工单")
Number = case_number.Number
Reason = Annotated[str, typer.Option(help="理由")]
Lead = Annotated[str, typer.Option(help="牵头单位")]
Cohandlers = Annotated[list[str] | None, typer.Option("--with", help="协办单位，可多次填写")]
Department = Annotated[str, typer.Option(help="单位名称")]
Limit = Annotated[str, typer.Option(help="办理期限，如 5个工作日、24小时、15天；不填则沿用原期限")]
OnThePhone = Annotated[bool, typer.Option("--on-the-phone", help="来电人仍在线，可当场追问、答复")]
TIMES = ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"]


class ActRequest(Protocol):
    """Request for an act on a case."""

    @property
    def context(self) -> case_pb2.ActContext:
        """The case, and who acts on it."""


class DepartmentRequest(ActRequest, Protocol):
    """Request of a department for an act on a case."""

    department: str


class ActResponse(Protocol):
    """Result of an act."""

    @property
    def case(self) -> case_pb2.Case:
        """The case after it."""


OfDesk = TypeVar("OfDesk", bound=ActRequest)
Response = TypeVar("Response", bound=ActResponse)
OfDepartment = TypeVar("OfDepartment", bound=DepartmentRequest)


@dataclass(frozen=True, slots=True)
class ActOptions:
    """Options of ``hotline act`` itself, common to its subcommands."""

    server: str
    token_file: Path | None
    authority: Path | None
    json: bool
    actor: str


@app.callback()
def act(
    context: typer.Context,
    actor: Annotated[str, typer.Option("--as", help="代何人办理；用系统令牌的须填写，用个人令牌的不填")] = "",
    json: Json = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """以值班室、领导或承办单位的身份办理工单，办完显示工单。"""
    context.obj = ActOptions(server, token_file, authority, json, actor)


def act_as_desk(
    context: typer.Context,
    number: str,
    request: OfDesk,
    rpc: Callable[[Hotline], Callable[[OfDesk], Response]],
    role: AccessRole = AccessRole.OPERATOR,
) -> Response:
    """Act on the latest version of a case as the desk or a leader, print the case, and return the response."""
    options: ActOptions = context.obj
    with reached(options.server, options.token_file, options.authority, role) as hotline:
        case = hotline.case(number)
        request.context.CopyFrom(case_pb2.ActContext(number=number, etag=case.etag, actor=options.actor))
        with told_whose(request):
            response = rpc(hotline)(request)
        show(response.case, options)
    return response


def act_as_department(
    context: typer.Context,
    number: str,
    request: OfDepartment,
    rpc: Callable[[Hotline], Callable[[OfDepartment], ActResponse]],
) -> None:
    """Act on the latest version of a case as the department of a request, and print the case."""
    options: ActOptions = context.obj
    with reached(options.server, options.token_file, options.authority, AccessRole.DEPARTMENT) as hotline:
        assigned = department_pb.GetAssignedCaseRequest(department=request.department, number=number)
        case = hotline.departments.GetAssignedCase(assigned).case
        request.context.CopyFrom(case_pb2.ActContext(number=number, etag=case.etag, actor=options.actor))
        with told_whose(request):
            changed = rpc(hotline)(request).case
        show(changed, options)


def answer_of(content: str, means: str, call: int | None, *, missed: bool) -> case_pb2.Answer:
    """Return the answer that the options of a command describe, or the attempt that reached nobody."""
    result = case_pb2.ANSWER_RESULT_NOT_REACHED if missed else case_pb2.ANSWER_RESULT_ANSWERED
    return case_pb2.Answer(content=content, means="" if missed else means, result=result, call_id=call or 0)


def designation_of(lead: str, cohandlers: list[str] | None, limit: str) -> case_pb2.Designation:
    """Return the designation that the options of a command describe."""
    return case_pb2.Designation(lead_department=lead, cohandlers=cohandlers or [], time_limit=limit_of(limit))


def limit_of(text: str) -> case_pb2.TimeLimit | None:
    """Return the time limit that an option says; ``None`` for an empty one."""
    try:
        return time_limit_message(parse(text)) if text else None
    except ValueError as error:
        typer.echo(f"--limit {error}", err=True)
        raise typer.Exit(2) from None


def show(case: case_pb2.Case, options: ActOptions) -> None:
    """Print a case as the options say."""
    if options.json:
        typer.echo(one_line(case))
    else:
        console().print(case_page(case))
