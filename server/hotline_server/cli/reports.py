"""``hotline report``: reports as tables or documents."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from hotline.v1 import hotspot_service_pb2 as hotspots_pb
from hotline.v1 import report_service_pb2 as pb
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from hotline_server.api.wording import EXCLUSION_STATES, HOTNESS_FACTORS, RATES, UNIT_CLASSES
from hotline_server.cli.connecting import LOCAL, Authority, Server, TokenFile, reached
from hotline_server.cli.console import Json, console, one_line
from hotline_server.cli.group import group
from hotline_server.cli.output import writing
from hotline_server.domain.exclusion import ExclusionOutcome
from hotline_server.domain.measures import Rate
from hotline_server.domain.numbering import restore_number
from hotline_server.reports import wording
from hotline_server.reports.exclusions import exclusion_rows
from hotline_server.security.identity import AccessRole

app = group("报表")
Exported = TypeVar("Exported", pb.ExportBulletinResponse, pb.ExportAnnualReportResponse)
_DAYS = ["%Y-%m-%d"]
_TOP_MATTERS = 10
_BARS = " ▁▂▃▄▅▆▇█"
_DOCUMENTS = {
    ".docx": pb.DOCUMENT_FORMAT_DOCX,
    ".pdf": pb.DOCUMENT_FORMAT_PDF,
    ".html": pb.DOCUMENT_FORMAT_HTML,
}
_FORMATS = {".xlsx": pb.DOCUMENT_FORMAT_XLSX, **_DOCUMENTS}
Out = Annotated[Path, typer.Option(help="输出文件，.docx、.pdf 或 .html")]


@app.callback()
def report() -> None:
    """报表。"""


@app.command()
def bulletin(
    first: Annotated[datetime, typer.Option("--from", help="第一天", formats=_DAYS)],
    last: Annotated[datetime, typer.Option("--to", help="最后一天", formats=_DAYS)],
    out: Annotated[Path | None, typer.Option(help="输出文件，.xlsx、.docx、.pdf 或 .html；不填则显示考核指标")] = None,
    current_names: Annotated[
        bool, typer.Option("--current-names", help="更名、合并过的单位按现名合计；不填则按当时的名称")
    ] = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """通报：一段时间里各承办单位的交办、办理和考核指标，排名和升降。"""
    form = _format(out, _FORMATS) if out else pb.DOCUMENT_FORMAT_UNSPECIFIED
    first_day, last_day = f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}"
    naming = pb.DEPARTMENT_NAMING_CURRENT if current_names else pb.DEPARTMENT_NAMING_RECORDED
    with reached(server, token_file, authority, AccessRole.REPORTER) as hotline:
        if out:
            export = pb.ExportBulletinRequest(first_day=first_day, last_day=last_day, format=form, naming=naming)
            _write(out, _show_progress(hotline.reports.ExportBulletin(export)))
        else:
            request = pb.GetBulletinRequest(first_day=first_day, last_day=last_day, naming=naming)
            answer = hotline.reports.GetBulletin(request)
            for part in _tables(answer):
                console().print(part)
            if answer.lines:
                console().print(_line_table(answer.lines))


@app.command()
def daily(
    day: Annotated[datetime, typer.Argument(help="日期，如 2026-11-25", formats=_DAYS)],
    out: Out,
    as_scheduled: Annotated[bool, typer.Option(help="取早上按时生成的一份，不按现在的情况重新生成")] = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """每日值班综述：一天的来电、热点、突发、逾期督办、满意度和建议，与前一日、上周、去年相比。"""
    request = pb.ExportOverviewRequest(
        day=f"{day:%Y-%m-%d}", format=_format(out, _DOCUMENTS), as_scheduled=as_scheduled
    )
    with reached(server, token_file, authority, AccessRole.REPORTER) as hotline:
        _write(out, hotline.reports.ExportOverview(request))


@app.command()
def special(
    out: Out,
    hotspot: Annotated[str, typer.Option(help="热点编号，或其中任一工单号", callback=restore_number)] = "",
    category: Annotated[str, typer.Option(help="分类")] = "",
    matter: Annotated[str, typer.Option(help="事项")] = "",
    district: Annotated[str, typer.Option(help="区县")] = "",
    first: Annotated[datetime | None, typer.Option("--from", help="第一天", formats=_DAYS)] = None,
    last: Annotated[datetime | None, typer.Option("--to", help="最后一天", formats=_DAYS)] = None,
    title: Annotated[str, typer.Option(help="标题；不填则按内容拟定")] = "",
    question: Annotated[str, typer.Option(help="请示事项")] = "",
    proposal: Annotated[str, typer.Option(help="拟办意见；不填则按办理情况起草")] = "",
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """值班专报：一个热点，或一段时间里一类事项、一个区县的情况，供领导决策参考。"""
    if hotspot and any((category, matter, district, first, last)):
        typer.echo("填了热点的，不再填分类、事项、区县和日期", err=True)
        raise typer.Exit(2)
    request = pb.ExportSpecialReportRequest(
        title=title, question=question, proposal=proposal, format=_format(out, _DOCUMENTS)
    )
    if hotspot:
        request.number = hotspot
    else:
        scope = pb.SpecialReportScope(
            category=category,
            matter=matter,
            district=district,
            first_day=f"{first:%Y-%m-%d}" if first else "",
            last_day=f"{last:%Y-%m-%d}" if last else "",
        )
        request.scope.CopyFrom(scope)
    with reached(server, token_file, authority, AccessRole.REPORTER) as hotline:
        _write(out, hotline.reports.ExportSpecialReport(request))


@app.command()
def annual(
    year: Annotated[int, typer.Argument(help="年份，如 2026；还没有过完的算到今天")],
    out: Annotated[Path | None, typer.Option(help="输出文件，.docx、.pdf 或 .html；不填则显示主要数字")] = None,
    json: Json = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """年度报告：全年受理、办理、督办、回访、考核的数字，与上年相比。"""
    form = _format(out, _DOCUMENTS) if out else pb.DOCUMENT_FORMAT_UNSPECIFIED
    with reached(server, token_file, authority, AccessRole.REPORTER) as hotline:
        if out:
            request = pb.ExportAnnualReportRequest(year=year, format=form)
            _write(out, _show_progress(hotline.reports.ExportAnnualReport(request)))
            return
        found = hotline.reports.GetAnnualReport(pb.GetAnnualReportRequest(year=year))
    if json:
        typer.echo(one_line(found))
        return
    earlier = found.calls.count_before
    compared = f"上年同期 {earlier} 件" if earlier else "上年没有数据"
    typer.echo(f"{found.first_day} 至 {found.last_day} 受理 {found.calls.count} 件，{compared}")
    for heading, counts in (
        ("渠道", found.channels),
        ("诉求类型", found.request_types),
        ("处理方式", found.outcomes),
        ("事项", found.matters[:_TOP_MATTERS]),
        ("办理环节", found.acts),
    ):
        console().print(_annual_table(heading, counts, ("本年", "上年") if earlier else ("本年",)))
    for part in (found.total, found.total_before, found.raw_total):
        part.ClearField("composite")
    found.total_before.name, found.raw_total.name = "上年合计", f"{found.total.name}（剔除前）"
    console().print(_table("各单位合计", [found.total, found.total_before, found.raw_total]))


@app.command()
def hot(
    limit: Annotated[int, typer.Option(help="最多显示的件数，1 到 100")] = 20,
    json: Json = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """热点：多人反映的同一件事，热度高的在前，并列出热度来源。"""
    with reached(server, token_file, authority, AccessRole.REPORTER) as hotline:
        found = hotline.hotspots.ListHotspots(hotspots_pb.ListHotspotsRequest(limit=limit)).hotspots
    if json:
        for hotspot in found:
            typer.echo(one_line(hotspot))
    elif found:
        console().print(_hot_table(found))
    else:
        typer.echo("近期没有热点")


def _format(out: Path, formats: Mapping[str, pb.DocumentFormat.ValueType]) -> pb.DocumentFormat.ValueType:
    if out.suffix not in formats:
        typer.echo(f"{out} 的后缀应为 {'、'.join(formats)} 之一", err=True)
        raise typer.Exit(2)
    return formats[out.suffix]


def _show_progress(responses: Iterable[Exported]) -> Iterator[Exported]:
    """Yield the responses while showing a progress bar of the count."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("统计", total=1.0)
        for response in responses:
            if response.WhichOneof("part") == "progress":
                progress.update(task, completed=response.progress)
            yield response


