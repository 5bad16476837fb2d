"""Simulation on past calls: decided by a rule book and by what may replace it, in processes beside the server.

Deciding thousands of calls would keep live ones from the interpreter, so the processes have the lowest priority.
"""

import os
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from multiprocessing import get_context, parent_process

from hotline_server.desk.cases.decisions import Grounds, decide, find_grounds, read_text
from hotline_server.desk.cases.facts import heard_facts
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Decision
from hotline_server.rulebook.facts import is_of_earlier_cases, known_day, without_dangers
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
        parts = [done.result() for done in work]
    used = frozenset[str]().union(*(part.used for part in parts))
    uncounted = frozenset[str]().union(*(part.uncounted for part in parts))
    return Simulated(len(calls), tuple(change for part in parts for change in part.changes), used, uncounted)


def _processes(old: BookSource, new: BookSource) -> Executor:
    # Spawned, not forked: the parent may have threads and open database connections.
    return ProcessPoolExecutor(
        len(os.sched_getaffinity(0)), get_context("spawn"), initializer=_prepare, initargs=(old, new)
    )


@dataclass(frozen=True, slots=True)
class BookPair:
    """Two rule books that decide the same calls.

    Attributes:
        reads_alike: both find the same facts in every text.
        routes_alike: both have the same rows.
    """

    old: RuleBook
    new: RuleBook
    reads_alike: bool
    routes_alike: bool

    @classmethod
    def of(cls, old: RuleBook, new: RuleBook) -> "BookPair":
        """Compare two rule books."""
        return cls(old, new, old.reads_like(new), old.rows == new.rows)

    def simulated(self, calls: Sequence[PastCall]) -> Simulated:
        """Decide calls by both."""
        changes: list[Change] = []
        used: set[str] = set()
        for call in calls:
            before, after = self._decide(call)
            used.update(after.rules)
            if before.summary != after.summary:
                changes.append(_change(call, before, after))
        earlier = filter(is_of_earlier_cases, self.new.keys)
        uncounted = frozenset(name for name in earlier if any(name not in call.known for call in calls))
        return Simulated(len(calls), tuple(changes), frozenset(used), uncounted)

    def _decide(self, call: PastCall) -> tuple[Decision, Decision]:
        """Decide a call by both, without doing anew what the draft cannot have changed."""
        made = call.decided
        if made is None or not self._is_as_today(made):
            return decide_again(self.old, call), decide_again(self.new, call)
        if not self.reads_alike:
            return made, decide_again(self.new, call)
        after = decide(self.new, self._grounds(call, made))
        if after.summary == made.summary:
            return made, after
        # The directory may have changed meanwhile, which is not the draft's doing.
        return decide(self.old, Grounds(made.facts, (), ())), after

    def _is_as_today(self, made: Decision) -> bool:
        """Return True if a decision is that of the old book with its reader, in today's names of units."""
        reader = self.old.reader.version if self.old.reader else ""
        units = (made.lead, *made.cohandlers)
        return (made.book_version, made.reader_version) == (self.old.version, reader) and all(
            self.old.names.current(name) == name for name in units
        )

    def _grounds(self, call: PastCall, made: Decision) -> Grounds:
        """Return the grounds of the new book's decision: those found then, with the offices of its own rows."""
        if self.routes_alike:
            return Grounds(made.facts, (), ())
        return find_grounds(self.new, self.new.analyse_matters(call.subject, call.content), made.facts)


_pair: list[BookPair] = []


def _prepare(old: BookSource, new: BookSource) -> None:
    """Give way to calls, end with the parent, and build both books once per process."""
    os.nice(_NICENESS)
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    _pair[:] = [BookPair.of(old.build(), new.build())]


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


def decide_again(book: RuleBook, call: PastCall) -> Decision:
    """Decide a past call by a rule book as it would have been on its day, with what was known besides its text.

    What came of asking the caller back is not known: the question would have to be asked first.
    """
    text = read_text(book, call.subject, call.content, known_day(call.known))
    heard = heard_facts(text, call.request_type, confidential=call.confidential)
    facts = {**without_dangers(call.known), **heard}
    return decide(book, find_grounds(book, text, facts))
