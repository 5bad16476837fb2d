"""``hotline act``: acts on a case, as the desk, a leader or a department."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from hotline.v1 import caller_service_pb2 as caller_pb
from hotline.v1 import case_pb2
from hotline.v1 import department_service_pb2 as department_pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import leader_service_pb2 as leader_pb
from hotline_client import Hotline

from hotline_server.api.time_limits import time_limit_message
from hotline_server.api.wording import ASSIGNMENT_MEANS, CONNECTION_RESULTS, CONTACT_NUMBERS, DECLINE_REASONS, OUTCOMES
from hotline_server.cli.case_page import case_page
from hotline_server.cli.connecting import LOCAL, Authority, Server, TokenFile, reached
from hotline_server.cli.console import Json, console, one_line
from hotline_server.cli.group import group
from hotline_server.cli.questions import DANGER_ANSWERS
from hotline_server.domain.proposals import DeclineReason
from hotline_server.domain.survey import ContactResult
from hotline_server.ground.clock import CITY
from hotline_server.rulebook.time_limit import parse
from hotline_server.security.identity import AccessRole

app = group("办理工单")
Number = Annotated[str, typer.Argument(help="工单号")]
Reason = Annotated[str, typer.Option(help="理由")]
Lead = Annotated[str, typer.Option(help="牵头单位")]
Cohandlers = Annotated[list[str] | None, typer.Option("--with", help="协办单位，可写多次")]
Days = Annotated[int, typer.Option(help="新的时限，工作日；0 就按规则库")]
Limit = Annotated[str, typer.Option(help="办理期限，如 5个工作日、24小时、15天；不写就用原来的")]
Call = Annotated[int, typer.Option(help="哪个来电人，写来电编号；只有一个来电人可不写")]
Said = Annotated[str, typer.Argument(help="来电人怎么说的")]
Department = Annotated[str, typer.Option(help="哪个单位")]
_TIMES = ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"]
_DECLINE_REASONS = {reason.value: number for number, reason in DECLINE_REASONS.items()}
_ASSIGNMENT_MEANS = {word: number for number, word in ASSIGNMENT_MEANS.items() if word}
_CONNECTION_RESULTS = {result.value: number for number, result in CONNECTION_RESULTS.items()}
_MEASURES = {
    "再次办理": caller_pb.CALLBACK_MEASURE_SECOND_HANDLING,
    "督办再次办理": caller_pb.CALLBACK_MEASURE_SUPERVISION,
    "报送领导": caller_pb.CALLBACK_MEASURE_ESCALATION,
    "解释说明": caller_pb.CALLBACK_MEASURE_EXPLANATION,
}
_CONTACTS = {result.value: number for result, number in CONTACT_NUMBERS.items()}


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
    actor: Annotated[str, typer.Option("--as", help="替谁办；系统的令牌要写，个人的不写")] = "",
    json: Json = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """办理工单：以值班室、领导或承办单位的身份，办完显示工单。"""
    context.obj = ActOptions(server, token_file, authority, json, actor)


@app.command()
def assign(
    context: typer.Context,
    number: Number,
    lead: Lead,
    why: Reason = "研判",
    cohandlers: Cohandlers = None,
    limit: Limit = "",
    means: Annotated[str, typer.Option(help=f"怎么交办的：{'、'.join(_ASSIGNMENT_MEANS)}")] = "",
) -> None:
    """交办。"""
    if means and means not in _ASSIGNMENT_MEANS:
        typer.echo(f"没有“{means}”这种方式，可用：{'、'.join(_ASSIGNMENT_MEANS)}", err=True)
        raise typer.Exit(2)
    designation = _designation(lead, cohandlers, limit)
    request = desk_pb.AssignCaseRequest(
        designation=designation, reason=why, means=_ASSIGNMENT_MEANS.get(means, desk_pb.ASSIGNMENT_MEANS_UNSPECIFIED)
    )
    _act_as_desk(context, number, lambda hotline, target: hotline.desk.AssignCase(_bind(request, target)).case)


@app.command()
def reroute(
    context: typer.Context,
    number: Number,
    lead: Lead,
    why: Reason,
    cohandlers: Cohandlers = None,
    days: Days = 0,
) -> None:
    """改派：写明从现在起由谁牵头、谁协办，没有写到的收回。"""
    designation = case_pb2.Designation(lead_department=lead, cohandlers=cohandlers or [], deadline_working_days=days)
    request = desk_pb.RerouteCaseRequest(designation=designation, reason=why)
    _act_as_desk(context, number, lambda hotline, target: hotline.desk.RerouteCase(_bind(request, target)).case)


@app.command()
def separate(context: typer.Context, number: Number, why: Reason) -> None:
    """撤销并单：并入别的工单的，恢复为单独的工单，重新研判。"""
    request = desk_pb.SeparateCaseRequest(reason=why)
    _act_as_desk(context, number, lambda hotline, target: hotline.desk.SeparateCase(_bind(request, target)).case)


@app.command("rule-on-objection")
def rule_on_objection(
    context: typer.Context,
    number: Number,
    department: Department,
    why: Reason,
    upheld: Annotated[bool, typer.Option("--upheld/--refused", help="异议成立，或不成立")],
    lead: Annotated[str, typer.Option(help="牵头单位的异议成立的，改由谁牵头；不写就重新研判")] = "",
    cohandlers: Cohandlers = None,
) -> None:
    """裁定承办单位的派单异议。"""
    ruling = desk_pb.OBJECTION_RULING_UPHELD if upheld else desk_pb.OBJECTION_RULING_REFUSED
    request = desk_pb.RuleOnObjectionRequest(department=department, ruling=ruling, reason=why)
    if lead or cohandlers:
        request.designation.lead_department = lead
        request.designation.cohandlers.extend(cohandlers or [])
    _act_as_desk(
        context,
        number,
        lambda hotline, target: hotline.desk.RuleOnObjection(_bind(request, target)).case,
        AccessRole.DESK_LEAD,
    )


@app.command("answer-directly")
def answer_directly(
    context: typer.Context,
    number: Number,
    proposal: Annotated[int, typer.Option(help="用第几条拟答；不写就看 --policy", min=0)] = 0,
    policy: Annotated[str, typer.Option(help="用别的政策，写编号；都不写就是不引政策")] = "",
    content: Annotated[str, typer.Option(help="怎么答复的；用拟答而不写的，就是拟答的原文")] = "",
    means: Annotated[str, typer.Option(help="用什么方式；电话、来访可不写")] = "",
    at: Annotated[datetime | None, typer.Option(help="什么时候答复的，本地时间；不写就是现在", formats=_TIMES)] = None,
    refused: Annotated[bool, typer.Option("--refused", help="政策不支持，已说明理由")] = False,
    why: Annotated[str, typer.Option(help="理由；用拟答的可不写")] = "",
) -> None:
    """直接办理：确认一条拟答、另用政策，或不引政策而说明理由。"""
    if proposal and policy:
        typer.echo("--proposal 和 --policy 只能写一个", err=True)
        raise typer.Exit(2)
    result = case_pb2.ANSWER_RESULT_REFUSED if refused else case_pb2.ANSWER_RESULT_ANSWERED
    answer = case_pb2.Answer(content=content, means=means, policy_id=policy, result=result)
    request = desk_pb.AnswerDirectlyRequest(answer=answer, reason=why)
    if at:
        request.answered_at.FromDatetime(at.replace(tzinfo=CITY))

    def confirm(hotline: Hotline, target: case_pb2.ActContext) -> case_pb2.Case:
        if proposal:
            _choose_proposal(request.answer, hotline.case(number), proposal)
        return hotline.desk.AnswerDirectly(_bind(request, target)).case

    _act_as_desk(context, number, confirm)


@app.command("decline-proposals")
def decline_proposals(
    context: typer.Context,
    number: Number,
    why: Annotated[
        str, typer.Option(help=f"为什么都不用：{'、'.join(_DECLINE_REASONS)}")
    ] = DeclineReason.NOT_ASKED.value,
    remark: Annotated[str, typer.Option(help="另外要说的；原因是其他的必填")] = "",
) -> None:
    """拟答都不采用，由值班室研判。"""
    if why not in _DECLINE_REASONS:
        typer.echo(f"没有“{why}”这种原因，可用：{'、'.join(_DECLINE_REASONS)}", err=True)
        raise typer.Exit(2)
    request = desk_pb.DeclineProposalsRequest(reason=_DECLINE_REASONS[why], remark=remark)
    _act_as_desk(context, number, lambda hotline, target: hotline.desk.DeclineProposals(_bind(request, target)).case)


@app.command()
def refer(context: typer.Context, number: Number, lead: Lead, why: Reason = "归口办理") -> None:
    """归口。"""
    request = desk_pb.ReferCaseRequest(department=lead, reason=why)
    _act_as_desk(context, number, lambda hotline, target: hotline.desk.ReferCase(_bind(request, target)).case)


@app.command()
def end(
    context: typer.Context,
    number: Number,
    code: Annotated[str, typer.Argument(help="原因的编号，如 T01；hotline act end-reasons 列出全部")],
    content: Annotated[str, typer.Option("--told", help="怎么告诉来电人的")],
    means: Annotated[str, typer.Option(help="用什么方式；电话、来访可不写")] = "",
    at: Annotated[datetime | None, typer.Option(help="什么时候告诉的，本地时间；不写就是现在", formats=_TIMES)] = None,
    remark: Annotated[str, typer.Option(help="另外要说的")] = "",
) -> None:
    """分类处理：告知来电人途径，或者解释说明，不转办。"""
    answer = case_pb2.Answer(content=content, means=means)
    request = desk_pb.EndCaseRequest(reason_code=code, answer=answer, remark=remark)
    if at:
        request.told_at.FromDatetime(at.replace(tzinfo=CITY))
    _act_as_desk(context, number, lambda hotline, target: hotline.desk.EndCase(_bind(request, target)).case)


@app.command("end-reasons")
def end_reasons(context: typer.Context) -> None:
    """列出分类处理的原因。"""
    options: ActOptions = context.obj
    with reached(options.server, options.token_file, options.authority, AccessRole.OPERATOR) as hotline:
        for reason in hotline.desk.ListEndReasons(desk_pb.ListEndReasonsRequest()).reasons:
            route = f"：{reason.route}" if reason.route else ""
            typer.echo(f"{reason.code} {OUTCOMES[reason.outcome].value} {reason.title}{route}")


@app.command("propose-end")
def propose_end(
    context: typer.Context,
    number: Number,
    code: Annotated[str, typer.Argument(help="原因的编号，如 T01")],
    department: Department,
    grounds: Annotated[str, typer.Option(help="事实和依据，怎么答复来电人")],
) -> None:
    """承办单位提请终止办理。"""
    request = department_pb.ProposeEndRequest(department=department, reason_code=code, grounds=grounds)
    _act_as_department(
        context,
        number,
        department,
        lambda hotline, target: hotline.departments.ProposeEnd(_bind(request, target)).case,
    )


@app.command("decide-end")
def decide_end(
    context: typer.Context,
    number: Number,
    granted: Annotated[bool, typer.Option("--grant/--refuse", help="同意，或不同意")],
    why: Reason,
) -> None:
    """审核承办单位提请的终止办理。"""
    decision = desk_pb.END_DECISION_GRANTED if granted else desk_pb.END_DECISION_REFUSED
    request = desk_pb.DecideEndRequest(decision=decision, reason=why)
    _act_as_desk(
        context,
        number,
        lambda hotline, target: hotline.desk.DecideEnd(_bind(request, target)).case,
        AccessRole.DESK_LEAD,
    )


@app.command("mark-nuisance")
def mark_nuisance(context: typer.Context, number: Number, why: Reason) -> None:
    """标记恶意来电：照常办理，统计时剔除。"""
    request = desk_pb.MarkNuisanceRequest(reason=why)
    _act_as_desk(
        context,
        number,
        lambda hotline, target: hotline.desk.MarkNuisance(_bind(request, target)).case,
        AccessRole.DESK_LEAD,
    )


@app.command("unmark-nuisance")
def unmark_nuisance(context: typer.Context, number: Number, why: Reason) -> None:
    """撤销恶意来电标记。"""
    request = desk_pb.UnmarkNuisanceRequest(reason=why)
    _act_as_desk(
        context,
        number,
        lambda hotline, target: hotline.desk.UnmarkNuisance(_bind(request, target)).case,
        AccessRole.DESK_LEAD,
    )


@app.command("tell-caller")
def tell_caller(
    context: typer.Context,
    number: Number,
    content: Annotated[str, typer.Argument(help="告知了什么；告知不到的写原因")],
    means: Annotated[str, typer.Option(help="用什么方式")] = "电话",
    call: Annotated[int, typer.Option(help="哪个来电人，写来电编号；只有一个的可不写")] = 0,
    not_reached: Annotated[bool, typer.Option("--not-reached", help="告知不到")] = False,
    at: Annotated[datetime | None, typer.Option(help="什么时候告知的，本地时间；不写就是现在", formats=_TIMES)] = None,
) -> None:
    """记录已经告知来电人由谁办理。"""
    request = desk_pb.RecordNoticeRequest(
        call_id=call, content=content, means="" if not_reached else means, not_reached=not_reached
    )
    if at:
        request.told_at.FromDatetime(at.replace(tzinfo=CITY))
    _act_as_desk(context, number, lambda hotline, target: hotline.desk.RecordNotice(_bind(request, target)).case)


@app.command()
def connect(
    context: typer.Context,
    number: Number,
    department: Department,
    result: Annotated[str, typer.Option(help=f"结果：{'、'.join(_CONNECTION_RESULTS)}")] = "接通",
    remark: Annotated[str, typer.Option(help="另外要说的")] = "",
) -> None:
    """记录把来电连线到哪个部门，结果怎样。"""
    if result not in _CONNECTION_RESULTS:
        typer.echo(f"没有“{result}”这种结果，可用：{'、'.join(_CONNECTION_RESULTS)}", err=True)
        raise typer.Exit(2)
    options: ActOptions = context.obj
    with reached(options.server, options.token_file, options.authority, AccessRole.OPERATOR) as hotline:
        connected = _CONNECTION_RESULTS[result]
        case = hotline.record_connection(hotline.case(number), department, connected, remark, options.actor)
        _show(case, options)


@app.command("lift-recusal")
def lift_recusal(context: typer.Context, number: Number, department: Department, why: Reason) -> None:
    """解除回避：查明来电人反映的不是这个单位。"""
    request = desk_pb.LiftRecusalRequest(department=department, reason=why)
    _act_as_desk(context, number, lambda hotline, target: hotline.desk.LiftRecusal(_bind(request, target)).case)


@app.command()
def escalate(
    context: typer.Context,
    number: Number,
    why: Reason,
    question: Annotated[str, typer.Option(help="请示什么")],
    hold: Annotated[bool, typer.Option("--hold/--go-on", help="让承办单位等批示，或继续办")] = False,
) -> None:
    """报送领导；承办单位照常办理，除非让它等批示。"""
    request = desk_pb.EscalateCaseRequest(question=question, reason=why, hold=hold)
    _act_as_desk(context, number, lambda hotline, target: hotline.desk.EscalateCase(_bind(request, target)).case)


@app.command()
def emergency(
    context: typer.Context,
    number: Number,
    why: Reason,
    kind: Annotated[str, typer.Option(help="是哪一种险情；说不准就不写")] = "",
) -> None:
    """按重大突发处置。"""
    request = desk_pb.RaiseEmergencyRequest(reason=why, danger_kind=kind)
    _act_as_desk(context, number, lambda hotline, target: hotline.desk.RaiseEmergency(_bind(request, target)).case)


@app.command("answer-question")
def answer_question(
    context: typer.Context,
    number: Number,
    answer: Annotated[str, typer.Argument(help="、".join(DANGER_ANSWERS))],
    words: Annotated[str, typer.Option(help="来电人怎么说的")] = "",
    kind: Annotated[str, typer.Option(help="有危险时，是哪一种险情；不写就是追问的各种")] = "",
) -> None:
    """答复险情追问：有没有危险。"""
    options: ActOptions = context.obj
    if answer not in DANGER_ANSWERS:
        typer.echo(f"没有“{answer}”这种答复，可用：{'、'.join(DANGER_ANSWERS)}", err=True)
        raise typer.Exit(2)
    with reached(options.server, options.token_file, options.authority, AccessRole.OPERATOR) as hotline:
        case = hotline.case(number)
        _show(hotline.answer_question(case, DANGER_ANSWERS[answer], words, kind, options.actor), options)


@app.command()
def verify(
    context: typer.Context,
    number: Number,
    found: Annotated[str, typer.Option(help="核实到什么")],
    confirmed: Annotated[bool, typer.Option("--confirmed/--false-alarm", help="属实，或不属实")],
    lead: Annotated[str, typer.Option(help="牵头处置的单位；不写就按原来的")] = "",
    cohandlers: Cohandlers = None,
    limit: Limit = "",
) -> None:
    """重大突发核实属实，或不属实。"""
    designation = _designation(lead, cohandlers, limit)
    result = desk_pb.VERIFICATION_RESULT_CONFIRMED if confirmed else desk_pb.VERIFICATION_RESULT_FALSE_ALARM
    request = desk_pb.VerifyEmergencyRequest(result=result, findings=found, designation=designation)
    _act_as_desk(context, number, lambda hotline, target: hotline.desk.VerifyEmergency(_bind(request, target)).case)


@app.command()
def review(
    context: typer.Context,
    number: Number,
    rework: Annotated[str, typer.Option(help="发回重办，要求什么；不写就是审核通过")] = "",
) -> None:
    """审核回复：通过，或发回重办。"""
    result = desk_pb.REVIEW_RESULT_RETURNED if rework else desk_pb.REVIEW_RESULT_ACCEPTED
    request = desk_pb.ReviewReplyRequest(result=result, requirements=rework)
    _act_as_desk(context, number, lambda hotline, target: hotline.desk.ReviewReply(_bind(request, target)).case)


@app.command()
def supervise(context: typer.Context, number: Number, department: Department, why: Reason, days: Days = 0) -> None:
    """书面督办。"""
    request = desk_pb.SuperviseAssignmentRequest(department=department, reason=why, working_days=days)
    _act_as_desk(context, number, lambda hotline, target: hotline.desk.SuperviseAssignment(_bind(request, target)).case)


@app.command()
def answer(
    context: typer.Context,
    number: Number,
    content: Annotated[str, typer.Argument(help="怎么答复的")],
    means: Annotated[str, typer.Option(help="用什么方式")] = "电话",
    missed: Annotated[bool, typer.Option("--missed", help="没有联系上，内容写原因")] = False,
    call: Call = 0,
) -> None:
    """答复群众，或记录一次没有联系上。"""
    result = case_pb2.ANSWER_RESULT_NOT_REACHED if missed else case_pb2.ANSWER_RESULT_ANSWERED
    answer = case_pb2.Answer(content=content, means="" if missed else means, result=result, call_id=call)
    request = desk_pb.AnswerCallerRequest(answer=answer)
    _act_as_desk(context, number, lambda hotline, target: hotline.desk.AnswerCaller(_bind(request, target)).case)


@app.command()
def satisfaction(
    context: typer.Context,
    number: Number,
    contact: Annotated[str, typer.Option(help=f"有没有联系上：{'、'.join(_CONTACTS)}")] = ContactResult.REACHED.value,
    responded: Annotated[bool | None, typer.Option("--responded/--no-response", help="有没有人联系过")] = None,
    resolved: Annotated[bool | None, typer.Option("--resolved/--unresolved", help="问题有没有解决")] = None,
    satisfied: Annotated[bool | None, typer.Option("--satisfied/--unsatisfied", help="满不满意")] = None,
    remark: Annotated[str, typer.Option(help="来电人还说了什么，或为什么没有问到")] = "",
    call: Call = 0,
) -> None:
    """记录满意度回访；联系上了而没有说的，记为未表态。"""
    if contact not in _CONTACTS:
        typer.echo(f"没有“{contact}”这种结果，可用：{'、'.join(_CONTACTS)}", err=True)
        raise typer.Exit(2)
    survey = case_pb2.SatisfactionSurvey(contact=_CONTACTS[contact])
    if survey.contact == case_pb2.CONTACT_RESULT_REACHED:
        survey.responded, survey.resolved, survey.satisfied = map(_survey_answer, (responded, resolved, satisfied))
    request = desk_pb.RecordSatisfactionRequest(survey=survey, remark=remark, call_id=call)
    _act_as_desk(context, number, lambda hotline, target: hotline.desk.RecordSatisfaction(_bind(request, target)).case)


@app.command("leave-in-writing")
def leave_in_writing(
    context: typer.Context,
    number: Number,
    content: Annotated[str, typer.Argument(help="写了什么")],
    means: Annotated[str, typer.Option(help="用什么方式：短信、来信等")] = "短信",
    call: Call = 0,
) -> None:
    """书面留言告知：回访联系不上的，把答复用书面方式留给来电人。"""
    request = caller_pb.LeaveAnswerInWritingRequest(means=means, content=content, call_id=call)
    _act_as_desk(
        context, number, lambda hotline, target: hotline.callers.LeaveAnswerInWriting(_bind(request, target)).case
    )


@app.command("judge-callback")
def judge_callback(
    context: typer.Context,
    number: Number,
    measure: Annotated[str, typer.Argument(help="、".join(_MEASURES))],
    why: Reason,
    lead: Annotated[str, typer.Option(help="再次办理由谁牵头；不写就是原来的")] = "",
    cohandlers: Cohandlers = None,
    days: Annotated[int, typer.Option(help="再次办理的期限，工作日；0 就按规则库")] = 0,
    question: Annotated[str, typer.Option(help="报送领导的，请示什么")] = "",
    means: Annotated[str, typer.Option(help="解释说明的，用什么方式")] = "电话",
    wording: Annotated[str, typer.Option(help="解释说明的，怎么说的")] = "",
) -> None:
    """研判不满意的回访：再次办理、督办再次办理、报送领导或解释说明。"""
    if measure not in _MEASURES:
        typer.echo(f"没有“{measure}”这种办法，可用：{'、'.join(_MEASURES)}", err=True)
        raise typer.Exit(2)
    request = caller_pb.JudgeCallbackRequest(
        measure=_MEASURES[measure],
        reason=why,
        designation=case_pb2.Designation(lead_department=lead, cohandlers=cohandlers or [], deadline_working_days=days),
        question=question,
        means=means,
        wording=wording,
    )
    _act_as_desk(context, number, lambda hotline, target: hotline.callers.JudgeCallback(_bind(request, target)).case)


@app.command("withdraw-request")
def withdraw_request(context: typer.Context, number: Number, said: Said, call: Call = 0) -> None:
    """来电人撤诉。"""
    request = caller_pb.WithdrawRequestRequest(reason=said, call_id=call)
    _act_as_desk(context, number, lambda hotline, target: hotline.callers.WithdrawRequest(_bind(request, target)).case)


@app.command("waive-reply")
def waive_reply(context: typer.Context, number: Number, said: Said, call: Call = 0) -> None:
    """来电人不要求回复。"""
    request = caller_pb.WaiveReplyRequest(reason=said, call_id=call)
    _act_as_desk(context, number, lambda hotline, target: hotline.callers.WaiveReply(_bind(request, target)).case)


@app.command()
def urge(context: typer.Context, number: Number, said: Said) -> None:
    """来电人催办。"""
    request = caller_pb.UrgeCaseRequest(text=said)
    _act_as_desk(context, number, lambda hotline, target: hotline.callers.UrgeCase(_bind(request, target)).case)


@app.command()
def supplement(context: typer.Context, number: Number, said: Said) -> None:
    """来电人补充。"""
    request = caller_pb.SupplementCaseRequest(text=said)
    _act_as_desk(context, number, lambda hotline, target: hotline.callers.SupplementCase(_bind(request, target)).case)


@app.command()
def reopen(context: typer.Context, number: Number, said: Said, call: Call = 0) -> None:
    """来电人要求重新受理。"""
    request = caller_pb.ReopenCaseRequest(reason=said, call_id=call)
    _act_as_desk(context, number, lambda hotline, target: hotline.callers.ReopenCase(_bind(request, target)).case)


@app.command()
def close(context: typer.Context, number: Number, why: Reason = "已办结") -> None:
    """办结。"""
    request = desk_pb.CloseCaseRequest(reason=why)
    _act_as_desk(context, number, lambda hotline, target: hotline.desk.CloseCase(_bind(request, target)).case)


@app.command()
def archive(context: typer.Context, number: Number, why: Reason = "归档") -> None:
    """归档。"""
    request = desk_pb.ArchiveCaseRequest(reason=why)
    _act_as_desk(
        context,
        number,
        lambda hotline, target: hotline.desk.ArchiveCase(_bind(request, target)).case,
        AccessRole.DESK_LEAD,
    )


@app.command()
def instruct(
    context: typer.Context,
    number: Number,
    instruction: Annotated[str, typer.Argument(help="批示")],
    lead: Annotated[str, typer.Option(help="由谁牵头；不写就按原来的")] = "",
    cohandlers: Cohandlers = None,
    limit: Limit = "",
) -> None:
    """领导批示，按批示办。"""
    designation = _designation(lead, cohandlers, limit)
    request = leader_pb.GiveInstructionRequest(instruction=instruction, designation=designation)
    _act_as_desk(
        context,
        number,
        lambda hotline, target: hotline.leaders.GiveInstruction(_bind(request, target)).case,
        AccessRole.LEADER,
    )


@app.command()
def accept(context: typer.Context, number: Number, department: Department) -> None:
    """承办单位签收。"""
    request = department_pb.AcceptAssignmentRequest(department=department)
    _act_as_department(
        context,
        number,
        department,
        lambda hotline, target: hotline.departments.AcceptAssignment(_bind(request, target)).case,
    )


@app.command("object")
def object_to_assignment(
    context: typer.Context,
    number: Number,
    department: Department,
    why: Reason,
    basis: Annotated[str, typer.Option(help="依据：法律法规、三定规定或清单")],
) -> None:
    """承办单位提出派单异议。"""
    request = department_pb.ObjectToAssignmentRequest(department=department, reason=why, legal_basis=basis)
    _act_as_department(
        context,
        number,
        department,
        lambda hotline, target: hotline.departments.ObjectToAssignment(_bind(request, target)).case,
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
    _act_as_department(
        context,
        number,
        department,
        lambda hotline, target: hotline.departments.SubmitProgress(_bind(request, target)).case,
    )


@app.command()
def reply(
    context: typer.Context,
    number: Number,
    text: Annotated[str, typer.Argument(help="办理结果")],
    department: Department,
    missing: Annotated[str, typer.Option(help="有协办单位没有回复的，为什么不等")] = "",
) -> None:
    """承办单位回复办理结果。"""
    request = department_pb.SubmitReplyRequest(department=department, reply=text, missing_reason=missing)
    _act_as_department(
        context,
        number,
        department,
        lambda hotline, target: hotline.departments.SubmitReply(_bind(request, target)).case,
    )


def _survey_answer(answer: bool | None) -> case_pb2.SurveyAnswer.ValueType:
    if answer is None:
        return case_pb2.SURVEY_ANSWER_NOT_GIVEN
    return case_pb2.SURVEY_ANSWER_YES if answer else case_pb2.SURVEY_ANSWER_NO


def _choose_proposal(answer: case_pb2.Answer, case: case_pb2.Case, place: int) -> None:
    """Answer by a proposal, in its words unless there are others."""
    proposals = case.decision.proposals
    if place > len(proposals):
        typer.echo(f"工单 {case.number} 没有第 {place} 条拟答，共 {len(proposals)} 条", err=True)
        raise typer.Exit(2)
    policy = proposals[place - 1].policy
    answer.policy_id = policy.id
    answer.content = answer.content or policy.answer


def _promise(reason: str, measures: str, owner: str, by: str, reviews: list[str] | None) -> case_pb2.PromisedDate:
    return case_pb2.PromisedDate(
        reason=reason, measures=measures, owner_department=owner, promised_on=by, reviews_on=reviews or []
    )


Request = TypeVar(
    "Request",
    caller_pb.LeaveAnswerInWritingRequest,
    caller_pb.JudgeCallbackRequest,
    caller_pb.WithdrawRequestRequest,
    caller_pb.WaiveReplyRequest,
    caller_pb.UrgeCaseRequest,
    caller_pb.SupplementCaseRequest,
    caller_pb.ReopenCaseRequest,
    desk_pb.AnswerDirectlyRequest,
    desk_pb.DeclineProposalsRequest,
    desk_pb.VerifyEmergencyRequest,
    desk_pb.ReviewReplyRequest,
    desk_pb.SuspendCaseRequest,
    desk_pb.RefuseSuspensionRequest,
    desk_pb.ReviewSuspensionRequest,
    department_pb.AskSuspensionRequest,
    desk_pb.SuperviseAssignmentRequest,
    desk_pb.AnswerCallerRequest,
    desk_pb.RecordSatisfactionRequest,
    desk_pb.CloseCaseRequest,
    desk_pb.ArchiveCaseRequest,
    leader_pb.GiveInstructionRequest,
    department_pb.AcceptAssignmentRequest,
    department_pb.ObjectToAssignmentRequest,
    desk_pb.RerouteCaseRequest,
    desk_pb.SeparateCaseRequest,
    desk_pb.RuleOnObjectionRequest,
    department_pb.SubmitProgressRequest,
    department_pb.SubmitReplyRequest,
    desk_pb.AssignCaseRequest,
    desk_pb.ReferCaseRequest,
    desk_pb.LiftRecusalRequest,
    desk_pb.RecordNoticeRequest,
    desk_pb.EndCaseRequest,
    desk_pb.MarkNuisanceRequest,
    desk_pb.UnmarkNuisanceRequest,
    desk_pb.DecideEndRequest,
    department_pb.ProposeEndRequest,
    desk_pb.EscalateCaseRequest,
    desk_pb.RaiseEmergencyRequest,
)
Do = Callable[[Hotline, case_pb2.ActContext], case_pb2.Case]


PromisedOn = Annotated[str, typer.Option("--by", help="承诺的日期，如 2027-03-31")]
Measures = Annotated[str, typer.Option(help="到那时为止做什么")]
Reviews = Annotated[list[str] | None, typer.Option("--review", help="复查的日期，可以写几次")]
_PROMISE_RESULTS = {
    "尚在进行": desk_pb.PROMISE_RESULT_OPEN,
    "已兑现": desk_pb.PROMISE_RESULT_KEPT,
    "未兑现": desk_pb.PROMISE_RESULT_NOT_KEPT,
}


@app.command()
def ask_suspension(
    context: typer.Context,
    number: Number,
    department: Department,
    why: Reason,
    measures: Measures,
    by: PromisedOn,
    owner: Annotated[str, typer.Option(help="由哪个单位负责；不写就是承办单位")] = "",
    reviews: Reviews = None,
) -> None:
    """承办单位申请暂缓，承诺办好的日期。"""
    promise = _promise(why, measures, owner or department, by, reviews)
    request = department_pb.AskSuspensionRequest(department=department, promise=promise)
    _act_as_department(
        context,
        number,
        department,
        lambda hotline, target: hotline.departments.AskSuspension(_bind(request, target)).case,
    )


@app.command()
def suspend(
    context: typer.Context,
    number: Number,
    why: Reason,
    cause: Annotated[str, typer.Option(help="为什么现在解决不了；承办单位申请过的不用写")] = "",
    measures: Measures = "",
    by: PromisedOn = "",
    owner: Annotated[str, typer.Option(help="由哪个单位负责")] = "",
    reviews: Reviews = None,
) -> None:
    """同意暂缓到承诺的日期。"""
    promise = _promise(cause, measures, owner, by, reviews) if cause or measures or by or owner else None
    request = desk_pb.SuspendCaseRequest(promise=promise, reason=why)
    _act_as_desk(
        context,
        number,
        lambda hotline, target: hotline.desk.SuspendCase(_bind(request, target)).case,
        AccessRole.DESK_LEAD,
    )


@app.command()
def refuse_suspension(context: typer.Context, number: Number, why: Reason) -> None:
    """不同意暂缓。"""
    request = desk_pb.RefuseSuspensionRequest(reason=why)
    _act_as_desk(
        context,
        number,
        lambda hotline, target: hotline.desk.RefuseSuspension(_bind(request, target)).case,
        AccessRole.DESK_LEAD,
    )


@app.command()
def review_suspension(
    context: typer.Context,
    number: Number,
    result: Annotated[str, typer.Option(help=f"承诺的事：{'、'.join(_PROMISE_RESULTS)}")],
    found: Annotated[str, typer.Option(help="查到什么")],
) -> None:
    """暂缓的事项到了复查或承诺的日期，看有没有做到。"""
    if result not in _PROMISE_RESULTS:
        typer.echo(f"没有“{result}”这种结果，可用：{'、'.join(_PROMISE_RESULTS)}", err=True)
        raise typer.Exit(2)
    request = desk_pb.ReviewSuspensionRequest(result=_PROMISE_RESULTS[result], findings=found)
    _act_as_desk(context, number, lambda hotline, target: hotline.desk.ReviewSuspension(_bind(request, target)).case)


def _designation(lead: str, cohandlers: list[str] | None, limit: str) -> case_pb2.Designation:
    """Return the designation that the options of a command describe."""
    try:
        given = time_limit_message(parse(limit)) if limit else None
    except ValueError as error:
        typer.echo(f"--limit {error}", err=True)
        raise typer.Exit(2) from None
    return case_pb2.Designation(lead_department=lead, cohandlers=cohandlers or [], time_limit=given)


def _act_as_desk(context: typer.Context, number: str, do: Do, role: AccessRole = AccessRole.OPERATOR) -> None:
    """Act on the latest version of a case as the desk or a leader, and print the case."""
    options: ActOptions = context.obj
    with reached(options.server, options.token_file, options.authority, role) as hotline:
        target = case_pb2.ActContext(number=number, etag=hotline.case(number).etag, actor=options.actor)
        _show(do(hotline, target), options)


def _act_as_department(context: typer.Context, number: str, department: str, do: Do) -> None:
    """Act on the latest version of a case as an assigned department, and print the case."""
    options: ActOptions = context.obj
    with reached(options.server, options.token_file, options.authority, AccessRole.DEPARTMENT) as hotline:
        request = department_pb.GetAssignedCaseRequest(department=department, number=number)
        case = hotline.departments.GetAssignedCase(request).case
        _show(do(hotline, case_pb2.ActContext(number=number, etag=case.etag, actor=options.actor)), options)


def _show(case: case_pb2.Case, options: ActOptions) -> None:
    if options.json:
        typer.echo(one_line(case))
    else:
        console().print(case_page(case))


def _bind(request: Request, target: case_pb2.ActContext) -> Request:
    """Set the context of a request, and return the request."""
    request.context.CopyFrom(target)
    return request
