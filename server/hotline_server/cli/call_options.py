"""Options that describe a call, and its content from standard input."""

import sys
from contextlib import suppress
from typing import Annotated

import typer
from hotline.v1 import case_pb2

Content = Annotated[str, typer.Argument(help="来电内容；填 - 则从标准输入读取")]
Phone = Annotated[str, typer.Option(help="来电号码")]
Name = Annotated[str, typer.Option(help="来电人姓名")]
Organisation = Annotated[str, typer.Option(help="来电人单位")]
District = Annotated[str, typer.Option(help="事发区县")]
Address = Annotated[str, typer.Option(help="事发地点")]
Latitude = Annotated[float | None, typer.Option(min=-90, max=90, help="纬度，WGS84 坐标，十进制度数")]
Longitude = Annotated[float | None, typer.Option(min=-180, max=180, help="经度，WGS84 坐标，十进制度数")]
Urgent = Annotated[bool, typer.Option("--urgent", help="危及生命财产")]
Secret = Annotated[bool, typer.Option("--secret", help="来电人要求保密")]
STDIN = "-"
_ENCODINGS = ("utf-8-sig", "gb18030")


def content_of(argument: str) -> str:
    """Return the content that an argument gives, or standard input for ``-``.

    Standard input is in UTF-8 or the encoding of Chinese Windows; exit with status 2 if it is in neither.
    """
    if argument != STDIN:
        return argument
    if sys.stdin.isatty():
        typer.echo("请输入来电内容，输入完毕按 Ctrl-D", err=True)
    content = sys.stdin.buffer.read()
    for encoding in _ENCODINGS:
        with suppress(UnicodeDecodeError):
            return content.decode(encoding).strip()
    typer.echo(f"标准输入的编码应为 {'、'.join(_ENCODINGS)} 之一", err=True)
    raise typer.Exit(2)


def show_call(call: case_pb2.Call) -> None:
    """Print who called, and what they said."""
    shown = (call.caller.name, call.caller.organisation, call.caller.phone)
    typer.echo("  ".join(part for part in shown if part) or "来电人未留身份信息，或已按期删除")
    typer.echo(call.content)