def _write(out: Path, responses: Iterable[Any]) -> None:
    """Write a document once it is received completely."""
    with writing(out) as file:
        for response in responses:
            file.write(response.chunk)
    typer.echo(f"已生成 {out}")


def _line_table(lines: Iterable[pb.LineFigures]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(wording.LINE, overflow="fold")
    for heading in wording.LINE_COLUMNS:
        table.add_column(heading, justify="right")
    for one in lines:
        time = wording.hours(one.median_result.ToTimedelta() if one.HasField("median_result") else None)
        counts = (one.handed_over, one.acceptance_due, one.accepted_in_time, one.refused, one.recalled, one.results)
        table.add_row(one.line, *map(str, counts), time, str(one.handed_in), str(one.given_back))
    return table


def _annual_table(heading: str, counts: Iterable[pb.AnnualCount], years: Sequence[str]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(heading, overflow="fold")
    for name in years:
        table.add_column(name, justify="right")
    for one in counts:
        if one.count or one.count_before:
            shown = (one.count, one.count_before)[: len(years)]
            table.add_row(one.name or "未写明", *map(str, shown))
    return table


def _hot_table(found: Sequence[hotspots_pb.Hotspot]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for heading in ("热度", "人", "件", "未办结", "近两周", "事项", "热度来源"):
        table.add_column(
            heading, justify="right" if heading in ("热度", "人", "件", "未办结") else "left", overflow="fold"
        )
    for hotspot in found:
        why = "；".join(
            f"{HOTNESS_FACTORS[part.factor].value} {part.points:g}/{part.max_points}（{part.explanation}）"
            for part in hotspot.parts
            if part.points
        )
        table.add_row(
            f"{hotspot.hotness:g}",
            str(hotspot.people_count),
            str(hotspot.case_count),
            str(hotspot.open_case_count),
            sparkline(hotspot.daily_case_counts),
            f"{hotspot.title}\n[dim]{hotspot.place or '、'.join(hotspot.phrases)}  热点 {hotspot.number}[/dim]",
            f"[dim]{why}[/dim]",
        )
    return table


def sparkline(counts: Sequence[int]) -> str:
    """Draw counts as a line of bars."""
    top = max(counts, default=0) or 1
    return "".join(_BARS[count * (len(_BARS) - 1) // top] for count in counts)


def _tables(found: pb.GetBulletinResponse) -> Iterator[Table | str]:
    """Yield the table of each class of departments, then the total, and why some have no rank."""
    for unit_class, standings in groupby(found.departments, lambda one: one.unit_class):
        yield _table(UNIT_CLASSES[unit_class].value, list(standings))
    yield _table(found.total.name, [found.total])
    if found.raw:
        yield _table(wording.RAW, found.raw)
    if found.exclusions:
        yield _exclusion_table(found.exclusions)
    for reason in dict.fromkeys(one.unranked_reason for one in found.departments if one.unranked_reason):
        yield f"不排名（{reason}）：{'、'.join(one.name for one in found.departments if one.unranked_reason == reason)}"


def _exclusion_table(exclusions: Iterable[pb.ExclusionCount]) -> Table:
    table = Table(title=wording.EXCLUSIONS, title_justify="left", box=None, padding=(0, 2, 0, 0), header_style="dim")
    for heading in (wording.DEPARTMENT, *wording.EXCLUSION_COLUMNS):
        table.add_column(heading, overflow="fold")
    counts: Counter[tuple[str, ExclusionOutcome]] = Counter()
    for one in exclusions:
        counts[one.department, ExclusionOutcome(one.ground, EXCLUSION_STATES[one.state], one.appealed)] += one.count
    for *told, count in exclusion_rows(counts):
        table.add_row(*told, str(count))
    return table


def _table(title: str, standings: Sequence[pb.Standing]) -> Table:
    table = Table(title=title, title_justify="left", box=None, padding=(0, 2, 0, 0), header_style="dim")
    for heading in (
        wording.RANK,
        wording.DEPARTMENT,
        *(rate.value for rate in Rate),
        wording.COMPOSITE,
        wording.CHANGE,
    ):
        table.add_column(heading, justify="left" if heading == wording.DEPARTMENT else "right", overflow="fold")
    for one in standings:
        values = {RATES[rate.rate]: rate.value for rate in one.rates}
        table.add_row(
            str(one.rank or wording.NONE),
            one.name,
            *(wording.percent(values.get(rate)) for rate in Rate),
            wording.score(one.composite if one.HasField("composite") and not one.unranked_reason else None),
            wording.change(one.rank, one.rank_before),
        )
    return table
