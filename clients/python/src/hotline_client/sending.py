"""Calls on their way over a stream, and those that wait for their results."""

import threading
from collections.abc import Iterable, Iterator
from itertools import islice

from hotline.v1 import intake_service_pb2

# Calls that may wait for their results before more are sent.
IN_HAND = 1000
# As many as the service takes in one message.
LONGEST_MESSAGE = 500
Request = intake_service_pb2.RegisterCallRequest
Message = intake_service_pb2.RegisterCallsRequest


class Sending:
    """The calls of one stream after the other, until each has its result."""

    def __init__(self, calls: Iterable[Request], a_message: int) -> None:
        """Send ``calls``, so many of them in a message."""
        self._calls = iter(calls)
        self._a_message = min(a_message, LONGEST_MESSAGE)
        self._taking = threading.Lock()
        self._taken: list[Request] = []
        self._waiting: dict[str, Request] = {}
        self._changed = threading.Condition()
        self._stream = 0

    def messages(self) -> Iterator[Message]:
        """What to send on a new stream: first what has no result yet, then the other calls."""
        with self._changed:
            self._stream += 1
            stream = self._stream
            again = list(self._waiting.values())
            self._changed.notify_all()
        for place in range(0, len(again), LONGEST_MESSAGE):
            yield Message(calls=again[place : place + LONGEST_MESSAGE])
        while some := self._next(stream):
            yield Message(calls=some)

    def settle(self, request_id: str) -> bool:
        """A result has come; whether it is the first for its call."""
        with self._changed:
            known = self._waiting.pop(request_id, None)
            self._changed.notify_all()
            return known is not None

    def _next(self, stream: int) -> list[Request]:
        """The next calls, once few enough wait; none at their end, or when another stream has begun."""
        with self._changed:
            self._changed.wait_for(lambda: len(self._waiting) < IN_HAND or stream != self._stream)
        # The calls may be long in coming; results are settled meanwhile.
        with self._taking:
            self._taken = self._taken or list(islice(self._calls, self._a_message))
            with self._changed:
                if stream != self._stream:
                    return []
                some, self._taken = self._taken, []
                self._waiting |= {call.request_id: call for call in some}
                return some
