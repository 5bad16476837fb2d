"""``hotline places``: the gazetteer."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from hotline.v1 import place_service_pb2 as pb
from rich.table import Table

from hotline_server.cli.connecting import LOCAL, Authority, Server, TokenFile, reached
from hotline_server.cli.console import Json, console, one_line
from hotline_server.cli.group import group
from hotline_server.cli.output import writing
from hotline_server.security.identity import AccessRole

app = group("地名：导入、导出、查询，收录来电中的新地名")
_CHUNK = 256 * 1024
_GEOJSON = (".geojson", ".json")
_KEEPER = AccessRole.RULE_MAINTAINER
Name = Annotated[str, typer.Argument(help="提议的名称")]
District = Annotated[str, typer.Argument(help="所在区县")]


@app.callback()
def places() -> None:
    """地名：导入、导出、查询，收录来电中的新地名。"""


@app.command("import")
def import_(
    path: Annotated[
        Path, typer.Argument(help="地名文件：.geojson、.json 为 GeoJSON，其他按 CSV", exists=True, dir_okay=False)
    ],
    replace: Annotated[
        bool, typer.Option("--replace", help="删除文件中没有的地名，不填则保留；有一行未收录的，一律不删")
    ] = False,
    json: Json = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """导入地名；有误的逐行指出，其余照常收录。"""
    written = pb.PLACE_FILE_FORMAT_GEOJSON if path.suffix in _GEOJSON else pb.PLACE_FILE_FORMAT_CSV
    mode = pb.PLACE_IMPORT_MODE_REPLACE if replace else pb.PLACE_IMPORT_MODE_MERGE
    header = pb.PlaceImport(format=written, mode=mode, source=path.name)
    with reached(server, token_file, authority, _KEEPER) as hotline:
        result = hotline.places.ImportPlaces(_requests(header, path))
    if json:
        typer.echo(one_line(result))
    else:
        for finding in result.findings:
            column = f"，{finding.column}" if finding.column else ""
            typer.echo(f"第 {finding.line} 行{column}：{finding.description}", err=True)
        typer.echo(
            f"收录 {result.imported_count} 个地名{_removed(result) if replace else ''}，"
            f"{result.refused_count} 行未收录；现共 {result.total_count} 个"
        )
    if result.refused_count:
        raise typer.Exit(1)


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="输出文件，CSV 格式")],
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """导出全部地名，可再次导入。"""
    with reached(server, token_file, authority, _KEEPER) as hotline, writing(file) as content:
        for one in hotline.places.ExportPlaces(pb.ExportPlacesRequest()):
            content.write(one.chunk)
    typer.echo(f"已导出到 {file}")


@app.command()
def search(
    prefix: Annotated[str, typer.Argument(help="名称的开头")],
    json: Json = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """按名称的开头查询地名。"""
    with reached(server, token_file, authority, AccessRole.OPERATOR) as hotline:
        found = hotline.places.SearchPlaces(pb.SearchPlacesRequest(prefix=prefix)).places
    if json:
        for one in found:
            typer.echo(one_line(one))
        return
    table = _table("名称", "类别", "区县", "街镇", "社区", "纬度", "经度")
    for one in found:
        point = (f"{one.latitude:.6f}", f"{one.longitude:.6f}") if one.HasField("latitude") else ("", "")
        table.add_row(one.name, one.kind, one.district, one.town, one.community, *point)
    console().print(table)


@app.command()
def proposals(
    json: Json = False, server: Server = LOCAL, token_file: TokenFile = None, authority: Authority = None
) -> None:
    """列出来电中常提到、尚未收录的地名，提到人数多的在前。"""
    with reached(server, token_file, authority, _KEEPER) as hotline:
        found = hotline.places.ListPlaceProposals(pb.ListPlaceProposalsRequest(page_size=200)).proposals
    if json:
        for one in found:
            typer.echo(one_line(one))
        return
    table = _table("名称", "区县", "类别", "来电人数")
    for one in found:
        table.add_row(one.name, one.district, one.kind, str(one.caller_count))
    console().print(table)


@app.command()
def accept(
    name: Name,
    district: District,
    unit: Annotated[str, typer.Option(help="所属街镇或社区；不填则属于区县")] = "",
    kind: Annotated[str, typer.Option(help="类别；不填则按名称推定")] = "",
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """收录一个提议的地名。"""
    request = pb.AcceptPlaceProposalRequest(name=name, district=district, unit=unit, kind=kind)
    with reached(server, token_file, authority, _KEEPER) as hotline:
        place = hotline.places.AcceptPlaceProposal(request).place
    typer.echo(f"已收录 {place.name}（{place.kind}，{place.district}{place.town}{place.community}）")


@app.command()
def dismiss(
    name: Name,
    district: District,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """不收录一个提议的地名，以后不再提议。"""
    with reached(server, token_file, authority, _KEEPER) as hotline:
        hotline.places.DismissPlaceProposal(pb.DismissPlaceProposalRequest(name=name, district=district))
    typer.echo(f"不再提议 {name}（{district}）")


def _removed(result: pb.ImportPlacesResponse) -> str:
    return "，没有删除地名（请改正未收录的行后再替换）" if result.refused_count else f"，删除 {result.removed_count} 个"


def _requests(header: pb.PlaceImport, path: Path) -> Iterator[pb.ImportPlacesRequest]:
    yield pb.ImportPlacesRequest(header=header)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield pb.ImportPlacesRequest(chunk=chunk)


def _table(*headings: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table
