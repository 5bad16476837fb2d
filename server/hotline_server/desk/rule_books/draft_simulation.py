"""Simulation of drafts on past calls, some thousands at a time."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from hotline_server.desk.rule_books.kept_books import KeptBooks
from hotline_server.desk.rule_books.simulation import Compared, KeptProcesses, simulate_in
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, UnmetConditionError
from hotline_server.domain.numbering import is_number
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.simulated import PastCall, Simulated
from hotline_server.store.cases.past_calls import PastCalls
from hotline_server.store.rule_books import Files, RuleBookStore

# Publications whose rule books are looked up for what they found in calls.
EARLIER = 20


@dataclass(frozen=True, slots=True)
class SimulatedCalls:
    """Results on some calls.

    Attributes:
        simulated: the results.
        unused: ids of the draft's rules and rows that contributed to no decision.
        next_before: number of the case before which to go on; empty if there are no older ones.
    """

    simulated: Simulated
    unused: tuple[str, ...]
    next_before: str


@dataclass(frozen=True, slots=True)
class DraftSimulation:
    """Decides past calls by the rule book in force, which ``book`` returns, and by a draft.

    Attributes:
        calls: past calls, which may be those of a copy of the database.
        store: of rule books.
        processes: that decide.
    """

    books: KeptBooks
    book: Callable[[], RuleBook]
    calls: PastCalls
    store: RuleBookStore
    processes: KeptProcesses = field(default_factory=KeptProcesses)

    def run(self, files: Files, count: int, before: str, is_awaited: Callable[[], bool]) -> SimulatedCalls:
        """Simulate a draft on the latest calls.

        Args:
            files: files of the draft.
            count: maximum number of calls.
            before: number of the case before which to begin; empty for the latest.
            is_awaited: returns False once nobody waits for the results.

        Raises:
            InvalidFieldsError: if the case number is malformed.
            RuleBookError: if the draft does not load.
            UnmetConditionError: if nobody waits any more.
        """
        if before and not is_number(before):
            raise InvalidFieldsError([FieldViolation("before_number", "不是工单号")])
        last = deque[str](maxlen=1)

        def check(_: int = 0) -> None:
            if not is_awaited():
                raise UnmetConditionError("已无人等待模拟结果，模拟已停止")

        def coming() -> Iterator[PastCall]:
            for call in self.calls.latest(count, before):
                check()
                last.append(call.id)
                yield call

        with self.processes.comparing(self._compared(files), lambda: self.books.load(files)) as processes:
            simulated = simulate_in(processes.pool, coming(), check)
        entries = (*processes.draft.rules, *(row.id for row in processes.draft.rows))
        unused = tuple(name for name in entries if name not in simulated.used)
        return SimulatedCalls(simulated, unused, last[0] if simulated.calls == count else "")

    def _compared(self, files: Files) -> Compared:
        """Return a draft beside the rule book in force, and those before it."""
        source = self.books.source(self.book())
        history = dict.fromkeys(one.version for one in self.store.history(EARLIER))
        kept = {version: self.store.files(version) for version in history}
        earlier = {version: found[0] for version, found in kept.items() if found}
        return Compared(source, replace(source, files=files), earlier)
