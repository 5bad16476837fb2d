"""``hotline serve`` with several processes: the parent, which imports as little as possible.

The child processes validate the settings; the parent reads its own without validation.
"""

from collections.abc import Callable
from typing import NoReturn

import typer

from hotline_server.ground.environment import LISTEN, variable
from hotline_server.runtime.processes import AddressTakenError, Processes, ProcessFailedError


def start_processes(count: int) -> Callable[[], None]:
    """Start processes and return the function that ends them; exit with status 2 if they cannot start."""
    endpoint = variable("METRICS", "")
    try:
        processes, end = _start_monitored(count, endpoint) if endpoint else _start(count)
    except AddressTakenError as error:
        _fail(f"服务没有启动：{error}")
    except ProcessFailedError as error:
        _fail(str(error))
    typer.echo(processes.greeting)
    return end


def _start(count: int) -> tuple[Processes, Callable[[], None]]:
    processes = Processes(variable("LISTEN", LISTEN), variable("LISTEN_SYSTEMS", ""), count)
    return processes, processes.end


def _start_monitored(count: int, endpoint: str) -> tuple[Processes, Callable[[], None]]:
    from hotline_server.ground.telemetry.endpoint import EndpointTakenError
    from hotline_server.runtime.monitoring import SharedMetrics, open_endpoint

    shared = SharedMetrics()
    addresses = variable("LISTEN", LISTEN), variable("LISTEN_SYSTEMS", "")
    processes = Processes(*addresses, count, shared.environment, shared.forget)

    def end() -> None:
        processes.end()
        shared.close()

    try:
        return processes, open_endpoint(end, endpoint, processes.are_ready, shared.registry())
    except EndpointTakenError as error:
        raise AddressTakenError(str(error)) from None


def _fail(reason: str) -> NoReturn:
    if reason:
        typer.echo(reason, err=True)
    raise typer.Exit(2)
