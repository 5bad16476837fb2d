"""Connections to gateways, robots and mail servers, which other people run: whoever is slow there costs a set time."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any

from hotline_server.ground.addresses import split_address

_Found = tuple[int, int, int, str, Any]
_ANSWER_LIMIT = 4 * 1024 * 1024
LONGEST_WAIT = timedelta(hours=1)
"""For how long a counterpart is left alone at most, whatever it asks."""
_NO_TIME = timedelta()
_FAILURES = (
    (TimeoutError, "没有在规定的时间内答复"),
    (ConnectionRefusedError, "对方没有开通服务"),
    (socket.gaierror, "找不到主机"),
    (ssl.SSLError, "证书或者加密方式不对"),
)


class ConnectionFailedError(Exception):
    """Counterpart that was not reached, or did not answer in time; the message gives the reason."""


class ConnectionBrokenError(ConnectionFailedError):
    """Counterpart that may have got the whole request, but did not answer it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer of a counterpart.

    Attributes:
        retry_after: its header of that name; empty without one.
    """

    status: int
    body: bytes
    retry_after: str = ""

    def wait(self, now: datetime) -> timedelta:
        """Return how long the counterpart asks to be left alone, within bounds; nothing if it does not.

        Args:
            now: current time, UTC, from which a date counts.
        """
        asked = self.retry_after.strip()
        if asked.isascii() and asked.isdigit():
            return timedelta(seconds=min(float(asked), LONGEST_WAIT.total_seconds()))
        try:
            until = parsedate_to_datetime(asked)
        except (ValueError, OverflowError):
            return _NO_TIME
        # Dates of HTTP are in GMT, in its old forms without saying so.
        wait = (until if until.tzinfo else until.replace(tzinfo=UTC)) - now
        return min(max(wait, _NO_TIME), LONGEST_WAIT)


@contextmanager
def connection(host: str, port: int, context: ssl.SSLContext | None, seconds: float) -> Iterator[socket.socket]:
    """Open a connection that is cut after a time, however often something still comes.

    Args:
        host: name or address.
        port: of the counterpart.
        context: for TLS; ``None`` for none.
        seconds: for everything, from opening on.
    """
    ends = time.monotonic() + seconds
    plain = _opened(host, port, ends)
    with plain, plain.dup() as guard, _cut_at(ends, guard):
        plain.settimeout(seconds)
        if context is None:
            yield plain
        else:
            with context.wrap_socket(plain, server_hostname=host) as secured:
                yield secured


def post(url: str, body: bytes, headers: dict[str, str], seconds: float) -> Answer:
    """Post JSON to a URL, and return the answer.

    Args:
        url: https or http.
        body: JSON.
        headers: of the request, besides those of every request.
        seconds: for the whole of it.

    Raises:
        ConnectionBrokenError: if the request was sent, and there is no whole answer in time.
        ConnectionFailedError: if it was not even sent.
    """
    failed: type[ConnectionFailedError] = ConnectionFailedError
    try:
        address = split_address(url)
        context = ssl.create_default_context() if address.scheme == "https" else None
        port = address.port or (80 if context is None else 443)
        path = (address.path or "/") + (f"?{address.query}" if address.query else "")
        with connection(address.hostname or "", port, context, seconds) as opened:
            request = _request(address.hostname or "", port, context)
            request.sock = opened
            failed = ConnectionBrokenError
            request.request("POST", path, body, {"content-type": "application/json", **headers})
            with request.getresponse() as response:
                return Answer(response.status, response.read(_ANSWER_LIMIT), response.headers.get("retry-after", ""))
    except (OSError, HTTPException, ValueError) as error:
        raise failed(spoken(error)) from error


def spoken(error: Exception) -> str:
    """Return why a counterpart was not reached, in words."""
    return next((words for kinds, words in _FAILURES if isinstance(error, kinds)), "连接中断")


def _request(host: str, port: int, context: ssl.SSLContext | None) -> HTTPConnection:
    return HTTPConnection(host, port) if context is None else HTTPSConnection(host, port, context=context)


def _opened(host: str, port: int, ends: float) -> socket.socket:
    """Connect to the first address of a host that answers."""
    failure = OSError("no address")
    for family, kind, protocol, _, address in _resolved(host, port, ends):
        opened = socket.socket(family, kind, protocol)
        try:
            opened.settimeout(max(ends - time.monotonic(), 0.001))
            opened.connect(address)
        except OSError as error:
            opened.close()
            failure = error
        else:
            return opened
    raise failure


def _resolved(host: str, port: int, ends: float) -> Sequence[_Found]:
    """Look a host up; a resolver that does not answer is left to itself."""
    found = Future[Sequence[_Found]]()

    def resolve() -> None:
        try:
            found.set_result(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except Exception as error:  # noqa: BLE001 - raised where the result is awaited
            found.set_exception(error)

    threading.Thread(target=resolve, daemon=True).start()
    return found.result(max(ends - time.monotonic(), 0))


@contextmanager
def _cut_at(ends: float, guard: socket.socket) -> Iterator[None]:
    """Cut a connection at a time: a time-out of the socket begins again with each byte, this one does not.

    Raises:
        TimeoutError: if it was cut, whatever came of that, since what was read may lack its end.
    """
    was_cut = threading.Event()

    def cut() -> None:
        was_cut.set()
        with suppress(OSError):
            guard.shutdown(socket.SHUT_RDWR)

    cutting = threading.Timer(max(ends - time.monotonic(), 0), cut)
    cutting.daemon = True
    cutting.start()
    try:
        yield
    except Exception as error:
        if was_cut.is_set():
            raise TimeoutError from error
        raise
    else:
        if was_cut.is_set():
            raise TimeoutError
    finally:
        cutting.cancel()
        cutting.join()
