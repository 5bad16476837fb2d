"""Follower of the department's case events: resumes where it stopped and skips nothing."""

import threading
from typing import Any

import grpc
import structlog
from hotline.v1 import act_pb2, case_pb2
from hotline.v1.department_service_pb2 import GetAssignedCaseRequest, WatchAssignmentsRequest
from hotline_client import Hotline, HotlineError
from hotline_client.retries import TIMEOUT_SECONDS

from hotline_department.act_runner import as_json
from hotline_department.exchange import Exchange
from hotline_department.history import as_of
from hotline_department.publishers import Publisher

PAUSE_SECONDS = 1.0
_log = structlog.get_logger()


class EventFollower:
    """Passes the service's events to a publisher."""

    def __init__(
        self, exchange: Exchange, hotline: Hotline, department: str, publisher: Publisher, stopping: threading.Event
    ) -> None:
        self._exchange = exchange
        self._hotline = hotline
        self._department = department
        self._publisher = publisher
        self._stopping = stopping
        self._watch: grpc.Call | None = None

    def run(self) -> None:
        """Follow until stopped, reconnecting as needed."""
        while not self._stopping.is_set():
            request = WatchAssignmentsRequest(department=self._department, after_position=self._exchange.position())
            self._watch = self._hotline.departments.WatchAssignments(request)
            try:
                for event in self._watch:
                    self._publish(event.entry)
            except grpc.RpcError as error:
                if not self._stopping.is_set():
                    _log.warning("service unavailable", code=HotlineError.from_rpc(error).code.name)
            self._stopping.wait(PAUSE_SECONDS)

    def stop(self) -> None:
        """Stop after the current event."""
        self._stopping.set()
        if self._watch is not None:
            self._watch.cancel()

    def _publish(self, entry: case_pb2.LogEntry) -> None:
        event_id = (
            f"{entry.position:012d}-{entry.case_number}-{act_pb2.Act.Name(entry.act).removeprefix('ACT_').lower()}"
        )
        event = {"id": event_id, "department": self._department, "entry": as_json(entry), "case": self._case(entry)}
        self._publisher.publish(event_id, event)
        self._exchange.save_position(entry.position)

    def _case(self, entry: case_pb2.LogEntry) -> dict[str, Any]:
        """Return the case as it was after the entry; empty if it is not assigned to the department any more."""
        request = GetAssignedCaseRequest(department=self._department, number=entry.case_number)
        try:
            case = self._hotline.departments.GetAssignedCase(request, timeout=TIMEOUT_SECONDS).case
        except grpc.RpcError as error:
            if error.code() is grpc.StatusCode.NOT_FOUND:
                return {}
            raise
        return as_json(as_of(case, entry))
