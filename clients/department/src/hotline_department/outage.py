"""Outages of the service or the folder as parts of the running bridge meet them, noted for the status to tell."""

import time
from contextlib import suppress
from pathlib import Path

from hotline_department.outbox import Failure, put_off, read_failure, settle

# The bridge asks again every few seconds, so that what is older than this is over.
_CURRENT_SECONDS = 60.0


class Outage:
    """What keeps a part of the bridge from exchanging."""

    def __init__(self, folder: Path, part: str) -> None:
        """Name the file of a part within an exchange folder; creates nothing."""
        self._place = folder / f"outage-{part}.failure"

    def note(self, reason: str) -> None:
        """Note that nothing can be exchanged; a full disk may not take the note."""
        with suppress(OSError):
            if _current(self._place) is None:
                settle(self._place)
            put_off(self._place, reason)

    def end(self) -> None:
        """Forget it: the part exchanges again."""
        with suppress(OSError):
            settle(self._place)


def outage(folder: Path) -> Failure | None:
    """Return why nothing could be exchanged a moment ago, and since when; None if it could."""
    found = [failure for place in folder.glob("outage-*.failure") if (failure := _current(place))]
    return min(found, key=lambda failure: failure.since, default=None)


def _current(place: Path) -> Failure | None:
    with suppress(FileNotFoundError):
        if time.time() - place.stat().st_mtime <= _CURRENT_SECONDS:
            return read_failure(place)
    return None
