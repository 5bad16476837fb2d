"""``hotline act``: hand-over to other lines, and what these do (R8.2)."""

from typing import Annotated

import typer
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import line_service_pb2 as line_pb
from hotline.v1.case_pb2 import ActContext

from hotline_server.api.time_limits import time_limit_text
from hotline_server.cli.acts.acting import ActOptions, Do, Number, Reason, act_as_desk, app, bind, show
from hotline_server.cli.connecting import reached
from hotline_server.security.identity import AccessRole

Line = Annotated[str, typer.Option(help="哪个联动单位；hotline act lines 列出全部")]
Told = Annotated[str, typer.Option(help="怎么告诉来电人的；重大突发可不写")]
Connected = Annotated[bool, typer.Option("--connected", help="来电已经用电话接到对方")]


@app.command()
def lines(context: typer.Context) -> None:
    """列出联动单位。"""
    options: ActOptions = context.obj
    with reached(options.server, options.token_file, options.authority, AccessRole.OPERATOR) as hotline:
        for line in hotline.lines.ListLines(line_pb.ListLinesRequest()).lines:
            limits = f"{line.accept_minutes}分钟内接收，{time_limit_text(line.result_limit)}反馈"
            typer.echo(f"{line.name} {line.phone} {limits}：{line.scope}")


@app.command("hand-over")
def hand_over(
    context: typer.Context,
    number: Number,
    code: Annotated[str, typer.Argument(help="原因的编号，如 Y01；hotline act end-reasons 列出全部")],
    told: Told = "",
    line: Annotated[str, typer.Option(help="移交给哪个联动单位；不写就是这个原因规定的")] = "",
    connected: Connected = False,
    remark: Annotated[str, typer.Option(help="另外要说的")] = "",
) -> None:
    """移交 110、12315 等联动单位。"""
    request = desk_pb.HandOverCaseRequest(reason_code=code, line=line, told=told, connected=connected, remark=remark)
    act_as_desk(context, number, lambda hotline, target: hotline.desk.HandOverCase(bind(request, target)).case)


@app.command("give-back")
def give_back(
    context: typer.Context, number: Number, why: Reason, told: Told = "", connected: Connected = False
) -> None:
    """联动单位转来而不归我们管的，退回去；对方接收以前仍由我们办理。"""
    request = desk_pb.GiveCaseBackRequest(reason=why, told=told, connected=connected)
    act_as_desk(context, number, lambda hotline, target: hotline.desk.GiveCaseBack(bind(request, target)).case)


@app.command("take-back")
def take_back(context: typer.Context, number: Number, line: Line, why: Reason) -> None:
    """撤回移交。"""
    request = desk_pb.RecallHandoverRequest(line=line, reason=why)
    act_as_desk(context, number, lambda hotline, target: hotline.desk.RecallHandover(bind(request, target)).case)


@app.command("line-accept")
def line_accept(
    context: typer.Context,
    number: Number,
    record: Annotated[str, typer.Argument(help="联动单位的受理编号")],
    line: Line,
) -> None:
    """联动单位接收移交；没有接入系统的，由值班室代记。"""
    request = line_pb.AcceptHandoverRequest(line=line, record_number=record)
    _act_as_line(
        context, number, line, lambda hotline, target: hotline.lines.AcceptHandover(bind(request, target)).case
    )


@app.command("line-refuse")
def line_refuse(context: typer.Context, number: Number, line: Line, why: Reason) -> None:
    """联动单位退回移交。"""
    request = line_pb.RefuseHandoverRequest(line=line, reason=why)
    _act_as_line(
        context, number, line, lambda hotline, target: hotline.lines.RefuseHandover(bind(request, target)).case
    )


@app.command("line-progress")
def line_progress(
    context: typer.Context, number: Number, text: Annotated[str, typer.Argument(help="办到哪一步")], line: Line
) -> None:
    """联动单位反馈进展。"""
    request = line_pb.SubmitLineProgressRequest(line=line, progress=text)
    _act_as_line(
        context, number, line, lambda hotline, target: hotline.lines.SubmitLineProgress(bind(request, target)).case
    )


@app.command("line-result")
def line_result(
    context: typer.Context, number: Number, text: Annotated[str, typer.Argument(help="结果")], line: Line
) -> None:
    """联动单位反馈结果。"""
    request = line_pb.SubmitLineResultRequest(line=line, result=text)
    _act_as_line(
        context, number, line, lambda hotline, target: hotline.lines.SubmitLineResult(bind(request, target)).case
    )


def _act_as_line(context: typer.Context, number: str, line: str, do: Do) -> None:
    """Act on the latest version of a case as a line, or as the desk for it, and print the case."""
    options: ActOptions = context.obj
    with reached(options.server, options.token_file, options.authority, AccessRole.LINE) as hotline:
        case = hotline.lines.GetLineCase(line_pb.GetLineCaseRequest(line=line, number=number)).case
        show(do(hotline, ActContext(number=number, etag=case.etag, actor=options.actor)), options)
