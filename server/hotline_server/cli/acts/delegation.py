"""``hotline act``: a department delegates to units below, and reports the result of a referral."""

from typing import Annotated

import typer
from hotline.v1 import delegation_service_pb2 as pb
from hotline.v1 import department_service_pb2 as department_pb
from hotline.v1 import desk_service_pb2 as desk_pb

from hotline_server.cli.acts.acting import Department, Limit, Number, Reason, act_as_department, app, limit_of

Unit = Annotated[str, typer.Option(help="下级单位")]


@app.command()
def delegate(
    context: typer.Context,
    number: Number,
    department: Department,
    units: Annotated[list[str], typer.Option("--unit", help="下级单位，可多次填写")],
    why: Annotated[str, typer.Option(help="办理要求")],
    limit: Limit = "",
) -> None:
    """承办单位转派下级，期限须早于本单位的。"""
    request = pb.DelegateAssignmentRequest(department=department, units=units, reason=why, time_limit=limit_of(limit))
    act_as_department(context, number, request, lambda hotline: hotline.delegation.DelegateAssignment)


@app.command("rule-on-unit")
def rule_on_unit(
    context: typer.Context,
    number: Number,
    department: Department,
    unit: Unit,
    why: Reason,
    upheld: Annotated[bool, typer.Option("--upheld/--refused", help="成立，或不成立")],
) -> None:
    """承办单位裁定下级的异议。"""
    ruling = desk_pb.OBJECTION_RULING_UPHELD if upheld else desk_pb.OBJECTION_RULING_REFUSED
    request = pb.DecideObjectionRequest(department=department, unit=unit, reason=why, ruling=ruling)
    act_as_department(context, number, request, lambda hotline: hotline.delegation.DecideObjection)


@app.command("extend-unit")
def extend_unit(
    context: typer.Context,
    number: Number,
    department: Department,
    unit: Unit,
    why: Reason,
    granted: Annotated[bool, typer.Option("--granted/--refused", help="同意，或不同意")],
) -> None:
    """承办单位答复下级的延期申请。"""
    decision = desk_pb.EXTENSION_DECISION_GRANTED if granted else desk_pb.EXTENSION_DECISION_REFUSED
    request = pb.DecideUnitExtensionRequest(department=department, unit=unit, reason=why, decision=decision)
    act_as_department(context, number, request, lambda hotline: hotline.delegation.DecideUnitExtension)


@app.command("take-over")
def take_over(
    context: typer.Context,
    number: Number,
    department: Department,
    unit: Unit,
    remark: Annotated[str, typer.Option(help="说明")] = "",
) -> None:
    """承办单位采用下级的回复。"""
    request = pb.TakeOverReplyRequest(department=department, unit=unit, remark=remark)
    act_as_department(context, number, request, lambda hotline: hotline.delegation.TakeOverReply)


@app.command("return-unit")
def return_unit(
    context: typer.Context,
    number: Number,
    department: Department,
    unit: Unit,
    rework: Annotated[str, typer.Option(help="重办要求")],
    limit: Limit = "",
) -> None:
    """承办单位退回下级的回复，要求重办。"""
    request = pb.ReturnReplyRequest(department=department, unit=unit, requirements=rework, time_limit=limit_of(limit))
    act_as_department(context, number, request, lambda hotline: hotline.delegation.ReturnReply)


@app.command("supervise-unit")
def supervise_unit(
    context: typer.Context, number: Number, department: Department, unit: Unit, why: Reason, limit: Limit = ""
) -> None:
    """承办单位督办下级。"""
    request = pb.SuperviseUnitRequest(department=department, unit=unit, reason=why, time_limit=limit_of(limit))
    act_as_department(context, number, request, lambda hotline: hotline.delegation.SuperviseUnit)


@app.command("limit-unit")
def limit_unit(
    context: typer.Context, number: Number, department: Department, unit: Unit, why: Reason, limit: Limit = ""
) -> None:
    """承办单位给下级另定期限。"""
    request = pb.ChangeLimitRequest(department=department, unit=unit, reason=why, time_limit=limit_of(limit))
    act_as_department(context, number, request, lambda hotline: hotline.delegation.ChangeLimit)


@app.command("recall")
def recall(context: typer.Context, number: Number, department: Department, unit: Unit, why: Reason) -> None:
    """承办单位收回转派。"""
    request = pb.RecallAssignmentRequest(department=department, unit=unit, reason=why)
    act_as_department(context, number, request, lambda hotline: hotline.delegation.RecallAssignment)


@app.command("report-result")
def report_result(
    context: typer.Context,
    number: Number,
    result: Annotated[str, typer.Argument(help="办理结果")],
    department: Department,
) -> None:
    """归口单位反馈结果。"""
    request = department_pb.ReportReferralResultRequest(department=department, result=result)
    act_as_department(context, number, request, lambda hotline: hotline.departments.ReportReferralResult)
