"""Simulation on past calls: decided by a rule book and by what may replace it, in processes beside the server.

Deciding thousands of calls would keep live ones from the interpreter, so the processes have the lowest priority.
"""

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from multiprocessing import get_context, parent_process

from hotline_server.desk.cases.decisions import Grounds, decide
from hotline_server.desk.rule_books.reach import Facts, Reach, read_anew
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Decision
from hotline_server.rulebook.facts import is_of_earlier_cases
from hotline_server.rulebook.loading import load_published
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.simulated import Change, PastCall, Simulated
from hotline_server.text.reader import Reader

CHUNK = 200
# For which processes wait for whoever goes on simulating the same draft.
KEPT_SECONDS = 30
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


@dataclass(frozen=True, slots=True)
class Compared:
    """Rule books that decide the same calls.

    Attributes:
        old: one of them.
        new: one that may replace it.
        earlier: files of those before, by version: what they found in a call need not be read again.
    """

    old: BookSource
    new: BookSource
    earlier: Mapping[str, Mapping[str, bytes]] = field(default_factory=dict)

    def build(self) -> "BookPair":
        """Build the rule books; those before only when one of their calls comes.

        Raises:
            RuleBookError, ReaderFileError: as ``BookSource.build``.
        """

        def earlier(version: str) -> RuleBook | None:
            files = self.earlier.get(version)
            return replace(self.old, files=files).build() if files else None

        return BookPair(self.old.build(), self.new.build(), earlier)


def simulate(compared: Compared, calls: Iterable[PastCall], tell: Callable[[int], None] = lambda _: None) -> Simulated:
    """Decide every call by both rule books on the cores of this process; ``tell`` receives the number done."""
    with _processes(compared) as pool:
        return simulate_in(pool, calls, tell)


def simulate_in(pool: Executor, calls: Iterable[PastCall], tell: Callable[[int], None] = lambda _: None) -> Simulated:
    """Decide every call by the rule books of some processes, which decide some while the next are read."""
    coming = iter(calls)
    chunks = iter(lambda: list(islice(coming, CHUNK)), [])
    parts: list[Simulated] = []
    for work in [pool.submit(_chunk, chunk) for chunk in chunks]:
        parts.append(work.result())
        tell(parts[-1].calls)
    return Simulated(
        sum(part.calls for part in parts),
        tuple(change for part in parts for change in part.changes),
        frozenset[str]().union(*(part.used for part in parts)),
        frozenset[str]().union(*(part.uncounted for part in parts)),
    )


def _processes(compared: Compared) -> Executor:
    # Spawned, not forked: the parent may have threads and open database connections.
    return ProcessPoolExecutor(
        len(os.sched_getaffinity(0)), get_context("spawn"), initializer=_prepare, initargs=(compared,)
    )


@dataclass(frozen=True, slots=True)
class Comparing:
    """Processes that compare rule books.

    Attributes:
        compared: what they build them from.
        draft: the new one, loaded here.
        pool: of the processes.
    """

    compared: Compared
    draft: RuleBook
    pool: Executor


class KeptProcesses:
    """Processes kept for a while with their rule books, as whoever simulates goes on with older calls. Thread-safe."""

    def __init__(self, kept_seconds: float = KEPT_SECONDS) -> None:
        self._seconds = kept_seconds
        self._lock = threading.Lock()
        self._idle: tuple[Comparing, threading.Timer] | None = None

    @contextmanager
    def comparing(self, compared: Compared, load: Callable[[], RuleBook]) -> Iterator[Comparing]:
        """Give processes with these rule books to one that simulates, and keep them afterwards.

        Args:
            compared: what they build the rule books from.
            load: loads the new one, and raises what is wrong with it.
        """
        processes = self._take(compared) or Comparing(compared, load(), _processes(compared))
        try:
            yield processes
        except BaseException:
            processes.pool.shutdown(wait=False, cancel_futures=True)
            raise
        self._keep(processes)

    def close(self) -> None:
        """End the processes that are kept."""
        self._take(None)

    def _take(self, compared: Compared | None) -> Comparing | None:
        """Return the processes kept if they have these rule books, and end them otherwise."""
        with self._lock:
            idle, self._idle = self._idle, None
        if idle is None:
            return None
        kept, timer = idle
        timer.cancel()
        if kept.compared == compared:
            return kept
        kept.pool.shutdown(wait=False)
        return None

    def _keep(self, processes: Comparing) -> None:
        self.close()
        timer = threading.Timer(self._seconds, self.close)
        timer.daemon = True
        timer.start()
        with self._lock:
            self._idle = processes, timer


