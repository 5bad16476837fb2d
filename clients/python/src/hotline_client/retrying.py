"""Trying again where that is safe, with growing pauses that many clients do not take together."""

import random
import time

import grpc

from hotline_client.errors import HotlineError

FIRST_PAUSE_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 2.0
RETRIED = (
    grpc.StatusCode.UNAVAILABLE,
    grpc.StatusCode.DEADLINE_EXCEEDED,
    grpc.StatusCode.RESOURCE_EXHAUSTED,
    # An rpc that a server had in hand when it stopped.
    grpc.StatusCode.CANCELLED,
)


class Trying:
    """One thing that is tried until it is done or patience ends."""

    def __init__(self, patience: float) -> None:
        """Try for ``patience`` seconds."""
        self._until = time.monotonic() + patience
        self._pause = FIRST_PAUSE_SECONDS

    def pause_after(self, error: grpc.RpcError) -> None:
        """Wait before the next try.

        Raises:
            HotlineError: trying again would not help, or patience is at its end.
        """
        if error.code() not in RETRIED or time.monotonic() >= self._until:
            raise HotlineError.from_rpc(error) from error
        time.sleep(random.uniform(self._pause / 2, self._pause))  # noqa: S311 - no secret
        self._pause = min(self._pause * 2, LONGEST_PAUSE_SECONDS)
