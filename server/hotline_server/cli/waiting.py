"""``hotline pending`` and ``hotline callbacks``: what waits in cases, for whom, and until when."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

import typer
from google.protobuf.timestamp_pb2 import Timestamp
from hotline.v1 import case_pb2, case_service_pb2
from hotline_client import Hotline
from rich.table import Table

from hotline_server.api.wording import owner_word
from hotline_server.cli.connecting import LOCAL, Authority, Server, TokenFile, reached
from hotline_server.cli.console import console, local
from hotline_server.domain.numbering import number_of
from hotline_server.ground.clock import CITY, begin_of, local_day, system_clock
from hotline_server.security.identity import AccessRole

_CALLS = {
    "DeskService.AnswerCaller": "答复",
    "DeskService.RecordSatisfaction": "回访",
    "CallerService.LeaveAnswerInWriting": "书面告知",
}
# Each kind of wait has a filter; callbacks have a list of their own, and requests are found by their kinds.
_APART = (
    case_service_pb2.CASE_AWAITED_UNSPECIFIED,
    case_service_pb2.CASE_AWAITED_REQUEST,
    case_service_pb2.CASE_AWAITED_CALLBACK,
)
PENDING = tuple(kind for kind in case_service_pb2.CaseAwaited.values() if kind not in _APART)
ROWS = 200
_EXTENSIONS = ("DeskService.DecideExtension", "DelegationService.DecideUnitExtension")


@dataclass(frozen=True, slots=True)
class _Row:
    """Line of the list of what is to be done."""

    number: str
    wanted: str
    concerned: str
    owner: str
    side: str
    due_at: Timestamp


def pending(
    owner: Annotated[str, typer.Option("--owner", help="只看这个责任人的：值班室、领导，或者单位名称")] = "",
    before: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M"], help="只看这个时间以前到期的")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="最多列出多少项")] = ROWS,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """列出待值班室、领导、联动单位和转派单位办理的事项，先到期的在前。

    待研判、核实、审核、答复、跟踪的工单和值班室自己承办的都在内；延期、异议、暂缓、终止办理、剔除、申诉、归口结果、办理建议、
    不同意见和请示也在内，尚未告知由谁办理的来电人、已经答复而交办还没有了结的工单也在内。待回访、待再次拨打的来电人用
    hotline callbacks 查看。
    """
    with reached(server, token_file, authority, AccessRole.OPERATOR) as hotline:
        found = [row for case in _cases(hotline) for row in _rows(case)]
    until = int(before.replace(tzinfo=CITY).timestamp() * 1_000_000) if before else None
    rows = [
        row
        for row in sorted(found, key=lambda one: (one.due_at.ToMicroseconds(), one.number))
        if owner in ("", row.owner, row.side) and (until is None or row.due_at.ToMicroseconds() < until)
    ]
    table = _table("工单", "待办事项", "单位、来电", "责任人", "期限")
    for row in rows[:limit]:
        table.add_row(row.number, row.wanted, row.concerned, row.owner, local(row.due_at))
    console().print(table)
    if len(rows) > limit:
        typer.echo(f"还有 {len(rows) - limit} 项，期限更晚；用 --owner、--before 缩小范围，或者用 --limit 多列一些")


def callbacks(
    before: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M"], help="截止时间；不填则为今天")
    ] = None,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """列出待回访、待再次拨打或待书面告知的来电人，先到时间的在前。"""
    until = Timestamp()
    tomorrow = begin_of(local_day(system_clock()) + timedelta(days=1))
    until.FromDatetime(before.replace(tzinfo=CITY) if before else tomorrow)
    filter_ = case_service_pb2.CaseFilter(awaited=case_service_pb2.CASE_AWAITED_CALLBACK, callback_before=until)
    with reached(server, token_file, authority, AccessRole.OPERATOR) as hotline:
        found = [(one, case) for case in hotline.cases(filter_) for one in case.waits if _is_call(one, until)]
    table = _table("工单", "来电", "待办事项", "第几次", "时间")
    for one, case in _by_due_time(found):
        caller = next(caller for caller in case.callers if caller.call_id == one.call_id)
        attempt = "" if caller.callback == case_pb2.CALLBACK_STATE_UNREACHABLE else str(caller.failed_attempts + 1)
        table.add_row(case.number, number_of(one.call_id), _CALLS[one.rpc], attempt, local(one.due_at))
    console().print(table)


def _rows(case: case_pb2.Case) -> Iterator[_Row]:
    """Yield what waits in a case, that of several callers in one row."""
    alike: dict[tuple[str, str, str, str], list[case_pb2.Wait]] = {}
    for one in case.waits:
        if not _calls(one):
            alike.setdefault((_wanted(one, case), one.party, one.role, owner_word(one.owner)), []).append(one)
    for (wanted, party, role, side), several in alike.items():
        first = min(several, key=lambda one: one.due_at.ToMicroseconds())
        yield _Row(case.number, wanted, party or _callers(several), role or side, side, first.due_at)


def _callers(several: Sequence[case_pb2.Wait]) -> str:
    """Return whose calls are concerned: the call, or how many there are."""
    if len(several) > 1:
        return f"{len(several)} 个来电"
    return f"来电 {number_of(several[0].call_id)}" if several[0].call_id else ""


def _calls(one: case_pb2.Wait) -> bool:
    """Return whether a caller is to be called or written to, which the list of callbacks has."""
    return one.rpc in _CALLS and bool(one.call_id)


def _cases(hotline: Hotline) -> Iterable[case_pb2.Case]:
    """Return the cases in which something is pending, each once."""
    filters = [case_service_pb2.CaseFilter(awaited=awaited) for awaited in PENDING]
    return {case.number: case for filter_ in filters for case in hotline.cases(filter_)}.values()


def _wanted(one: case_pb2.Wait, case: case_pb2.Case) -> str:
    """Return what is awaited, with how much time where a department asks for some."""
    if one.rpc in _EXTENSIONS:
        days = next(
            asking.extension_working_days
            for asking in case.assignments
            if asking.department == one.party and asking.extension_working_days
        )
        return f"{one.label}（{days} 个工作日）"
    if one.rpc == "DeskService.SuspendCase":
        return f"{one.label}（到 {case.promise.promised_on}）"
    return one.label


def _is_call(one: case_pb2.Wait, until: Timestamp) -> bool:
    return _calls(one) and one.due_at.ToMicroseconds() < until.ToMicroseconds()


def _by_due_time(found: Iterable[tuple[case_pb2.Wait, case_pb2.Case]]) -> list[tuple[case_pb2.Wait, case_pb2.Case]]:
    return sorted(found, key=lambda pair: (pair[0].due_at.ToMicroseconds(), pair[1].number))


def _table(*headings: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for heading in headings:
        table.add_column(heading, overflow="fold", no_wrap=heading in ("工单", "期限", "时间"))
    return table
