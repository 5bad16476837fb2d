"""Terminal output of ``hotline directory``."""

from collections.abc import Iterable, Iterator, Sequence

from hotline.v1 import directory_service_pb2 as pb
from rich.table import Table

from hotline_server.api.directory_messages import KINDS, changes_of
from hotline_server.cli.case_page import local
from hotline_server.domain.directory.revision import ChangeState

# Changes shown of a large import.
SHOWN = 30
_STATES = {pb.RevisionState.Value(f"REVISION_STATE_{state.name}"): state.value for state in ChangeState}


def units_table(units: Iterable[pb.DirectoryUnit]) -> Table:
    """Tabulate units."""
    table = Table(header_style="bold")
    for name in ("名称", "类别", "隶属", "电话", "简称"):
        table.add_column(name, overflow="fold")
    for unit in units:
        name = f"{unit.name}（{unit.until} 撤销）" if unit.until else unit.name
        table.add_row(name, KINDS[unit.kind].value, unit.parent, unit.phone, "、".join(unit.aliases))
    return table


def unit_page(unit: pb.DirectoryUnit) -> Table:
    """Tabulate what is known of a unit."""
    table = Table(show_header=False, title=unit.name)
    for name, value in _details(unit):
        if value:
            table.add_row(name, value)
    return table


def _details(unit: pb.DirectoryUnit) -> Iterator[tuple[str, str]]:
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
    yield "值班人员", "；".join(" ".join(filter(None, (one.name, one.phone))) for one in unit.on_duty)
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


def changes_table(changes: Sequence[pb.DirectoryChange], on: str) -> Table:
    """Tabulate changes of a day."""
    table = Table(title=f"{on or '今天'}生效的变更", header_style="bold")
    table.add_column("变更", overflow="fold")
    for change in changes_of(changes[:SHOWN]):
        table.add_row(change.summary)
    if len(changes) > SHOWN:
        table.add_row(f"……共 {len(changes)} 处")
    return table


def impacts_table(impacts: Iterable[pb.UnitImpact]) -> Table:
    """Tabulate what hangs on the units that changes touch."""
    table = Table(title="影响", header_style="bold")
    for name in ("单位", "今后由谁办", "没有了结的交办", "规则和派单目录", "政策", "系统"):
        table.add_column(name, overflow="fold")
    for impact in impacts:
        named = [*impact.rule_ids, *impact.row_ids]
        table.add_row(
            impact.unit,
            "、".join(impact.successors) or "没有",
            f"{impact.open_assignment_count} 件" if impact.open_assignment_count else "",
            _some(named),
            _some(impact.policy_ids),
            "、".join(impact.systems),
        )
    return table


def _some(names: Sequence[str]) -> str:
    shown = "、".join(names[:3])
    return f"{shown}等 {len(names)} 处" if len(names) > 3 else shown  # noqa: PLR2004 - the three shown


def revisions_table(revisions: Iterable[pb.DirectoryRevision]) -> Table:
    """Tabulate revisions."""
    table = Table(header_style="bold")
    for name in ("编号", "生效", "状态", "变更", "移交工单", "谁", "为什么", "何时办的"):
        table.add_column(name, overflow="fold")
    for revision in revisions:
        whole = "；".join(revision.summaries[:3]) + ("……" if len(revision.summaries) > 3 else "")  # noqa: PLR2004
        why = f"{revision.reason}（取消：{revision.cancelled_by}）" if revision.cancelled_by else revision.reason
        moved = f"{revision.handed_over_case_count} 件" if revision.handed_over_case_count else ""
        table.add_row(
            str(revision.id), revision.effective_on, _STATES[revision.state], whole, moved, revision.actor, why,
            local(revision.made_at),
        )  # fmt: skip
    return table
