"""``hotline act``: dangers are asked about, raised and verified."""

from typing import Annotated

import typer
from hotline.v1 import desk_service_pb2 as desk_pb

from hotline_server.cli.acts.acting import (
    ActOptions,
    Cohandlers,
    Limit,
    Number,
    Reason,
    act_as_desk,
    app,
    designation_of,
    show,
)
from hotline_server.cli.connecting import reached
from hotline_server.cli.questions import DANGER_ANSWERS
from hotline_server.security.identity import AccessRole


@app.command()
def emergency(
    context: typer.Context,
    number: Number,
    why: Reason,
    kind: Annotated[str, typer.Option(help="险情种类；不能确定的不填")] = "",
) -> None:
    """按重大突发处置。"""
    request = desk_pb.RaiseEmergencyRequest(reason=why, danger_kind=kind)
    act_as_desk(context, number, request, lambda hotline: hotline.desk.RaiseEmergency)


@app.command("answer-question")
def answer_question(
    context: typer.Context,
    number: Number,
    answer: Annotated[str, typer.Argument(help="、".join(DANGER_ANSWERS))],
    words: Annotated[str, typer.Option(help="来电人的原话")] = "",
    kind: Annotated[str, typer.Option(help="有危险的，险情种类；不填则为追问的各种")] = "",
) -> None:
    """答复险情追问：是否有危险。"""
    options: ActOptions = context.obj
    if answer not in DANGER_ANSWERS:
        typer.echo(f"没有“{answer}”这种回答，可用：{'、'.join(DANGER_ANSWERS)}", err=True)
        raise typer.Exit(2)
    with reached(options.server, options.token_file, options.authority, AccessRole.OPERATOR) as hotline:
        case = hotline.case(number)
        show(hotline.answer_question(case, DANGER_ANSWERS[answer], words, kind, options.actor), options)


@app.command()
def verify(
    context: typer.Context,
    number: Number,
    found: Annotated[str, typer.Option(help="核实情况")],
    confirmed: Annotated[bool, typer.Option("--confirmed/--false-alarm", help="属实，或不属实")],
    lead: Annotated[str, typer.Option(help="牵头处置单位；不填则不变")] = "",
    cohandlers: Cohandlers = None,
    limit: Limit = "",
) -> None:
    """重大突发核实属实，或不属实。"""
    designation = designation_of(lead, cohandlers, limit)
    result = desk_pb.VERIFICATION_RESULT_CONFIRMED if confirmed else desk_pb.VERIFICATION_RESULT_FALSE_ALARM
    request = desk_pb.VerifyEmergencyRequest(result=result, findings=found, designation=designation)
    act_as_desk(context, number, request, lambda hotline: hotline.desk.VerifyEmergency)
