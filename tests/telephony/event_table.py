"""Event table of the switch, written by tests in its place."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from hotline_telephony import events
from hotline_telephony.connections import Destination

PHONE = "13800138000"
DEPARTMENT = Destination("20261126-000001-1", "公交集团", "079188880001")


class EventTable:
    """Event table, written as the switch would."""

    def __init__(self, path: Path) -> None:
        events.prepare(path)
        self._path = path

    def emit(
        self, call_id: str, kind: str, at: datetime, caller: str = PHONE, agent: str = "", reason: str = ""
    ) -> None:
        values = (call_id, kind, int(at.timestamp() * 1_000_000), caller, agent if kind == "answered" else "", reason)
        with closing(sqlite3.connect(self._path)) as database:
            database.execute(
                "INSERT INTO event (call_id, kind, at, caller, agent, from_tag, to_tag, reason) "
                "VALUES (?, ?, ?, ?, ?, 'f', 't', ?)",
                values,
            )
            database.commit()

    def answered(self, call_id: str, at: datetime, agent: str = "0712", caller: str = PHONE) -> None:
        self.emit(call_id, "arrived", at, caller)
        self.emit(call_id, "answered", at + timedelta(seconds=3), caller, agent)
