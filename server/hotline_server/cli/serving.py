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
from hotline_server.desk.messages.gateway import GatewayError
from hotline_server.domain.errors import UnmetConditionError
from hotline_server.ground.config import Settings
from hotline_server.ground.environment import variable
from hotline_server.ground.memory import share_heaps
from hotline_server.ground.telemetry.endpoint import EndpointTakenError
from hotline_server.ground.telemetry.logs import configure_logging
from hotline_server.ground.telemetry.tracing import configure_tracing
from hotline_server.rulebook.errors import RuleBookError
from hotline_server.runtime.heartbeat import Heartbeat
from hotline_server.runtime.identification import ExposedError
from hotline_server.runtime.monitoring import open_endpoint
from hotline_server.runtime.server import RunningServer, start
from hotline_server.runtime.sockets import PortTakenError
from hotline_server.runtime.supervision import Failed, Started, send
from hotline_server.runtime.wiring.stores import DirectoryFileError
from hotline_server.security.keyring import KeyringError
from hotline_server.security.systems import SystemsError
from hotline_server.security.tokens import TokenKeysError
from hotline_server.security.transport import CertificateError
from hotline_server.store.engine.database import DatabaseError
from hotline_server.text.reader_file import ReaderFileError

GRACE_SECONDS = 20.0
_STARTUP_ERRORS = (
    DatabaseError,
    DirectoryFileError,
    PortTakenError,
    EndpointTakenError,
    ValidationError,
    ExposedError,
    TokenKeysError,
    KeyringError,
    SystemsError,
    CertificateError,
    ReaderFileError,
    GatewayError,
    UnmetConditionError,
)
# New objects that trigger a collection; a call allocates some hundreds that live until its answer.
COLLECTION_THRESHOLD = 20_000


def start_process() -> Callable[[], None]:
    """Start the server and return the function that stops it; exit with status 2 if it cannot start."""
    share_heaps()
    configure_logging()
    try:
        settings = Settings()
        if settings.traces:
            configure_tracing(settings.traces)
        server = start(settings)
        _tune_collector()
        message = greeting(settings, server.address, _details(settings, server))
        if settings.supervised:
            return _serve_supervised(server, settings.supervised, message)
        stop = _stopper(server)
        if settings.metrics:
            stop = open_endpoint(stop, settings.metrics, lambda: server.readiness.is_ready, REGISTRY)
    except RuleBookError as error:
        _fail(f"规则库有误，服务没有启动：\n{error}")
    except _STARTUP_ERRORS as error:
        _fail(f"服务没有启动：{error}")
    typer.echo(message)
    return stop


def _details(settings: Settings, server: RunningServer) -> str:
    processes = f"，{settings.processes} 个进程" if settings.processes > 1 else ""
    reader = server.book().reader
    return f"{processes}，规则库版本 {server.book().version}，判读模型 {reader.version if reader else '无'}"


def _stopper(server: RunningServer) -> Callable[[], None]:
    return lambda: server.stop(GRACE_SECONDS)


def _serve_supervised(server: RunningServer, own_address: str, message: str) -> Callable[[], None]:
    """Report to the parent process that this one has started, and send it heartbeats."""
    heartbeat = Heartbeat(own_address, sys.stdout)
    send(Started(message), sys.stdout)
    heartbeat.start()
    threading.Thread(target=_follow_parent, daemon=True).start()

    def stop() -> None:
        heartbeat.stop()
        server.stop(GRACE_SECONDS)

    return stop


def _follow_parent() -> None:
    """Stop when the parent process ends for any reason."""
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


def _fail(reason: str) -> NoReturn:
    """Report to the parent process, or to the operator, why the server cannot start; exit with status 2."""
    if variable("SUPERVISED", ""):
        send(Failed(reason), sys.stdout)
    else:
        typer.echo(reason, err=True)
    raise typer.Exit(2)


def _tune_collector() -> None:
    """Keep the garbage collector from traversing the rule book while calls wait."""
    gc.freeze()
    gc.enable()
    gc.set_threshold(COLLECTION_THRESHOLD)
