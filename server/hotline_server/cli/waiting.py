"""``hotline pending`` and ``hotline callbacks``: what waits for the desk, and until when."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Annotated, NamedTuple

import typer
from google.protobuf.timestamp_pb2 import Timestamp
from hotline.v1 import case_pb2, case_service_pb2
from rich.table import Table

from hotline_server.api.wording import owner_word
from hotline_server.cli.case_page import local
from hotline_server.cli.connecting import LOCAL, Authority, Server, TokenFile, reached
from hotline_server.cli.console import console
from hotline_server.ground.clock import CITY, begin_of, local_day, system_clock
from hotline_server.security.identity import AccessRole

_CALLS = {
    case_pb2.CALLBACK_STATE_DUE: "回访",
    case_pb2.CALLBACK_STATE_UNREACHABLE: "书面告知",
}


class _Request(NamedTuple):
    """Something that waits for a decision.

    Attributes:
        due_at: when it is to be decided; unset where nobody is late.
    """

    number: str
    wanted: str
    by: str
    owner: str
    due_at: Timestamp


def pending(server: Server = LOCAL, token_file: TokenFile = None, authority: Authority = None) -> None:
    """列出承办单位等值班室、领导答复的申请，先到期的在前。

    延期、异议、暂缓、终止办理和不同意见都在内。
    """
    filter_ = case_service_pb2.CaseFilter(awaited=case_service_pb2.CASE_AWAITED_REQUEST)
    with reached(server, token_file, authority, AccessRole.OPERATOR) as hotline:
        found = [one for case in hotline.cases(filter_) for one in _requests(case)]
    table = _table("工单", "申请", "单位", "等谁答复", "期限")
    for one in sorted(found, key=lambda one: (one.due_at.ToMicroseconds() or 2**62, one.number)):
        table.add_row(one.number, one.wanted, one.by, one.owner, local(one.due_at) if one.due_at.seconds else "")
    console().print(table)


def callbacks(
    before: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M"], help="到什么时候为止；不写就是今天")
    ] = None,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """列出要回访、要再打一次或要书面告知的来电人，先到时间的在前。"""
    until = Timestamp()
    tomorrow = begin_of(local_day(system_clock()) + timedelta(days=1))
    until.FromDatetime(before.replace(tzinfo=CITY) if before else tomorrow)
    filter_ = case_service_pb2.CaseFilter(awaited=case_service_pb2.CASE_AWAITED_CALLBACK, callback_before=until)
    with reached(server, token_file, authority, AccessRole.OPERATOR) as hotline:
        found = [(one, case) for case in hotline.cases(filter_) for one in _due(case.callers, until)]
    table = _table("工单", "来电", "要做的", "第几次", "时间")
    for one, case in sorted(found, key=lambda pair: pair[0].callback_due_at.ToMicroseconds()):
        attempt = "" if one.callback == case_pb2.CALLBACK_STATE_UNREACHABLE else str(one.failed_attempts + 1)
        wanted = _CALLS.get(one.callback, "答复")
        table.add_row(case.number, str(one.call_id), wanted, attempt, local(one.callback_due_at))
    console().print(table)


def _requests(case: case_pb2.Case) -> Iterator[_Request]:
    owner = owner_word(case_pb2.Owner(kind=case_pb2.OWNER_KIND_DESK))
    for one in case.assignments:
        if one.HasField("decision_due_at"):
            is_objection = one.objection_state == case_pb2.OBJECTION_STATE_PENDING
            wanted = "派单异议" if is_objection else f"延期 {one.extension_working_days} 个工作日"
            yield _Request(case.number, wanted, one.department, owner, one.decision_due_at)
    if case.HasField("end_proposal"):
        yield _Request(case.number, "终止办理", case.end_proposal.department, owner, case.end_proposal.due_at)
    if case.promise.HasField("decision_due_at"):
        promise = case.promise
        yield _Request(
            case.number, f"暂缓到 {promise.promised_on}", promise.owner_department, owner, promise.decision_due_at
        )
    if case.state == case_pb2.CASE_STATE_DISPUTED:
        dissenting = "、".join(dict.fromkeys(asked.by for asked in case.leader_question.asked))
        yield _Request(case.number, "不同意见", dissenting, owner_word(case.owner), case.next_due_at)


def _due(callers: Iterable[case_pb2.CallerEntry], until: Timestamp) -> Iterator[case_pb2.CallerEntry]:
    for one in callers:
        if one.HasField("callback_due_at") and one.callback_due_at.ToMicroseconds() < until.ToMicroseconds():
            yield one


def _table(*headings: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for heading in headings:
        table.add_column(heading, overflow="fold", no_wrap=heading in ("工单", "期限", "时间"))
    return table
