"""``hotline register`` and ``hotline show``: a case as a readable page."""

from typing import Annotated, NoReturn

import typer
from google.protobuf.timestamp_pb2 import Timestamp
from hotline.v1 import case_pb2
from hotline_client import Hotline, HotlineError
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from hotline_server.api.wording import (
    ASSIGNMENT_STATES,
    CHANNELS,
    OUTCOMES,
    REQUEST_TYPES,
    STATES,
    URGENCY_NUMBERS,
)
from hotline_server.cli.connecting import LOCAL, Authority, Server, TokenFile, reach
from hotline_server.clock import CITY
from hotline_server.domain.lifecycle import Act
from hotline_server.domain.parties import Role
from hotline_server.rulebook.decision import Outcome
from hotline_server.security.identity import AccessRole

OUTCOME_STYLES = {
    Outcome.EMERGENCY: "bold white on red",
    Outcome.REPORT_TO_LEADER: "bold magenta",
    Outcome.JOINT: "cyan",
    Outcome.TRANSFER: "blue",
    Outcome.REFERRAL: "green",
    Outcome.DIRECT_ANSWER: "bold green",
    Outcome.DESK: "yellow",
}
_URGENCIES = {number: urgency.value for urgency, number in URGENCY_NUMBERS.items()}


def register(
    content: Annotated[str, typer.Argument(help="来电内容")],
    phone: Annotated[str, typer.Option(help="来电号码")] = "",
    name: Annotated[str, typer.Option(help="来电人姓名")] = "",
    district: Annotated[str, typer.Option(help="事发区县")] = "",
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """登记一个来电,显示怎么办、为什么。"""
    call = case_pb2.Call(
        content=content,
        caller=case_pb2.Caller(name=name, phone=phone),
        district=district,
        operator="命令行",
        channel=case_pb2.CHANNEL_PHONE,
    )
    with reach(server, token_file, authority, AccessRole.OPERATOR) as hotline:
        try:
            number = hotline.register(call).number
        except HotlineError as error:
            _give_up(error)
        _print(hotline, number)


def show(
    number: Annotated[str, typer.Argument(help="工单号")],
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """显示一个工单和它的经过。"""
    with reach(server, token_file, authority, AccessRole.OPERATOR) as hotline:
        _print(hotline, number)


def _print(hotline: Hotline, number: str) -> None:
    try:
        case = hotline.case(number, log=True)
    except HotlineError as error:
        _give_up(error)
    Console().print(case_page(case))


def _give_up(error: HotlineError) -> NoReturn:
    typer.echo(f"{error.code.name}:{error}", err=True)
    raise typer.Exit(1) from None


def case_page(case: case_pb2.Case) -> Panel:
    """A case as one panel: what was said, what was decided and why, what happened since."""
    outcome = OUTCOMES[case.decision.outcome]
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="dim", no_wrap=True)
    facts.add_column(overflow="fold")
    lead, others = case.decision.lead, case.decision.cohandlers
    policy = case.decision.policy
    for label, value in (
        ("状态", STATES[case.state].value),
        ("现在归", case.owner),
        ("办理", Text(outcome.value, OUTCOME_STYLES[outcome])),
        ("牵头", f"{lead.name} {lead.phone}".strip()),
        ("协办", "、".join(other.name for other in others)),
        ("紧急程度", _URGENCIES[case.decision.urgency]),
        ("期限", "立即" if outcome is Outcome.EMERGENCY else f"{case.decision.deadline_working_days} 个工作日"),
        ("答复", policy.answer),
        ("政策依据", policy.source),
        ("理由", ";".join(case.decision.reasons)),
        ("规则", f"{'、'.join(case.decision.rule_ids)}(版本 {case.decision.rule_book_version})"),
        ("分类", f"{case.category} {case.matter}".strip()),
        ("来电", f"{CHANNELS[case.call.channel]} {REQUEST_TYPES[case.call.request_type]}".strip()),
        ("号码", case.call.caller.phone),
    ):
        if value:
            facts.add_row(label, value)
    parts: list[RenderableType] = [Text(case.call.content), Text(), facts]
    if case.assignments:
        parts += [Text(), _assignments(case)]
    body = Group(*parts, Text(), _timeline(case))
    return Panel(body, title=f"工单 {case.number}", title_align="left", expand=False)


def _assignments(case: case_pb2.Case) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("承办单位", "", "交办", "期限", "回复"):
        table.add_column(name, overflow="fold")
    for assignment in case.assignments:
        table.add_row(
            assignment.department,
            "牵头" if assignment.leads else "协办",
            ASSIGNMENT_STATES[assignment.state].value,
            _local(assignment.limit) + ("(节假日未公布,可能变动)" if assignment.provisional else ""),
            assignment.reply,
        )
    return table


def _timeline(case: case_pb2.Case) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for _ in range(5):
        table.add_column(overflow="fold")
    for entry in case.log:
        about = "" if entry.actor == entry.department else entry.department
        table.add_row(
            _local(entry.at), f"{Role[entry.role].value} {entry.actor}", Act[entry.act].value, about, entry.reason
        )
    return table


def _local(moment: Timestamp) -> str:
    return f"{moment.ToDatetime(CITY):%m-%d %H:%M}"
