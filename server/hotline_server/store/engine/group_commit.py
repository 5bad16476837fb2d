"""Group commit: acts that arrive together are made durable together.

One thread writes. It takes every job that waits, runs them in one transaction, commits once, and only
then hands out the results. So the price of reaching the disk is shared, and nothing is answered that
is not yet safe. Jobs of one kind go together, so that they share statements too, and do what needs no
transaction before it begins, on the same thread: many threads that compute take turns at the
interpreter, and each turn finds its caches cold. Other jobs run each within a savepoint of its own.
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
    """Jobs that go together."""

    def prepare(self, items: Sequence[Any]) -> Sequence[Any]:
        """Do what needs no transaction; gives for each what to write, or an exception, which is its outcome."""

    def write(self, prepared: Sequence[Any]) -> Sequence[Any]:
        """Write what was prepared; gives for each what came of it, or the refusal."""

    def present(self, outcome: Any, item: Any) -> Any:
        """What the one who waits gets, made once the outcome is durable."""


@dataclass(slots=True)
class _Waiting:
    """A job and who waits for it, in which trace; with a kind, an item of that kind."""

    job: Any
    future: Future[Any]
    kind: BatchKind | None = None
    trace: SpanContext = field(default_factory=lambda: get_current_span().get_span_context())
    prepared: Any = None

    def presented(self, outcome: object) -> object:
        """What whoever waits gets for a durable outcome."""
        if isinstance(outcome, Exception) or self.kind is None:
            return outcome
        try:
            return self.kind.present(outcome, self.job)
        except Exception as error:  # noqa: BLE001 - whoever waits must hear of it
            return error

    def settle(self, outcome: object) -> None:
        """Tell whoever waits what came of it."""
        if isinstance(outcome, Exception):
            self.future.set_exception(outcome)
        else:
            self.future.set_result(outcome)


class Writer:
    """Runs jobs against the database, many to a transaction."""

    def __init__(self, database: Database, after_commit: Callable[[], None] = lambda: None) -> None:
        """Start the writing thread.

        Args:
            database: where to write.
            after_commit: called after each commit, on the writing thread.
        """
        self._database = database
        self._after_commit = after_commit
        self._jobs: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._closing = threading.Lock()
        self._closed = False
        self.done = 0
        """How many jobs have been done."""
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def write(self, job: Callable[[], T]) -> T:
        """Run ``job`` in a transaction and return its result once that is committed.

        Raises:
            DomainError: what ``job`` raised; nothing of the job was kept.
            StoppingError: the writer has been closed.
        """
        return self._submit(_Waiting(job, Future())).result()  # type: ignore[no-any-return]

    def submit(self, kind: BatchKind, item: object) -> Future[Any]:
        """Do ``item`` in a transaction, together with all others of its kind that wait.

        Returns:
            What came of it, once that is committed.

        Raises:
            StoppingError: the writer has been closed.
        """
        return self._submit(_Waiting(item, Future(), kind))

    def _submit(self, waiting: _Waiting) -> Future[Any]:
        with self._closing:
            if self._closed:
                raise StoppingError
            self._jobs.put(waiting)
        return waiting.future

    def close(self) -> None:
        """Finish the jobs that wait, then stop. Returns when all is committed."""
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
        except Exception as error:  # noqa: BLE001 - without this thread every call would wait for ever
            _log.exception("writing failed")
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
        except Exception as error:  # noqa: BLE001 - every waiting caller must hear of it
            discard(self._database)
            if len(batch) == 1 or isinstance(error, OUTAGES):
                for waiting in batch:
                    waiting.settle(error)
                return
            _log.warning("transaction failed, its jobs are tried one by one", jobs=len(batch), exc_info=error)
            for waiting in batch:
                self._commit([waiting])
            return
        presented = [(waiting, waiting.presented(outcome)) for waiting, outcome in outcomes]
        self.done += len(batch)
        # Those who wait are woken when nothing more is computed here that they would interrupt.
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
    """Those of the batch that go on into the transaction; the others have been told why not."""
    ready = []
    for part in _parts(batch):
        kind = part[0].kind
        if kind:
            try:
                prepared = kind.prepare([waiting.job for waiting in part])
            except Exception as error:  # noqa: BLE001 - whoever waits must hear of it
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
    """The jobs of each kind together, the others each by itself."""
    kinds: dict[int, list[_Waiting]] = {}
    alone = []
    for waiting in batch:
        if waiting.kind:
            kinds.setdefault(id(waiting.kind), []).append(waiting)
        else:
            alone.append([waiting])
    return [*kinds.values(), *alone]
