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
from hotline_server.store.engine.database import OUTAGES, discard_connection, savepoint, write_transaction

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
class _QueuedJob:
    """Queued job with its future and trace context; ``work`` is an item if ``kind`` is set, else a callable."""

    work: Any
    future: Future[Any]
    kind: BatchKind | None = None
    trace: SpanContext = field(default_factory=lambda: get_current_span().get_span_context())
    prepared: Any = None

    def to_result(self, outcome: object) -> object:
        """Return the caller's result for a committed outcome."""
        if isinstance(outcome, Exception) or self.kind is None:
            return outcome
        try:
            return self.kind.present(outcome, self.work)
        except Exception as error:  # noqa: BLE001 - passed to the caller
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
        self._jobs: SimpleQueue[_QueuedJob | None] = SimpleQueue()
        self._closing = threading.Lock()
        self._closed = False
        self.jobs_done = 0
        """Number of jobs completed."""
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        """Number of jobs that wait for the next transaction."""
        return self._jobs.qsize()

    def write(self, job: Callable[[], T]) -> T:
        """Run ``job`` in a transaction and return its result after the commit.

        Raises:
            DomainError: raised by ``job``, whose changes were rolled back.
            StoppingError: the writer is closed.
        """
        return self._submit(_QueuedJob(job, Future())).result()  # type: ignore[no-any-return]

    def submit(self, kind: BatchKind, item: object) -> Future[Any]:
        """Queue ``item`` to be run with the pending items of its kind.

        Returns:
            A future, resolved after the commit.

        Raises:
            StoppingError: the writer is closed.
        """
        return self._submit(_QueuedJob(item, Future(), kind))

    def _submit(self, job: _QueuedJob) -> Future[Any]:
        with self._closing:
            if self._closed:
                raise StoppingError
            self._jobs.put(job)
        return job.future

    def close(self) -> None:
        """Finish the pending jobs and stop; returns once all are committed."""
        with self._closing:
            if not self._closed:
                self._closed = True
                self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        running = True
        while running:
            batch = [self._jobs.get()]
            try:
                while len(batch) < BATCH_LIMIT:
                    batch.append(self._jobs.get_nowait())
            except Empty:
                pass
            running = None not in batch
            self._do([job for job in batch if job])
        self._database.close()

    def _do(self, batch: list[_QueuedJob]) -> None:
        try:
            self._commit(_prepare(batch))
        except Exception as error:  # noqa: BLE001 - if this thread died, every caller would block for ever
            _log.exception("write failed")
            discard_connection(self._database)
            for job in batch:
                if not job.future.done():
                    job.settle(error)

    def _commit(self, batch: list[_QueuedJob]) -> None:
        if not batch:
            return
        links = [Link(job.trace) for job in batch if job.trace.is_valid]
        began = time.perf_counter()
        try:
            with tracer.start_as_current_span("transaction", links=links), write_transaction(self._database):
                outcomes = [(job, outcome) for group in _group_by_kind(batch) for job, outcome in self._attempt(group)]
        except Exception as error:  # noqa: BLE001 - passed to every caller
            discard_connection(self._database)
            if len(batch) == 1 or isinstance(error, OUTAGES):
                for job in batch:
                    job.settle(error)
                return
            _log.warning("transaction failed, retrying its jobs one by one", jobs=len(batch), exc_info=error)
            for job in batch:
                self._commit([job])
            return
        results = [(job, job.to_result(outcome)) for job, outcome in outcomes]
        self.jobs_done += len(batch)
        # Resolved last, since the woken threads would compete with the conversion above.
        for job, outcome in results:
            job.settle(outcome)
        self._after_commit()
        metrics.commit_seconds.observe(time.perf_counter() - began)
        metrics.commit_jobs.observe(len(batch))
        metrics.writer_waiting.set(self.waiting)

    def _attempt(self, group: Sequence[_QueuedJob]) -> Iterable[tuple[_QueuedJob, object]]:
        kind = group[0].kind
        if kind:
            return zip(group, kind.write([job.prepared for job in group]), strict=True)
        try:
            with savepoint(self._database):
                return [(group[0], group[0].work())]
        except DomainError as refusal:
            return [(group[0], refusal)]


def _prepare(batch: Sequence[_QueuedJob]) -> list[_QueuedJob]:
    """Prepare a batch and return the jobs to commit; the futures of the others are resolved with an error."""
    ready = []
    for group in _group_by_kind(batch):
        kind = group[0].kind
        if kind:
            try:
                prepared = kind.prepare([job.work for job in group])
            except Exception as error:  # noqa: BLE001 - passed to the caller
                prepared = [error] * len(group)
            for job, outcome in zip(group, prepared, strict=True):
                job.prepared = outcome
        for job in group:
            if isinstance(job.prepared, Exception):
                job.future.set_exception(job.prepared)
            else:
                ready.append(job)
    return ready


def _group_by_kind(batch: Sequence[_QueuedJob]) -> list[list[_QueuedJob]]:
    """Group the jobs by kind; jobs without a kind form groups of one."""
    kinds: dict[int, list[_QueuedJob]] = {}
    alone = []
    for job in batch:
        if job.kind:
            kinds.setdefault(id(job.kind), []).append(job)
        else:
            alone.append([job])
    return [*kinds.values(), *alone]
