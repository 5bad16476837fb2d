"""Command-line interface of the department bridge."""

import codecs
import io
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import structlog
import typer
from cheroot.wsgi import Server
from hotline_client import Hotline, HotlineError, connect_with_files
from pydantic import ValidationError

from hotline_department import sheet
from hotline_department.act_runner import ActRunner
from hotline_department.exchange import Exchange
from hotline_department.follower import EventFollower
from hotline_department.publishers import FilePublisher, Publisher, WebhookPublisher
from hotline_department.settings import Settings
from hotline_department.webhook_server import create_app

PAUSE_SECONDS = 0.5
RETRY_PAUSE_SECONDS = 2.0
_LOOPBACK = ("127.", "localhost:", "[::1]:")
_ENDING = (signal.SIGINT, signal.SIGTERM)
_log = structlog.get_logger()

app = typer.Typer(help="承办单位桥：把热线的工单接进本单位的系统，或用表格办理", no_args_is_help=True)
sheets = typer.Typer(help="没有系统的单位用的表格", no_args_is_help=True)
app.add_typer(sheets, name="sheet")


@app.command()
def run() -> None:
    """双向同步：工单有了什么变化告诉本单位的系统，本单位要办的送去办，直到收到停止信号。"""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    # Blocked in every thread: a handler runs only when the main thread wakes, but another may get the signal.
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    stopping = threading.Event()
    with _connect() as (settings, hotline):
        exchange = Exchange(settings.folder)
        act_runner = ActRunner(exchange, hotline, settings.name)
        follower = EventFollower(exchange, hotline, settings.name, _publisher(settings, exchange, stopping), stopping)
        threads = [
            threading.Thread(target=follower.run, name="follower"),
            threading.Thread(target=_repeat, args=(act_runner.round, stopping), name="act_runner"),
        ]
        server = None
        if settings.listen:
            server = Server(_listen_address(settings), create_app(exchange, act_runner, _secret(settings)))
            try:
                server.prepare()
            except OSError as error:
                _fail(f"启动不了：{error}")
            threads.append(threading.Thread(target=server.serve, name="webhooks"))
            typer.echo("在 http://{}:{}/acts 接收".format(*server.bind_addr))
        for thread in threads:
            thread.start()
        typer.echo(f"{settings.name}：在 {settings.folder} 交换")
        signal.sigwait(_ENDING)
        follower.stop()
        if server is not None:
            server.stop()
        for thread in threads:
            thread.join()


@sheets.command("make")
def make(path: Annotated[Path, typer.Argument(help="写到哪个 .xlsx 文件")]) -> None:
    """把本单位的待办工单写成表格。"""
    with _connect() as (settings, hotline):
        typer.echo(f"{path}：{sheet.export(hotline, settings.name, path)} 个工单")


@sheets.command("take")
def take(
    path: Annotated[Path, typer.Argument(help="填好的 .xlsx 文件")],
    out: Annotated[Path | None, typer.Option(help="结果写到哪里；不写就写回原文件")] = None,
) -> None:
    """照填好的表格逐行办理，每行的结果写在表里；有没办成的行，以 1 结束。"""
    with _connect() as (settings, hotline):
        try:
            result = sheet.process(hotline, settings.name, path, out or path)
        except sheet.SheetError as error:
            typer.echo(f"{path}:{error}", err=True)
            raise typer.Exit(2) from None
    typer.echo(f"办了 {result.done} 行，没办成 {result.refused} 行")
    if result.refused:
        raise typer.Exit(1)


@contextmanager
def _connect() -> Iterator[tuple[Settings, Hotline]]:
    try:
        settings = Settings()
        hotline = connect_with_files(
            settings.service, settings.token_file, settings.authority, settings.certificate, settings.private_key
        )
    except ValidationError as error:
        for detail in error.errors():
            typer.echo(f"HOTLINE_DEPARTMENT_{str(detail['loc'][0]).upper()}:{detail['msg']}", err=True)
        raise typer.Exit(2) from None
    except (OSError, ValueError) as error:
        _fail(f"设置不对：{error}")
    with hotline:
        try:
            yield settings, hotline
        except HotlineError as error:
            typer.echo(f"{error.code.name}:{error}", err=True)
            raise typer.Exit(1) from None


def _publisher(settings: Settings, exchange: Exchange, stopping: threading.Event) -> Publisher:
    if not settings.webhook:
        return FilePublisher(exchange)
    return WebhookPublisher(settings.webhook, _secret(settings), stopping)


def _secret(settings: Settings) -> str:
    if settings.secret_file is None:
        _fail("用 webhook 要有密钥：HOTLINE_DEPARTMENT_SECRET_FILE")
    return settings.secret_file.read_text("ascii").strip()


def _listen_address(settings: Settings) -> tuple[str, int]:
    host, _, port = settings.listen.rpartition(":")
    if not settings.listen.startswith(_LOOPBACK) or not port.isdecimal():
        _fail(f"{settings.listen} 不是本机地址和端口；给别的机器用时请在前面放一个做 TLS 的代理")
    return host.strip("[]"), int(port)


def _fail(text: str) -> NoReturn:
    typer.echo(text, err=True)
    raise typer.Exit(2) from None


def _repeat(run_once: Callable[[], int], stopping: threading.Event) -> None:
    while not stopping.is_set():
        pause = PAUSE_SECONDS
        try:
            run_once()
        except HotlineError as error:
            _log.warning("service unavailable, acts are pending", code=error.code.name)
            pause = RETRY_PAUSE_SECONDS
        except Exception:  # noqa: BLE001 - logged; the next round may succeed
            _log.exception("round failed")
            pause = RETRY_PAUSE_SECONDS
        stopping.wait(pause)


def main() -> None:
    """Run a command; what the terminal's encoding lacks is written as escapes, and ASCII is taken for UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = "utf-8" if codecs.lookup(stream.encoding).name == "ascii" else stream.encoding
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
    app()
