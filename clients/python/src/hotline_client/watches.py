"""Watches: streams that resume after a break, skipping and repeating nothing."""

from collections.abc import Callable, Iterable
from typing import Any

import grpc
from google.protobuf.message import Message
from hotline.v1 import act_pb2, case_pb2
from hotline.v1.case_service_pb2 import WatchCaseRequest
from hotline.v1.department_service_pb2 import WatchAssignmentsRequest
from hotline.v1.desk_service_pb2 import WatchDeskRequest
from hotline.v1.line_service_pb2 import WatchLineCasesRequest

from hotline_client.errors import HotlineError

ONLY_NEW = -1
"""Watch position that yields only new entries."""
_CURSOR = "hotline-cursor"


class Watch:
    """State of a watch across its successive streams."""

    def __init__(
        self,
        rpc: str,
        after: int,
        request: Callable[[int], Message],
        cursor_of: Callable[[case_pb2.LogEntry], int],
    ) -> None:
        """Start a watch.

        Args:
            rpc: name of the rpc.
            after: cursor to start after.
            request: builds the request for a stream that starts after a cursor.
            cursor_of: returns the cursor of an entry.
        """
        self.rpc = rpc
        self._cursor = after
        self._request = request
        self._cursor_of = cursor_of
        self._was_open = False

    def request(self) -> Message:
        """Return the request for the next stream."""
        return self._request(self._cursor)

    def started(self, metadata: Iterable[tuple[str, str | bytes]] | None) -> None:
        """Adopt the start cursor that the service sends when a stream opens."""
        for key, value in metadata or ():
            if key == _CURSOR:
                self._cursor = int(value)
                self._was_open = True

    def ended(self, metadata: Iterable[tuple[str, str | bytes]] | None) -> None:
        """Adopt the cursor that the service sends when it ends a stream, unless an entry has passed it."""
        for key, value in metadata or ():
            if key == _CURSOR:
                self._cursor = max(self._cursor, int(value))

    def advance(self, event: Any) -> None:
        """Move the cursor to an event's entry."""
        self._cursor = self._cursor_of(event.entry)

    def check(self, error: HotlineError) -> None:
        """Raise if the limit on watches kept this one from opening; once open, a watch retries instead.

        Raises:
            HotlineError: the error.
        """
        if not self._was_open and error.code is grpc.StatusCode.RESOURCE_EXHAUSTED:
            raise error


def case_watch(number: str, after: int) -> Watch:
    """Return a watch of a case, starting after an entry's ``sequence``."""
    return Watch(
        "WatchCase",
        after,
        lambda cursor: WatchCaseRequest(number=number, after_sequence=cursor),
        lambda entry: entry.sequence,
    )


def desk_watch(after: int, acts: Iterable[act_pb2.Act.ValueType]) -> Watch:
    """Return a watch of all cases, starting after an entry's ``position``."""
    included = tuple(acts)
    return Watch(
        "WatchDesk",
        after,
        lambda cursor: WatchDeskRequest(after_position=cursor, acts=included),
        lambda entry: entry.position,
    )


def line_watch(line: str, after: int) -> Watch:
    """Return a watch of the cases of another line, starting after an entry's ``position``."""
    return Watch(
        "WatchLineCases",
        after,
        lambda cursor: WatchLineCasesRequest(line=line, after_position=cursor),
        lambda entry: entry.position,
    )


def assignments_watch(department: str, after: int) -> Watch:
    """Return a watch of a department's cases, starting after an entry's ``position``."""
    return Watch(
        "WatchAssignments",
        after,
        lambda cursor: WatchAssignmentsRequest(department=department, after_position=cursor),
        lambda entry: entry.position,
    )
