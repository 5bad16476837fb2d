"""HTTP endpoint for monitoring: /metrics, /livez and /readyz."""

import threading
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

from prometheus_client import CollectorRegistry, make_wsgi_app
from prometheus_client.exposition import ThreadingWSGIServer

Start = Callable[[str, list[tuple[str, str]]], Any]


class EndpointTakenError(Exception):
    """Address that is already in use."""


class Endpoint:
    """HTTP server for monitoring, running until closed."""

    def __init__(self, listen: str, is_ready: Callable[[], bool], registry: CollectorRegistry) -> None:
        """Start serving.

        Args:
            listen: ``host:port``; port 0 selects a free one.
            is_ready: returns True if the service accepts calls. Liveness needs no check, as answering proves it.
            registry: of the metrics.

        Raises:
            EndpointTakenError: if the address is already in use.
        """
        host, _, port = listen.rpartition(":")
        self._metrics = make_wsgi_app(registry)
        self._is_ready = is_ready
        try:
            self._server = make_server(host, int(port), self._handle, ThreadingWSGIServer, _QuietHandler)
        except OSError as error:
            raise EndpointTakenError(f"{listen} 不能监听：{error}") from None
        self.address = f"{host}:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, name="endpoint", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handle(self, environment: dict[str, Any], start: Start) -> Iterable[bytes]:
        match environment["PATH_INFO"]:
            case "/metrics":
                response: Iterable[bytes] = self._metrics(environment, start)
                return response
            case "/livez":
                return _respond(start, "200 OK", "alive")
            case "/readyz" if self._is_ready():
                return _respond(start, "200 OK", "ready")
            case "/readyz":
                return _respond(start, "503 Service Unavailable", "not ready")
            case _:
                return _respond(start, "404 Not Found", "available: /metrics, /livez, /readyz")


class _QuietHandler(WSGIRequestHandler):
    """Request handler that does not log requests."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Log nothing."""


def _respond(start: Start, status: str, text: str) -> list[bytes]:
    start(status, [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{text}\n".encode()]
