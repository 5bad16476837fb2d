"""``hotline serve``."""

import gc
import signal

import typer

from hotline_server.ground.environment import variable

_ENDING = (signal.SIGINT, signal.SIGTERM)


def serve() -> None:
    """启动服务,直到收到停止信号。设置用 HOTLINE_… 环境变量。"""
    # For every thread from here on. A handler would run once the main thread wakes, but the signal may go to
    # another one, while a process is being started for example, and the main thread sleeps on.
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    processes = variable("PROCESSES", "1")
    is_supervised = bool(variable("SUPERVISED", ""))
    if processes.isdecimal() and int(processes) > 1 and not is_supervised:
        from hotline_server.cli.serving_several import start_processes

        stop = start_processes(int(processes))
    else:
        # What is made at a start stays; looking for what does not would take a quarter of the time.
        gc.disable()
        from hotline_server.cli.serving import start_process

        stop = start_process()
    signal.sigwait(_ENDING)
    if not is_supervised:
        typer.echo("正在停止：办完手头的来电")
    stop()
