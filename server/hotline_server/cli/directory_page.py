"""Terminal output of ``hotline directory``."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from hotline.v1 import directory_service_pb2 as pb
from rich.table import Table
from rich.text import Text

from hotline_server.api.directory_messages import KINDS, changes_of
from hotline_server.domain.directory.revision import ChangeState
from hotline_server.ground.clock import CITY

# Changes shown of a large import.
SHOWN = 30
# Names, and other things, shown of many.
_NAMED = 5
_SOME = 3
# Columns of the terminal that a table takes at least, so that its title stays on one line.
_NARROWEST = 30
_STATES = {pb.RevisionState.Value(f"REVISION_STATE_{state.name}"): state.value for state in ChangeState}


def units_table(units: Iterable[pb.DirectoryUnit]) -> Table:
    """Tabulate units."""
    table = _table("名称", "类别", "隶属", "电话", "简称")
    for unit in units:
        name = f"{unit.name}（{unit.until} 撤销）" if unit.until else unit.name
        _add(table, name, KINDS[unit.kind].value, unit.parent, unit.phone, "、".join(unit.aliases))
    return table


def unit_page(unit: pb.DirectoryUnit, today: date) -> Table:
    """Tabulate what is known of a unit.

    Args:
        unit: the unit.
        today: day in the city, for who is on duty.
    """
    table = Table(show_header=False, title=Text(unit.name), min_width=_NARROWEST)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in _details(unit, today):
        if value:
            _add(table, name, value)
    return table


def _details(unit: pb.DirectoryUnit, today: date) -> Iterator[tuple[str, str]]:
    on_duty = [one for one in unit.on_duty if _is_on(one, today)]
    others = [one for one in unit.on_duty if one not in on_duty]
    yield "代码", unit.code
    yield "类别", KINDS[unit.kind].value
    yield "隶属", unit.parent
    yield "所在区县", unit.district if unit.district != unit.parent else ""
    yield "简称", "、".join(unit.aliases)
    yield "曾用名", "、".join(f"{former.name}（至 {former.until}）" for former in unit.former_names)
    yield "行政区划", unit.division_code
    yield "机构代码", unit.organisation_code
    yield "电话", unit.phone
    yield "值班电话", unit.duty_phone
    yield "办公时间", unit.hours
    yield "分管领导", unit.leader
    yield "值班人员（今天）", "\n".join(map(_duty, on_duty))
    yield "值班人员（其他日期）", "\n".join(map(_duty, others))
    yield "兜底", "、".join(unit.backs)
    yield "可以直派", "、".join(unit.matters.matters)
    yield "下属街镇可以直派", "、".join(unit.town_matters.matters)
    yield "成立", unit.since
    yield "撤销", unit.until
    yield "承接单位", "；".join(_successor(one) for one in unit.successors)
    yield "牵头的事项", "、".join(unit.duties)


def _successor(successor: pb.Successor) -> str:
    matters = f"（{'、'.join(successor.matters)}）" if successor.matters else ""
    return successor.unit + matters


def _is_on(duty: pb.Duty, day: date) -> bool:
    on = day.isoformat()
    return (duty.begins or on) <= on <= (duty.ends or on)


def _duty(duty: pb.Duty) -> str:
    begins, ends = duty.begins and f"{duty.begins} 起", duty.ends and f"至 {duty.ends}"
    return " ".join(filter(None, (duty.post, duty.name, duty.phone, begins, ends)))


def comparison_notes(compared: pb.CompareDirectoryResponse) -> Iterator[Text]:
    """Yield what to know before the changes: a file from another version, units that it lacks, several days."""
    if compared.document_etag and compared.document_etag != compared.etag:
        yield Text(
            f"注意：文件导出自目录的第 {compared.document_etag} 版，目录现在是第 {compared.etag} 版。"
            "两版之间的改动，文件里没有的，采用后会改回去；请核对下面的变更，或者重新导出后再改",
            style="bold red",
        )
    if compared.absent:
        yield Text(f"文件里没有{_names(compared.absent)}，保持不变；要撤销，在文件里写“撤销”的日期")
    if not compared.days:
        yield Text("文件和目录一致，没有变更")
    if len(compared.days) > 1:
        days = "；".join(f"{day.effective_on} {len(day.changes)} 项" for day in compared.days)
        yield Text(
            f"变更分 {len(compared.days)} 个日期生效：{days}。采用时逐日确认、分别办理，先办的不因后面不办而撤回"
        )


def _names(names: Sequence[str]) -> str:
    shown = "、".join(names[:_NAMED])
    return f"{shown}等 {len(names)} 个单位" if len(names) > _NAMED else shown


def changes_table(changes: Sequence[pb.DirectoryChange], on: str) -> Table:
    """Tabulate changes of a day."""
    table = Table(title=f"{on or '今天'}生效的变更", show_header=False, min_width=_NARROWEST)
    table.add_column(overflow="fold")
    for change in changes_of(changes[:SHOWN]):
        _add(table, change.summary)
    if len(changes) > SHOWN:
        _add(table, f"……共 {len(changes)} 项")
    return table


def impacts_table(impacts: Iterable[pb.UnitImpact]) -> Table:
    """Tabulate what hangs on the units that changes touch."""
    table = _table("单位", "由谁承接", "未办结的交办", "规则和派单目录", "政策", "系统")
    table.title = "影响"
    for impact in impacts:
        _add(
            table,
            impact.unit,
            "、".join(impact.successors) or "无",
            f"{impact.open_assignment_count} 件" if impact.open_assignment_count else "",
            _some([*impact.rule_ids, *impact.row_ids]),
            _some(impact.policy_ids),
            "、".join(impact.systems),
        )
    return table


def differences_table(impacts: Iterable[pb.UnitImpact]) -> Table:
    """Tabulate what changes about each unit, column by column."""
    table = _table("单位", "改动")
    table.title = "改动的内容"
    for impact in impacts:
        for place, difference in enumerate(impact.differences):
            _add(table, "" if place else impact.unit, difference)
    return table


def _some(names: Sequence[str]) -> str:
    shown = "、".join(names[:_SOME])
    return f"{shown}等 {len(names)} 处" if len(names) > _SOME else shown


def revisions_table(revisions: Iterable[pb.DirectoryRevision]) -> Table:
    """Tabulate revisions."""
    table = Table(header_style="bold", show_lines=True)
    for name in ("编号", "生效日期", "状态"):
        table.add_column(name, no_wrap=True)
    for name in ("变更", "办理"):
        table.add_column(name, overflow="fold")
    for revision in revisions:
        whole = "；".join(revision.summaries[:_SOME])
        if len(revision.summaries) > _SOME:
            whole += f"等 {len(revision.summaries)} 项"
        if revision.handed_over_case_count:
            whole += f"（移交工单 {revision.handed_over_case_count} 件）"
        made = f"{revision.made_at.ToDatetime(CITY):%Y-%m-%d %H:%M} {revision.actor}：{revision.reason}"
        if revision.cancelled_by:
            made += f"\n取消：{revision.cancelled_by}"
        _add(table, str(revision.id), revision.effective_on, _STATES[revision.state], whole, made)
    return table


def _table(*columns: str) -> Table:
    table = Table(header_style="bold")
    for name in columns:
        table.add_column(name, overflow="fold")
    return table


def _add(table: Table, *texts: str) -> None:
    """Add a row of texts as they stand: names may contain what would be markup."""
    table.add_row(*map(Text, texts))
