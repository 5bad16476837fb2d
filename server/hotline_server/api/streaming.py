"""Watch streams: served by the hub without a thread each, closed with the client."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import grpc

from hotline_server.desk.cases.watches import Ending, News, Watch, WatchHub
from hotline_server.security.identity import current_identity
from hotline_server.security.tokens import AuthenticationError

Send = Callable[[Any], None]
CURSOR = "hotline-cursor"
"""Metadata of a watch: the cursor to resume from until the first entry arrives, and in the trailer once it ended."""


def open_watch(
    hub: WatchHub,
    context: grpc.ServicerContext,
    send: Send,
    prepare: Callable[[], tuple[int, Callable[[int], Sequence[News]]]],
    over: Callable[[], bool] = lambda: False,
    *,
    takes_messages: bool = False,
) -> None:
    """Open a watch and return; ``send(None)`` ends the stream.

    Args:
        hub: delivers news to the watch.
        context: context of the rpc.
        send: grpc callback that sends a message.
        prepare: checks the request; returns the first cursor and a function that reads after a cursor.
        over: returns true when no more news can come.
        takes_messages: true if it is for messages that go out.
    """
    cursor, read = prepare()
    begin = partial(context.send_initial_metadata, ((CURSOR, str(cursor)),))
    watch = Watch(cursor, read, over, partial(_end, context, send), current_identity(), begin, takes_messages)
    hub.open(watch)
    if not context.add_callback(lambda: hub.forget(watch)):
        hub.forget(watch)


def _end(context: grpc.ServicerContext, send: Send, ending: Ending | AuthenticationError, cursor: int) -> None:
    context.set_trailing_metadata(((CURSOR, str(cursor)),))
    match ending:
        case Ending.BROKEN:
            context.set_code(grpc.StatusCode.UNAVAILABLE)
            context.set_details("订阅中断，请从最后收到的位置重新订阅")
        case AuthenticationError():
            context.set_code(grpc.StatusCode.UNAUTHENTICATED)
            context.set_details(str(ending))
    send(None)


def non_blocking(method: Callable[..., None]) -> Any:
    """Mark a servicer method as non-blocking: grpc passes it a callback to send with, and it holds no thread."""
    method.experimental_non_blocking = True  # type: ignore[attr-defined]
    return method


def on_threads(threads: ThreadPoolExecutor) -> Callable[[Callable[..., Any]], Any]:
    """Return a decorator that runs a servicer method on its own thread pool."""

    def mark(method: Callable[..., Any]) -> Any:
        method.experimental_thread_pool = threads  # type: ignore[attr-defined]
        return method

    return mark
