"""Simulation on past calls: decided by a rule book and by what may replace it, in processes beside the server.

Deciding thousands of calls would keep live ones from the interpreter, so the processes have the lowest priority.
"""

import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context, parent_process

from hotline_server.desk.cases.decisions import decide, find_grounds, read_text
from hotline_server.desk.cases.facts import heard_facts
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Decision
from hotline_server.rulebook.facts import known_day, without_dangers
from hotline_server.rulebook.loading import load_published
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.simulated import Change, PastCall, Simulated
from hotline_server.text.reader import Reader

CHUNK = 200
_NICENESS = 19


@dataclass(frozen=True, slots=True)
class BookSource:
    """Parts that a process builds a rule book from.

    Attributes:
        files: of a rule book that was checked, by relative path.
        names: of the units in the directory.
        reader: contents of the learned reader; empty for lexicons alone.
    """

    files: Mapping[str, bytes]
    names: KnownNames
    reader: bytes

    def build(self) -> RuleBook:
        """Build the rule book.

        Raises:
            RuleBookError: if this release cannot read it.
            ReaderFileError: if this release cannot read its reader.
        """
        return load_published(self.files, self.names, Reader(self.reader) if self.reader else None)


def simulate(
    old: BookSource, new: BookSource, calls: Sequence[PastCall], tell: Callable[[int], None] = lambda _: None
) -> Simulated:
    """Decide every call by both rule books on the cores of this process; ``tell`` receives the number done."""
    chunks = [calls[start : start + CHUNK] for start in range(0, len(calls), CHUNK)]
    if not chunks:
        return Simulated(0, ())
    with _processes(old, new) as pool:
        work = {pool.submit(_chunk, chunk): len(chunk) for chunk in chunks}
        for done in as_completed(work):
            tell(work[done])
        return Simulated(len(calls), tuple(change for done in work for change in done.result()))


def _processes(old: BookSource, new: BookSource) -> Executor:
    # Spawned, not forked: the parent may have threads and open database connections.
    return ProcessPoolExecutor(
        len(os.sched_getaffinity(0)), get_context("spawn"), initializer=_prepare, initargs=(old, new)
    )


_books: list[RuleBook] = []


def _prepare(old: BookSource, new: BookSource) -> None:
    """Give way to calls, end with the parent, and build both books once per process."""
    os.nice(_NICENESS)
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    _books[:] = [old.build(), new.build()]


def _end_with_parent() -> None:
    """End this process once its parent has died; the pool's queue would keep it waiting for ever."""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _chunk(calls: Sequence[PastCall]) -> list[Change]:
    old, new = _books
    return list(_changes(old, new, calls))


def _changes(old: RuleBook, new: RuleBook, calls: Sequence[PastCall]) -> Iterator[Change]:
    for call in calls:
        before, after = decide_again(old, call), decide_again(new, call)
        if before.summary != after.summary:
            yield Change(
                call=call,
                before=before.summary,
                after=after.summary,
                outcome_before=before.outcome.value,
                outcome_after=after.outcome.value,
                asks_before=before.asks_back,
                asks_after=after.asks_back,
            )


def decide_again(book: RuleBook, call: PastCall) -> Decision:
    """Decide a past call by a rule book as it would have been on its day, with what was known besides its text.

    What came of asking the caller back is not known: the question would have to be asked first.
    """
    text = read_text(book, call.subject, call.content, known_day(call.known))
    heard = heard_facts(text, call.request_type, confidential=call.confidential)
    facts = {**without_dangers(call.known), **heard}
    return decide(book, find_grounds(book, text, facts))
