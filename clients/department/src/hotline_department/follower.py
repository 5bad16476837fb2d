"""Following what happens to a department's cases, from where it stopped, nothing skipped."""

import threading
from typing import Any

import grpc
import structlog
from hotline.v1 import act_pb2, case_pb2
from hotline.v1.department_service_pb2 import GetAssignedCaseRequest, WatchAssignmentsRequest
from hotline_client import Hotline, HotlineError
from hotline_client.retrying import TIMEOUT_SECONDS

from hotline_department.acting import as_json
from hotline_department.exchange import Exchange
from hotline_department.telling import Teller

PAUSE_SECONDS = 1.0
_log = structlog.get_logger()


class Following:
    """Takes what happens from the service to whoever is told."""

    def __init__(
        self, exchange: Exchange, hotline: Hotline, department: str, teller: Teller, stopping: threading.Event
    ) -> None:
        self._exchange = exchange
        self._hotline = hotline
        self._department = department
        self._teller = teller
        self._stopping = stopping
        self._watch: grpc.Call | None = None

    def run(self) -> None:
        """Follow until ``stop``, whatever the service does meanwhile."""
        while not self._stopping.is_set():
            request = WatchAssignmentsRequest(department=self._department, after_position=self._exchange.position())
            self._watch = self._hotline.departments.WatchAssignments(request)
            try:
                for news in self._watch:
                    if not self._tell(news.entry):
                        return
            except grpc.RpcError as error:
                if not self._stopping.is_set():
                    _log.warning("the service is away", why=HotlineError.from_rpc(error).code.name)
            self._stopping.wait(PAUSE_SECONDS)

    def stop(self) -> None:
        """Stop after what is in hand."""
        self._stopping.set()
        if self._watch is not None:
            self._watch.cancel()

    def _tell(self, entry: case_pb2.LogEntry) -> bool:
        event_id = (
            f"{entry.position:012d}-{entry.case_number}-{act_pb2.Act.Name(entry.act).removeprefix('ACT_').lower()}"
        )
        event = {"id": event_id, "department": self._department, "entry": as_json(entry), "case": self._case(entry)}
        taken = self._teller.tell(event_id, event)
        if taken:
            self._exchange.move_on(entry.position)
        return taken

    def _case(self, entry: case_pb2.LogEntry) -> dict[str, Any]:
        """The case as it now is; empty where it is not the department's any more."""
        asked = GetAssignedCaseRequest(department=self._department, number=entry.case_number)
        try:
            return as_json(self._hotline.departments.GetAssignedCase(asked, timeout=TIMEOUT_SECONDS).case)
        except grpc.RpcError as error:
            if error.code() is grpc.StatusCode.NOT_FOUND:
                return {}
            raise
