"""``hotline archive``: search, export and verification of archived cases."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from hotline.v1 import archive_service_pb2 as pb
from hotline.v1 import attachment_service_pb2 as attachment_pb
from rich.table import Table

from hotline_server.api.wording import ATTACHMENT_KINDS, ATTACHMENT_MARKS, RETENTIONS
from hotline_server.cli.case_number import Number
from hotline_server.cli.connecting import LOCAL, Authority, Server, TokenFile, reached
from hotline_server.cli.console import Json, console, one_line
from hotline_server.cli.group import group
from hotline_server.cli.output import writing
from hotline_server.domain.attachment import AttachmentKind
from hotline_server.security.identity import AccessRole

app = group("档案")
# Bytes of a file per message.
CHUNK = 256 * 1024


@app.callback()
def archive() -> None:
    """档案。"""


@app.command()
def search(
    words: Annotated[list[str] | None, typer.Argument(help="事由中的字词，可填多个，须同时含有；不填则不限")] = None,
    district: Annotated[str, typer.Option(help="区县")] = "",
    matter: Annotated[str, typer.Option(help="事项")] = "",
    lead: Annotated[str, typer.Option(help="牵头单位")] = "",
    retention: Annotated[str, typer.Option(help="保管期限：永久、30年、10年")] = "",
    first: Annotated[str, typer.Option("--from", help="归档日期，自哪天起，如 2026-11-01")] = "",
    last: Annotated[str, typer.Option("--to", help="归档日期，至哪天止")] = "",
    limit: Annotated[int, typer.Option(help="最多显示的件数，1 到 200")] = 50,
    json: Json = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """查询档案，最近归档的在前。"""
    periods = {known.value: number for number, known in RETENTIONS.items()}
    if retention and retention not in periods:
        typer.echo(f"没有“{retention}”这一种保管期限，可用：{'、'.join(periods)}", err=True)
        raise typer.Exit(2)
    request = pb.SearchArchiveRequest(
        text=" ".join(words or ()),
        district=district,
        matter=matter,
        lead_department=lead,
        retention_period=periods.get(retention, pb.RETENTION_PERIOD_UNSPECIFIED),
        first_day=first,
        last_day=last,
        page_size=limit,
    )
    with reached(server, token_file, authority, AccessRole.ARCHIVIST) as hotline:
        found = hotline.archive.SearchArchive(request).archived_cases
    if json:
        for one in found:
            typer.echo(one_line(one))
        return
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for heading in ("封印号", "工单号", "事由", "区县", "事项", "牵头单位", "保管期限", "材料"):
        table.add_column(heading, justify="right" if heading in ("封印号", "材料") else "left", overflow="fold")
    for one in found:
        kept = f"{RETENTIONS[one.retention_period].value}{f'，到 {one.kept_until}' if one.kept_until else ''}"
        table.add_row(
            str(one.sequence),
            one.number,
            one.title,
            one.district,
            one.matter,
            one.lead_department,
            kept,
            str(one.attachment_count),
        )
    console().print(table)


@app.command()
def attach(
    number: Number,
    path: Annotated[Path, typer.Argument(help="文件", exists=True, dir_okay=False)],
    kind: Annotated[str, typer.Option(help=f"材料类别：{'、'.join(kind.value for kind in AttachmentKind)}")] = "其他",
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """给工单添加材料，不超过 100 MB；归档时一并入卷。"""
    kinds = {known.value: number for number, known in ATTACHMENT_KINDS.items()}
    if kind not in kinds:
        typer.echo(f"没有“{kind}”这一种材料，可用：{'、'.join(kinds)}", err=True)
        raise typer.Exit(2)
    upload = attachment_pb.AttachmentUpload(number=number, name=path.name, kind=kinds[kind])
    with reached(server, token_file, authority, AccessRole.OPERATOR) as hotline:
        added = hotline.attachments.UploadAttachment(_upload(upload, path)).attachment
    marks = "".join(f"，{ATTACHMENT_MARKS[mark].value}" for mark in added.marks)
    typer.echo(
        f"已添加为第 {added.position} 份材料：{added.name}{marks}，{added.size_bytes:,} 字节，SHA-256 {added.sha256}"
    )


def _upload(upload: attachment_pb.AttachmentUpload, path: Path) -> Iterator[attachment_pb.UploadAttachmentRequest]:
    yield attachment_pb.UploadAttachmentRequest(upload=upload)
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield attachment_pb.UploadAttachmentRequest(chunk=chunk)


@app.command()
def export(
    number: Number,
    out: Annotated[Path | None, typer.Option(help="输出文件；不填则为当前目录下的 工单号.zip")] = None,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """导出一卷档案：封存的 BagIt 卷宗和 PDF 封面，压缩为一个 ZIP 文件。"""
    path = out or Path(f"{number}.zip")
    with reached(server, token_file, authority, AccessRole.ARCHIVIST) as hotline, writing(path) as file:
        for answer in hotline.archive.ExportArchivedCase(pb.ExportArchivedCaseRequest(number=number)):
            file.write(answer.chunk)
    typer.echo(f"已生成 {path}")


@app.command()
def verify(
    database: Annotated[str, typer.Option(help="数据库地址；不填则用 HOTLINE_DATABASE")] = "",
    files: Annotated[Path | None, typer.Option(help="卷宗所在目录；不填则用 HOTLINE_FILES")] = None,
) -> None:
    """逐卷检查封印链和卷宗文件；发现改动、缺失的予以报告，并以状态码 1 退出。"""
    from rich.progress import track

    from hotline_server.desk.records.archive import verify as verify_archive
    from hotline_server.ground.config import Settings
    from hotline_server.store.engine.database import DatabaseError
    from hotline_server.store.maintenance.opening import database_at
    from hotline_server.store.records.archive import ArchiveStore

    settings = Settings()
    try:
        with database_at(database or settings.database) as connected:
            store = ArchiveStore(connected, (files or settings.files) / "archive")
            total = store.count()
            steps = track(verify_archive(store), "检查档案", total, console=console(), transient=True)
            findings = [finding for finding in steps if finding]
    except DatabaseError as error:
        typer.echo(f"{error}", err=True)
        raise typer.Exit(2) from None
    for finding in findings:
        typer.echo(f"{finding.case_number}：{finding.message}")
    typer.echo(f"共检查 {total} 卷，{f'{len(findings)} 卷有问题' if findings else '均与封存时一致'}")
    if findings:
        raise typer.Exit(1)
