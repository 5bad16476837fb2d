"""``hotline act``: exclusions from assessment 剔除, with their second look and appeal."""

from typing import Annotated

import typer
from hotline.v1 import department_service_pb2 as department_pb
from hotline.v1 import desk_service_pb2 as desk_pb

from hotline_server.cli.acts.acting import Department, Number, Reason, act_as_department, act_as_desk, app
from hotline_server.security.identity import AccessRole


@app.command("request-exclusion")
def request_exclusion(
    context: typer.Context,
    number: Number,
    department: Department,
    why: Reason,
    ground: Annotated[str, typer.Option(help="剔除理由，按规则库，例如：职责以外")],
) -> None:
    """承办单位申请不计入考核。"""
    request = department_pb.RequestExclusionRequest(department=department, ground=ground, reason=why)
    act_as_department(context, number, request, lambda hotline: hotline.departments.RequestExclusion)


@app.command("appeal-exclusion")
def appeal_exclusion(context: typer.Context, number: Number, department: Department, why: Reason) -> None:
    """承办单位对不予剔除提出申诉，只能一次。"""
    request = department_pb.AppealExclusionRequest(department=department, reason=why)
    act_as_department(context, number, request, lambda hotline: hotline.departments.AppealExclusion)


@app.command("propose-exclusion")
def propose_exclusion(
    context: typer.Context,
    number: Number,
    department: Department,
    why: Reason,
    exclude: Annotated[bool, typer.Option("--exclude/--refuse", help="剔除，或不予剔除")],
) -> None:
    """对承办单位申请的剔除提出意见，由另一人复核。"""
    opinion = desk_pb.EXCLUSION_OPINION_EXCLUDE if exclude else desk_pb.EXCLUSION_OPINION_REFUSE
    request = desk_pb.ProposeExclusionRequest(department=department, opinion=opinion, reason=why)
    act_as_desk(context, number, request, lambda hotline: hotline.desk.ProposeExclusion)


@app.command("review-exclusion")
def review_exclusion(
    context: typer.Context,
    number: Number,
    department: Department,
    why: Reason,
    confirmed: Annotated[bool, typer.Option("--confirmed/--set-aside", help="同意，或退回重新提出意见")],
) -> None:
    """复核另一人提出的剔除意见。"""
    review = desk_pb.EXCLUSION_REVIEW_CONFIRMED if confirmed else desk_pb.EXCLUSION_REVIEW_SET_ASIDE
    request = desk_pb.ReviewExclusionRequest(department=department, review=review, reason=why)
    act_as_desk(context, number, request, lambda hotline: hotline.desk.ReviewExclusion)


@app.command("rule-on-appeal")
def rule_on_appeal(
    context: typer.Context,
    number: Number,
    department: Department,
    why: Reason,
    upheld: Annotated[bool, typer.Option("--upheld/--refused", help="申诉成立，或不成立")],
) -> None:
    """裁定对不予剔除的申诉，仅限没有参与的值班长。"""
    ruling = desk_pb.APPEAL_RULING_UPHELD if upheld else desk_pb.APPEAL_RULING_REFUSED
    request = desk_pb.RuleOnAppealRequest(department=department, ruling=ruling, reason=why)
    act_as_desk(context, number, request, lambda hotline: hotline.desk.RuleOnAppeal, AccessRole.DESK_LEAD)


@app.command("revoke-exclusion")
def revoke_exclusion(context: typer.Context, number: Number, department: Department, why: Reason) -> None:
    """撤销剔除，重新计入考核，仅限值班长。"""
    request = desk_pb.RevokeExclusionRequest(department=department, reason=why)
    act_as_desk(context, number, request, lambda hotline: hotline.desk.RevokeExclusion, AccessRole.DESK_LEAD)
