"""Watch streams: opened without holding a thread, fed by the hub, ended with the client."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import grpc

from hotline_server.desk.cases.watches import News, Watch, WatchHub
from hotline_server.security.identity import current_identity

Send = Callable[[Any], None]
CURSOR = "hotline-cursor"
"""Initial metadata of a watch: the cursor it begins after, to resume from until an entry has come."""


def open_watch(
    hub: WatchHub,
    context: grpc.ServicerContext,
    send: Send,
    prepare: Callable[[], tuple[int, Callable[[int], Sequence[News]]]],
    over: Callable[[], bool] = lambda: False,
) -> None:
    """Open a watch and return; ``send(None)`` ends the stream.

    Args:
        hub: that feeds it.
        context: of the rpc.
        send: grpc's callback for one message.
        prepare: checks the request, and gives the cursor to begin with and what reads after one.
        over: whether there can be no more news.
    """
    cursor, read = prepare()
    begin = partial(context.send_initial_metadata, ((CURSOR, str(cursor)),))
    watch = Watch(cursor, read, over, partial(_end, context, send), current_identity().expires_at, begin)
    hub.open(watch)
    if not context.add_callback(lambda: hub.forget(watch)):
        hub.forget(watch)


def _end(context: grpc.ServicerContext, send: Send, broke: bool) -> None:  # noqa: FBT001 - of a watch
    if broke:
        context.set_code(grpc.StatusCode.UNAVAILABLE)
        context.set_details("订阅中断,请从最后收到的位置重新订阅")
    send(None)


def non_blocking(method: Callable[..., None]) -> Any:
    """Mark a method of a servicer: grpc gives it a callback to send with, not a thread to keep."""
    method.experimental_non_blocking = True  # type: ignore[attr-defined]
    return method


def on_threads(threads: ThreadPoolExecutor) -> Callable[[Callable[..., Any]], Any]:
    """Mark a method of a servicer: it runs on threads of its own."""

    def mark(method: Callable[..., Any]) -> Any:
        method.experimental_thread_pool = threads  # type: ignore[attr-defined]
        return method

    return mark
