"""Outage of the service or the folder as the running bridge meets it, noted in a file for the status to tell."""

import time
from contextlib import suppress
from pathlib import Path

from hotline_department.outbox import Failure, put_off, read_failure, settle

# The bridge asks again every second or two, so that what is older than this is over.
_CURRENT_SECONDS = 60.0


def note_outage(folder: Path, reason: str) -> None:
    """Note in an exchange folder that nothing can be exchanged; a full disk may not take the note."""
    with suppress(OSError):
        if outage(folder) is None:
            settle(_place(folder))
        put_off(_place(folder), reason)


def outage(folder: Path) -> Failure | None:
    """Return why nothing could be exchanged a moment ago, and since when; None if it could."""
    failure = read_failure(_place(folder))
    if failure is None or time.time() - _noted_at(folder) > _CURRENT_SECONDS:
        return None
    return failure


def _place(folder: Path) -> Path:
    return folder / "service"


def _noted_at(folder: Path) -> float:
    return _place(folder).with_suffix(".failure").stat().st_mtime
