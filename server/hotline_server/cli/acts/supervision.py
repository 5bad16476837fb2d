"""``hotline act``: the desk reviews, supervises and closes."""

from datetime import datetime
from typing import Annotated

import typer
from hotline.v1 import desk_service_pb2 as desk_pb

from hotline_server.cli.acts.acting import TIMES, Department, Number, Reason, act_as_desk, app
from hotline_server.ground.clock import CITY
from hotline_server.security.identity import AccessRole

Days = Annotated[int, typer.Option(help="新的时限，工作日数；0 为按规则库")]


@app.command()
def review(
    context: typer.Context,
    number: Number,
    rework: Annotated[str, typer.Option(help="重办要求；不填则为审核通过")] = "",
) -> None:
    """审核回复：通过，或发回重办；误审通过的，来电人还没有都答复的，也可发回重办。"""
    result = desk_pb.REVIEW_RESULT_RETURNED if rework else desk_pb.REVIEW_RESULT_ACCEPTED
    request = desk_pb.ReviewReplyRequest(result=result, requirements=rework)
    act_as_desk(context, number, request, lambda hotline: hotline.desk.ReviewReply)


@app.command()
def extend(
    context: typer.Context,
    number: Number,
    department: Department,
    why: Reason,
    granted: Annotated[bool, typer.Option("--granted/--refused", help="同意，或不同意")],
) -> None:
    """答复承办单位的延期申请。"""
    decision = desk_pb.EXTENSION_DECISION_GRANTED if granted else desk_pb.EXTENSION_DECISION_REFUSED
    request = desk_pb.DecideExtensionRequest(department=department, decision=decision, reason=why)
    act_as_desk(context, number, request, lambda hotline: hotline.desk.DecideExtension, AccessRole.DESK_LEAD)


@app.command()
def supervise(context: typer.Context, number: Number, department: Department, why: Reason, days: Days = 0) -> None:
    """书面督办。"""
    request = desk_pb.SuperviseAssignmentRequest(department=department, reason=why, working_days=days)
    act_as_desk(context, number, request, lambda hotline: hotline.desk.SuperviseAssignment)


@app.command()
def investigate(
    context: typer.Context,
    number: Number,
    findings: Annotated[str, typer.Argument(help="查明的情况和现场提出的要求；通知的写查办事项和要求")],
    departments: Annotated[list[str], typer.Option("--department", help="参加的单位，可多次填写")],
    press: Annotated[list[str] | None, typer.Option("--press", help="参加的新闻单位，可多次填写")] = None,
    at: Annotated[datetime | None, typer.Option(help="查办时间（本地时间）；还没有到的，发通知", formats=TIMES)] = None,
) -> None:
    """记录现场查办；写了还没有到的时间的，通知参加的单位。仅限值班长。"""
    request = desk_pb.InvestigateOnSiteRequest(departments=departments, press=press or [], findings=findings)
    if at:
        request.visit_at.FromDatetime(at.replace(tzinfo=CITY))
    act_as_desk(context, number, request, lambda hotline: hotline.desk.InvestigateOnSite, AccessRole.DESK_LEAD)


@app.command()
def disclose(context: typer.Context, number: Number, department: Department, why: Reason) -> None:
    """向承办单位公开受保护的来电人，仅限值班长；不得向被反映的单位及其下属单位公开。"""
    request = desk_pb.DiscloseCallerRequest(department=department, reason=why)
    act_as_desk(context, number, request, lambda hotline: hotline.desk.DiscloseCaller, AccessRole.DESK_LEAD)


@app.command("withdraw-disclosure")
def withdraw_disclosure(context: typer.Context, number: Number, department: Department, why: Reason) -> None:
    """不再向承办单位公开受保护的来电人，仅限值班长。"""
    request = desk_pb.WithdrawDisclosureRequest(department=department, reason=why)
    act_as_desk(context, number, request, lambda hotline: hotline.desk.WithdrawDisclosure, AccessRole.DESK_LEAD)


@app.command("record-result")
def record_result(
    context: typer.Context,
    number: Number,
    result: Annotated[str, typer.Argument(help="归口事项的结果；不填则用归口单位反馈的结果")] = "",
) -> None:
    """记录归口事项的结果。"""
    request = desk_pb.RecordReferralResultRequest(result=result)
    act_as_desk(context, number, request, lambda hotline: hotline.desk.RecordReferralResult)


@app.command()
def close(context: typer.Context, number: Number, why: Reason = "已办结") -> None:
    """办结。"""
    request = desk_pb.CloseCaseRequest(reason=why)
    act_as_desk(context, number, request, lambda hotline: hotline.desk.CloseCase)


@app.command()
def archive(context: typer.Context, number: Number, why: Reason = "归档") -> None:
    """归档。"""
    request = desk_pb.ArchiveCaseRequest(reason=why)
    act_as_desk(context, number, request, lambda hotline: hotline.desk.ArchiveCase, AccessRole.DESK_LEAD)
