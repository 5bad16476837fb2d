"""Watches: streams that are opened again where they broke, with nothing skipped and nothing repeated."""

from collections.abc import Callable, Iterable
from typing import Any

import grpc
from google.protobuf.message import Message
from hotline.v1 import act_pb2, case_pb2
from hotline.v1.case_service_pb2 import WatchCaseRequest
from hotline.v1.department_service_pb2 import WatchAssignmentsRequest
from hotline.v1.desk_service_pb2 import WatchDeskRequest

from hotline_client.errors import HotlineError

ONLY_NEW = -1
"""The position to watch from for only what happens from now on."""
_CURSOR = "hotline-cursor"


class Watch:
    """One watch, over all the streams it takes."""

    def __init__(
        self,
        rpc: str,
        after: int,
        request: Callable[[int], Message],
        cursor_of: Callable[[case_pb2.LogEntry], int],
    ) -> None:
        """Watch with an rpc.

        Args:
            rpc: its name.
            after: the cursor to begin after.
            request: makes the request for a stream that begins after a cursor.
            cursor_of: the cursor to resume from after an entry.
        """
        self.rpc = rpc
        self._cursor = after
        self._request = request
        self._cursor_of = cursor_of
        self._was_open = False

    def request(self) -> Message:
        """Make the request for the next stream."""
        return self._request(self._cursor)

    def opened(self, metadata: Iterable[tuple[str, str | bytes]] | None) -> None:
        """Take the cursor that a stream begins after, which the service tells as soon as it is open."""
        for key, value in metadata or ():
            if key == _CURSOR:
                self._cursor = int(value)
                self._was_open = True

    def saw(self, news: Any) -> None:
        """Resume after the entry of a message from now on."""
        self._cursor = self._cursor_of(news.entry)

    def check(self, refused: HotlineError) -> None:
        """Raise the refusal of a watch that never was open, for whoever asked for it; later ones are waited out.

        Raises:
            HotlineError: the refusal.
        """
        if not self._was_open and refused.code is grpc.StatusCode.RESOURCE_EXHAUSTED:
            raise refused


def case_watch(number: str, after: int) -> Watch:
    """Make the watch of a case, after an entry's ``sequence``."""
    return Watch(
        "WatchCase",
        after,
        lambda cursor: WatchCaseRequest(number=number, after_sequence=cursor),
        lambda entry: entry.sequence,
    )


def desk_watch(after: int, acts: Iterable[act_pb2.Act.ValueType]) -> Watch:
    """Make the watch of all cases, after an entry's ``position``."""
    only = tuple(acts)
    return Watch(
        "WatchDesk",
        after,
        lambda cursor: WatchDeskRequest(after_position=cursor, acts=only),
        lambda entry: entry.position,
    )


def assignments_watch(department: str, after: int) -> Watch:
    """Make the watch of a department's cases, after an entry's ``position``."""
    return Watch(
        "WatchAssignments",
        after,
        lambda cursor: WatchAssignmentsRequest(department=department, after_position=cursor),
        lambda entry: entry.position,
    )
