"""``hotline serve`` with one process, or as one of several."""

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import NoReturn

import typer
from prometheus_client import REGISTRY
from pydantic import ValidationError

from hotline_server.cli.greeting import greeting
from hotline_server.ground.config import Settings
from hotline_server.ground.environment import variable
from hotline_server.ground.telemetry.endpoint import EndpointTakenError
from hotline_server.ground.telemetry.logs import configure_logging
from hotline_server.ground.telemetry.tracing import configure_tracing
from hotline_server.rulebook.errors import RuleBookError
from hotline_server.runtime.heartbeat import Heartbeat
from hotline_server.runtime.identification import ExposedError
from hotline_server.runtime.monitoring import monitored
from hotline_server.runtime.server import RunningServer, start
from hotline_server.runtime.sockets import PortTakenError
from hotline_server.runtime.supervision import Failed, Started, send
from hotline_server.security.keyring import KeyringError
from hotline_server.security.systems import SystemsError
from hotline_server.security.tokens import TokenKeysError
from hotline_server.security.transport import CertificateError
from hotline_server.store.engine.database import DatabaseError

GRACE_SECONDS = 20.0
_FAULTS = (
    DatabaseError,
    PortTakenError,
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


def start_process() -> Callable[[], None]:
    """Start serving; returns the function that stops. A mistake ends the command with exit status 2."""
    configure_logging()
    try:
        settings = Settings()
        if settings.traces:
            configure_tracing(settings.traces)
        server = start(settings)
        _spare_the_collector()
        words = greeting(settings, server.address, _about(settings, server))
        if settings.supervised:
            return _serve_supervised(server, settings.supervised, words)
        stop = _stop_of(server)
        if settings.metrics:
            stop = monitored(stop, settings.metrics, lambda: server.readiness.is_ready, REGISTRY)
    except RuleBookError as error:
        _fail(f"规则库有误，服务没有启动：\n{error}")
    except _FAULTS as error:
        _fail(f"服务没有启动：{error}")
    typer.echo(words)
    return stop


def _about(settings: Settings, server: RunningServer) -> str:
    processes = f"，{settings.processes} 个进程" if settings.processes > 1 else ""
    return f"{processes}，规则库版本 {server.book().version}"


def _stop_of(server: RunningServer) -> Callable[[], None]:
    return lambda: server.stop(GRACE_SECONDS)


def _serve_supervised(server: RunningServer, own_address: str, words: str) -> Callable[[], None]:
    """Tell the parent that this process has started and, from then on, that it is alive."""
    heartbeat = Heartbeat(own_address, sys.stdout)
    send(Started(words), sys.stdout)
    heartbeat.start()
    threading.Thread(target=_follow_parent, daemon=True).start()

    def stop() -> None:
        heartbeat.stop()
        server.stop(GRACE_SECONDS)

    return stop


def _follow_parent() -> None:
    """Stop when the parent is gone, however it went."""
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


def _fail(reason: str) -> NoReturn:
    """Tell the parent, or else the operator, why the process cannot start, and end the command."""
    if variable("SUPERVISED", ""):
        send(Failed(reason), sys.stdout)
    else:
        typer.echo(reason, err=True)
    raise typer.Exit(2)


def _spare_the_collector() -> None:
    """Keep Python's cycle collector from walking the rule book again and again while calls wait."""
    gc.freeze()
    gc.enable()
    gc.set_threshold(COLLECT_AFTER)
