"""Shedding: what comes in beyond what can be answered in time is refused at once, dangers never."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from hotline_server.domain.errors import OverloadedError

MESSAGE = "来电太多,暂时办不过来,请稍后用同一个请求号重试"
T = TypeVar("T")


class WorkerPool(ThreadPoolExecutor):
    """The threads that answer requests, with how many requests they have in hand, waiting ones too."""

    def __init__(self, threads: int) -> None:
        super().__init__(threads, thread_name_prefix="rpc")
        self._counting = threading.Lock()
        self.in_flight = 0

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> "Future[T]":
        """As its parent does; counts until the work is done, cancelled or has failed."""
        with self._counting:
            self.in_flight += 1
        future = super().submit(fn, *args, **kwargs)
        future.add_done_callback(self._one_less)
        return future

    def _one_less(self, _: Future[Any]) -> None:
        with self._counting:
            self.in_flight -= 1


class Admission:
    """Says which requests are taken."""

    def __init__(self, pool: WorkerPool, limit: int, is_spared: Callable[[Any], bool]) -> None:
        """Let ``limit`` requests be in hand.

        Args:
            pool: has them in hand.
            limit: beyond it others are refused.
            is_spared: whether a request is taken even then.
        """
        self._pool = pool
        self._limit = limit
        self.is_spared = is_spared

    @property
    def in_flight(self) -> int:
        """How many requests are being answered or wait for it."""
        return self._pool.in_flight

    def is_crowded(self) -> bool:
        """Whether as many requests are in hand as may be."""
        return self._pool.in_flight >= self._limit

    def check(self, request: object) -> None:
        """Refuse a request that came when as many were in hand as may be.

        Raises:
            OverloadedError: it is not spared.
        """
        if not self.is_spared(request):
            raise OverloadedError(MESSAGE)
