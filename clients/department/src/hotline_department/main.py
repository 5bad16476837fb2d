"""Command-line interface of the department bridge."""

import codecs
import io
import re
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, NoReturn

import structlog
import typer
from cheroot.wsgi import Server
from hotline_client import Hotline, HotlineError, connect_with_files
from hotline_client.setup_errors import reason_of_setup
from hotline_client.system_errors import reason_of
from hotline_commands.groups import ChineseGroup
from pydantic import ValidationError

from hotline_department import outbox, sheet, wording
from hotline_department.act_runner import ActRunner
from hotline_department.acts import restore_case_number
from hotline_department.callers import Callers
from hotline_department.exchange import Exchange, InUseError, aside_folder, is_held, submitted, why_unusable
from hotline_department.follower import EventFollower
from hotline_department.outage import Outage, outage
from hotline_department.outbox import Outbox, read_failure
from hotline_department.publishers import FilePublisher, OutboxPublisher, Publisher, WebhookDelivery
from hotline_department.settings import Settings
from hotline_department.sheet.display import CITY_ZONE
from hotline_department.webhook_server import create_app

PAUSE_SECONDS = 0.5
RETRY_PAUSE_SECONDS = 2.0
_LOOPBACK = ("127.", "localhost:", "[::1]:")
_MAX_PORT = 65_535
# The prefix and the padding may be missing, as Standard Webhooks' libraries allow.
_SECRET = re.compile(r"(?:whsec_)?(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?")
_ENDING = (signal.SIGINT, signal.SIGTERM)
_log = structlog.get_logger()

app = typer.Typer(
    cls=ChineseGroup,
    help="承办单位桥：把热线的工单接进本单位的系统，或用表格办理",
    no_args_is_help=True,
    rich_markup_mode=None,
)
sheets = typer.Typer(cls=ChineseGroup, help="没有系统的单位用的表格", no_args_is_help=True, rich_markup_mode=None)
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
    with _connect() as (settings, hotline), _held(Exchange(settings.folder)) as exchange:
        act_runner = ActRunner(exchange, hotline, settings.name)
        for address in settings.receivers:
            if not address.startswith(("https://", "http://")):
                _fail(f"HOTLINE_DEPARTMENT_WEBHOOK：{address} 不是 https:// 或 http:// 开头的地址")
        outboxes = [Outbox(exchange, address) for address in settings.receivers]
        publisher: Publisher = OutboxPublisher(outboxes) if outboxes else FilePublisher(exchange)
        follower = EventFollower(exchange, hotline, settings.name, publisher, stopping)
        threads = [
            threading.Thread(target=follower.run, name="follower"),
            threading.Thread(
                target=_repeat, args=(act_runner.round, Outage(exchange.folder, "acts"), stopping), name="act_runner"
            ),
            threading.Thread(
                target=_repeat,
                args=(follower.retry, Outage(exchange.folder, "events-aside"), stopping),
                name="events set aside",
            ),
        ]
        # A thread each, so that a slow receiver holds up only itself.
        for receiver in outboxes:
            delivery = WebhookDelivery(receiver, _secret(settings), stopping)
            threads.append(threading.Thread(target=delivery.run, name=f"delivery to {receiver.address}"))
        server = None
        if settings.listen:
            server = Server(
                _listen_address(settings), create_app(act_runner, Callers(hotline, settings.name), _secret(settings))
            )
            try:
                server.prepare()
            except OSError as error:
                _fail(f"启动不了，{settings.listen} 用不了：{reason_of(error)}")
            threads.append(threading.Thread(target=server.serve, name="webhooks"))
            typer.echo("在 http://{}:{}/acts 接收".format(*server.bind_addr))
        for thread in threads:
            thread.start()
        typer.echo(f"{settings.name}：在 {settings.folder} 交换")
        signal.sigwait(_ENDING)
        follower.stop()
        act_runner.stop()
        if server is not None:
            server.stop()
        for thread in threads:
            thread.join()


@sheets.command("make")
def make(path: Annotated[Path, typer.Argument(help="写到哪个 .xlsx 文件")]) -> None:
    """把本单位的待办工单写成表格。"""
    with _connect() as (settings, hotline):
        try:
            count = sheet.export(hotline, settings.name, path)
        except sheet.SheetError as error:
            _fail(str(error))
    typer.echo(f"{path}：{count} 个工单")


@sheets.command("take")
def take(
    path: Annotated[Path, typer.Argument(help="填好的 .xlsx 或 .ods 文件")],
    out: Annotated[
        Path | None, typer.Option(help="结果写到哪个 .xlsx 文件；不写就写回原文件，原文件是 .ods 的写到同名的 .xlsx")
    ] = None,
) -> None:
    """照填好的表格逐行办理，每行的结果写在表里；有没办成的行，以 1 结束。"""
    with _connect() as (settings, hotline):
        try:
            result = sheet.process(hotline, settings.name, path, out or sheet.place_of_result(path))
        except sheet.SheetError as error:
            _fail(f"{path}：{error}")
    typer.echo(f"办了 {result.done} 行，没办成 {result.refused} 行")
    if result.refused:
        raise typer.Exit(1)


@app.command()
def caller(
    number: Annotated[str, typer.Argument(help="工单号")],
    why: Annotated[str, typer.Option(help="为什么要查看，记入查阅记录")],
) -> None:
    """查看来电人的姓名和电话，以便联系；举报和要求保密的来电人不显示。"""
    with _connect() as (settings, hotline):
        shown = Callers(hotline, settings.name).reveal(restore_case_number(number), why)
    typer.echo(
        "\t".join(part for part in (shown.name, shown.organisation, shown.phone) if part) or "来电人没有留下姓名和电话"
    )


