"""Outboxes: calls to send over a stream, and those sent but not yet acknowledged."""

import asyncio
import threading
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from itertools import islice

from hotline.v1 import intake_service_pb2

# Sending pauses while this many calls are unacknowledged.
MAX_UNACKNOWLEDGED = 1000
# Maximum number of calls that the service accepts in one message.
MAX_BATCH_SIZE = 500
Request = intake_service_pb2.RegisterCallRequest
Message = intake_service_pb2.RegisterCallsRequest


class Outbox:
    """Calls to send over successive streams until each has its result; safe to share between threads."""

    def __init__(self, calls: Iterable[Request], batch_size: int) -> None:
        """Send ``calls`` in batches of ``batch_size``."""
        self._calls = iter(calls)
        self._batch_size = min(batch_size, MAX_BATCH_SIZE)
        self._reading = threading.Lock()
        self._next_batch: list[Request] = []
        self._unacknowledged: dict[str, Request] = {}
        self._changed = threading.Condition()
        self._stream = 0

    def messages(self) -> Iterator[Message]:
        """Yield the messages for a new stream: unacknowledged calls first, then further ones."""
        with self._changed:
            self._stream += 1
            stream = self._stream
            resent = list(self._unacknowledged.values())
            self._changed.notify_all()
        for start in range(0, len(resent), MAX_BATCH_SIZE):
            yield Message(calls=resent[start : start + MAX_BATCH_SIZE])
        while batch := self._next(stream):
            yield Message(calls=batch)

    def acknowledge(self, request_id: str) -> bool:
        """Handle a result and return whether it is the first for its call."""
        with self._changed:
            call = self._unacknowledged.pop(request_id, None)
            self._changed.notify_all()
            return call is not None

    def _next(self, stream: int) -> list[Request]:
        """Return the next batch once there is room; empty at the end, or once a newer stream has started."""
        with self._changed:
            self._changed.wait_for(lambda: len(self._unacknowledged) < MAX_UNACKNOWLEDGED or stream != self._stream)
        # The iterable may block for long; results are acknowledged meanwhile.
        with self._reading:
            self._next_batch = self._next_batch or list(islice(self._calls, self._batch_size))
            with self._changed:
                if stream != self._stream:
                    return []
                batch, self._next_batch = self._next_batch, []
                self._unacknowledged |= {call.request_id: call for call in batch}
                return batch


class AsyncOutbox:
    """Calls to send over successive streams until each has its result, for asyncio."""

    def __init__(self, calls: AsyncIterable[Request] | Iterable[Request], batch_size: int) -> None:
        """Send ``calls`` in batches of ``batch_size``."""
        self._calls = aiter(calls) if isinstance(calls, AsyncIterable) else _iterate(calls)
        self._batch_size = min(batch_size, MAX_BATCH_SIZE)
        self._reading: asyncio.Task[list[Request]] | None = None
        self._ended = False
        self._unacknowledged: dict[str, Request] = {}
        self._changed = asyncio.Event()
        self._stream = 0

    async def messages(self) -> AsyncIterator[Message]:
        """Yield the messages for a new stream: unacknowledged calls first, then further ones."""
        self._stream += 1
        stream = self._stream
        self._changed.set()
        resent = list(self._unacknowledged.values())
        for start in range(0, len(resent), MAX_BATCH_SIZE):
            yield Message(calls=resent[start : start + MAX_BATCH_SIZE])
        while not self._ended and (batch := await self._next(stream)):
            yield Message(calls=batch)

    def acknowledge(self, request_id: str) -> bool:
        """Handle a result and return whether it is the first for its call."""
        call = self._unacknowledged.pop(request_id, None)
        self._changed.set()
        return call is not None

    def close(self) -> None:
        """Stop reading calls.

        Raises:
            Exception: the error raised by the iterable, if any.
        """
        if self._reading is not None and not self._reading.cancel():
            self._reading.result()

    async def _next(self, stream: int) -> list[Request]:
        """Return the next batch once there is room; empty at the end, or once a newer stream has started."""
        while len(self._unacknowledged) >= MAX_UNACKNOWLEDGED and stream == self._stream:
            self._changed.clear()
            await self._changed.wait()
        if self._reading is None:
            self._reading = asyncio.create_task(self._read_batch())
        # A broken stream is cancelled; the batch it was about to send goes to the next one.
        batch = await asyncio.shield(self._reading)
        if stream != self._stream:
            return []
        self._reading = None
        self._ended = not batch
        self._unacknowledged |= {call.request_id: call for call in batch}
        return batch

    async def _read_batch(self) -> list[Request]:
        batch: list[Request] = []
        async for call in self._calls:
            batch.append(call)
            if len(batch) == self._batch_size:
                break
        return batch


async def _iterate(calls: Iterable[Request]) -> AsyncIterator[Request]:
    for call in calls:
        yield call
