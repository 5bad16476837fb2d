"""Health service ``grpc.health.v1``.

grpc's own servicer holds a lock while it sends, and takes the same lock on the only thread that completes
sends: a watch that opens while another closes deadlocks the server. This one holds no lock while it sends.
"""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc

from hotline_server.api.streaming import Send, non_blocking, on_threads
from hotline_server.ground.concurrency.coalescing import CoalescedWork

# Watching needs no authentication. Threads start on demand; a stalled client holds one until it is cancelled.
SENDING_THREADS = 64
STALL_SECONDS = 10.0
# Separate threads, so that checks are answered however long the queue of requests is.
_checking = ThreadPoolExecutor(2, thread_name_prefix="health-check")
_Response = health_pb2.HealthCheckResponse


class Health(health_pb2_grpc.HealthServicer):  # type: ignore[misc, unused-ignore]
    """Servicer for the status of the server and each of its services."""

    def __init__(self, services: Sequence[str]) -> None:
        """Start with ``services`` not serving."""
        self._services = frozenset(["", *services])
        self._status: int = _Response.NOT_SERVING
        self._watchers: set[_Watcher] = set()
        self._lock = threading.Lock()
        self._senders = ThreadPoolExecutor(SENDING_THREADS, thread_name_prefix="health")

    def set_status(self, *, serving: bool) -> None:
        """Set the status, and send it to all watchers."""
        self._status = _Response.SERVING if serving else _Response.NOT_SERVING
        with self._lock:
            watchers = list(self._watchers)
        for watcher in watchers:
            self._senders.submit(watcher.notify)

    def cancel_stalled(self) -> None:
        """Cancel watches whose client has not read for ``STALL_SECONDS``."""
        since = time.monotonic() - STALL_SECONDS
        with self._lock:
            stalled = [watcher for watcher in self._watchers if watcher.sending_since < since]
        for watcher in stalled:
            watcher.cancel()

    @on_threads(_checking)
    def Check(
        self, request: health_pb2.HealthCheckRequest, context: grpc.ServicerContext
    ) -> health_pb2.HealthCheckResponse:
        """Return the current status."""
        status = self._status_of(request.service)
        if status == _Response.SERVICE_UNKNOWN:
            context.set_code(grpc.StatusCode.NOT_FOUND)
            return _Response()
        return _Response(status=status)

    @non_blocking
    def Watch(self, request: health_pb2.HealthCheckRequest, context: grpc.ServicerContext, send: Send) -> None:
        """Send the current status, and each change."""
        watcher = _Watcher(lambda: self._status_of(request.service), send, context.cancel)
        with self._lock:
            self._watchers.add(watcher)
        if not context.add_callback(lambda: self._forget(watcher)):
            self._forget(watcher)
        self._senders.submit(watcher.notify)

    def close(self) -> None:
        """Stop sending."""
        self._senders.shutdown(cancel_futures=True)

    def _status_of(self, service: str) -> int:
        return self._status if service in self._services else _Response.SERVICE_UNKNOWN

    def _forget(self, watcher: "_Watcher") -> None:
        with self._lock:
            self._watchers.discard(watcher)


class _Watcher:
    """Watch of a service."""

    def __init__(self, status: Callable[[], int], send: Send, cancel: Callable[[], object]) -> None:
        self._status = status
        self._send = send
        self.cancel = cancel
        self._sent: int | None = None
        self.notify = CoalescedWork(self._send_change)
        self.sending_since = float("inf")

    def _send_change(self) -> None:
        status = self._status()
        if status != self._sent:
            self.sending_since = time.monotonic()
            self._send(_Response(status=status))
            self.sending_since = float("inf")
            self._sent = status
