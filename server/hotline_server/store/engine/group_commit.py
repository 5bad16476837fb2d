"""Group-commit writer.

A single thread takes all pending jobs, runs them in one transaction, commits once, and only then
delivers the results. The cost of a disk sync is shared, and nothing is acknowledged before it is durable.
Jobs of one kind are batched, so that they share statements. Their preparation, which needs no
transaction, runs before it on the same thread: spreading it over threads would only make them contend
for the interpreter lock with cold caches. Every other job runs within its own savepoint.
"""

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any, Protocol, TypeVar

import structlog
from opentelemetry.trace import Link, SpanContext, get_current_span
from peewee import Database

from hotline_server.domain.errors import DomainError, StoppingError
from hotline_server.ground.telemetry import metrics
from hotline_server.ground.telemetry.tracing import tracer
from hotline_server.store.engine.database import OUTAGES, discard, writing

BATCH_LIMIT = 256
T = TypeVar("T")
_log = structlog.get_logger()


class BatchKind(Protocol):
    """Kind of job that is run in batches."""

    def prepare(self, items: Sequence[Any]) -> Sequence[Any]:
        """Prepare items outside the transaction; return a value to write, or an exception, for each."""

    def write(self, prepared: Sequence[Any]) -> Sequence[Any]:
        """Write the prepared values within the transaction; return an outcome, or an exception, for each."""

    def present(self, outcome: Any, item: Any) -> Any:
        """Convert an outcome to the caller's result, after the commit."""


@dataclass(slots=True)
class _Waiting:
    """Queued job with its future and trace context; ``job`` is an item if ``kind`` is set."""

    job: Any
    future: Future[Any]
    kind: BatchKind | None = None
    trace: SpanContext = field(default_factory=lambda: get_current_span().get_span_context())
    prepared: Any = None

    def presented(self, outcome: object) -> object:
        """Return the caller's result for a committed outcome."""
        if isinstance(outcome, Exception) or self.kind is None:
            return outcome
        try:
            return self.kind.present(outcome, self.job)
        except Exception as error:  # noqa: BLE001 - passed to the waiting caller
            return error

    def settle(self, outcome: object) -> None:
        """Resolve the future with a result or an exception."""
        if isinstance(outcome, Exception):
            self.future.set_exception(outcome)
        else:
            self.future.set_result(outcome)


class Writer:
    """Runs jobs against the database, batched into transactions."""

    def __init__(self, database: Database, after_commit: Callable[[], None] = lambda: None) -> None:
        """Start the writer thread.

        Args:
            database: database to write to.
            after_commit: called after each commit, on the writer thread.
        """
        self._database = database
        self._after_commit = after_commit
        self._jobs: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._closing = threading.Lock()
        self._closed = False
        self.done = 0
        """Number of jobs completed."""
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def write(self, job: Callable[[], T]) -> T:
        """Run ``job`` in a transaction and return its result after the commit.

        Raises:
            DomainError: raised by ``job``, whose changes were rolled back.
            StoppingError: the writer is closed.
        """
        return self._submit(_Waiting(job, Future())).result()  # type: ignore[no-any-return]

    def submit(self, kind: BatchKind, item: object) -> Future[Any]:
        """Queue ``item`` to be run with the pending items of its kind.

        Returns:
            A future, resolved after the commit.

        Raises:
            StoppingError: the writer is closed.
        """
        return self._submit(_Waiting(item, Future(), kind))

    def _submit(self, waiting: _Waiting) -> Future[Any]:
        with self._closing:
            if self._closed:
                raise StoppingError
            self._jobs.put(waiting)
        return waiting.future

    def close(self) -> None:
        """Finish the pending jobs and stop; returns once all are committed."""
        with self._closing:
            if not self._closed:
                self._closed = True
                self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        going = True
        while going:
            batch = [self._jobs.get()]
            try:
                while len(batch) < BATCH_LIMIT:
                    batch.append(self._jobs.get_nowait())
            except Empty:
                pass
            going = None not in batch
            self._do([waiting for waiting in batch if waiting])
        self._database.close()

    def _do(self, batch: list[_Waiting]) -> None:
        try:
            self._commit(_prepared(batch))
        except Exception as error:  # noqa: BLE001 - if this thread died, every caller would block for ever
            _log.exception("write failed")
            discard(self._database)
            for waiting in batch:
                if not waiting.future.done():
                    waiting.settle(error)

    def _commit(self, batch: list[_Waiting]) -> None:
        if not batch:
            return
        links = [Link(waiting.trace) for waiting in batch if waiting.trace.is_valid]
        began = time.perf_counter()
        try:
            with tracer.start_as_current_span("transaction", links=links), writing(self._database):
                outcomes = [(waiting, outcome) for part in _parts(batch) for waiting, outcome in self._attempt(part)]
        except Exception as error:  # noqa: BLE001 - passed to every waiting caller
            discard(self._database)
            if len(batch) == 1 or isinstance(error, OUTAGES):
                for waiting in batch:
                    waiting.settle(error)
                return
            _log.warning("transaction failed, retrying its jobs one by one", jobs=len(batch), exc_info=error)
            for waiting in batch:
                self._commit([waiting])
            return
        presented = [(waiting, waiting.presented(outcome)) for waiting, outcome in outcomes]
        self.done += len(batch)
        # Resolved last, since the woken threads would compete with the conversion above.
        for waiting, outcome in presented:
            waiting.settle(outcome)
        self._after_commit()
        metrics.commit_seconds.observe(time.perf_counter() - began)
        metrics.commit_jobs.observe(len(batch))
        metrics.writer_waiting.set(self._jobs.qsize())

    def _attempt(self, part: Sequence[_Waiting]) -> Iterable[tuple[_Waiting, object]]:
        kind = part[0].kind
        if kind:
            return zip(part, kind.write([waiting.prepared for waiting in part]), strict=True)
        try:
            with self._database.savepoint():
                return [(part[0], part[0].job())]
        except DomainError as refusal:
            return [(part[0], refusal)]


def _prepared(batch: Sequence[_Waiting]) -> list[_Waiting]:
    """Prepare a batch and return the jobs to commit; the futures of the others are resolved with an error."""
    ready = []
    for part in _parts(batch):
        kind = part[0].kind
        if kind:
            try:
                prepared = kind.prepare([waiting.job for waiting in part])
            except Exception as error:  # noqa: BLE001 - passed to the waiting callers
                prepared = [error] * len(part)
            for waiting, outcome in zip(part, prepared, strict=True):
                waiting.prepared = outcome
        for waiting in part:
            if isinstance(waiting.prepared, Exception):
                waiting.future.set_exception(waiting.prepared)
            else:
                ready.append(waiting)
    return ready


def _parts(batch: Sequence[_Waiting]) -> list[list[_Waiting]]:
    """Group the jobs by kind; jobs without a kind form groups of one."""
    kinds: dict[int, list[_Waiting]] = {}
    alone = []
    for waiting in batch:
        if waiting.kind:
            kinds.setdefault(id(waiting.kind), []).append(waiting)
        else:
            alone.append([waiting])
    return [*kinds.values(), *alone]
