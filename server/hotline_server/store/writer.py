"""Group commit: acts that arrive together are made durable together.

One thread writes. It takes every job that waits, runs them in one transaction, each within a
savepoint of its own, commits once, and only then hands out the results. So the price of reaching
the disk is shared, and nothing is answered that is not yet safe.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from peewee import Database

from hotline_server.domain.errors import DomainError
from hotline_server.store.database import writing

BATCH_LIMIT = 256
T = TypeVar("T")


class WriterClosedError(Exception):
    """The server is stopping and takes no more acts."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    job: Callable[[], Any]
    future: Future[Any]
    may_refuse_late: bool


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
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def write(self, job: Callable[[], T], *, may_refuse_late: bool = True) -> T:
        """Run ``job`` in a transaction and return its result once that is committed.

        Args:
            job: what to do.
            may_refuse_late: whether it may refuse after it has begun to write, and so needs a
                savepoint to take that back.

        Raises:
            DomainError: what ``job`` raised; nothing of the job was kept.
            WriterClosedError: the writer has been closed.
        """
        future: Future[T] = Future()
        with self._closing:
            if self._closed:
                raise WriterClosedError
            self._jobs.put(_Waiting(job, future, may_refuse_late))
        return future.result()

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
            self._commit([entry for entry in batch if entry])
        self._database.close()

    def _commit(self, batch: list[_Waiting]) -> None:
        outcomes: list[tuple[Future[Any], Any, BaseException | None]] = []
        try:
            with writing(self._database):
                for waiting in batch:
                    outcomes.append((waiting.future, *self._attempt(waiting)))
        except Exception as error:  # noqa: BLE001 - every waiting caller must hear of it
            # The connection may be what failed; the next batch gets a new one.
            self._database.close()
            for waiting in batch:
                waiting.future.set_exception(error)
            return
        for future, result, failure in outcomes:
            if failure is None:
                future.set_result(result)
            else:
                future.set_exception(failure)
        self._after_commit()

    def _attempt(self, waiting: _Waiting) -> tuple[Any, BaseException | None]:
        try:
            if waiting.may_refuse_late:
                with self._database.savepoint():
                    return waiting.job(), None
            return waiting.job(), None
        except DomainError as refusal:
            return None, refusal
