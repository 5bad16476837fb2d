"""Limits on concurrently open streams, each of which holds threads while it is open."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from hotline_server.domain.errors import OverloadedError


class StreamLimit:
    """Limit on the open streams of one kind."""

    def __init__(self, limit: int, full: str) -> None:
        """Create a limit.

        Args:
            limit: maximum number of open streams.
            full: error message at the limit, in Chinese.
        """
        self.limit = limit
        self._full = full
        self._free = threading.BoundedSemaphore(limit)

    @contextmanager
    def slot(self) -> Iterator[None]:
        """Count a stream as open for the duration of the context.

        Raises:
            OverloadedError: if the limit is reached.
        """
        if not self._free.acquire(blocking=False):
            raise OverloadedError(self._full)
        try:
            yield
        finally:
            self._free.release()


@dataclass(frozen=True, slots=True)
class StreamLimits:
    """Limits for each kind of stream.

    Attributes:
        calls: streams of calls.
        uploads: files sent by clients.
        downloads: files and reports sent to clients, which may read slowly.
        contracts: reflection, which needs no authentication.
    """

    calls: StreamLimit
    uploads: StreamLimit
    downloads: StreamLimit
    contracts: StreamLimit

    @property
    def threads(self) -> int:
        """Maximum number of threads held by all streams."""
        return sum(stream.limit for stream in (self.calls, self.uploads, self.downloads, self.contracts))


UPLOADS, DOWNLOADS, CONTRACTS = 8, 16, 4


def stream_limits(calls: int) -> StreamLimits:
    """Return limits with ``calls`` streams of calls and the fixed numbers of others."""
    return StreamLimits(
        calls=StreamLimit(calls, "同时打开的来电流已达上限，请稍后再试，或改用 RegisterCall"),
        uploads=StreamLimit(UPLOADS, f"同时最多上传 {UPLOADS} 个文件，请稍后再试"),
        downloads=StreamLimit(DOWNLOADS, f"同时最多打开 {DOWNLOADS} 个这样的流，请稍后再试"),
        contracts=StreamLimit(CONTRACTS, f"同时最多打开 {CONTRACTS} 个这样的流，请稍后再试"),
    )
