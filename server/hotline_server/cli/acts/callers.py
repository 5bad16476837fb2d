"""``hotline act``: callers are told, answered and called back, and what they ask for."""

from datetime import datetime
from typing import Annotated

import typer
from hotline.v1 import caller_service_pb2 as caller_pb
from hotline.v1 import case_pb2
from hotline.v1 import desk_service_pb2 as desk_pb

from hotline_server.api.wording import CONNECTION_RESULTS, CONTACT_NUMBERS
from hotline_server.cli.acts.acting import (
    TIMES,
    ActOptions,
    Cohandlers,
    Department,
    Number,
    OnThePhone,
    Reason,
    act_as_desk,
    answer_of,
    app,
    show,
)
from hotline_server.cli.case_number import Call
from hotline_server.cli.connecting import reached
from hotline_server.domain.survey import ContactResult
from hotline_server.ground.clock import CITY
from hotline_server.security.identity import AccessRole

Said = Annotated[str, typer.Argument(help="来电人的原话")]
_CONNECTION_RESULTS = {result.value: number for number, result in CONNECTION_RESULTS.items()}
_HELD = {"合理": caller_pb.REASONABLENESS_REASONABLE, "不合理": caller_pb.REASONABLENESS_UNREASONABLE}
_MEASURES = {
    "再次办理": caller_pb.CALLBACK_MEASURE_SECOND_HANDLING,
    "督办再次办理": caller_pb.CALLBACK_MEASURE_SUPERVISION,
    "报送领导": caller_pb.CALLBACK_MEASURE_ESCALATION,
    "解释说明": caller_pb.CALLBACK_MEASURE_EXPLANATION,
    "移交联动单位": caller_pb.CALLBACK_MEASURE_HANDOVER,
}
_CONTACTS = {result.value: number for result, number in CONTACT_NUMBERS.items()}


@app.command("tell-caller")
def tell_caller(
    context: typer.Context,
    number: Number,
    content: Annotated[str, typer.Argument(help="告知来电人的内容；未能告知的填原因")],
    means: Annotated[str, typer.Option(help="方式；来电人没有号码的须写明")] = "电话",
    call: Call = None,
    not_reached: Annotated[bool, typer.Option("--not-reached", help="未能告知")] = False,
    at: Annotated[datetime | None, typer.Option(help="告知时间（本地时间）；不填则为现在", formats=TIMES)] = None,
) -> None:
    """记录已经告知来电人由谁办理。"""
    request = desk_pb.RecordNoticeRequest(
        call_id=call or 0, content=content, means="" if not_reached else means, not_reached=not_reached
    )
    if at:
        request.told_at.FromDatetime(at.replace(tzinfo=CITY))
    act_as_desk(context, number, request, lambda hotline: hotline.desk.RecordNotice)


@app.command()
def connect(
    context: typer.Context,
    number: Number,
    department: Department,
    result: Annotated[str, typer.Option(help=f"结果：{'、'.join(_CONNECTION_RESULTS)}")] = "接通",
    remark: Annotated[str, typer.Option(help="备注")] = "",
) -> None:
    """记录来电连线承办单位或联动单位的结果，三方通话也这样记。"""
    if result not in _CONNECTION_RESULTS:
        typer.echo(f"没有“{result}”这种结果，可用：{'、'.join(_CONNECTION_RESULTS)}", err=True)
        raise typer.Exit(2)
    options: ActOptions = context.obj
    with reached(options.server, options.token_file, options.authority, AccessRole.OPERATOR) as hotline:
        connected = _CONNECTION_RESULTS[result]
        case = hotline.record_connection(hotline.case(number), department, connected, remark, options.actor)
        show(case, options)


@app.command()
def answer(
    context: typer.Context,
    number: Number,
    content: Annotated[str, typer.Argument(help="答复内容")],
    means: Annotated[str, typer.Option(help="方式；来电人没有号码的须写明")] = "电话",
    missed: Annotated[bool, typer.Option("--missed", help="未联系上，答复内容填原因")] = False,
    call: Call = None,
) -> None:
    """答复群众，或记录一次未联系上。"""
    request = desk_pb.AnswerCallerRequest(answer=answer_of(content, means, call, missed=missed))
    _show_notice(act_as_desk(context, number, request, lambda hotline: hotline.desk.AnswerCaller).attempt_notice)


@app.command()
def satisfaction(
    context: typer.Context,
    number: Number,
    contact: Annotated[str, typer.Option(help=f"联系结果：{'、'.join(_CONTACTS)}")] = ContactResult.REACHED.value,
    responded: Annotated[bool | None, typer.Option("--responded/--no-response", help="是否有人联系")] = None,
    resolved: Annotated[bool | None, typer.Option("--resolved/--unresolved", help="问题是否解决")] = None,
    satisfied: Annotated[bool | None, typer.Option("--satisfied/--unsatisfied", help="是否满意")] = None,
    remark: Annotated[str, typer.Option(help="来电人的其他意见，或未问到的原因")] = "",
    call: Call = None,
) -> None:
    """记录满意度回访；已联系上而未作答的，记为未表态。"""
    if contact not in _CONTACTS:
        typer.echo(f"没有“{contact}”这种结果，可用：{'、'.join(_CONTACTS)}", err=True)
        raise typer.Exit(2)
    survey = case_pb2.SatisfactionSurvey(contact=_CONTACTS[contact])
    if survey.contact == case_pb2.CONTACT_RESULT_REACHED:
        survey.responded, survey.resolved, survey.satisfied = map(_survey_answer, (responded, resolved, satisfied))
    request = desk_pb.RecordSatisfactionRequest(survey=survey, remark=remark, call_id=call or 0)
    _show_notice(act_as_desk(context, number, request, lambda hotline: hotline.desk.RecordSatisfaction).attempt_notice)


