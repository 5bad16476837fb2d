"""Trying again where that is safe, with growing pauses that many clients do not take together."""

import random
import time

import grpc

from hotline_client.connecting import Peer
from hotline_client.errors import HotlineError
from hotline_client.waiting import TOLD_AFTER_SECONDS, TOLD_AGAIN_SECONDS, Waiting

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

    def __init__(self, peer: Peer, rpc: str, patience: float) -> None:
        """Try an rpc for ``patience`` seconds from its first failure on, however long all was well before."""
        self._peer = peer
        self._rpc = rpc
        self._patience = patience
        self._failing_since: float | None = None
        self._tell_at = 0.0
        self._pause = FIRST_PAUSE_SECONDS

    def succeeded(self) -> None:
        """Begin anew: what fails from now on is tried for as long again."""
        self._failing_since = None
        self._pause = FIRST_PAUSE_SECONDS

    def pause_after(self, refused: HotlineError) -> None:
        """Wait before the next try, and tell of the wait once it has lasted a second.

        Raises:
            HotlineError: trying again would not help, or patience is at its end.
        """
        time.sleep(self.pause_for(refused))

    def pause_for(self, refused: HotlineError) -> float:
        """Return how many seconds to wait before the next try, and tell of the wait once it has lasted a second.

        Raises:
            HotlineError: trying again would not help, or patience is at its end.
        """
        now = time.monotonic()
        if self._failing_since is None:
            self._failing_since = now
            self._tell_at = now + TOLD_AFTER_SECONDS
        if not _helps(refused) or now >= self._failing_since + self._patience:
            raise refused
        if now >= self._tell_at:
            self._tell_at = now + TOLD_AGAIN_SECONDS
            self._peer.tell(Waiting(self._peer.address, self._rpc, now - self._failing_since, refused))
        longest = max(self._pause, refused.retry_seconds or 0)
        pause = random.uniform(longest / 2, longest)  # noqa: S311 - no secret
        self._pause = min(self._pause * 2, LONGEST_PAUSE_SECONDS)
        return min(pause, self._tell_at - now)


def _helps(refused: HotlineError) -> bool:
    """Return whether trying again can help."""
    if refused.fault and refused.fault.is_permanent:
        return False
    return refused.code in RETRIED or refused.retry_seconds is not None
