"""Command-line interface of the telephony bridge."""

import codecs
import io
import signal
import sys
from datetime import UTC, datetime
from typing import Annotated

import structlog
import typer
from hotline_client.setup_errors import reason_of_setup
from hotline_commands.groups import ChineseGroup
from pydantic import ValidationError

from hotline_telephony import events, registrations, wording
from hotline_telephony.bridge import Bridge, NotLoopbackError, running_state
from hotline_telephony.journal import Journal, Reopening
from hotline_telephony.private_files import InUseError
from hotline_telephony.records import CITY_ZONE
from hotline_telephony.settings import Settings
from hotline_telephony.switch import Switch

_NOT_REOPENED = {
    Reopening.UNKNOWN: "没有被拒收的登记、更正、转接结果",
    Reopening.SUPERSEDED: "后来的更正已经生效或在送，以后来的为准，这些不再送：",
}
_ENDING = (signal.SIGINT, signal.SIGTERM)

app = typer.Typer(
    cls=ChineseGroup,
    help="12345 话务桥：交换机和热线服务之间，每个来电登记一次，不丢不重",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command()
def prepare() -> None:
    """在交换机启动以前，建好它写话单和话机登记的文件。"""
    settings = _settings()
    events.prepare(settings.events)
    try:
        registrations.prepare(settings.phones, settings.phones_schema)
    except OSError as error:
        typer.echo(f"建不了话机登记表，请先安装 kamailio-sqlite-modules：{wording.system_error(error)}", err=True)
        raise typer.Exit(2) from None
    typer.echo(f"{settings.events} 和 {settings.phones} 已备好")


@app.command()
def serve() -> None:
    """跟着交换机登记来电，并给话务端提供接口，直到收到停止信号。"""
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
    try:
        bridge = Bridge(_settings())
    except NotLoopbackError as error:
        typer.echo(f"启动不了：{error}", err=True)
        raise typer.Exit(2) from None
    except InUseError as error:
        typer.echo(f"启动不了：{error} 正由另一个话务桥使用", err=True)
        raise typer.Exit(2) from None
    except (OSError, ValueError) as error:
        typer.echo(f"启动不了，{reason_of_setup(error)}", err=True)
        raise typer.Exit(2) from None
    with bridge:
        typer.echo(f"话务端接口在 http://{bridge.address}")
        signal.sigwait(_ENDING)


@app.command()
def status() -> None:
    """话务桥和交换机在不在运行，还没有登记成的来电；没有运行、没有应答，或有被拒收要人处理的，以 1 结束。"""
    settings = _settings()
    problems = []
    state = running_state(settings)
    if state is None:
        problems.append(f"话务桥没有运行（{settings.listen}）")
    elif state.get("outage"):
        problems.append(f"登记不了：{state['outage']}")
    if not Switch(settings.switch).is_alive():
        problems.append(f"交换机 {settings.switch} 没有应答")
    if settings.journal.exists():
        problems += _journal_problems(Journal(settings.journal))
    else:
        typer.echo(f"还没有流水（{settings.journal}）")
    for problem in problems:
        typer.echo(problem)
    if problems:
        raise typer.Exit(1)


@app.command()
def retry(
    refused: Annotated[list[str] | None, typer.Argument(help="被拒收的登记、更正、转接结果的编号")] = None,
) -> None:
    """暂缓的（登记、更正、转接结果）马上再送；写了编号的，被拒收的查明原因后也再送一次。"""
    settings = _settings()
    if not settings.journal.exists():
        typer.echo(f"还没有流水（{settings.journal}）", err=True)
        raise typer.Exit(2)
    journal = Journal(settings.journal)
    found = {item: journal.reopen(item) for item in refused or []}
    reopened = list(found.values()).count(Reopening.DONE)
    typer.echo(f"{journal.retry(datetime.now(UTC))} 个暂缓的马上再送，{reopened} 个被拒收的再送一次")
    for result, said in _NOT_REOPENED.items():
        items = [item for item, each in found.items() if each is result]
        if items:
            typer.echo(f"{said} {'、'.join(items)}", err=True)
    if reopened < len(found):
        raise typer.Exit(1)


def _journal_problems(journal: Journal) -> list[str]:
    refused = [(record.request_id, record.refusal) for record in journal.refused()]
    refused += [(amendment.request_id, amendment.refusal) for amendment in journal.amendments.refused()]
    refused += [(connection.connection_id, connection.refusal) for connection in journal.connections.refused()]
    failures = journal.failures()
    typer.echo(f"等待登记 {journal.count_pending()} 个，暂缓 {len(failures)} 个，被拒收 {len(refused)} 个")
    return [
        *(
            f"{failure.item}\t{failure.kind}暂缓：{failure.reason}\t"
            f"{failure.since.astimezone(CITY_ZONE):%Y-%m-%d %H:%M} 起试过 {failure.attempts} 次"
            for failure in failures
        ),
        *(f"{request_id}\t{refusal}" for request_id, refusal in refused),
    ]


def _settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        for detail in error.errors():
            field = str(detail["loc"][0]).upper()
            typer.echo(f"HOTLINE_TELEPHONY_{field}：{wording.invalid_setting(detail)}", err=True)
        raise typer.Exit(2) from None


def main() -> None:
    """Run a command; what the terminal's encoding lacks is written as escapes, and ASCII is taken for UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = "utf-8" if codecs.lookup(stream.encoding).name == "ascii" else stream.encoding
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
    app()
