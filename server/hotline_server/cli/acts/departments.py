"""``hotline act``: an assigned department."""

from typing import Annotated

import typer
from hotline.v1 import department_service_pb2 as department_pb

from hotline_server.cli.acts.acting import (
    Department,
    Number,
    Reason,
    act_as_department,
    answer_of,
    app,
)
from hotline_server.cli.case_number import Call


@app.command()
def accept(context: typer.Context, number: Number, department: Department) -> None:
    """承办单位签收。"""
    request = department_pb.AcceptAssignmentRequest(department=department)
    act_as_department(context, number, request, lambda hotline: hotline.departments.AcceptAssignment)


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
    act_as_department(context, number, request, lambda hotline: hotline.departments.ObjectToAssignment)


@app.command()
def progress(
    context: typer.Context,
    number: Number,
    text: Annotated[str, typer.Argument(help="办理进展")],
    department: Department,
) -> None:
    """承办单位反馈进展。"""
    request = department_pb.SubmitProgressRequest(department=department, progress=text)
    act_as_department(context, number, request, lambda hotline: hotline.departments.SubmitProgress)


@app.command()
def reply(
    context: typer.Context,
    number: Number,
    text: Annotated[str, typer.Argument(help="办理结果")],
    department: Department,
    missing: Annotated[str, typer.Option(help="协办单位未回复的，不再等待的理由")] = "",
) -> None:
    """承办单位回复办理结果。"""
    request = department_pb.SubmitReplyRequest(department=department, reply=text, missing_reason=missing)
    act_as_department(context, number, request, lambda hotline: hotline.departments.SubmitReply)


@app.command("ask-extension")
def ask_extension(
    context: typer.Context,
    number: Number,
    days: Annotated[int, typer.Argument(help="再要几个工作日")],
    department: Department,
    why: Reason,
) -> None:
    """承办单位申请延期；下级单位的由转派单位答复。"""
    request = department_pb.AskExtensionRequest(department=department, working_days=days, reason=why)
    act_as_department(context, number, request, lambda hotline: hotline.departments.AskExtension)


@app.command("propose-end")
def propose_end(
    context: typer.Context,
    number: Number,
    code: Annotated[str, typer.Argument(help="原因编号，如 T01；hotline act end-reasons 可列出全部")],
    department: Department,
    grounds: Annotated[str, typer.Option(help="事实、依据和拟答复来电人的内容")],
) -> None:
    """承办单位提请终止办理。"""
    request = department_pb.ProposeEndRequest(department=department, reason_code=code, grounds=grounds)
    act_as_department(context, number, request, lambda hotline: hotline.departments.ProposeEnd)


@app.command()
def dissent(context: typer.Context, number: Number, department: Department, why: Reason) -> None:
    """承办单位之间意见不一致，提请领导决定。"""
    request = department_pb.DissentRequest(department=department, reason=why)
    act_as_department(context, number, request, lambda hotline: hotline.departments.Dissent)


@app.command("answer-as-department")
def answer_as_department(
    context: typer.Context,
    number: Number,
    content: Annotated[str, typer.Argument(help="答复内容；未联系上的填原因")],
    department: Department,
    means: Annotated[str, typer.Option(help="方式；来电人没有号码的须写明")] = "电话",
    missed: Annotated[bool, typer.Option("--missed", help="未联系上")] = False,
    call: Call = None,
) -> None:
    """牵头单位直接答复来电人，或记录一次未联系上。"""
    answer = answer_of(content, means, call, missed=missed)
    request = department_pb.AnswerCallerDirectlyRequest(department=department, answer=answer)
    act_as_department(context, number, request, lambda hotline: hotline.departments.AnswerCallerDirectly)
