"""``hotline act``: hand-over to other lines, which act with ``hotline line`` (R8.2)."""

from typing import Annotated

import typer
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import line_service_pb2 as line_pb

from hotline_server.api.time_limits import time_limit_text
from hotline_server.cli.acts.acting import ActOptions, Number, Reason, act_as_desk, app
from hotline_server.cli.connecting import reached
from hotline_server.security.identity import AccessRole

Line = Annotated[str, typer.Option(help="联动单位；hotline act lines 可列出全部")]
Told = Annotated[str, typer.Option(help="告知来电人的内容；重大突发可不填")]
Connected = Annotated[bool, typer.Option("--connected", help="来电已连线对方")]


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
    code: Annotated[str, typer.Argument(help="原因编号，如 Y01；hotline act end-reasons 可列出全部")],
    told: Told = "",
    line: Annotated[str, typer.Option(help="移交的联动单位；不填则按原因的规定")] = "",
    connected: Connected = False,
    remark: Annotated[str, typer.Option(help="备注")] = "",
    record: Annotated[str, typer.Option(help="对方在电话里当场接收的，填对方的受理编号")] = "",
    accepted_by: Annotated[str, typer.Option(help="对方在电话里当场接收的，填接收人")] = "",
) -> None:
    """移交 110、12315 等联动单位。"""
    request = desk_pb.HandOverCaseRequest(
        reason_code=code,
        line=line,
        told=told,
        connected=connected,
        remark=remark,
        record_number=record,
        accepted_by=accepted_by,
    )
    act_as_desk(context, number, request, lambda hotline: hotline.desk.HandOverCase)


@app.command("give-back")
def give_back(
    context: typer.Context, number: Number, why: Reason, told: Told = "", connected: Connected = False
) -> None:
    """退回联动单位转来而不属本热线受理的工单；对方接收前仍由本热线办理。"""
    request = desk_pb.GiveCaseBackRequest(reason=why, told=told, connected=connected)
    act_as_desk(context, number, request, lambda hotline: hotline.desk.GiveCaseBack)


@app.command("take-back")
def take_back(context: typer.Context, number: Number, line: Line, why: Reason) -> None:
    """撤回移交。"""
    request = desk_pb.RecallHandoverRequest(line=line, reason=why)
    act_as_desk(context, number, request, lambda hotline: hotline.desk.RecallHandover)
