"""Retries with exponential backoff and jitter."""

import random
import time

import grpc

from hotline_client.channels import Peer
from hotline_client.errors import HotlineError
from hotline_client.waits import FIRST_NOTICE_SECONDS, NOTICE_INTERVAL_SECONDS, Wait

TIMEOUT_SECONDS = 10.0
RETRY_TIMEOUT_SECONDS = 30.0
INITIAL_DELAY_SECONDS = 0.1
MAX_DELAY_SECONDS = 2.0
RETRYABLE = (
    grpc.StatusCode.UNAVAILABLE,
    grpc.StatusCode.DEADLINE_EXCEEDED,
    # In flight when the server stopped.
    grpc.StatusCode.CANCELLED,
)


class Backoff:
    """Retry schedule of one rpc."""

    def __init__(self, peer: Peer, rpc: str, retry_timeout: float) -> None:
        """Allow retries of an rpc for ``retry_timeout`` seconds from its first failure."""
        self._peer = peer
        self._rpc = rpc
        self._retry_timeout = retry_timeout
        self._failing_since: float | None = None
        self._next_notice = 0.0
        self._delay = INITIAL_DELAY_SECONDS

    def reset(self) -> None:
        """Start over after a success."""
        self._failing_since = None
        self._delay = INITIAL_DELAY_SECONDS

    def wait(self, error: HotlineError) -> None:
        """Sleep until the next attempt, notifying about long waits.

        Raises:
            HotlineError: the error is not retryable, or the retry timeout has expired.
        """
        time.sleep(self.next_delay(error))

    def next_delay(self, error: HotlineError) -> float:
        """Return the seconds to sleep before the next attempt, notifying about long waits.

        Raises:
            HotlineError: the error is not retryable, or the retry timeout has expired.
        """
        now = time.monotonic()
        if self._failing_since is None:
            self._failing_since = now
            self._next_notice = now + FIRST_NOTICE_SECONDS
        if not _is_retryable(error) or now >= self._failing_since + self._retry_timeout:
            raise error
        if now >= self._next_notice:
            self._next_notice = now + NOTICE_INTERVAL_SECONDS
            self._peer.on_wait(Wait(self._peer.address, self._rpc, now - self._failing_since, error))
        maximum = max(self._delay, error.retry_seconds or 0)
        delay = random.uniform(maximum / 2, maximum)  # noqa: S311 - no secret
        self._delay = min(self._delay * 2, MAX_DELAY_SECONDS)
        return min(delay, self._next_notice - now)


def _is_retryable(error: HotlineError) -> bool:
    if error.fault and error.fault.is_permanent:
        return False
    return error.code in RETRYABLE or error.retry_seconds is not None