class BookPair:
    """Two rule books that decide the same calls."""

    def __init__(
        self, old: RuleBook, new: RuleBook, earlier: Callable[[str], RuleBook | None] = lambda _: None
    ) -> None:
        """Compare two rule books.

        Args:
            old: rule book.
            new: one that may replace it.
            earlier: returns the rule book of another version that decided calls; ``None`` if it is not kept.
        """
        self._old = old
        self._new = new
        self._earlier = earlier
        self._reach = Reach.between(old, new)
        self._reaches: dict[str, Reach | None] = {}

    def simulated(self, calls: Sequence[PastCall]) -> Simulated:
        """Decide calls by both."""
        changes: list[Change] = []
        used: set[str] = set()
        for call in calls:
            before, after = self._decide(call)
            used.update(after.rules)
            if before.summary != after.summary:
                changes.append(_change(call, before, after))
        earlier = filter(is_of_earlier_cases, self._new.keys)
        uncounted = frozenset(name for name in earlier if any(name not in call.known for call in calls))
        return Simulated(len(calls), tuple(changes), frozenset(used), uncounted)

    def _decide(self, call: PastCall) -> tuple[Decision, Decision]:
        """Decide a call by both, without doing anew what the draft cannot have changed."""
        found = self._found(call)
        facts = self._reach.facts(call, found)
        is_alike = facts is found and not self._reach.decides_otherwise(facts)
        made = call.decided if call.decided and self._is_as_today(call.decided) else None
        if made:
            after = made if is_alike else _decide_by(self._new, facts)
            if after.summary == made.summary:
                return made, after
        # The directory may have changed meanwhile, which is not the draft's doing.
        before = _decide_by(self._old, found)
        return before, before if is_alike else _decide_by(self._new, facts)

    def _is_as_today(self, made: Decision) -> bool:
        """Return True if a decision is that of the old book with its reader, in today's names of units."""
        return made.book_version == self._old.version and self._is_readable(made)

    def _is_readable(self, made: Decision) -> bool:
        """Return True if a decision was made with today's reader, and names units as today."""
        reader = self._old.reader.version if self._old.reader else ""
        units = (made.lead, *made.cohandlers)
        return made.reader_version == reader and all(self._old.names.current(name) == name for name in units)

    def _found(self, call: PastCall) -> Facts:
        """Return the facts that the old book finds in a call, which it need not read if it or one alike decided it."""
        made = call.decided
        if made is None or not self._is_readable(made):
            return read_anew(self._old, call).facts
        if made.book_version == self._old.version:
            return made.facts
        reach = self._reach_from(made.book_version)
        return reach.facts(call, made.facts) if reach else read_anew(self._old, call).facts

    def _reach_from(self, version: str) -> Reach | None:
        """Return what the old book may find otherwise than one before it; ``None`` if that is not kept."""
        if version not in self._reaches:
            book = self._earlier(version)
            self._reaches[version] = Reach.between(book, self._old) if book else None
        return self._reaches[version]


_pair: list[BookPair] = []


def _prepare(compared: Compared) -> None:
    """Give way to calls, end with the parent, and build both books once per process."""
    os.nice(_NICENESS)
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    _pair[:] = [compared.build()]


def _end_with_parent() -> None:
    """End this process once its parent has died; the pool's queue would keep it waiting for ever."""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _chunk(calls: Sequence[PastCall]) -> Simulated:
    return _pair[0].simulated(calls)


def _change(call: PastCall, before: Decision, after: Decision) -> Change:
    return Change(
        # The decision has done its part, and is not sent back.
        call=replace(call, decided=None, known={}),
        before=before.summary,
        after=after.summary,
        outcome_before=before.outcome.value,
        outcome_after=after.outcome.value,
        asks_before=before.asks_back,
        asks_after=after.asks_back,
    )


def _decide_by(book: RuleBook, facts: Facts) -> Decision:
    return decide(book, Grounds(facts, (), ()))
