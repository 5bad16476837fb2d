"""Rate limit per identity: a token bucket each."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from hotline_server.domain.errors import OverloadedError
from hotline_server.security.identity import Identity

# Evicted buckets start full again.
MAX_BUCKETS = 10_000
# Bucket size, in seconds of the identity's rate.
BURST_SECONDS = 2.0


@dataclass(slots=True)
class _Bucket:
    tokens: float
    refilled_at: float


class Rates:
    """Rate limiter. Thread-safe."""

    def __init__(self, person_rate: float, system_rate: float, monotonic: Callable[[], float]) -> None:
        """Create a rate limiter.

        Args:
            person_rate: requests per second of a person; 0 for no limit.
            system_rate: requests per second of a system; 0 for no limit.
            monotonic: returns the monotonic time, in seconds.
        """
        self._person_rate = person_rate
        self._system_rate = system_rate
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def is_exceeded(self, identity: Identity) -> bool:
        """Count a request, and return whether it exceeds the rate."""
        rate = self._system_rate if identity.is_system else self._person_rate
        if not rate:
            return False
        now = self._monotonic()
        full = rate * BURST_SECONDS
        with self._lock:
            bucket = self._buckets.pop(identity.name, None) or _Bucket(full, now)
            bucket.tokens = min(full, bucket.tokens + (now - bucket.refilled_at) * rate)
            bucket.refilled_at = now
            self._buckets[identity.name] = bucket
            if len(self._buckets) > MAX_BUCKETS:
                self._buckets.popitem(last=False)
            if bucket.tokens < 1:
                return True
            bucket.tokens -= 1
            return False


def refusal(identity: Identity) -> OverloadedError:
    """Return the error for a request beyond the rate."""
    return OverloadedError(f"{identity.name} 的请求太多，请慢一些，稍后用同一个请求号重试")
