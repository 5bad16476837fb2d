"""``hotline act``: the desk decides where a case goes."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

import typer
from hotline.v1 import case_pb2
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import leader_service_pb2 as leader_pb
from hotline_client import Hotline

from hotline_server.api.wording import ASSIGNMENT_MEANS, DECLINE_REASONS, OUTCOMES
from hotline_server.cli.acts.acting import (
    TIMES,
    ActOptions,
    ActResponse,
    Cohandlers,
    Department,
    Lead,
    Limit,
    Number,
    OnThePhone,
    Reason,
    act_as_desk,
    app,
    designation_of,
)
from hotline_server.cli.case_number import call_id_of
from hotline_server.cli.connecting import reached
from hotline_server.domain.numbering import restore_number
from hotline_server.domain.proposals import DeclineReason
from hotline_server.domain.texts import ASSIGNED_BECAUSE, REFERRED_BECAUSE
from hotline_server.ground.clock import CITY
from hotline_server.security.identity import AccessRole

_DECLINE_REASONS = {reason.value: number for number, reason in DECLINE_REASONS.items()}
_ASSIGNMENT_MEANS = {word: number for number, word in ASSIGNMENT_MEANS.items() if word}


@app.command()
def assign(
    context: typer.Context,
    number: Number,
    lead: Lead,
    why: Reason = ASSIGNED_BECAUSE,
    cohandlers: Cohandlers = None,
    limit: Limit = "",
    means: Annotated[str, typer.Option(help=f"交办方式：{'、'.join(_ASSIGNMENT_MEANS)}")] = "",
) -> None:
    """交办。"""
    if means and means not in _ASSIGNMENT_MEANS:
        typer.echo(f"没有“{means}”这种方式，可用：{'、'.join(_ASSIGNMENT_MEANS)}", err=True)
        raise typer.Exit(2)
    designation = designation_of(lead, cohandlers, limit)
    request = desk_pb.AssignCaseRequest(
        designation=designation, reason=why, means=_ASSIGNMENT_MEANS.get(means, desk_pb.ASSIGNMENT_MEANS_UNSPECIFIED)
    )
    act_as_desk(context, number, request, lambda hotline: hotline.desk.AssignCase)


@app.command()
def reroute(
    context: typer.Context,
    number: Number,
    lead: Lead,
    why: Reason,
    cohandlers: Cohandlers = None,
    limit: Limit = "",
) -> None:
    """改派：写明今后的牵头单位、协办单位，未写明的收回交办。"""
    designation = designation_of(lead, cohandlers, limit)
    request = desk_pb.RerouteCaseRequest(designation=designation, reason=why)
    act_as_desk(context, number, request, lambda hotline: hotline.desk.RerouteCase)


@app.command("withdraw-assignment")
def withdraw_assignment(context: typer.Context, number: Number, department: Department, why: Reason) -> None:
    """收回协办单位的交办；更正以后不由单位办理的，收回牵头单位的，工单重新研判。"""
    request = desk_pb.WithdrawAssignmentRequest(department=department, reason=why)
    act_as_desk(context, number, request, lambda hotline: hotline.desk.WithdrawAssignment, AccessRole.DESK_LEAD)


@app.command()
def split(
    context: typer.Context,
    number: Number,
    content: Annotated[str, typer.Argument(help="拆出的事项，尽量用来电人的原话")],
    why: Reason,
    lead: Annotated[str, typer.Option(help="牵头单位；不填则按规则办理")] = "",
    cohandlers: Cohandlers = None,
    limit: Limit = "",
    district: Annotated[str, typer.Option(help="事发区县；不填则与原工单相同")] = "",
    address: Annotated[str, typer.Option(help="事发地点；不填则与原工单相同")] = "",
    calls: Annotated[
        list[int] | None,
        typer.Option(
            "--call", help="反映该事项的来电编号，可多次填写；不填则为登记时的来电", parser=call_id_of, metavar="<str>"
        ),
    ] = None,
    attended: OnThePhone = False,
) -> None:
    """拆单：一个来电反映多件事的，把其中一件拆为单独的工单，并显示该工单。"""
    request = desk_pb.SplitCaseRequest(
        call=case_pb2.Call(content=content, district=district, address=address),
        call_ids=calls,
        designation=designation_of(lead, cohandlers, limit) if lead or cohandlers or limit else None,
        reason=why,
        attended=attended,
    )
    act_as_desk(context, number, request, lambda hotline: hotline.desk.SplitCase)


@app.command()
def join(
    context: typer.Context,
    number: Number,
    into: Annotated[str, typer.Argument(help="并入的工单号", parser=restore_number, metavar="<str>")],
    why: Reason,
) -> None:
    """并单：与另一工单是同一件事的，并入该工单，来电人随它一并答复。"""
    request = desk_pb.JoinCasesRequest(into_number=into, reason=why)
    act_as_desk(context, number, request, lambda hotline: hotline.desk.JoinCases)


@app.command()
def separate(context: typer.Context, number: Number, why: Reason) -> None:
    """撤销并单：并入别的工单的，恢复为单独的工单，重新研判。"""
    request = desk_pb.SeparateCaseRequest(reason=why)
    act_as_desk(context, number, request, lambda hotline: hotline.desk.SeparateCase)


@app.command("rule-on-objection")
def rule_on_objection(
    context: typer.Context,
    number: Number,
    department: Department,
    why: Reason,
    upheld: Annotated[bool, typer.Option("--upheld/--refused", help="异议成立，或不成立")],
    lead: Annotated[str, typer.Option(help="牵头单位的异议成立的，改派的牵头单位；不填则重新研判")] = "",
    cohandlers: Cohandlers = None,
) -> None:
    """裁定承办单位的派单异议。"""
    ruling = desk_pb.OBJECTION_RULING_UPHELD if upheld else desk_pb.OBJECTION_RULING_REFUSED
    request = desk_pb.RuleOnObjectionRequest(department=department, ruling=ruling, reason=why)
    if lead or cohandlers:
        request.designation.lead_department = lead
        request.designation.cohandlers.extend(cohandlers or [])
    act_as_desk(context, number, request, lambda hotline: hotline.desk.RuleOnObjection, AccessRole.DESK_LEAD)


@app.command("answer-directly")
def answer_directly(
    context: typer.Context,
    number: Number,
    proposal: Annotated[int, typer.Option(help="采用第几条拟答；不填则看 --policy", min=0)] = 0,
    policy: Annotated[str, typer.Option(help="另选政策的编号；两项都不填则为不引政策")] = "",
    content: Annotated[str, typer.Option(help="答复内容；采用拟答而不填的，用拟答原文")] = "",
    means: Annotated[str, typer.Option(help="方式；电话、来访可不填")] = "",
    at: Annotated[datetime | None, typer.Option(help="答复时间（本地时间）；不填则为现在", formats=TIMES)] = None,
    refused: Annotated[bool, typer.Option("--refused", help="政策不支持，已说明理由")] = False,
    why: Annotated[str, typer.Option(help="理由；采用拟答的可不填")] = "",
) -> None:
    """直接办理：确认一条拟答、另用政策，或不引政策而说明理由。"""
    if proposal and policy:
        typer.echo("--proposal 和 --policy 只能填一个", err=True)
        raise typer.Exit(2)
    result = case_pb2.ANSWER_RESULT_REFUSED if refused else case_pb2.ANSWER_RESULT_ANSWERED
    answer = case_pb2.Answer(content=content, means=means, policy_id=policy, result=result)
    request = desk_pb.AnswerDirectlyRequest(answer=answer, reason=why)
    if at:
        request.answered_at.FromDatetime(at.replace(tzinfo=CITY))

    def confirm(hotline: Hotline) -> Callable[[desk_pb.AnswerDirectlyRequest], ActResponse]:
        if proposal:
            _choose_proposal(request.answer, hotline.case(number), proposal)
        return hotline.desk.AnswerDirectly

    act_as_desk(context, number, request, confirm)


@app.command("decline-proposals")
def decline_proposals(
    context: typer.Context,
    number: Number,
    why: Annotated[
        str, typer.Option(help=f"不采用的原因：{'、'.join(_DECLINE_REASONS)}")
    ] = DeclineReason.NOT_ASKED.value,
    remark: Annotated[str, typer.Option(help="备注；原因为“其他”的必填")] = "",
) -> None:
    """不采用拟答，由值班室研判。"""
    if why not in _DECLINE_REASONS:
        typer.echo(f"没有“{why}”这种原因，可用：{'、'.join(_DECLINE_REASONS)}", err=True)
        raise typer.Exit(2)
    request = desk_pb.DeclineProposalsRequest(reason=_DECLINE_REASONS[why], remark=remark)
    act_as_desk(context, number, request, lambda hotline: hotline.desk.DeclineProposals)


@app.command()
def refer(context: typer.Context, number: Number, lead: Lead, why: Reason = REFERRED_BECAUSE) -> None:
    """归口。"""
    request = desk_pb.ReferCaseRequest(department=lead, reason=why)
    act_as_desk(context, number, request, lambda hotline: hotline.desk.ReferCase)


@app.command()
def end(
    context: typer.Context,
    number: Number,
    code: Annotated[str, typer.Argument(help="原因编号，如 T01；hotline act end-reasons 可列出全部")],
    content: Annotated[str, typer.Option("--told", help="告知来电人的内容")],
    means: Annotated[str, typer.Option(help="方式；电话、来访可不填")] = "",
    at: Annotated[datetime | None, typer.Option(help="告知时间（本地时间）；不填则为现在", formats=TIMES)] = None,
    remark: Annotated[str, typer.Option(help="备注")] = "",
) -> None:
    """分类处理：告知法定途径或解释说明，不转办。"""
    answer = case_pb2.Answer(content=content, means=means)
    request = desk_pb.EndCaseRequest(reason_code=code, answer=answer, remark=remark)
    if at:
        request.told_at.FromDatetime(at.replace(tzinfo=CITY))
    act_as_desk(context, number, request, lambda hotline: hotline.desk.EndCase)


@app.command("end-reasons")
def end_reasons(context: typer.Context) -> None:
    """列出分类处理和移交的原因。"""
    options: ActOptions = context.obj
    with reached(options.server, options.token_file, options.authority, AccessRole.OPERATOR) as hotline:
        for reason in hotline.desk.ListEndReasons(desk_pb.ListEndReasonsRequest()).reasons:
            to = reason.route or reason.line
            route = f"：{to}" if to else ""
            typer.echo(f"{reason.code} {OUTCOMES[reason.outcome].value} {reason.title}{route}")


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
    act_as_desk(context, number, request, lambda hotline: hotline.desk.DecideEnd, AccessRole.DESK_LEAD)


@app.command("mark-nuisance")
def mark_nuisance(context: typer.Context, number: Number, why: Reason) -> None:
    """标记恶意来电：照常办理，统计时剔除。"""
    request = desk_pb.MarkNuisanceRequest(reason=why)
    act_as_desk(context, number, request, lambda hotline: hotline.desk.MarkNuisance, AccessRole.DESK_LEAD)


@app.command("unmark-nuisance")
def unmark_nuisance(context: typer.Context, number: Number, why: Reason) -> None:
    """撤销恶意来电标记。"""
    request = desk_pb.UnmarkNuisanceRequest(reason=why)
    act_as_desk(context, number, request, lambda hotline: hotline.desk.UnmarkNuisance, AccessRole.DESK_LEAD)


@app.command("lift-recusal")
def lift_recusal(context: typer.Context, number: Number, department: Department, why: Reason) -> None:
    """解除回避：已查明来电人反映的不是该单位。"""
    request = desk_pb.LiftRecusalRequest(department=department, reason=why)
    act_as_desk(context, number, request, lambda hotline: hotline.desk.LiftRecusal)


@app.command()
def escalate(
    context: typer.Context,
    number: Number,
    why: Reason,
    question: Annotated[str, typer.Option(help="请示事项")],
    hold: Annotated[bool, typer.Option("--hold/--go-on", help="承办单位等待批示，或继续办理")] = False,
) -> None:
    """报送领导；承办单位照常办理，要求等待批示的除外。"""
    request = desk_pb.EscalateCaseRequest(question=question, reason=why, hold=hold)
    act_as_desk(context, number, request, lambda hotline: hotline.desk.EscalateCase)


@app.command("withdraw-question")
def withdraw_question(context: typer.Context, number: Number, why: Reason) -> None:
    """撤回请示：值班室报送领导而尚未批示的，不再请示。"""
    request = desk_pb.WithdrawQuestionRequest(reason=why)
    act_as_desk(context, number, request, lambda hotline: hotline.desk.WithdrawQuestion)


@app.command()
def instruct(
    context: typer.Context,
    number: Number,
    instruction: Annotated[str, typer.Argument(help="批示")],
    lead: Annotated[str, typer.Option(help="牵头单位；不填则不变")] = "",
    cohandlers: Cohandlers = None,
    limit: Limit = "",
) -> None:
    """领导批示，按批示办理。"""
    designation = designation_of(lead, cohandlers, limit)
    request = leader_pb.GiveInstructionRequest(instruction=instruction, designation=designation)
    act_as_desk(context, number, request, lambda hotline: hotline.leaders.GiveInstruction, AccessRole.LEADER)


def _choose_proposal(answer: case_pb2.Answer, case: case_pb2.Case, place: int) -> None:
    """Answer by a proposal, in its words unless there are others."""
    proposals = case.decision.proposals
    if place > len(proposals):
        typer.echo(f"工单 {case.number} 没有第 {place} 条拟答，共 {len(proposals)} 条", err=True)
        raise typer.Exit(2)
    policy = proposals[place - 1].policy
    answer.policy_id = policy.id
    answer.content = answer.content or policy.answer
