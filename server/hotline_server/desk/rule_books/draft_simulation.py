"""Simulation of drafts on past calls, some thousands at a time."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from hotline_server.desk.rule_books.kept_books import KeptBooks
from hotline_server.desk.rule_books.simulation import simulate
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.numbering import is_number
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.simulated import Simulated
from hotline_server.store.cases.past_calls import PastCalls
from hotline_server.store.rule_books import Files


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
    """Decides past calls by the rule book in force, which ``book`` returns, and by a draft."""

    books: KeptBooks
    book: Callable[[], RuleBook]
    calls: PastCalls

    def run(self, files: Files, count: int, before: str) -> SimulatedCalls:
        """Simulate a draft on the latest calls.

        Args:
            files: files of the draft.
            count: maximum number of calls.
            before: number of the case before which to begin; empty for the latest.

        Raises:
            InvalidFieldsError: if the case number is malformed.
            RuleBookError: if the draft does not load.
        """
        if before and not is_number(before):
            raise InvalidFieldsError([FieldViolation("before_number", "不是工单号")])
        draft = self.books.load(files)
        source = self.books.source(self.book())
        calls = self.calls.latest(count, before)
        simulated = simulate(source, replace(source, files=files), calls)
        entries = (*draft.rules, *(row.id for row in draft.rows))
        unused = tuple(name for name in entries if name not in simulated.used)
        return SimulatedCalls(simulated, unused, calls[-1].id if len(calls) == count else "")
