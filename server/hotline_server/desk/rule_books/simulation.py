"""Simulation of a draft on past calls, in parallel."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

from hotline_server.desk.cases.decisions import decide, find_grounds, read_text
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Decision
from hotline_server.rulebook.facts import known_day, text_facts
from hotline_server.rulebook.loading import load, load_published
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.simulated import Change, PastCall, Simulated
from hotline_server.text.reader import Reader

CHUNK = 200


def compare(old: RuleBook, new: RuleBook, calls: Sequence[PastCall]) -> Simulated:
    """Decide every call by both books in this process."""
    return Simulated(len(calls), tuple(_changes(old, new, calls)))


def simulate(
    old: Mapping[str, bytes],
    new: Mapping[str, bytes],
    names: KnownNames,
    reader: Reader,
    calls: Sequence[PastCall],
    tell: Callable[[int], None],
) -> Simulated:
    """Decide every call by both books on all cores; ``tell`` receives the number done."""
    chunks = [calls[start : start + CHUNK] for start in range(0, len(calls), CHUNK)]
    changes: list[Change] = []
    # Spawned, not forked: the parent may have threads and open database connections.
    pool = ProcessPoolExecutor(
        mp_context=get_context("spawn"), initializer=_prepare, initargs=(dict(old), dict(new), names, reader.data)
    )
    with pool:
        work = {pool.submit(_chunk, chunk): len(chunk) for chunk in chunks}
        for done in as_completed(work):
            changes += done.result()
            tell(work[done])
    order = {call.id: place for place, call in enumerate(calls)}
    return Simulated(len(calls), tuple(sorted(changes, key=lambda change: order[change.call.id])))


_books: list[RuleBook] = []


def _prepare(old: Mapping[str, bytes], new: Mapping[str, bytes], names: KnownNames, data: bytes) -> None:
    """Build both books once per process."""
    reader = Reader(data)
    _books[:] = [load_published(old, names, reader), load(new, names, reader)]


def _chunk(calls: Sequence[PastCall]) -> list[Change]:
    old, new = _books
    return list(_changes(old, new, calls))


def _changes(old: RuleBook, new: RuleBook, calls: Sequence[PastCall]) -> Iterator[Change]:
    for call in calls:
        before, after = decide_again(old, call), decide_again(new, call)
        if before.summary != after.summary:
            yield Change(call, before.summary, after.summary, before.outcome.value, after.outcome.value)


def decide_again(book: RuleBook, call: PastCall) -> Decision:
    """Decide a past call by a rule book as it would have been on its day, with what was known besides its text."""
    text = read_text(book, call.subject, call.content, known_day(call.known))
    facts = {**call.known, **text_facts(text)}
    if call.request_type:
        facts["诉求类型"] = call.request_type
    if call.confidential:
        facts["要求保密"] = True
    return decide(book, find_grounds(book, text, facts))
