"""Connections of callers to departments in the journal."""

from datetime import datetime
from typing import Any

from hotline_telephony.connections import ConnectionResult, Destination
from hotline_telephony.failures import Kind
from hotline_telephony.journal_file import JournalFile, held
from hotline_telephony.tables import UNRECORDED, Connection, PhoneCall


class ConnectionExistsError(Exception):
    """Call whose caller is being connected already, or has been.

    Attributes:
        connection: the earlier connection.
    """

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection.result)
        self.connection = connection


class ConnectionJournal:
    """Connections in the journal."""

    def __init__(self, file: JournalFile) -> None:
        self._file = file

    def add(
        self, call_id: str, connection_id: str, to: Destination, result: ConnectionResult | None, now: datetime
    ) -> Connection:
        """Store a connection that begins, or one that the caller declines.

        Args:
            call_id: the call.
            connection_id: a new id.
            to: the department.
            result: None for one that begins.
            now: current time, UTC.

        Raises:
            ConnectionExistsError: a connection of the call runs or succeeded.
        """
        with self._file.transaction():
            latest = next(iter(self._file.rows(_latest(call_id))), None)
            if latest and (latest.is_running or latest.result == ConnectionResult.CONNECTED):
                raise ConnectionExistsError(latest)
            values = {"case_number": to.case_number, "department": to.department, "number": to.number, "asked_at": now}
            if result:
                values |= {"result": result.value, "result_at": now}
            self._file.run(Connection.insert(connection_id=connection_id, call=call_id, **values))
            return Connection(connection_id=connection_id, call=call_id, **values)

    def finish(self, connection: Connection, result: ConnectionResult, now: datetime) -> None:
        """Store what came of a connection, unless that is known already."""
        with self._file.transaction():
            self._finish(connection, result, now)

    def apply(self, call_id: str, result: ConnectionResult, at: datetime) -> Connection | None:
        """Store what the switch tells of the latest connection of a call, and return that; within a transaction."""
        latest = next(iter(self._file.rows(_latest(call_id))), None)
        if latest:
            self._finish(latest, result, at)
        return latest

    def latest(self, call_id: str) -> Connection | None:
        """Return the latest connection of a call, or None."""
        return next(iter(self._file.read(_latest(call_id))), None)

    def expire(self, before: datetime, now: datetime) -> None:
        """Finish connections that began before then and of which nothing was heard."""
        with self._file.transaction():
            silent = (Connection.result == "") & (Connection.asked_at < before)
            values = {"result": ConnectionResult.UNREACHABLE.value, "result_at": now}
            self._file.run(Connection.update(**values).where(UNRECORDED, silent))

    def unrecorded(self, limit: int, now: datetime) -> list[Connection]:
        """Return finished connections that the service has not recorded, oldest first, without those set aside."""
        finished = Connection.select(Connection, PhoneCall).join(PhoneCall)
        finished = finished.where(
            UNRECORDED, Connection.result != "", Connection.call.not_in(held(now, Kind.CONNECTION))
        )
        return self._file.read(finished.order_by(Connection.asked_at).limit(limit))

    def mark_refused(self, connection: Connection, refusal: str) -> None:
        """Mark a connection as refused by the service."""
        with self._file.transaction():
            refused = Connection.update(refusal=refusal)
            self._file.run(refused.where(Connection.connection_id == connection.connection_id))
            self._file.settle(connection.connection_id)

    def refused(self) -> list[Connection]:
        """Return the connections that the service refused to record."""
        return self._file.read(Connection.select().where(Connection.refusal != ""))

    def mark_recorded(self, connection: Connection) -> None:
        """Mark a connection as recorded by the service."""
        with self._file.transaction():
            recorded = Connection.update(recorded=True)
            self._file.run(recorded.where(Connection.connection_id == connection.connection_id))
            self._file.settle(connection.connection_id)

    def _finish(self, connection: Connection, result: ConnectionResult, now: datetime) -> None:
        running = (Connection.connection_id == connection.connection_id) & (Connection.result == "")
        self._file.run(Connection.update(result=result.value, result_at=now).where(running))


def _latest(call_id: str) -> Any:
    """Return a query for the latest connection of a call."""
    return Connection.select().where(Connection.call == call_id).order_by(Connection.asked_at.desc()).limit(1)
