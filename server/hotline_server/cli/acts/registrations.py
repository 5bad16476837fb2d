"""``hotline act``: registrations are amended."""

from typing import Annotated

import typer
from hotline.v1 import case_pb2
from hotline.v1 import desk_service_pb2 as desk_pb

from hotline_server.api.wording import CHANNEL_NUMBERS, REQUEST_TYPE_NUMBERS
from hotline_server.cli.acts.acting import ActOptions, Number, OnThePhone, Reason, act_as_desk, app, show
from hotline_server.cli.connecting import reached
from hotline_server.domain.numbering import restore_number
from hotline_server.security.identity import AccessRole

_REQUEST_TYPES = {word: number for word, number in REQUEST_TYPE_NUMBERS.items() if word}


@app.command()
def amend(
    context: typer.Context,
    number: Number,
    why: Annotated[str, typer.Option("--why", help="更正理由；登记人在时限内更正本人登记的可不填")] = "",
    content: Annotated[str | None, typer.Option(help="内容")] = None,
    subject: Annotated[str | None, typer.Option(help="标题")] = None,
    address: Annotated[str | None, typer.Option(help="事发地点")] = None,
    district: Annotated[str | None, typer.Option(help="事发区县")] = None,
    name: Annotated[str | None, typer.Option(help="来电人姓名")] = None,
    phone: Annotated[str | None, typer.Option(help="来电号码")] = None,
    organisation: Annotated[str | None, typer.Option(help="来电人单位")] = None,
    channel: Annotated[str | None, typer.Option(help="、".join(CHANNEL_NUMBERS))] = None,
    request_type: Annotated[str | None, typer.Option("--type", help="、".join(_REQUEST_TYPES))] = None,
    follows: Annotated[str | None, typer.Option(help="接续的工单号")] = None,
    secret: Annotated[bool | None, typer.Option("--secret/--not-secret", help="来电人要求保密，或不再要求")] = None,
    no_reply: Annotated[bool | None, typer.Option("--no-reply/--reply", help="来电人不要求回复，或要求回复")] = None,
    urgent: Annotated[bool | None, typer.Option("--urgent/--not-urgent", help="危及生命财产，或不危及")] = None,
    attended: OnThePhone = False,
) -> None:
    """更正登记内容，填哪几项就更正哪几项；原内容保留在办理经过中。"""
    for word, known, what in ((channel, CHANNEL_NUMBERS, "来电渠道"), (request_type, _REQUEST_TYPES, "诉求类型")):
        if word is not None and word not in known:
            typer.echo(f"没有“{word}”这种{what}，可用：{'、'.join(known)}", err=True)
            raise typer.Exit(2)
    given = {
        "caller.name": name,
        "caller.organisation": organisation,
        "caller.phone": phone,
        "caller.confidential": secret,
        "caller.wishes_no_reply": no_reply,
        "content": content,
        "subject": subject,
        "address": address,
        "district": district,
        "channel": CHANNEL_NUMBERS.get(channel or ""),
        "request_type": _REQUEST_TYPES.get(request_type or ""),
        "follows": None if follows is None else restore_number(follows),
        "marked_urgent": urgent,
    }
    fields = {path: value for path, value in given.items() if value is not None}
    call = case_pb2.Call()
    for path, value in fields.items():
        *parents, field = path.split(".")
        setattr(call.caller if parents else call, field, value)
    options: ActOptions = context.obj
    with reached(options.server, options.token_file, options.authority, AccessRole.OPERATOR) as hotline:
        case = hotline.case(number)
        amended = hotline.amend_registration(case, call, fields, why, actor=options.actor, attended=attended)
        show(amended, options)


@app.command("keep-decision")
def keep_decision(context: typer.Context, number: Number, why: Reason) -> None:
    """有办理建议要研判的，研判后维持原办理方式。"""
    request = desk_pb.KeepDecisionRequest(reason=why)
    act_as_desk(context, number, request, lambda hotline: hotline.desk.KeepDecision)
