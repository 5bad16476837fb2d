"""Group commit: acts that arrive together are made durable together.

One thread writes. It takes every job that waits, runs them in one transaction, each within a
savepoint of its own, commits once, and only then hands out the results. So the price of reaching
the disk is shared, and nothing is answered that is not yet safe.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from peewee import Database

from hotline_server.domain.errors import DomainError
from hotline_server.store.database import writing

BATCH_LIMIT = 256
T = TypeVar("T")


class WriterClosedError(Exception):
    """The server is stopping and takes no more acts."""


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
        self._jobs: SimpleQueue[tuple[Callable[[], Any], Future[Any]] | None] = SimpleQueue()
        self._closing = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def write(self, job: Callable[[], T]) -> T:
        """Run ``job`` in a transaction and return its result once that is committed.

        Raises:
            DomainError: what ``job`` raised; nothing of the job was kept.
            WriterClosedError: the writer has been closed.
        """
        future: Future[T] = Future()
        with self._closing:
            if self._closed:
                raise WriterClosedError
            self._jobs.put((job, future))
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

    def _commit(self, batch: list[tuple[Callable[[], Any], Future[Any]]]) -> None:
        outcomes: list[tuple[Future[Any], Any, BaseException | None]] = []
        try:
            with writing(self._database):
                for job, future in batch:
                    outcomes.append((future, *self._attempt(job)))
        except Exception as error:  # noqa: BLE001 - every waiting caller must hear of it
            # The connection may be what failed; the next batch gets a new one.
            self._database.close()
            for _, future in batch:
                future.set_exception(error)
            return
        for future, result, failure in outcomes:
            if failure is None:
                future.set_result(result)
            else:
                future.set_exception(failure)
        self._after_commit()

    def _attempt(self, job: Callable[[], Any]) -> tuple[Any, BaseException | None]:
        try:
            with self._database.savepoint():
                return job(), None
        except DomainError as refusal:
            return None, refusal
