"""What the switch says of its calls: a table that it adds rows to and the bridge reads."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

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
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Event:
    """Something a call did.

    Attributes:
        id: its place among all events, growing.
        call_id: the SIP Call-ID.
        kind: arrived, answered, ended, failed or connected.
        at: when, UTC.
        caller: the number that the line showed.
        agent: who answered; empty for other kinds.
        from_tag, to_tag: of the SIP dialog.
        reason: the SIP status of a call that failed, the number that one was connected to.
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
    """Make the table where there is none; to be done before the switch starts.

    The switch's processes would not wait for each other when they turn on write-ahead logging.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute(_TABLE)
        database.commit()


def after(path: Path, last: int) -> Iterator[Event]:
    """The next events after the one with that id, some hundred at the most."""
    with closing(sqlite3.connect(path)) as database:
        database.text_factory = _readable
        rows = database.execute("SELECT * FROM event WHERE id > ? ORDER BY id LIMIT ?", (last, AT_ONCE)).fetchall()
    for row in rows:
        id_, call_id, kind, at, *rest = row
        yield Event(id_, call_id, kind, datetime.fromtimestamp(at / 1_000_000, UTC), *rest)


def _readable(written: bytes) -> str:
    """What came from a network, as text: whatever a caller's phone sends must not stop the bridge."""
    text = written.decode("utf-8", "replace")
    return "".join(sign if sign.isprintable() else "?" for sign in text)


def forget(path: Path, before: datetime, last: int) -> None:
    """Remove events that were taken, up to ``last``, and are older."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("DELETE FROM event WHERE id <= ? AND at < ?", (last, int(before.timestamp() * 1_000_000)))
        database.commit()
