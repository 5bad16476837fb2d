"""Command output: tables sized to the terminal, or of a fixed width when piped; or JSON."""

import os
from typing import Annotated

import typer
from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp
from rich.console import Console

from hotline_server.ground.clock import CITY

PIPED_WIDTH = 160
Json = Annotated[bool, typer.Option("--json", help="以 JSON 输出，每件一行，字段名与接口定义一致")]


def console() -> Console:
    """Create a console for standard output."""
    return Console(width=None if os.isatty(1) else PIPED_WIDTH)


def one_line(message: Message) -> str:
    """Format a message as one line of JSON."""
    from google.protobuf.json_format import MessageToJson

    return MessageToJson(message, preserving_proto_field_name=True, ensure_ascii=False, indent=None)


def local(moment: Timestamp) -> str:
    """Format a moment in city time."""
    return f"{moment.ToDatetime(CITY):%m-%d %H:%M}"
