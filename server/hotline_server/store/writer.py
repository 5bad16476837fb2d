"""Group commit: acts that arrive together are made durable together.

One thread writes. It takes every job that waits, runs them in one transaction, commits once, and only
then hands out the results. So the price of reaching the disk is shared, and nothing is answered that
is not yet safe. Jobs of one kind are done with one call, so that they share statements too; others
run each within a savepoint of its own.
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

import structlog
from peewee import Database, InterfaceError, OperationalError

from hotline_server.domain.errors import DomainError
from hotline_server.store.database import writing

BATCH_LIMIT = 256
T = TypeVar("T")
Item = TypeVar("Item")
Group = Callable[[Sequence[Any]], Sequence[Any]]
_log = structlog.get_logger()


class WriterClosedError(Exception):
    """The server is stopping and takes no more acts."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A job and who waits for it; with a group, an item that the group does with others."""

    job: Any
    future: Future[Any]
    group: Group | None = None

    def settle(self, outcome: object) -> None:
        if isinstance(outcome, Exception):
            self.future.set_exception(outcome)
        else:
            self.future.set_result(outcome)


class Writer:
    """Runs jobs against the database, many to a transaction."""

    def __init__(self, database: Database, after_commit: Callable[[int], None] = lambda jobs: None) -> None:  # noqa: ARG005
        """Start the writing thread.

        Args:
            database: where to write.
            after_commit: called after each commit, on the writing thread, with the number of its jobs.
        """
        self._database = database
        self._after_commit = after_commit
        self._jobs: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._closing = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        """How many jobs wait for a transaction."""
        return self._jobs.qsize()

    def write(self, job: Callable[[], T]) -> T:
        """Run ``job`` in a transaction and return its result once that is committed.

        Raises:
            DomainError: what ``job`` raised; nothing of the job was kept.
            WriterClosedError: the writer has been closed.
        """
        return self._submit(_Waiting(job, Future())).result()  # type: ignore[no-any-return]

    def submit(self, group: Callable[[Sequence[Item]], Sequence[T | DomainError]], item: Item) -> "Future[T]":
        """Have ``group`` do ``item`` in a transaction, together with all others that wait for it.

        Args:
            group: does any number of items, and gives for each what came of it or its refusal.
            item: one of them.

        Returns:
            What came of it, once that is committed.

        Raises:
            WriterClosedError: the writer has been closed.
        """
        return self._submit(_Waiting(item, Future(), group))

    def _submit(self, waiting: _Waiting) -> Future[Any]:
        with self._closing:
            if self._closed:
                raise WriterClosedError
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
            self._commit([entry for entry in batch if entry])
        self._database.close()

    def _commit(self, batch: list[_Waiting]) -> None:
        try:
            with writing(self._database):
                outcomes = [(waiting, outcome) for part in _parts(batch) for waiting, outcome in self._attempt(part)]
        except Exception as error:  # noqa: BLE001 - every waiting caller must hear of it
            # The connection may be what failed; the next batch gets a new one.
            self._database.close()
            if len(batch) == 1 or isinstance(error, OperationalError | InterfaceError):
                for waiting in batch:
                    waiting.settle(error)
                return
            _log.warning("transaction failed, its jobs are tried one by one", jobs=len(batch), exc_info=error)
            for waiting in batch:
                self._commit([waiting])
            return
        for waiting, outcome in outcomes:
            waiting.settle(outcome)
        self._after_commit(len(batch))

    def _attempt(self, part: Sequence[_Waiting]) -> Iterable[tuple[_Waiting, object]]:
        group = part[0].group
        if group:
            return zip(part, group([waiting.job for waiting in part]), strict=True)
        try:
            with self._database.savepoint():
                return [(part[0], part[0].job())]
        except DomainError as refusal:
            return [(part[0], refusal)]


def _parts(batch: Sequence[_Waiting]) -> list[list[_Waiting]]:
    """The jobs of each group together, the others each by itself."""
    groups: dict[Group, list[_Waiting]] = {}
    alone = []
    for waiting in batch:
        if waiting.group:
            groups.setdefault(waiting.group, []).append(waiting)
        else:
            alone.append([waiting])
    return [*groups.values(), *alone]
