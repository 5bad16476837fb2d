"""Follower of the department's case events: resumes where it stopped, and sets aside what it cannot use."""

import base64
import json
import threading
from typing import Any

import grpc
import structlog
from hotline.v1 import act_pb2
from hotline.v1.case_pb2 import LogEntry
from hotline.v1.department_service_pb2 import GetAssignedCaseRequest, WatchAssignmentsRequest
from hotline_client import Hotline, HotlineError
from hotline_client.retries import TIMEOUT_SECONDS
from hotline_client.silence import OUTAGES, Silence
from hotline_client.system_errors import reason_of

from hotline_department import wording
from hotline_department.act_runner import as_json
from hotline_department.exchange import Exchange, aside_folder
from hotline_department.history import as_of
from hotline_department.outage import Outage
from hotline_department.outbox import Backlog
from hotline_department.publishers import Publisher

PAUSE_SECONDS = 1.0
# Metadata of a watch that the service has opened.
_CURSOR = "hotline-cursor"
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
        self._aside = Backlog(aside_folder(exchange.folder))
        self._silence = Silence()
        self._outage = Outage(exchange.folder, "events")
        self._lock = threading.Lock()

    def run(self) -> None:
        """Follow until stopped, reconnecting as needed."""
        stuck = False
        while not self._stopping.is_set():
            try:
                request = WatchAssignmentsRequest(department=self._department, after_position=self._exchange.position())
                self._watch = self._hotline.departments.WatchAssignments(request)
                # Without a cursor the watch has failed. Where an event failed, it has to succeed first.
                if not stuck and _CURSOR in dict(self._watch.initial_metadata()):
                    self._outage.end()
                for event in self._watch:
                    self._take(event.entry)
                    self._outage.end()
                    stuck = False
            except (grpc.RpcError, HotlineError) as error:
                stuck = isinstance(error, HotlineError)
                if not self._stopping.is_set():
                    refused = error if isinstance(error, HotlineError) else HotlineError.from_rpc(error)
                    _log.warning("service unavailable", code=refused.code.name, reason=refused.reason)
                    self._outage.note(refused.reason)
            except (OSError, ValueError) as error:
                # The folder cannot be written, as when the disk is full, or the position is no number.
                _log.exception("exchange folder unusable")
                stuck = True
                self._outage.note(reason_of(error) if isinstance(error, OSError) else wording.UNUSABLE)
            self._stopping.wait(PAUSE_SECONDS)

    def stop(self) -> None:
        """Stop after the current event."""
        self._stopping.set()
        if self._watch is not None:
            self._watch.cancel()

    def retry(self) -> int:
        """Try the events again that were set aside and are due, those of each case in order; return their number.

        Raises:
            HotlineError: the service is unavailable, or silent on event after event.
        """
        tried = 0
        with self._lock:
            for event_id, content in self._aside.due():
                if self._stopping.is_set():
                    break
                tried += 1
                if self._attempt(event_id, LogEntry.FromString(base64.b64decode(json.loads(content)["entry"]))):
                    self._aside.finish(event_id)
            self._silence.check()
        return tried

    def _take(self, entry: LogEntry) -> None:
        """Publish an event, or set it aside if that fails for a reason of its own or it has to wait."""
        event_id = f"{entry.position:012d}-{entry.case_number}-{_act_name(entry)}"
        with self._lock:
            if self._aside.holds(entry.case_number) or self._silence.is_outage:
                self._keep(event_id, entry)
            else:
                self._attempt(event_id, entry)
            self._exchange.save_position(entry.position)

    def _attempt(self, event_id: str, entry: LogEntry) -> bool:
        """Publish an event; if that fails for a reason of its own, set it aside and return False."""
        try:
            event = {"id": event_id, "department": self._department, "entry": as_json(entry), "case": self._case(entry)}
            self._publisher.publish(event_id, event)
        except HotlineError as error:
            if error.code in OUTAGES:
                raise
            reason = error.reason
            self._silence.add(error)
        except (LookupError, TypeError, ValueError):
            _log.exception("event unusable", event_id=event_id)
            reason = wording.UNUSABLE
        else:
            self._silence.end()
            return True
        self._keep(event_id, entry)
        failure = self._aside.fail(event_id, reason)
        _log.error("event set aside", event_id=event_id, reason=reason, attempts=failure.attempts)
        self._silence.check()
        return False

    def _keep(self, event_id: str, entry: LogEntry) -> None:
        self._aside.add(
            event_id, {"id": event_id, "entry": base64.b64encode(entry.SerializeToString()).decode("ascii")}
        )

    def _case(self, entry: LogEntry) -> dict[str, Any]:
        """Return the case as it was after the entry; empty if it is not assigned to the department any more."""
        request = GetAssignedCaseRequest(department=self._department, number=entry.case_number)
        try:
            case = self._hotline.departments.GetAssignedCase(request, timeout=TIMEOUT_SECONDS).case
        except grpc.RpcError as error:
            if error.code() is grpc.StatusCode.NOT_FOUND:
                return {}
            raise HotlineError.from_rpc(error) from error
        return as_json(as_of(case, entry))


def _act_name(entry: LogEntry) -> str:
    """Return the name of an act within an event's id; the number of one that only a newer service knows."""
    known = entry.act in act_pb2.Act.values()
    return act_pb2.Act.Name(entry.act).removeprefix("ACT_").lower() if known else f"act_{entry.act}"
