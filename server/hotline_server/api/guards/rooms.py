"""Room for streams: how many of a kind may be open at once, since each holds threads while it lasts."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from hotline_server.domain.errors import OverloadedError


class Room:
    """Room for some streams."""

    def __init__(self, limit: int, full: str) -> None:
        """Make room.

        Args:
            limit: maximum number of streams.
            full: what a client hears when there is no room, in Chinese.
        """
        self.limit = limit
        self._full = full
        self._left = threading.BoundedSemaphore(limit)

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Take the room of one stream.

        Raises:
            OverloadedError: if there is none left.
        """
        if not self._left.acquire(blocking=False):
            raise OverloadedError(self._full)
        try:
            yield
        finally:
            self._left.release()


@dataclass(frozen=True, slots=True)
class Rooms:
    """Room for each kind of stream.

    Attributes:
        calls: streams of calls.
        uploads: files sent by clients.
        downloads: what clients are sent and may take as slowly as they like.
        contracts: readers of the contract by reflection, who need no identity.
    """

    calls: Room
    uploads: Room
    downloads: Room
    contracts: Room

    @property
    def threads(self) -> int:
        """How many threads all streams together may hold."""
        return sum(room.limit for room in (self.calls, self.uploads, self.downloads, self.contracts))


UPLOADS, DOWNLOADS, CONTRACTS = 8, 16, 4


def rooms_for(calls: int) -> Rooms:
    """Make room for so many streams of calls, and for the usual number of others."""
    return Rooms(
        calls=Room(calls, "同时打开的来电流已达上限,请稍后再试,或改用 RegisterCall"),
        uploads=Room(UPLOADS, f"同时最多上传 {UPLOADS} 个文件,请稍后再试"),
        downloads=Room(DOWNLOADS, f"同时最多打开 {DOWNLOADS} 个这样的流,请稍后再试"),
        contracts=Room(CONTRACTS, f"同时最多打开 {CONTRACTS} 个这样的流,请稍后再试"),
    )
