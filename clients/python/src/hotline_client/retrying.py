"""Trying again where that is safe, with growing pauses that many clients do not take together."""

import random
import time

import grpc

from hotline_client.errors import HotlineError

TIMEOUT_SECONDS = 10.0
PATIENCE_SECONDS = 30.0
FIRST_PAUSE_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 2.0
RETRIED = (
    grpc.StatusCode.UNAVAILABLE,
    grpc.StatusCode.DEADLINE_EXCEEDED,
    # An rpc that a server had in hand when it stopped.
    grpc.StatusCode.CANCELLED,
)


class Trying:
    """One thing that is tried until it is done or patience ends."""

    def __init__(self, patience: float) -> None:
        """Try for ``patience`` seconds from the first failure on: before it all was well, however long."""
        self._patience = patience
        self._until: float | None = None
        self._pause = FIRST_PAUSE_SECONDS

    def pause_after(self, error: grpc.RpcError) -> None:
        """Wait before the next try.

        Raises:
            HotlineError: trying again would not help, or patience is at its end.
        """
        time.sleep(self.pause_for(error))

    def pause_for(self, error: grpc.RpcError) -> float:
        """How many seconds to wait before the next try.

        Raises:
            HotlineError: trying again would not help, or patience is at its end.
        """
        if self._until is None:
            self._until = time.monotonic() + self._patience
        refused = HotlineError.from_rpc(error)
        helps = refused.code in RETRIED or refused.retry_seconds is not None
        if not helps or time.monotonic() >= self._until:
            raise refused from error
        longest = max(self._pause, refused.retry_seconds or 0)
        pause = random.uniform(longest / 2, longest)  # noqa: S311 - no secret
        self._pause = min(self._pause * 2, LONGEST_PAUSE_SECONDS)
        return pause
