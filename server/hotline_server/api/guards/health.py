"""The health service ``grpc.health.v1``: whether calls are taken, asked once or watched.

grpc's own servicer sends while it holds a lock, and takes that lock on the one thread that completes
what is sent: a watch that opens while another closes stops the whole server. Here nothing is held
while something is sent.
"""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc

from hotline_server.api.streaming import Send, non_blocking, on_threads
from hotline_server.ground.concurrency.coalescing import CoalescedWork

# Anybody may watch. Threads are started as they are needed; one that takes nothing costs one, for a while.
SENDING_THREADS = 64
STALL_SECONDS = 10.0
# So that it is answered, however many requests wait for a thread.
_checking = ThreadPoolExecutor(2, thread_name_prefix="health-check")
_Response = health_pb2.HealthCheckResponse


class Health(health_pb2_grpc.HealthServicer):  # type: ignore[misc, unused-ignore]
    """Tells the status of a server and of each of its services."""

    def __init__(self, services: Sequence[str]) -> None:
        """Tell of ``services``, which are not served until it is said that they are."""
        self._services = frozenset(["", *services])
        self._status: int = _Response.NOT_SERVING
        self._watchers: set[_Watcher] = set()
        self._lock = threading.Lock()
        self._senders = ThreadPoolExecutor(SENDING_THREADS, thread_name_prefix="health")

    def tell(self, *, serving: bool) -> None:
        """Tell whoever asks, and whoever watches, whether calls are taken."""
        self._status = _Response.SERVING if serving else _Response.NOT_SERVING
        with self._lock:
            watchers = list(self._watchers)
        for watcher in watchers:
            self._senders.submit(watcher.tell)

    def let_go_of_stalled(self) -> None:
        """Cancel the watches whose clients have taken nothing for long."""
        since = time.monotonic() - STALL_SECONDS
        with self._lock:
            stalled = [watcher for watcher in self._watchers if watcher.sending_since < since]
        for watcher in stalled:
            watcher.cancel()

    @on_threads(_checking)
    def Check(
        self, request: health_pb2.HealthCheckRequest, context: grpc.ServicerContext
    ) -> health_pb2.HealthCheckResponse:
        """The status now."""
        status = self._status_of(request.service)
        if status == _Response.SERVICE_UNKNOWN:
            context.set_code(grpc.StatusCode.NOT_FOUND)
            return _Response()
        return _Response(status=status)

    @non_blocking
    def Watch(self, request: health_pb2.HealthCheckRequest, context: grpc.ServicerContext, send: Send) -> None:
        """The status now, and each time it changes."""
        watcher = _Watcher(lambda: self._status_of(request.service), send, context.cancel)
        with self._lock:
            self._watchers.add(watcher)
        if not context.add_callback(lambda: self._forget(watcher)):
            self._forget(watcher)
        self._senders.submit(watcher.tell)

    def close(self) -> None:
        """Tell nobody any more."""
        self._senders.shutdown(cancel_futures=True)

    def _status_of(self, service: str) -> int:
        return self._status if service in self._services else _Response.SERVICE_UNKNOWN

    def _forget(self, watcher: "_Watcher") -> None:
        with self._lock:
            self._watchers.discard(watcher)


class _Watcher:
    """One who watches a service."""

    def __init__(self, status: Callable[[], int], send: Send, cancel: Callable[[], object]) -> None:
        self._status = status
        self._send = send
        self.cancel = cancel
        self._told: int | None = None
        self.tell = CoalescedWork(self._tell)
        self.sending_since = float("inf")

    def _tell(self) -> None:
        status = self._status()
        if status != self._told:
            self.sending_since = time.monotonic()
            self._send(_Response(status=status))
            self.sending_since = float("inf")
            self._told = status
