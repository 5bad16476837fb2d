"""Event table: the switch appends a row for each call event, the bridge reads them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from hotline_telephony.private_files import create_database

_TABLE = """CREATE TABLE IF NOT EXISTS event (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  call_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  caller TEXT NOT NULL,
  agent TEXT NOT NULL,
  from_tag TEXT NOT NULL,
  to_tag TEXT NOT NULL,
  reason TEXT NOT NULL
)"""
# The switch looks for the agent whose last call is longest ago.
_INDEX = "CREATE INDEX IF NOT EXISTS event_agent ON event (agent, at)"
BATCH_SIZE = 500


@dataclass(frozen=True, slots=True)
class Event:
    """Call event written by the switch.

    Attributes:
        id: ever-increasing id.
        call_id: the SIP Call-ID; empty for started.
        kind: arrived, answered, ended or failed; connected or unconnected, what came of a connection to a department;
            started, of the switch itself: it has lost the calls of its previous run.
        at: time of the event, UTC.
        caller: the number shown on the line.
        agent: the agent who answered; empty for other kinds.
        from_tag, to_tag: tags of the SIP dialog.
        reason: SIP status of a failed call or of a connection.
    """

    id: int
    call_id: str
    kind: str
    at: datetime
    caller: str
    agent: str
    from_tag: str
    to_tag: str
    reason: str


def prepare(path: Path) -> None:
    """Create the event table unless it exists; must run before the switch starts.

    The switch's processes would not wait for one another when enabling write-ahead logging.
    """
    create_database(path)
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute(_TABLE)
        database.execute(_INDEX)
        database.commit()


def read_after(path: Path, last: int) -> Iterator[Event]:
    """Yield the events that follow the event with id ``last``, at most ``BATCH_SIZE``."""
    with closing(sqlite3.connect(path)) as database:
        database.text_factory = _decode
        rows = database.execute("SELECT * FROM event WHERE id > ? ORDER BY id LIMIT ?", (last, BATCH_SIZE)).fetchall()
    for row in rows:
        id_, call_id, kind, at, *rest = row
        yield Event(id_, call_id, kind, datetime.fromtimestamp(at / 1_000_000, UTC), *rest)


def _decode(raw: bytes) -> str:
    """Decode untrusted network input leniently: nothing a caller's phone sends may stop the bridge."""
    text = raw.decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "?" for char in text)


def purge(path: Path, before: datetime, last: int) -> None:
    """Delete events up to id ``last`` that are older than ``before``."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("DELETE FROM event WHERE id <= ? AND at < ?", (last, int(before.timestamp() * 1_000_000)))
        database.commit()
