"""Events that wait as files, those of each case in order: for a receiver, or until they can be published."""

import hashlib
import json
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from hotline_department.exchange import Exchange, create_folder, format_json, write_atomically

INITIAL_PAUSE_SECONDS = 1.0
MAX_PAUSE_SECONDS = 300.0
# Attempts after which an event counts as stuck: somebody should look.
STUCK_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Failure:
    """Failed deliveries of an event.

    Attributes:
        since: time of the first, in seconds since 1970.
        next_at: when it is tried again, in seconds since 1970.
    """

    attempts: int
    reason: str
    since: float
    next_at: float

    @property
    def is_stuck(self) -> bool:
        return self.attempts >= STUCK_ATTEMPTS


class Backlog:
    """Events that wait in a folder."""

    def __init__(self, folder: Path) -> None:
        """Open the folder, creating it if needed."""
        self._folder = folder
        create_folder(folder)

    def holds(self, case: str) -> bool:
        """Return whether an event of a case waits."""
        return next(self._folder.glob(f"*-{case}-*.json"), None) is not None

    def add(self, event_id: str, event: dict[str, Any]) -> None:
        """Add an event; adding the same event again changes nothing."""
        write_atomically(self._folder / f"{event_id}.json", format_json(event))

    def due(self) -> Iterator[tuple[str, str]]:
        """Yield the first event of each case, as id and content, unless it failed lately; what never failed first."""
        first: dict[str, Path] = {}
        for path in sorted(self._folder.glob("[!.]*.json")):
            first.setdefault(case_of(path.stem), path)
        failures = {path: read_failure(path) for path in first.values()}
        for path, failure in sorted(failures.items(), key=lambda item: item[1] is not None):
            if failure is None or failure.next_at <= time.time():
                yield path.stem, path.read_text("utf-8")

    def finish(self, event_id: str) -> None:
        """Remove an event that was delivered."""
        path = self._folder / f"{event_id}.json"
        settle(path)
        path.unlink(missing_ok=True)

    def fail(self, event_id: str, reason: str) -> Failure:
        """Put an event off, each time for twice as long."""
        return put_off(self._folder / f"{event_id}.json", reason)


class Outbox(Backlog):
    """Events to deliver to one receiver."""

    def __init__(self, exchange: Exchange, address: str) -> None:
        """Open the outbox of the receiver with an address."""
        super().__init__(folder_of(exchange.folder, address))
        self.address = address


def folder_of(exchange_folder: Path, address: str) -> Path:
    """Return the folder of a receiver's events."""
    return exchange_folder / "outbox" / hashlib.sha256(address.encode()).hexdigest()[:12]


def waiting(folder: Path) -> dict[str, Failure | None]:
    """Return the ids of the events that wait in a folder, oldest first, and how they failed; creates nothing."""
    paths = sorted(folder.glob("[!.]*.json"))
    return {path.stem: read_failure(path) for path in paths}


def retry(folder: Path) -> int:
    """Make all events of a folder that failed due at once, and return their number."""
    failed = [path for path in folder.glob("[!.]*.json") if read_failure(path)]
    for path in failed:
        settle(path)
    return len(failed)


def case_of(event_id: str) -> str:
    """Return the case number within an event's id."""
    return "-".join(event_id.split("-")[1:3])


def read_failure(path: Path) -> Failure | None:
    """Return how the event in a file failed; None if it did not."""
    try:
        return Failure(**json.loads(_failure_path(path).read_text("utf-8")))
    except FileNotFoundError:
        return None


def put_off(path: Path, reason: str) -> Failure:
    """Note that what is in a file failed, and put it off, each time for twice as long."""
    earlier, now = read_failure(path), time.time()
    attempts = earlier.attempts + 1 if earlier else 1
    pause = min(INITIAL_PAUSE_SECONDS * 2 ** min(attempts - 1, 20), MAX_PAUSE_SECONDS)
    failure = Failure(attempts, reason, earlier.since if earlier else now, now + pause)
    write_atomically(_failure_path(path), json.dumps(asdict(failure), ensure_ascii=False))
    return failure


def settle(path: Path) -> None:
    """Forget that what was in a file failed."""
    _failure_path(path).unlink(missing_ok=True)


def _failure_path(path: Path) -> Path:
    return path.with_suffix(".failure")
