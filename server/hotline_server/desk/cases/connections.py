"""Records of telephone connections 电话连线 (R2.2), three-way calls with other lines among them (R8.2)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from hotline_server.desk.cases.acts import CaseActs, Context
from hotline_server.desk.cases.queries import CaseQueries
from hotline_server.domain.acts import contacts
from hotline_server.domain.case import Case
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.contacts import Connection
from hotline_server.domain.errors import RequestIdReusedError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.parties import Actor, Role
from hotline_server.rulebook.book import RuleBook


@dataclass(frozen=True, slots=True)
class Connections:
    """Records of connections."""

    acts: CaseActs
    queries: CaseQueries
    book: Callable[[], RuleBook]

    def record(self, context: Context, role: Role, connection: Connection) -> Case:
        """Record a connection; one with a request id once, whatever etag the context has.

        A telephony system reports a connection when it can, long after it read the case perhaps, so the
        connection's own id tells repetitions.

        Raises:
            InvalidFieldsError: if the context or the connection is invalid.
            NotFoundError: if there is no such case.
            RequestIdReusedError: if another connection was recorded under the same id.
            StaleError: if there is no request id, and the case changed since it was read.
            IllegalActError: if the case is closed.
        """
        is_line = connection.department in self.book().lines
        if not is_line:
            self.acts.check_departments([connection.department], "department")

        def record(file: CaseFile, actor: Actor, now: datetime) -> None:
            named = connection if is_line else replace(connection, department=file.current(connection.department))
            contacts.record_connection(file, actor, now, replace(named, to_line=is_line))

        def record_once(file: CaseFile, actor: Actor, now: datetime) -> None:
            if not self._is_recorded(file.number, connection):
                record(file, actor, now)

        if connection.request_id:
            return self.acts.act_at_any_version(context, role, record_once)
        return self.acts.act(context, role, record)

    def _is_recorded(self, number: str, connection: Connection) -> bool:
        for entry in self.queries.log(number):
            if entry.act == Act.CONNECT_CALLER.name and entry.details.get("request_id") == connection.request_id:
                recorded = (entry.details.get("phone", ""), entry.details["result"], entry.reason)
                if recorded != (connection.phone, connection.result.value, connection.remark):
                    raise RequestIdReusedError(f"{connection.request_id} 已用于另一次电话连线")
                return True
        return False
