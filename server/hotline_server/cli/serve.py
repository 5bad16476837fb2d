"""``hotline serve``."""

import signal
import sys
import threading

import typer
from pydantic import ValidationError

from hotline_server.config import Settings
from hotline_server.rulebook.errors import RuleBookError
from hotline_server.server import PortTakenError, start
from hotline_server.store.database import DatabaseError
from hotline_server.telemetry import configure_logging

GRACE_SECONDS = 20.0


def serve() -> None:
    """启动服务,直到收到停止信号。设置用 HOTLINE_… 环境变量。"""
    configure_logging()
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    try:
        server = start(Settings())
    except RuleBookError as error:
        typer.echo(f"规则库有误,服务没有启动:\n{error}", err=True)
        raise typer.Exit(2) from None
    except (DatabaseError, PortTakenError, ValidationError) as error:
        typer.echo(f"服务没有启动:{error}", err=True)
        raise typer.Exit(2) from None
    typer.echo(f"12345 服务在 {server.address} 上,规则库版本 {server.book().version}")
    typer.echo("试一个来电:")
    typer.echo(f'  {sys.argv[0]} register --server {server.address} "楼下烧烤店油烟太大,天天吵到半夜"')
    stopping.wait()
    typer.echo("正在停止:办完手头的来电")
    server.stop(GRACE_SECONDS)
