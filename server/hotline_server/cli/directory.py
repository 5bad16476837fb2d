"""``hotline directory``: the units of the city, and changes of them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from hotline.v1 import directory_service_pb2 as pb
from hotline_client import Hotline
from rich.text import Text

from hotline_server.cli import holidays
from hotline_server.cli.connecting import LOCAL, Authority, Server, TokenFile, reached
from hotline_server.cli.console import console as open_console
from hotline_server.cli.directory_page import (
    changes_table,
    comparison_notes,
    differences_table,
    impacts_table,
    revisions_table,
    unit_page,
    units_table,
)
from hotline_server.cli.group import group
from hotline_server.cli.output import write
from hotline_server.domain.directory.units import UnitKind
from hotline_server.domain.errors import InvalidFieldsError
from hotline_server.ground.clock import local_day, system_clock
from hotline_server.security.identity import AccessRole

# Revisions fetched at a time.
_PAGE = 100
app = group("单位目录：查询，导入、比较、导出，更名、改隶、合并、分设、撤销，放假和调休")
app.add_typer(holidays.app, name="holidays")
console = open_console()
Document = Annotated[Path, typer.Argument(help="目录文件（YAML 或 XLSX）", exists=True, dir_okay=False)]
Unit = Annotated[str, typer.Argument(help="单位的名称或代码")]
Why = Annotated[str, typer.Option("--why", help="依据，如批复文号")]
On = Annotated[str, typer.Option("--on", help="生效日期，如 2027-01-01；不填则为今天")]
Yes = Annotated[bool, typer.Option("--yes", help="不再确认，直接办理")]


@app.command("list")
def list_(
    within: Annotated[str, typer.Argument(help="隶属的区县或单位；不填则为全部")] = "",
    kind: Annotated[
        list[UnitKind] | None, typer.Option("--kind", help="单位类别，可多次填写", show_choices=True)
    ] = None,
    ended: Annotated[bool, typer.Option("--ended", help="包括已撤销的")] = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """列出单位。"""
    kinds = [pb.UnitKind.Value(f"UNIT_KIND_{one.name}") for one in kind or []]
    units: list[pb.DirectoryUnit] = []
    with reached(server, token_file, authority, AccessRole.OPERATOR) as hotline:
        token = ""
        while True:
            request = pb.ListUnitsRequest(kinds=kinds, within=within, include_ended=ended, page_token=token)
            response = hotline.directory.ListUnits(request)
            units += response.units
            token = response.next_page_token
            if not token:
                break
    console.print(units_table(units))
    console.print(f"{len(units)} 个单位")


@app.command()
def show(unit: Unit, server: Server = LOCAL, token_file: TokenFile = None, authority: Authority = None) -> None:
    """查看一个单位：电话、值班、简称、曾用名、职责。"""
    with reached(server, token_file, authority, AccessRole.OPERATOR) as hotline:
        console.print(
            unit_page(hotline.directory.GetUnit(pb.GetUnitRequest(name=unit)).unit, local_day(system_clock()))
        )


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="输出文件；以 .xlsx 结尾的为工作簿，其他为 YAML")],
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """把目录导出为文件，修改后可再导入。"""
    is_xlsx = file.suffix.lower() == ".xlsx"
    request = pb.ExportDirectoryRequest(format=pb.DIRECTORY_FORMAT_XLSX if is_xlsx else pb.DIRECTORY_FORMAT_YAML)
    with reached(server, token_file, authority, AccessRole.OPERATOR) as hotline:
        document = hotline.directory.ExportDirectory(request).document
    write(file, document)
    console.print(Text(f"已导出到 {file}"))


@app.command()
def diff(file: Document, server: Server = LOCAL, token_file: TokenFile = None, authority: Authority = None) -> None:
    """比较文件和目录的差异及采用后的影响，不作改动。"""
    with reached(server, token_file, authority, AccessRole.ADMINISTRATOR) as hotline:
        compared = _compare(hotline, file.read_bytes())
        _print_notes(compared)
        for day in compared.days:
            _preview(hotline, day.changes, day.effective_on)


@app.command("import")
def import_(
    file: Document,
    why: Why,
    yes: Yes = False,
    good_rows: Annotated[
        bool, typer.Option("--good-rows", help="只采用没有问题的行，其余的连同问题写到另一个文件，改好再导入")
    ] = False,
    rest: Annotated[Path | None, typer.Option("--rest", help="未采用的行的输出文件；不填则为原文件名加“-余下”")] = None,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """导入文件：先显示变更和影响，确认后办理；分几个日期生效的，逐日办理。"""
    document = file.read_bytes()
    with reached(server, token_file, authority, AccessRole.ADMINISTRATOR) as hotline:
        compared = _compare(hotline, document, good_rows=good_rows)
        aside = list(compared.set_aside)
        if aside:
            # Before anything is changed: nothing is lost if it cannot be written.
            _write_rest(document, compared, rest or file.with_name(f"{file.stem}-余下{file.suffix}"))
        _print_notes(compared)
        days = [day.effective_on for day in compared.days]
        for done, on in enumerate(days):
            # Compared again after each day: the changes of a day are made to the directory they were found in.
            compared = _compare(hotline, document, good_rows=good_rows) if done else compared
            changes = next((day.changes for day in compared.days if day.effective_on == on), ())
            if changes:
                _preview_possible(hotline, changes, on)
                declined = f"{on} 及以后的变更没有办理；此前的已经办理" if done else "没有改动"
                _confirm(changes, declined, yes=yes)
                _make(hotline, changes, on, compared.etag, why)
        if aside:
            raise typer.Exit(1)


@app.command()
def rename(
    unit: Unit,
    name: Annotated[str, typer.Argument(help="新名称")],
    why: Why,
    on: On = "",
    yes: Yes = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """单位更名；未了结的交办按新名称继续办理，期限不变。"""
    change = pb.DirectoryChange(rename=pb.RenameUnit(target=unit, name=name))
    with reached(server, token_file, authority, AccessRole.ADMINISTRATOR) as hotline:
        _change(hotline, [change], on, why, yes=yes)


@app.command()
def move(
    unit: Unit,
    parent: Annotated[str, typer.Argument(help="改为隶属的单位")],
    why: Why,
    on: On = "",
    yes: Yes = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """单位改隶，改为隶属另一单位或区县。"""
    change = pb.DirectoryChange(move=pb.MoveUnit(target=unit, parent=parent))
    with reached(server, token_file, authority, AccessRole.ADMINISTRATOR) as hotline:
        _change(hotline, [change], on, why, yes=yes)


@app.command()
def merge(
    units: Annotated[list[str], typer.Argument(help="并入的单位，名称或代码")],
    into: Annotated[str, typer.Option("--into", help="并入后的现有单位")],
    why: Why,
    on: On = "",
    yes: Yes = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """合并单位；未了结的交办移交合并后的单位，期限不变。新组建的单位先用 hotline directory import 新设。"""
    change = pb.DirectoryChange(merge=pb.MergeUnits(targets=units, into=into))
    with reached(server, token_file, authority, AccessRole.ADMINISTRATOR) as hotline:
        _change(hotline, [change], on, why, yes=yes)


@app.command()
def split(
    unit: Unit,
    to: Annotated[
        list[str],
        typer.Option("--to", help="承接单位和事项，格式为 单位=事项、事项；须有一个只填单位，承接其余事项"),
    ],
    why: Why,
    on: On = "",
    yes: Yes = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """单位分设，工作由几个单位承接；未了结的交办按事项移交。"""
    parts = [one.partition("=") for one in to]
    successors = [
        pb.Successor(unit=name.strip(), matters=[matter for matter in matters.split("、") if matter])
        for name, _, matters in parts
    ]
    change = pb.DirectoryChange(split=pb.SplitUnit(target=unit, successors=successors))
    with reached(server, token_file, authority, AccessRole.ADMINISTRATOR) as hotline:
        _change(hotline, [change], on, why, yes=yes)


@app.command()
def retire(
    unit: Unit,
    why: Why,
    to: Annotated[str, typer.Option("--to", help="承接单位；没有工作要承接的可不填")] = "",
    on: On = "",
    yes: Yes = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """撤销一个单位。"""
    change = pb.DirectoryChange(retire=pb.RetireUnit(target=unit, successor=to))
    with reached(server, token_file, authority, AccessRole.ADMINISTRATOR) as hotline:
        _change(hotline, [change], on, why, yes=yes)


@app.command()
def history(
    limit: Annotated[int, typer.Option("--limit", min=1, help="最多列出的项数，最近的在前")] = 20,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """列出目录变更：已生效的、待生效的、已取消的。"""
    revisions: list[pb.DirectoryRevision] = []
    token = ""
    with reached(server, token_file, authority, AccessRole.ADMINISTRATOR) as hotline:
        while len(revisions) < limit and (token or not revisions):
            size = min(limit - len(revisions), _PAGE)
            response = hotline.directory.ListDirectoryRevisions(
                pb.ListDirectoryRevisionsRequest(page_size=size, page_token=token)
            )
            revisions += response.revisions
            token = response.next_page_token
            if not response.revisions:
                break
    if not revisions:
        console.print("目录尚无变更")
        return
    console.print(revisions_table(revisions))
    if token:
        console.print(f"只列出最近的 {len(revisions)} 项，还有更早的；可用 --limit 增加")


@app.command()
def cancel(
    revision: Annotated[int, typer.Argument(help="变更编号，见 hotline directory history")],
    why: Why,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """取消一个待生效的变更。"""
    with reached(server, token_file, authority, AccessRole.ADMINISTRATOR) as hotline:
        request = pb.CancelDirectoryRevisionRequest(id=revision, reason=why)
        hotline.directory.CancelDirectoryRevision(request)
    console.print(f"已取消变更 {revision}")


def _compare(hotline: Hotline, document: bytes, *, good_rows: bool = False) -> pb.CompareDirectoryResponse:
    return hotline.directory.CompareDirectory(pb.CompareDirectoryRequest(document=document, good_rows=good_rows))


def _write_rest(document: bytes, compared: pb.CompareDirectoryResponse, file: Path) -> None:
    """Write the rows that are set aside to a file, and show what is wrong with them."""
    # Takes half a second, which other commands need not.
    from hotline_server.desk.directory.remainder import write_remainder

    findings = {one.line: list(one.findings) for one in compared.set_aside}
    if file.exists():
        _give_up(f"{file} 已经有了，没有改动；用 --rest 写到别处")
    try:
        remainder = write_remainder(document, findings)
    except InvalidFieldsError as error:
        _give_up("；".join(wrong.description for wrong in error.violations))
    write(file, remainder, "目录没有改动")
    for each in findings.values():
        for finding in each:
            console.print(Text(finding))
    console.print(Text(f"{len(findings)} 行没有采用，写在 {file}，改好以后可以再导入", style="bold red"))


def _print_notes(compared: pb.CompareDirectoryResponse) -> None:
    for note in comparison_notes(compared):
        console.print(note)


def _preview(hotline: Hotline, changes: Sequence[pb.DirectoryChange], on: str) -> pb.PreviewDirectoryChangesResponse:
    request = pb.PreviewDirectoryChangesRequest(changes=changes, effective_on=on)
    preview = hotline.directory.PreviewDirectoryChanges(request)
    console.print(changes_table(changes, on))
    if preview.impacts:
        console.print(differences_table(preview.impacts))
        console.print(impacts_table(preview.impacts))
    for obstacle in preview.obstacles:
        console.print(Text(f"不能这样改：{obstacle}", style="bold red"))
    return preview


def _preview_possible(hotline: Hotline, changes: Sequence[pb.DirectoryChange], on: str) -> str:
    """Preview changes; return the version of the directory. Exit with status 1 if they are not possible."""
    preview = _preview(hotline, changes, on)
    if preview.obstacles:
        raise typer.Exit(1)
    return preview.etag


def _confirm(changes: Sequence[pb.DirectoryChange], declined: str, *, yes: bool) -> None:
    if not yes and not typer.confirm(f"确定办理这 {len(changes)} 项变更吗？"):
        _give_up(declined)


def _make(hotline: Hotline, changes: Sequence[pb.DirectoryChange], on: str, etag: str, why: str) -> None:
    request = pb.ChangeDirectoryRequest(changes=changes, effective_on=on, etag=etag, reason=why)
    revision = hotline.directory.ChangeDirectory(request).revision
    ahead = revision.state == pb.REVISION_STATE_SCHEDULED
    console.print(f"变更 {revision.id}：{f'{revision.effective_on} 生效' if ahead else '已生效'}")


def _change(hotline: Hotline, changes: Sequence[pb.DirectoryChange], on: str, why: str, *, yes: bool) -> None:
    etag = _preview_possible(hotline, changes, on)
    _confirm(changes, "没有改动", yes=yes)
    _make(hotline, changes, on, etag, why)


def _give_up(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(1)
