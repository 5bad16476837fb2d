"""``hotline serve``."""

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable

import typer
from prometheus_client import REGISTRY, CollectorRegistry
from pydantic import ValidationError

from hotline_server.cli.greeting import greeting
from hotline_server.ground.config import Settings
from hotline_server.ground.telemetry.endpoint import Endpoint, EndpointTakenError
from hotline_server.ground.telemetry.logs import configure_logging
from hotline_server.ground.telemetry.tracing import configure_tracing
from hotline_server.rulebook.errors import RuleBookError
from hotline_server.runtime.identification import ExposedError
from hotline_server.runtime.processes import AddressTakenError, Processes, ProcessFailedError
from hotline_server.runtime.server import start
from hotline_server.runtime.sockets import PortTakenError
from hotline_server.security.keyring import KeyringError
from hotline_server.security.systems import SystemsError
from hotline_server.security.tokens import TokenKeysError
from hotline_server.security.transport import CertificateError
from hotline_server.store.engine.database import DatabaseError

GRACE_SECONDS = 20.0
_ENDING = (signal.SIGINT, signal.SIGTERM)
_FAULTS = (
    DatabaseError,
    PortTakenError,
    AddressTakenError,
    EndpointTakenError,
    ValidationError,
    ExposedError,
    TokenKeysError,
    KeyringError,
    SystemsError,
    CertificateError,
)
# New objects that begin a collection; a call makes some hundreds that last until its answer.
COLLECT_AFTER = 20_000


def serve() -> None:
    """启动服务,直到收到停止信号。设置用 HOTLINE_… 环境变量。"""
    configure_logging()
    # For every thread from here on. A handler would run once the main thread wakes, but the signal may go to
    # another one, while a process is being started for example, and the main thread sleeps on.
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        settings = Settings()
        stop = _several(settings) if settings.processes > 1 else _one(settings)
    except RuleBookError as error:
        typer.echo(f"规则库有误,服务没有启动:\n{error}", err=True)
        raise typer.Exit(2) from None
    except _FAULTS as error:
        typer.echo(f"服务没有启动:{error}", err=True)
        raise typer.Exit(2) from None
    except ProcessFailedError:
        raise typer.Exit(2) from None
    if settings.supervised:
        threading.Thread(target=_follow_parent, daemon=True).start()
    signal.sigwait(_ENDING)
    typer.echo("正在停止:办完手头的来电")
    stop()


def _one(settings: Settings) -> Callable[[], None]:
    if settings.traces:
        configure_tracing(settings.traces)
    server = start(settings)
    _spare_the_collector()
    # With several processes their parent tells of all of them.
    listen = "" if settings.supervised else settings.metrics
    stop = _observed(lambda: server.stop(GRACE_SECONDS), listen, lambda: server.readiness.is_ready, REGISTRY)
    _greet(settings, server.address, f",规则库版本 {server.book().version}")
    return stop


def _several(settings: Settings) -> Callable[[], None]:
    processes = Processes(settings)
    stop = _observed(processes.end, settings.metrics, processes.are_ready, processes.registry())
    _greet(settings, processes.address, f",{settings.processes} 个进程")
    return stop


def _observed(
    stop: Callable[[], None], listen: str, is_ready: Callable[[], bool], registry: CollectorRegistry
) -> Callable[[], None]:
    """Open the address for those who watch over the service, if there is to be one.

    Returns:
        What stops the service, and then the address: until the end it tells that the service is not ready.

    Raises:
        EndpointTakenError: something else listens there; the service has been stopped.
    """
    if not listen:
        return stop
    try:
        endpoint = Endpoint(listen, is_ready, registry)
    except EndpointTakenError:
        stop()
        raise

    def stop_both() -> None:
        stop()
        endpoint.close()

    return stop_both


def _greet(settings: Settings, address: str, more: str) -> None:
    typer.echo(greeting(settings, address, more))
    sys.stdout.flush()


def _follow_parent() -> None:
    """Stop when the parent is gone, however it went."""
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


def _spare_the_collector() -> None:
    """Keep Python's cycle collector from walking the rule book again and again while calls wait."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)
