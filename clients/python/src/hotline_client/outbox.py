"""Calls on their way over a stream, and those that wait for their results."""

import asyncio
import threading
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
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


class AsyncSending:
    """The calls of one stream after the other, until each has its result; for asyncio."""

    def __init__(self, calls: AsyncIterable[Request] | Iterable[Request], a_message: int) -> None:
        """Send ``calls``, so many of them in a message."""
        self._calls = aiter(calls) if isinstance(calls, AsyncIterable) else _one_by_one(calls)
        self._a_message = min(a_message, LONGEST_MESSAGE)
        self._taking: asyncio.Task[list[Request]] | None = None
        self._ended = False
        self._waiting: dict[str, Request] = {}
        self._changed = asyncio.Event()
        self._stream = 0

    async def messages(self) -> AsyncIterator[Message]:
        """Yield what to send on a new stream: first what has no result yet, then the other calls."""
        self._stream += 1
        stream = self._stream
        self._changed.set()
        again = list(self._waiting.values())
        for place in range(0, len(again), LONGEST_MESSAGE):
            yield Message(calls=again[place : place + LONGEST_MESSAGE])
        while not self._ended and (some := await self._next(stream)):
            yield Message(calls=some)

    def settle(self, request_id: str) -> bool:
        """Take note of a result; return whether it is the first for its call."""
        known = self._waiting.pop(request_id, None)
        self._changed.set()
        return known is not None

    def close(self) -> None:
        """Take no more calls.

        Raises:
            Exception: whatever the calls ended with, if that was an error.
        """
        if self._taking is not None and not self._taking.cancel():
            self._taking.result()

    async def _next(self, stream: int) -> list[Request]:
        """Return the next calls, once few enough wait; none at their end, or when another stream has begun."""
        while len(self._waiting) >= IN_HAND and stream == self._stream:
            self._changed.clear()
            await self._changed.wait()
        if self._taking is None:
            self._taking = asyncio.create_task(self._take())
        # A stream that breaks is cancelled; the calls it was about to send are for the next one.
        some = await asyncio.shield(self._taking)
        if stream != self._stream:
            return []
        self._taking = None
        self._ended = not some
        self._waiting |= {call.request_id: call for call in some}
        return some

    async def _take(self) -> list[Request]:
        some: list[Request] = []
        async for call in self._calls:
            some.append(call)
            if len(some) == self._a_message:
                break
        return some


async def _one_by_one(calls: Iterable[Request]) -> AsyncIterator[Request]:
    for call in calls:
        yield call
