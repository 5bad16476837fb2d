"""How much one client may ask for: a bucket for each identity, refilled as time goes by."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from hotline_server.domain.errors import OverloadedError
from hotline_server.security.identity import Identity

# Identities whose buckets are remembered; a forgotten one is full again.
REMEMBERED = 10_000
# Seconds of its rate that an identity may use at once.
BURST_SECONDS = 2.0


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Rates:
    """Counts the requests of each identity. Safe to share between threads."""

    def __init__(self, a_person: float, a_system: float, monotonic: Callable[[], float]) -> None:
        """Let everybody ask for so much.

        Args:
            a_person: requests a second; 0 for any number.
            a_system: likewise.
            monotonic: gives the present moment, in seconds.
        """
        self._a_person = a_person
        self._a_system = a_system
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def is_over(self, identity: Identity) -> bool:
        """Count a request; whether it is beyond what its sender may ask for."""
        rate = self._a_system if identity.is_system else self._a_person
        if not rate:
            return False
        now = self._monotonic()
        full = rate * BURST_SECONDS
        with self._lock:
            bucket = self._buckets.pop(identity.name, None) or _Bucket(full, now)
            bucket.left = min(full, bucket.left + (now - bucket.at) * rate)
            bucket.at = now
            self._buckets[identity.name] = bucket
            if len(self._buckets) > REMEMBERED:
                self._buckets.popitem(last=False)
            if bucket.left < 1:
                return True
            bucket.left -= 1
            return False


def refusal(identity: Identity) -> OverloadedError:
    """What somebody hears who asks for too much."""
    return OverloadedError(f"{identity.name} 的请求太多,请慢一些,稍后用同一个请求号重试")
