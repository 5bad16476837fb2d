"""``hotline act``: what cannot be solved now waits for a promised date."""

from typing import Annotated

import typer
from hotline.v1 import case_pb2
from hotline.v1 import department_service_pb2 as department_pb
from hotline.v1 import desk_service_pb2 as desk_pb

from hotline_server.cli.acts.acting import Department, Number, Reason, act_as_department, act_as_desk, app
from hotline_server.security.identity import AccessRole

PromisedOn = Annotated[str, typer.Option("--by", help="承诺日期，如 2027-03-31")]
Measures = Annotated[str, typer.Option(help="暂缓期间的措施")]
Reviews = Annotated[list[str] | None, typer.Option("--review", help="复查日期，可多次填写")]
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
    owner: Annotated[str, typer.Option(help="责任单位；不填则为承办单位")] = "",
    reviews: Reviews = None,
) -> None:
    """承办单位申请暂缓，承诺办结日期。"""
    promise = _promise(why, measures, owner or department, by, reviews)
    request = department_pb.AskSuspensionRequest(department=department, promise=promise)
    act_as_department(context, number, request, lambda hotline: hotline.departments.AskSuspension)


@app.command()
def suspend(
    context: typer.Context,
    number: Number,
    why: Reason,
    cause: Annotated[str, typer.Option(help="目前不能解决的原因")] = "",
    measures: Measures = "",
    by: PromisedOn = "",
    owner: Annotated[str, typer.Option(help="责任单位")] = "",
    reviews: Reviews = None,
) -> None:
    """同意暂缓至承诺日期；承办单位已申请的，不填的照申请，填写的以填写的为准。"""
    promise = _promise(cause, measures, owner, by, reviews) if cause or measures or by or owner or reviews else None
    request = desk_pb.SuspendCaseRequest(promise=promise, reason=why)
    act_as_desk(context, number, request, lambda hotline: hotline.desk.SuspendCase, AccessRole.DESK_LEAD)


@app.command()
def refuse_suspension(context: typer.Context, number: Number, why: Reason) -> None:
    """不同意暂缓。"""
    request = desk_pb.RefuseSuspensionRequest(reason=why)
    act_as_desk(context, number, request, lambda hotline: hotline.desk.RefuseSuspension, AccessRole.DESK_LEAD)


@app.command()
def review_suspension(
    context: typer.Context,
    number: Number,
    result: Annotated[str, typer.Option(help=f"承诺事项：{'、'.join(_PROMISE_RESULTS)}")],
    found: Annotated[str, typer.Option(help="复查情况")],
) -> None:
    """到了复查或承诺的日期，记录暂缓事项的复查情况。"""
    if result not in _PROMISE_RESULTS:
        typer.echo(f"没有“{result}”这种结果，可用：{'、'.join(_PROMISE_RESULTS)}", err=True)
        raise typer.Exit(2)
    request = desk_pb.ReviewSuspensionRequest(result=_PROMISE_RESULTS[result], findings=found)
    act_as_desk(context, number, request, lambda hotline: hotline.desk.ReviewSuspension)


def _promise(reason: str, measures: str, owner: str, by: str, reviews: list[str] | None) -> case_pb2.PromisedDate:
    return case_pb2.PromisedDate(
        reason=reason, measures=measures, owner_department=owner, promised_on=by, reviews_on=reviews or []
    )
