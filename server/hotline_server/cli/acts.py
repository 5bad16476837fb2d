"""``hotline act``: acting on a case from a terminal, as the desk, a leader or a department."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from hotline.v1 import case_pb2
from hotline.v1 import department_service_pb2 as department_pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import leader_service_pb2 as leader_pb
from hotline_client import Hotline

from hotline_server.api.wording import CONTACT_NUMBERS
from hotline_server.cli.case_page import case_page
from hotline_server.cli.connecting import LOCAL, Authority, Server, TokenFile, reached
from hotline_server.cli.console import Json, console, one_line
from hotline_server.cli.group import group
from hotline_server.domain.survey import ContactResult
from hotline_server.security.identity import AccessRole

app = group("办理工单")
Number = Annotated[str, typer.Argument(help="工单号")]
Why = Annotated[str, typer.Option(help="理由")]
Lead = Annotated[str, typer.Option(help="牵头单位")]
With = Annotated[list[str] | None, typer.Option("--with", help="协办单位,可写多次")]
Days = Annotated[int, typer.Option(help="办理期限,工作日;0 就用原来的")]
Department = Annotated[str, typer.Option(help="哪个单位")]
_CONTACTS = {result.value: number for result, number in CONTACT_NUMBERS.items()}


@dataclass(frozen=True, slots=True)
class Reach:
    """How the server is reached, from the options of ``act`` itself."""

    server: str
    token_file: Path | None
    authority: Path | None
    json: bool
    actor: str


@app.callback()
def act(
    context: typer.Context,
    actor: Annotated[str, typer.Option("--as", help="替谁办;系统的令牌要写,个人的不写")] = "",
    json: Json = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """办理工单:以值班室、领导或承办单位的身份,办完显示工单。"""
    context.obj = Reach(server, token_file, authority, json, actor)


@app.command()
def assign(
    context: typer.Context, number: Number, lead: Lead, why: Why = "研判", others: With = None, days: Days = 0
) -> None:
    """交办。"""
    to = case_pb2.Designation(lead_department=lead, cohandlers=others or [], deadline_working_days=days)
    request = desk_pb.AssignCaseRequest(designation=to, reason=why)
    _at_the_desk(context, number, lambda hotline, about: hotline.desk.AssignCase(_of(request, about)).case)


@app.command()
def refer(context: typer.Context, number: Number, lead: Lead, why: Why = "归口办理") -> None:
    """归口。"""
    request = desk_pb.ReferCaseRequest(department=lead, reason=why)
    _at_the_desk(context, number, lambda hotline, about: hotline.desk.ReferCase(_of(request, about)).case)


@app.command()
def escalate(
    context: typer.Context, number: Number, why: Why, question: Annotated[str, typer.Option(help="请示什么")] = ""
) -> None:
    """报送领导。"""
    request = desk_pb.EscalateCaseRequest(question=question, reason=why)
    _at_the_desk(context, number, lambda hotline, about: hotline.desk.EscalateCase(_of(request, about)).case)


@app.command()
def emergency(context: typer.Context, number: Number, why: Why) -> None:
    """按重大突发处置。"""
    request = desk_pb.RaiseEmergencyRequest(reason=why)
    _at_the_desk(context, number, lambda hotline, about: hotline.desk.RaiseEmergency(_of(request, about)).case)


@app.command()
def verify(
    context: typer.Context,
    number: Number,
    found: Annotated[str, typer.Option(help="核实到什么")],
    confirmed: Annotated[bool, typer.Option("--confirmed/--false-alarm", help="属实,或不属实")],
    lead: Annotated[str, typer.Option(help="牵头处置的单位;不写就按原来的")] = "",
    others: With = None,
) -> None:
    """重大突发核实属实,或不属实。"""
    to = case_pb2.Designation(lead_department=lead, cohandlers=others or [])
    result = desk_pb.VERIFICATION_RESULT_CONFIRMED if confirmed else desk_pb.VERIFICATION_RESULT_FALSE_ALARM
    request = desk_pb.VerifyEmergencyRequest(result=result, findings=found, designation=to)
    _at_the_desk(context, number, lambda hotline, about: hotline.desk.VerifyEmergency(_of(request, about)).case)


@app.command()
def review(
    context: typer.Context,
    number: Number,
    rework: Annotated[str, typer.Option(help="发回重办,要求什么;不写就是审核通过")] = "",
) -> None:
    """审核回复:通过,或发回重办。"""
    result = desk_pb.REVIEW_RESULT_RETURNED if rework else desk_pb.REVIEW_RESULT_ACCEPTED
    request = desk_pb.ReviewReplyRequest(result=result, requirements=rework)
    _at_the_desk(context, number, lambda hotline, about: hotline.desk.ReviewReply(_of(request, about)).case)


@app.command()
def supervise(context: typer.Context, number: Number, department: Department, why: Why, days: Days = 0) -> None:
    """书面督办。"""
    request = desk_pb.SuperviseAssignmentRequest(department=department, reason=why, working_days=days)
    _at_the_desk(context, number, lambda hotline, about: hotline.desk.SuperviseAssignment(_of(request, about)).case)


@app.command()
def answer(
    context: typer.Context,
    number: Number,
    content: Annotated[str, typer.Argument(help="怎么答复的")],
    means: Annotated[str, typer.Option(help="用什么方式")] = "电话",
) -> None:
    """答复群众。"""
    request = desk_pb.AnswerCallerRequest(answer=case_pb2.Answer(content=content, means=means))
    _at_the_desk(context, number, lambda hotline, about: hotline.desk.AnswerCaller(_of(request, about)).case)


@app.command()
def satisfaction(
    context: typer.Context,
    number: Number,
    contact: Annotated[str, typer.Option(help=f"有没有联系上:{'、'.join(_CONTACTS)}")] = ContactResult.REACHED.value,
    responded: Annotated[bool | None, typer.Option("--responded/--no-response", help="有没有人联系过")] = None,
    resolved: Annotated[bool | None, typer.Option("--resolved/--unresolved", help="问题有没有解决")] = None,
    satisfied: Annotated[bool | None, typer.Option("--satisfied/--unsatisfied", help="满不满意")] = None,
    remark: Annotated[str, typer.Option(help="来电人还说了什么,或为什么没有问到")] = "",
) -> None:
    """记录满意度回访;联系上了而没有说的,记为未表态。"""
    if contact not in _CONTACTS:
        typer.echo(f"没有“{contact}”这种结果,可用:{'、'.join(_CONTACTS)}", err=True)
        raise typer.Exit(2)
    survey = case_pb2.SatisfactionSurvey(contact=_CONTACTS[contact])
    if survey.contact == case_pb2.CONTACT_RESULT_REACHED:
        survey.responded, survey.resolved, survey.satisfied = map(_answered, (responded, resolved, satisfied))
    request = desk_pb.RecordSatisfactionRequest(survey=survey, remark=remark)
    _at_the_desk(context, number, lambda hotline, about: hotline.desk.RecordSatisfaction(_of(request, about)).case)


@app.command()
def close(context: typer.Context, number: Number, why: Why = "已办结") -> None:
    """办结。"""
    request = desk_pb.CloseCaseRequest(reason=why)
    _at_the_desk(context, number, lambda hotline, about: hotline.desk.CloseCase(_of(request, about)).case)


@app.command()
def archive(context: typer.Context, number: Number, why: Why = "归档") -> None:
    """归档。"""
    request = desk_pb.ArchiveCaseRequest(reason=why)
    _at_the_desk(
        context,
        number,
        lambda hotline, about: hotline.desk.ArchiveCase(_of(request, about)).case,
        AccessRole.DESK_LEAD,
    )


@app.command()
def instruct(
    context: typer.Context,
    number: Number,
    instruction: Annotated[str, typer.Argument(help="批示")],
    lead: Annotated[str, typer.Option(help="由谁牵头;不写就按原来的")] = "",
    others: With = None,
) -> None:
    """领导批示,按批示办。"""
    to = case_pb2.Designation(lead_department=lead, cohandlers=others or [])
    request = leader_pb.GiveInstructionRequest(instruction=instruction, designation=to)
    _at_the_desk(
        context,
        number,
        lambda hotline, about: hotline.leaders.GiveInstruction(_of(request, about)).case,
        AccessRole.LEADER,
    )


@app.command()
def accept(context: typer.Context, number: Number, department: Department) -> None:
    """承办单位签收。"""
    request = department_pb.AcceptAssignmentRequest(department=department)
    _at_a_department(
        context,
        number,
        department,
        lambda hotline, about: hotline.departments.AcceptAssignment(_of(request, about)).case,
    )


@app.command("send-back")
def send_back(context: typer.Context, number: Number, department: Department, why: Why) -> None:
    """承办单位退单。"""
    request = department_pb.SendBackAssignmentRequest(department=department, reason=why)
    _at_a_department(
        context,
        number,
        department,
        lambda hotline, about: hotline.departments.SendBackAssignment(_of(request, about)).case,
    )


@app.command()
def progress(
    context: typer.Context,
    number: Number,
    text: Annotated[str, typer.Argument(help="办到哪一步")],
    department: Department,
) -> None:
    """承办单位反馈进展。"""
    request = department_pb.SubmitProgressRequest(department=department, progress=text)
    _at_a_department(
        context,
        number,
        department,
        lambda hotline, about: hotline.departments.SubmitProgress(_of(request, about)).case,
    )


@app.command()
def reply(
    context: typer.Context,
    number: Number,
    text: Annotated[str, typer.Argument(help="办理结果")],
    department: Department,
    missing: Annotated[str, typer.Option(help="有协办单位没有回复的,为什么不等")] = "",
) -> None:
    """承办单位回复办理结果。"""
    request = department_pb.SubmitReplyRequest(department=department, reply=text, missing_reason=missing)
    _at_a_department(
        context,
        number,
        department,
        lambda hotline, about: hotline.departments.SubmitReply(_of(request, about)).case,
    )


def _answered(said: bool | None) -> case_pb2.SurveyAnswer.ValueType:
    if said is None:
        return case_pb2.SURVEY_ANSWER_NOT_GIVEN
    return case_pb2.SURVEY_ANSWER_YES if said else case_pb2.SURVEY_ANSWER_NO


Request = TypeVar(
    "Request",
    desk_pb.VerifyEmergencyRequest,
    desk_pb.ReviewReplyRequest,
    desk_pb.SuperviseAssignmentRequest,
    desk_pb.AnswerCallerRequest,
    desk_pb.RecordSatisfactionRequest,
    desk_pb.CloseCaseRequest,
    desk_pb.ArchiveCaseRequest,
    leader_pb.GiveInstructionRequest,
    department_pb.AcceptAssignmentRequest,
    department_pb.SendBackAssignmentRequest,
    department_pb.SubmitProgressRequest,
    department_pb.SubmitReplyRequest,
    desk_pb.AssignCaseRequest,
    desk_pb.ReferCaseRequest,
    desk_pb.EscalateCaseRequest,
    desk_pb.RaiseEmergencyRequest,
)
Do = Callable[[Hotline, case_pb2.ActContext], case_pb2.Case]


def _at_the_desk(context: typer.Context, number: str, do: Do, role: AccessRole = AccessRole.OPERATOR) -> None:
    """Do an act to a case as it is now, as the desk or a leader."""
    reach: Reach = context.obj
    with reached(reach.server, reach.token_file, reach.authority, role) as hotline:
        about = case_pb2.ActContext(number=number, etag=hotline.case(number).etag, actor=reach.actor)
        _show(do(hotline, about), reach)


def _at_a_department(context: typer.Context, number: str, department: str, do: Do) -> None:
    """Do an act to a case as it is now, as a department it is assigned to."""
    reach: Reach = context.obj
    with reached(reach.server, reach.token_file, reach.authority, AccessRole.DEPARTMENT) as hotline:
        request = department_pb.GetAssignedCaseRequest(department=department, number=number)
        case = hotline.departments.GetAssignedCase(request).case
        _show(do(hotline, case_pb2.ActContext(number=number, etag=case.etag, actor=reach.actor)), reach)


def _show(case: case_pb2.Case, reach: Reach) -> None:
    if reach.json:
        typer.echo(one_line(case))
    else:
        console().print(case_page(case))


def _of(request: Request, about: case_pb2.ActContext) -> Request:
    """A request, said of a case."""
    request.context.CopyFrom(about)
    return request