@app.command("leave-in-writing")
def leave_in_writing(
    context: typer.Context,
    number: Number,
    content: Annotated[str, typer.Argument(help="留言内容")],
    means: Annotated[str, typer.Option(help="方式：短信、来信等；来电人没有号码的须写明")] = "短信",
    call: Call = None,
) -> None:
    """书面留言告知：回访联系不上的，把答复用书面方式留给来电人。"""
    request = caller_pb.LeaveAnswerInWritingRequest(means=means, content=content, call_id=call or 0)
    act_as_desk(context, number, request, lambda hotline: hotline.callers.LeaveAnswerInWriting)


@app.command("judge-callback")
def judge_callback(
    context: typer.Context,
    number: Number,
    measure: Annotated[str, typer.Argument(help="、".join(_MEASURES))],
    why: Reason,
    lead: Annotated[str, typer.Option(help="再次办理的牵头单位；不填则不变")] = "",
    cohandlers: Cohandlers = None,
    days: Annotated[int, typer.Option(help="再次办理的期限，工作日数；0 为按规则库")] = 0,
    question: Annotated[str, typer.Option(help="报送领导的，请示事项")] = "",
    means: Annotated[str, typer.Option(help="解释说明的，告知方式；不填则为电话，来电人没有号码的须写明")] = "",
    wording: Annotated[str, typer.Option(help="解释说明的，告知来电人的内容")] = "",
    held: Annotated[str, typer.Option("--held", help="来电人的不满是否合理：合理、不合理；不填则为未研判")] = "",
    code: Annotated[str, typer.Option(help="移交的，原因编号，如 Y01；hotline act end-reasons 可列出全部")] = "",
    line: Annotated[str, typer.Option(help="移交的联动单位；不填则按原因的规定")] = "",
    told: Annotated[str, typer.Option(help="移交的，告知来电人的内容")] = "",
    connected: Annotated[bool, typer.Option("--connected", help="来电已连线对方")] = False,
) -> None:
    """研判不满意的回访：再次办理、督办再次办理、报送领导、解释说明或移交联动单位。"""
    if measure not in _MEASURES:
        typer.echo(f"没有“{measure}”这种办法，可用：{'、'.join(_MEASURES)}", err=True)
        raise typer.Exit(2)
    if held and held not in _HELD:
        typer.echo(f"没有“{held}”这种研判，可用：{'、'.join(_HELD)}", err=True)
        raise typer.Exit(2)
    explains = _MEASURES[measure] == caller_pb.CALLBACK_MEASURE_EXPLANATION
    request = caller_pb.JudgeCallbackRequest(
        measure=_MEASURES[measure],
        reason=why,
        designation=case_pb2.Designation(lead_department=lead, cohandlers=cohandlers or [], deadline_working_days=days),
        question=question,
        means=means or ("电话" if explains else ""),
        wording=wording,
        reasonableness=_HELD.get(held, caller_pb.REASONABLENESS_UNSPECIFIED),
        reason_code=code,
        line=line,
        told=told,
        connected=connected,
    )
    act_as_desk(context, number, request, lambda hotline: hotline.callers.JudgeCallback)


@app.command("withdraw-request")
def withdraw_request(context: typer.Context, number: Number, said: Said, call: Call = None) -> None:
    """来电人撤诉。"""
    request = caller_pb.WithdrawRequestRequest(reason=said, call_id=call or 0)
    act_as_desk(context, number, request, lambda hotline: hotline.callers.WithdrawRequest)


@app.command("revoke-withdrawal")
def revoke_withdrawal(context: typer.Context, number: Number, said: Said, call: Call = None) -> None:
    """来电人收回撤诉，继续办理。"""
    request = caller_pb.RevokeWithdrawalRequest(reason=said, call_id=call or 0)
    act_as_desk(context, number, request, lambda hotline: hotline.callers.RevokeWithdrawal)


@app.command("waive-reply")
def waive_reply(context: typer.Context, number: Number, said: Said, call: Call = None) -> None:
    """来电人不要求回复。"""
    request = caller_pb.WaiveReplyRequest(reason=said, call_id=call or 0)
    act_as_desk(context, number, request, lambda hotline: hotline.callers.WaiveReply)


@app.command()
def urge(context: typer.Context, number: Number, said: Said, call: Call = None, attended: OnThePhone = False) -> None:
    """来电人催办。"""
    request = caller_pb.UrgeCaseRequest(text=said, call_id=call or 0, attended=attended)
    act_as_desk(context, number, request, lambda hotline: hotline.callers.UrgeCase)


@app.command()
def supplement(
    context: typer.Context, number: Number, said: Said, call: Call = None, attended: OnThePhone = False
) -> None:
    """来电人补充。"""
    request = caller_pb.SupplementCaseRequest(text=said, call_id=call or 0, attended=attended)
    act_as_desk(context, number, request, lambda hotline: hotline.callers.SupplementCase)


@app.command()
def reopen(context: typer.Context, number: Number, said: Said, call: Call = None) -> None:
    """来电人要求重新受理。"""
    request = caller_pb.ReopenCaseRequest(reason=said, call_id=call or 0)
    act_as_desk(context, number, request, lambda hotline: hotline.callers.ReopenCase)


def _show_notice(notice: str) -> None:
    """Print what follows from an attempt that did not get through, beside the case."""
    if notice:
        typer.echo(notice, err=True)


def _survey_answer(answer: bool | None) -> case_pb2.SurveyAnswer.ValueType:
    if answer is None:
        return case_pb2.SURVEY_ANSWER_NOT_GIVEN
    return case_pb2.SURVEY_ANSWER_YES if answer else case_pb2.SURVEY_ANSWER_NO
