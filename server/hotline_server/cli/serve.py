"""``hotline serve``."""

import gc
import signal

import typer

from hotline_server.ground.environment import variable

_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def serve() -> None:
    """启动服务，直到收到停止信号。设置用 HOTLINE_… 环境变量。"""
    # Threads inherit the mask. A handler runs in the main thread, which would not wake if the signal were
    # delivered to another thread, for example while a process is being started.
    signal.pthread_sigmask(signal.SIG_BLOCK, _STOP_SIGNALS)
    processes = variable("PROCESSES", "1")
    is_supervised = bool(variable("SUPERVISED", ""))
    if processes.isdecimal() and int(processes) > 1 and not is_supervised:
        from hotline_server.cli.serving_several import start_processes

        stop = start_processes(int(processes))
    else:
        # Objects created at startup are long-lived; collecting them would take a quarter of the startup time.
        gc.disable()
        from hotline_server.cli.serving import start_process

        stop = start_process()
    signal.sigwait(_STOP_SIGNALS)
    if not is_supervised:
        typer.echo("正在停止，先办完正在处理的来电")
    stop()
