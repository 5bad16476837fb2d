"""Load shedding: requests beyond the in-flight limit are refused at once; emergencies are exempt."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from hotline_server.domain.errors import OverloadedError

MESSAGE = "来电太多，暂时办不过来，请稍后用同一个请求号重试"
T = TypeVar("T")


class WorkerPool(ThreadPoolExecutor):
    """Thread pool that counts in-flight requests, queued ones included."""

    def __init__(self, threads: int) -> None:
        super().__init__(threads, thread_name_prefix="rpc")
        self._counting = threading.Lock()
        self.in_flight = 0

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> "Future[T]":
        """Submit work that counts as in flight until it is done, cancelled or failed."""
        with self._counting:
            self.in_flight += 1
        future = super().submit(fn, *args, **kwargs)
        future.add_done_callback(self._one_less)
        return future

    def _one_less(self, _: Future[Any]) -> None:
        with self._counting:
            self.in_flight -= 1


class Admission:
    """Admission control."""

    def __init__(self, pool: WorkerPool, limit: int, is_exempt: Callable[[Any], bool]) -> None:
        """Limit in-flight requests.

        Args:
            pool: pool that runs the requests.
            limit: maximum number of requests in flight.
            is_exempt: returns true for a request that is admitted beyond the limit.
        """
        self._pool = pool
        self._limit = limit
        self.is_exempt = is_exempt

    @property
    def in_flight(self) -> int:
        """Number of requests running or queued."""
        return self._pool.in_flight

    def is_full(self) -> bool:
        """Return whether the limit is reached."""
        return self._pool.in_flight >= self._limit

    def check(self, request: object) -> None:
        """Refuse a request that arrived at the limit, unless it is exempt.

        Raises:
            OverloadedError: if it is not exempt.
        """
        if not self.is_exempt(request):
            raise OverloadedError(MESSAGE)