@app.command()
def status() -> None:
    """桥在不在运行、还有多少没有办完和没有送达；没有运行，或有放在一边、送不出去的，以 1 结束。"""
    settings = _settings()
    runs = is_held(settings.folder)
    typer.echo("正在运行" if runs else "没有运行")
    found = {path: why_unusable(path) for path in submitted(settings.folder)}
    unusable = {path.name: reason for path, reason in found.items() if reason}
    pending = [path.stem for path, reason in found.items() if not reason]
    failures = {name: read_failure(settings.folder / "sending" / f"{name}.json") for name in pending}
    failures = {name: failure for name, failure in failures.items() if failure}
    typer.echo(f"等待办理的事项 {len(pending)} 件，放在一边的 {len(failures)} 件，用不了的文件 {len(unusable)} 个")
    _list_failures(failures)
    for name, reason in unusable.items():
        typer.echo(f"{name}\t{reason}")
    aside = outbox.waiting(aside_folder(settings.folder))
    typer.echo(f"放在一边的动态 {len(aside)} 条")
    _list_failures(aside)
    ailing = outage(settings.folder) if runs else None
    if ailing:
        _list_failures({wording.IDLE: ailing})
    stuck = bool(ailing) + len(failures) + len(unusable) + len(aside)
    for address in settings.receivers:
        waiting = outbox.waiting(outbox.folder_of(settings.folder, address))
        failed = {event_id: failure for event_id, failure in waiting.items() if failure and failure.is_stuck}
        typer.echo(f"等待送达 {address} 的动态 {len(waiting)} 条，送不出去的 {len(failed)} 条")
        _list_failures(failed)
        stuck += len(failed)
    if stuck or not runs:
        raise typer.Exit(1)


@app.command()
def retry() -> None:
    """放在一边的事项马上再办，放在一边的、送不出去的动态马上再送。"""
    settings = _settings()
    folders = [outbox.folder_of(settings.folder, address) for address in settings.receivers]
    events = sum(outbox.retry(folder) for folder in (aside_folder(settings.folder), *folders))
    acts = 0
    for path in (settings.folder / "sending").glob("*.failure"):
        acts += 1
        path.unlink(missing_ok=True)
    typer.echo(f"{events} 条动态马上再送，{acts} 件事项马上再办")


def _list_failures(failures: Mapping[str, outbox.Failure | None]) -> None:
    for event_id, failure in failures.items():
        if failure:
            since = datetime.fromtimestamp(failure.since, CITY_ZONE)
            typer.echo(f"{event_id}\t{failure.reason}\t{since:%Y-%m-%d %H:%M} 起试过 {failure.attempts} 次")


@contextmanager
def _held(exchange: Exchange) -> Iterator[Exchange]:
    try:
        with exchange.held():
            yield exchange
    except InUseError:
        _fail(f"{exchange.folder} 正由另一个进程使用")


def _settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        for detail in error.errors():
            field = str(detail["loc"][0]).upper()
            typer.echo(f"HOTLINE_DEPARTMENT_{field}：{wording.invalid_value(detail)}", err=True)
        raise typer.Exit(2) from None


@contextmanager
def _connect() -> Iterator[tuple[Settings, Hotline]]:
    settings = _settings()
    try:
        hotline = connect_with_files(
            settings.service, settings.token_file, settings.authority, settings.certificate, settings.private_key
        )
    except (OSError, ValueError) as error:
        _fail(f"设置不对，{reason_of_setup(error)}")
    with hotline:
        try:
            yield settings, hotline
        except HotlineError as error:
            typer.echo(error.reason, err=True)
            raise typer.Exit(1) from None


def _secret(settings: Settings) -> str:
    if settings.secret_file is None:
        _fail("用 webhook 要有密钥：HOTLINE_DEPARTMENT_SECRET_FILE")
    try:
        secret = "".join(settings.secret_file.read_text("utf-8", "replace").split())
    except OSError as error:
        _fail(f"读不了 {settings.secret_file}：{reason_of(error)}")
    if not _SECRET.fullmatch(secret):
        _fail(f"{settings.secret_file} 里不是密钥：应为 Base64，前面可以有 whsec_")
    return secret


def _listen_address(settings: Settings) -> tuple[str, int]:
    host, _, port = settings.listen.rpartition(":")
    if not settings.listen.startswith(_LOOPBACK) or not port.isdecimal() or int(port) > _MAX_PORT:
        _fail(f"{settings.listen} 不是本机地址和端口；给别的机器用时请在前面放一个做 TLS 的代理")
    return host.strip("[]"), int(port)


def _fail(text: str) -> NoReturn:
    typer.echo(text, err=True)
    raise typer.Exit(2) from None


def _repeat(run_once: Callable[[], int], outage_here: Outage, stopping: threading.Event) -> None:
    while not stopping.is_set():
        pause = PAUSE_SECONDS
        try:
            run_once()
            outage_here.end()
        except HotlineError as error:
            _log.warning("service unavailable, acts are pending", code=error.code.name, reason=error.reason)
            outage_here.note(error.reason)
            pause = RETRY_PAUSE_SECONDS
        except Exception:  # noqa: BLE001 - logged; the next round may succeed
            _log.exception("round failed")
            pause = RETRY_PAUSE_SECONDS
        stopping.wait(pause)


def main() -> None:
    """Run a command; what the terminal's encoding lacks is written as escapes, and ASCII is taken for UTF-8.

    A file that cannot be used ends it with a line, not with a traceback.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = "utf-8" if codecs.lookup(stream.encoding).name == "ascii" else stream.encoding
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
    try:
        app()
    except OSError as error:
        typer.echo(f"用不了 {error.filename}：{reason_of(error)}" if error.filename else reason_of(error), err=True)
        sys.exit(2)
